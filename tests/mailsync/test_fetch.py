"""Reading mail: all of it, only what is needed, without a trace in the mailbox, from honest servers and liars."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailsync.connect import Connection, Server, connect
from mailsync.errors import ConnectionLost, MailServerError, ServerBusy
from mailsync.fetch import Body, Header, Missing, bodies, headers, new_uids, search_from
from mailsync.reach import LOOPBACK
from tests.conftest import Mailbox
from tests.servers import liar
from tests.servers.liar import Liar

PLAIN = (
    b"From: Alice <alice@example.test>\r\nTo: bob@example.test\r\nSubject: Hello\r\nMessage-ID: <plain@x>\r\n"
    b"X-Other: not needed\r\n\r\nA short text.\r\n"
)
MIXED = (
    b"From: carol@example.test\r\nTo: bob@example.test\r\nSubject: Papers\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    b'--b\r\nContent-Type: multipart/alternative; boundary="c"\r\n\r\n'
    b"--c\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"Gr=FC=DFe\r\n"
    b"--c\r\nContent-Type: text/html\r\n\r\n<p>Gr&uuml;&szlig;e</p>\r\n--c--\r\n"
    b"--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
    b"Content-Disposition: attachment; filename*=utf-8''Pl%C3%A4ne.pdf\r\n\r\n"
    + b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\r\n"
    * 3000
    + b"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=notes.txt\r\n\r\nNotes\r\n"
    b"--b--\r\n"
)


@contextmanager
def reading(mailbox: Mailbox) -> Iterator[Connection]:
    server = mailbox.server
    where = Server("localhost", server.imaps_port, "tls", mailbox.user, mailbox.password, server.cafile)
    with connect(where, allowed_private=LOOPBACK) as connection:
        connection.examine("INBOX")
        yield connection


@contextmanager
def lied_to(server: Liar) -> Iterator[Connection]:
    with server:
        where = Server("localhost", server.port, "plain", "bob", "secret")
        with connect(where, allowed_private=LOOPBACK, timeout=5) as connection:
            connection.examine("INBOX")
            yield connection


def flat(batches: Iterator[list[Header | Missing]]) -> list[Header | Missing]:
    return [one for batch in batches for one in batch]


def test_new_mail_is_what_lies_above_the_cursor(mailbox: Mailbox) -> None:
    for _ in range(3):
        mailbox.deliver(PLAIN)
    with reading(mailbox) as connection:
        assert new_uids(connection, 0) == [1, 2, 3]
        assert new_uids(connection, 2, 3) == [3]
        assert new_uids(connection, 3, 3) == new_uids(connection, 3) == []


def test_an_empty_folder_has_no_new_mail(mailbox: Mailbox) -> None:
    with reading(mailbox) as connection:
        assert new_uids(connection, 0) == []


def test_headers_bring_addresses_and_thread_and_nothing_else(mailbox: Mailbox) -> None:
    when = datetime(2026, 2, 1, 9, 30, tzinfo=UTC)
    mailbox.append("INBOX", PLAIN, when)
    with reading(mailbox) as connection:
        (header,) = flat(headers(connection, [1]))
    assert isinstance(header, Header)
    assert (header.uid, header.size, header.received) == (1, len(PLAIN), when)
    assert b"alice@example.test" in header.header
    assert b"<plain@x>" in header.header
    assert b"Subject" in header.header
    assert b"X-Other" not in header.header


def test_headers_come_in_batches_and_in_order(mailbox: Mailbox) -> None:
    for _ in range(5):
        mailbox.append("INBOX", PLAIN)
    with reading(mailbox) as connection:
        batches = [[one.uid for one in batch] for batch in headers(connection, [5, 1, 2, 4], batch=3)]
    assert batches == [[1, 2, 4], [5]]


def test_a_body_of_one_part_comes_with_its_header(mailbox: Mailbox) -> None:
    mailbox.append("INBOX", PLAIN)
    with reading(mailbox) as connection:
        (body,) = bodies(connection, [1])
    header = PLAIN.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    assert body == Body(1, header, ((header, b"A short text.\r\n"),))


def test_only_text_parts_are_fetched_and_attachments_are_named(mailbox: Mailbox) -> None:
    mailbox.append("INBOX", MIXED)
    with reading(mailbox) as connection:
        before = connection.received
        (body,) = bodies(connection, [1])
        assert connection.received - before < 5000
    assert isinstance(body, Body)
    assert [content.strip() for _, content in body.parts] == [b"Gr=FC=DFe", b"<p>Gr&uuml;&szlig;e</p>"]
    assert b"iso-8859-1" in body.parts[0][0]
    assert body.attachments == ("Pläne.pdf", "notes.txt")


def test_an_attached_mail_comes_whole_though_it_is_longer_than_a_text(mailbox: Mailbox) -> None:
    inner = PLAIN + b"x" * 500 + b"\r\n"
    mailbox.append(
        "INBOX",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=e\r\n\r\n--e\r\n\r\nSee it.\r\n"
        b"--e\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"--e--\r\n",
    )
    with reading(mailbox) as connection:
        (body,) = bodies(connection, [1], text_cap=100)
    assert isinstance(body, Body)
    assert [content.strip() for _, content in body.parts] == [b"See it.", inner.strip()]


def test_mails_of_different_shapes_come_in_the_order_of_their_uids(mailbox: Mailbox) -> None:
    for mail in (PLAIN, MIXED, PLAIN, MIXED):
        mailbox.append("INBOX", mail)
    with reading(mailbox) as connection:
        found = [one for one in bodies(connection, [4, 3, 2, 1], batch=3) if isinstance(one, Body)]
    assert [(one.uid, len(one.parts)) for one in found] == [(1, 1), (2, 2), (3, 1), (4, 2)]


def test_a_long_text_is_cut(mailbox: Mailbox) -> None:
    mailbox.append("INBOX", PLAIN + b"x" * 70 + b"\r\n")
    with reading(mailbox) as connection:
        (body,) = bodies(connection, [1], text_cap=20)
    assert isinstance(body, Body)
    assert len(body.parts[0][1]) == 20


def test_a_mail_without_any_text_has_no_parts(mailbox: Mailbox) -> None:
    mailbox.append("INBOX", b"From: a@example.test\r\nContent-Type: image/png; name=a.png\r\n\r\nxyz\r\n")
    with reading(mailbox) as connection:
        (body,) = bodies(connection, [1])
    assert isinstance(body, Body)
    assert (body.parts, body.attachments) == ((), ("a.png",))


@pytest.mark.parametrize("mail", [b"\r\n", b"no header at all", b"From: a@example.test\r\n\r\n", b"Subject: x"])
def test_a_broken_mail_is_a_mail(mailbox: Mailbox, mail: bytes) -> None:
    mailbox.append("INBOX", mail)
    with reading(mailbox) as connection:
        assert [type(one) for one in bodies(connection, [1])] == [Body]
        assert [type(one) for one in flat(headers(connection, [1]))] == [Header]


def test_a_tower_of_parts_comes_whole(mailbox: Mailbox) -> None:
    opening = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth) for depth in range(60)
    )
    mailbox.append("INBOX", opening + b"Content-Type: text/plain\r\n\r\ndeep\r\n")
    with reading(mailbox) as connection:
        (body,) = bodies(connection, [1])
    assert isinstance(body, Body)
    assert body.parts or body.whole


def test_a_mail_that_is_gone_is_missing_and_absent(mailbox: Mailbox) -> None:
    mailbox.append("INBOX", PLAIN)
    with reading(mailbox) as connection:
        assert list(bodies(connection, [1, 2]))[1] == Missing(2, present=False)
        assert flat(headers(connection, [2])) == [Missing(2, present=False)]


def test_mail_of_a_person_is_found_in_all_address_headers(mailbox: Mailbox) -> None:
    mailbox.append("INBOX", PLAIN)
    mailbox.append("INBOX", MIXED)
    mailbox.append("INBOX", b"From: x@y.test\r\nCc: Carol <Carol@Example.test>\r\n\r\n.\r\n")
    with reading(mailbox) as connection:
        assert search_from(connection, ["carol@example.test"]) == [2, 3]
        assert search_from(connection, ["alice@example.test", "carol@example.test"]) == [1, 2, 3]
        assert search_from(connection, [f"a{n}@example.test" for n in range(50)]) == []
        assert search_from(connection, []) == []


def test_mail_before_a_day_is_left_out(mailbox: Mailbox) -> None:
    for year in (2024, 2026):
        mailbox.append("INBOX", PLAIN, datetime(year, 3, 5, 12, tzinfo=UTC))
    with reading(mailbox) as connection:
        assert search_from(connection, ["alice@example.test"], date(2025, 12, 31)) == [2]


@pytest.mark.parametrize("address", ['a" ALL "@x.test', "back\\slash@x.test", "jürgen@münchen.test", "(x)@y.test"])
def test_an_odd_address_is_searched_and_breaks_nothing(mailbox: Mailbox, address: str) -> None:
    mailbox.append("INBOX", PLAIN)
    with reading(mailbox) as connection:
        assert search_from(connection, [address]) == []


def test_an_address_of_two_lines_is_refused(mailbox: Mailbox) -> None:
    with reading(mailbox) as connection, pytest.raises(ValueError, match="control character"):
        search_from(connection, ["a@b.test\r\nA1 DELETE INBOX"])


def test_nothing_in_the_mailbox_changes(mailbox: Mailbox) -> None:
    mailbox.append("INBOX", MIXED)
    mailbox.append("INBOX", PLAIN)

    def mails() -> dict[str, bytes]:
        places = mailbox.server.maildir(mailbox.user)
        return {str(file): file.read_bytes() for name in ("cur", "new") for file in (places / name).iterdir()}

    with reading(mailbox) as connection:
        connection.examine("INBOX")  # the first opening moves files from new to cur, as the server keeps its house
        before = mails()
        uids = new_uids(connection, 0)
        flat(headers(connection, uids))
        assert len(list(bodies(connection, uids))) == 2
    assert mails() == before
    assert not any(Path(name).name.partition(":2,")[2] for name in before)


# From here on the server lies.


@pytest.mark.parametrize(
    "server", [Liar(), liar.UidLess(), liar.UidAfterBody(), liar.NoText(), liar.Quoter(), liar.ForgetfulInBatches()]
)
def test_odd_but_complete_answers_lose_nothing(server: Liar) -> None:
    with lied_to(server) as connection:
        uids = new_uids(connection, 0, 8)
        assert [(type(one), one.uid) for one in flat(headers(connection, uids))] == [(Header, uid) for uid in (3, 5, 8)]
        assert [one.parts[0][1] for one in bodies(connection, uids) if isinstance(one, Body)] == [
            b"A short text.\r\n"
        ] * 3


@pytest.mark.parametrize("server", [liar.WrongUid(), liar.NilBody()])
def test_a_mail_that_is_never_answered_is_missing_but_there(server: Liar) -> None:
    with lied_to(server) as connection:
        assert flat(headers(connection, [3, 5, 8]))[1] == Missing(5, present=True)
        assert list(bodies(connection, [3, 5, 8]))[1] == Missing(5, present=True)
        assert [one.uid for one in bodies(connection, [3, 5, 8])] == [3, 5, 8]


def test_a_uid_that_nobody_asked_for_is_never_followed() -> None:
    server = liar.WrongUid()
    with lied_to(server) as connection:
        list(bodies(connection, [3, 5, 8]))
    assert not any(b"4711" in command for command in server.commands)


def test_a_removed_mail_is_missing_and_absent() -> None:
    with lied_to(liar.Expunged()) as connection:
        assert flat(headers(connection, [3, 5, 8]))[1] == Missing(5, present=False)


def test_a_mail_with_a_senseless_structure_comes_whole() -> None:
    with lied_to(liar.OddStructure()) as connection:
        first, second, third = bodies(connection, [3, 5, 8])
    assert isinstance(second, Body)
    assert second.whole == liar.MAIL
    assert second.header == liar.MAIL.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    assert isinstance(first, Body)
    assert first.whole is None
    assert isinstance(third, Body)


def test_uids_in_no_order_are_sorted() -> None:
    with lied_to(liar.Unsorted()) as connection:
        assert new_uids(connection, 3, 8) == [5, 8]
        assert search_from(connection, ["alice@example.test"]) == [3, 5, 8]


def test_the_echo_of_the_last_mail_is_not_new() -> None:
    with lied_to(liar.Echo()) as connection:
        assert new_uids(connection, 8) == []
        assert new_uids(connection, 8, 20) == []


@pytest.mark.parametrize(("server", "uids"), [(liar.NoUidnext(), [5, 8]), (liar.Leaping(), [5, 4_000_000_001])])
def test_without_uidnext_new_mail_is_found_in_few_steps(server: Liar, uids: list[int]) -> None:
    with lied_to(server) as connection:
        assert new_uids(connection, 3) == uids
    assert len([command for command in server.commands if b"SEARCH" in command]) < 30


@pytest.mark.parametrize("server", [liar.ByeMidFetch(), liar.EndlessLiteral(), liar.CutLiteral()])
def test_a_broken_answer_loses_the_connection_and_yields_nothing(server: Liar) -> None:
    with lied_to(server) as connection:
        with pytest.raises(ConnectionLost):
            flat(headers(connection, [3, 5, 8]))
        assert connection.lost


def test_a_used_up_quota_is_to_be_waited_for() -> None:
    with lied_to(liar.OverQuota()) as connection, pytest.raises(ServerBusy) as caught:
        list(bodies(connection, [3]))
    assert caught.value.retry_after


def test_uids_of_a_renumbered_folder_are_not_used() -> None:
    with lied_to(liar.Renumbering()) as connection, pytest.raises(ConnectionLost):
        new_uids(connection, 0, 8)


def test_only_examine_and_peek_are_ever_said() -> None:
    server = Liar()
    with lied_to(server) as connection:
        flat(headers(connection, new_uids(connection, 0)))
        list(bodies(connection, [3, 5, 8]))
    said = b"\n".join(server.commands)
    assert b"SELECT" not in said
    assert b"BODY[" not in said
    assert not any(word in said for word in (b"STORE", b"EXPUNGE", b"CLOSE", b"APPEND"))


def test_after_an_error_nothing_more_is_read() -> None:
    with lied_to(liar.ByeMidFetch()) as connection:
        for _ in range(2):
            with pytest.raises(MailServerError):
                flat(headers(connection, [5]))

"""Opening a mailbox: encrypted first, honest about what is wrong, and never more than reading."""

import select
import socket
from datetime import timedelta
from pathlib import Path

import pytest

from mailsync import reach
from mailsync.connect import Connection, Server, connect
from mailsync.errors import (
    CertificateProblem,
    ConnectionLost,
    FolderGone,
    HostNotFound,
    MailServerError,
    NotReady,
    ServerBusy,
    Unreachable,
    WrongPassword,
    from_answer,
)
from mailsync.folders import find_sent
from mailsync.reach import LOOPBACK
from tests.conftest import Mailbox
from tests.servers import liar
from tests.servers.certificates import issue
from tests.servers.liar import Liar

MAIL = b"From: alice@example.test\r\nSubject: Hello\r\n\r\nText\r\n"
SECRET = "tops3cret"


def to_dovecot(mailbox: Mailbox, tls: str = "tls") -> Server:
    dovecot = mailbox.server
    port = dovecot.imaps_port if tls == "tls" else dovecot.imap_port
    return Server("localhost", port, tls, mailbox.user, mailbox.password, dovecot.cafile)


def opened(mailbox: Mailbox) -> Connection:
    return connect(to_dovecot(mailbox), allowed_private=LOOPBACK)


def to_liar(server: Liar, tls: str = "plain", cafile: Path | None = None, password: str = SECRET) -> Connection:
    where = Server("localhost", server.port, tls, "bob", password, str(cafile) if cafile else None)
    return connect(where, allowed_private=LOOPBACK, timeout=5)


@pytest.mark.parametrize("tls", ["tls", "starttls", "plain"])
def test_a_mailbox_opens_over_each_kind_of_line(mailbox: Mailbox, tls: str) -> None:
    mailbox.deliver(MAIL)
    with connect(to_dovecot(mailbox, tls), allowed_private=LOOPBACK) as connection:
        status = connection.examine("INBOX")
    assert (status.uidnext, status.exists) == (2, 1)
    assert status.uidvalidity > 0


def test_a_wrong_password_is_named_as_such_and_not_shown(mailbox: Mailbox) -> None:
    where = to_dovecot(mailbox)
    with pytest.raises(WrongPassword) as caught:
        connect(Server(where.host, where.port, "tls", where.user, SECRET, where.cafile), allowed_private=LOOPBACK)
    assert not caught.value.transient
    assert SECRET not in caught.value.sentence + caught.value.detail + repr(where)


@pytest.mark.parametrize("password", ['sp ace "quoted" \\ back', "Grüße ☕"])
def test_passwords_may_hold_any_letters(mailbox: Mailbox, password: str) -> None:
    mailbox.server.set_password(mailbox.user, password)
    connect(to_dovecot(Mailbox(mailbox.server, mailbox.user, password)), allowed_private=LOOPBACK).close()


def test_a_line_break_in_a_password_never_becomes_a_command() -> None:
    with Liar() as server, pytest.raises(WrongPassword):
        to_liar(server, password="x\r\nA2 DELETE INBOX")
    assert b"DELETE" not in server.received


@pytest.mark.parametrize("tls", ["tls", "starttls"])
@pytest.mark.parametrize(
    ("host", "days", "trusted", "reason"),
    [
        ("elsewhere.test", 30, True, "another name"),
        ("localhost", -1, True, "expired"),
        ("localhost", 30, False, "not known"),
    ],
)
def test_a_bad_certificate_is_refused_before_the_password(
    tmp_path: Path, tls: str, host: str, days: int, trusted: bool, reason: str
) -> None:
    certificate = issue(tmp_path, host, valid_days=days)
    with Liar(certificate, tls=tls == "tls") as server:
        server.capabilities = b"IMAP4rev1 STARTTLS"
        with pytest.raises(CertificateProblem, match=reason) as caught:
            to_liar(server, tls, certificate.cafile if trusted else None)
    assert "not sent" in caught.value.sentence
    assert b"LOGIN" not in server.received
    assert SECRET.encode() not in server.received


def test_without_starttls_the_password_stays_here() -> None:
    with Liar() as server, pytest.raises(CertificateProblem, match="no encryption"):
        to_liar(server, "starttls")
    assert b"LOGIN" not in server.received


def test_text_slipped_in_before_the_handshake_ends_the_connection(tmp_path: Path) -> None:
    certificate = issue(tmp_path)
    with liar.Smuggler(certificate) as server, pytest.raises(ConnectionLost):
        to_liar(server, "starttls", certificate.cafile)
    assert b"LOGIN" not in server.received


def test_a_server_without_tls_is_told_apart_from_a_dead_one(mailbox: Mailbox) -> None:
    where = Server("localhost", mailbox.server.imap_port, "tls", mailbox.user, "a pass")
    with pytest.raises(CertificateProblem, match="993"):
        connect(where, allowed_private=LOOPBACK)


def test_an_unencrypted_line_leads_to_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, 1, 6, "", ("8.8.8.8", 143))])
    with pytest.raises(CertificateProblem, match="encryption"):
        connect(Server("mail.example.org", 143, "plain", "bob", SECRET))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.1.5", "169.254.169.254", "100.64.0.1", "224.0.0.251", "0.0.0.0"),
        *("::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1"),
    ],
)
def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    places = [(socket.AF_INET, 1, 6, "", (place, 993)) for place in ("8.8.8.8", address)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    with pytest.raises(Unreachable):
        reach.endpoints("mail.example.org", 993)


def test_a_public_server_is_reached_at_the_ports_of_imap_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, 1, 6, "", ("8.8.8.8", 0))])
    assert [place.address for place in reach.endpoints("mail.example.org", 993)] == ["8.8.8.8"]
    with pytest.raises(Unreachable):
        reach.endpoints("mail.example.org", 22)


def test_a_forbidden_address_reads_like_a_dead_one() -> None:
    with pytest.raises(Unreachable) as forbidden:
        connect(Server("127.0.0.1", 993, "tls", "bob", SECRET))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unreachable) as dead:
        connect(Server("127.0.0.1", port, "tls", "bob", SECRET), allowed_private=LOOPBACK)
    assert forbidden.value.sentence == dead.value.sentence


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 70 + ".test", "two..dots"])
def test_a_name_without_address_is_said_to_be_one(host: str) -> None:
    with pytest.raises(HostNotFound, match="no server named"):
        connect(Server(host, 993, "tls", "bob", SECRET))


def test_a_server_that_never_speaks_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailsync.wire.CONNECT_TIMEOUT", 0.2)
    with liar.Silent() as server, pytest.raises(Unreachable) as caught:
        to_liar(server)
    assert caught.value.transient


def test_imap_switched_off_is_no_wrong_password() -> None:
    refused = pytest.raises(NotReady, match="Switch IMAP on")
    with liar.NotConnected() as server, to_liar(server) as connection, refused:
        connection.examine("INBOX")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[AUTHENTICATIONFAILED] nope", WrongPassword),
        ("[ALERT] Invalid credentials (Failure)", WrongPassword),
        ("[ALERT] Application-specific password required", WrongPassword),
        ("LOGIN failed.", WrongPassword),
        ("[UNAVAILABLE] Temporary authentication failure.", ServerBusy),
        ("[ALERT] Too many simultaneous connections. (Failure)", ServerBusy),
        ("Maximum number of connections exceeded", ServerBusy),
        ("[LIMIT] slow down, password", ServerBusy),
        ("[AUTHORIZATIONFAILED] no", NotReady),
        ("Your account is not enabled for IMAP use", NotReady),
        ("[NONEXISTENT] Unknown Mailbox", FolderGone),
        ("something never heard of", ConnectionLost),
    ],
)
def test_answers_are_told_apart_by_code_and_then_by_words(text: str, kind: type[MailServerError]) -> None:
    assert type(from_answer(text, "mail.example.org", ConnectionLost)) is kind


def test_a_limit_says_how_long_to_wait() -> None:
    assert from_answer("[OVERQUOTA] x", "h", ConnectionLost).retry_after == timedelta(hours=1)


def test_a_missing_folder_costs_the_folder_and_not_the_connection(mailbox: Mailbox) -> None:
    with opened(mailbox) as connection:
        with pytest.raises(FolderGone):
            connection.examine("No such folder")
        assert connection.examine("INBOX").exists == 0


@pytest.mark.parametrize("name", ['INBOX"\r\nA9 DELETE INBOX', "a\0b", "a\rb"])
def test_a_folder_name_never_becomes_a_second_command(name: str) -> None:
    with Liar() as server, to_liar(server) as connection, pytest.raises(MailServerError):
        connection.examine(name)
    assert b"DELETE" not in server.received


def test_folders_with_odd_names_can_be_opened(mailbox: Mailbox) -> None:
    mailbox.append("Entw&APw-rfe", MAIL)
    with opened(mailbox) as connection:
        folder = next(one for one in connection.folders() if one.display == "Entwürfe")
        assert connection.examine(folder.name).exists == 1


def test_the_sent_folder_is_found_by_its_flag(mailbox: Mailbox) -> None:
    with opened(mailbox) as connection:
        folder = find_sent(connection.folders())
    assert folder is not None
    assert folder.name == "Sent"


def test_a_poor_server_is_enough() -> None:
    with liar.Poor() as server, to_liar(server) as connection:
        folder = find_sent(connection.folders())
        assert not connection.has_idle
        assert connection.examine("INBOX").exists == 3
    assert folder is not None
    assert folder.name == "INBOX.Sent"


def test_a_missing_uidnext_is_no_number() -> None:
    with liar.NoUidnext() as server, to_liar(server) as connection:
        assert connection.examine("INBOX").uidnext is None


def test_status_lines_without_text_are_understood() -> None:
    with liar.NoText() as server, to_liar(server) as connection:
        assert connection.examine("INBOX").exists == 3


def test_a_selector_sees_new_mail_while_listening(mailbox: Mailbox) -> None:
    with opened(mailbox) as connection:
        connection.examine("INBOX")
        connection.idle_start()
        mailbox.deliver(MAIL)
        assert connection.pending() or select.select([connection], [], [], 10)[0]
        assert connection.idle_done()
        assert connection.examine("INBOX").exists == 1


def test_listening_to_nothing_brings_nothing(mailbox: Mailbox) -> None:
    with opened(mailbox) as connection:
        connection.examine("INBOX")
        connection.idle_start()
        assert not connection.idle_done()


def test_news_that_came_with_the_permission_to_listen_are_pending() -> None:
    with Liar() as server, to_liar(server) as connection:
        connection.examine("INBOX")
        connection.idle_start()
        assert connection.pending() or select.select([connection], [], [], 10)[0]
        assert connection.idle_done()


def test_a_line_split_in_two_is_one_line() -> None:
    with liar.SplitLines() as server, to_liar(server) as connection:
        connection.examine("INBOX")
        connection.idle_start()
        assert connection.idle_done()


def test_a_kicked_connection_is_lost_and_stays_so(mailbox: Mailbox) -> None:
    with opened(mailbox) as connection:
        connection.examine("INBOX")
        connection.idle_start()
        mailbox.server.kick(mailbox.user)
        assert select.select([connection], [], [], 10)[0]
        with pytest.raises(ConnectionLost):
            connection.idle_done()
        with pytest.raises(ConnectionLost):
            connection.examine("INBOX")


def test_the_library_keeps_no_trace_of_the_password(mailbox: Mailbox) -> None:
    with opened(mailbox) as connection:
        assert mailbox.password not in repr(vars(connection._wire))


def test_what_is_said_on_the_line_is_in_no_log(mailbox: Mailbox, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"), opened(mailbox) as connection:
        connection.examine("INBOX")
    assert "EXAMINE" not in caplog.text
    assert mailbox.password not in caplog.text


def test_an_allowed_address_may_come_wrapped_in_ipv6(monkeypatch: pytest.MonkeyPatch) -> None:
    place = (socket.AF_INET6, 1, 6, "", ("::ffff:192.168.1.5", 993, 0, 0))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [place])
    assert len(reach.endpoints("mail.home", 993, ["192.168.1.5"])) == 1

"""What may log by mail: the secret and the user's own word together, and nothing less."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, STRANGER, House, ago, invitation, letter
from tests.mailsync.log_house import (
    FAIL,
    PASS,
    PROVIDER,
    WROTE,
    address_of,
    address_of_another,
    asked,
    checked,
    forward,
    lines,
    message,
    revoked_address_of,
)
from webapp.db import transaction
from webapp.models import Fate, FolderEpoch, Interview, LogAddress, Message, MessageLocation, TriageKind, Via
from webapp.services import log_address, triage

BEN = "ben@acme.test"
LOGGED = ([("Jane", "in", True)], [])
HELD = ([], [TriageKind.HELD])
ORDINARY = ([("Ben", "in", False)], [TriageKind.UNVERIFIED])
NOTHING = ([], [])


@pytest.fixture
def logging(tmp_path: Path, mailbox: Mailbox, database_url: str) -> Iterator[House]:
    """A house on each kind of database, whose provider is pinned; Jane and Ben are known."""
    house = House(tmp_path, database_url, mailbox.server.cafile)
    house.add_mailbox(mailbox.server.imaps_port, user=mailbox.user, password=mailbox.password)
    house.change(authserv_id=PROVIDER)
    house.meet()
    house.meet(BEN, "Ben")
    yield house
    house.engine.dispose()


@pytest.fixture
def on_sqlite(house: House) -> House:
    """The house with its provider pinned and Ben known."""
    house.change(authserv_id=PROVIDER)
    house.meet(BEN, "Ben")
    return house


TOKENS: dict[str, Callable[[House], str]] = {
    "none": lambda house: OWNER,
    "own": address_of,
    "another user's": address_of_another,
}
SENDERS = {"own": OWNER, "contact": BEN, "stranger": STRANGER}
CHECKS: dict[str, Callable[[bytes, str], bytes]] = {
    "pass": lambda mail, domain: checked(mail, PASS, domain),
    "none": lambda mail, domain: checked(mail, ""),
    # What a sender wrote themselves stands below what the provider wrote.
    "forged": lambda mail, domain: checked(checked(mail, PASS, domain), FAIL, domain),
}


def expected(token: str, sender: str, check: str) -> object:
    """Both together log, the secret alone waits, and without it a mail is like any other."""
    if token == "own":
        return LOGGED if sender == "own" and check == "pass" else HELD
    if sender == "contact":
        return ([("Ben", "in", False)], []) if check == "pass" else ORDINARY
    return NOTHING


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("sender", SENDERS)
@pytest.mark.parametrize("token", TOKENS)
def test_who_may_log_by_mail(on_sqlite: House, mailbox: Mailbox, token: str, sender: str, check: str) -> None:
    address = SENDERS[sender]
    mail = forward(TOKENS[token](on_sqlite), address)
    mailbox.append("INBOX", CHECKS[check](mail, address.rpartition("@")[2]))
    assert on_sqlite.once()
    assert (lines(on_sqlite), asked(on_sqlite)) == expected(token, sender, check)
    assert on_sqlite.is_sound()


def test_a_revoked_address_is_an_address_like_any_other(on_sqlite: House, mailbox: Mailbox) -> None:
    mailbox.append("INBOX", checked(forward(revoked_address_of(on_sqlite)), PASS))
    assert on_sqlite.once()
    assert (lines(on_sqlite), asked(on_sqlite)) == NOTHING


@pytest.mark.parametrize(
    "said",
    [
        lambda mail: checked(mail, PASS, provider="mx.elsewhere.test"),
        lambda mail: checked(mail, PASS, "elsewhere.test"),
        lambda mail: checked(mail, "spf=pass smtp.mailfrom=mailer.home.test"),
        lambda mail: checked(mail, 'dmarc=fail (dmarc=pass header.from=home.test) header.from="home.test"'),
        lambda mail: b"Authentication-Results: " + PROVIDER.encode() + b"; dmarc=pass header.from=home.test\r\n" + mail,
    ],
    ids=["another provider", "another domain", "unaligned", "comment", "nobody received it"],
)
def test_a_check_that_is_not_the_provider_s_of_that_domain_holds_the_mail(
    on_sqlite: House, mailbox: Mailbox, said: Callable[[bytes], bytes]
) -> None:
    mailbox.append("INBOX", said(forward(address_of(on_sqlite))))
    assert on_sqlite.once()
    assert (lines(on_sqlite), asked(on_sqlite)) == HELD


@pytest.mark.parametrize("sender", [f"{OWNER}, {JANE}", f'"{OWNER}" <{STRANGER}>', f"{OWNER} <{STRANGER}>"])
def test_a_from_line_that_only_looks_like_the_user_holds_the_mail(
    on_sqlite: House, mailbox: Mailbox, sender: str
) -> None:
    mail = forward(address_of(on_sqlite)).replace(f"From: {OWNER}".encode(), f"From: {sender}".encode())
    mailbox.append("INBOX", checked(mail, PASS))
    assert on_sqlite.once()
    assert lines(on_sqlite) == []
    assert asked(on_sqlite) == [TriageKind.HELD]


def test_a_forward_is_logged_with_its_own_date_sender_and_text(on_sqlite: House, mailbox: Mailbox) -> None:
    wrote_at = ago(days=3).replace(second=0)
    mail = forward(address_of(on_sqlite), at=wrote_at, note="note: she was kind")
    mailbox.append("INBOX", checked(mail, PASS))
    assert on_sqlite.once()
    row = message(on_sqlite)
    assert (row.from_address, row.subject, row.direction, row.via) == (JANE, "Coffee?", "in", Via.FORWARD)
    assert row.at == wrote_at
    assert row.text.strip() == WROTE
    assert row.note == "note: she was kind"
    assert row.handed_over[0]["dated"] == "written"


def test_the_sent_folder_proves_it_without_any_provider(house: House, mailbox: Mailbox) -> None:
    mailbox.append("Sent", forward(address_of(house)))
    assert house.once()
    assert (lines(house), asked(house)) == LOGGED


@pytest.mark.parametrize("first", ["Sent", "INBOX"])
def test_the_copies_in_sent_and_inbox_are_one_entry(house: House, mailbox: Mailbox, first: str) -> None:
    mail = forward(address_of(house), note="remind in 2 weeks", id="fwd@home.test")
    for folder in (first, "INBOX" if first == "Sent" else "Sent"):
        mailbox.append(folder, mail if folder == "Sent" else checked(mail, ""))
        assert house.once()
    assert (lines(house), asked(house)) == LOGGED
    assert len(message(house).handed_over) == 1
    assert len(message(house).handed_over[0]["made"]) == 2
    assert house.count(MessageLocation) == 2
    assert house.is_sound()


def test_a_replay_is_no_second_entry(on_sqlite: House, mailbox: Mailbox) -> None:
    mail = checked(forward(address_of(on_sqlite), note="ask: an introduction?; remind tomorrow"), PASS)
    mailbox.append("INBOX", mail)
    assert on_sqlite.once()
    before = on_sqlite.dump()
    for _ in range(3):
        mailbox.append("INBOX", mail)
        assert on_sqlite.once()
    assert on_sqlite.dump() == before
    assert len(message(on_sqlite).handed_over) == 1


def test_a_mail_that_is_logged_already_gives_no_second_line(on_sqlite: House, mailbox: Mailbox) -> None:
    wrote_at = ago(days=3).replace(second=0)
    mailbox.append("INBOX", letter(f"Jane Doe <{JANE}>", OWNER, WROTE, subject="Coffee?", at=wrote_at))
    assert on_sqlite.once()
    assert lines(on_sqlite) == [("Jane", "in", False)]
    mailbox.append("INBOX", checked(forward(address_of(on_sqlite), at=wrote_at, note="she was kind"), PASS))
    assert on_sqlite.once()
    assert lines(on_sqlite) == [("Jane", "in", True)]
    assert message(on_sqlite).note == "she was kind"
    assert on_sqlite.is_sound()


def test_a_mail_that_comes_by_itself_after_its_forward_gives_no_second_line(on_sqlite: House, mailbox: Mailbox) -> None:
    wrote_at = ago(days=3).replace(second=17)
    mailbox.append("INBOX", checked(forward(address_of(on_sqlite), at=wrote_at), PASS))
    assert on_sqlite.once()
    mail = letter(f"Jane Doe <{JANE}>", OWNER, WROTE, subject="Coffee?", at=wrote_at, id="coffee@acme.test")
    mailbox.append("INBOX", mail)
    assert on_sqlite.once()
    assert on_sqlite.once()
    row = message(on_sqlite)
    assert (row.message_id, row.at) == ("<coffee@acme.test>", wrote_at)
    assert lines(on_sqlite) == [("Jane", "in", True)]
    assert on_sqlite.is_sound()


@pytest.mark.parametrize("forward_first", [True, False])
def test_a_mail_says_what_it_says_itself_whenever_its_forward_was_read(
    on_sqlite: House, mailbox: Mailbox, forward_first: bool
) -> None:
    wrote_at, starts = ago(days=3).replace(second=17), ago(days=-5)
    mailbox.append("Sent", letter(OWNER, JANE, "Could we talk?", id="ask@x", at=ago(days=4), subject="Coffee?"))
    assert on_sqlite.once()
    text = "Gladly. The day and the hour are in the invitation."
    itself = invitation(starts, id="i@x", answers="ask@x", at=wrote_at, subject="Re: Coffee?", text=text)
    given = checked(forward(address_of(on_sqlite), at=wrote_at, subject="Re: Coffee?", wrote=text), PASS)
    for mail in (given, itself) if forward_first else (itself, given):
        mailbox.append("INBOX", mail)
        assert on_sqlite.once()
    (row,) = [one for one in on_sqlite.all(Message) if isinstance(one, Message) and one.direction == "in"]
    assert [one["label"] for one in row.findings] == ["reply", "meeting_agreed"]
    assert [one["uid"] for one in row.details["invitations"]] == ["uid@x"]
    assert "Answers a mail that you sent" in row.match_reasons
    assert on_sqlite.count(Interview) == 1
    assert on_sqlite.is_sound()


def test_an_invitation_that_hangs_on_a_forward_becomes_the_interview(on_sqlite: House, mailbox: Mailbox) -> None:
    starts = ago(days=-5)
    to = address_of(on_sqlite)
    text = message_from_bytes(forward(to), policy=default).get_content()
    mail = invitation(starts, sender=OWNER, to=to, text=text, subject="Fwd: Coffee?")
    mailbox.append("INBOX", checked(mail, PASS))
    assert on_sqlite.once()
    assert lines(on_sqlite) == [("Jane", "in", True)]
    assert [one.starts_at for one in on_sqlite.all(Interview) if isinstance(one, Interview)] == [starts]
    assert on_sqlite.is_sound()


@pytest.mark.parametrize("date", ["Dec 31, 9999 at 11:59 PM", "Jan 1, 0001 at 12:00 AM"])
def test_a_forward_of_an_absurd_date_stands_at_its_own_time(on_sqlite: House, mailbox: Mailbox, date: str) -> None:
    mail = re.sub(rb"\nDate: [^\r\n]+ at [^\r\n]+", b"\nDate: " + date.encode(), forward(address_of(on_sqlite)))
    mailbox.append("INBOX", checked(mail, PASS))
    assert on_sqlite.once()
    assert (message(on_sqlite).date_text, message(on_sqlite).at) == (date, message(on_sqlite).received_at)
    assert lines(on_sqlite) == [("Jane", "in", True)]


def test_another_mail_of_the_same_day_is_another_line(on_sqlite: House, mailbox: Mailbox) -> None:
    mailbox.append("INBOX", checked(forward(address_of(on_sqlite)), PASS))
    mailbox.append("INBOX", letter(f"Jane Doe <{JANE}>", OWNER, "Or on Friday?", subject="Coffee?", at=ago(days=3)))
    assert on_sqlite.once()
    assert on_sqlite.count(Message) == 2


def test_a_copy_is_the_mail_itself_with_its_counterpart(on_sqlite: House, mailbox: Mailbox) -> None:
    mail = letter(OWNER, f"Jane <{JANE}>", "Dear Jane, could we meet?", Cc=address_of(on_sqlite))
    mailbox.append("INBOX", checked(mail, PASS))
    assert on_sqlite.once()
    assert (lines(on_sqlite), message(on_sqlite).via) == ([("Jane", "out", True)], Via.COPY)


def test_a_blind_copy_is_known_by_where_it_was_delivered(on_sqlite: House, mailbox: Mailbox) -> None:
    mail = letter(OWNER, JANE, "Dear Jane, could we meet?", Delivered_To=address_of(on_sqlite))
    mailbox.append("INBOX", checked(mail, PASS))
    assert on_sqlite.once()
    assert lines(on_sqlite) == [("Jane", "out", True)]


@pytest.mark.parametrize("first", ["Sent", "INBOX"])
def test_a_blind_copy_of_what_is_in_sent_needs_no_approval(house: House, mailbox: Mailbox, first: str) -> None:
    mail = letter(OWNER, JANE)
    copies = {"Sent": mail, "INBOX": f"Delivered-To: {address_of(house)}\r\n".encode() + mail}
    mailbox.append(first, copies.pop(first))
    assert house.once()
    for folder, copy in copies.items():
        mailbox.append(folder, copy)
    assert house.once()
    assert lines(house) == [("Jane", "out", False)]
    assert asked(house) == []
    assert house.is_sound()


def test_a_blind_copy_of_a_contact_s_mail_proves_nothing(on_sqlite: House, mailbox: Mailbox) -> None:
    mail = letter(JANE, "somebody@elsewhere.test")
    mailbox.append("INBOX", mail)
    assert on_sqlite.once()
    mailbox.append("INBOX", f"Delivered-To: {address_of(on_sqlite)}\r\n".encode() + mail)
    assert on_sqlite.once()
    assert lines(on_sqlite) == [("Jane", "in", False)]
    assert asked(on_sqlite) == [TriageKind.UNVERIFIED]


def test_a_blind_copy_to_somebody_new_asks_who_they_are(on_sqlite: House, mailbox: Mailbox) -> None:
    mailbox.append("Sent", letter(OWNER, STRANGER, "Dear Bob, we met at the fair.", Bcc=address_of(on_sqlite)))
    assert on_sqlite.once()
    assert (lines(on_sqlite), asked(on_sqlite)) == ([], [TriageKind.FORWARD])


def test_who_answers_all_writes_an_ordinary_mail(on_sqlite: House, mailbox: Mailbox) -> None:
    mailbox.append("INBOX", checked(letter(BEN, OWNER, "Gladly!", Cc=address_of(on_sqlite)), PASS, "acme.test"))
    assert on_sqlite.once()
    assert (lines(on_sqlite), message(on_sqlite).via) == ([("Ben", "in", False)], Via.MAIL)


def test_a_contact_who_forwards_is_the_one_who_wrote(on_sqlite: House, mailbox: Mailbox) -> None:
    mail = forward(f"{OWNER}, {address_of(on_sqlite)}", BEN)
    mailbox.append("INBOX", checked(mail, PASS, "acme.test"))
    assert on_sqlite.once()
    assert lines(on_sqlite) == [("Ben", "in", False)]


@pytest.mark.parametrize(
    "mail",
    [
        lambda secret: forward(OWNER, subject=secret),
        lambda secret: forward(OWNER, note=f"To: {secret}"),
        lambda secret: forward(f'"{secret}" <{OWNER}>'),
        lambda secret: forward(OWNER, Reply_To=secret, Sender=secret),
        lambda secret: forward(OWNER, Received=f"for <{secret}>"),
        lambda secret: forward(f'"Alice <{secret}>, x" <{OWNER}>'),
        lambda secret: forward(f"=?utf-8?q?{secret.replace('@', '=40')}?= <{OWNER}>"),
    ],
    ids=["subject", "body", "display name", "other fields", "trace", "quoted name", "encoded name"],
)
def test_a_secret_in_another_place_is_nothing(on_sqlite: House, mailbox: Mailbox, mail: Callable[[str], bytes]) -> None:
    mailbox.append("INBOX", checked(mail(address_of(on_sqlite)), PASS))
    assert on_sqlite.once()
    assert (lines(on_sqlite), asked(on_sqlite)) == NOTHING


def test_a_forged_mail_that_is_held_does_not_make_its_answers_true(on_sqlite: House, mailbox: Mailbox) -> None:
    forged = letter(OWNER, f"{BEN}, {address_of(on_sqlite)}", "Please answer.", id="planted@x")
    mailbox.append("INBOX", checked(forged, FAIL))
    mailbox.append("INBOX", letter(BEN, OWNER, "My answer", answers="planted@x"))
    assert on_sqlite.once()
    assert sorted(asked(on_sqlite)) == [TriageKind.HELD, TriageKind.UNVERIFIED]


def attached(to: str, *mails: bytes, note: str = "") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = OWNER, to, "Fwd: some mails", "<att@home.test>"
    mail.set_content(note)
    for one in mails:
        mail.add_attachment(one, maintype="application", subtype="octet-stream", filename="mail.eml")
    return mail.as_bytes()


def test_each_mail_that_is_attached_is_logged(on_sqlite: House, mailbox: Mailbox) -> None:
    two = letter(JANE, OWNER, "One"), letter(OWNER, BEN, "Two")
    mailbox.append("Sent", attached(address_of(on_sqlite), *two))
    assert on_sqlite.once()
    assert lines(on_sqlite) == [("Ben", "out", True), ("Jane", "in", True)]
    assert on_sqlite.is_sound()


def test_an_attached_mail_that_is_known_by_its_message_id_gives_no_second_line(
    on_sqlite: House, mailbox: Mailbox
) -> None:
    mail = letter(JANE, OWNER, "One", id="one@acme.test")
    mailbox.append("INBOX", mail)
    mailbox.append("Sent", attached(address_of(on_sqlite), mail.replace(b"One", b"One, as an archive keeps it")))
    assert on_sqlite.once()
    assert on_sqlite.count(Message) == 1
    assert lines(on_sqlite) == [("Jane", "in", True)]


def test_a_bare_note_goes_to_whom_it_names(on_sqlite: House, mailbox: Mailbox) -> None:
    on_sqlite.meet("lee@lee.test", "Kim Lee")
    note = letter(OWNER, address_of(on_sqlite), "with Kim Lee; note: met at the fair", subject="")
    mailbox.append("Sent", note)
    assert on_sqlite.once()
    assert lines(on_sqlite) == [("Kim Lee", "", True)]
    assert on_sqlite.is_sound()


@pytest.mark.parametrize("text", ["note: met Jane at the fair", "with Somebody Else", "with Jane"])
def test_a_note_that_names_nobody_for_sure_is_asked_about(on_sqlite: House, mailbox: Mailbox, text: str) -> None:
    mailbox.append("Sent", letter(OWNER, address_of(on_sqlite), text))
    assert on_sqlite.once()
    assert (lines(on_sqlite), asked(on_sqlite)) == ([], [TriageKind.FORWARD])


def test_a_note_that_contradicts_its_mail_is_asked_about(on_sqlite: House, mailbox: Mailbox) -> None:
    on_sqlite.meet("lee@lee.test", "Kim Lee")
    mailbox.append("Sent", forward(address_of(on_sqlite), note="with Kim Lee"))
    assert on_sqlite.once()
    assert (lines(on_sqlite), asked(on_sqlite)) == ([], [TriageKind.FORWARD])


@pytest.mark.parametrize("who", [f"Bob <{STRANGER}>", "Jane Doe", "Jane"])
def test_a_forward_whose_sender_is_not_known_for_sure_is_asked_about(
    on_sqlite: House, mailbox: Mailbox, who: str
) -> None:
    mailbox.append("Sent", forward(address_of(on_sqlite), who=who))
    assert on_sqlite.once()
    assert (lines(on_sqlite), asked(on_sqlite)) == ([], [TriageKind.FORWARD])


def test_whom_the_user_never_logs_is_asked_about(on_sqlite: House, mailbox: Mailbox) -> None:
    with transaction(on_sqlite.sessions) as session:
        triage.add_never(session, on_sqlite.alice, JANE)
    mailbox.append("Sent", forward(address_of(on_sqlite)))
    assert on_sqlite.once()
    assert (lines(on_sqlite), asked(on_sqlite)) == ([], [TriageKind.FORWARD])


def test_more_than_a_hundred_in_an_hour_wait(
    on_sqlite: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_address, "MOST_AN_HOUR", 2)
    address, now = address_of(on_sqlite), ago()
    for number, minutes in enumerate((130, 50, 40, 30, 20)):
        mail = forward(address, wrote=f"Number {number} of them all.", subject=f"Number {number}")
        mailbox.append("Sent", mail, now - timedelta(minutes=minutes))
    assert on_sqlite.once()
    assert len(lines(on_sqlite)) == 3
    assert asked(on_sqlite) == [TriageKind.HELD] * 2


def test_held_mail_does_not_use_up_the_hour(
    on_sqlite: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_address, "MOST_AN_HOUR", 1)
    address = address_of(on_sqlite)
    for number in range(3):
        mailbox.append("INBOX", forward(address, STRANGER, subject=f"Spam {number}"))
    mailbox.append("INBOX", checked(forward(address), PASS))
    assert on_sqlite.once()
    assert lines(on_sqlite) == [("Jane", "in", True)]


def test_the_last_use_of_an_address_is_known(on_sqlite: House, mailbox: Mailbox) -> None:
    address, at = address_of(on_sqlite), ago(minutes=7)
    mailbox.append("Sent", forward(address), at)
    assert on_sqlite.once()
    assert [row.last_used_at for row in on_sqlite.all(LogAddress)] == [at]


def test_what_lies_in_the_folder_is_the_user_s_word(on_sqlite: House, mailbox: Mailbox) -> None:
    mailbox.append("Fifty Cups", letter(JANE, OWNER, "Dragged"))
    mailbox.append("Fifty Cups", letter(OWNER, BEN, "My own"))
    mailbox.append("Fifty Cups", letter(STRANGER, OWNER, "Who is this?"))
    mailbox.append("Fifty Cups", forward(OWNER, wrote="Forwarded to myself."))
    mailbox.append("Fifty Cups", forward(OWNER, BEN, wrote="Forwarded by Ben."))
    assert on_sqlite.once()
    assert lines(on_sqlite) == [("Ben", "in", True), ("Ben", "out", True), ("Jane", "in", True), ("Jane", "in", True)]
    assert asked(on_sqlite) == [TriageKind.FORWARD]
    assert {row.role for row in on_sqlite.all(FolderEpoch)} == {"inbox", "sent", "drag"}
    assert on_sqlite.is_sound()


def test_a_mail_that_is_dragged_from_inbox_is_accepted_and_no_second_line(on_sqlite: House, mailbox: Mailbox) -> None:
    mail = letter(JANE, OWNER, "Dragged")
    mailbox.append("INBOX", mail)
    assert on_sqlite.once()
    assert asked(on_sqlite) == [TriageKind.UNVERIFIED]
    mailbox.append("Fifty Cups", mail)
    assert on_sqlite.once()
    assert (lines(on_sqlite), asked(on_sqlite)) == LOGGED


def test_without_the_folder_nothing_is_missing(on_sqlite: House, mailbox: Mailbox) -> None:
    mailbox.append("Other", letter(JANE, OWNER, "Elsewhere"))
    assert on_sqlite.once()
    assert on_sqlite.texts() == []


def test_the_folder_may_have_another_name_or_lie_below_another(on_sqlite: House, mailbox: Mailbox) -> None:
    on_sqlite.change(log_folder="to log")
    mailbox.append("Archive/To Log", letter(JANE, OWNER, "Dragged"))
    assert on_sqlite.once()
    assert lines(on_sqlite) == [("Jane", "in", True)]


@pytest.mark.parametrize(
    ("mail", "result"),
    [
        (lambda: checked(forward("drop@home.test"), PASS), LOGGED),
        (lambda: checked(forward("drop@home.test"), ""), HELD),
        (lambda: forward("drop@home.test", STRANGER), NOTHING),
        (lambda: forward("drop@home.test", BEN), ORDINARY),
    ],
    ids=["checked", "unchecked", "stranger", "contact"],
)
def test_a_mailbox_of_its_own_needs_no_secret_but_the_user(
    on_sqlite: House, mailbox: Mailbox, mail: Callable[[], bytes], result: object
) -> None:
    on_sqlite.change(is_log=True, address="drop@home.test")
    mailbox.append("INBOX", mail())
    assert on_sqlite.once()
    assert (lines(on_sqlite), asked(on_sqlite)) == result


def test_the_books_balance_with_all_that_was_handed_over(on_sqlite: House, mailbox: Mailbox) -> None:
    address = address_of(on_sqlite)
    mailbox.append("Sent", attached(address, letter(JANE, OWNER, "One"), letter(BEN, OWNER, "Two")))
    mailbox.append("INBOX", forward(address, STRANGER))
    mailbox.append("INBOX", letter(STRANGER, OWNER, "Nobody"))
    assert on_sqlite.once()
    books = on_sqlite.books()
    assert (books.seen, books.logged, books.unrelated, books.balance) == (3, 2, 1, True)
    assert all(row.fate is Fate.LOGGED for row in on_sqlite.all(MessageLocation))

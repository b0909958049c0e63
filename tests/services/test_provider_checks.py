"""Whose checks are believed: seen often enough, confirmed by the user, and worth one grade; on both databases."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from mailsync.pipeline import Copy, understand
from mailsync.record import Recorder
from tests.services.make import SQLITE_ALONE, mail, on, person, questions, received, sent, user, version
from webapp import sealing
from webapp.db import transaction
from webapp.domain.evidence import Phase
from webapp.models import AuditEntry, Contact, Interaction, Mailbox, Message
from webapp.services import audit, ledger, mailboxes, provider_checks
from webapp.services.errors import NotFound, Refused
from webapp.services.mailboxes import MailboxCard

pytestmark = SQLITE_ALONE

GMAIL = "mx.google.com"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with both halves of the key."""
    sealing.make_keys(tmp_path / "secrets")
    return tmp_path / "secrets"


@pytest.fixture
def box(session: Session, alice: str, keys: Path) -> Mailbox:
    """Alice's mailbox."""
    return mailboxes.add(session, alice, MailboxCard("alice@example.org", "imap.example.org", password="a pass"), keys)


def see(session: Session, box: Mailbox, *names: str) -> str:
    """Let mails come in that were checked by those; return who is proposed then."""
    for name in names:
        provider_checks.seen(session, box, name)
    return provider_checks.proposal(box)


def test_a_provider_is_proposed_after_five_mails_in_a_row(session: Session, box: Mailbox) -> None:
    assert see(session, box, *[GMAIL] * 4) == ""
    assert see(session, box, GMAIL) == GMAIL


@pytest.mark.parametrize("other", ["mx.evil.example", ""])
def test_a_mail_that_another_checked_or_nobody_begins_the_row_anew(session: Session, box: Mailbox, other: str) -> None:
    see(session, box, *[GMAIL] * 4, other)
    assert see(session, box, *[GMAIL] * 4) == ""
    assert see(session, box, GMAIL) == GMAIL


@pytest.mark.parametrize(
    ("names", "proposed"),
    [
        ([f"mx{number}.mail.example" for number in (1, 2, 1, 3, 1)], "mail.example"),
        (["mail.example", "a.mail.example", "b.a.mail.example", "mail.example", "mail.example"], "mail.example"),
        ([f"{host}.mail.example" for host in ("a.x", "b.x", "c.y", "d.y", "e")], "mail.example"),
        (["mx.a.example", "mx.b.example", "mx.a.example", "mx.b.example", "mx.a.example"], ""),
        (["a.co.uk", "b.co.uk", "a.co.uk", "b.co.uk", "a.co.uk"], ""),
        (["localhost"] * 5, "localhost"),
        (["(unnamed)"] * 5, "(unnamed)"),
    ],
)  # fmt: skip
def test_machines_of_one_provider_are_proposed_by_the_name_above_them(
    session: Session, box: Mailbox, names: list[str], proposed: str
) -> None:
    assert see(session, box, *names) == proposed


def test_only_what_is_proposed_can_be_confirmed(session: Session, box: Mailbox) -> None:
    see(session, box, *[GMAIL] * 4)
    for name in (GMAIL, "google.com", "com", ""):
        if name != box.authserv_id:
            with pytest.raises(Refused):
                provider_checks.pin(session, box.user_id, box.id, name)
    assert box.authserv_id == ""


def test_what_was_confirmed_is_asked_no_more_and_can_be_forgotten(session: Session, box: Mailbox) -> None:
    see(session, box, *[GMAIL] * 5)
    provider_checks.pin(session, box.user_id, box.id, GMAIL)
    provider_checks.pin(session, box.user_id, box.id, GMAIL)
    assert (box.authserv_id, see(session, box, GMAIL)) == (GMAIL, "")
    provider_checks.forget(session, box.user_id, box.id)
    assert (box.authserv_id, provider_checks.proposal(box)) == ("", GMAIL)
    done = session.scalars(select(AuditEntry.what).order_by(AuditEntry.at)).all()
    assert [one for one in done if one.startswith("provider")] == ["provider confirmed", "provider forgotten"]


def test_a_provider_that_moved_is_proposed_beside_the_one_that_is_used(session: Session, box: Mailbox) -> None:
    see(session, box, *[GMAIL] * 5)
    provider_checks.pin(session, box.user_id, box.id, GMAIL)
    assert see(session, box, *["mx.new.example"] * 5) == "mx.new.example"
    assert box.authserv_id == GMAIL


def test_a_page_is_told_of_a_new_proposal_and_of_nothing_else(session: Session, box: Mailbox) -> None:
    before = version(session, box.user_id)
    see(session, box, *[GMAIL] * 4)
    assert version(session, box.user_id) == before
    see(session, box, GMAIL)
    assert version(session, box.user_id) == before + 1
    see(session, box, GMAIL)
    assert version(session, box.user_id) == before + 1


def test_nobody_else_confirms_or_forgets(session: Session, box: Mailbox, charlie: str) -> None:
    see(session, box, *[GMAIL] * 5)
    with pytest.raises(NotFound):
        provider_checks.pin(session, charlie, box.id, GMAIL)
    with pytest.raises(NotFound):
        provider_checks.forget(session, charlie, box.id)


def test_another_account_has_another_provider(session: Session, box: Mailbox, keys: Path) -> None:
    see(session, box, *[GMAIL] * 5)
    provider_checks.pin(session, box.user_id, box.id, GMAIL)
    card = MailboxCard(box.address, "imap.else.example", password="a pass")
    mailboxes.change(session, box.user_id, box.id, card, keys)
    assert (box.authserv_id, box.authserv_seen, box.authserv_times) == ("", "", 0)


@pytest.mark.parametrize(
    ("answers", "authenticated", "grade"), [(1, True, "A"), (1, False, "B"), (0, True, "B"), (0, False, "C")]
)
def test_an_answer_and_the_word_of_the_provider_are_worth_a_grade_each(
    session: Session, ana: Contact, answers: int, authenticated: bool, grade: str
) -> None:
    mail(session, ana, sent(1, 0))
    came = mail(session, ana, received(2, 1, refs=(1,) * answers, authenticated=authenticated))
    assert came.grade == grade
    assert ana.phase is (Phase.INITIATE if grade == "C" else Phase.OBTAIN)
    assert questions(session, ana.user_id) == ([("unverified", [])] if grade == "C" else [])


def test_a_mail_that_another_copy_confirms_waits_no_longer(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    came = mail(session, ana, received(2, 1))
    assert (came.grade, ana.phase, questions(session, ana.user_id)) == ("C", Phase.INITIATE, [("unverified", [])])
    mail(session, ana, received(2, 1, later=2, authenticated=True))
    assert (came.grade, ana.phase, questions(session, ana.user_id)) == ("B", Phase.OBTAIN, [])


def test_copies_say_the_same_in_any_order(session: Session) -> None:
    first = received(2, 1)
    copies = [first, replace(first, authenticated=True, received_at=on(3)), replace(first, received_at=on(2))]
    for number, order in enumerate(permutations(copies)):
        contact = person(session, user(session, f"user{number}@example.org"), "Ana")
        mail(session, contact, sent(1, 0))
        line = [mail(session, contact, copy) for copy in order][-1]
        assert (line.grade, line.at) == ("B", on(1))
    assert list(audit.audit(session)) == []


WORDS = {
    "confirms": "dkim=pass header.i=@people.example; dmarc=pass header.from=people.example",
    "denies": "dkim=none; spf=fail smtp.mailfrom=eve@evil.example; dmarc=fail header.from=people.example",
    "checked another": "dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=eve@evil.example",
    "garbles": "dmarc=pass header.from=people.example (",
}


@pytest.mark.parametrize("answers", [True, False], ids=["answers", "new"])
@pytest.mark.parametrize("word", [*WORDS, "is silent", "is forged"])
@pytest.mark.parametrize("pinned", ["", GMAIL, "google.com", "mx.other.example"])
def test_grades_of_what_comes_in(
    session: Session,
    sessions: sessionmaker[Session],
    ana: Contact,
    box: Mailbox,
    answers: bool,
    word: str,
    pinned: str,
) -> None:
    mail(session, ana, sent(1, 0))
    box.authserv_id = pinned
    epoch = ledger.open_epoch(session, box, "INBOX", "inbox", 1).id
    session.commit()
    field = f"Authentication-Results: {GMAIL}; {WORDS.get(word, 'dkim=none')}\r\n" if word != "is silent" else ""
    forged = f"Authentication-Results: {GMAIL}; {WORDS['confirms']}\r\n" if word == "is forged" else ""
    thread = "In-Reply-To: <1>\r\n" if answers else ""
    raw = (
        f"Received: from mail by {GMAIL} with ESMTPS id 1\r\n{field}{forged}{thread}"
        "From: ana@people.example\r\nTo: alice@example.org\r\nMessage-ID: <2@people.example>\r\n\r\nHello\r\n"
    ).encode()
    recorder = Recorder(sessions, box.user_id, box.id, box.fence)
    item = understand(raw, Copy(1, on(1), raw), recorder.book(), in_sent=False)
    recorder.record(epoch, [item], cursor=1)
    confirmed = word == "confirms" and pinned in {GMAIL, "google.com"}
    with transaction(sessions) as fresh:
        line = fresh.scalars(select(Interaction).where(Interaction.direction == "in")).one()
        assert line.grade == "CBA"[answers + confirmed]
        assert fresh.scalars(select(Message.authenticated).where(Message.direction == "in")).one() is confirmed
        row = fresh.get_one(Mailbox, box.id)
        seen = "" if word in {"is silent", "garbles"} else GMAIL
        assert (row.authserv_seen, row.authserv_times) == (seen, 1 if seen else 0)


@pytest.mark.parametrize(
    ("role", "header"), [("sent", ""), ("log", ""), ("inbox", "Auto-Submitted: auto-replied\r\n")], ids=str
)
def test_what_nobody_sent_by_hand_to_the_inbox_tells_nothing_of_the_provider(
    session: Session, sessions: sessionmaker[Session], ana: Contact, box: Mailbox, role: str, header: str
) -> None:
    epoch = ledger.open_epoch(session, box, "A folder", role, 1).id
    session.commit()
    raw = (
        f"Received: from a by {GMAIL}\r\nAuthentication-Results: {GMAIL}; {WORDS['confirms']}\r\n{header}"
        f"From: {ana.name}@people.example\r\nTo: alice@example.org\r\n\r\nHello\r\n"
    ).encode()
    recorder = Recorder(sessions, box.user_id, box.id, box.fence)
    recorder.record(epoch, [understand(raw, Copy(1, on(1), raw), recorder.book(), in_sent=False)], cursor=1)
    with transaction(sessions) as fresh:
        assert fresh.scalars(select(Message.subject)).all() == [""]
        assert fresh.get_one(Mailbox, box.id).authserv_times == 0

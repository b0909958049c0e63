"""From the mailbox to what follows: an invitation, a mail that came back, an absence."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, House, ago, invitation, letter
from webapp.db import transaction
from webapp.models import AskKind, Contact, Duty, DutyKind, Interaction, Interview, InterviewState, Message
from webapp.services import asks
from webapp.services.asks import AskCard


def bounce(of: str, recipient: str = JANE) -> bytes:
    """A delivery report on the mail of that Message-ID."""
    return f"""From: MAILER-DAEMON@mx.test
To: {OWNER}
Subject: Undelivered Mail Returned to Sender
Date: {format_datetime(datetime.now(UTC))}
Message-ID: <report@mx.test>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

<{recipient}>: 550 no such user
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.1.1
--b
Content-Type: message/rfc822

From: {OWNER}
To: {recipient}
Message-ID: <{of}>

Could we talk?
--b--
""".replace("\n", "\r\n").encode()


def ask(house: House) -> None:
    """Make an ask of the mail that was sent."""
    with transaction(house.sessions) as session:
        line = session.query(Interaction).filter_by(direction="out").one()
        asks.make(session, house.alice, line.contact_id, AskCard(AskKind.ADVICE, "How?", interaction_id=line.id))


def duties(house: House) -> list[DutyKind]:
    return [row.kind for row in house.all(Duty) if row.superseded_at is None and row.settled_at is None]


def test_an_invitation_becomes_an_interview_and_is_called_off(house: House, mailbox: Mailbox) -> None:
    starts = datetime.now(UTC).replace(microsecond=0) + timedelta(days=5)
    mailbox.append("Sent", letter(OWNER, JANE, "Could we talk?", id="ask@x", at=ago(days=1)))
    mailbox.deliver(invitation(starts, answers="ask@x"))
    assert house.once()
    (row,) = house.all(Interview)
    assert (row.starts_at, row.purpose, row.place, row.state) == (starts, "Coffee", "Café Gold", InterviewState.PLANNED)
    mailbox.deliver(invitation(starts, "CANCEL", sequence=1, answers="ask@x"))
    assert house.once()
    assert [one.state for one in house.all(Interview)] == [InterviewState.CANCELLED]
    assert house.is_sound()


def test_a_bounce_that_answers_nothing_finds_the_mail_that_it_returns(house: House, mailbox: Mailbox) -> None:
    mailbox.append("Sent", letter(OWNER, JANE, "Could we talk?", id="ask@x", at=ago(hours=2)))
    assert house.once()
    ask(house)
    assert duties(house) == [DutyKind.WAITING]
    mailbox.deliver(bounce("ask@x"))
    assert house.once()
    assert duties(house) == [DutyKind.RETURNED]
    assert [row.phase.value for row in house.all(Contact)] == ["initiate"]
    assert house.is_sound()


def test_of_a_bounce_that_returns_nobodys_mail_nothing_is_kept(house: House, mailbox: Mailbox) -> None:
    mailbox.append("Sent", letter(OWNER, JANE, "Could we talk?", id="ask@x"))
    mailbox.deliver(bounce("private@x", "friend@elsewhere.test"))
    assert house.once()
    assert house.count(Message) == 1
    assert house.books().balance


def test_an_absence_says_from_when_an_answer_is_awaited(house: House, mailbox: Mailbox) -> None:
    back = datetime.now(UTC).date() + timedelta(days=10)
    mailbox.append("Sent", letter(OWNER, JANE, "Could we talk?", id="ask@x", at=ago(hours=2)))
    assert house.once()
    ask(house)
    text = f"I am out of the office and will be back on {back:%d %B %Y}."
    mailbox.deliver(letter(text=text, answers="ask@x", Auto_Submitted="auto-replied", subject="Out of office"))
    assert house.once()
    (waits,) = [row for row in house.all(Duty) if row.superseded_at is None]
    assert (waits.kind, waits.due_at and waits.due_at.date()) == (DutyKind.WAITING, back)

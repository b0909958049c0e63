"""An invitation of several people that the user forwards becomes an event, whatever way the calendar hangs on it."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, House, ago, letter
from tests.mailsync.log_house import FAIL, PASS, PROVIDER, address_of, asked, checked
from webapp.db import reading
from webapp.models import Attendee, Event, TriageKind

HOST = "dinners@circle.test"
WHEN = ago(days=-10).replace(minute=0, second=0)


def calendar(method: str = "REQUEST", sequence: int = 0, hour: int = 0) -> str:
    """A dinner of Jane, two strangers, a room and the user."""
    starts = WHEN + timedelta(hours=hour)
    return "\r\n".join([
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//test//EN", f"METHOD:{method}", "BEGIN:VEVENT",
        "UID:dinner@circle.test", f"SEQUENCE:{sequence}", f"DTSTAMP:2026010{sequence + 1}T000000Z",
        f"DTSTART:{starts:%Y%m%dT%H%M%SZ}", f"DTEND:{starts + timedelta(hours=3):%Y%m%dT%H%M%SZ}",
        "SUMMARY:Circle dinner", "LOCATION:Café Gold", f"ORGANIZER;CN=Data Circle:mailto:{HOST}",
        f"ATTENDEE;PARTSTAT=ACCEPTED;CN=Alice:mailto:{OWNER}", f'ATTENDEE;CN="Doe, Jane":mailto:{JANE}',
        "ATTENDEE;CN=Bob Ray:mailto:bob@there.test", "ATTENDEE;CUTYPE=ROOM;CN=Room 5:mailto:room5@there.test",
        "ATTENDEE;PARTSTAT=DECLINED;CN=Carl:mailto:carl@there.test", "END:VEVENT", "END:VCALENDAR", "",
    ])  # fmt: skip


def forward(to: str, how: str, ics: str, number: int = 1) -> bytes:
    """A forward of the invitation, with the calendar where that program leaves it."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = (
        OWNER,
        to,
        "Fwd: Dinner",
        f"<{hash(ics)}@home.test>",
    )
    text = (
        f"\n---------- Forwarded message ---------\nFrom: Data Circle <{HOST}>\n"
        f"Date: {ago(days=1):%a, %b %d, %Y at %I:%M %p}\nSubject: Dinner {number}\n"
        f"To: Alice <{OWNER}>\n\n\nCome!\n"
    )
    if how == "attached mail":
        mail.set_content("")
        inner = EmailMessage()
        inner["From"], inner["To"], inner["Subject"], inner["Message-ID"] = HOST, OWNER, "Dinner", "<1@circle.test>"
        inner.set_content("Come!")
        inner.add_alternative(ics, subtype="calendar", params={"method": "REQUEST"})
        mail.add_attachment(inner)
        return mail.as_bytes()
    mail.set_content(text)
    if how == "inline":
        mail.add_alternative(ics, subtype="calendar", params={"method": "REQUEST"})
    elif how == "attached":
        mail.add_attachment(ics.encode(), maintype="text", subtype="calendar", filename="invite.ics")
    else:
        mail.add_attachment(ics.encode(), maintype="application", subtype="octet-stream", filename="invite.ics")
    return mail.as_bytes()


@pytest.fixture
def logging(house: House) -> House:
    """The house with its provider pinned."""
    house.change(authserv_id=PROVIDER)
    return house


def events(house: House) -> list[tuple[str, bool]]:
    """The events, and whether they stand."""
    return [(row.name, row.deleted_at is None) for row in house.all(Event)]


def names(house: House) -> list[str]:
    """Who is on the list, as it stands there."""
    with reading(house.sessions) as session:
        return list(session.scalars(select(Attendee.name).order_by(Attendee.place)))


@pytest.mark.parametrize("how", ["inline", "attached", "no kind", "attached mail"])
def test_a_forwarded_invitation_becomes_an_event(logging: House, mailbox: Mailbox, how: str) -> None:
    mailbox.append("INBOX", checked(forward(address_of(logging), how, calendar()), PASS))
    assert logging.once()
    (row,) = logging.all(Event)
    assert (row.name, row.place, row.host, row.starts_at) == ("Circle dinner", "Café Gold", "Data Circle", WHEN)
    assert names(logging) == ["Jane Doe", "Bob Ray"]
    assert asked(logging) == []
    assert logging.is_sound()


def test_updates_move_it_a_cancellation_ends_it_and_nothing_comes_twice(logging: House, mailbox: Mailbox) -> None:
    to = address_of(logging)
    for number, ics in enumerate((calendar(), calendar(sequence=1, hour=2), calendar())):
        mailbox.append("INBOX", checked(forward(to, "attached", ics, number), PASS))
        mailbox.append("Sent", forward(to, "attached", ics, number))
        assert logging.once()
    (row,) = logging.all(Event)
    assert (row.starts_at, len(names(logging))) == (WHEN + timedelta(hours=2), 2)
    mailbox.append("INBOX", checked(forward(to, "attached", calendar("CANCEL", 1), 9), PASS))
    assert logging.once()
    assert events(logging) == [("Circle dinner", False)]
    assert logging.is_sound()


def test_in_the_log_folder_it_is_handed_over_too(logging: House, mailbox: Mailbox) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = HOST, OWNER, "Dinner", "<2@circle.test>"
    mail.set_content("Come!")
    mail.add_alternative(calendar(), subtype="calendar", params={"method": "REQUEST"})
    mailbox.append("Fifty Cups", mail.as_bytes())
    assert logging.once()
    assert events(logging) == [("Circle dinner", True)]


def test_what_nobody_handed_over_and_what_nothing_proves_to_be_the_user_s_makes_none(
    logging: House, mailbox: Mailbox
) -> None:
    arrived = letter(JANE).replace(b"Content-Type: text/plain", b"Content-Type: text/calendar; method=REQUEST", 1)
    mailbox.append("INBOX", arrived.replace(b"A short text.", calendar().replace("\r\n", "\n").encode()))
    mailbox.append("INBOX", checked(forward(address_of(logging), "attached", calendar()), FAIL))
    assert logging.once()
    assert events(logging) == []
    assert TriageKind.HELD in asked(logging)

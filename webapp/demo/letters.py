"""A mail of the demo as a value, and how it is written on the wire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from webapp.demo.people import ADDRESS, NAME, PEOPLE

ME = formataddr((NAME, ADDRESS))
AUTO_REPLY = {"Auto-Submitted": "auto-replied"}
LOG = "the log address"
A_WEEK_AGO = "{a week ago}"
NEWSLETTER = {"List-Id": "The Brandt Letter <letter.brandtletter.example>", "Precedence": "bulk"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail from Mira (`out`) or to her; `who` is a person's key, for others "Name <address>", or LOG.

    `days` is how long ago it was written. `answers` is the key of the letter that it answers. `invites` is the place of
    a meeting that it invites to.
    """

    key: str
    out: bool
    who: str
    subject: str
    text: str
    days: float = 0
    answers: str = ""
    cc: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    invites: str = ""

    @property
    def message_id(self) -> str:
        """Its Message-ID, which the letters that answer it name."""
        return message_id(self.key)

    @property
    def folder(self) -> str:
        """Where it lies."""
        return "Sent" if self.out else "INBOX"


def message_id(key: str) -> str:
    """Return the Message-ID of the letter with that key."""
    return f"<{key}@post.lindqvist.example>"


def write(letter: Letter, at: datetime) -> bytes:
    """Return the mail as it is stored."""
    mail = EmailMessage()
    other = _person(letter.who)
    mail["From"], mail["To"] = (ME, other) if letter.out else (other, ME)
    if letter.cc:
        mail["Cc"] = _person(letter.cc)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = letter.message_id
    if letter.answers:
        mail["In-Reply-To"] = mail["References"] = message_id(letter.answers)
    for name, value in letter.headers:
        mail[name] = value
    before = at - timedelta(days=7)
    mail.set_content(letter.text.replace(A_WEEK_AGO, f"{before:%a, %b} {before.day}, {before.year} at 6:12 PM"))
    if letter.invites:
        event = _event(letter, at).encode()
        mail.add_alternative(event, "text", "calendar", params={"method": "REQUEST", "charset": "utf-8"})
    return mail.as_bytes()


def _event(letter: Letter, at: datetime) -> str:
    """Return half an hour in the morning, three days after the letter, as a calendar writes it."""
    begins = (at + timedelta(days=3)).astimezone(UTC).replace(hour=9, minute=0)
    times = {"DTSTAMP": at.astimezone(UTC), "DTSTART": begins, "DTEND": begins + timedelta(minutes=30)}
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Calendar//EN", "METHOD:REQUEST", "BEGIN:VEVENT",
        f"UID:{letter.key}@calendar.example", "SEQUENCE:0",
        *(f"{name}:{time:%Y%m%dT%H%M%SZ}" for name, time in times.items()),
        f"SUMMARY:{letter.subject}", f"LOCATION:{letter.invites}",
        f"ORGANIZER:mailto:{PEOPLE[letter.who].address}", f"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{ADDRESS}",
        "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    return "\r\n".join(lines)


def _person(who: str) -> str:
    person = PEOPLE.get(who)
    return formataddr((person.name, person.address), "utf-8") if person else who


def approach(key: str, who: str, days: float, subject: str, request: str) -> Letter:
    """Return Mira's first mail to somebody, with what she asks for."""
    person = PEOPLE[who]
    text = (
        f"Dear {person.first},\n\nI teach geography and am finding my way into transport planning. "
        f"{person.common_ground}: that is why I dare to write. {request}\n\n"
        "I am not asking for a job, only for what you know. I will call on Thursday, if I may.\n\n"
        "Best wishes\nMira\n"
    )
    return Letter(key, True, who, subject, text, days)


def reply(key: str, to: Letter, text: str, *, days: float = 0, who: str = "") -> Letter:
    """Return the answer to a letter, with that letter quoted below."""
    quoted = "\n".join(f"> {line}" for line in to.text.strip().splitlines())
    sender = NAME if to.out else PEOPLE[to.who].name
    whole = f"{text.strip()}\n\n{sender} wrote:\n{quoted}\n"
    subject = to.subject if to.subject.startswith("Re: ") else f"Re: {to.subject}"
    return Letter(key, not to.out, who or to.who, subject, whole, days, answers=to.key)

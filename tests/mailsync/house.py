"""A user with a mailbox and a worker: what the tests of reading mail live in."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime
from itertools import count
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from mailsync.worker import Worker
from tests.schema import lay
from tests.servers.system import PATIENCE, wait_until
from webapp import sealing
from webapp.config import Settings
from webapp.db import make_engine, make_sessions, reading, transaction
from webapp.models import (
    Base,
    Contact,
    Interaction,
    Interview,
    Mailbox,
    MailboxState,
    Message,
    MessageLocation,
    Referral,
    TriageItem,
    User,
)
from webapp.services import audit, contacts, mailboxes

OWNER = "alice@home.test"
JANE = "jane@acme.test"
STRANGER = "bob@elsewhere.test"
_numbers = count(1)


def letter(
    sender: str = JANE,
    to: str = OWNER,
    text: str = "A short text.",
    *,
    answers: str = "",
    id: str | None = None,
    at: datetime | None = None,
    subject: str = "Coffee",
    **headers: str,
) -> bytes:
    """One mail; `id` is its Message-ID without brackets, made up unless told, and left out where it is empty."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = format_datetime(at or datetime.now(UTC))
    name = f"{next(_numbers)}@mail.test" if id is None else id
    if name:
        mail["Message-ID"] = f"<{name}>"
    if answers:
        mail["In-Reply-To"] = f"<{answers}>"
    for header, value in headers.items():
        mail[header.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def invitation(
    starts: datetime, method: str = "REQUEST", *, uid: str = "uid@x", sequence: int = 0, place: str = "Café Gold",
    **more: str,
) -> bytes:  # fmt: skip
    """A mail of Jane's with one event of half an hour."""
    text = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//test//EN", f"METHOD:{method}", "BEGIN:VEVENT", f"UID:{uid}",
        f"SEQUENCE:{sequence}", "DTSTAMP:20260101T000000Z", f"DTSTART:{starts:%Y%m%dT%H%M%SZ}",
        f"DTEND:{starts + timedelta(minutes=30):%Y%m%dT%H%M%SZ}", "SUMMARY:Coffee", f"LOCATION:{place}",
        f"ORGANIZER;CN=Jane:mailto:{JANE}", f"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{OWNER}", "END:VEVENT",
        "END:VCALENDAR", "",
    ]  # fmt: skip
    mail: EmailMessage = message_from_bytes(letter(**more), policy=default)  # type: ignore[assignment,arg-type]  # its policy makes it one
    mail.add_alternative("\r\n".join(text), subtype="calendar", params={"method": method})
    return mail.as_bytes()


def ago(**past: float) -> datetime:
    """A time in the past, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0) - timedelta(**past)


def eventually(holds: Callable[[], object]) -> None:
    """Ask again and again until it holds."""
    wait_until(lambda: bool(holds()), lambda: "it never came true")


@dataclass
class House:
    """Alice with her database, one contact and her mailbox on a server at loopback."""

    folder: Path
    url: str
    cafile: str = ""
    sessions: sessionmaker[Session] = field(init=False)
    alice: str = field(init=False)
    mailbox: str = ""

    def __post_init__(self) -> None:
        self.engine = make_engine(self.url)
        lay(self.engine)
        self.sessions = make_sessions(self.engine)
        self.settings = Settings(
            data_dir=self.folder,
            database_url=self.url,
            secret_key="-",
            mail_allowed_private=("127.0.0.1", "::1"),
            mail_cafile=self.cafile,
        )
        sealing.make_keys(self.settings.secrets_dir)
        with transaction(self.sessions) as session:
            user = User(email=OWNER, password_hash="-")
            session.add(user)
            session.flush()
            self.alice = user.id

    def add_mailbox(self, port: int, tls: str = "tls", user: str = OWNER, password: str = "a pass", **card: str) -> str:
        """Add a mailbox to read; it is the one that the other methods speak of."""
        filled = mailboxes.MailboxCard(
            card.pop("address", OWNER), card.pop("host", "localhost"), user, password, port, tls, **card
        )
        with transaction(self.sessions) as session:
            self.mailbox = mailboxes.add(session, self.alice, filled, self.settings.secrets_dir).id
        return self.mailbox

    def meet(self, address: str = JANE, name: str = "Jane") -> str:
        """Add a contact."""
        with transaction(self.sessions) as session:
            return contacts.add(session, self.alice, contacts.Card(name, (address,))).id

    def worker(self) -> Worker:
        """A new worker, as a restart makes one."""
        return Worker(self.settings, self.sessions)

    def once(self) -> bool:
        """Read all there is, in a worker of its own."""
        return self.worker().once()

    @contextmanager
    def working(self, worker: Worker | None = None) -> Iterator[Worker]:
        """Let a worker run in a thread."""
        worker = worker or self.worker()
        thread = threading.Thread(target=worker.run, daemon=True)
        thread.start()
        try:
            yield worker
        finally:
            worker.stop()
            thread.join(PATIENCE)
        assert not thread.is_alive()

    def row(self) -> Mailbox:
        """The mailbox as it is now."""
        with reading(self.sessions) as session:
            return session.get_one(Mailbox, self.mailbox)

    def change(self, **values: object) -> None:
        """Set columns of the mailbox, as only time would."""
        with transaction(self.sessions) as session:
            row = session.get_one(Mailbox, self.mailbox)
            for name, value in values.items():
                setattr(row, name, value)

    def check_now(self) -> None:
        """Press the button of that name."""
        with transaction(self.sessions) as session:
            mailboxes.check_now(session, self.alice, self.mailbox)

    def pause(self) -> None:
        """Press the button of that name."""
        with transaction(self.sessions) as session:
            mailboxes.pause(session, self.alice, self.mailbox)

    def is_in(self, state: MailboxState) -> bool:
        """Whether the mailbox is in that state."""
        return self.row().state is state

    def up_to_date(self) -> bool:
        """Whether all is read."""
        row = self.row()
        return row.state is MailboxState.UP_TO_DATE and row.check_requested_at is None

    def texts(self) -> list[str]:
        """What all logged mail says, in order."""
        with reading(self.sessions) as session:
            return sorted(text.strip() for text in session.scalars(select(Message.text)))

    def count(self, model: type[Base]) -> int:
        """How many rows there are."""
        with reading(self.sessions) as session:
            return session.scalar(select(func.count()).select_from(model)) or 0

    def all(self, model: type[Base]) -> list[Base]:
        """All rows of a table."""
        with reading(self.sessions) as session:
            return list(session.scalars(select(model)))

    def books(self) -> mailboxes.Books:
        """The books of the mailbox, all epochs together."""
        with reading(self.sessions) as session:
            return mailboxes.books(session, session.get_one(Mailbox, self.mailbox))

    def findings_of_audit(self) -> list[object]:
        """What the audit finds, which derives everything again and is rolled back."""
        with self.sessions() as session:
            return list(audit.audit(session))

    def is_sound(self) -> bool:
        """Whether the books balance and all follows from its evidence."""
        return self.findings_of_audit() == []

    def dump(self) -> object:
        """What the database says, whatever its keys and whenever it was written down."""
        with reading(self.sessions) as session:
            names = {row.id: row.name for row in session.scalars(select(Contact))}
            keys = {row.id: row.key for row in session.scalars(select(Message))}
            mails = [
                (
                    row.key, row.message_id, row.direction, row.from_name, row.from_address, row.to_addresses,
                    row.cc_addresses, row.subject, row.date_text, row.at, row.received_at, row.text, row.new_text,
                    row.attachments, row.automatic, row.findings, row.thanks_for, row.match_reasons, row.details,
                )
                for row in session.scalars(select(Message))
            ]  # fmt: skip
            lines = [
                (
                    names[row.contact_id], row.kind, row.direction, row.at, keys[row.message_row], row.copied,
                    row.automatic, row.phase, row.grade,
                )
                for row in session.scalars(select(Interaction))
            ]  # fmt: skip
            people = [(row.name, row.phase, row.phase_since, row.last_at) for row in session.scalars(select(Contact))]
            asked = [
                (row.kind, names.get(row.contact_id or ""), keys.get(row.message_row or ""), row.at, row.reason)
                for row in session.scalars(select(TriageItem).where(TriageItem.settled_at.is_(None)))
            ]
            planned = [
                (
                    names[row.contact_id], row.purpose, row.place, row.starts_at, row.ends_at, row.state,
                    row.calendar_uid, row.calendar_sequence, row.calendar_stamp, row.moved_from,
                    keys.get(row.message_row or ""), row.deleted_at is None,
                )
                for row in session.scalars(select(Interview))
            ]  # fmt: skip
            named = [
                (names[row.contact_id], row.name, row.address, row.introduced, row.at, names.get(row.referred_id or ""))
                for row in session.scalars(select(Referral).where(Referral.deleted_at.is_(None)))
            ]
            copies = [keys.get(row.message_row or "") for row in session.scalars(select(MessageLocation))]
            return [sorted(map(repr, table)) for table in (mails, lines, people, asked, planned, named, set(copies))]

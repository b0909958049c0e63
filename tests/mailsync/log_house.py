"""Alice's house with a log address: mails that are forwarded, copied and noted to it, with what her provider says."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from tests.mailsync.house import JANE, OWNER, House, ago, letter
from webapp.db import reading, transaction
from webapp.models import Contact, Interaction, LogAddress, Message, TriageItem, TriageKind, User
from webapp.services import log_address

PROVIDER = "mx.home.test"
PASS, FAIL = "dmarc=pass header.from={0}", "dmarc=fail header.from={0}; spf=pass smtp.mailfrom=elsewhere.test"
WROTE = "Happy to meet on Thursday at ten."


def address_of(house: House) -> str:
    """A new log address of the house's mailbox; what comes to the test's own server is all of one mailbox."""
    with transaction(house.sessions) as session:
        row = log_address.create(session, house.alice, house.mailbox)
        return OWNER.replace("@", f"+fc-{row.token}@")


def address_of_another(house: House) -> str:
    """The log address of another user of the install."""
    with transaction(house.sessions) as session:
        row = LogAddress(user_id=house.alice, mailbox_id=house.mailbox, token="x" * 26)
        session.add(row)
        other = User(email="charlie@home.test", password_hash="-")
        session.add(other)
        session.flush()
        row.user_id = other.id
        return OWNER.replace("@", f"+fc-{row.token}@")


def revoked_address_of(house: House) -> str:
    """A log address that was given up."""
    address = address_of(house)
    with transaction(house.sessions) as session:
        row = session.scalars(select(LogAddress)).one()
        log_address.revoke(session, house.alice, row.id)
    return address


def forward(
    to: str, sender: str = OWNER, *, who: str = f"Jane Doe <{JANE}>", at: datetime | None = None, note: str = "",
    wrote: str = WROTE, subject: str = "Coffee?", **headers: str,
) -> bytes:  # fmt: skip
    """A forward as Gmail writes it."""
    at = at or ago(days=3)
    text = (
        f"{note}\n\n---------- Forwarded message ---------\nFrom: {who}\n"
        f"Date: {at:%a, %b} {at.day}, {at.year} at {at:%I:%M %p}\nSubject: {subject}\nTo: Alice <{OWNER}>\n\n\n"
        f"{wrote}\n"
    )
    return letter(sender, to, text.lstrip("\n"), subject=f"Fwd: {subject}", **headers)


def checked(mail: bytes, result: str, domain: str = "home.test", provider: str = PROVIDER) -> bytes:
    """The mail as the user's provider hands it out: with what it checked above its Received."""
    said = f"Authentication-Results: {provider}; {result.format(domain)}\r\n" if result else ""
    return f"{said}Received: from there by {PROVIDER}; now\r\n".encode() + mail


def lines(house: House) -> list[tuple[str, str, bool]]:
    """All lines that hold: whose, in which direction, and whether they count as the user's word."""
    with reading(house.sessions) as session:
        query = (
            select(Contact.name, Interaction.direction, Interaction.accepted_at)
            .join(Contact, Contact.id == Interaction.contact_id)
            .where(Interaction.undone_at.is_(None))
        )
        return sorted((name, direction, accepted is not None) for name, direction, accepted in session.execute(query))


def asked(house: House) -> list[TriageKind]:
    """The kinds of what is asked now."""
    with reading(house.sessions) as session:
        return list(session.scalars(select(TriageItem.kind).where(TriageItem.settled_at.is_(None))))


def message(house: House) -> Message:
    """The only mail there is."""
    found: Sequence[Message] = house.all(Message)
    assert len(found) == 1
    return found[0]

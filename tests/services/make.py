"""Users, people and mail for the tests, dated by the day of a story."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Contact, Interaction, Message, TriageItem, User
from webapp.services import contacts, messages
from webapp.services.messages import Arrival
from webapp.services.relationships import rederive

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SURE = {"label": "thank_you", "reason": "It says thank you.", "sure": True}
PERHAPS = SURE | {"sure": False}
# For modules in which nothing is said to one database in other words than to another.
SQLITE_ALONE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def on(day: float) -> datetime:
    """The time that many days after the story began."""
    return START + timedelta(days=day)


def user(session: Session, email: str) -> str:
    """A user who cannot log in, which costs no password hash; returns the id."""
    row = User(email=email, password_hash="-")
    session.add(row)
    session.flush()
    return row.id


def person(session: Session, user_id: str, name: str, *addresses: str) -> Contact:
    """A contact, with an address of their own unless told."""
    given = addresses or (f"{name.lower()}@people.example",)
    return contacts.add(session, user_id, contacts.Card(name, given))


def sent(number: int, day: float, **more: Any) -> Arrival:
    """A mail that the user sent; its Message-ID is its number in angle brackets, `refs` are such numbers."""
    return _arrival(number, day, direction="out", from_address="alice@example.org", **more)


def received(number: int, day: float, **more: Any) -> Arrival:
    """A mail that came in, as `sent`."""
    return _arrival(number, day, direction="in", **{"from_address": "ana@people.example"} | more)


def _arrival(number: int, day: float, *, refs: tuple[int, ...] = (), later: float = 0, **more: Any) -> Arrival:
    return Arrival(
        key=f"mail {number}",
        message_id=f"<{number}>",
        in_reply_to=[f"<{one}>" for one in refs],
        date=on(day),
        received_at=on(day + later),
        subject=f"Mail {number}",
        **more,
    )


def arrive(session: Session, user_id: str, arrival: Arrival) -> Message:
    """Write a mail down as the recorder does."""
    message, touched = messages.mail_arrived(session, user_id, arrival)
    for contact_id in sorted(touched):
        rederive(session, user_id, contact_id)
    return message


def line(session: Session, message: Message, contact: Contact) -> Interaction:
    """The timeline line of a mail with a contact."""
    where = (Interaction.message_row == message.id, Interaction.contact_id == contact.id)
    return session.scalars(select(Interaction).where(*where)).one()


def mail(session: Session, contact: Contact, arrival: Arrival) -> Interaction:
    """Let a mail arrive at a contact; return its line."""
    values = {name: getattr(arrival, name) for name in Arrival.__slots__} | {"counterparts": [contact.id]}
    return line(session, arrive(session, contact.user_id, Arrival(**values)), contact)


def exchange(session: Session, contact: Contact) -> tuple[Interaction, Interaction]:
    """The two-way exchange that completes Initiate: mail 1 on day 0, and its answer, mail 2, on day 1."""
    return mail(session, contact, sent(1, 0)), mail(session, contact, received(2, 1, refs=(1,)))


def questions(session: Session, user_id: str) -> list[tuple[str, list[str]]]:
    """The open triage items as (kind, candidates)."""
    query = select(TriageItem).where(TriageItem.user_id == user_id, TriageItem.settled_at.is_(None))
    return [(item.kind.value, item.candidates) for item in session.scalars(query.order_by(TriageItem.at))]


def version(session: Session, user_id: str) -> int:
    """The number that the user's open pages watch, as committed."""
    session.commit()
    return session.scalars(select(User.version).where(User.id == user_id)).one()

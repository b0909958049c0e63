"""Mail that we are not sure about: listed with its reason, settled with one act, and learned from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.domain.addresses import normalise
from webapp.domain.text import line
from webapp.models import Ask, Contact, Interaction, Message, NeverLog, TriageItem, TriageKind, utcnow
from webapp.services import contacts, interactions
from webapp.services.errors import Refused
from webapp.services.scope import owned, touch


@dataclass(frozen=True, slots=True)
class Item:
    """A triage item with what the page shows of it."""

    row: TriageItem
    message: Message | None
    contact: Contact | None
    candidates: tuple[tuple[str, str], ...]


def get(session: Session, user_id: str, item_id: str) -> TriageItem:
    """Return the user's item; raises NotFound."""
    return owned(session, TriageItem, user_id, item_id)


def waiting(session: Session, user_id: str, limit: int = 100) -> list[Item]:
    """Return the open items, newest mail first."""
    query = (
        select(TriageItem, Message, Contact)
        .outerjoin(Message, Message.id == TriageItem.message_row)
        .outerjoin(Contact, Contact.id == TriageItem.contact_id)
        .where(TriageItem.user_id == user_id, TriageItem.settled_at.is_(None))
        .where(or_(Contact.id.is_(None), Contact.deleted_at.is_(None)))
        .order_by(TriageItem.at.desc(), TriageItem.id)
        .limit(limit)
    )
    return [Item(row, message, contact, _named(session, row)) for row, message, contact in session.execute(query)]


def _named(session: Session, row: TriageItem) -> tuple[tuple[str, str], ...]:
    """Return (id, words) of each candidate: people, asks, or what thanks are owed for."""
    named = []
    for candidate in row.candidates:
        if row.kind is TriageKind.STRANGER:
            contact = owned(session, Contact, row.user_id, candidate)
            words = contact.name if contact.deleted_at is None else ""
        elif row.kind is TriageKind.WHICH_ASK:
            words = owned(session, Ask, row.user_id, candidate).text
        else:
            words = source_words(session, row.user_id, candidate)
        if words:
            named.append((candidate, words))
    return tuple(named)


def source_words(session: Session, user_id: str, subject: str) -> str:
    """Return in words what a thank-you is owed for: the interaction or outcome with that id."""
    found = session.scalar(select(Interaction).where(Interaction.id == subject, Interaction.user_id == user_id))
    if found is None:
        return "their help"
    if found.message_row:
        message = owned(session, Message, user_id, found.message_row)
        return f"their mail “{message.subject}”"
    return found.summary or "the meeting"


def accept(session: Session, user_id: str, item_id: str, choice: str = "") -> TriageItem:
    """Do what is proposed. `choice` picks among the candidates: a contact, an ask, or an interaction."""
    item = get(session, user_id, item_id)
    if choice and choice not in item.candidates and item.kind is not TriageKind.STRANGER:
        raise Refused("choice", "Choose one of those that are offered.")
    if item.kind is TriageKind.UNVERIFIED:
        interactions.accept(session, user_id, _line(item))
    elif item.kind in {TriageKind.THANK_YOU, TriageKind.WHICH_THANKS}:
        chosen = choice or (item.candidates[0] if len(item.candidates) == 1 else "")
        interactions.thanks(session, user_id, _line(item), True, chosen)
    elif item.kind is TriageKind.WHICH_ASK:
        interactions.answers(session, user_id, _line(item), choice)
    else:
        _put_stranger(session, item, choice)
    return _settle(session, item, f"accepted {choice}".strip())


def _line(item: TriageItem) -> str:
    return item.interaction_id or ""


def _put_stranger(session: Session, item: TriageItem, contact_id: str) -> None:
    if not contact_id:
        raise Refused("choice", "Choose the person who wrote this.")
    message = owned(session, Message, item.user_id, item.message_row)
    interactions.put_on(session, message, contact_id)


def another(session: Session, user_id: str, item_id: str, contact_id: str, *, always: bool = False) -> TriageItem:
    """Put the mail on another person; with `always` their sender address is learned as that person's."""
    item = get(session, user_id, item_id)
    contact = owned(session, Contact, user_id, contact_id)
    message = owned(session, Message, user_id, item.message_row)
    if always and message.direction == "in":
        _learn(session, contact, message.from_address)
    if item.interaction_id:
        interactions.move(session, user_id, item.interaction_id, contact.id)
    else:
        interactions.put_on(session, message, contact.id)
    return _settle(session, item, f"another person {contact.id}")


def _learn(session: Session, contact: Contact, address: str) -> None:
    book = contacts.address_book(session, contact.user_id)
    if book.get(address, contact.id) != contact.id:
        raise Refused("choice", f"{address} belongs to somebody else already; change it on their page first.")
    if address not in book:
        contacts.add_address(session, contact, address)


def not_this(session: Session, user_id: str, item_id: str) -> TriageItem:
    """Say that the proposal is wrong: the mail is not theirs, no thank-you, or answers nothing yet."""
    item = get(session, user_id, item_id)
    if item.kind is TriageKind.UNVERIFIED:
        interactions.undo(session, user_id, _line(item))
    elif item.kind in {TriageKind.THANK_YOU, TriageKind.WHICH_THANKS}:
        interactions.thanks(session, user_id, _line(item), False)
    elif item.kind is TriageKind.WHICH_ASK:
        interactions.answers(session, user_id, _line(item), "")
    return _settle(session, item, "not this")


def never_log(session: Session, user_id: str, item_id: str, *, domain: bool = False) -> TriageItem:
    """Never log mail of this sender again, or of the whole domain."""
    item = get(session, user_id, item_id)
    message = owned(session, Message, user_id, item.message_row)
    if message.direction != "in":
        raise Refused("choice", "You wrote this mail yourself. Use “Not this” instead.")
    address = message.from_address
    add_never(session, user_id, f"@{address.rpartition('@')[2]}" if domain else address)
    if item.interaction_id:
        interactions.undo(session, user_id, item.interaction_id)
    return _settle(session, item, "never log")


def _settle(session: Session, item: TriageItem, settlement: str) -> TriageItem:
    item.settled_at, item.settlement = utcnow(), settlement
    touch(session, item.user_id)
    return item


def add_never(session: Session, user_id: str, pattern: str) -> NeverLog:
    """Put an address, or "@domain", on the never-log list."""
    cleaned = line(pattern, limit=320).lower()
    entry = cleaned if cleaned.startswith("@") and "." in cleaned else normalise(cleaned)
    if not entry:
        raise Refused("pattern", "Enter an address, or a whole domain as @example.org.")
    found = session.scalar(select(NeverLog).where(NeverLog.user_id == user_id, NeverLog.pattern == entry))
    row = found or NeverLog(user_id=user_id, pattern=entry)
    session.add(row)
    touch(session, user_id)
    return row


def remove_never(session: Session, user_id: str, row_id: str) -> None:
    """Log mail of this address again from now on."""
    session.delete(owned(session, NeverLog, user_id, row_id))
    touch(session, user_id)


def never_logged(session: Session, user_id: str) -> list[NeverLog]:
    """Return the never-log list in order."""
    return list(session.scalars(select(NeverLog).where(NeverLog.user_id == user_id).order_by(NeverLog.pattern)))

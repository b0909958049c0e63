"""Mail that we are not sure about: listed with its reason, settled with one act, and learned from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.domain.addresses import normalise
from webapp.domain.text import line
from webapp.domain.wording import _
from webapp.models import (
    Contact,
    ContactAddress,
    Message,
    NeverLog,
    TriageItem,
    TriageKind,
    utcnow,
)
from webapp.services import contacts, corrections, interactions, undone
from webapp.services.errors import NotFound, Refused
from webapp.services.messages import WITHOUT_BULK
from webapp.services.questions.all import QUESTIONS
from webapp.services.questions.kind import REFUSED
from webapp.services.scope import owned, present, touch
from webapp.services.threads import heard

# What a settlement begins with; the person, ask, source, pattern or group that it names follows.
ACCEPTED, TOGETHER, ANOTHER, LEARNED, NOT_THIS, NEVER = "accepted", "together", "moved", "learned", REFUSED, "never"


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


def waiting(session: Session, user_id: str, limit: int = 100, first: Collection[str] = ()) -> list[Item]:
    """Return the open items, newest mail first, but for those whose ids are to come `first`."""
    return _items(session, user_id, TriageItem.settled_at.is_(None), heard(user_id), limit=limit, first=first)


def waiting_of(session: Session, user_id: str, contact_id: str) -> list[Item]:
    """Return the open items about unverified mail of one contact, newest mail first."""
    mine = (TriageItem.contact_id == contact_id, TriageItem.kind == TriageKind.UNVERIFIED)
    return _items(session, user_id, TriageItem.settled_at.is_(None), heard(user_id), *mine)


def waiting_in(session: Session, user_id: str, thread_id: str) -> list[Item]:
    """Return the open items about mail of one conversation, newest mail first; none where it was silenced."""
    mine = (Message.thread_id == thread_id, heard(user_id))
    return _items(session, user_id, TriageItem.settled_at.is_(None), *mine)


def one(session: Session, user_id: str, item_id: str) -> Item:
    """Return an item, settled or not, with what the page shows of it; raises NotFound."""
    row = get(session, user_id, item_id)
    found = _items(session, user_id, TriageItem.id == row.id)
    if not found:
        raise NotFound("TriageItem")
    return found[0]


def _items(session: Session, user_id: str, *where: Any, limit: int = 100, first: Collection[str] = ()) -> list[Item]:
    query = (
        select(TriageItem, Message, Contact)
        .outerjoin(Message, Message.id == TriageItem.message_row)
        .outerjoin(Contact, Contact.id == TriageItem.contact_id)
        .where(TriageItem.user_id == user_id, *where)
        .where(or_(Contact.id.is_(None), Contact.deleted_at.is_(None)))
        .options(*WITHOUT_BULK)
        .order_by(*([TriageItem.id.in_(first).desc()] if first else []), TriageItem.at.desc(), TriageItem.id)
        .limit(limit)
    )
    found = session.execute(query).all()
    words = _candidates_words(session, user_id, [row for row, _, _ in found])
    return [
        Item(row, message, contact, tuple((one, words[one]) for one in row.candidates if one in words))
        for row, message, contact in found
    ]


def _candidates_words(session: Session, user_id: str, rows: Iterable[TriageItem]) -> dict[str, str]:
    """Return candidate → words, by what each kind of question offers."""
    ids: dict[TriageKind, set[str]] = {}
    for row in rows:
        ids.setdefault(row.kind, set()).update(row.candidates)
    found: dict[str, str] = {}
    for kind, candidates in ids.items():
        found |= QUESTIONS[kind].words(session, user_id, candidates)
    return found


def accept(session: Session, user_id: str, item_id: str, choice: str = "") -> TriageItem:
    """Do what is proposed. `choice` picks among the candidates."""
    item = get(session, user_id, item_id)
    if item.settled_at:
        return item  # sent twice, or from a page that is no longer true
    question = QUESTIONS[item.kind]
    missing = question.must_choose and not choice and len(item.candidates) > 1
    if missing or (choice and choice not in item.candidates and not question.open_choice):
        raise Refused("choice", _("Choose one of those that are offered."))
    made = question.accept(session, item, choice) or choice
    return _settle(session, item, f"{ACCEPTED} {made}".strip())


def another(session: Session, user_id: str, item_id: str, contact_id: str, *, always: bool = False) -> TriageItem:
    """Put the mail on another person; with `always` their sender address is learned as that person's."""
    item = get(session, user_id, item_id)
    contact = present(session, user_id, contact_id)
    if item.settled_at:
        return item
    message = owned(session, Message, user_id, item.message_row)
    learned = always and message.direction == "in" and _learn(session, contact, message.from_address)
    if item.interaction_id:
        interactions.move(session, user_id, item.interaction_id, contact.id)
    else:
        interactions.put_on(session, message, contact.id)
    return _settle(session, item, f"{LEARNED if learned else ANOTHER} {contact.id}")


def _learn(session: Session, contact: Contact, address: str) -> bool:
    """Make the address the contact's; return whether it was nobody's before."""
    if not address:
        raise Refused("choice", _("This mail names no sender whose address could be learned."))
    query = select(ContactAddress).where(ContactAddress.user_id == contact.user_id, ContactAddress.address == address)
    known = session.scalar(query)
    if known is None:
        contacts.add_address(session, contact, address)
    elif known.contact_id != contact.id:
        raise Refused(
            "choice", _("%(address)s belongs to somebody else already; change it on their page first.", address=address)
        )
    return known is None


def not_this(session: Session, user_id: str, item_id: str) -> TriageItem:
    """Say that the proposal is wrong: the mail is not theirs, no thank-you, or answers nothing yet."""
    item = get(session, user_id, item_id)
    if item.settled_at:
        return item
    QUESTIONS[item.kind].refuse(session, item)
    return _settle(session, item, NOT_THIS)


def never_log(session: Session, user_id: str, item_id: str, *, domain: bool = False) -> TriageItem:
    """Never log mail of this sender again, or of the whole domain."""
    item = get(session, user_id, item_id)
    if item.settled_at:
        return item
    message = owned(session, Message, user_id, item.message_row)
    if message.direction != "in":
        raise Refused("choice", _("You wrote this mail yourself. Use “Not this” instead."))
    address = message.from_address
    entry = add_never(session, user_id, f"@{address.rpartition('@')[2]}" if domain else address)
    if item.interaction_id:
        undone.undo(session, user_id, item.interaction_id)
    return _settle(session, item, f"{NEVER} {entry.pattern}")


def _settle(session: Session, item: TriageItem, settlement: str) -> TriageItem:
    item.settled_at, item.settlement = utcnow(), settlement
    corrections.settled(session, item, settlement.partition(" ")[0])
    touch(session, item.user_id)
    return item


def add_never(session: Session, user_id: str, pattern: str) -> NeverLog:
    """Put an address, or "@domain", on the never-log list."""
    cleaned = line(pattern, limit=320)
    domain = cleaned.startswith("@")
    entry = normalise(f"any{cleaned}").removeprefix("any") if domain else normalise(cleaned)
    if not entry or (domain and "." not in entry):
        raise Refused("pattern", _("Enter an address, or a whole domain as @example.org."))
    found = session.scalar(select(NeverLog).where(NeverLog.user_id == user_id, NeverLog.pattern == entry))
    row = found or NeverLog(user_id=user_id, pattern=entry)
    session.add(row)
    session.flush()
    touch(session, user_id)
    return row


def remove_never(session: Session, user_id: str, row_id: str) -> str:
    """Log mail of this address or domain again from now on; return which it was."""
    row = owned(session, NeverLog, user_id, row_id)
    session.delete(row)
    touch(session, user_id)
    return row.pattern


def never_logged(session: Session, user_id: str) -> list[NeverLog]:
    """Return the never-log list in order."""
    return list(session.scalars(select(NeverLog).where(NeverLog.user_id == user_id).order_by(NeverLog.pattern)))

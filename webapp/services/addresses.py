"""The addresses of a contact: given, taken away with what stood there by them alone, and their past mail looked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.addresses import base
from webapp.models import (
    Backfill,
    Contact,
    ContactAddress,
    Interaction,
    Mailbox,
    MailboxState,
    Message,
    utcnow,
)
from webapp.services import attendee_matching, contacts
from webapp.services.errors import NotFound
from webapp.services.relationships import rederive
from webapp.services.scope import owned, present, touch

TOLD_FOR = timedelta(minutes=10)


def give(session: Session, user_id: str, contact_id: str, raw: str) -> ContactAddress:
    """Give a contact one more address: its past mail is looked for. Raises Refused.

    Lines that were taken back when they lost this very address hold again.
    """
    contact = present(session, user_id, contact_id)
    address = contacts.free_address(session, user_id, raw, contact.id, field="address")
    row = next((one for one in contacts.addresses_of(session, contact) if one.address == address), None)
    row = row or contacts.add_address(session, contact, address)
    attendee_matching.look_again(session, user_id, contact.id)
    where = (Interaction.contact_id == contact.id, Interaction.undone_with == address)
    for line in session.scalars(select(Interaction).where(*where)):
        line.undone_at, line.undone_with = None, ""
    _mended(session, contact)
    return row


def take_away(session: Session, user_id: str, contact_id: str, address_id: str) -> tuple[str, int]:
    """Take an address off a contact whose it is not; return it, and how many lines went with it.

    A line goes where nothing else speaks for it: no other address of the contact is on the mail, and the user never
    said that it is theirs. It stays as an undone one, so that giving the address back brings it back.
    """
    row = owned(session, ContactAddress, user_id, address_id)
    if row.contact_id != contact_id:
        raise NotFound("ContactAddress")
    contact = owned(session, Contact, user_id, contact_id)
    address = row.address
    session.delete(row)
    session.flush()
    lines = _by_that_alone(session, contact, address)
    for line in lines:
        line.undone_at, line.undone_with = utcnow(), address
    _mended(session, contact)
    return address, len(lines)


def take_away_learned(session: Session, contact: Contact, address: str) -> None:
    """Take an address away that was learned from a mail, where the contact still has it."""
    row = next((one for one in contacts.addresses_of(session, contact) if one.address == address), None)
    if row is not None:
        take_away(session, contact.user_id, contact.id, row.id)


def _by_that_alone(session: Session, contact: Contact, address: str) -> list[Interaction]:
    left = [row.address for row in contacts.addresses_of(session, contact)]
    query = (
        select(Interaction, Message.from_address, Message.to_addresses, Message.cc_addresses)
        .join(Message, Message.id == Interaction.message_row)
        .where(Interaction.contact_id == contact.id)
        .where(Interaction.undone_at.is_(None), Interaction.accepted_at.is_(None))
    )
    return [
        line
        for line, sender, to, cc in session.execute(query)
        if _names(people := [sender, *to, *cc], [address]) and not _names(people, left)
    ]


def _names(people: Iterable[str], addresses: Iterable[str]) -> bool:
    """Whether one of the addresses of a mail is among these, with or without a plus-part, as in matching."""
    known = set(addresses)
    return any(one in known or base(one) in known for one in people)


def _mended(session: Session, contact: Contact) -> None:
    session.flush()
    rederive(session, contact.user_id, contact.id)
    touch(session, contact.user_id)


@dataclass(frozen=True, slots=True)
class Look:
    """How far the look for the past mail of an address is, all mailboxes together; `waits` where none can be read."""

    address: str
    done: int
    total: int
    found: int
    under_way: bool
    waits: bool


def looks(session: Session, contact: Contact, now: datetime | None = None) -> list[Look]:
    """Return the looks for past mail that are under way, and those that just ended."""
    query = (
        select(Backfill, ContactAddress.address, Mailbox.state)
        .join(ContactAddress, ContactAddress.id == Backfill.contact_address_id)
        .join(Mailbox, Mailbox.id == Backfill.mailbox_id)
        .where(ContactAddress.contact_id == contact.id)
        .order_by(ContactAddress.created_at, ContactAddress.address)
    )
    together: dict[str, list[Any]] = {}
    for row, address, state in session.execute(query):
        together.setdefault(address, []).append((row, state))
    since = (now or utcnow()) - TOLD_FOR
    return [
        _look(address, rows)
        for address, rows in together.items()
        if any(row.done_at is None or row.done_at >= since for row, _ in rows)
    ]


def _look(address: str, rows: list[Any]) -> Look:
    open_rows = [(row, state) for row, state in rows if row.done_at is None]
    unreadable = {MailboxState.NEEDS_YOU, MailboxState.PAUSED}
    return Look(
        address=address,
        done=sum(row.done for row, _ in rows),
        total=sum(row.total for row, _ in rows),
        found=sum(row.found for row, _ in rows),
        under_way=bool(open_rows),
        waits=bool(open_rows) and all(state in unreadable for _, state in open_rows),
    )

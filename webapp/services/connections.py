"""How a contact is connected with others: who led to them, to whom they led, who knows them, and the warm path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Contact, Knows, Referral
from webapp.services import knowing, leads, tidings
from webapp.services.tidings import Tiding
from webapp.services.warm_paths import Path, path_to_contact


@dataclass(frozen=True, slots=True)
class Connections:
    """What the page of a contact says of it.

    `led_here` are rows (Referral, giver), `led_to` (Referral, who was named, None for a mere name), `known` (Knows,
    the other). `path` is there while the contact was not in touch yet; it may have no steps.
    """

    led_here: Sequence[tuple[Referral, Contact | None]]
    led_to: Sequence[tuple[Referral, Contact | None]]
    tidings: Sequence[Tiding]
    known: Sequence[tuple[Knows, Contact]]
    path: Path | None


def connections(session: Session, contact: Contact) -> Connections:
    """Return how a contact is connected."""
    here, there = leads.leading_to(session, contact), leads.given_by(session, contact)
    people = _people(session, (*(row.contact_id for row in here), *(row.referred_id for row in there)))
    in_touch = contact.exchanges or contact.meetings or contact.deleted_at
    return Connections(
        led_here=[(row, people.get(row.contact_id)) for row in here],
        led_to=[(row, people.get(row.referred_id or "")) for row in there],
        tidings=tidings.to_tell(session, contact.user_id, contact) if here or there else (),
        known=knowing.of(session, contact),
        path=None if in_touch else path_to_contact(session, contact.user_id, contact.id),
    )


def _people(session: Session, ids: Iterable[str | None]) -> dict[str, Contact]:
    query = select(Contact).where(Contact.id.in_({one for one in ids if one}))
    return {row.id: row for row in session.scalars(query)}

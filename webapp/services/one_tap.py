"""Contacts that one tap made of a name: whether they are nothing else yet, so that undoing the tap loses nothing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.addresses import normalise
from webapp.domain.wording import _
from webapp.models import (
    AskChange,
    Attendee,
    Contact,
    ContactAddress,
    Duty,
    Event,
    Favour,
    Interaction,
    Knows,
    Merge,
    Message,
    PhaseChange,
    Referral,
    TimeEntry,
)
from webapp.models.base import OfContact, Owned
from webapp.services import contacts
from webapp.services.contacts import Card
from webapp.services.errors import Refused

# Addresses are compared with those that the name had; the others follow from evidence, which is looked for itself.
_NOT_ASKED = (ContactAddress, PhaseChange, AskChange, Duty)
_PLACES: tuple[tuple[Any, str], ...] = (
    *((model, "contact_id") for model in OfContact.__subclasses__() if model not in _NOT_ASKED),
    (Attendee, "contact_id"), (Event, "host_id"), (Referral, "referred_id"), (TimeEntry, "contact_id"),
    (Favour, "owed_by_id"), (Favour, "owed_to_id"), (Knows, "one_id"), (Knows, "other_id"), (Merge, "kept_id"),
)  # fmt: skip


# What says the name that a contact was made of does not count: the model of where it stands → model, column.
_STANDS: dict[type[Owned], tuple[tuple[Any, str], ...]] = {
    Event: ((Attendee, "event_id"), (Event, "id")),
    Referral: ((Referral, "id"),),
    Message: ((Referral, "message_row"), (Interaction, "message_row")),
}


def is_as_made(
    session: Session, contact: Contact, card: Card, where: Event | Referral | Message, line: str | None = None
) -> bool:
    """Whether a contact is what was made of that card, and nobody added anything since.

    `where` is what the name stands in, `line` the line of the timeline that came with it; neither counts.
    """
    if contact.source != card.source or not _is_card(session, contact, card):
        return False
    return not any(_rows(session, model, column, contact, where, line) for model, column in _PLACES)


def grown(contact: Contact, field: str) -> Refused:
    """Return the refusal for a contact that is more than what one tap made."""
    return Refused(field, _("%(name)s has a history by now. You can delete them on their page.", name=contact.name))


def _is_card(session: Session, contact: Contact, card: Card) -> bool:
    """Whether all that is said of a contact was said on the card."""
    there = contacts.organisation_of(session, contact)
    texts = {
        (contact.name, card.name), (contact.role, card.role),
        (contact.common_ground, card.common_ground), (contact.note, card.note), (contact.phone, card.phone),
        (there.name.casefold() if there else "", card.organisation.casefold()),
    }  # fmt: skip
    told = {normalise(address) for address in card.addresses}
    return (
        all(said in ("", made) for said, made in texts)
        and all(row.address in told for row in contacts.addresses_of(session, contact))
        and not (contact.can_hire or contact.cadence_days is not None or contact.reconnect_after or contact.archived_at)
    )


def _rows(session: Session, model: Any, column: str, contact: Contact, where: Owned, line: str | None) -> bool:
    """Whether there is a row about a contact that was not taken back."""
    query = select(model.id).where(getattr(model, column) == contact.id)
    for taken_back in ("deleted_at", "undone_at"):
        if hasattr(model, taken_back):
            query = query.where(getattr(model, taken_back).is_(None))
    if model is Interaction:
        query = query.where(Interaction.id != (line or ""))
    for own, name in _STANDS[type(where)]:
        if model is own:
            query = query.where(getattr(own, name).is_distinct_from(where.id))
    return session.scalars(query.limit(1)).first() is not None

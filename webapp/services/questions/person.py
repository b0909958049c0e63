"""The question whether somebody whom a contact introduces or names is to be added."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.wording import N_, _
from webapp.models import (
    Contact,
    ContactAddress,
    Interaction,
    InteractionKind,
    Message,
    Outcome,
    OutcomeKind,
    TriageItem,
    utcnow,
)
from webapp.services import asks, contacts, interactions, one_tap
from webapp.services.errors import Refused
from webapp.services.help_words import name_given
from webapp.services.proposals import person_of
from webapp.services.questions.kind import Question, no_words, nothing
from webapp.services.questions.meaning import derive, settle
from webapp.services.relationships import rederive
from webapp.services.scope import owned, touch


def _named(session: Session, item: TriageItem) -> tuple[Message, dict[str, Any]]:
    message = owned(session, Message, item.user_id, item.message_row)
    person = person_of(message.details, item.subject)
    if person is None:
        raise Refused("choice", _("This mail names nobody any more."))
    return message, person


def _add(session: Session, item: TriageItem, choice: str) -> str:
    """Add the person, and note the referral; return their id, "" where they were known by now."""
    message, person = _named(session, item)
    line = interactions.get(session, item.user_id, item.interaction_id or "")
    giver = owned(session, Contact, item.user_id, item.contact_id)
    added = _added(session, giver, person)
    item.settled_at, item.settlement = utcnow(), f"accepted {added}".strip()
    if person["introduced"]:
        line.is_introduction = True
        if added:
            _copy(session, message, added)
        settle(session, item)
    else:
        asks.obtained(
            session, item.user_id, giver.id, kind=OutcomeKind.REFERRAL, text=_words(person), interaction_id=line.id
        )
    return added


def _added(session: Session, giver: Contact, person: dict[str, Any]) -> str:
    """Return the id of the contact that was made, or brought back; "" where they are a contact already."""
    query = select(Contact).join(ContactAddress, ContactAddress.contact_id == Contact.id)
    mine = (ContactAddress.user_id == giver.user_id, ContactAddress.address == person["address"])
    known = session.scalar(query.where(*mine))
    if known is None:
        return contacts.add(session, giver.user_id, _card(giver, person)).id
    if known.deleted_at is None:
        return ""
    return contacts.restore(session, giver.user_id, known.id).id


def _card(giver: Contact, person: dict[str, Any]) -> contacts.Card:
    name = person["name"] or person["address"].partition("@")[0]
    how = N_("introduced by %(name)s") if person["introduced"] else N_("referred by %(name)s")
    addresses = (person["address"],) if person["address"] else ()
    return contacts.Card(name, addresses, source=_(how, name=giver.name))


def _copy(session: Session, message: Message, contact_id: str) -> None:
    """Put the mail on the timeline of the person who was introduced: they read it too."""
    there = select(Interaction.id).where(Interaction.contact_id == contact_id, Interaction.message_row == message.id)
    if session.scalar(there) is not None:
        return
    session.add(
        Interaction(
            user_id=message.user_id, contact_id=contact_id, kind=InteractionKind.MAIL, direction=message.direction,
            message_row=message.id, at=message.at, copied=True, automatic=message.automatic,
        )
    )  # fmt: skip
    rederive(session, message.user_id, contact_id)


def _words(person: dict[str, Any]) -> str:
    address = f" ({person['address']})" if person["name"] and person["address"] else ""
    return name_given(f"{person['name'] or person['address']}{address}")


def _take_back(session: Session, item: TriageItem, added: str) -> None:
    message, person = _named(session, item)
    line = interactions.get(session, item.user_id, item.interaction_id or "")
    if added:
        contact = owned(session, Contact, item.user_id, added)
        card = _card(owned(session, Contact, item.user_id, item.contact_id), person)
        if not one_tap.is_as_made(session, contact, card, message):
            raise one_tap.grown(contact, "choice")
    if person["introduced"]:
        line.is_introduction = None
    for outcome in session.scalars(
        select(Outcome).where(
            Outcome.interaction_id == line.id, Outcome.kind == OutcomeKind.REFERRAL, Outcome.text == _words(person)
        )
    ):
        outcome.deleted_at = outcome.deleted_at or utcnow()
    if added:
        contacts.delete(session, item.user_id, added)
    derive(session, item)
    touch(session, item.user_id)


PERSON = Question(_add, nothing, _take_back, no_words)

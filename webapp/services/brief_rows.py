"""What is stored of many people at once, by contact: a fixed number of queries, however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.domain.brief import said
from webapp.models import (
    Attendee,
    Contact,
    Event,
    Favour,
    Give,
    Interaction,
    Message,
    Organisation,
    User,
    Way,
)
from webapp.services import brief_open
from webapp.services.brief_open import USER, WHOSE, Open
from webapp.services.last_said import Said, in_words
from webapp.services.threads import heard

# As much of a mail as can matter for the beginning of what was said in it.
_BEGINNING = 600


@dataclass(frozen=True, slots=True)
class Rows:
    """What is stored of these people, by the id of the contact."""

    contacts: Mapping[str, Contact]
    places: Mapping[str, Organisation]
    open: Mapping[str, Open]
    said: Mapping[str, Said]
    given: Mapping[str, dict[Way, datetime]]
    owes: Mapping[str, list[tuple[str, str]]]
    owed_by: Mapping[str, list[tuple[str, str]]]


def read(session: Session, user: User, event: Event, now: datetime, zone: tzinfo) -> Rows:
    """Return what is stored of the contacts on the list of an event, the deleted left out.

    The statements are made once, and the ids stay in the database: writing both down for each of so many questions
    would take longer than finding the rows.
    """
    given = {"user": user.id, "event": event.id}
    found = session.execute(_people(), given).all()
    owes, owed_by = _favours(session, given)
    day = max(now, event.starts_at).astimezone(zone).date()
    return Rows(
        contacts={contact.id: contact for contact, _ in found},
        places={contact.id: place for contact, place in found if place},
        open=brief_open.read(session, user, event, now, day, zone),
        said={
            row.contact_id: Said(in_words(row.kind, row.direction, row.text, row.subject or row.summary), row.at)
            for row in session.execute(_last(), given)
        },
        given=_given(session, given),
        owes=owes,
        owed_by=owed_by,
    )


@cache
def _people() -> Any:
    """From the list on: thousands of contacts may not be looked through for a hundred."""
    return (
        select(Contact, Organisation)
        .select_from(Attendee)
        .join(Contact, Contact.id == Attendee.contact_id)
        .outerjoin(Organisation, Organisation.id == Contact.organisation_id)
        .where(Attendee.event_id == bindparam("event"), Attendee.deleted_at.is_(None))
        .where(Contact.user_id == USER, Contact.deleted_at.is_(None))
    )


@cache
def _last() -> Any:
    """The last line of each timeline: looked up by its index, since some have thousands of lines.

    That they were met at this very event stands beside it, and is not what was said before.
    """
    here = select(Attendee.interaction_id).where(
        Attendee.event_id == bindparam("event"), Attendee.interaction_id.is_not(None)
    )
    last = (
        select(Interaction.id)
        .outerjoin(Message, Message.id == Interaction.message_row)
        .where(Interaction.contact_id == Contact.id, Interaction.undone_at.is_(None), heard(USER))
        .where(Interaction.copied.is_(False), Interaction.automatic.is_(False), Interaction.id.not_in(here))
        .order_by(Interaction.at.desc(), Interaction.id)
        .limit(1)
        .correlate(Contact)
        .scalar_subquery()
    )
    line, mail = aliased(Interaction), aliased(Message)
    beginning = func.substr(mail.new_text, 1, _BEGINNING).label("text")
    return (
        select(line.contact_id, line.kind, line.direction, line.at, line.summary, mail.subject, beginning)
        .select_from(Contact)
        .join(line, line.id == last)
        .outerjoin(mail, mail.id == line.message_row)
        .where(Contact.id.in_(WHOSE))
    )


def _given(session: Session, given: Mapping[str, str]) -> dict[str, dict[Way, datetime]]:
    """When each way was given to each of them last."""
    found: defaultdict[str, dict[Way, datetime]] = defaultdict(dict)
    for contact_id, way, at in session.execute(_gives(), given):
        found[contact_id][way] = at
    return found


@cache
def _gives() -> Any:
    query = select(Give.contact_id, Give.way, Give.at).where(Give.contact_id.in_(WHOSE), Give.deleted_at.is_(None))
    return query.order_by(Give.at)


Favours = dict[str, list[tuple[str, str]]]


def _favours(session: Session, given: Mapping[str, str]) -> tuple[Favours, Favours]:
    """Whom they owe a favour, and who owes them one, as (name, what)."""
    owes: Favours = defaultdict(list)
    owed_by: Favours = defaultdict(list)
    for by, to, text, giver, receiver in session.execute(_owed(), given):
        owes[by].append((receiver, said(text)))
        owed_by[to].append((giver, said(text)))
    return owes, owed_by


@cache
def _owed() -> Any:
    owing, owed = aliased(Contact), aliased(Contact)
    return (
        select(Favour.owed_by_id, Favour.owed_to_id, Favour.text, owing.name, owed.name)
        .join(owing, owing.id == Favour.owed_by_id)
        .join(owed, owed.id == Favour.owed_to_id)
        .where(Favour.deleted_at.is_(None), Favour.repaid_at.is_(None))
        .where(owing.deleted_at.is_(None), owed.deleted_at.is_(None))
        .where(or_(Favour.owed_by_id.in_(WHOSE), Favour.owed_to_id.in_(WHOSE)))
        .order_by(Favour.at, Favour.id)
    )

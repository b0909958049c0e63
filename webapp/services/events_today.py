"""What Today says of events: the one of tonight or tomorrow, those to look back at, and the hosts to thank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.models import Attendee, Contact, Event
from webapp.services import events, hosts
from webapp.services.hosts import Host

SOON = timedelta(hours=36)
LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class People:
    """How many are on the list of an event, and how many of them the user knows and met."""

    listed: int = 0
    known: int = 0
    met: int = 0


@dataclass(frozen=True, slots=True)
class EventsToday:
    """The events that begin soon or run now; those that ended lately and were not looked back at; `people` by event."""

    coming: list[Event]
    to_look_back: list[Event]
    hosts: list[Host] = field(default_factory=list)
    people: dict[str, People] = field(default_factory=dict)

    @property
    def quiet(self) -> bool:
        """Whether no event asks for the user."""
        return not (self.coming or self.to_look_back or self.hosts)


def of_day(session: Session, user_id: str, now: datetime) -> EventsToday:
    """Return what is to be said of events now."""
    coming = [one for one in events.between(session, user_id, now, now + SOON) if one.ends_at > now]
    ended = [one for one in events.between(session, user_id, now - LATELY, now) if one.ends_at <= now]
    waiting = [one for one in reversed(ended) if one.looked_back_at is None]
    # A host who is a name only is added, or left, on the page after the event.
    to_thank = [one for one in hosts.owed(session, user_id, now) if one.contact is not None]
    return EventsToday(coming, waiting, to_thank, _people(session, [*coming, *waiting]))


def _people(session: Session, found: Iterable[Event]) -> dict[str, People]:
    ids = [event.id for event in found]
    if not ids:
        return {}
    query = (
        select(Attendee.event_id, func.count(), func.count(Contact.id), func.count(Attendee.met_at))
        .outerjoin(Contact, (Contact.id == Attendee.contact_id) & Contact.deleted_at.is_(None))
        .where(Attendee.event_id.in_(ids), Attendee.deleted_at.is_(None))
        .group_by(Attendee.event_id)
    )
    return {row[0]: People(row[1], row[2], row[3]) for row in session.execute(query)}


def with_contact(session: Session, contact: Contact, now: datetime) -> list[Event]:
    """Return the events to come on whose list a contact stands, the soonest first."""
    where = (Attendee.contact_id == contact.id, Attendee.deleted_at.is_(None))
    on_its_list = select(Attendee.event_id).where(*where)
    query = (
        select(Event)
        .where(Event.user_id == contact.user_id, Event.deleted_at.is_(None), Event.ends_at > now)
        .where(Event.id.in_(on_its_list))
        .order_by(Event.starts_at, Event.id)
    )
    return list(session.scalars(query))

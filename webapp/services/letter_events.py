"""Which event a letter names: one at which its reader was met or will be, or of which they were the host."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.models import Attendee, Contact, Event, Letter, LetterKind, utcnow
from webapp.services.scope import owned

# So long a first letter after an event is still about it, without being told.
FRESH = timedelta(days=30)


def told(session: Session, contact: Contact, event_id: str) -> Event | None:
    """Return the event that a letter is to name, None where it would not be true; raises NotFound."""
    if not event_id:
        return None
    event = owned(session, Event, contact.user_id, event_id)
    return event if event.deleted_at is None and _true(event, contact, _place(session, event, contact.id)) else None


def of_itself(session: Session, contact: Contact) -> Event | None:
    """Return the event at which somebody was met lately, where the user did not write to them since."""
    query = (
        select(Event)
        .join(Attendee, Attendee.event_id == Event.id)
        .where(Attendee.contact_id == contact.id, Attendee.met_at.is_not(None), Attendee.deleted_at.is_(None))
        .where(Event.deleted_at.is_(None), Event.ends_at > utcnow() - FRESH)
        .order_by(Event.starts_at.desc(), Event.id)
        .limit(1)
    )
    event = session.scalars(query).first()
    written_since = event is not None and contact.last_out_at is not None and contact.last_out_at >= event.starts_at
    return None if written_since else event


def facts(session: Session, letter: Letter, day: Callable[[datetime], date]) -> dict[str, Any]:
    """Return what a letter can say of its event; nothing where that is no longer true."""
    event = session.get(Event, letter.event_id) if letter.event_id else None
    contact = session.get_one(Contact, letter.contact_id)
    place = _place(session, event, contact.id) if event and event.deleted_at is None else None
    if event is None or event.deleted_at is not None or not _true(event, contact, place):
        return {}
    hosted = letter.kind is LetterKind.THANK_YOU and event.host_id == contact.id
    found = {
        "event": event.name, "event_on": day(event.starts_at), "hosted": hosted,
        "met_there": bool(place and place.met_at), "shared_there": place.common_ground if place else "",
    }  # fmt: skip
    return found | (_to_host(session, event) if hosted else {})


def agreed(session: Session, letter: Letter) -> bool:
    """Return whether who reads a letter agreed, at the event that it names, to meet: then one may ask for the time."""
    event = session.get(Event, letter.event_id) if letter.event_id else None
    place = _place(session, event, letter.contact_id) if event else None
    return place is not None and place.agreed


def _to_host(session: Session, event: Event) -> dict[str, Any]:
    again = select(func.count()).where(
        Attendee.event_id == event.id, Attendee.agreed.is_(True), Attendee.deleted_at.is_(None),
        Attendee.contact_id.is_distinct_from(event.host_id),
    )  # fmt: skip
    number = session.scalar(again) or 0
    people = "one person" if number == 1 else f"{_WORDS.get(number, str(number))} people"
    return {"plan": f"I will meet {people} again whom I met there" if number else ""}


_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}


def _place(session: Session, event: Event, contact_id: str) -> Attendee | None:
    """Return the contact's place on the list of an event, where they were met rather than another."""
    where = (Attendee.event_id == event.id, Attendee.contact_id == contact_id, Attendee.deleted_at.is_(None))
    met_first = select(Attendee).where(*where).order_by(Attendee.met_at.is_(None), Attendee.place, Attendee.id)
    return session.scalars(met_first.limit(1)).first()


def _true(event: Event, contact: Contact, place: Attendee | None) -> bool:
    if event.host_id == contact.id and event.starts_at <= utcnow():
        return True
    return place is not None and (place.met_at is not None or event.ends_at > utcnow())

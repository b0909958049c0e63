"""Events: added, changed, deleted and brought back, and those of a stretch of time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import Event, EventKind, utcnow
from webapp.services import attendee_matching, typed
from webapp.services.errors import NotFound, Refused
from webapp.services.scope import owned, touch

USUAL_LENGTH = timedelta(hours=2)
LONGEST = timedelta(days=31)
FIRST_YEAR, YEARS_AHEAD = 2000, 10
MOST_WANTED = 100


@dataclass(frozen=True, slots=True)
class EventCard:
    """What a user says of an event: the fields of the form."""

    name: str
    kind: EventKind
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    host: str = ""
    aim: str = ""
    aim_count: int | None = None
    notes: str = ""


def get(session: Session, user_id: str, event_id: str) -> Event:
    """Return the user's event; raises NotFound, also where it was deleted."""
    found = owned(session, Event, user_id, event_id)
    if found.deleted_at is not None:
        raise NotFound("Event")
    return found


def add(session: Session, user_id: str, card: EventCard, key: str = "") -> Event:
    """Add an event; raises Refused.

    `key` is made with the form: sent again with the same words, it is the event that it made. Gone back to and sent
    with other words, it makes another one.
    """
    made_by = hashlib.sha256(f"{key} {card}".encode()).hexdigest() if key else None
    known = _made_by(session, user_id, made_by)
    if known is not None:
        return restore(session, user_id, known.id) if known.deleted_at else known
    event = Event(user_id=user_id, name="", starts_at=card.starts_at, ends_at=card.ends_at, made_by=made_by)
    _fill(session, event, card)
    try:
        with session.begin_nested():
            session.add(event)
    except IntegrityError:  # the same form at the same time
        known = _made_by(session, user_id, made_by)
        if known is None:
            raise
        return known
    touch(session, user_id)
    return event


def _made_by(session: Session, user_id: str, made_by: str | None) -> Event | None:
    where = (Event.user_id == user_id, Event.made_by == made_by, Event.made_by.is_not(None))
    return session.scalar(select(Event).where(*where))


def change(session: Session, user_id: str, event_id: str, card: EventCard) -> Event:
    """Change what the user said of an event; raises Refused."""
    event = get(session, user_id, event_id)
    ended = event.ends_at
    _fill(session, event, card)
    if event.looked_back_at and event.ends_at > max(ended, event.looked_back_at):
        event.looked_back_at = None  # it is still to come, so it is to be looked back at once more
    event.revision += 1
    session.flush()
    touch(session, user_id)
    return event


def _fill(session: Session, event: Event, card: EventCard) -> None:
    _check_times(event, card)
    if card.aim_count is not None and not 1 <= card.aim_count <= MOST_WANTED:
        raise Refused("aim_count", _("Between 1 and %(most)s, please. Three is a good aim.", most=MOST_WANTED))
    before = event.host
    event.name = typed.title(card.name, "name", empty=_("Give the event a name."), limit=200)
    event.place = typed.title(card.place, "place")
    event.host = typed.title(card.host, "host", limit=200)
    event.aim = typed.title(card.aim, "aim")
    event.notes = typed.text(card.notes, "notes")
    event.kind, event.aim_count = card.kind, card.aim_count
    event.starts_at, event.ends_at = card.starts_at, card.ends_at
    if event.host != before:
        event.host_id = attendee_matching.sure(session, event.user_id, event.host)


def _check_times(event: Event, card: EventCard) -> None:
    """Refuse times that are a slip of the hand; those of an event as it stands can be saved again."""
    if (card.starts_at, card.ends_at) == (event.starts_at, event.ends_at) and event.id:
        return
    if not FIRST_YEAR <= card.starts_at.year <= utcnow().year + YEARS_AHEAD:
        raise Refused("starts_at", _("Please check the year."))
    if card.ends_at <= card.starts_at:
        raise Refused("ends_at", _("It would end before it begins. Please check the day and the time."))
    if card.ends_at - card.starts_at > LONGEST:
        raise Refused("ends_at", _("It would last more than a month. Please check the day on which it ends."))


def delete(session: Session, user_id: str, event_id: str) -> Event:
    """Delete an event so that it can be brought back, with its list."""
    return _mark(session, owned(session, Event, user_id, event_id), utcnow())


def restore(session: Session, user_id: str, event_id: str) -> Event:
    """Bring a deleted event back."""
    return _mark(session, owned(session, Event, user_id, event_id), None)


def _mark(session: Session, event: Event, deleted_at: datetime | None) -> Event:
    event.deleted_at = deleted_at
    event.revision += 1
    session.flush()
    touch(session, event.user_id)
    return event


def upcoming(session: Session, user_id: str, now: datetime) -> list[Event]:
    """Return the events that are to come or run now, the soonest first."""
    return _found(session, _of(user_id, Event.ends_at >= now).order_by(Event.starts_at, Event.id))


def past(session: Session, user_id: str, now: datetime, limit: int = 50) -> list[Event]:
    """Return the events that are over, the latest first."""
    latest_first = _of(user_id, Event.ends_at < now).order_by(Event.starts_at.desc(), Event.id)
    return _found(session, latest_first.limit(limit))


def between(session: Session, user_id: str, begins: datetime, ends: datetime) -> list[Event]:
    """Return the events of which any part lies between two times, the soonest first."""
    there = _of(user_id, Event.starts_at < ends, Event.ends_at > begins)
    return _found(session, there.order_by(Event.starts_at, Event.id))


def _of(user_id: str, *where: Any) -> Select[Event]:
    return select(Event).where(Event.user_id == user_id, Event.deleted_at.is_(None), *where)


def _found(session: Session, query: Select[Event]) -> list[Event]:
    return list(session.scalars(query))

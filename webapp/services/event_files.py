"""People and events from files: a list with columns, or an invitation of a calendar; looked at first, then taken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.calendars import reader
from webapp.calendars.values import Invitation, Method
from webapp.domain import people_table
from webapp.domain.invited import guests, host, span
from webapp.domain.people_columns import Column
from webapp.domain.people_list import Named
from webapp.domain.people_table import Table, Unreadable
from webapp.domain.wording import N_, _
from webapp.models import AttendeeSource, Event, User, utcnow
from webapp.services import attendees, contacts, events, events_by_mail
from webapp.services.attendees import Added
from webapp.services.errors import Refused
from webapp.services.events import EventCard
from webapp.services.mailboxes import owners
from webapp.services.relationships import rederive

LARGEST = 1_000_000
MOST_EVENTS = 200
MOST_CHOICES = 30
_CALENDAR = b"BEGIN:VCALENDAR"
# A list that was read, on its way through the form in which the user looks at it.
TOO_OLD = N_("This page is too old. Choose the file again.")


@dataclass(frozen=True, slots=True)
class Proposed:
    """An event as a calendar tells it. `uid` names it there; `repeats` and `all_day` say what to look at."""

    uid: str
    name: str
    starts_at: datetime
    ends_at: datetime
    place: str
    host: str
    people: tuple[Named, ...]
    repeats: bool = False
    all_day: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: a list, or events of a calendar, those to come first."""

    table: Table | None = None
    events: tuple[Proposed, ...] = ()
    calendar: str = ""


def read(session: Session, user_id: str, octets: bytes) -> Reading:
    """Read a file; raises Refused for the field `file`."""
    if len(octets) > LARGEST:
        raise Refused("file", _("This is more than 1 MB. Keep the people and events that you need, and save it again."))
    try:
        if _CALENDAR in octets[:1000].replace(b"\0", b"").upper():
            text = people_table.decoded(octets)
            return Reading(events=_events(session, user_id, text), calendar=text)
        return Reading(table=people_table.read(octets))
    except Unreadable as reason:
        raise Refused("file", str(reason)) from None


def _events(session: Session, user_id: str, text: str) -> tuple[Proposed, ...]:
    zone = ZoneInfo(session.get_one(User, user_id).timezone)
    found, defects = reader.invitations([(text, "")], most=MOST_EVENTS, here=zone)
    calendar = [one for one in found if one.method is not Method.CANCEL]
    if not calendar:
        nothing = N_("No event that is to take place could be read in this calendar. Add it by hand instead.")
        because = N_("No event that is to take place could be read in this calendar (%(why)s). Add it by hand instead.")
        raise Unreadable(_(because, why=defects[0]) if defects else _(nothing))
    own, book = owners(session, user_id), contacts.address_book(session, user_id).keys()
    now = utcnow()
    ordered = sorted(calendar, key=lambda one: (one.ends < now and not one.repeats, abs(one.starts - now)))
    return tuple(_proposed(one, zone, own, frozenset(book)) for one in ordered[:MOST_CHOICES])


def _proposed(one: Invitation, zone: ZoneInfo, own: frozenset[str], book: frozenset[str]) -> Proposed:
    starts, ends = span(one.starts, one.ends, zone, all_day=one.all_day)
    listed = [(each.who, each.status) for each in one.attendees]
    people = guests(listed, one.organizer, own, book)
    return Proposed(
        one.uid, one.summary[:200], starts, ends, one.place, host(one.organizer, own)[:200],
        tuple(people), one.repeats, one.all_day,
    )  # fmt: skip


def table_of(event: Proposed) -> Table:
    """The people of an event as a list, for the one form in which both are looked at."""
    rows = tuple((one.name, one.address) for one in event.people)
    return Table(rows, heading=False, columns=(Column.NAME, Column.ADDRESS))


def packed(table: Table) -> str:
    """The rows of a list as a form carries them from one page to the next."""
    return json.dumps(table.rows, ensure_ascii=False, separators=(",", ":"))


def unpacked(carried: str, heading: bool, columns: Sequence[str]) -> Table:
    """The list that a form carried, with what the user says of its columns; raises Refused."""
    try:
        rows = json.loads(carried or "[]")
        if not (isinstance(rows, list) and all(isinstance(row, list) for row in rows)):
            raise ValueError("no list")
        tidy = people_table.tidy([[str(cell) for cell in row] for row in rows]) if rows else ()
        known = [Column(one) for one in columns]
    except (ValueError, RecursionError):  # also what tidy cannot take
        raise Refused("carried", _(TOO_OLD)) from None
    width = len(tidy[0]) if tidy else len(known)
    return Table(tidy, heading, tuple((*known, *[Column.NOTHING] * width)[:width]))


def without_user(session: Session, user_id: str, people: Sequence[Named]) -> list[Named]:
    """Those people who are not the user."""
    own = owners(session, user_id)
    return [one for one in people if one.address not in own]


def put_on(
    session: Session, user_id: str, event_id: str, people: Sequence[Named], source: AttendeeSource, uid: str = ""
) -> Added:
    """Put the people of a file on the list of an event; raises Refused."""
    event = events.get(session, user_id, event_id)
    event.calendar_uid = event.calendar_uid or uid
    added = attendees.add_all(session, user_id, event_id, without_user(session, user_id, people), source)
    for contact_id in sorted(events_by_mail.asked_about(session, user_id, [uid] if uid else [])):
        rederive(session, user_id, contact_id)
    return added


def make(
    session: Session, user_id: str, card: EventCard, people: Sequence[Named], source: AttendeeSource, uid: str = "",
    key: str = "",
) -> tuple[Event, Added]:  # fmt: skip
    """Make an event of a file, with its people; the same event again is brought up to date. Raises Refused.

    `key` as with `events.add`.
    """
    known = select(Event).where(Event.user_id == user_id, Event.calendar_uid == uid)
    event = session.scalar(known.order_by(Event.created_at.desc())) if uid else None
    if event is None:
        event = events.add(session, user_id, card, key)
    else:
        if event.deleted_at is not None:
            events.restore(session, user_id, event.id)
        events.change(session, user_id, event.id, card)
    return event, put_on(session, user_id, event.id, people, source, uid)

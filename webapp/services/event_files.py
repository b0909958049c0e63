"""People and events from files: a list with columns, or an invitation of a calendar; looked at first, then taken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.calendars import reader
from webapp.calendars.values import Invitation, Method
from webapp.domain import people_table
from webapp.domain.invited import guests, host, others, span
from webapp.domain.people_columns import Column
from webapp.domain.people_list import Named
from webapp.domain.people_table import Table, Unreadable
from webapp.domain.wording import N_, _
from webapp.models import Attendee, AttendeeSource, Event, User, utcnow
from webapp.services import attendees, contacts, events, events_by_mail, guest_lists
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
class Edition:
    """Which invitation a file holds, in which version, and whether it `tells` who is invited or hides them."""

    uid: str = ""
    sequence: int = 0
    tells: bool = False


NONE = Edition()


@dataclass(frozen=True, slots=True)
class Proposed:
    """An event as a calendar tells it; `repeats` and `all_day` say what to look at."""

    edition: Edition
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
    # A calendar may hold an event in several versions: the newest counts.
    newest = {one.uid: one for one in sorted(found, key=lambda one: one.sequence)}
    calendar = [one for one in newest.values() if one.method is not Method.CANCEL]
    if newest and not calendar:
        raise Unreadable(_("This calls an event off. Nothing is changed: if it is on your list, delete it there."))
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
    invites = one.organizer.address if one.organizer else ""
    tells = bool(others((who.address for who, _status in listed), "", own) - {invites})
    return Proposed(
        Edition(one.uid, one.sequence, tells), one.summary[:200], starts, ends, one.place,
        host(one.organizer, own)[:200], tuple(people), one.repeats, one.all_day,
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


def same(session: Session, user_id: str, edition: Edition, event: Event | None = None) -> Event | None:
    """Return the event of the user's of which this is a version, deleted or not; it is the one given, or any."""
    if not edition.uid or event is not None:
        return event if edition.uid and event is not None and event.calendar_uid == edition.uid else None
    known = select(Event).where(Event.user_id == user_id, Event.calendar_uid == edition.uid)
    return session.scalar(known.order_by(Event.created_at.desc()))


def of_invitation(session: Session, user_id: str, edition: Edition, event: Event | None = None) -> Event | None:
    """As `same`; raises Refused where the user has a newer version already."""
    found = same(session, user_id, edition, event)
    if found is not None:
        taken = found.file_sequence or 0
        if edition.sequence < max(taken, events_by_mail.sequence(session, user_id, edition.uid)):
            raise Refused("file", _("You have a newer version of this invitation already. Nothing is changed."))
    return found


def leaving(session: Session, event: Event | None, people: Sequence[Named], edition: Edition) -> list[Attendee]:
    """Return whom this version of an invitation to the event takes off its list."""
    return guest_lists.leaving(session, event, people) if event is not None and edition.tells else []


def put_on(
    session: Session, user_id: str, event_id: str, people: Sequence[Named], source: AttendeeSource,
    edition: Edition = NONE,
) -> Added:  # fmt: skip
    """Put the people of a file on the list of an event, and take off whom only older versions name; raises Refused."""
    event = events.get(session, user_id, event_id)
    people = without_user(session, user_id, people)
    event.calendar_uid = event.calendar_uid or edition.uid
    if of_invitation(session, user_id, edition, event) is None:
        # What invites to something else is a list like any other.
        return attendees.add_all(session, user_id, event_id, people, _as_list(source))
    gone = guest_lists.leave(session, event, people) if edition.tells else []
    added = guest_lists.come(session, event, people, AttendeeSource.CALENDAR)
    event.file_sequence, event.file_taken_at = edition.sequence, utcnow()
    for contact_id in sorted(events_by_mail.asked_about(session, user_id, [edition.uid])):
        rederive(session, user_id, contact_id)
    return replace(added, gone=gone)


def _as_list(source: AttendeeSource) -> AttendeeSource:
    return AttendeeSource.CSV if source is AttendeeSource.CALENDAR else source


def make(
    session: Session, user_id: str, card: EventCard, people: Sequence[Named], source: AttendeeSource,
    edition: Edition = NONE, key: str = "",
) -> tuple[Event, Added]:  # fmt: skip
    """Make an event of a file, with its people; the same event again is brought up to date. Raises Refused.

    `key` as with `events.add`.
    """
    event = of_invitation(session, user_id, edition)
    if event is None:
        event = events.add(session, user_id, card, key)
    else:
        if event.deleted_at is not None:
            events.restore(session, user_id, event.id)
        events.change(session, user_id, event.id, replace(card, notes=card.notes or event.notes))  # no file has notes
    return event, put_on(session, user_id, event.id, people, source, edition)

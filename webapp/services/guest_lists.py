"""The list of an event in line with its invitation: who is asked to come, and who no longer is; the user's word stays.

Who stands there by the invitation alone goes with it: whoever the user put there, met, wrote of or decided about stays.
Who was taken off by it (`dropped_at`) comes back with it; whom the user took off stays off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.people_list import Named
from webapp.domain.roll import Roll
from webapp.models import Attendee, AttendeeSource, Event, utcnow
from webapp.services import attendees
from webapp.services.attendee_matching import book
from webapp.services.attendees import BY_INVITATION, Added
from webapp.services.errors import Refused


def leaving(session: Session, event: Event, invited: Sequence[Named]) -> list[Attendee]:
    """Return who is on the list by an earlier version of the invitation alone."""
    named: Roll[Named] = Roll()
    for one in invited:
        named.put(one)
    there = attendees.of(session, event)
    return [row for row in there if _by_invitation_alone(row) and named.place_of(row) is None]


def leave(session: Session, event: Event, invited: Sequence[Named]) -> list[Attendee]:
    """Take off the list whom the latest version of the invitation no longer asks to come; return them."""
    gone, now = leaving(session, event, invited), utcnow()
    for row in gone:
        row.deleted_at = row.dropped_at = now
    session.flush()
    return gone


def _by_invitation_alone(row: Attendee) -> bool:
    noted = row.decided_at or row.met_at or row.agreed or row.common_ground or row.note
    return row.source in BY_INVITATION and not (noted or row.interaction_id or row.follow_up_id)


def come(session: Session, event: Event, invited: Sequence[Named], source: AttendeeSource) -> Added:
    """Put those on the list who are asked to come: of a mail as many as it holds; raises Refused for a file of more."""
    rows = list(session.scalars(select(Attendee).where(Attendee.event_id == event.id)))
    there = _roll(rows, lambda row: row.deleted_at is None)
    dropped = _roll(rows, lambda row: row.dropped_at is not None)
    taken_off = _taken_off(session, event, rows)
    room, wanted, back = attendees.MOST - len(there.entries), list[Named](), list[Attendee]()
    for one in invited:
        stands = there.place_of(one) is not None
        full = room <= 0 and source is AttendeeSource.MAIL  # nobody sits there to be told
        if not stands and (full or taken_off(one)):
            continue
        room -= not stands
        if stands or (at := dropped.place_of(one)) is None:
            wanted.append(one)
        else:
            back.append(dropped.entries[at])
            back[-1].deleted_at = back[-1].dropped_at = None
    session.flush()
    added = attendees.add_all(session, event.user_id, event.id, wanted, source)
    return replace(added, new=[*back, *added.new])


def _roll(rows: Sequence[Attendee], belongs: Callable[[Attendee], bool]) -> Roll[Attendee]:
    found: Roll[Attendee] = Roll()
    for row in rows:
        if belongs(row):
            found.put(row)
    return found


def _taken_off(session: Session, event: Event, rows: Sequence[Attendee]) -> Callable[[Named], bool]:
    """Return whether the user took somebody off the list, under that name, that address, or as that contact."""
    removed = _roll(rows, lambda row: row.deleted_at is not None and row.dropped_at is None)
    contacts = {row.contact_id for row in removed.entries} - {None}
    people = book(session, event.user_id) if contacts else None

    def was(one: Named) -> bool:
        known = people.match(one.name, one.organisation, one.address).contact_id if people else None
        return removed.place_of(one) is not None or known in contacts

    return was


def dropped(session: Session, event: Event) -> list[Attendee]:
    """Return whom the invitation took off the list."""
    where = (Attendee.event_id == event.id, Attendee.dropped_at.is_not(None))
    return list(session.scalars(select(Attendee).where(*where).order_by(Attendee.place, Attendee.id)))


def put_back(session: Session, event: Event, at: datetime) -> list[Attendee]:
    """Put those back whom the version that was taken at that time took off; whoever stands there again is left."""
    back = []
    for row in dropped(session, event):
        if row.dropped_at == at:
            try:
                back.append(attendees.restore(session, event.user_id, row.id))
            except Refused:
                continue
    return back

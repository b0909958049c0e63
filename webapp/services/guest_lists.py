"""The list of an event in line with its invitation: who is asked to come, and who no longer is; the user's word stays.

Who stands there by the invitation alone goes with it: whoever the user put there, met, wrote of or decided about stays.
Who was taken off by it (`dropped_at`) comes back with it; whom the user took off stays off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.people_list import Named
from webapp.domain.roll import Roll
from webapp.models import Attendee, AttendeeSource, Event, utcnow
from webapp.services import attendees
from webapp.services.attendee_matching import book


def leave(session: Session, event: Event, invited: Sequence[Named]) -> None:
    """Take off the list whom the latest version of the invitation no longer asks to come."""
    named: Roll[Named] = Roll()
    for one in invited:
        named.put(one)
    for row in attendees.of(session, event):
        if _by_invitation_alone(row) and named.place_of(row) is None:
            row.deleted_at = row.dropped_at = utcnow()
    session.flush()


def _by_invitation_alone(row: Attendee) -> bool:
    noted = row.decided_at or row.met_at or row.agreed or row.common_ground or row.note
    return row.source is AttendeeSource.MAIL and not (noted or row.interaction_id or row.follow_up_id)


def come(session: Session, event: Event, invited: Sequence[Named]) -> None:
    """Put those on the list who are asked to come, as many as it holds."""
    rows = list(session.scalars(select(Attendee).where(Attendee.event_id == event.id)))
    there = _roll(rows, lambda row: row.deleted_at is None)
    dropped = _roll(rows, lambda row: row.dropped_at is not None)
    taken_off = _taken_off(session, event, rows)
    room, wanted = attendees.MOST - len(there.entries), list[Named]()
    for one in invited:
        stands = there.place_of(one) is not None
        if not stands and (room <= 0 or taken_off(one)):
            continue
        room -= not stands
        if stands or (at := dropped.place_of(one)) is None:
            wanted.append(one)
        else:
            back = dropped.entries[at]
            back.deleted_at = back.dropped_at = None
    session.flush()
    attendees.add_all(session, event.user_id, event.id, wanted, AttendeeSource.MAIL)


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

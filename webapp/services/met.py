"""What was tapped about somebody at an event, and what follows: a line in their timeline, and what you two share."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session, aliased

from webapp.domain import taps
from webapp.domain.taps import Said, Standing, Words
from webapp.models import Attendee, Capture, Contact, Event, Interaction, InteractionKind, utcnow
from webapp.services.relationships import rederive
from webapp.services.scope import touch


def stand(session: Session, attendee: Attendee) -> None:
    """Bring somebody in line with all that was tapped about them, and what follows in line with that."""
    held = _held(session, attendee)
    if held is not None:
        attendee.met_at, attendee.agreed = held.met_at, held.agreed
        attendee.common_ground, attendee.note = held.common_ground, held.note
    write(session, attendee)


def _held(session: Session, attendee: Attendee) -> Standing | None:
    """Return what the taps come to; None where there are none.

    Lines that turned out to be one person are one: what was tapped about any of them counts for the one that stands.
    """
    session.flush()
    if attendee.deleted_at is not None and line_of(session, attendee.event_id, attendee.contact_id) is not None:
        return Standing()
    said = [_said(row) for row in session.scalars(select(Capture).where(Capture.attendee_id.in_(_lines(attendee))))]
    held = taps.standing(said)
    # Who is ticked days later was met there all the same.
    ends_at = session.get_one(Event, attendee.event_id).ends_at
    return replace(held, met_at=held.met_at and min(held.met_at, ends_at)) if said else None


def _lines(attendee: Attendee) -> Any:
    """Return the ids of somebody's lines: the one that stands, and those that gave way to it."""
    own = Attendee.id == attendee.id
    if attendee.contact_id is None:
        return select(Attendee.id).where(own)
    same = (Attendee.event_id == attendee.event_id, Attendee.contact_id == attendee.contact_id)
    return select(Attendee.id).where(or_(own, and_(*same, Attendee.deleted_at.is_not(None))))


def gave_way(since: datetime) -> Any:
    """Whether a line has another one of the same person beside it that stands, or was there since that time."""
    other = aliased(Attendee)
    same = (other.event_id == Attendee.event_id, other.contact_id == Attendee.contact_id, other.id != Attendee.id)
    return select(other.id).where(*same, or_(other.deleted_at.is_(None), other.deleted_at >= since)).exists()


def hand_over(session: Session, contact_id: str) -> None:
    """Give what was tapped about somebody's lines that gave way to those that stand: once the contact is gone for good,
    nothing says any more that they were one.
    """
    rows = session.scalars(select(Attendee).where(Attendee.contact_id == contact_id, Attendee.deleted_at.is_not(None)))
    for row in rows.all():
        stands = line_of(session, row.event_id, contact_id)
        if stands is not None:
            theirs = update(Capture).where(Capture.attendee_id == row.id)
            session.execute(theirs.values(attendee_id=stands.id))


def _said(row: Capture) -> Said:
    """Return a tap as it was kept: a field that is not there was left alone."""
    was = row.what.get("was", {})
    words = {name: Words(row.what[name], was.get(name)) for name in ("common_ground", "note") if name in row.what}
    return Said(row.at, row.key, met=row.what["met"], agreed=row.what.get("agreed"), **words)


def line_of(session: Session, event_id: str, contact_id: str | None, but: str = "") -> Attendee | None:
    """Return the line on the list of an event on which a contact stands."""
    there = (Attendee.event_id == event_id, Attendee.contact_id == contact_id, Attendee.deleted_at.is_(None))
    found = select(Attendee).where(*there, Attendee.id != but).order_by(Attendee.met_at.is_(None), Attendee.place)
    return session.scalars(found.limit(1)).first() if contact_id else None


def write(session: Session, attendee: Attendee) -> None:
    """Bring the timeline and the common ground of whoever it is in line with what was tapped about them.

    Doing it again changes nothing. To be called whenever `contact_id` or what was tapped has changed.
    """
    session.flush()
    line = session.get(Interaction, attendee.interaction_id) if attendee.interaction_id else None
    if line is not None and line.contact_id != attendee.contact_id:  # it was somebody else after all
        _take_off(session, attendee, line)
        line = None
    touch(session, attendee.user_id)
    if attendee.contact_id is None:
        return
    _share(session.get_one(Contact, attendee.contact_id), attendee)
    before = (line.at, line.undone_at) if line is not None else None
    if attendee.met_at is not None:
        line = _put_on(session, attendee, line)
    elif line is not None:
        line.undone_at = line.undone_at or utcnow()
    # The words of a note are no evidence: other words under the same line change nothing else.
    if line is not None and (line.at, line.undone_at) != before:
        rederive(session, attendee.user_id, attendee.contact_id)


def _put_on(session: Session, attendee: Attendee, line: Interaction | None) -> Interaction:
    # A note moves nothing: to meet in a crowd is no one-on-one.
    line = line or Interaction(
        user_id=attendee.user_id, contact_id=attendee.contact_id, kind=InteractionKind.NOTE, at=attendee.met_at
    )
    event = session.get_one(Event, attendee.event_id)
    held = Standing(attendee.met_at, attendee.common_ground, attendee.note, attendee.agreed)
    line.at, line.summary, line.undone_at = attendee.met_at or line.at, taps.in_words(event.name, held), None
    session.add(line)
    session.flush()
    attendee.interaction_id = line.id
    return line


def _take_off(session: Session, attendee: Attendee, line: Interaction) -> None:
    """Take back from somebody what was another's."""
    line.undone_at = line.undone_at or utcnow()
    attendee.interaction_id = None
    contact = session.get_one(Contact, line.contact_id)
    contact.common_ground = _without(contact.common_ground, attendee.ground_added)
    attendee.ground_added = ""
    rederive(session, attendee.user_id, contact.id)


def _share(contact: Contact, attendee: Attendee) -> None:
    """Add the common ground to the contact's, in the place of what was added before; theirs stays as it was written."""
    ground = attendee.common_ground if attendee.met_at else ""
    if ground == attendee.ground_added:
        return
    rest = _without(contact.common_ground, attendee.ground_added)
    known = {line.strip().casefold() for line in rest.splitlines()}
    attendee.ground_added = "" if ground.casefold() in known else ground
    contact.common_ground = "\n".join(filter(None, [rest, attendee.ground_added]))


def _without(text: str, gone: str) -> str:
    return "\n".join(line for line in text.splitlines() if not gone or line.strip() != gone)

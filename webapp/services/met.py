"""What follows from having met somebody at an event: a line in their timeline, and what you two share."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.domain import taps
from webapp.models import Attendee, Contact, Event, Interaction, InteractionKind, utcnow
from webapp.services.relationships import rederive
from webapp.services.scope import touch


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
    held = taps.Standing(attendee.met_at, attendee.common_ground, attendee.note, attendee.agreed)
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

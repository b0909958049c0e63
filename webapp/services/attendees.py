"""Who will be at an event: put on its list, told apart, decided about, and made a contact with one tap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.addresses import normalise
from webapp.domain.people_list import Named
from webapp.domain.roll import Roll
from webapp.domain.text import line
from webapp.domain.wording import _
from webapp.models import Attendee, AttendeeSource, Contact, Event, utcnow
from webapp.services import attendee_matching, contacts, events, met, one_tap
from webapp.services.attendee_matching import book, settle
from webapp.services.errors import NotFound, Refused
from webapp.services.scope import owned, touch

MOST = 500
# Who stands on a list by an invitation, whichever way it came: the newest version of it decides about them.
BY_INVITATION = frozenset({AttendeeSource.CALENDAR, AttendeeSource.MAIL})


@dataclass(frozen=True, slots=True)
class Added:
    """Who was put on a list, how many of those that were named stood on it already, and how many stand on it now.

    `gone` are those whom a newer version of the invitation took off it.
    """

    new: list[Attendee]
    known: int
    all: int
    gone: Sequence[Attendee] = ()


def get(session: Session, user_id: str, attendee_id: str) -> Attendee:
    """Return somebody on a list of the user's, removed ones too; raises NotFound, also where the event is deleted."""
    found = owned(session, Attendee, user_id, attendee_id)
    events.get(session, user_id, found.event_id)
    return found


def of(session: Session, event: Event) -> list[Attendee]:
    """Return who is on the list of an event, in its order."""
    where = (Attendee.event_id == event.id, Attendee.deleted_at.is_(None))
    return list(session.scalars(select(Attendee).where(*where).order_by(Attendee.place, Attendee.id)))


def add_all(session: Session, user_id: str, event_id: str, people: Sequence[Named], source: AttendeeSource) -> Added:
    """Put people on the list; whoever stands on it already is not put there twice. Raises Refused."""
    event = events.get(session, user_id, event_id)
    there = of(session, event)
    roll: Roll[Attendee] = Roll()
    for row in there:
        roll.put(row)
    for one in people:
        at = roll.place_of(one)
        row = _row(event, one, source) if at is None else completed(roll.entries[at], one)
        if row.source in BY_INVITATION:
            row.source = source  # perhaps more than an invitation says it now
        roll.put(row, at)
    fresh = roll.entries[len(there) :]
    settle(fresh, book(session, user_id), {one.contact_id for one in there if one.contact_id})
    return Added(_listed(session, event, there, fresh), len(people) - len(fresh), len(there) + len(fresh))


def _row(event: Event, one: Named, source: AttendeeSource) -> Attendee:
    return Attendee(
        user_id=event.user_id, event_id=event.id, name=line(one.name or one.address, 200), role=line(one.role, 200),
        organisation=line(one.organisation, 200), address=normalise(one.address), source=source, candidates=[],
    )  # fmt: skip


def completed(row: Attendee, one: Named) -> Attendee:
    """Fill in what another entry of the same person says beyond it."""
    row.role, row.organisation = row.role or line(one.role, 200), row.organisation or line(one.organisation, 200)
    row.address = row.address or normalise(one.address)
    return row


def _listed(session: Session, event: Event, there: Sequence[Attendee], fresh: list[Attendee]) -> list[Attendee]:
    """Put rows at the end of a list."""
    if len(there) + len(fresh) > MOST:
        raise Refused(
            "people", _("A list holds %(most)s people. Leave out those whom you will not look for.", most=MOST)
        )
    last = session.scalar(select(func.max(Attendee.place)).where(Attendee.event_id == event.id)) or 0
    for place, row in enumerate(fresh, last + 1):
        row.place = place
    session.add_all(fresh)
    session.flush()
    touch(session, event.user_id)
    return fresh


def pick(session: Session, user_id: str, event_id: str, contact_ids: Iterable[str]) -> list[Attendee]:
    """Put contacts on the list; those who stand on it are left as they are."""
    event = events.get(session, user_id, event_id)
    there = of(session, event)
    wanted = dict.fromkeys(contact_ids)
    people = [_known(session, user_id, contact_id) for contact_id in wanted]
    known = {one.contact_id for one in there}
    fresh = [_picked(session, event, contact) for contact in people if contact.id not in known]
    return _listed(session, event, there, fresh)


def _known(session: Session, user_id: str, contact_id: str) -> Contact:
    contact = owned(session, Contact, user_id, contact_id)
    if contact.deleted_at is not None:
        raise NotFound("Contact")
    return contact


def _picked(session: Session, event: Event, contact: Contact) -> Attendee:
    there = contacts.organisation_of(session, contact)
    return Attendee(
        user_id=event.user_id, event_id=event.id, contact_id=contact.id, name=contact.name, role=contact.role,
        organisation=there.name if there else "", source=AttendeeSource.PICKED, candidates=[], decided_at=utcnow(),
    )  # fmt: skip


def is_contact(session: Session, user_id: str, attendee_id: str, contact_id: str) -> Attendee:
    """Note who somebody is. Where that contact stands on the list already, two lines become one, with all that was
    tapped about either.
    """
    row = get(session, user_id, attendee_id)
    contact = _known(session, user_id, contact_id)
    other = met.line_of(session, row.event_id, contact.id, but=row.id)
    if other is None:
        return _decided(session, row, contact.id)
    stays, goes = (row, other) if row.met_at and not other.met_at else (other, row)
    remove(session, user_id, goes.id)
    completed(stays, Named(goes.name, goes.role, goes.organisation, goes.address))
    _decided(session, goes, contact.id)
    return _decided(session, stays, contact.id, goes.decided_at)


def is_nobody(session: Session, user_id: str, attendee_id: str) -> Attendee:
    """Note that somebody is nobody whom the user knows; the name stays."""
    return _decided(session, get(session, user_id, attendee_id), None)


def _decided(session: Session, row: Attendee, contact_id: str | None, at: datetime | None = None) -> Attendee:
    """Note who somebody is; a line that gave way to this one stands again where that is somebody else now."""
    apart = _decided_with(session, row) if contact_id != row.contact_id else []
    row.contact_id, row.decided_at, row.candidates = contact_id, at or utcnow(), []
    met.stand(session, row)
    for other in apart:
        other.deleted_at = None
        met.stand(session, other)
    return row


def undecided(session: Session, user_id: str, attendee_id: str) -> Attendee:
    """Take back what the user said of somebody: it stands again as the names tell, and so does a line that gave way."""
    row = get(session, user_id, attendee_id)
    row.deleted_at = None
    _decided(session, row, None)
    row.decided_at = None
    attendee_matching.again(session, row)
    return row


def _decided_with(session: Session, row: Attendee) -> list[Attendee]:
    """Return the line with which this one became one."""
    if row.contact_id is None or row.decided_at is None:
        return []
    same = (Attendee.event_id == row.event_id, Attendee.contact_id == row.contact_id, Attendee.id != row.id)
    return list(session.scalars(select(Attendee).where(*same, Attendee.decided_at == row.decided_at)))


def to_contact(session: Session, user_id: str, attendee_id: str) -> Contact:
    """Make a contact of somebody on the list, in Initiate; whoever is one already stays that one. Raises Refused."""
    row = get(session, user_id, attendee_id)
    if row.contact_id and (contact := owned(session, Contact, user_id, row.contact_id)).deleted_at is None:
        return contact
    row.decided_at = utcnow()  # else the new contact would be compared with this very name
    event = events.get(session, user_id, row.event_id)
    contact = contacts.add(session, user_id, _card(event, row, row.common_ground))
    row.contact_id, row.candidates, row.ground_added = contact.id, [], contact.common_ground
    met.write(session, row)
    return contact


def _card(event: Event, row: Attendee, common_ground: str) -> contacts.Card:
    return contacts.Card(
        name=row.name, addresses=[row.address], role=row.role, organisation=row.organisation,
        source=source_of(event, row), common_ground=common_ground,
    )  # fmt: skip


def is_as_made(session: Session, row: Attendee, contact: Contact) -> bool:
    """Whether a contact was made of somebody on a list, and nobody added anything since."""
    event = session.get_one(Event, row.event_id)
    return one_tap.is_as_made(session, contact, _card(event, row, row.ground_added), event, row.interaction_id)


def source_of(event: Event, row: Attendee) -> str:
    """Return in words where a contact came from who was on a list."""
    there = row.met_at is not None or row.source is AttendeeSource.ROOM
    where = _("met at %(event)s", event=event.name) if there else _("on the list of %(event)s", event=event.name)
    return line(where, 100)


def not_a_contact(session: Session, user_id: str, attendee_id: str) -> Attendee:
    """Take back that somebody became a contact; raises Refused where that contact is more than that by now."""
    row = get(session, user_id, attendee_id)
    contact = owned(session, Contact, user_id, row.contact_id)
    if not is_as_made(session, row, contact):
        raise one_tap.grown(contact, "attendee")
    row.contact_id, row.decided_at = None, None
    met.write(session, row)
    contacts.delete(session, user_id, contact.id)
    return row


def remove(session: Session, user_id: str, attendee_id: str) -> Attendee:
    """Take somebody off the list; they can be put back."""
    row = get(session, user_id, attendee_id)
    row.deleted_at = utcnow()
    touch(session, user_id)
    return row


def restore(session: Session, user_id: str, attendee_id: str) -> Attendee:
    """Put somebody back on the list."""
    row = get(session, user_id, attendee_id)
    if met.line_of(session, row.event_id, row.contact_id, but=row.id) is not None:
        raise Refused("attendee", _("%(name)s stands on the list already.", name=row.name))
    row.deleted_at = row.dropped_at = None
    if row.source in BY_INVITATION:
        row.source = AttendeeSource.TYPED  # by the user's own word: no invitation takes them off again
    touch(session, user_id)
    return row

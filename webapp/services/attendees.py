"""Who will be at an event: put on its list, told apart, decided about, and made a contact with one tap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.addresses import normalise
from webapp.domain.people_list import Named
from webapp.domain.roll import Roll
from webapp.domain.text import line
from webapp.domain.wording import _
from webapp.models import Attendee, AttendeeSource, Contact, Event, Interaction, utcnow
from webapp.services import attendee_matching, contacts, events, met
from webapp.services.attendee_matching import book, settle
from webapp.services.errors import NotFound, Refused
from webapp.services.scope import owned, touch

MOST = 500


@dataclass(frozen=True, slots=True)
class Added:
    """Who was put on a list, and how many stood on it already."""

    new: list[Attendee] = field(default_factory=list)
    known: int = 0


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
        roll.put(_row(event, one, source) if at is None else _completed(roll.entries[at], one), at)
    fresh = roll.entries[len(there) :]
    settle(fresh, book(session, user_id), {one.contact_id for one in there if one.contact_id})
    return Added(_listed(session, event, there, fresh), len(people) - len(fresh))


def _row(event: Event, one: Named, source: AttendeeSource) -> Attendee:
    return Attendee(
        user_id=event.user_id, event_id=event.id, name=line(one.name or one.address, 200), role=line(one.role, 200),
        organisation=line(one.organisation, 200), address=normalise(one.address), source=source, candidates=[],
    )  # fmt: skip


def _completed(row: Attendee, one: Named) -> Attendee:
    """Fill in what another entry of the same person says more."""
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
    """Note who somebody is. Where that contact stands on the list already, the second line goes."""
    row = get(session, user_id, attendee_id)
    contact = _known(session, user_id, contact_id)
    other = _line_of(session, row.event_id, contact.id, but=row.id)
    if other is None or (row.met_at and other.met_at):
        return _decided(session, row, contact.id)
    stays, goes = (row, other) if row.met_at else (other, row)
    remove(session, user_id, goes.id)
    _completed(stays, Named(goes.name, goes.role, goes.organisation, goes.address))
    return _decided(session, stays, contact.id)


def is_nobody(session: Session, user_id: str, attendee_id: str) -> Attendee:
    """Note that somebody is nobody whom the user knows; the name stays."""
    return _decided(session, get(session, user_id, attendee_id), None)


def _decided(session: Session, row: Attendee, contact_id: str | None) -> Attendee:
    row.contact_id, row.decided_at, row.candidates = contact_id, utcnow(), []
    met.write(session, row)
    return row


def undecided(session: Session, user_id: str, attendee_id: str) -> Attendee:
    """Take back what the user said of somebody: it stands again as the names tell."""
    row = _decided(session, get(session, user_id, attendee_id), None)
    row.decided_at, row.deleted_at = None, None
    attendee_matching.again(session, row)
    return row


def to_contact(session: Session, user_id: str, attendee_id: str) -> Contact:
    """Make a contact of somebody on the list, in Initiate; whoever is one already stays that one. Raises Refused."""
    row = get(session, user_id, attendee_id)
    if row.contact_id and (contact := owned(session, Contact, user_id, row.contact_id)).deleted_at is None:
        return contact
    row.decided_at = utcnow()  # else the new contact would be compared with this very name
    event = events.get(session, user_id, row.event_id)
    card = contacts.Card(
        name=row.name, addresses=[row.address], role=row.role, organisation=row.organisation,
        source=source_of(event, row), common_ground=row.common_ground,
    )  # fmt: skip
    contact = contacts.add(session, user_id, card)
    row.contact_id, row.candidates, row.ground_added = contact.id, [], contact.common_ground
    met.write(session, row)
    return contact


def source_of(event: Event, row: Attendee) -> str:
    """Return in words where a contact came from who was on a list."""
    there = row.met_at is not None or row.source is AttendeeSource.ROOM
    where = _("met at %(event)s", event=event.name) if there else _("on the list of %(event)s", event=event.name)
    return line(where, 100)


def not_a_contact(session: Session, user_id: str, attendee_id: str) -> Attendee:
    """Take back that somebody became a contact; raises Refused where that contact has a history already."""
    row = get(session, user_id, attendee_id)
    contact = owned(session, Contact, user_id, row.contact_id)
    event = events.get(session, user_id, row.event_id)
    history = select(Interaction.id).where(Interaction.contact_id == contact.id, Interaction.undone_at.is_(None))
    there = session.scalars(history.where(Interaction.id != (row.interaction_id or "")).limit(1)).first()
    if contact.source != source_of(event, row) or there is not None:
        raise Refused(
            "attendee", _("%(name)s has a history by now. You can delete them on their page.", name=contact.name)
        )
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
    if row.contact_id and _line_of(session, row.event_id, row.contact_id, but=row.id) is not None:
        raise Refused("attendee", _("%(name)s stands on the list already.", name=row.name))
    row.deleted_at = None
    touch(session, user_id)
    return row


def _line_of(session: Session, event_id: str, contact_id: str, but: str) -> Attendee | None:
    """Return another line of a list on which that contact stands."""
    where = (Attendee.event_id == event_id, Attendee.contact_id == contact_id, Attendee.deleted_at.is_(None))
    return session.scalars(select(Attendee).where(*where, Attendee.id != but).limit(1)).first()

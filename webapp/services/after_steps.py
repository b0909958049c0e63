"""The steps after an event: a day to come back to somebody, and names that become contacts; each can be taken back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.aftercare import Step
from webapp.domain.wording import _
from webapp.models import Attendee, Contact, FollowUp, utcnow
from webapp.services import attendees, contacts, events, gives, met
from webapp.services.afterwards import met_of, place
from webapp.services.errors import Refused


def day_of(session: Session, user_id: str, attendee_id: str) -> date | None:
    """Return the day that is set for somebody and still open."""
    row, _ = place(session, user_id, attendee_id)
    there = _open(session, row)
    return there.due_on if there else None


def _open(session: Session, row: Attendee) -> FollowUp | None:
    there = session.get(FollowUp, row.follow_up_id) if row.follow_up_id else None
    return there if there is not None and there.deleted_at is None and there.done_at is None else None


def set_day(session: Session, user_id: str, attendee_id: str, due_on: date) -> FollowUp:
    """Set the day on which to come back to somebody, or move it. Raises Refused."""
    row, event = place(session, user_id, attendee_id)
    known = row.contact_id and contacts.get(session, user_id, row.contact_id).deleted_at is None
    if not known:
        raise Refused("due_on", _("Add %(name)s to your people first.", name=row.name))
    if (there := _open(session, row)) is not None:
        return gives.move_follow_up(session, user_id, there.id, due_on)
    text = (
        _("Find a time to meet, as agreed at %(event)s", event=event.name)
        if row.agreed
        else _("Come back to %(name)s: %(event)s", name=row.name, event=event.name)
    )
    made = gives.follow_up(session, user_id, row.contact_id or "", due_on=due_on, text=text)
    row.follow_up_id = made.id
    session.flush()
    return made


def take_day_back(session: Session, user_id: str, attendee_id: str) -> Attendee:
    """Take back the day that was set; it can be brought back."""
    row, _ = place(session, user_id, attendee_id)
    if row.follow_up_id and (there := session.get(FollowUp, row.follow_up_id)):
        gives.delete(session, user_id, there)
    return row


def set_days(session: Session, user_id: str, event_id: str, due_on: date) -> tuple[list[FollowUp], datetime]:
    """Set that day with all who agreed to meet and have none; the time takes all of it back."""
    event, mark = events.get(session, user_id, event_id), utcnow()
    people = met_of(session, event, attendees.of(session, event))
    made = [set_day(session, user_id, one.row.id, due_on) for one in people if one.step is Step.DAY]
    for one in made:
        one.created_at = mark
    return made, mark


def take_days_back(session: Session, user_id: str, event_id: str, at: datetime) -> list[FollowUp]:
    """Take back the days that were set at that time."""
    event = events.get(session, user_id, event_id)
    ids = {row.follow_up_id for row in attendees.of(session, event) if row.follow_up_id}
    mine = select(FollowUp).where(FollowUp.id.in_(ids), FollowUp.deleted_at.is_(None))
    made = [one for one in session.scalars(mine) if one.created_at == at]
    for one in made:
        gives.delete(session, user_id, one)
    return made


def add(session: Session, user_id: str, attendee_id: str) -> Contact:
    """Make a contact of somebody who was met, in Initiate, with the event as source. Raises Refused."""
    contact = attendees.to_contact(session, user_id, attendee_id)
    met.write(session, attendees.get(session, user_id, attendee_id))
    return contact


def add_all(session: Session, user_id: str, event_id: str) -> tuple[list[Contact], datetime]:
    """Make contacts of all who were met and are none yet; the time takes all of it back. Raises Refused."""
    event, mark = events.get(session, user_id, event_id), utcnow()
    people = met_of(session, event, attendees.of(session, event))
    rows = [one.row for one in people if one.step is Step.ADD]
    made = [add(session, user_id, row.id) for row in rows]
    for row in rows:
        row.decided_at = mark
    return made, mark


def names_again(session: Session, user_id: str, event_id: str, at: datetime) -> list[Attendee]:
    """Take back that people became contacts at that time; whoever has a history by now stays one."""
    event = events.get(session, user_id, event_id)
    rows = [row for row in attendees.of(session, event) if row.decided_at == at and row.contact_id]
    found = []
    for row in rows:
        try:
            found.append(attendees.not_a_contact(session, user_id, row.id))
        except Refused:
            continue
    return found

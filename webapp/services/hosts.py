"""Hosts of events: made a contact with one tap, and thanked; an event is no one-on-one, so no duty follows from it.

A thank-you settles it that names the event (`settles`), as the letter to a host does once it is found in Sent, or as
the user notes by hand; else a thank-you that settles nothing else, and came before they had the user again: one that
names nothing is for the last time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import Contact, Duty, Event, Interaction, InteractionKind, Message, utcnow
from webapp.services import contacts, events, interactions, one_tap
from webapp.services.errors import Refused
from webapp.services.relationships import rederive
from webapp.services.scope import touch

OWED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Host:
    """Who had the user at an event; `contact` once they are one, `thanked` the line with which they were thanked."""

    event: Event
    name: str
    contact: Contact | None = None
    thanked: Interaction | None = None

    @property
    def owed(self) -> bool:
        """Whether thanks are owed."""
        return self.thanked is None


def of(session: Session, event: Event) -> Host | None:
    """Return the host of an event, None where nobody is named."""
    contact = session.get(Contact, event.host_id) if event.host_id else None
    if contact is None or contact.deleted_at is not None:
        return Host(event, event.host) if event.host else None
    return Host(event, contact.name, contact, _thanked(session, event, contact.id))


def owed(session: Session, user_id: str, now: datetime) -> list[Host]:
    """Return the hosts to whom thanks are owed for an event of the last days, the latest first."""
    lately = (Event.ends_at <= now, Event.ends_at > now - OWED_FOR)
    query = select(Event).where(Event.user_id == user_id, Event.deleted_at.is_(None), *lately)
    found = (of(session, event) for event in session.scalars(query.order_by(Event.ends_at.desc(), Event.id)))
    return [host for host in found if host is not None and host.owed]


def owed_to(session: Session, contact: Contact) -> Event | None:
    """Return the event for which thanks are owed to a contact, the latest."""
    waiting = owed(session, contact.user_id, utcnow())
    return next((host.event for host in waiting if host.contact and host.contact.id == contact.id), None)


def _thanked(session: Session, event: Event, contact_id: str) -> Interaction | None:
    """Return the first thank-you to the host since the event began that is for it, or for nothing else."""
    query = (
        select(Interaction, Message.findings)
        .outerjoin(Message, Message.id == Interaction.message_row)
        .where(Interaction.contact_id == contact_id, Interaction.direction == "out", Interaction.undone_at.is_(None))
        .where(Interaction.at >= event.starts_at, Interaction.copied.is_(False), Interaction.automatic.is_(False))
        .order_by(Interaction.at, Interaction.id)
    )
    lines = [line for line, findings in session.execute(query) if _thanks(line, findings or [])]
    for_it = next((line for line in lines if line.settles == event.id), None)
    until = _again(session, event)
    loose = (line for line in lines if not line.settles and (until is None or line.at < until))
    return for_it or next((line for line in loose if not _settles(session, line)), None)


def _again(session: Session, event: Event) -> datetime | None:
    """Return when the next event of the same host began."""
    where = (Event.host_id == event.host_id, Event.deleted_at.is_(None), Event.starts_at > event.starts_at)
    return session.scalar(select(func.min(Event.starts_at)).where(*where))


def _thanks(line: Interaction, findings: list[dict[str, object]]) -> bool:
    sure = any(one["label"] == "thank_you" and one["sure"] for one in findings)
    return sure if line.is_thanks is None else line.is_thanks


def _settles(session: Session, line: Interaction) -> bool:
    where = (Duty.contact_id == line.contact_id, Duty.superseded_at.is_(None), Duty.settled_by == f"{line.id}:thanks")
    return session.scalar(select(Duty.id).where(*where).limit(1)) is not None


def thank(session: Session, user_id: str, event_id: str) -> Interaction:
    """Note by hand that the host was thanked; raises Refused while they are no contact."""
    host = of(session, events.get(session, user_id, event_id))
    if host is None or host.contact is None:
        raise Refused("host", _("Make the host a contact first, then their thank-you has a place."))
    if host.thanked is not None:
        return host.thanked
    if host.event.starts_at > utcnow():
        raise Refused("host", _("It has not begun yet. Thank them afterwards."))
    line = Interaction(
        user_id=user_id, contact_id=host.contact.id, kind=InteractionKind.THANKS, direction="out", is_thanks=True,
        at=utcnow(), summary=_("Thanked for %(event)s", event=host.event.name), settles=event_id,
    )  # fmt: skip
    session.add(line)
    rederive(session, user_id, line.contact_id)
    touch(session, user_id)
    return line


def unthank(session: Session, user_id: str, event_id: str) -> Interaction | None:
    """Take back what was noted by hand; a thank-you that was found in Sent stays."""
    host = of(session, events.get(session, user_id, event_id))
    line = host.thanked if host else None
    if line is not None and line.kind is InteractionKind.THANKS:
        interactions.undo(session, user_id, line.id)
    return line


def to_contact(session: Session, user_id: str, event_id: str) -> Contact:
    """Make a contact of the host, in Initiate; one who is a contact already stays that one. Raises Refused."""
    event = events.get(session, user_id, event_id)
    host = of(session, event)
    if host is not None and host.contact is not None:
        return host.contact
    if host is None:
        raise Refused("host", _("Say first who the host was."))
    contact = contacts.add(session, user_id, contacts.Card(host.name, source=_source(event)))
    event.host_id = contact.id
    session.flush()
    return contact


def not_a_contact(session: Session, user_id: str, event_id: str) -> Event:
    """Take that back; raises Refused where the contact is more than that by now."""
    event = events.get(session, user_id, event_id)
    contact = contacts.get(session, user_id, event.host_id or "")
    if not one_tap.is_as_made(session, contact, contacts.Card(event.host, source=_source(event)), event):
        raise one_tap.grown(contact, "host")
    event.host_id = None
    contacts.delete(session, user_id, contact.id)
    return event


def _source(event: Event) -> str:
    return _("host of %(event)s", event=event.name)[:100]

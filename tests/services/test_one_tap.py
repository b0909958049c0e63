"""Contacts that one tap made of a name: undoing the tap takes them away only while nobody added anything."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, person
from webapp.domain.people_list import Named
from webapp.models import AttendeeSource, Contact, Event, EventKind, Favour, utcnow
from webapp.services import attendees, contacts, events, gives, hosts
from webapp.services.errors import Refused
from webapp.services.events import EventCard

pytestmark = SQLITE_ALONE
NOW = utcnow()


@pytest.fixture
def event(session: Session, alice: str) -> Event:
    """An event of Alice's, whose host is no contact."""
    card = EventCard("PyData", EventKind.GENERAL, NOW, NOW + timedelta(hours=2), host="Kim Berg")
    return events.add(session, alice, card)


def of_list(session: Session, event: Event) -> tuple[Contact, Callable[[], object]]:
    one = Named("Sam Park", "Baker", "Acme", "sam@acme.example")
    (row,) = attendees.add_all(session, event.user_id, event.id, [one], AttendeeSource.TYPED).new
    contact = attendees.to_contact(session, event.user_id, row.id)
    return contact, lambda: attendees.not_a_contact(session, event.user_id, row.id)


def of_host(session: Session, event: Event) -> tuple[Contact, Callable[[], object]]:
    contact = hosts.to_contact(session, event.user_id, event.id)
    return contact, lambda: hosts.not_a_contact(session, event.user_id, event.id)


def a_phone(session: Session, contact: Contact) -> None:
    contact.phone = "+44 113 496 0000"


def an_address(session: Session, contact: Contact) -> None:
    contacts.add_address(session, contact, "other@people.example")


def the_power_to_hire(session: Session, contact: Contact) -> None:
    contact.can_hire = True


def a_day(session: Session, contact: Contact) -> None:
    gives.follow_up(session, contact.user_id, contact.id, due_on=NOW.date(), text="Call")


def a_favour(session: Session, contact: Contact) -> None:
    other = person(session, contact.user_id, "Ana")
    session.add(Favour(user_id=contact.user_id, owed_by_id=other.id, owed_to_id=contact.id, text="A book", at=NOW))


def to_be_host_elsewhere(session: Session, contact: Contact) -> None:
    card = EventCard("PyCon", EventKind.GENERAL, NOW, NOW + timedelta(hours=2), host=contact.name)
    events.add(session, contact.user_id, card).host_id = contact.id


@pytest.mark.parametrize("made", [of_list, of_host])
@pytest.mark.parametrize("added", [a_phone, an_address, the_power_to_hire, a_day, a_favour, to_be_host_elsewhere])
def test_whoever_is_more_by_now_stays(
    session: Session,
    event: Event,
    made: Callable[..., tuple[Contact, Callable[[], object]]],
    added: Callable[..., None],
) -> None:
    contact, undo = made(session, event)
    added(session, contact)
    with pytest.raises(Refused, match="has a history"):
        undo()
    assert contact.deleted_at is None


@pytest.mark.parametrize("made", [of_list, of_host])
def test_what_was_taken_back_keeps_nobody(
    session: Session, event: Event, made: Callable[..., tuple[Contact, Callable[[], object]]]
) -> None:
    contact, undo = made(session, event)
    gives.delete(
        session, event.user_id, gives.follow_up(session, event.user_id, contact.id, due_on=NOW.date(), text="Call")
    )
    undo()
    assert contact.deleted_at is not None

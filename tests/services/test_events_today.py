"""What Today says of events: what begins soon, what is to be looked back at, whom to thank; and beside a person."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.make import user
from tests.services.test_afterwards import evening, hosted, listed, met, person
from webapp.models import utcnow
from webapp.services import afterwards, attendees, events, events_today, hosts
from webapp.services.events_today import EventsToday, People

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def of_day(session: Session, user_id: str) -> EventsToday:
    return events_today.of_day(session, user_id, utcnow())


def test_the_event_that_begins_soon_or_runs_now_comes_with_who_will_be_there(session: Session, alice: str) -> None:
    person(session, alice, "Ana Roe")
    tonight, now, over, far = (evening(session, alice, ago=days) for days in (-0.3, 0.02, 0.2, -1.6))
    listed(session, tonight, "Ana Roe", "Bo Lind")
    found = of_day(session, alice)
    assert found.coming == [now, tonight]
    assert found.people[tonight.id] == People(listed=2, known=1)
    assert found.to_look_back == [over]
    assert far not in found.coming


def test_an_event_is_looked_back_at_for_two_weeks_or_until_it_is_done_with(session: Session, alice: str) -> None:
    earlier, later, old = (evening(session, alice, ago=days) for days in (5, 2, 15))
    met(session, later, *listed(session, later, "Cy Dahl"))
    found = of_day(session, alice)
    assert found.to_look_back == [later, earlier]
    assert found.people[later.id] == People(listed=1, known=0, met=1)
    afterwards.done(session, alice, later.id)
    events.delete(session, alice, earlier.id)
    assert of_day(session, alice).quiet
    assert old.looked_back_at is None


def test_a_host_who_is_a_contact_is_to_be_thanked(session: Session, alice: str) -> None:
    evening(session, alice, host="Lee Moss")
    event, kim = hosted(session, alice)
    afterwards.done(session, alice, event.id)
    assert [host.contact for host in of_day(session, alice).hosts] == [kim]
    hosts.thank(session, alice, event.id)
    assert of_day(session, alice).hosts == []


def test_beside_a_person_stand_the_events_to_come_on_whose_list_they_are(session: Session, alice: str) -> None:
    ana = person(session, alice, "Ana Roe")
    over, soon, later = (evening(session, alice, ago=days) for days in (1, -1, -9))
    for event in (over, later, soon):
        listed(session, event, "Ana Roe")
    assert events_today.with_contact(session, ana, utcnow()) == [soon, later]
    attendees.remove(session, alice, attendees.of(session, soon)[0].id)
    events.delete(session, alice, later.id)
    assert events_today.with_contact(session, ana, utcnow()) == []


def test_nothing_of_a_stranger_is_on_ones_own_today(session: Session, alice: str) -> None:
    charlie = user(session, "charlie@example.org")
    for days in (-0.3, 3):
        evening(session, charlie, ago=days)
    assert of_day(session, alice) == EventsToday([], [])
    assert utcnow() + timedelta(hours=36) > of_day(session, charlie).coming[0].starts_at

"""Events: what they need, when they are, and that they can be deleted and brought back."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from tests.services.make import SQLITE_ALONE, on, person, user
from webapp.db import transaction
from webapp.models import Event, EventKind, utcnow
from webapp.services import afterwards, contacts, deleted, events
from webapp.services.errors import NotFound, Refused
from webapp.services.events import EventCard


def card(day: float = 1, hours: float = 2, name: str = "PyData meetup", **more: Any) -> EventCard:
    return EventCard(name, more.pop("kind", EventKind.GENERAL), on(day), on(day) + timedelta(hours=hours), **more)


def names(found: list[Event]) -> list[str]:
    return [event.name for event in found]


def test_what_was_typed_is_kept(session: Session, alice: str) -> None:
    typed = card(kind=EventKind.TRANSITION, place="Leeds", host="Kim", aim="people who agree to meet", aim_count=3)
    event = events.add(session, alice, typed)
    session.expire_all()
    assert (event.kind, event.place, event.host) == (EventKind.TRANSITION, "Leeds", "Kim")
    assert (event.aim, event.aim_count, event.starts_at) == ("people who agree to meet", 3, on(1))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"hours": 0}, "ends_at"),
        ({"hours": -3}, "ends_at"),
        ({"hours": 24 * 40}, "ends_at"),
        ({"day": -365 * 30}, "starts_at"),
        ({"day": 365 * 40}, "starts_at"),
        ({"aim_count": 0}, "aim_count"),
        ({"aim_count": 101}, "aim_count"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    session: Session, alice: str, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        events.add(session, alice, card(**wrong))
    assert refused.value.field == field


def test_times_that_stand_can_be_saved_again(session: Session, alice: str) -> None:
    event = events.add(session, alice, card())
    event.ends_at = event.starts_at  # as an invitation of a moment says
    session.flush()
    again = EventCard("Renamed", EventKind.GENERAL, event.starts_at, event.ends_at)
    assert events.change(session, alice, event.id, again).name == "Renamed"


def test_each_change_counts_for_calendars(session: Session, alice: str) -> None:
    event = events.add(session, alice, card())
    events.change(session, alice, event.id, card(place="Leeds"))
    events.delete(session, alice, event.id)
    assert event.revision == 2


@SQLITE_ALONE
@pytest.mark.parametrize(("hours", "again"), [(48, True), (0, False), (-0.5, False)])
def test_an_event_that_was_done_with_and_moved_to_later_is_looked_back_at_again(
    session: Session, alice: str, hours: float, again: bool
) -> None:
    begins, ends = utcnow() - timedelta(hours=1), utcnow() + timedelta(hours=1)
    event = events.add(session, alice, EventCard("PyData meetup", EventKind.GENERAL, begins, ends))
    afterwards.done(session, alice, event.id)
    later = timedelta(hours=hours)
    events.change(session, alice, event.id, EventCard("Renamed", EventKind.GENERAL, begins + later, ends + later))
    assert (event.looked_back_at is None) is again


@SQLITE_ALONE
def test_a_form_that_is_sent_again_is_the_event_that_it_made(session: Session, alice: str) -> None:
    event = events.add(session, alice, card(), "made-with-the-form")
    assert events.add(session, alice, card(), "made-with-the-form") is event
    events.delete(session, alice, event.id)
    assert events.add(session, alice, card(), "made-with-the-form").deleted_at is None
    others = [("made-with-the-form", "Another"), ("another-form", "PyData meetup"), ("", "PyData meetup")]
    made = {event.id, *(events.add(session, alice, card(name=name), key).id for key, name in others)}
    charlie = user(session, "charlie@example.org")
    assert len(made | {events.add(session, charlie, card(), "made-with-the-form").id}) == 5


def test_a_form_that_is_sent_twice_at_once_makes_one_event(sessions: sessionmaker[Session]) -> None:
    with transaction(sessions) as session:
        owner = user(session, "alice@example.org")
    ready, found = threading.Barrier(2), []

    def send() -> None:
        ready.wait()
        with transaction(sessions) as session:
            found.append(events.add(session, owner, card(), "made-with-the-form").id)

    threads = [threading.Thread(target=send) for _ in "12"]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (len(found), len(set(found))) == (2, 1)


def test_upcoming_past_and_what_lies_between(session: Session, alice: str) -> None:
    for day, name in ((5, "Later"), (1, "Over"), (3, "Now"), (0, "Long over")):
        events.add(session, alice, card(day, name=name))
    gone = events.add(session, alice, card(4, name="Deleted"))
    events.delete(session, alice, gone.id)
    now = on(3) + timedelta(hours=1)
    assert names(events.upcoming(session, alice, now)) == ["Now", "Later"]
    assert names(events.past(session, alice, now)) == ["Over", "Long over"]
    assert names(events.past(session, alice, now, limit=1)) == ["Over"]
    assert names(events.between(session, alice, now, on(5) + timedelta(minutes=1))) == ["Now", "Later"]
    assert names(events.between(session, alice, on(3) + timedelta(hours=2), on(5))) == []


def test_a_deleted_event_is_not_found_and_comes_back_with_its_words(session: Session, alice: str) -> None:
    event = events.add(session, alice, card())
    events.delete(session, alice, event.id)
    with pytest.raises(NotFound):
        events.get(session, alice, event.id)
    assert [(one.table, one.words) for one in deleted.listing(session, alice)] == [("event", "PyData meetup")]
    events.restore(session, alice, event.id)
    assert events.get(session, alice, event.id) is event


def test_a_deleted_event_is_gone_after_30_days(session: Session, alice: str) -> None:
    event = events.add(session, alice, card())
    events.delete(session, alice, event.id)
    deleted.purge(session, utcnow() + timedelta(days=29))
    assert session.get(Event, event.id) is not None
    deleted.purge(session, utcnow() + timedelta(days=31))
    assert session.get(Event, event.id) is None


def test_the_host_is_the_contact_of_that_name_now_or_later(session: Session, alice: str) -> None:
    kim = person(session, alice, "Kim Roe", "kim@people.example")
    soon = (utcnow() - on(0)) / timedelta(days=1) + 1
    known, unknown = (events.add(session, alice, card(soon, host=host)) for host in ("Kim Roe", "Bo Lind"))
    assert (known.host_id, unknown.host_id) == (kim.id, None)
    bo = contacts.add(session, alice, contacts.Card("Bo Lind"))
    assert unknown.host_id == bo.id
    events.change(session, alice, known.id, card(soon, host="PyData"))
    assert known.host_id is None

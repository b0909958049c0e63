"""Taps in the room: each counts once, in whatever order they come, and none is lost without a word."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from tests.services.make import person, user
from webapp.db import make_engine, make_sessions
from webapp.domain.people_list import Named
from webapp.models import (
    Attendee,
    AttendeeSource,
    Base,
    Capture,
    Contact,
    Event,
    EventKind,
    Interaction,
    InteractionKind,
    Letter,
    LetterKind,
    Merge,
    utcnow,
)
from webapp.services import attendees, captures, contacts, deleted, events, gives, merges
from webapp.services.captures import Tap
from webapp.services.errors import NotFound, Refused
from webapp.services.events import EventCard

NOW = utcnow()


def at(seconds: float) -> object:
    """The time so many seconds after the event had begun."""
    return NOW - timedelta(hours=1) + timedelta(seconds=seconds)


def an_event(session: Session, user_id: str, name: str = "PyData") -> Event:
    card = EventCard(name, EventKind.GENERAL, NOW - timedelta(hours=1), NOW + timedelta(hours=1))
    return events.add(session, user_id, card)


@pytest.fixture
def event(session: Session, alice: str) -> Event:
    """An event of Alice's that runs now."""
    return an_event(session, alice)


@pytest.fixture
def listed(session: Session, event: Event, ana: Contact) -> Attendee:
    """Ana, on its list."""
    return attendees.pick(session, event.user_id, event.id, [ana.id])[0]


def tap(number: int, **more: object) -> Tap:
    return Tap(key=f"tap-number-{number}", at=at(number), **more)  # type: ignore[arg-type]  # fields by name


def lines(session: Session, contact_id: str | None) -> list[str]:
    where = (Interaction.contact_id == contact_id, Interaction.undone_at.is_(None))
    return list(session.scalars(select(Interaction.summary).where(*where).order_by(Interaction.at)))


def test_whoever_was_met_has_a_line_in_their_timeline_that_moves_nothing(
    session: Session, event: Event, listed: Attendee, ana: Contact
) -> None:
    said = tap(1, attendee_id=listed.id, common_ground="Leeds", note="Hires in May.", agreed=True)
    row = captures.take(session, event.user_id, event.id, said)
    assert (row.met_at, row.agreed, row.common_ground, row.note) == (at(1), True, "Leeds", "Hires in May.")
    assert lines(session, ana.id) == ["Met at PyData. You share: Leeds. You agreed to meet. Hires in May."]
    assert session.get_one(Interaction, row.interaction_id).kind is InteractionKind.NOTE
    assert (ana.common_ground, ana.phase.value, ana.meetings) == ("Leeds", "initiate", 0)


def test_a_tap_that_is_sent_again_changes_nothing(session: Session, event: Event, listed: Attendee) -> None:
    said = tap(1, attendee_id=listed.id)
    one, again = (captures.take(session, event.user_id, event.id, said) for _ in "12")
    assert one is again
    assert len(captures.of(session, event.user_id, event.id)) == 1


def test_met_is_taken_back_and_comes_back_as_one_line(
    session: Session, event: Event, listed: Attendee, ana: Contact
) -> None:
    ana.common_ground = "Choir"
    for number, met in enumerate((True, False)):
        said = tap(number, attendee_id=listed.id, common_ground="Leeds", agreed=True, met=met)
        captures.take(session, event.user_id, event.id, said)
    assert (listed.met_at, listed.agreed, lines(session, ana.id), ana.common_ground) == (None, False, [], "Choir")
    was = {"was_common_ground": "Leeds", "was_agreed": True}
    captures.take(session, event.user_id, event.id, tap(3, attendee_id=listed.id, common_ground="Leeds", **was))
    assert lines(session, ana.id) == ["Met at PyData. You share: Leeds"]
    assert ana.common_ground == "Choir\nLeeds"
    assert session.scalar(select(func.count()).select_from(Interaction)) == 1


def test_what_was_shared_before_stays_where_another_word_follows(
    session: Session, event: Event, listed: Attendee, ana: Contact
) -> None:
    ana.common_ground = "Leeds"
    was = ""
    for number, ground in enumerate(("leeds", "Chess", "Chess club")):
        said = tap(number, attendee_id=listed.id, common_ground=ground, was_common_ground=was)
        captures.take(session, event.user_id, event.id, said)
        was = ground
    assert ana.common_ground == "Leeds\nChess club"


def test_somebody_new_is_a_contact_at_once(session: Session, event: Event) -> None:
    row = captures.take(session, event.user_id, event.id, tap(1, name="Sam Park, Acme", common_ground="Leeds"))
    contact = session.get_one(Contact, row.contact_id)
    assert (row.name, row.organisation, row.source) == ("Sam Park", "Acme", AttendeeSource.ROOM)
    assert (contact.name, contact.source, contact.common_ground) == ("Sam Park", "met at PyData", "Leeds")
    assert lines(session, contact.id) == ["Met at PyData. You share: Leeds"]


def test_somebody_who_may_be_known_is_asked_about_first(session: Session, event: Event) -> None:
    for place in ("park", "parker"):
        person(session, event.user_id, "Sam Park", f"{place}@people.example")
    row = captures.take(session, event.user_id, event.id, tap(1, name="Sam Park"))
    assert row.contact_id is None
    assert row.candidates
    assert session.scalar(select(func.count()).select_from(Contact)) == 2


def test_a_full_name_that_stands_on_the_list_is_the_one_there(session: Session, event: Event) -> None:
    first = captures.take(session, event.user_id, event.id, tap(1, name="Sam Park, Acme"))
    assert captures.take(session, event.user_id, event.id, tap(2, name="Park, Sam")) is first


def test_a_full_name_that_is_added_again_fills_in_and_adds_and_takes_nothing_away(
    session: Session, event: Event
) -> None:
    noted = {"common_ground": "Chess", "note": "Hires in May.", "agreed": True}
    row = captures.take(session, event.user_id, event.id, tap(1, name="Lia Moss", **noted))
    captures.take(session, event.user_id, event.id, tap(2, name="Lia Moss, Acme"))
    held = (row.common_ground, row.note, row.agreed, row.organisation)
    assert held == ("Chess", "Hires in May.", True, "Acme")
    captures.take(session, event.user_id, event.id, tap(3, name="Moss, Lia", common_ground="Leeds"))
    # Then the device changes what it shows of them: of the rest it knows nothing.
    more = {"common_ground": "Leeds, Rowing", "was_common_ground": "Leeds", "note": "Two posts.", "was_note": ""}
    captures.take(session, event.user_id, event.id, tap(4, attendee_id="tap-number-3", name="Moss, Lia", **more))
    assert (row.common_ground, row.note, row.agreed) == ("Chess, Leeds, Rowing", "Hires in May.\nTwo posts.", True)


def test_a_tap_from_a_copy_that_is_old_takes_nothing_away(session: Session, event: Event, listed: Attendee) -> None:
    fresh = tap(1, attendee_id=listed.id, common_ground="Chess", note="Hires in May.", agreed=True)
    nothing = {"was_common_ground": "", "was_note": ""}
    captures.take(session, event.user_id, event.id, fresh)
    captures.take(session, event.user_id, event.id, tap(2, attendee_id=listed.id, **nothing))
    captures.take(session, event.user_id, event.id, tap(3, attendee_id=listed.id, **nothing | {"note": "Plays Go."}))
    assert (listed.common_ground, listed.note, listed.agreed) == ("Chess", "Hires in May.\nPlays Go.", True)


def test_words_that_were_left_alone_may_be_longer_than_what_can_be_typed(
    session: Session, event: Event, listed: Attendee
) -> None:
    nothing = {"attendee_id": listed.id, "was_common_ground": ""}
    for number, word in enumerate("ab"):
        captures.take(session, event.user_id, event.id, tap(number, common_ground=word * 300, **nothing))
    shown = {"common_ground": listed.common_ground, "was_common_ground": listed.common_ground}
    captures.take(session, event.user_id, event.id, tap(3, attendee_id=listed.id, agreed=True, **shown))
    assert (len(listed.common_ground), listed.agreed) == (602, True)


def test_two_people_may_have_one_first_name(session: Session, event: Event) -> None:
    one, other = (captures.take(session, event.user_id, event.id, tap(n, name="Sam", note=str(n))) for n in (1, 2))
    assert (one.note, other.note, one is other) == ("1", "2", False)


def test_somebody_new_goes_with_their_tap_and_comes_back_with_it(session: Session, event: Event) -> None:
    row = captures.take(session, event.user_id, event.id, tap(1, name="Sma Park"))
    captures.take(session, event.user_id, event.id, tap(2, attendee_id="tap-number-1", name="Sma Park", met=False))
    assert attendees.of(session, event) == []
    assert session.get_one(Contact, row.contact_id).deleted_at is not None
    captures.take(session, event.user_id, event.id, tap(3, attendee_id=row.id))
    assert attendees.of(session, event) == [row]
    assert session.get_one(Contact, row.contact_id).deleted_at is None


def test_a_contact_with_a_history_stays_when_the_tap_is_taken_back(session: Session, event: Event) -> None:
    known = person(session, event.user_id, "Kim Lee", "kim@people.example")
    for number, met in enumerate((True, False)):
        captures.take(session, event.user_id, event.id, tap(number, name="Kim Lee", met=met))
    assert contacts.get(session, event.user_id, known.id).deleted_at is None


def note_of(session: Session, contact: Contact) -> None:
    contact.note = "Knows Bo."


def day_with(session: Session, contact: Contact) -> None:
    gives.follow_up(session, contact.user_id, contact.id, due_on=NOW.date(), text="Call")


def second_event(session: Session, contact: Contact) -> None:
    attendees.pick(session, contact.user_id, an_event(session, contact.user_id, "PyCon").id, [contact.id])


def letter_to(session: Session, contact: Contact) -> None:
    session.add(Letter(user_id=contact.user_id, contact_id=contact.id, kind=LetterKind.APPROACH, message_id="<1@x>"))


@pytest.mark.parametrize("added", [note_of, day_with, second_event, letter_to])
def test_a_contact_that_is_more_by_now_stays_when_the_tap_is_taken_back(
    session: Session, event: Event, added: Callable[[Session, Contact], None]
) -> None:
    row = captures.take(session, event.user_id, event.id, tap(1, name="Sam Park, Acme", common_ground="Leeds"))
    contact = session.get_one(Contact, row.contact_id)
    added(session, contact)
    captures.take(session, event.user_id, event.id, tap(2, attendee_id=row.id, met=False))
    assert (contact.deleted_at, attendees.of(session, event)) == (None, [])


def test_a_contact_that_was_deleted_by_hand_stays_so_whatever_comes_in(session: Session, event: Event) -> None:
    row = captures.take(session, event.user_id, event.id, tap(1, name="Sam Park"))
    contact = contacts.delete(session, event.user_id, row.contact_id or "")
    for number, met in ((2, True), (3, False), (4, True)):
        captures.take(session, event.user_id, event.id, tap(number, attendee_id=row.id, note=str(number), met=met))
    assert contact.deleted_at is not None
    assert (attendees.of(session, event), row.note) == ([row], "4")


def test_a_contact_that_was_brought_back_by_hand_stays_so_whatever_comes_in(session: Session, event: Event) -> None:
    row = captures.take(session, event.user_id, event.id, tap(1, name="Sam Park"))
    captures.take(session, event.user_id, event.id, tap(2, attendee_id=row.id, met=False))
    contact = contacts.restore(session, event.user_id, row.contact_id or "")
    captures.take(session, event.user_id, event.id, tap(3, attendee_id=row.id, note="Later", met=False))
    assert contact.deleted_at is None


def test_who_is_told_of_after_the_event_was_met_there_whatever_is_tapped_next(session: Session, alice: str) -> None:
    over = EventCard("PyData", EventKind.GENERAL, NOW - timedelta(days=3), NOW - timedelta(days=3, hours=-2))
    event = events.add(session, alice, over)
    row = captures.take(session, alice, event.id, tap(1, name="Sam Park"))
    captures.take(session, alice, event.id, tap(2, attendee_id=row.id, note="Hires in May"))
    assert row.met_at == event.ends_at
    assert session.get_one(Interaction, row.interaction_id).at == event.ends_at


@pytest.mark.parametrize("hours", [-24 * 400, 24 * 400, 1])
def test_a_clock_that_is_wrong_counts_for_nothing(
    session: Session, event: Event, listed: Attendee, hours: float
) -> None:
    wrong = Tap(key="made-here-1", at=utcnow() + timedelta(hours=hours), attendee_id=listed.id)
    row = captures.take(session, event.user_id, event.id, wrong)
    assert row.met_at is not None
    assert abs(row.met_at - utcnow()) < timedelta(minutes=1)


def test_other_words_under_the_same_key_are_another_tap(session: Session, event: Event, listed: Attendee) -> None:
    for met in (True, False, True):
        captures.take(session, event.user_id, event.id, tap(1, attendee_id=listed.id, met=met))
    assert len(captures.of(session, event.user_id, event.id)) == 2


@pytest.mark.parametrize(
    ("field", "more"),
    [("page", {"key": "k" * 65}), ("page", {"key": "short"}), ("page", {"key": "made-here;1"}), ("name", {"name": " "}),
     ("name", {"name": "Sam Park; Kim Lee"}), ("common_ground", {"name": "Sam", "common_ground": "x" * 501}),
     ("note", {"name": "Sam", "note": "x" * 5_001})],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_beside_its_field(
    session: Session, event: Event, field: str, more: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        captures.take(session, event.user_id, event.id, replace(tap(1), **more))
    assert refused.value.field == field


@pytest.mark.parametrize("who", ["nobody-there", "\x00\x00\x00\x00\x00\x00\x00\x00", "é" * 9])
def test_nobody_is_not_found(session: Session, event: Event, who: str) -> None:
    with pytest.raises(NotFound):
        captures.take(session, event.user_id, event.id, tap(1, attendee_id=who))


def test_a_key_may_have_64_characters(session: Session, event: Event) -> None:
    captures.take(session, event.user_id, event.id, Tap(key="k" * 64, at=None, name="Sam"))
    assert [one.key for one in captures.of(session, event.user_id, event.id)] == ["k" * 64]


def test_what_is_for_somebody_who_was_taken_off_the_list_is_refused_clearly(
    session: Session, event: Event, listed: Attendee
) -> None:
    attendees.remove(session, event.user_id, listed.id)
    with pytest.raises(Refused, match="Ana was taken off the list"):
        captures.take(session, event.user_id, event.id, tap(1, attendee_id=listed.id))


def joined(session: Session, event: Event, one: Attendee, other: Attendee) -> None:
    attendees.is_contact(session, event.user_id, other.id, one.contact_id or "")


def merged(session: Session, event: Event, one: Attendee, other: Attendee) -> None:
    attendees.to_contact(session, event.user_id, other.id)
    merges.merge(session, event.user_id, one.contact_id or "", other.contact_id or "", {})


@pytest.mark.parametrize("become_one", [joined, merged])
def test_a_tap_for_a_line_that_gave_way_goes_to_the_one_that_stands(
    session: Session, event: Event, listed: Attendee, become_one: Callable[..., None]
) -> None:
    (name,) = attendees.add_all(session, event.user_id, event.id, [Named("A. Roe")], AttendeeSource.TYPED).new
    become_one(session, event, listed, name)
    assert captures.take(session, event.user_id, event.id, tap(1, attendee_id=name.id)) is listed
    assert (listed.met_at, name.met_at) == (at(1), None)


@pytest.mark.parametrize("become_one", [joined, merged])
def test_two_lines_that_were_met_become_one_with_the_words_of_both_and_two_again(
    session: Session, event: Event, listed: Attendee, ana: Contact, become_one: Callable[..., None]
) -> None:
    ana.common_ground = "Choir"
    captures.take(session, event.user_id, event.id, tap(1, attendee_id=listed.id, common_ground="Leeds", note="May."))
    (name,) = attendees.add_all(session, event.user_id, event.id, [Named("A. Roe")], AttendeeSource.TYPED).new
    met_them = {"attendee_id": name.id, "was_common_ground": ""}
    captures.take(session, event.user_id, event.id, tap(2, **met_them, common_ground="Go", agreed=True))
    apart = [(row.met_at, row.common_ground, row.note, row.agreed) for row in (listed, name)]
    become_one(session, event, listed, name)
    assert attendees.of(session, event) == [listed]
    assert (listed.met_at, listed.common_ground, listed.note, listed.agreed) == (at(1), "Leeds, Go", "May.", True)
    assert lines(session, ana.id) == ["Met at PyData. You share: Leeds, Go. You agreed to meet. May."]
    assert ana.common_ground == "Choir\nLeeds, Go"
    if become_one is joined:
        attendees.undecided(session, event.user_id, name.id)
    else:
        merges.undo(session, event.user_id, session.scalars(select(Merge.id)).one())
    assert [(row.met_at, row.common_ground, row.note, row.agreed) for row in (listed, name)] == apart
    assert attendees.of(session, event) == [listed, name]
    assert (lines(session, ana.id), ana.common_ground) == (["Met at PyData. You share: Leeds. May."], "Choir\nLeeds")


def told_of_both(session: Session, event: Event, listed: Attendee, become_one: Callable[..., None]) -> None:
    """Tap something about two lines, and let them become one."""
    captures.take(session, event.user_id, event.id, tap(1, attendee_id=listed.id, common_ground="Leeds"))
    (name,) = attendees.add_all(session, event.user_id, event.id, [Named("A. Roe")], AttendeeSource.TYPED).new
    told = {"was_common_ground": "", "common_ground": "Go", "note": "May.", "agreed": True}
    captures.take(session, event.user_id, event.id, tap(2, attendee_id=name.id, **told))
    become_one(session, event, listed, name)


@pytest.mark.parametrize("become_one", [joined, merged])
def test_the_words_of_a_line_that_gave_way_outlive_what_is_deleted_for_good(
    session: Session, event: Event, listed: Attendee, ana: Contact, become_one: Callable[..., None]
) -> None:
    told_of_both(session, event, listed, become_one)
    deleted.purge(session, utcnow() + deleted.KEPT_FOR + timedelta(days=1))
    captures.take(session, event.user_id, event.id, tap(3, attendee_id=listed.id))
    assert (listed.common_ground, listed.note, listed.agreed) == ("Leeds, Go", "May.", True)
    assert ana.common_ground == "Leeds, Go"


@pytest.mark.parametrize("become_one", [joined, merged])
def test_the_words_of_a_line_that_gave_way_outlive_the_contact(
    session: Session, event: Event, listed: Attendee, ana: Contact, become_one: Callable[..., None]
) -> None:
    told_of_both(session, event, listed, become_one)
    contacts.delete(session, event.user_id, ana.id)
    deleted.purge(session, utcnow() + deleted.KEPT_FOR + timedelta(days=1))
    captures.take(session, event.user_id, event.id, tap(3, attendee_id=listed.id))
    assert (listed.contact_id, listed.common_ground, listed.note, listed.agreed) == (None, "Leeds, Go", "May.", True)


def test_two_lines_of_one_person_that_are_off_the_list_go_for_good_together(
    session: Session, event: Event, listed: Attendee
) -> None:
    (name,) = attendees.add_all(session, event.user_id, event.id, [Named("A. Roe")], AttendeeSource.TYPED).new
    joined(session, event, listed, name)
    name.deleted_at = utcnow() - timedelta(days=10)
    attendees.remove(session, event.user_id, listed.id)
    for days, there in ((25, 2), (29, 2), (31, 0)):
        deleted.purge(session, utcnow() + timedelta(days=days))
        assert session.scalar(select(func.count()).select_from(Attendee)) == there


def test_a_deleted_event_takes_nothing_more_and_what_it_took_is_still_safe(
    session: Session, event: Event, listed: Attendee
) -> None:
    captures.take(session, event.user_id, event.id, tap(1, attendee_id=listed.id))
    events.delete(session, event.user_id, event.id)
    assert captures.take(session, event.user_id, event.id, tap(1, attendee_id=listed.id)) is listed
    with pytest.raises(Refused, match="PyData was deleted"):
        captures.take(session, event.user_id, event.id, tap(2, attendee_id=listed.id))


def test_the_same_tap_twice_at_the_same_moment_is_one(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        alice = user(session, "ada@example.org")
        event_id = an_event(session, alice).id
    ready, found = threading.Barrier(2), []

    def send() -> None:
        ready.wait()
        with sessions.begin() as session:
            found.append(captures.take(session, alice, event_id, tap(1, name="Sam Park")).id)

    threads = [threading.Thread(target=send) for _ in "12"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions() as session:
        assert len(found) == 2
        assert len(set(found)) == 1
        assert session.scalar(select(func.count()).select_from(Capture)) == 1
        assert session.scalar(select(func.count()).select_from(Contact)) == 1


# ── In any order ──────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sessionmaker[Session]]:
    """A database for the property, which rolls back what each example did."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('captures') / 'test.db'}")
    Base.metadata.create_all(engine)
    yield make_sessions(engine)
    engine.dispose()


WHO = {"ana": {"attendee_id": "ana"}, "new": {"name": "Sam"}, "full": {"name": "Kim Lee"}}
TAPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(WHO)), st.booleans(), st.booleans(), st.sampled_from(["", "Leeds", "chess", "Choir"])
    ),
    min_size=1, max_size=8,
)  # fmt: skip


def the_taps(chosen: list[tuple[str, bool, bool, str]], ana_id: str) -> list[Tap]:
    """Each as a device makes it: who is new is spoken of by the key of the first tap about them."""
    made: list[Tap] = []
    first: dict[str, str] = {}
    shown: dict[str, Tap] = {}
    for number, (who, met, agreed, ground) in enumerate(chosen):
        known = ana_id if who == "ana" else first.get(who, "")
        one = tap(number, attendee_id=known, name=WHO[who].get("name", ""), common_ground=ground, agreed=agreed)
        if before := shown.get(who):
            one = replace(one, was_common_ground=before.common_ground, was_agreed=before.agreed)
        first.setdefault(who, one.key)
        shown[who] = one
        made.append(replace(one, met=met))
    return made


def what_holds(session: Session, event: Event) -> object:
    """Everything that taps leave behind, without the ids and the order on the list, which the first to come gives.

    Somebody who was added and taken back may have been a contact meanwhile, and then is a deleted one.
    """
    rows = session.scalars(select(Attendee).where(Attendee.event_id == event.id))
    told = []
    for row in rows:
        contact = session.get(Contact, row.contact_id) if row.contact_id else None
        there = (contact.name, contact.common_ground) if contact and contact.deleted_at is None else None
        held = (row.name, row.met_at, row.agreed, row.common_ground, row.note, row.deleted_at is None)
        told.append((held, there, lines(session, row.contact_id)))
    return sorted(told, key=repr)


# Without making a failure smaller: that would take minutes, and eight taps are few enough to read.
@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(chosen=TAPS, data=st.data())
def test_any_order_and_any_repetition_come_to_the_same(
    house: sessionmaker[Session], chosen: list[tuple[str, bool, bool, str]], data: st.DataObject
) -> None:
    outcomes = []
    again = data.draw(st.lists(st.sampled_from(range(len(chosen))), max_size=4))
    shuffled = data.draw(st.permutations([*range(len(chosen)), *again]))
    for order in (range(len(chosen)), shuffled):
        with house() as session:
            alice = user(session, "alice@example.org")
            event, ana = an_event(session, alice), person(session, alice, "Ana")
            ana.common_ground = "Choir"
            listed = attendees.pick(session, alice, event.id, [ana.id])[0]
            made = the_taps(chosen, listed.id)
            for number in order:
                captures.take(session, alice, event.id, made[number])
            outcomes.append(what_holds(session, event))
            session.rollback()
    assert outcomes[0] == outcomes[1]

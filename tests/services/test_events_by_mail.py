"""Invitations of several people that were handed over become events, in whatever order their mails are read."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, START, mail, on, person, questions, received, sent
from tests.services.say import ALICE, ANA, BOB, event, inviting
from webapp.domain.people_list import Named
from webapp.models import Attendee, AttendeeSource, Contact, Event, Interview, Message, TriageItem, User
from webapp.services import attendees, captures, deleted, events, guest_lists, handed_over, settlements, triage
from webapp.services.captures import Tap
from webapp.services.events import EventCard
from webapp.services.handed_over import Handing
from webapp.services.relationships import rederive

HOST, CARL = "host@meet.example", "carl@people.example"
NAMES = {ANA: "Ek, Ana", CARL: "Carl", BOB: BOB}
GUESTS = ((ALICE, "NEEDS-ACTION"), (ANA, "ACCEPTED"), (BOB, "NEEDS-ACTION"), (CARL, "DECLINED"))


def crowd(number: int = 1, day: float = 1, *, held: str = "", note: str = "", **more: Any) -> tuple[Any, Handing]:
    """A mail of somebody unknown that invites several people, as it is handed over."""
    said = {"attendees": GUESTS, "organizer": HOST, "organizer_name": "Data Circle", "summary": "Dinner"} | more
    one = event(stamp=day, **said)
    for guest in one["attendees"]:
        guest["name"] = NAMES.get(guest["address"], "")
    arrival = received(number, day, from_address=HOST, **inviting(one))
    return arrival, Handing(f"forward {number}", on(day), "forward", note=note, moment=on(day), held=held)


def hand_over(session: Session, user_id: str, given: tuple[Any, Handing]) -> Message:
    message, touched = handed_over.arrive(session, user_id, *given)
    for contact_id in sorted(touched):
        rederive(session, user_id, contact_id)
    session.flush()
    return message


def only(session: Session) -> Event:
    return session.scalars(select(Event)).one()


def listed(session: Session) -> list[str]:
    return [one.name for one in attendees.of(session, only(session))]


def test_a_crowd_s_invitation_becomes_an_event_with_those_who_may_come(session: Session, alice: str) -> None:
    message = hand_over(session, alice, crowd())
    row = only(session)
    assert (row.name, row.place, row.host) == ("Dinner", "Café Gold", "Data Circle")
    assert (row.starts_at, row.calendar_uid, row.message_row) == (on(9), "uid-1", message.id)
    assert listed(session) == ["Ana Ek", BOB]
    assert {one.source for one in attendees.of(session, row)} == {AttendeeSource.MAIL}
    assert questions(session, alice) == []


def test_a_talk_of_two_is_an_interview_as_ever(session: Session, ana: Contact) -> None:
    ana.created_at = on(0)
    mail(session, ana, sent(1, 0))
    alone = received(2, 1, **inviting(event(attendees=((ALICE, "NEEDS-ACTION"), (ANA, "ACCEPTED"), (BOB, "ACCEPTED")))))
    given = Handing("folder 2", on(1), "folder", moment=on(1))
    values = {name: getattr(alone, name) for name in type(alone).__slots__} | {"counterparts": [ana.id]}
    hand_over(session, ana.user_id, (type(alone)(**values), given))
    assert session.scalars(select(Event)).all() == []
    assert session.scalars(select(Interview)).one().calendar_uid == "uid-1"


def test_what_only_arrived_makes_no_event_and_its_question_goes_once_it_is_one(session: Session, ana: Contact) -> None:
    ana.created_at = on(0)
    mail(session, ana, sent(1, 0))
    person(session, ana.user_id, "Bob", BOB)
    arrived = received(2, 1, refs=(1,), **inviting(event(stamp=1, attendees=GUESTS)))
    mail(session, ana, arrived)
    assert session.scalars(select(Event)).all() == []
    assert [kind for kind, _ in questions(session, ana.user_id)] == ["invitation"]
    hand_over(session, ana.user_id, (arrived, Handing("folder", on(2), "folder", moment=on(1))))
    assert questions(session, ana.user_id) == []
    assert rederive(session, ana.user_id, ana.id) == []


VERSIONS = [
    crowd(1, 1),
    crowd(2, 2, sequence=1, place="Bar Blue", attendees=(*GUESTS, ("dora@people.example", "NEEDS-ACTION"))),
    crowd(3, 3, sequence=2, **{"summary": "Late dinner"}),
]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_versions_in_any_order_and_twice_leave_one_event(session: Session, alice: str, order: tuple[int, ...]) -> None:
    for one in (*order, *order):
        hand_over(session, alice, VERSIONS[one])
    row = only(session)
    assert (row.name, row.place, row.deleted_at) == ("Late dinner", "Café Gold", None)
    assert len(listed(session)) == len(set(listed(session))) >= 2


def test_an_update_moves_it_and_what_the_user_wrote_and_whom_they_took_off_stays(session: Session, alice: str) -> None:
    hand_over(session, alice, crowd())
    row = only(session)
    card = EventCard("My dinner", row.kind, row.starts_at, row.ends_at, "At Jo’s", row.host, "Three names", 3, "Ask Bo")
    events.change(session, alice, row.id, card)
    attendees.remove(session, alice, attendees.of(session, row)[0].id)
    hand_over(session, alice, crowd(2, 2, sequence=1, **{"place": "Bar Blue", "starts": on(10).isoformat(),
                                                         "ends": on(10.1).isoformat()}))  # fmt: skip
    assert (row.name, row.place, row.aim, row.aim_count, row.notes) == (
        "My dinner", "At Jo’s", "Three names", 3, "Ask Bo",
    )  # fmt: skip
    assert row.starts_at == on(10)
    assert listed(session) == [BOB]


DORA = "dora@people.example"


def newer(number: int, *guests: tuple[str, str], **more: Any) -> tuple[Any, Handing]:
    """A later version of the invitation, to these guests."""
    return crowd(number, number, sequence=number, attendees=((ALICE, "ACCEPTED"), *guests), **more)


def test_who_declines_or_is_asked_no_longer_goes_and_comes_back(session: Session, alice: str) -> None:
    hand_over(session, alice, newer(1, (ANA, "ACCEPTED"), (BOB, "NEEDS-ACTION"), (DORA, "ACCEPTED")))
    hand_over(session, alice, newer(2, (ANA, "DECLINED"), (DORA, "ACCEPTED")))
    assert (listed(session), [row.address for row in dropped(session)]) == ([DORA], [ANA, BOB])
    hand_over(session, alice, newer(3, (ANA, "ACCEPTED"), (DORA, "ACCEPTED")))
    assert (listed(session), [row.address for row in dropped(session)]) == (["Ana Ek", DORA], [BOB])
    attendees.restore(session, alice, dropped(session)[0].id)
    hand_over(session, alice, newer(4, (DORA, "ACCEPTED")))
    assert (listed(session), [row.address for row in dropped(session)]) == ([BOB, DORA], [ANA])


def dropped(session: Session) -> list[Attendee]:
    return guest_lists.dropped(session, only(session))


@SQLITE_ALONE
def test_who_came_all_the_same_is_on_the_list(session: Session, alice: str) -> None:
    hand_over(session, alice, newer(1, (ANA, "ACCEPTED"), (DORA, "ACCEPTED")))
    ana = attendees.of(session, only(session))[0]
    hand_over(session, alice, newer(2, (DORA, "ACCEPTED")))
    captures.take(session, alice, only(session).id, Tap("tapped-in-the-room", None, attendee_id=ana.id))
    hand_over(session, alice, newer(3, (DORA, "ACCEPTED")))
    assert (listed(session), dropped(session)) == (["Ana Ek", DORA], [])


@SQLITE_ALONE
@pytest.mark.parametrize("noted", [
    {"met_at": on(9)}, {"common_ground": "Maps"}, {"note": "Ask"}, {"agreed": True}, {"decided_at": on(2)}, "pasted",
])  # fmt: skip
def test_who_is_more_than_a_name_of_the_invitation_stays(session: Session, alice: str, noted: Any) -> None:
    hand_over(session, alice, newer(1, (ANA, "ACCEPTED"), (DORA, "ACCEPTED")))
    if noted == "pasted":
        attendees.add_all(session, alice, only(session).id, [Named("Ana Ek")], AttendeeSource.TYPED)
    else:
        for name, value in noted.items():
            setattr(attendees.of(session, only(session))[0], name, value)
    hand_over(session, alice, newer(2, (DORA, "ACCEPTED")))
    assert (listed(session), dropped(session)) == (["Ana Ek", DORA], [])


@SQLITE_ALONE
def test_a_version_that_hides_its_guests_takes_nobody_off(session: Session, alice: str) -> None:
    hand_over(session, alice, crowd())
    hand_over(session, alice, newer(2))
    assert listed(session) == ["Ana Ek", BOB]


@SQLITE_ALONE
@pytest.mark.parametrize("as_contact", [False, True])
def test_whom_the_user_took_off_stays_off_also_without_an_address(
    session: Session, alice: str, as_contact: bool
) -> None:
    hand_over(session, alice, newer(1, (BOB, "ACCEPTED"), (DORA, "ACCEPTED")))
    if as_contact:
        ana = person(session, alice, "Anastasia Ek", ANA)
        (row,) = attendees.pick(session, alice, only(session).id, [ana.id])
    else:
        (row,) = attendees.add_all(session, alice, only(session).id, [Named("Ana Ek")], AttendeeSource.TYPED).new
    attendees.remove(session, alice, row.id)
    hand_over(session, alice, newer(2, (ANA, "ACCEPTED"), (BOB, "ACCEPTED"), (DORA, "ACCEPTED")))
    assert listed(session) == [BOB, DORA]


def test_whom_the_user_took_off_long_ago_stays_off_until_the_event_is_over(session: Session, alice: str) -> None:
    hand_over(session, alice, newer(1, (ANA, "ACCEPTED"), (BOB, "ACCEPTED")))
    ana, _ = attendees.of(session, only(session))
    attendees.remove(session, alice, ana.id)
    ana.deleted_at = on(-40)
    assert deleted.purge(session, on(0)) == 0
    hand_over(session, alice, newer(2, (ANA, "ACCEPTED"), (BOB, "ACCEPTED")))
    assert listed(session) == [BOB]
    assert deleted.purge(session, only(session).ends_at + deleted.KEPT_FOR) == 1


@SQLITE_ALONE
def test_a_full_list_has_room_for_those_who_are_new(
    session: Session, alice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attendees, "MOST", 3)
    hand_over(session, alice, newer(1, (ANA, "ACCEPTED"), (BOB, "ACCEPTED")))
    carl, dora = (CARL, "ACCEPTED"), (DORA, "ACCEPTED")
    hand_over(session, alice, newer(2, (ANA, "ACCEPTED"), (BOB, "ACCEPTED"), dora, carl))
    assert listed(session) == ["Ana Ek", BOB, DORA]


@pytest.mark.parametrize("first", ["request", "cancel"])
def test_a_cancellation_deletes_it_and_it_can_come_back(session: Session, alice: str, first: str) -> None:
    request, cancel = crowd(1, 1), crowd(2, 2, method="CANCEL")
    for one in (request, cancel) if first == "request" else (cancel, request):
        hand_over(session, alice, one)
    if first == "cancel":
        assert session.scalars(select(Event)).all() == []
        return
    row = only(session)
    assert row.deleted_at is not None
    events.restore(session, alice, row.id)
    assert len(listed(session)) == 2
    hand_over(session, alice, crowd(3, 3, sequence=1))
    assert row.deleted_at is None


def test_a_held_one_waits_for_the_user_s_word_and_goes_with_it(session: Session, alice: str) -> None:
    hand_over(session, alice, crowd(held="Nothing proves that it is yours."))
    assert session.scalars(select(Event)).all() == []
    question = session.scalars(select(TriageItem)).one()
    triage.accept(session, alice, question.id)
    row = only(session)
    assert row.deleted_at is None
    settlements.reopen(session, alice, question.id)
    assert row.deleted_at is not None
    triage.accept(session, alice, question.id)
    assert (row.deleted_at, len(listed(session))) == (None, 2)


def test_an_interview_that_turns_out_to_be_an_event_goes(session: Session, ana: Contact) -> None:
    ana.created_at = on(0)
    mail(session, ana, sent(1, 0))
    several = ((ALICE, "NEEDS-ACTION"), (BOB, "ACCEPTED"), (CARL, "ACCEPTED"))
    line = mail(session, ana, received(2, 1, refs=(1,), **inviting(event(stamp=1, attendees=several))))
    assert session.scalars(select(Interview)).one().deleted_at is None
    message = session.get_one(Message, line.message_row)
    arrival = received(2, 1, refs=(1,), **inviting(*message.details["invitations"]))
    hand_over(session, ana.user_id, (arrival, Handing("folder", on(2), "folder", moment=on(1))))
    assert session.scalars(select(Interview)).one().deleted_at is not None
    assert [one.contact_id for one in attendees.of(session, only(session))] == [ana.id, None, None]


def test_who_invites_is_on_the_list_where_they_are_a_contact(session: Session, alice: str) -> None:
    dora = person(session, alice, "Dora Host", HOST)
    hand_over(session, alice, crowd(organizer_name="Dora Host"))
    assert only(session).host_id == dora.id
    assert attendees.of(session, only(session))[0].contact_id == dora.id


def test_a_calendar_that_comes_with_a_second_forward_counts(session: Session, alice: str) -> None:
    arrival, handing = crowd()
    hand_over(session, alice, (replace(arrival, details={}), replace(handing, key="first")))
    assert session.scalars(select(Event)).all() == []
    hand_over(session, alice, (arrival, replace(handing, key="held", held="Nothing proves that it is yours.")))
    assert session.scalars(select(Event)).all() == []
    hand_over(session, alice, (arrival, handing))
    assert only(session).name == "Dinner"


def test_all_day_and_endless_ones_are_of_the_user_s_day(session: Session, alice: str) -> None:
    session.get_one(User, alice).timezone = "America/New_York"
    day = {"starts": "2026-06-10T00:00:00+00:00", "ends": "2026-06-11T00:00:00+00:00", "all_day": True}
    hand_over(session, alice, crowd(**day))
    assert only(session).starts_at.isoformat() == "2026-06-10T04:00:00+00:00"
    hand_over(session, alice, crowd(2, 2, uid="another", ends=START.isoformat(), starts=START.isoformat()))
    endless = session.scalars(select(Event).where(Event.calendar_uid == "another")).one()
    assert (endless.ends_at - endless.starts_at).total_seconds() == 2 * 3600


def test_a_day_that_no_event_may_have_costs_the_mail_nothing(session: Session, alice: str) -> None:
    message = hand_over(session, alice, crowd(starts="2098-06-10T00:00:00+00:00", ends="2098-06-10T01:00:00+00:00"))
    assert session.scalars(select(Event)).all() == []
    assert [kind for kind, _ in questions(session, alice)] == ["forward"]
    assert message.id


def test_a_note_above_it_is_still_asked_about(session: Session, alice: str) -> None:
    hand_over(session, alice, crowd(note="with Zoe"))
    assert only(session).name == "Dinner"
    assert [kind for kind, _ in questions(session, alice)] == ["forward"]

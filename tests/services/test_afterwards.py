"""After an event: who was met, also told days later, the day to come back on, names that become contacts, the host."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SURE, mail, sent
from webapp.domain.aftercare import Step
from webapp.domain.evidence import Phase
from webapp.domain.people_list import Named
from webapp.models import (
    Attendee,
    AttendeeSource,
    Contact,
    Event,
    EventKind,
    FollowUp,
    Interaction,
    InteractionKind,
    Letter,
    LetterKind,
    new_id,
    utcnow,
)
from webapp.services import after_steps, afterwards, attendees, contacts, events, hosts, interactions, letters
from webapp.services.afterwards import After
from webapp.services.errors import NotFound, Refused
from webapp.services.events import EventCard
from webapp.services.letters import About, Words
from webapp.services.messages import Arrival

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
TODAY = utcnow().date()


def person(session: Session, user_id: str, name: str) -> Contact:
    return contacts.add(session, user_id, contacts.Card(name, [f"{name.split(maxsplit=1)[0].lower()}@people.example"]))


def evening(session: Session, user_id: str, ago: float = 3, **card: object) -> Event:
    """An event that began so many days ago and lasted two hours."""
    starts_at = utcnow() - timedelta(days=ago)
    named = {"name": "PyData meetup", "kind": EventKind.GENERAL, "starts_at": starts_at} | card
    return events.add(session, user_id, EventCard(ends_at=starts_at + timedelta(hours=2), **named))


def listed(session: Session, event: Event, *names: str) -> list[Attendee]:
    people = [Named(*name.split(", ")[:1], organisation=name.partition(", ")[2]) for name in names]
    return attendees.add_all(session, event.user_id, event.id, people, AttendeeSource.TYPED).new


def met(session: Session, event: Event, *rows: Attendee) -> None:
    afterwards.note_met(session, event.user_id, event.id, [row.id for row in rows])


def page(session: Session, event: Event) -> After:
    return afterwards.after(session, event.user_id, event.id, TODAY, UTC)


def steps(session: Session, event: Event) -> dict[str, Step]:
    return {one.row.name: one.step for one in page(session, event).met}


def test_who_is_ticked_days_later_was_met_at_the_event(session: Session, alice: str) -> None:
    ana = person(session, alice, "Ana Roe")
    event = evening(session, alice)
    row, other = listed(session, event, "Ana Roe", "Bo Lind")
    met(session, event, row)
    assert row.met_at == event.ends_at
    line = session.get_one(Interaction, row.interaction_id)
    assert (line.kind, line.contact_id, line.at) == (InteractionKind.NOTE, ana.id, event.ends_at)
    assert ana.phase is Phase.INITIATE
    assert [one.row.id for one in page(session, event).met] == [row.id]
    assert page(session, event).rest == [other]


def test_that_somebody_was_met_is_taken_back_and_said_again(session: Session, alice: str) -> None:
    ana = person(session, alice, "Ana Roe")
    event = evening(session, alice)
    (row,) = listed(session, event, "Ana Roe")
    met(session, event, row)
    afterwards.not_met(session, alice, row.id)
    assert page(session, event).met == []
    assert session.get_one(Interaction, row.interaction_id).undone_at
    met(session, event, row)
    assert steps(session, event) == {"Ana Roe": Step.WRITE}
    where = (Interaction.contact_id == ana.id, Interaction.undone_at.is_(None))
    assert len(session.scalars(select(Interaction).where(*where)).all()) == 1


def test_what_was_said_before_stays_when_more_is_said(session: Session, alice: str) -> None:
    ana = person(session, alice, "Ana Roe")
    event = evening(session, alice)
    (row,) = listed(session, event, "Ana Roe")
    afterwards.tell(session, alice, row.id, common_ground="old maps", agreed=True)
    met(session, event, row)
    assert (row.agreed, row.common_ground, ana.common_ground) == (True, "old maps", "old maps")


def test_somebody_who_is_not_on_the_list_is_added_once(session: Session, alice: str) -> None:
    event = evening(session, alice)
    for _ in range(2):
        afterwards.note_met(session, alice, event.id, [], name="Sam Park, Acme", key="made-with-the-form")
    (one,) = page(session, event).met
    assert (one.row.name, one.row.organisation, one.contact.source) == ("Sam Park", "Acme", "met at PyData meetup")
    assert one.contact.phase is Phase.INITIATE


def test_nobody_is_ticked_before_it_began_and_nothing_by_an_empty_form(session: Session, alice: str) -> None:
    for event, says in ((evening(session, alice, ago=-1), "not begun"), (evening(session, alice), "Tick whom")):
        with pytest.raises(Refused, match=says):
            afterwards.note_met(session, alice, event.id, [])


def test_each_person_has_one_next_step(session: Session, alice: str) -> None:
    ana, bo = person(session, alice, "Ana Roe"), person(session, alice, "Bo Lind")
    event = evening(session, alice)
    rows = listed(session, event, "Ana Roe", "Bo Lind", "Cy Dahl")
    met(session, event, *rows)
    afterwards.tell(session, alice, rows[1].id, common_ground="", agreed=True)
    assert steps(session, event) == {"Ana Roe": Step.WRITE, "Bo Lind": Step.DAY, "Cy Dahl": Step.ADD}
    after_steps.set_day(session, alice, rows[1].id, TODAY)
    assert steps(session, event)["Bo Lind"] is Step.WRITE
    interactions.log_message(session, alice, ana.id, direction="out", at=utcnow(), summary="Wrote")
    assert steps(session, event)["Ana Roe"] is Step.REST
    contacts.delete(session, alice, bo.id)
    assert steps(session, event)["Bo Lind"] is Step.ADD


def test_a_day_is_set_moved_and_taken_back(session: Session, alice: str) -> None:
    ana = person(session, alice, "Ana Roe")
    event = evening(session, alice)
    (row,) = listed(session, event, "Ana Roe")
    afterwards.tell(session, alice, row.id, common_ground="", agreed=True)
    made = after_steps.set_day(session, alice, row.id, TODAY)
    assert (made.contact_id, made.text) == (ana.id, "Find a time to meet, as agreed at PyData meetup")
    assert after_steps.set_day(session, alice, row.id, TODAY + timedelta(days=1)).id == made.id
    assert after_steps.day_of(session, alice, row.id) == TODAY + timedelta(days=1)
    after_steps.take_day_back(session, alice, row.id)
    assert (made.deleted_at is None, after_steps.day_of(session, alice, row.id)) == (False, None)


def test_a_day_needs_a_contact_and_a_year_that_can_be(session: Session, alice: str) -> None:
    person(session, alice, "Ana Roe")
    event = evening(session, alice)
    ana, name = listed(session, event, "Ana Roe", "Cy Dahl")
    for row, day, says in ((name, TODAY, "Add Cy Dahl"), (ana, TODAY.replace(year=1999), "year")):
        with pytest.raises(Refused, match=says):
            after_steps.set_day(session, alice, row.id, day)


def test_all_who_agreed_get_a_day_at_once_and_it_is_taken_back_at_once(session: Session, alice: str) -> None:
    for name in ("Ana Roe", "Bo Lind", "Cy Dahl"):
        person(session, alice, name)
    event = evening(session, alice)
    ana, bo, cy = listed(session, event, "Ana Roe", "Bo Lind", "Cy Dahl")
    met(session, event, cy)
    for row in (ana, bo):
        afterwards.tell(session, alice, row.id, common_ground="", agreed=True)
    made, mark = after_steps.set_days(session, alice, event.id, TODAY)
    session.commit()
    assert {one.contact_id for one in made} == {ana.contact_id, bo.contact_id}
    after_steps.take_days_back(session, alice, event.id, mark)
    assert session.scalars(select(FollowUp).where(FollowUp.deleted_at.is_(None))).all() == []


def test_names_that_were_met_become_contacts_and_names_again(session: Session, alice: str) -> None:
    event = evening(session, alice)
    rows = listed(session, event, "Cy Dahl, Acme", "Di Vega", "Ed Moor")
    met(session, event, *rows[:2])
    made, mark = after_steps.add_all(session, alice, event.id)
    session.commit()
    assert [(one.name, one.source, one.phase) for one in made] == [
        ("Cy Dahl", "met at PyData meetup", Phase.INITIATE), ("Di Vega", "met at PyData meetup", Phase.INITIATE)
    ]  # fmt: skip
    assert session.get_one(Interaction, rows[0].interaction_id).summary == "Met at PyData meetup"
    interactions.log_message(session, alice, made[1].id, direction="out", at=utcnow(), summary="Wrote")
    assert [row.name for row in after_steps.names_again(session, alice, event.id, mark)] == ["Cy Dahl"]
    assert (made[0].deleted_at is None, made[1].deleted_at) == (False, None)
    assert steps(session, event) == {"Cy Dahl": Step.ADD, "Di Vega": Step.REST}


def test_a_contact_with_a_history_does_not_become_a_name_again(session: Session, alice: str) -> None:
    person(session, alice, "Ana Roe")
    event = evening(session, alice)
    (row,) = listed(session, event, "Ana Roe")
    with pytest.raises(Refused, match="history"):
        attendees.not_a_contact(session, alice, row.id)


def test_the_aim_is_compared_with_what_came(session: Session, alice: str) -> None:
    person(session, alice, "Ana Roe")
    event = evening(session, alice, aim="Three people who agree to meet", aim_count=3)
    ana, _ = listed(session, event, "Ana Roe", "Bo Lind")
    afterwards.tell(session, alice, ana.id, common_ground="", agreed=True)
    assert page(session, event).aim == "1 of the 3 you wanted agreed to meet."


def test_an_event_is_done_with_and_opened_again(session: Session, alice: str) -> None:
    event = evening(session, alice)
    assert afterwards.done(session, alice, event.id).looked_back_at
    assert afterwards.done(session, alice, event.id, is_done=False).looked_back_at is None
    events.delete(session, alice, event.id)
    with pytest.raises(NotFound):
        page(session, event)


def hosted(session: Session, user_id: str, name: str = "Kim Berg") -> tuple[Event, Contact]:
    event = evening(session, user_id, host=name)
    return event, hosts.to_contact(session, user_id, event.id)


def thanks(contact: Contact, days: float, **more: object) -> Arrival:
    arrival = sent(1, 0, findings=[SURE], to=["kim@people.example"], **more)
    at = utcnow() - timedelta(days=days)
    values = {name: getattr(arrival, name) for name in Arrival.__slots__} | {"date": at, "received_at": at}
    return Arrival(**values)


def test_a_host_becomes_a_contact_and_a_name_again(session: Session, alice: str) -> None:
    event, kim = hosted(session, alice)
    assert (kim.name, kim.source, kim.phase) == ("Kim Berg", "host of PyData meetup", Phase.INITIATE)
    assert hosts.to_contact(session, alice, event.id) is kim
    hosts.not_a_contact(session, alice, event.id)
    assert (event.host_id, page(session, event).host.contact) == (None, None)
    with pytest.raises(Refused, match="Say first"):
        hosts.to_contact(session, alice, evening(session, alice).id)


def test_thanks_to_a_host_are_owed_until_noted_and_again_when_taken_back(session: Session, alice: str) -> None:
    event, kim = hosted(session, alice)
    assert [host.name for host in hosts.owed(session, alice, utcnow())] == ["Kim Berg"]
    line = hosts.thank(session, alice, event.id)
    assert hosts.thank(session, alice, event.id) is line
    assert (line.settles, kim.phase, hosts.owed(session, alice, utcnow())) == (event.id, Phase.INITIATE, [])
    hosts.unthank(session, alice, event.id)
    assert page(session, event).host.owed
    assert hosts.owed(session, alice, utcnow() + timedelta(days=15)) == []


def test_nobody_is_thanked_before_it_begins(session: Session, alice: str) -> None:
    coming = evening(session, alice, ago=-1, host="Kim Berg")
    hosts.to_contact(session, alice, coming.id)
    with pytest.raises(Refused, match="not begun"):
        hosts.thank(session, alice, coming.id)


@pytest.mark.parametrize(
    ("days", "finding", "settled"),
    [(2, SURE, True), (4, SURE, False), (2, SURE | {"sure": False}, False)],
    ids=["since then", "before it", "only perhaps"],
)
def test_a_thank_you_found_in_sent_settles_what_the_host_is_owed(
    session: Session, alice: str, days: float, finding: dict[str, object], settled: bool
) -> None:
    event, kim = hosted(session, alice)
    arrival = thanks(kim, days)
    arrival.findings[:] = [finding]
    mail(session, kim, arrival)
    assert page(session, event).host.owed is not settled


@pytest.mark.parametrize(("days", "owed"), [(0.5, ["first"]), (3, ["second"])], ids=["after both", "between them"])
def test_a_thank_you_that_names_no_event_is_for_the_last_one_before_it(
    session: Session, alice: str, days: float, owed: list[str]
) -> None:
    first, kim = hosted(session, alice)
    second = evening(session, alice, ago=1, host="Kim Berg")
    assert second.host_id == kim.id
    mail(session, kim, thanks(kim, days - 0.1))
    names = {first.id: "first", second.id: "second"}
    assert [names[host.event.id] for host in hosts.owed(session, alice, utcnow())] == owed


def test_thanks_for_something_else_leave_the_host_unthanked(session: Session, alice: str) -> None:
    event, kim = hosted(session, alice)
    interactions.log_meeting(session, alice, kim.id, at=utcnow() - timedelta(days=2.5), summary="Coffee")
    mail(session, kim, thanks(kim, 2))
    assert page(session, event).host.owed


def test_the_letter_to_a_host_settles_it_once_it_is_sent(session: Session, alice: str) -> None:
    event, kim = hosted(session, alice)
    met(session, event, *listed(session, event, "Cy Dahl"))
    draft = letters.draft(session, alice, kim.id, About(LetterKind.THANK_YOU), TODAY)
    assert (draft.event_id, draft.settles) == (event.id, event.id)
    assert "Thank you for having me at the PyData meetup on " in draft.body
    about = About(LetterKind.THANK_YOU, event_id=event.id, settles=event.id)
    kept, _ = letters.write(session, alice, kim.id, new_id(), about, Words(body=draft.body), TODAY)
    letters.sent_by_hand(session, alice, kept.id)
    assert not page(session, event).host.owed


def first_letter(session: Session, contact: Contact, event: str = "") -> Letter:
    return letters.draft(session, contact.user_id, contact.id, About(LetterKind.APPROACH, event_id=event), TODAY)


def test_a_letter_to_somebody_who_was_met_names_the_event(session: Session, alice: str) -> None:
    ana = person(session, alice, "Ana Roe")
    event = evening(session, alice)
    (row,) = listed(session, event, "Ana Roe")
    afterwards.tell(session, alice, row.id, common_ground="old maps", agreed=False)
    day = f"{event.starts_at:%A} {event.starts_at.day} {event.starts_at:%B}"
    for told in ("", event.id):
        draft = first_letter(session, ana, told)
        assert draft.event_id == event.id
        assert f"We met at the PyData meetup on {day}. We talked about old maps." in draft.body


def test_who_was_not_met_is_not_written_to_as_if_they_were(session: Session, alice: str) -> None:
    ana = person(session, alice, "Ana Roe")
    over, coming = evening(session, alice), evening(session, alice, ago=-1, name="Maps fair")
    for event in (over, coming):
        listed(session, event, "Ana Roe")
    assert "PyData" not in first_letter(session, ana, over.id).body
    assert "We will both be at the Maps fair on" in first_letter(session, ana, coming.id).body
    assert "Maps fair" not in first_letter(session, ana).body
    attendees.remove(session, alice, attendees.of(session, coming)[0].id)
    assert first_letter(session, ana, coming.id).event_id is None


def test_a_letter_that_was_kept_forgets_an_event_that_is_deleted(session: Session, alice: str) -> None:
    ana = person(session, alice, "Ana Roe")
    event = evening(session, alice)
    met(session, event, *listed(session, event, "Ana Roe"))
    about = About(LetterKind.APPROACH, event_id=event.id)
    kept, _ = letters.write(session, alice, ana.id, new_id(), about, Words(body="Dear Ana"), TODAY)
    assert "The event" in {point.name for point in letters.check(session, kept, TODAY)}
    assert page(session, event).met[0].letter is kept
    events.delete(session, alice, event.id)
    assert "The event" not in {point.name for point in letters.check(session, kept, TODAY)}


def test_once_written_to_the_next_letter_is_about_something_else(session: Session, alice: str) -> None:
    ana = person(session, alice, "Ana Roe")
    event = evening(session, alice)
    met(session, event, *listed(session, event, "Ana Roe"))
    interactions.log_message(session, alice, ana.id, direction="out", at=utcnow(), summary="Wrote")
    assert first_letter(session, ana).event_id is None


def test_far_off_times_do_not_break_the_page(session: Session, alice: str) -> None:
    at = datetime(2000, 1, 1, tzinfo=UTC)
    event = events.add(session, alice, EventCard("Old one", EventKind.GENERAL, at, at + timedelta(hours=1)))
    met(session, event, *listed(session, event, "Cy Dahl"))
    assert page(session, event).day >= TODAY

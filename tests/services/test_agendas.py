"""The agenda of an interview: filled, changed, put in order, ticked."""

import pytest
from sqlalchemy.orm import Session

from tests.services.make import on, person
from webapp.domain import agenda
from webapp.domain.agenda import CLOSING, Part, Trait
from webapp.models import Contact, Goal, Interview
from webapp.services import agendas, contacts, gives, goals, merges, quick_notes, referred, reflections
from webapp.services.errors import Refused
from webapp.services.gives import InterviewCard

# The queries are the same on both databases.
pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def plan(session: Session, contact: Contact, day: float = 1, held: bool = False) -> Interview:
    card = InterviewCard(f"To learn on day {day}", on(day), 20, held=held)
    return gives.plan_interview(session, contact.user_id, contact.id, card)


def texts(session: Session, interview: Interview) -> list[str]:
    return [row.text for row in agendas.of(session, interview)]


@pytest.fixture
def interview(session: Session, ana: Contact) -> Interview:
    """One that is planned with Ana."""
    return plan(session, ana)


def test_a_proposed_agenda_fits_the_time_and_ends_with_the_closing_questions(
    session: Session, interview: Interview
) -> None:
    agendas.propose(session, interview.user_id, interview.id, 20)
    rows = agendas.of(session, interview)
    assert sum(agenda.MINUTES[Part(row.part)] for row in rows) <= 20
    assert [row.text for row in rows[-2:]] == [one.text for one in CLOSING]


def test_filling_up_a_full_agenda_adds_nothing(session: Session, interview: Interview) -> None:
    agendas.propose(session, interview.user_id, interview.id, 20)
    assert agendas.propose(session, interview.user_id, interview.id, 20) == []


def test_what_was_asked_of_a_person_is_not_proposed_to_them_again(session: Session, ana: Contact) -> None:
    first, second = plan(session, ana, 1), plan(session, ana, 9)
    asked = agendas.propose(session, ana.user_id, first.id, 20)[1]
    agendas.tick(session, ana.user_id, asked.id)
    agendas.propose(session, ana.user_id, second.id, 45)
    assert asked.text not in texts(session, second)
    assert asked.text not in [one.text for one in agendas.bank(session, ana.user_id, second.id)]


def test_what_another_person_was_asked_is_proposed_all_the_same(session: Session, ana: Contact, alice: str) -> None:
    first, second = plan(session, ana), plan(session, person(session, alice, "Ben"))
    asked = next(row for row in agendas.propose(session, alice, first.id, 20) if row.part == Part.TRENDS)
    agendas.tick(session, alice, asked.id)
    agendas.propose(session, alice, second.id, 20)
    assert asked.text in texts(session, second)


def test_a_question_of_ones_own_stands_after_the_others_of_its_part(session: Session, interview: Interview) -> None:
    agendas.propose(session, interview.user_id, interview.id, 20)
    agendas.add(session, interview.user_id, interview.id, part=Part.TRENDS, text="What of the new law?")
    rows = agendas.of(session, interview)
    at = [row.text for row in rows].index("What of the new law?")
    assert (rows[at - 1].part, rows[at + 1].part) == (Part.TRENDS, Part.INSIGHTS)


def test_the_first_question_brings_the_closing_ones_with_it(session: Session, interview: Interview) -> None:
    agendas.add(session, interview.user_id, interview.id, part=Part.ADVICE, text="And then?")
    assert texts(session, interview) == ["And then?", *(one.text for one in CLOSING)]


@pytest.mark.parametrize("text", ["  ", "and THEN", "x" * 501, "x" * 100_000])
def test_a_question_that_is_none_is_refused_beside_its_field(session: Session, interview: Interview, text: str) -> None:
    agendas.add(session, interview.user_id, interview.id, part=Part.ADVICE, text="And then?")
    with pytest.raises(Refused) as refusal:
        agendas.add(session, interview.user_id, interview.id, part=Part.ADVICE, text=text)
    assert refusal.value.field == "text"


def test_a_question_goes_up_and_down_by_one_and_not_past_the_ends(session: Session, interview: Interview) -> None:
    one, two, three = (
        agendas.add(session, interview.user_id, interview.id, part=Part.ADVICE, text=text) for text in ("1", "2", "3")
    )
    agendas.step(session, interview.user_id, three.id, -1)
    assert texts(session, interview)[:3] == ["1", "3", "2"]
    agendas.step(session, interview.user_id, one.id, -1)
    agendas.step(session, interview.user_id, two.id, +1)
    assert texts(session, interview)[:3] == ["1", "3", "2"]
    assert texts(session, interview)[3:] == [question.text for question in CLOSING]


def test_an_order_of_another_device_leaves_out_what_is_gone_and_keeps_what_is_new(
    session: Session, interview: Interview
) -> None:
    one, two, three = (
        agendas.add(session, interview.user_id, interview.id, part=Part.ADVICE, text=text) for text in ("1", "2", "3")
    )
    agendas.remove(session, interview.user_id, one.id)
    agendas.reorder(session, interview.user_id, interview.id, [two.id, one.id, "elsewhere"])
    assert texts(session, interview)[:2] == ["2", "3"]
    assert three.deleted_at is None


def test_a_question_taken_off_comes_back_to_its_place(session: Session, interview: Interview) -> None:
    agendas.propose(session, interview.user_id, interview.id, 20)
    before = agendas.of(session, interview)
    agendas.remove(session, interview.user_id, before[2].id)
    assert len(agendas.of(session, interview)) == len(before) - 1
    agendas.restore(session, interview.user_id, before[2].id)
    assert agendas.of(session, interview) == before


def test_the_closing_questions_stay(session: Session, interview: Interview) -> None:
    agendas.propose(session, interview.user_id, interview.id, 20)
    with pytest.raises(Refused):
        agendas.remove(session, interview.user_id, agendas.of(session, interview)[-1].id)


def test_a_question_that_two_devices_tick_was_asked_when_the_first_did(session: Session, interview: Interview) -> None:
    row = agendas.add(session, interview.user_id, interview.id, part=Part.ADVICE, text="And then?")
    agendas.tick(session, interview.user_id, row.id, on(1))
    agendas.tick(session, interview.user_id, row.id, on(2))
    assert row.asked_at == on(1)
    agendas.untick(session, interview.user_id, row.id)
    assert row.asked_at is None


def test_what_is_known_of_a_person_chooses_their_questions(session: Session, ana: Contact, alice: str) -> None:
    session.add(Goal(user_id=alice, position="Data engineer"))
    card = contacts.Card("Ana", ["ana@people.example"], role="Head of data", organisation="Acme", source="alumni")
    contacts.change(session, alice, ana.id, card)
    ana.can_hire = True
    goals.aim_at(session, alice, "Acme")
    assert agendas.traits(session, plan(session, ana)) == {
        Trait.FIRST, Trait.CAN_HIRE, Trait.SAME_OCCUPATION, Trait.ALUMNI, Trait.TARGET
    }  # fmt: skip


def test_a_second_talk_is_no_first_one_and_a_cancelled_one_was_none(session: Session, ana: Contact) -> None:
    cancelled = plan(session, ana, 1)
    gives.cancel_interview(session, ana.user_id, cancelled.id)
    second = plan(session, ana, 9)
    assert Trait.FIRST in agendas.traits(session, second)
    plan(session, ana, 2, held=True)
    assert Trait.AGAIN in agendas.traits(session, second)


def test_somebody_whose_name_was_given_is_asked_about_it(session: Session, ana: Contact, alice: str) -> None:
    ben = person(session, alice, "Ben")
    referred.refer(session, alice, ben.id, name="Ana", permission=referred.Permission.YES)
    assert Trait.REFERRED in agendas.traits(session, plan(session, ana))


def test_what_belongs_to_an_interview_goes_with_it_when_two_are_merged_and_parted(
    session: Session, ana: Contact, alice: str
) -> None:
    ben = person(session, alice, "Ben")
    interview = plan(session, ben, held=True)
    rows = [*agendas.propose(session, alice, interview.id, 10)]
    merge = merges.merge(session, alice, ana.id, ben.id, {})
    rows.append(agendas.add(session, alice, interview.id, part=Part.ADVICE, text="And then?"))
    rows.append(quick_notes.noted(session, alice, interview.id, key="made-here-1", text="Ask Sam"))
    rows.append(reflections.saved(session, alice, interview.id, {"learned": "Much"}))
    assert {row.contact_id for row in (interview, *rows)} == {ana.id}
    merges.undo(session, alice, merge.id)
    assert {row.contact_id for row in (interview, *rows)} == {ben.id}

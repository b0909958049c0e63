"""The agenda of an interview: what suits a person, what fits the time, and what its clock says."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import agenda
from webapp.domain.agenda import BANK, CLOSING, Part, Trait

START = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
some_traits = st.frozensets(st.sampled_from(Trait))


def test_the_bank_has_at_least_sixty_questions_and_each_once() -> None:
    assert len(BANK) >= 60
    assert len({agenda.key(one.text) for one in BANK}) == len(BANK)


def test_every_part_has_questions_for_whoever_it_is() -> None:
    anybody = {one.part for one in BANK if not one.suits}
    assert anybody == set(Part)


@pytest.mark.parametrize("word", ["job", "hiring", "opening", "vacancy", "position"])
def test_no_question_asks_for_a_job(word: str) -> None:
    assert [one.text for one in BANK if word in agenda.key(one.text).split()] == []


def test_every_question_is_an_open_question_and_short_enough_to_be_said() -> None:
    assert [one.text for one in BANK if not one.text.endswith("?") or len(one.text) > 120] == []


@given(some_traits, st.integers(5, 600))
def test_an_agenda_fits_its_minutes_and_ends_with_the_two_closing_questions(
    traits: frozenset[Trait], minutes: int
) -> None:
    picked = agenda.pick(traits, minutes)
    assert sum(agenda.MINUTES[one.part] for one in picked) <= min(minutes, agenda.LONGEST)
    assert picked[-2:] == CLOSING
    assert list(picked) == sorted(picked, key=lambda one: list(Part).index(one.part))


@given(some_traits, st.integers(5, 60))
def test_an_agenda_asks_only_what_suits_the_person(traits: frozenset[Trait], minutes: int) -> None:
    assert all(one.suits <= traits for one in agenda.pick(traits, minutes))


@given(some_traits, st.sets(st.sampled_from([one.text for one in BANK if one not in CLOSING])))
def test_what_was_asked_before_is_not_proposed_again(traits: frozenset[Trait], asked: set[str]) -> None:
    shouted = [text.upper() for text in asked]
    assert asked.isdisjoint(one.text for one in agenda.pick(traits, 45, asked=shouted))
    assert asked.isdisjoint(one.text for one in agenda.suited(traits, shouted))


def test_the_closing_questions_are_asked_each_time() -> None:
    assert agenda.pick(set(), 20, asked=[one.text for one in CLOSING])[-2:] == CLOSING


def test_the_same_person_and_time_make_the_same_agenda() -> None:
    traits = {Trait.FIRST, Trait.CAN_HIRE}
    assert agenda.pick(traits, 20) == agenda.pick(traits, 20)


def test_twenty_minutes_touch_each_part_of_tiara() -> None:
    assert {one.part for one in agenda.pick({Trait.FIRST}, 20)} == set(Part)


def test_who_can_hire_is_asked_first_what_fits_them_alone() -> None:
    picked = agenda.pick({Trait.CAN_HIRE}, 20)
    assert {one.part for one in picked if Trait.CAN_HIRE in one.suits} >= {Part.INSIGHTS, Part.ADVICE, Part.TRENDS}


@given(some_traits, st.integers(5, 45))
def test_an_agenda_that_is_full_is_not_filled_further(traits: frozenset[Trait], minutes: int) -> None:
    present = [(one.part, one.text) for one in agenda.pick(traits, minutes)]
    more = agenda.pick(traits, minutes, present=present)
    whole = [*present, *((one.part, one.text) for one in more)]
    assert sum(agenda.MINUTES[part] for part, _ in whole) <= minutes
    assert len(set(whole)) == len(whole)


@pytest.mark.parametrize(
    ("role", "position", "same"),
    [
        ("Head of data", "data engineer", True),
        ("Senior nurse", "Nurse", True),
        ("Lawyer", "data engineer", False),
        ("Head of", "data engineer", None),
        ("", "data engineer", None),
        ("Lawyer", "", None),
    ],
)
def test_whether_somebody_does_what_the_user_seeks(role: str, position: str, same: bool | None) -> None:
    assert agenda.same_occupation(role, position) is same


@pytest.mark.parametrize(
    ("length", "began", "end"),
    [
        (timedelta(minutes=20), None, timedelta(minutes=20)),
        (timedelta(minutes=20), timedelta(minutes=7), timedelta(minutes=27)),
        (timedelta(days=1), None, timedelta(minutes=30)),
        (timedelta(0), timedelta(minutes=1), timedelta(minutes=31)),
    ],
)
def test_an_interview_ends_as_long_after_its_beginning_as_was_promised(
    length: timedelta, began: timedelta | None, end: timedelta
) -> None:
    real = None if began is None else START + began
    assert agenda.promised_end(START, START + length, real) == START + end

"""After an event: the one next step, the day to come back on, and the aim beside what came of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.aftercare import Step, compared, first_letter, meeting_day, step
from webapp.domain.evidence import Phase


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"unsure": True}, Step.WHO),
        ({}, Step.ADD),
        ({"agreed": True}, Step.ADD),
        ({"known": True, "agreed": True}, Step.DAY),
        ({"known": True, "agreed": True, "day": True}, Step.WRITE),
        ({"known": True}, Step.WRITE),
        ({"known": True, "agreed": True, "wrote": True}, Step.REST),
    ],
)
def test_who_it_is_comes_first_then_the_day_then_the_letter(facts: dict[str, bool], wanted: Step) -> None:
    nothing = {"known": False, "unsure": False, "agreed": False, "day": False, "wrote": False}
    assert step(**nothing | facts) is wanted


@pytest.mark.parametrize(
    ("event_on", "today", "day"),
    [
        (date(2026, 11, 17), date(2026, 11, 17), date(2026, 11, 19)),  # Tuesday: Thursday
        (date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 23)),  # Thursday: Monday
        (date(2026, 11, 17), date(2026, 11, 20), date(2026, 11, 20)),  # looked back at on Friday: today
        (date(2026, 11, 17), date(2026, 11, 21), date(2026, 11, 23)),  # on Saturday: Monday
    ],
)
def test_one_comes_back_two_business_days_later_or_on_the_next_one(event_on: date, today: date, day: date) -> None:
    assert meeting_day(event_on, today) == day


@given(event_on=st.dates(date(2000, 1, 1), date(2199, 1, 1)), today=st.dates(date(2000, 1, 1), date(2199, 1, 1)))
def test_the_day_is_a_business_day_that_is_not_past(event_on: date, today: date) -> None:
    day = meeting_day(event_on, today)
    assert day >= today
    assert day.weekday() < 5


def test_who_is_known_well_is_asked_for_nothing() -> None:
    assert [first_letter(phase) for phase in Phase] == ["approach", "reconnect", "reconnect"]


@pytest.mark.parametrize(
    ("wanted", "agreed", "said"),
    [
        (None, 0, ""),
        (None, 1, "One person agreed to meet."),
        (None, 2, "2 people agreed to meet."),
        (3, 0, "None of the 3 you wanted has agreed to meet yet. A letter in the next days may still bring it about."),
        (1, 0, "Nobody has agreed to meet yet. A letter in the next days may still bring it about."),
        (3, 2, "2 of the 3 you wanted agreed to meet."),
        (3, 3, "3 agreed to meet, as you wanted."),
        (1, 1, "One agreed to meet, as you wanted."),
        (3, 4, "4 agreed to meet. You wanted 3."),
    ],
)
def test_an_aim_is_compared_in_calm_words(wanted: int | None, agreed: int, said: str) -> None:
    assert compared(wanted, agreed) == said

"""docs/method.md §1, cadence: who is dormant, and who is to be reconnected on a day."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.make import on
from tests.domain.tables import table
from webapp.domain.cadence import A_DAY, CADENCE, PATIENCE, Tie, cadence, dormant, due, of_day
from webapp.domain.strength import Measures, Tier, tier

NOW = on(0)
TODAY = NOW.date()
OLD = Tie("ana", Tier.WARM, heard_at=on(-100))
ties = st.builds(
    Tie,
    id=st.uuids().map(str),
    tier=st.sampled_from(Tier),
    heard_at=st.none() | st.integers(-1500, 1).map(on),
    wrote_at=st.none() | st.integers(-90, 1).map(on),
    unanswered=st.integers(0, 4),
    override=st.none() | st.integers(0, 400),
    after=st.none() | st.integers(-5, 5).map(lambda day: on(day).date()),
)


def test_the_table_of_the_method_is_the_table_of_the_code():
    assert table("tier", "cadence in days") == [[tier.value, str(days)] for tier, days in CADENCE.items()]


@pytest.mark.parametrize("tier", Tier)
def test_somebody_is_dormant_once_silent_for_longer_than_their_cadence(tier: Tier):
    assert not dormant(tier, on(-CADENCE[tier]), NOW)
    assert dormant(tier, on(-CADENCE[tier] - 1), NOW)


def test_the_user_can_set_another_cadence_or_none():
    assert dormant(Tier.DISTANT, on(-15), NOW, override=14)
    assert not dormant(Tier.CLOSE, on(-9999), NOW, override=0)
    assert cadence(Tier.CLOSE, 0) is None


def test_of_whom_nothing_was_ever_heard_nobody_is_reminded():
    assert not dormant(Tier.DISTANT, None, NOW)
    assert due(replace(OLD, heard_at=None), NOW, TODAY) is None


def test_who_is_due_says_for_how_long():
    found = due(OLD, NOW, TODAY)
    assert found is not None
    assert (found.silent, found.over) == (100, 10)


def test_who_was_written_to_lately_is_left_in_peace():
    assert due(replace(OLD, wrote_at=on(-29)), NOW, TODAY) is None
    assert due(replace(OLD, wrote_at=on(-30)), NOW, TODAY)


def test_not_now_holds_until_its_day():
    assert due(replace(OLD, after=on(1).date()), NOW, TODAY) is None
    assert due(replace(OLD, after=TODAY), NOW, TODAY)


def test_three_messages_in_a_row_without_an_answer_are_enough():
    assert due(replace(OLD, unanswered=PATIENCE - 1), NOW, TODAY)
    assert due(replace(OLD, unanswered=PATIENCE), NOW, TODAY) is None


def test_the_strongest_tie_comes_first_then_the_one_longest_past_its_cadence():
    crowd = [
        Tie("late", Tier.WARM, on(-95)),
        Tie("later", Tier.WARM, on(-200)),
        Tie("near", Tier.CLOSE, on(-31)),
        Tie("far", Tier.DISTANT, on(-3000)),
    ]
    assert [one.id for one in of_day(crowd, NOW, TODAY)] == ["near", "later", "late", "far"]


@given(st.lists(ties, max_size=30, unique_by=lambda one: one.id), st.randoms(use_true_random=False))
def test_a_day_has_at_most_five_whatever_the_order(crowd: list[Tie], dice: random.Random):
    shuffled = dice.sample(crowd, len(crowd))
    found = of_day(crowd, NOW, TODAY)
    assert found == of_day(shuffled, NOW, TODAY)
    assert len(found) <= A_DAY
    assert all(due(tie, NOW, TODAY) for tie in crowd if tie.id in {one.id for one in found})


@given(
    st.integers(0, 8),
    st.integers(0, 4),
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(0, 1500),
    st.integers(0, 900),
)
def test_who_is_dormant_stays_so_while_they_are_silent(
    exchanges: int, meetings: int, received: int, given: int, silent: int, more: int
):
    measures = Measures(exchanges, meetings, received, given, on(-silent))
    if dormant(tier(measures, NOW), measures.last_at, NOW):
        assert dormant(tier(measures, on(more)), measures.last_at, on(more))

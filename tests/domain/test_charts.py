"""The marks of a picture stay inside it, add up, and are as long as their numbers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import charts

NUMBERS = st.floats(0, 1e6, allow_nan=False)
STACKS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("most", "upper", "values"),
    [
        (0, 1, [0, 1]),
        (3, 3, [0, 1, 2, 3]),
        (7, 8, [0, 2, 4, 6, 8]),
        (41, 60, [0, 20, 40, 60]),
        (100, 100, [0, 50, 100]),
    ],
)
def test_a_scale_ends_with_a_round_number_and_has_few_lines(most: float, upper: int, values: list[int]) -> None:
    assert charts.top(most) == upper
    assert [tick.value for tick in charts.ticks(upper)] == values


@given(st.floats(0, 1e9, allow_nan=False))
def test_whatever_is_shown_finds_room_and_fills_half_of_it(most: float) -> None:
    upper = charts.top(most)
    assert upper >= most
    assert most < 1 or upper <= 2 * most
    assert 2 <= len(charts.ticks(upper)) <= 5


def test_the_parts_of_a_column_stand_on_each_other() -> None:
    [[lower, higher]] = charts.columns([(3, 1)], 4, gap=0)
    assert (lower.y, lower.height) == (25, 75)
    assert (higher.y, higher.height) == (0, 25)


@given(STACKS)
def test_columns_stand_side_by_side_inside_the_picture(stacks: list[tuple[float, float]]) -> None:
    drawn = charts.columns(stacks, charts.top(max(map(sum, stacks))))
    assert all(box.y >= -0.01 and box.y + box.height <= 100.01 for column in drawn for box in column)
    assert all(box.x >= 0 and box.x + box.width <= 100.01 for column in drawn for box in column)
    assert all(left[0].x + left[0].width < right[0].x for left, right in pairwise(drawn))


@given(STACKS)
def test_mirrored_columns_meet_in_the_middle(pairs: list[tuple[float, float]]) -> None:
    upper = charts.top(max(map(max, pairs)))
    for (up, down), (gives, takes) in zip(charts.mirrored(pairs, upper), pairs, strict=True):
        assert up.y + up.height == pytest.approx(50, abs=0.01)
        assert down.y == 50
        assert up.height == pytest.approx(gives / upper * 50, abs=0.01)
        assert down.height == pytest.approx(takes / upper * 50, abs=0.01)


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_the_parts_of_a_bar_follow_on_each_other_and_fill_it(parts: list[float]) -> None:
    whole = sum(parts)
    bars = charts.across(parts, whole)
    assert all(left.x + left.width == pytest.approx(right.x, abs=0.01) for left, right in pairwise(bars))
    assert sum(bar.width for bar in bars) == pytest.approx(100 if whole else 0, abs=0.01)


def test_no_columns_are_no_picture() -> None:
    assert charts.columns([], 1) == []
    assert charts.mirrored([], 1) == []


def test_labels_stand_under_the_middles_of_the_columns() -> None:
    assert charts.middles(4) == [12.5, 37.5, 62.5, 87.5]


def test_a_scale_that_goes_both_ways_has_the_same_lines_on_either_side() -> None:
    found = [(tick.at, tick.value) for tick in charts.mirrored_ticks(4, 2)]
    assert found == [(0, 4), (25, 2), (50, 0), (75, 2), (100, 4)]


def test_a_line_across_a_column_stands_at_its_share_of_the_height() -> None:
    [column] = charts.columns([(3, 1)], 8)
    assert charts.across_column(column, 75).y == 62.5
    assert charts.across_column(column, 75).width > column[0].width


def test_without_a_column_there_is_no_line_across_it() -> None:
    [column] = charts.columns([(0, 0)], 8)
    assert charts.across_column(column, 75).width == 0


def test_a_line_at_a_value_stands_on_its_scale() -> None:
    assert charts.height(50, 60) == pytest.approx(16.667)

"""docs/method.md §1, strength: its table with the worked examples, and what holds of any measures."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.make import on
from tests.domain.tables import table
from webapp.domain.strength import BORROWING, RULES, Measures, Tier, reasons, silent_days, tier

NOW = on(0)
ROWS = table("tier", "bears")
EXAMPLES = [
    (row[7], measured, int(days), Tier(named))
    for row in ROWS
    for measured, rest in [row[7].split(": ")]
    for named, days in re.findall(r"(\w+) when silent for (\d+)", rest)
]
measures = st.builds(
    Measures,
    exchanges=st.integers(0, 12),
    meetings=st.integers(0, 6),
    received=st.integers(0, 3),
    given=st.integers(0, 3),
    last_at=st.none() | st.integers(-2000, 2).map(on),
)


def measured(words: str, days: int) -> Measures:
    """The measures of an example, in the order in which it names them."""
    return Measures(*map(int, re.findall(r"\d+", words)), last_at=on(-days))


def test_the_table_of_the_method_is_the_table_of_the_code():
    written = [tuple(row[:7]) for row in ROWS]
    coded = [
        (rule.tier.value, str(BORROWING[rule.tier]), *map(str, (rule.exchanges, rule.meetings)),
         *map(str, (rule.received, rule.given, rule.days)))
        for rule in RULES
    ]  # fmt: skip
    assert written == [*coded, ("distant", "0", "0", "0", "0", "0", "")]


def test_every_row_has_two_worked_examples():
    assert len(EXAMPLES) == 2 * len(ROWS)


@pytest.mark.parametrize(("example", "words", "days", "expected"), EXAMPLES)
def test_a_worked_example_comes_out(example: str, words: str, days: int, expected: Tier):
    assert tier(measured(words, days), NOW) is expected


@pytest.mark.parametrize("row", range(len(RULES)))
def test_each_row_is_needed_by_somebody(row: int):
    rule = RULES[row]
    least = Measures(rule.exchanges, rule.meetings, rule.received, rule.given, on(-rule.days))
    assert tier(least, NOW) is rule.tier
    assert tier(replace(least, last_at=on(-rule.days - 1)), NOW).rank < rule.tier.rank


def test_of_whom_nothing_was_heard_is_distant():
    assert tier(Measures(given=9), NOW) is Tier.DISTANT
    assert reasons(Measures(given=9), NOW) == ("Nothing was heard of them yet",)


def test_the_reasons_say_what_was_counted_and_what_has_faded():
    close = Measures(8, 3, 2, 1, on(-200))
    assert reasons(close, NOW) == (
        "Met 3 times",
        "Wrote to each other 8 times",
        "They gave 2 times",
        "You gave once",
        "Silent for 200 days",
        "It was close before",
    )


def test_a_time_ahead_is_no_silence():
    assert silent_days(on(2), NOW) == 0


@given(measures, st.integers(0, 2000))
def test_silence_never_makes_a_tie_stronger(one: Measures, days: int):
    assert tier(one, on(days)).rank <= tier(one, NOW).rank


@given(measures, st.sampled_from(["exchanges", "meetings", "received", "given"]))
def test_more_of_anything_never_makes_a_tie_weaker(one: Measures, what: str):
    more = replace(one, **{what: getattr(one, what) + 1})
    assert tier(more, NOW).rank >= tier(one, NOW).rank


@given(measures)
def test_hearing_of_them_never_makes_a_tie_weaker(one: Measures):
    assert tier(replace(one, last_at=NOW), NOW).rank >= tier(one, NOW).rank

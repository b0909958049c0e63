"""The ledger: a trend and never a debt; and the ways to give that fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.giving import MOST, Known, Way, ways
from webapp.domain.ledger import balance
from webapp.domain.strength import Tier

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


TIMES = st.lists(st.floats(0, 900).map(ago), max_size=8)


@pytest.mark.parametrize(
    ("takes", "gives", "flagged"),
    [
        ([], [], False),
        ([100], [], False),  # one take is not "only takes"
        ([100, 5], [], True),
        ([89, 5], [], False),  # not for long yet
        ([100, 5], [50], False),  # a give between, and the take after it is young and alone
        ([300, 200, 100], [250], True),  # since the give it went one way again
        ([], [300, 200], False),
    ],
)
def test_only_takes_for_long_is_flagged(takes: list[int], gives: list[int], flagged: bool) -> None:
    assert balance(map(ago, takes), map(ago, gives), NOW, UTC).only_takes is flagged


@pytest.mark.parametrize(
    ("takes", "gives", "words"),
    [
        ([], [], "Nothing is noted yet"),
        ([5], [], "took more than you gave; it evens out at some point"),
        ([5], [7], "both ways alike"),
        ([5], [7, 9], "gave more than you took"),
        ([400], [390], "Nothing went either way in the last half year"),
    ],
)
def test_the_balance_is_said_as_a_trend(takes: list[int], gives: list[int], words: str) -> None:
    assert words in balance(map(ago, takes), map(ago, gives), NOW, UTC).words


@given(TIMES, TIMES)
def test_it_is_never_called_a_debt_and_adds_up(takes: list[datetime], gives: list[datetime]) -> None:
    found = balance(takes, gives, NOW, UTC)
    assert (found.taken, found.given, len(found.months)) == (len(takes), len(gives), 12)
    assert sum(month.takes for month in found.months) <= found.taken
    assert not {"debt", "owe", "must", "balance"} & set(found.words.lower().split())


@given(TIMES, TIMES)
def test_the_order_in_which_they_are_read_changes_nothing(takes: list[datetime], gives: list[datetime]) -> None:
    assert balance(takes[::-1], gives[::-1], NOW, UTC) == balance(takes, gives, NOW, UTC)


def test_months_are_those_of_the_users_zone() -> None:
    late = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)  # 1 November in Berlin
    months = balance([late], [], NOW, ZoneInfo("Europe/Berlin")).months
    assert [month.first for month in months if month.takes] == [date(2026, 11, 1)]


KNOWN = Known(organisation="Acme", tier=Tier.WARM, last_at=ago(40))


@pytest.mark.parametrize(
    ("more", "way", "words"),
    [
        ({"asked_you": ["“A good plumber?”"]}, Way.RETURN, "A good plumber?"),
        ({"thanks_due": ["Tuesday's call"]}, Way.HONOUR, "Thank them for Tuesday's call"),
        ({"to_report": ["You rewrote the résumé"]}, Way.HONOUR, "what came of it"),
        ({"owes": [("Sam", "a flat found")]}, Way.FAVOUR, "Mention Sam"),
        ({"owed_by": [("Sam", "a flat found")]}, Way.FAVOUR, "Ask Sam"),
        ({"to_meet": [("Bo Lind", "choir")]}, Way.INTRODUCTION, "Introduce them to Bo Lind"),
        ({"research": "They open in Leeds."}, Way.SHARE, "about Acme"),
        ({"in_transition": True}, Way.SHOW, "Show them"),
    ],
)
def test_what_is_known_becomes_a_way_to_give(more: dict[str, object], way: Way, words: str) -> None:
    first = ways(replace(KNOWN, **more), NOW)[0]
    assert first.way is way
    assert words in first.text


def test_who_is_silent_for_a_while_may_like_a_coffee() -> None:
    assert Way.BREAK in {one.way for one in ways(KNOWN, NOW)}
    assert Way.BREAK not in {one.way for one in ways(replace(KNOWN, last_at=ago(3)), NOW)}
    assert Way.BREAK not in {one.way for one in ways(replace(KNOWN, tier=Tier.DISTANT), NOW)}


def test_a_way_taken_lately_rests_but_for_what_they_wait_for() -> None:
    lately = {way: ago(5) for way in Way}
    assert ways(replace(KNOWN, research="They open.", given=lately), NOW) == ()
    known = replace(KNOWN, thanks_due=["the call"], given=lately)
    assert [one.way for one in ways(known, NOW)] == [Way.HONOUR]


def test_there_is_always_something_to_give_and_never_a_heap() -> None:
    assert len(ways(Known(), NOW)) == 1
    everything = replace(
        KNOWN, asked_you=["a"], thanks_due=["b"], owes=[("c", "d")], to_meet=[("e", "f")], research="g",
        in_transition=True,
    )  # fmt: skip
    assert len(ways(everything, NOW)) == MOST

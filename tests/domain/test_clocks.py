"""docs/method.md §3, the follow-up clocks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.make import any_evidence, on, piece
from webapp.domain.clocks import due, started_at
from webapp.domain.duties import business_days
from webapp.domain.evidence import Evidence, Kind
from webapp.domain.phases import derive

MONDAY = date(2026, 3, 2)


def asked(*more: Evidence) -> tuple[Evidence, ...]:
    return (
        piece(Kind.MESSAGE_OUT, 0, "mail", thread="t"),
        piece(Kind.ASK, 0, "a", interaction="mail", ask="a", thread="t"),
        *more,
    )


def followed_up(*more: Evidence) -> int:
    (waiting,) = derive(asked(*more)).waiting
    return waiting.followed_up


def test_the_first_follow_up_is_due_three_business_days_after_the_ask():
    assert due(MONDAY, 0) == date(2026, 3, 5)


def test_the_second_and_last_is_due_seven_business_days_after_the_first():
    assert due(date(2026, 3, 5), 1) == date(2026, 3, 16)


@pytest.mark.parametrize("often", [2, 3, 99])
def test_after_two_follow_ups_an_ask_rests(often: int):
    assert due(MONDAY, often) is None


def test_both_numbers_can_be_set():
    assert due(MONDAY, 0, (1, 2)) == date(2026, 3, 3)
    assert due(MONDAY, 1, (1, 2)) == date(2026, 3, 4)


def test_the_clock_starts_with_the_ask_its_last_follow_up_or_their_return():
    assert started_at(on(0)) == on(0)
    assert started_at(on(0), on(4)) == on(4)
    assert started_at(on(0), None, on(9)) == on(9)


def test_a_later_mail_in_its_conversation_is_a_follow_up():
    (waiting,) = derive(asked(piece(Kind.MESSAGE_OUT, 3, thread="t"))).waiting
    assert (waiting.followed_up, waiting.followed_up_at) == (1, on(3))


def test_a_later_message_about_nothing_else_is_a_follow_up_too():
    assert followed_up(piece(Kind.MESSAGE_OUT, 3)) == 1


def test_a_second_mail_on_the_same_day_is_none():
    assert followed_up(piece(Kind.MESSAGE_OUT, 0.5, thread="t")) == 0


def test_a_mail_in_the_conversation_of_another_ask_is_none():
    other = piece(Kind.ASK, 2, "b", ask="b", thread="other", interaction="second")
    waiting = derive(asked(other, piece(Kind.MESSAGE_OUT, 4, thread="other"))).waiting
    assert {one.ask: one.followed_up for one in waiting} == {"a": 0, "b": 1}


def test_a_thank_you_in_another_conversation_is_none():
    thanks = piece(Kind.THANKS, 3, "thanks", interaction="thanking", thread="u")
    assert followed_up(piece(Kind.MESSAGE_OUT, 3, "thanking", thread="u"), thanks) == 0


def test_a_mail_that_came_back_is_none():
    lost = piece(Kind.MESSAGE_OUT, 3, "lost", thread="t")
    assert followed_up(lost, piece(Kind.RETURNED, 3, "bounce", about="lost")) == 0


def test_not_an_answer_yet_restarts_the_clock():
    later = piece(Kind.MESSAGE_OUT, 3, thread="t")
    assert followed_up(later, piece(Kind.MESSAGE_IN, 4, "soon", thread="t", not_an_answer=True)) == 0


def test_an_answer_stops_the_clock():
    assert derive(asked(piece(Kind.MESSAGE_IN, 2, thread="t"))).waiting == ()


@given(st.dates(date(1950, 1, 1), date(2200, 1, 1)), st.integers(1, 30), st.integers(1, 30))
def test_a_follow_up_falls_on_a_business_day_so_many_after(since: date, first: int, second: int):
    for often, days in enumerate((first, second)):
        day = due(since, often, (first, second))
        assert day is not None
        assert day.weekday() < 5
        assert business_days(since, day) == days
        assert day - since >= timedelta(days=days)


@given(any_evidence)
def test_a_follow_up_comes_after_the_clock_and_only_of_the_user(evidence: list[Evidence]):
    wrote = sum(piece.kind is Kind.MESSAGE_OUT for piece in evidence)
    for one in derive(evidence).waiting:
        assert one.followed_up <= wrote
        assert (one.followed_up_at is None) == (one.followed_up == 0)
        assert one.followed_up_at is None or one.followed_up_at > one.since

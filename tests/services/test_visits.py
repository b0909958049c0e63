"""Visits to Today, from which "since yesterday 18:40" is known."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.services.make import on
from webapp.models import User
from webapp.services import visits
from webapp.services.visits import AT_LEAST, BEFORE_THE_FIRST, VISIT, Since

MINUTE = timedelta(minutes=1)


def look(session: Session, user_id: str, day: float) -> Since:
    """What is new to the user who looks then; the look is noted."""
    user = session.get_one(User, user_id)
    found = visits.since(user, on(day))
    if visits.to_note(user, on(day)):
        visits.looked(session, user_id, on(day))
        session.flush()
    return found


def test_the_first_visit_shows_the_last_days(session: Session, alice: str) -> None:
    assert look(session, alice, 1) == Since(on(1) - BEFORE_THE_FIRST, BEFORE_THE_FIRST)


def test_the_next_morning_shows_what_came_in_since_the_evening_before_and_so_does_a_reload(
    session: Session, alice: str
) -> None:
    look(session, alice, 0)
    look(session, alice, 0.4)
    for minutes in (0, 5, 20, 45):
        assert look(session, alice, 1 + minutes / 1440) == Since(on(0.4))


def test_who_comes_back_soon_sees_the_last_hours_all_the_same(session: Session, alice: str) -> None:
    look(session, alice, 0)
    assert look(session, alice, 0.1) == Since(on(0.1) - AT_LEAST, AT_LEAST)


def test_a_look_is_written_down_once_a_minute(session: Session, alice: str) -> None:
    look(session, alice, 0)
    user = session.get_one(User, alice)
    assert not visits.to_note(user, on(0) + MINUTE / 2)
    assert visits.to_note(user, on(0) + MINUTE)


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=30))
def test_nothing_vanishes_within_a_visit_nor_within_hours(pauses: list[int]) -> None:
    user, at, shown = User(email="a@example.org", password_hash="-"), on(0), None
    for pause in pauses:
        at += timedelta(minutes=pause)
        found = visits.since(user, at)
        assert found.at <= at - AT_LEAST
        if shown and timedelta(minutes=pause) < VISIT:
            assert found.at <= shown or found.span
        shown = found.at
        if user.visited_at is not None and at - user.visited_at >= VISIT:
            user.visited_before = user.visited_at
        user.visited_at = at

"""Weeks and months at the turn of years, and days in zones whose clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain import weeks

DAYS = st.dates(date(1950, 1, 1), date(2200, 12, 31))
ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "America/Santiago", "Asia/Beirut"]
).map(ZoneInfo)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 11, 29), date(2026, 11, 23)),
        (date(2027, 1, 1), date(2026, 12, 28)),
        (date(2024, 12, 31), date(2024, 12, 30)),
    ],
)
def test_a_week_begins_on_monday_also_at_the_turn_of_a_year(day: date, first: date) -> None:
    assert weeks.monday(day) == first


def test_the_last_weeks_go_back_over_the_turn_of_a_year() -> None:
    assert weeks.last_weeks(date(2027, 1, 6), 3) == [date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4)]


def test_the_last_months_go_back_over_the_turn_of_a_year() -> None:
    assert weeks.last_months(date(2027, 1, 31), 3) == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]


def test_the_month_after_december_is_january() -> None:
    assert weeks.month_after(date(2026, 12, 1)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("day", "zone", "moment"),
    [
        (date(2026, 3, 30), "Europe/Berlin", datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 3, 29), "Europe/Berlin", datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (date(2026, 10, 26), "Europe/Berlin", datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (date(2026, 1, 1), "Asia/Kathmandu", datetime(2025, 12, 31, 18, 15, tzinfo=UTC)),
        # Clocks go from midnight to one: the day begins at one, which is when the one before it ends.
        (date(2026, 9, 6), "America/Santiago", datetime(2026, 9, 6, 4, tzinfo=UTC)),
    ],
)
def test_a_day_begins_when_the_clocks_of_the_zone_say_so(day: date, zone: str, moment: datetime) -> None:
    assert weeks.begins(day, ZoneInfo(zone)) == moment


@given(DAYS)
def test_every_day_lies_in_the_week_of_its_monday(day: date) -> None:
    first = weeks.monday(day)
    assert first.weekday() == 0
    assert first <= day < first + timedelta(days=7)


@given(DAYS, st.integers(1, 40))
def test_weeks_and_months_follow_on_each_other_and_end_with_the_day(day: date, count: int) -> None:
    mondays, firsts = weeks.last_weeks(day, count), weeks.last_months(day, count)
    assert len(mondays) == len(firsts) == count
    assert all(later - earlier == timedelta(days=7) for earlier, later in pairwise(mondays))
    assert all(weeks.month_after(earlier) == later for earlier, later in pairwise(firsts))
    assert firsts[-1] <= day < weeks.month_after(firsts[-1])


@given(DAYS, ZONES)
def test_days_begin_one_after_the_other(day: date, zone: ZoneInfo) -> None:
    length = weeks.begins(day + timedelta(days=1), zone) - weeks.begins(day, zone)
    # Samoa left out a whole day when it went over to the other side of the date line.
    assert timedelta(0) <= length <= timedelta(hours=26)


@given(st.datetimes(datetime(1975, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)), ZONES)
def test_a_moment_lies_in_the_day_that_its_clocks_say(moment: datetime, zone: ZoneInfo) -> None:
    day = moment.astimezone(zone).date()
    assert weeks.begins(day, zone) <= moment < weeks.begins(day + timedelta(days=1), zone)

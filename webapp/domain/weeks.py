"""Weeks that begin on Monday, months, and the moments at which the days of a time zone begin."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import accumulate, repeat


def monday(day: date) -> date:
    """The first day of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def last_weeks(day: date, count: int) -> list[date]:
    """The Mondays of the last weeks up to the one of that day, the oldest first."""
    return [monday(day) - timedelta(weeks=back) for back in reversed(range(count))]


def last_months(day: date, count: int) -> list[date]:
    """The first days of the last months up to the one of that day, the oldest first."""
    return list(accumulate(repeat(-1, count - 1), month_after, initial=day.replace(day=1)))[::-1]


def month_after(first: date, months: int = 1) -> date:
    """The first day of the month that comes so many months after another one, or before it."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def begins(day: date, zone: tzinfo) -> datetime:
    """The moment, in UTC, at which a day begins in a zone.

    Where clocks are put forward at midnight it begins when they are: midnight itself is read as before the change.
    """
    return datetime.combine(day, time.min, zone).astimezone(UTC)

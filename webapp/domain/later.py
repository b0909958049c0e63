"""Until when a line of Today can be put off."""

from __future__ import annotations

from datetime import date, timedelta

from webapp.domain.weeks import monday
from webapp.domain.wording import N_, _

LONGEST = timedelta(days=366)

_WAYS = {
    "tomorrow": N_("Tomorrow"),
    "three-days": N_("In three days"),
    "monday": N_("Next Monday"),
    "week": N_("In a week"),
}


def choices(today: date) -> list[tuple[str, str]]:
    """Return the ways to put something off on a day, as (way, words); of two that mean the same day, the first."""
    days: dict[date, tuple[str, str]] = {}
    for way, words in _WAYS.items():
        days.setdefault(_day(way, today), (way, _(words)))
    return list(days.values())


def until(way: str, today: date) -> date | None:
    """Return the day on which something comes back that is put off that way, or until a day as "2026-11-30".

    None where that is neither, or no day of the year to come.
    """
    if way in _WAYS:
        return _day(way, today)
    try:
        day = date.fromisoformat(way)
    except ValueError:
        return None
    return day if today < day <= today + LONGEST else None


def _day(way: str, today: date) -> date:
    next_monday = monday(today) + timedelta(weeks=1)
    return next_monday if way == "monday" else today + timedelta(days={"tomorrow": 1, "three-days": 3, "week": 7}[way])

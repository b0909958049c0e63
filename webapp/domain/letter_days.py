"""The day that a letter names for a call: said exactly, not said exactly, or not to be kept."""

from __future__ import annotations

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from webapp.domain.wording import DAYS, _

_WEEKDAYS = tuple(name.lower() for name in day_name)
_MONTHS = tuple(name.lower() for name in month_name)[1:]
_DAY = "|".join(f"{name}|{name[:3]}" for name in _WEEKDAYS)
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _MONTHS)
_NAMED = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?P<near>tomorrow|today)
    | (?P<next>next\ )?(?P<weekday>{_DAY})\b
    | (?:the\ )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\ (?:of\ )?(?P<month>{_MONTH})\b(?:,?\ (?P<year>\d{{4}}))?
    | (?P<month2>{_MONTH})\.?\ (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\ (?P<year2>\d{{4}}))?
    | the\ (?P<nth>\d{{1,2}})(?:st|nd|rd|th)\b
    )""",
    re.VERBOSE,
)


def days(low: str, today: date) -> tuple[date, ...]:
    """Return the days that a sentence in lower case names; one with a date says it better than a day of the week.

    A day that is written without its year is the nearest such day, before today or after it.
    """
    exact: list[date] = []
    weekdays: list[date] = []
    for found in _NAMED.finditer(low):
        try:
            (weekdays if found["weekday"] else exact).extend(_read(found, today))
        except (ValueError, OverflowError):  # as 31 June
            continue
    return tuple(dict.fromkeys(exact or weekdays))


def wrong_weekday(low: str, day: date) -> str:
    """Return the name of a day of the week that stands beside a date and is not that of the day, else ""."""
    named = {_place(_WEEKDAYS, found["weekday"]) for found in _NAMED.finditer(low) if found["weekday"]}
    return _(DAYS[min(named)]) if named and day.weekday() not in named else ""


def _read(found: re.Match[str], today: date) -> Iterator[date]:
    if found["iso"]:
        yield date.fromisoformat(found["iso"])
    elif found["near"]:
        yield today + timedelta(days=found["near"] == "tomorrow")
    elif found["weekday"]:
        ahead = (_place(_WEEKDAYS, found["weekday"]) - today.weekday() - 1) % 7 + 1
        # "Next Friday" is the one of the week after this.
        yield today + timedelta(days=7 - today.weekday() + (today.weekday() + ahead) % 7 if found["next"] else ahead)
    elif found["nth"]:
        yield _nearest(today, today.year, today.month, int(found["nth"]))
    else:
        month = _place(_MONTHS, found["month"] or found["month2"]) + 1
        number, year = int(found["day"] or found["day2"]), found["year"] or found["year2"]
        years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
        sound = [date(one, month, number) for one in years if 1 <= number <= monthrange(one, month)[1]]
        yield from sorted(sound, key=lambda one: abs(one - today))[:1]


def _nearest(today: date, year: int, month: int, number: int) -> date:
    """The day of this month, or of the next where this month's is past."""
    if number < today.day:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, number)


def _place(names: tuple[str, ...], written: str) -> int:
    return next(place for place, name in enumerate(names) if name[:3] == written[:3])

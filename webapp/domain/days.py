"""Days as people write them in English, counted from a day; a day that is not sure is no day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

FARTHEST_YEARS = 10
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12,
}  # fmt: skip
_DAY_NAME = "|".join(f"{name}|{name[:3]}" for name in _WEEKDAYS) + "|tues|thur|thurs"
_MONTH_NAME = "|".join(f"{name}|{name[:3]}" for name in _MONTHS) + "|sept"
_FORMS = re.compile(
    rf"""(?:on\s+|by\s+)?(?:
      (?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})
    | in\s+(?P<number>\d{{1,3}}|{"|".join(_NUMBERS)})\s+(?P<unit>day|week|month|year)s?
    | (?P<near>today|tomorrow|next\s+week|next\s+month)
    | (?:(?P<next>next)\s+|this\s+)?(?P<weekday>{_DAY_NAME})\.?
    | (?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?
      (?P<month>{_MONTH_NAME})\.?(?:,?\s+(?P<year>\d{{4}}))?
    | (?P<month2>{_MONTH_NAME})\.?\s+(?:the\s+)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year2>\d{{4}}))?
    )(?![\w/-])""",
    re.IGNORECASE | re.VERBOSE,
)


def day_at_the_beginning(text: str, today: date) -> tuple[date | None, str]:
    """Return the day with which a text begins, and the rest of it; None and the text where it begins with none.

    Without a year it is the next such day, today included; a weekday is the next one after today.
    """
    match = _FORMS.match(text)
    if match is None:
        return None, text
    try:
        day = _day(match, today)
    except (ValueError, OverflowError):  # as 31 June
        day = None
    sound = day is not None and today <= day and day.year <= today.year + FARTHEST_YEARS
    return (day, text[match.end() :]) if sound else (None, text)


def _day(match: re.Match[str], today: date) -> date | None:
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return date(year, month, day)
    if match["number"]:
        return _later(today, _NUMBERS.get(match["number"].lower()) or int(match["number"]), match["unit"].lower())
    if match["near"]:
        return _near(" ".join(match["near"].lower().split()), today)
    if match["weekday"]:
        return _weekday(match["weekday"].lower(), today, next_week=bool(match["next"]))
    month = _place(_MONTHS, match["month"] or match["month2"]) + 1
    return _in_year(today, match["year"] or match["year2"], month, int(match["day"] or match["day2"]))


def _later(today: date, number: int, unit: str) -> date:
    if unit in {"day", "week"}:
        return today + timedelta(days=number * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 + number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    # A month after 31 January is the last day of February.
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _near(word: str, today: date) -> date:
    if word == "next month":
        return _later(today, 1, "month")
    return today + timedelta(days={"today": 0, "tomorrow": 1, "next week": 7}[word])


def _weekday(name: str, today: date, *, next_week: bool) -> date:
    """The next day of that name; "next friday" is the one of the week after this, which begins on Monday."""
    wanted = _place(_WEEKDAYS, name)
    if next_week:
        return today + timedelta(days=7 - today.weekday() + wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _in_year(today: date, year: str | None, month: int, day: int) -> date | None:
    if year:
        return date(int(year), month, day)
    # 29 February is up to eight years away.
    possible = (one for one in range(today.year, today.year + 9) if 1 <= day <= monthrange(one, month)[1])
    return next((found for one in possible if (found := date(one, month, day)) >= today), None)


def _place(names: tuple[str, ...], written: str) -> int:
    return next(place for place, name in enumerate(names) if name[:3] == written[:3].lower())

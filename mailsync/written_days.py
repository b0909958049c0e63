"""Days as people write them in six languages, told from the day of the mail; what can be read in two ways is no day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

# A day without a year is the next such day. One so far ahead was rather meant for a day that has passed.
AHEAD_WITHOUT_YEAR = timedelta(days=300)
AHEAD = timedelta(days=3 * 366)

_MONTH_NAMES = (
    "january jan januar jänner januari janvier janv enero ene gennaio gen",
    "february feb februar februari février fevrier févr fév febrero febbraio",
    "march mar märz maerz mrz maart mrt mars marzo",
    "april apr avril avr abril abr aprile",
    "may mai mei mayo maggio mag",
    "june jun juni juin junio giugno giu",
    "july jul juli juillet juil julio luglio lug",
    "august aug augustus août aout agosto ago",
    "september sep sept septembre septiembre settembre set",
    "october oct oktober okt octobre octubre ottobre ott",
    "november nov novembre noviembre",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre",
)
_DAY_NAMES = (
    "monday mon montag lundi lunes lunedì lunedi maandag",
    "tuesday tues tue dienstag mardi martes martedì martedi dinsdag",
    "wednesday wed mittwoch mercredi miércoles miercoles mercoledì mercoledi woensdag",
    "thursday thurs thur thu donnerstag jeudi jueves giovedì giovedi donderdag",
    "friday fri freitag vendredi viernes venerdì venerdi vrijdag",
    "saturday sat samstag sonnabend samedi sábado sabado sabato zaterdag",
    "sunday sun sonntag dimanche domingo domenica zondag",
)
_TOMORROW = "tomorrow morgen demain mañana domani"
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_DAYS = {name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()}


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


# Any other year behind a day is none to come back in, and the day is not one of this year.
_YEAR = r"(?:,?\s{1,2}(?:de\s|del\s)?(?P<year%d>20\d\d)\b)?(?!,?\s{1,2}(?:de\s|del\s)?\d{4,})"
_DATE = re.compile(
    rf"(?<![\w/.-])(?:(?P<weekday>{_any(_DAYS)})\b\.?,?\s{{0,2}}(?:(?:the|den|dem|der|le|el|il|de|op|día|on)\s)?)?(?:"
    r"(?P<iso>20\d\d-\d\d-\d\d)\b"
    rf"|(?P<day1>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?\s{{0,2}}(?:of\s|de\s|di\s)?(?P<month1>{_any(_MONTHS)})\b\.?"
    + _YEAR % 1
    + rf"|(?P<month2>{_any(_MONTHS)})\.?\s{{1,2}}(?:the\s)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:/.]\d)"
    + _YEAR % 2
    + r"|(?P<day3>\d{1,2})\.\s?(?P<month3>\d{1,2})(?:\.\s?(?P<year3>20\d\d|\d\d(?![\d:])))?(?![\w:])\.?"
    r"|(?P<one>\d{1,2})(?P<sep>[/-])(?P<two>\d{1,2})(?:(?P=sep)(?P<year4>20\d\d|\d\d))?(?![\w/:-])"
    rf"|(?P<tomorrow>{_TOMORROW.replace(' ', '|')})\b)"
    rf"|\b(?P<alone>{_any(_DAYS)})\b"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A day as it stands in a text: where, its weekday (Monday is 0), year, and the ways to read month and day.

    Without any way it is the next such weekday, or tomorrow.
    """

    start: int
    end: int
    weekday: int | None
    year: int | None
    ways: tuple[tuple[int, int], ...]
    tomorrow: bool = False


def written_days(low: str) -> Iterator[Written]:
    """The days of a text in lower case."""
    for found in _DATE.finditer(low):
        yield _read(found)


def _read(found: re.Match[str]) -> Written:
    where = (found.start(), found.end(), _DAYS.get(found["weekday"] or found["alone"] or ""))
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return Written(*where, year, ((month, day),))
    for place in ("1", "2"):
        if found[f"day{place}"]:
            month, day, written = _MONTHS[found[f"month{place}"]], int(found[f"day{place}"]), found[f"year{place}"]
            return Written(*where, int(written) if written else None, ((month, day),))
    if found["day3"]:
        return Written(*where, _full(found["year3"]), ((int(found["month3"]), int(found["day3"])),))
    if found["one"]:
        one, two = int(found["one"]), int(found["two"])
        return Written(*where, _full(found["year4"]), tuple(dict.fromkeys([(two, one), (one, two)])))
    return Written(*where, None, (), tomorrow=bool(found["tomorrow"]))


def _full(year: str | None) -> int | None:
    return int(year) % 100 + 2000 if year else None


def resolved(one: Written, sent: date, *, day_first: bool) -> date | None:
    """The day that is meant in a mail of that day, or None; `day_first` says that 3/4 is in April.

    Without that, 3/4 is a day only where its weekday or the calendar leave one way to read it.
    """
    if one.tomorrow:
        return sent + timedelta(days=1)
    if not one.ways:
        return sent + timedelta(days=((one.weekday or 0) - sent.weekday() - 1) % 7 + 1)
    ways = one.ways[:1] if day_first else one.ways
    days = {day for month, number in ways if (day := _next(one.year, month, number, sent))}
    if one.weekday is not None:
        days = {day for day in days if day.weekday() == one.weekday}
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and sent <= day <= sent + AHEAD else None


def _next(year: int | None, month: int, day: int, sent: date) -> date | None:
    with suppress(ValueError):
        if year is not None:
            return date(year, month, day)
        found = date(sent.year, month, day)
        found = found if found >= sent else date(sent.year + 1, month, day)
        return found if found - sent <= AHEAD_WITHOUT_YEAR else None
    return None

"""Time zones of calendars: a name that is known, or the definition that the calendar carries; never a guess."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

DEFINITION_LINES = 1000

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,3}")
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_BY_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Definitions = Mapping[str, Sequence[str]]


def offset(name: str, moment: datetime, definitions: Definitions) -> timedelta | None:
    """How far a clock at a TZID that shows `moment` is from UTC; None where the zone is unknown.

    A name of IANA or of Windows counts, then the VTIMEZONE of that name (the lines of which are given). The library's
    own look-up is not asked: it keeps a definition under its name for all calendars to come, and Exchange calls any
    zone "Customized Time Zone"; and it counts out rules by the second from the year 1601 on.
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    plain = name.strip(' "')
    known = _by_name(WINDOWS_TO_OLSON.get(plain, plain))
    if known is None and name in definitions:
        return _defined(definitions[name], moment)
    if known is None and plain.startswith("/"):
        # "/citadel.org/20070227_1/Europe/Berlin": the rest after the maker's prefix (RFC 5545, 3.2.19).
        steps = plain.split("/")[:8]
        known = next((found for at in range(2, len(steps)) if (found := _by_name("/".join(steps[at:])))), None)
    return known.utcoffset(moment) if known else None


def _by_name(name: str) -> tzinfo | None:
    if not _NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # OSError: "Europe" is a directory
        return None


def _defined(lines: Sequence[str], moment: datetime) -> timedelta | None:
    """The offset by a VTIMEZONE: that of the rule which came into force last; None where one is not understood."""
    try:
        onsets = [
            (onset, _read_offset(rule["TZOFFSETTO"][0]))
            for rule in _rules(lines[:DEFINITION_LINES])
            for onset in _onsets(rule, moment)
        ]
    except (ValueError, KeyError, OverflowError):
        return None
    return max(((onset, to) for onset, to in onsets if onset <= moment), default=(moment, None))[1]


def _rules(lines: Sequence[str]) -> Iterator[dict[str, list[str]]]:
    """The values of each STANDARD and DAYLIGHT by their names."""
    rule: dict[str, list[str]] = {}
    for row in lines:
        name, _, value = row.partition(":")
        name, value = name.partition(";")[0].strip().upper(), value.strip().upper()
        if name == "BEGIN":
            rule = {}
        elif name == "END":
            yield rule
        else:
            rule.setdefault(name, []).append(value)


def _read_offset(written: str) -> timedelta:
    found = _OFFSET.fullmatch(written)
    if found is None:
        raise ValueError("no offset")
    size = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    if size >= timedelta(hours=24):
        raise ValueError("no offset on this planet")
    return -size if found[1] == "-" else size


def _onsets(rule: Mapping[str, Sequence[str]], moment: datetime) -> Iterator[datetime]:
    """When a rule came into force, as far as it matters for the moment: once, on given days, or in the last years."""
    starts = _clock(rule["DTSTART"][0])
    yield starts
    for given in rule.get("RDATE", ()):
        yield from map(_clock, given.split(","))
    for written in rule.get("RRULE", ()):
        steps = dict(one.split("=", 1) for one in written.rstrip(";").split(";"))
        known = {"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "WKST"}
        if steps["FREQ"] != "YEARLY" or steps.get("INTERVAL", "1") != "1" or steps.keys() - known:
            raise ValueError("no rule of a zone")
        last = moment.year if "UNTIL" not in steps else min(moment.year, int(steps["UNTIL"][:4]))
        for year in range(max(starts.year, last - 1), last + 1):
            month, day = _day(steps, year, starts)
            yield starts.replace(year=year, month=month, day=day)


def _clock(written: str) -> datetime:
    return datetime.fromisoformat(written[:15]).replace(tzinfo=None)


def _day(steps: Mapping[str, str], year: int, starts: datetime) -> tuple[int, int]:
    """Month and day of a yearly rule: "the last Sunday", "the Sunday from the 8th to the 14th", or a date."""
    month = int(steps.get("BYMONTH", starts.month))
    length = calendar.monthrange(year, month)[1]
    if "BYMONTHDAY" in steps:
        days = [one if one > 0 else length + 1 + one for one in map(int, steps["BYMONTHDAY"].split(",")[:31])]
    else:
        days = list(range(1, length + 1)) if "BYDAY" in steps else [starts.day]
    place = 1
    if "BYDAY" in steps:
        weekday = _BY_DAY.fullmatch(steps["BYDAY"])
        if weekday is None:
            raise ValueError("no weekday")
        days = [one for one in days if calendar.weekday(year, month, one) == _DAYS.index(weekday[2])]
        place = int(weekday[1] or 1)
    if not 1 <= abs(place) <= len(days):
        raise ValueError("no day of that year")
    return month, days[place - 1 if place > 0 else place]

"""Time zones of calendars: a name that is known, or the definition that the calendar carries; never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo
from zoneinfo import ZoneInfo

DEFINITION_LINES = 400

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,3}")
# One moment a year, as all real zones have it: a rule by the second would be counted out from the year 1601 on.
_YEARLY = re.compile(
    r"(?:;?(?:FREQ=YEARLY|INTERVAL=1|BYMONTH=\d{1,2}|BYDAY=[+-]?[1-5]?[A-Z]{2}|BYMONTHDAY=-?\d{1,2}(?:,-?\d{1,2}){0,6}"
    r"|UNTIL=[\dTZ]{8,16}|WKST=[A-Z]{2}))+",
    re.IGNORECASE,
)


def zone(name: str, definitions: Mapping[str, list[str]]) -> tzinfo | None:
    """The zone of a TZID: an IANA name, a name of Windows, the calendar's own definition, or None.

    The library's own look-up is not asked: it keeps a definition under its name for all calendars to come, and every
    second Exchange server calls another zone "Customized Time Zone".
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    plain = name.strip(' "')
    known = _by_name(WINDOWS_TO_OLSON.get(plain, plain))
    if known is None and name in definitions:
        known = _defined(name, definitions[name])
    if known is None and plain.startswith("/"):
        # "/citadel.org/20070227_1/Europe/Berlin": the rest after the maker's prefix (RFC 5545, 3.2.19).
        steps = plain.split("/")
        known = next((found for at in range(2, len(steps)) if (found := _by_name("/".join(steps[at:])))), None)
    return known


def _by_name(name: str) -> tzinfo | None:
    if not _NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # OSError: "Europe" is a directory
        return None


def _defined(name: str, lines: list[str]) -> tzinfo | None:
    """The zone that a VTIMEZONE describes; None where it is broken or no zone that any place ever had."""
    from icalendar import Timezone

    rules = [line.partition(":")[2].strip() for line in lines if line[:5].upper() == "RRULE"]
    if len(lines) > DEFINITION_LINES or not all(_YEARLY.fullmatch(rule) for rule in rules):
        return None
    kept = [line for line in lines if line[:4].upper() != "TZID" and line[:2].upper() != "X-"]
    try:
        text = "\r\n".join(["BEGIN:VTIMEZONE", "TZID:defined", *kept, "END:VTIMEZONE", ""])
        read = Timezone.from_ical(text)
        return read.to_tz(lookup_tzid=False) if isinstance(read, Timezone) else None
    except Exception:  # what the library and dateutil below it raise for broken definitions is not documented
        return None

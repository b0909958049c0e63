"""The time zones that a user can choose: one a city, without the aliases that only programs use."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

_ALIASES = ("Etc/", "SystemV/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/", "posix/", "right/")


@cache
def names() -> tuple[str, ...]:
    """Return the names of the zones, as Europe/Berlin, with UTC first."""
    cities = (name for name in available_timezones() if "/" in name and not name.startswith(_ALIASES))
    return ("UTC", *sorted(cities))


def zone(name: str) -> ZoneInfo:
    """Return the zone of that name; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")

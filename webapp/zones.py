"""The time zones that a user can choose: one a city, without the aliases that only programs use."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

_ALIASES = ("Etc/", "SystemV/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/", "posix/", "right/")


@cache
def names() -> tuple[str, ...]:
    """Return the names of the zones, as Europe/Berlin, with UTC first."""
    cities = (name for name in available_timezones() if "/" in name and not name.startswith(_ALIASES))
    return ("UTC", *sorted(cities))

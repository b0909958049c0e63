"""From when to when something is, in words: hours of one day, of several days, or whole days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from webapp.domain.wording import _, long_day, weekday


def exact(moment: date) -> str:
    """Return the day with weekday and year, and of a time the minute."""
    day = _("%(weekday)s %(day)s", weekday=weekday(moment), day=long_day(moment, year=True))
    return _("%(day)s, %(clock)s", day=day, clock=clock(moment)) if isinstance(moment, datetime) else day


def clock(moment: datetime) -> str:
    """Return "18:30"."""
    return f"{moment:%H:%M}"


def whole_days(begins: datetime, ends: datetime) -> tuple[date, date] | None:
    """Return the first and the last day where it lasts from midnight to midnight."""
    first, after = begins.date(), ends.date()
    at_midnight = (begins.hour, begins.minute) == (ends.hour, ends.minute) == (0, 0)
    return (first, after - timedelta(days=1)) if at_midnight and after > first else None


def ends_of(begins: datetime, ends: datetime) -> tuple[str, str]:
    """Return when it begins and until when it lasts; no day is said twice, and a single whole day has no end ("").

    Both times are in the zone of whoever reads.
    """
    if days := whole_days(begins, ends):
        first, last = days
        return exact(first), "" if first == last else exact(last)
    return exact(begins), clock(ends) if begins.date() == ends.date() else exact(ends)


def in_words(begins: datetime, ends: datetime) -> str:
    """Return from when to when it is, as `ends_of`."""
    first, last = ends_of(begins, ends)
    return _("%(begins)s to %(ends)s", begins=first, ends=last) if last else first

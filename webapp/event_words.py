"""When an event is, in the words of lists and of Today: near days by name, whole days without hours."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from flask import Flask

from webapp import filters
from webapp.domain import spans
from webapp.domain.wording import _, capital
from webapp.models import utcnow

EVENING = 17


class Timed(Protocol):
    """What has a beginning and an end: an event, or one that was read in a file."""

    @property
    def starts_at(self) -> datetime:
        """When it begins."""

    @property
    def ends_at(self) -> datetime:
        """When it ends."""


def hours(event: Timed) -> tuple[str, str]:
    """Return when it begins and ends, with weekday and year; "" for the end of a single whole day."""
    return spans.ends_of(*_there(event))


def soon(event: Timed) -> str:
    """Return when it begins: "tomorrow, 18:30", or "tomorrow"."""
    return ", ".join(filter(None, (filters.day(event.starts_at), _clock(event))))


def now_or_soon(event: Timed) -> str:
    """Return when it begins, or until when it runs: "Tonight 18:30", "Now, until Thursday 17:00"."""
    if event.starts_at <= utcnow():
        return _running(event)
    begins, clock = filters.local(event.starts_at), _clock(event)
    if begins.date() != filters.today():
        day = filters.day(event.starts_at)
        return f"{capital(day)} {clock}".rstrip()
    return _("Tonight %(time)s", time=clock) if begins.hour >= EVENING else _("Today %(time)s", time=clock)


def _running(event: Timed) -> str:
    begins, ends = _there(event)
    today, days = filters.today(), spans.whole_days(begins, ends)
    if days:
        return _("All day") if days[1] == today else _("Now, until %(time)s", time=filters.day(days[1]))
    until = spans.clock(ends)
    return _("Now, until %(time)s", time=until if ends.date() == today else f"{filters.day(ends)} {until}")


def _clock(event: Timed) -> str:
    begins, ends = _there(event)
    return "" if spans.whole_days(begins, ends) else spans.clock(begins)


def _there(event: Timed) -> tuple[datetime, datetime]:
    return filters.local(event.starts_at), filters.local(event.ends_at)


def init_app(app: Flask) -> None:
    """Make them known to the templates."""
    for function in (hours, now_or_soon, soon):
        app.add_template_filter(function)

"""How pages write times (in the user's zone, in words where they are near) and addresses."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, g

from webapp import zones
from webapp.domain import spans
from webapp.domain.addresses import display
from webapp.domain.wording import _, month, ngettext, short_day, weekday
from webapp.models import utcnow


def zone() -> ZoneInfo:
    """Return the time zone of the user of this request; UTC where there is none."""
    person = g.get("user")
    return zones.zone(person.timezone if person else "UTC")


def local(moment: datetime) -> datetime:
    """Return the moment in the user's zone."""
    return moment.astimezone(zone())


def today() -> date:
    """Return the user's day."""
    return local(utcnow()).date()


def ago(moment: datetime) -> str:
    """Return the distance in words: "just now", "3 hours ago", "Tuesday", "14 Nov"."""
    seconds = (utcnow() - moment).total_seconds()
    if 0 <= seconds < 60:
        return _("just now")
    if 0 <= seconds < 3600:
        return ngettext("%(num)s minute ago", "%(num)s minutes ago", int(seconds // 60))
    if 0 <= seconds < 86400 and local(moment).date() == today():
        return ngettext("%(num)s hour ago", "%(num)s hours ago", int(seconds // 3600))
    return day(moment)


def day(moment: datetime | date) -> str:
    """Return the day in words where it is near, else as "14 Nov", with its year if that is not this one."""
    there = local(moment).date() if isinstance(moment, datetime) else moment
    now = today()
    distance = (there - now).days
    if is_near(there):
        return (_("yesterday"), _("today"), _("tomorrow"))[distance + 1]
    if -7 < distance < 7:
        return weekday(there)
    return short_day(there, year=there.year != now.year)


def is_near(day: date) -> bool:
    """Whether it is yesterday, today or tomorrow, which stand in a sentence without "on"."""
    return abs((day - today()).days) <= 1


def since(moment: datetime) -> str:
    """Return when a silence began: its day while that is near, then its month ("May", "May 2024")."""
    there = local(moment).date()
    if (today() - there).days < 60:
        return day(moment)
    return month(there, year=there.year != today().year)


def exact(moment: datetime | date) -> str:
    """Return the time to the minute, with weekday and year."""
    return spans.exact(local(moment) if isinstance(moment, datetime) else moment)


def init_app(app: Flask) -> None:
    """Make the filters known to the templates."""
    for function in (ago, day, exact, local, month, since):
        app.add_template_filter(function)
    app.add_template_filter(display, "shown")

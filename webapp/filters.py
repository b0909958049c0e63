"""How pages write times (in the user's zone, in words where they are near) and addresses."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, g

from webapp import zones
from webapp.domain.addresses import display
from webapp.domain.wording import month
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
        return "just now"
    if 0 <= seconds < 3600:
        return _count(int(seconds // 60), "minute")
    if 0 <= seconds < 86400 and local(moment).date() == today():
        return _count(int(seconds // 3600), "hour")
    return day(moment)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'} ago"


def day(moment: datetime | date) -> str:
    """Return the day in words where it is near, else as "14 Nov", with its year if that is not this one."""
    there = local(moment).date() if isinstance(moment, datetime) else moment
    distance = (there - today()).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if distance in near:
        return near[distance]
    if -7 < distance < 7:
        return there.strftime("%A")
    text = f"{there.day} {there:%b}"
    return text if there.year == today().year else f"{text} {there.year}"


def since(moment: datetime) -> str:
    """Return when a silence began: its day while that is near, then its month ("May", "May 2024")."""
    there = local(moment).date()
    if (today() - there).days < 60:
        return day(moment)
    return f"{there:%B}" if there.year == today().year else f"{there:%B %Y}"


def exact(moment: datetime | date) -> str:
    """Return the time to the minute, with weekday and year."""
    if isinstance(moment, datetime):
        there = local(moment)
        return f"{there:%A} {there.day} {there:%B %Y, %H:%M}"
    return f"{moment:%A} {moment.day} {moment:%B %Y}"


def init_app(app: Flask) -> None:
    """Make the filters known to the templates."""
    for function in (ago, day, exact, local, month, since):
        app.add_template_filter(function)
    app.add_template_filter(display, "shown")

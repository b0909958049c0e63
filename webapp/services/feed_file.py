"""A calendar feed as a file (RFC 5545), and the tag by which a calendar program sees that nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from webapp.services.feeds import Entry

LOOK_AGAIN = timedelta(hours=1)


def tag(entries: Sequence[Entry]) -> str:
    """Return what stays the same as long as the entries do; when the file was made is no part of it."""
    return sha256(repr(entries).encode()).hexdigest()[:32]


def written(entries: Sequence[Entry], now: datetime) -> bytes:
    """Return the file: times in UTC, which needs no zone's rules, and days where something is of whole days."""
    from icalendar import Calendar, Event, vDuration  # costs 10 MB, and hardly any request asks for it

    calendar = Calendar()
    calendar.add("prodid", "-//Fifty Cups//Fifty Cups//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Fifty Cups")
    calendar.add("x-wr-calname", "Fifty Cups")  # programs older than RFC 7986 know these two
    calendar.add("refresh-interval", vDuration(LOOK_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(LOOK_AGAIN))
    for one in entries:
        event = Event()
        event.add("uid", one.uid)
        event.add("sequence", one.sequence)
        event.add("dtstamp", now)  # with METHOD it says when this copy was made
        event.add("dtstart", one.starts)
        event.add("dtend", one.ends)
        event.add("summary", one.summary)
        event.add("status", one.status)
        event.add("transp", "TRANSPARENT" if one.all_day else "OPAQUE")
        for name, text in (("description", one.text), ("location", one.place)):
            if text:
                event.add(name, text)
        calendar.add_component(event)
    return bytes(calendar.to_ical())

"""What a digest says, in plain text: the day as Today shows it, or the brief of tomorrow's event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.text import line
from webapp.models import DigestKind
from webapp.services import brief, brief_text, contacts, events, feeds
from webapp.services.digests import Due
from webapp.services.feeds import Entry
from webapp.services.today import Today, today

MOST = 8  # lines of a section: what is more stands on Today
SINCE = timedelta(days=1)
Section = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """The subject and the text of a digest; `quiet` where there is nothing to say."""

    subject: str
    text: str
    quiet: bool = False


def words(session: Session, due: Due, now: datetime, zone: tzinfo, home: str) -> Words:
    """Return what a digest says now; `home` is the address of the pages."""
    if due.kind is DigestKind.EVE:
        return _eve(session, due, now, zone, home)
    found = today(session, due.user_id, due.day, zone, now - SINCE)
    sections = [one for one in _sections(session, due, found, zone) if one[1]]
    when = _written_day(due.day)
    if not sections:
        return Words(f"{when}: nothing is waiting", f"Nothing is waiting today, {when}.\n{_foot(home)}", quiet=True)
    parts = [f"{title}\n{_listed(lines)}" for title, lines in sections]
    return Words(f"Your day: {when}", "\n\n".join([when, *parts]) + "\n" + _foot(home))


def _eve(session: Session, due: Due, now: datetime, zone: tzinfo, home: str) -> Words:
    event = events.get(session, due.user_id, due.event_id)
    found = brief.brief(session, due.user_id, due.event_id, now, zone)
    text = brief_text.in_words(found, zone).strip()
    page = f"The brief on your phone: {home}/events/{event.id}/brief"
    return Words(f"Tomorrow: {line(event.name, 120)}", f"{text}\n\n{page}\n{_foot(home)}")


def _foot(home: str) -> str:
    return f"\n-- \nOpen Today: {home}/\nYou switched this mail on; change that at {home}/account#digest\n"


def _listed(lines: Sequence[str]) -> str:
    shown = [f"- {line(one, 400)}" for one in lines[:MOST]]
    return "\n".join([*shown, *([f"- and {len(lines) - MOST} more"] if len(lines) > MOST else [])])


def _sections(session: Session, due: Due, found: Today, zone: tzinfo) -> Iterable[Section]:
    """Yield the parts of the day in the order of Today, what has its hour first."""
    day = due.day
    begins = datetime.combine(day, time(), zone)
    meetings = feeds.meetings(session, due.user_id, begins, begins + timedelta(days=1), zone)
    yield "On your calendar", [_entry(one, day, zone) for one in meetings]
    yield "You owe thanks", _dues(found.thanks, day, zone)
    yield "They answered: what did you obtain?", _dues(found.to_note, day, zone)
    yield "Did it take place?", [f"{name}: {row.purpose}" for row, name in found.to_confirm]
    yield "Plan the interview", _dues(found.to_plan, day, zone)
    yield "Did not reach them", _dues(found.returned, day, zone)
    yield "They declined: ask who else could help", [one.name for one in found.declined]
    yield "Waiting for an answer", [_waiting(one, day) for one in found.waiting if one.clock and one.clock.day]
    yield "Follow-ups due", [f"{name}: {row.text} · {_near(row.due_on, day)}" for row, name in found.follow_ups]
    yield "Report back", [f"{one.name}: tell them how it went: {one.words}" for one in found.reports]
    yield "Up the chain", [f"Tell and thank {one.giver.name}: {_tiding(one)}" for one in found.tidings]
    yield "Look back", [f"{name}: what did you learn? {row.purpose}" for row, name in found.to_reflect]
    yield "Reconnect", [_silent(one, day, zone) for one in found.reconnect.people]
    questions = contacts.open_questions(session, due.user_id)
    if questions:
        yield "To triage", [f"{questions} {'question waits' if questions == 1 else 'questions wait'} for your word"]
    yield "Came in by itself since yesterday", _arrivals(session, due.user_id, found)


def _entry(one: Entry, day: date, zone: tzinfo) -> str:
    cancelled = " (cancelled)" if one.status == "CANCELLED" else ""
    return f"{one.hour(day, zone)} {one.summary}{f' · {one.place}' if one.place else ''}{cancelled}"


def _dues(dues: Iterable[Any], day: date, zone: tzinfo) -> list[str]:
    return [f"{one.name}: {one.words} · {_near(one.at.astimezone(zone).date(), day)}" for one in dues]


def _waiting(one: Any, day: date) -> str:
    ago = f"{one.days} business {'day' if one.days == 1 else 'days'} ago" if one.days else "today"
    due = " · come back to it today" if one.clock.due(day) else ""
    return f"{one.name}: {line(one.words, 200)} · asked {ago}{due}"


def _tiding(one: Any) -> str:
    return f"you {'met' if one.met else 'have something from'} {one.person.name}"


def _silent(one: Any, day: date, zone: tzinfo) -> str:
    return f"{one.name} · silent since {_near(one.silent_since.astimezone(zone).date(), day)}"


def _arrivals(session: Session, user_id: str, found: Today) -> list[str]:
    names = contacts.names_of(session, user_id, {row.contact_id for row, _ in found.came_in})
    return [
        f"{'From' if row.direction == 'in' else 'To'} {names.get(row.contact_id, 'somebody')}: "
        f"“{message.subject or 'no subject'}”"
        for row, message in found.came_in
    ]


def _near(one: date, today: date) -> str:
    """Return a day in words as pages have it: "yesterday", "Tuesday", "14 Nov", "14 Nov 2024"."""
    distance = (one - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if distance in near:
        return near[distance]
    if -7 < distance < 7:
        return f"{one:%A}"
    return f"{one.day} {one:%b}" if one.year == today.year else f"{one.day} {one:%b %Y}"


def _written_day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"

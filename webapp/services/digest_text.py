"""What a digest says, in plain text: the day as Today shows it, or the brief of tomorrow's event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.text import line
from webapp.domain.wording import N_, _, long_day, ngettext, short_day, weekday
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
        return Words(
            _("%(day)s: nothing is waiting", day=when),
            _("Nothing is waiting today, %(day)s.", day=when) + "\n" + _foot(home),
            quiet=True,
        )
    parts = [f"{title}\n{_listed(lines)}" for title, lines in sections]
    return Words(_("Your day: %(day)s", day=when), "\n\n".join([when, *parts]) + "\n" + _foot(home))


def _eve(session: Session, due: Due, now: datetime, zone: tzinfo, home: str) -> Words:
    event = events.get(session, due.user_id, due.event_id)
    found = brief.brief(session, due.user_id, due.event_id, now, zone)
    text = brief_text.in_words(found, zone).strip()
    page = _("The brief on your phone: %(url)s", url=f"{home}/events/{event.id}/brief")
    return Words(_("Tomorrow: %(event)s", event=line(event.name, 120)), f"{text}\n\n{page}\n{_foot(home)}")


def _foot(home: str) -> str:
    today_at = _("Open Today: %(url)s", url=f"{home}/")
    change_at = _("You switched this mail on; change that at %(url)s", url=f"{home}/account#digest")
    return f"\n-- \n{today_at}\n{change_at}\n"


def _listed(lines: Sequence[str]) -> str:
    shown = [f"- {line(one, 400)}" for one in lines[:MOST]]
    more = len(lines) - MOST
    return "\n".join([*shown, *([ngettext("- and %(num)s more", "- and %(num)s more", more)] if more > 0 else [])])


def _sections(session: Session, due: Due, found: Today, zone: tzinfo) -> Iterable[Section]:
    """Yield the parts of the day in the order of Today, what has its hour first."""
    day = due.day
    begins = datetime.combine(day, time(), zone)
    meetings = feeds.meetings(session, due.user_id, begins, begins + timedelta(days=1), zone)
    yield _("On your calendar"), [_entry(one, day, zone) for one in meetings]
    yield _("You owe thanks"), _dues(found.thanks, day, zone)
    yield _("They answered: what did you obtain?"), _dues(found.to_note, day, zone)
    yield _("Did it take place?"), [f"{name}: {row.purpose}" for row, name in found.to_confirm]
    yield _("Plan the interview"), _dues(found.to_plan, day, zone)
    yield _("Did not reach them"), _dues(found.returned, day, zone)
    yield _("They declined: ask who else could help"), [one.name for one in found.declined]
    yield _("Waiting for an answer"), [_waiting(one, day) for one in found.waiting if one.clock and one.clock.day]
    yield _("Follow-ups due"), [f"{name}: {row.text} · {_near(row.due_on, day)}" for row, name in found.follow_ups]
    yield (
        _("Report back"),
        [_("%(name)s: tell them how it went: %(what)s", name=one.name, what=one.words) for one in found.reports],
    )
    yield _("Up the chain"), [_tiding(one) for one in found.tidings]
    yield _("Who else should I speak to? May I use your name?"), [name for _row, name in found.to_close]
    yield (
        _("Look back"),
        [
            _("%(name)s: what did you learn? %(purpose)s", name=name, purpose=row.purpose)
            for row, name in found.to_reflect
        ],
    )
    yield _("Reconnect"), [_silent(one, day, zone) for one in found.reconnect.people]
    questions = contacts.open_questions(session, due.user_id)
    if questions:
        yield (
            _("To triage"),
            [ngettext("%(num)s question waits for your word", "%(num)s questions wait for your word", questions)],
        )
    yield _("Came in by itself since yesterday"), _arrivals(session, due.user_id, found)


def _entry(one: Entry, day: date, zone: tzinfo) -> str:
    cancelled = f" {_('(cancelled)')}" if one.status == "CANCELLED" else ""
    return f"{one.hour(day, zone)} {one.summary}{f' · {one.place}' if one.place else ''}{cancelled}"


def _dues(dues: Iterable[Any], day: date, zone: tzinfo) -> list[str]:
    return [f"{one.name}: {one.words} · {_near(one.at.astimezone(zone).date(), day)}" for one in dues]


def _waiting(one: Any, day: date) -> str:
    ago = ngettext("asked %(num)s business day ago", "asked %(num)s business days ago", one.days or 0)
    asked = ago if one.days else _("asked today")
    due = f" · {_('come back to it today')}" if one.clock.due(day) else ""
    return f"{one.name}: {line(one.words, 200)} · {asked}{due}"


def _tiding(one: Any) -> str:
    people = {"giver": one.giver.name, "name": one.person.name}
    if one.met:
        return _("Tell and thank %(giver)s: you met %(name)s", **people)
    return _("Tell and thank %(giver)s: you have something from %(name)s", **people)


def _silent(one: Any, day: date, zone: tzinfo) -> str:
    since = _near(one.silent_since.astimezone(zone).date(), day)
    return _("%(name)s · silent since %(day)s", name=one.name, day=since)


def _arrivals(session: Session, user_id: str, found: Today) -> list[str]:
    names = contacts.names_of(session, user_id, {row.contact_id for row, _message in found.came_in})
    said = {"in": N_("From %(name)s: “%(subject)s”"), "out": N_("To %(name)s: “%(subject)s”")}
    return [
        _(
            said["in" if row.direction == "in" else "out"],
            name=names.get(row.contact_id, _("somebody")), subject=message.subject or _("no subject"),
        )
        for row, message in found.came_in
    ]  # fmt: skip


def _near(one: date, today: date) -> str:
    """Return a day in words as pages have it: "yesterday", "Tuesday", "14 Nov", "14 Nov 2024"."""
    distance = (one - today).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if distance in near:
        return near[distance]
    if -7 < distance < 7:
        return weekday(one)
    return short_day(one, year=one.year != today.year)


def _written_day(day: date) -> str:
    return _("%(weekday)s %(day)s", weekday=weekday(day), day=long_day(day))

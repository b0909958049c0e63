"""What Today says of itself: why each line stands there, since when something is new, and what a quiet day is like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from flask import Flask

from webapp import filters
from webapp.models import Interview
from webapp.services.reconnect import Person, Unheard
from webapp.services.tidings import Tiding
from webapp.services.today import Due
from webapp.services.visits import AT_LEAST, BEFORE_THE_FIRST, Since

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "thanks": "You owe thanks",
        "to-note": "They answered: what did you obtain?",
        "to-confirm": "Did it take place?",
        "to-plan": "Plan the interview",
        "returned": "Did not reach them",
        "declined": "Ask who else could help",
        "waiting": "Waiting for an answer",
        "follow-ups": "Follow-ups due",
        "reports": "Report back",
        "tidings": "Up the chain",
        "to-reflect": "Look back",
        "reconnect": "Reconnect",
    }
)
_GAVE = {"meeting": "They gave you their time", "introduction": "They introduced you to somebody"}


def why_here(line: Any, kind: str) -> list[str]:
    """Return why a line stands in that section: what happened and when, and the rule that asks for it."""
    return _WHY[kind](line)


def _thanks(due: Due) -> list[str]:
    return [
        f"{_GAVE.get(due.source, 'They helped you')} on {filters.exact(due.at)}: {due.words}.",
        "One thank-you is owed for it, best within a day. A mail of yours that says thanks settles this by itself.",
    ]


def _to_note(due: Due) -> list[str]:
    return [
        f"This was on {filters.exact(due.at)}: {due.words}.",
        "An answer or a meeting is not yet something obtained. Say what it brought, or that it brought nothing.",
    ]


def _to_confirm(row: tuple[Interview, str]) -> list[str]:
    interview = row[0]
    return [
        f"It was planned for {filters.exact(interview.starts_at)} and its time is over.",
        "It counts as a meeting, and thanks are owed for it, only once you say that it took place.",
    ]


def _to_plan(due: Due) -> list[str]:
    return [
        f"You agreed to meet on {filters.exact(due.at)}, in {due.words}.",
        "No interview with them is planned yet. After two weeks this line goes by itself.",
    ]


def _returned(due: Due) -> list[str]:
    return [
        f"It came back as not delivered: {due.words.replace('their', 'your')}, of {filters.exact(due.at)}.",
        "What you asked in it was never read, so no answer is awaited.",
    ]


def _declined(due: Due) -> list[str]:
    return [
        f"They declined on {filters.exact(due.at)}, in {due.words}.",
        "Who cannot help often knows somebody who can; asking that is welcome nearly always.",
    ]


def _waiting(due: Due) -> list[str]:
    days = f"{due.days} business day{'' if due.days == 1 else 's'} ago"
    when = f"You asked on {filters.exact(due.at)}" + (f", {days}." if due.days and not due.due_at else ".")
    rule = (
        "You came back to it twice already; a third time would press them."
        if due.clock and due.clock.day is None
        else "It waits until they answer or decline. After how many days to come back to it is set under Account."
    )
    return [when, rule]


def _follow_ups(row: tuple[Any, str]) -> list[str]:
    follow_up = row[0]
    return [f"You noted it on {filters.exact(follow_up.created_at)}, for {filters.exact(follow_up.due_on)}."]


def _reports(due: Due) -> list[str]:
    return [
        f"You noted on {filters.exact(due.at)} what you did with what they gave you.",
        "Whoever gave something likes to hear how it went. A mail that tells them settles this by itself.",
    ]


def _tidings(one: Tiding) -> list[str]:
    happened = f"You met {one.person.name}" if one.met else f"You obtained something from {one.person.name}"
    how = "introduced you" if one.link.introduced else "gave you the name"
    gave = f"{one.giver.name} {how} on {filters.exact(one.link.at)}." if one.at_once else f"{one.giver.name} began it."
    return [f"{happened} on {filters.exact(one.at)}. {gave}", "Whoever led you to somebody is told what came of it."]


def _to_reflect(row: tuple[Interview, str]) -> list[str]:
    return [
        f"You met on {filters.exact(row[0].starts_at)} and noted nothing that you learned.",
        "What one learns fades within days. After a month this line goes by itself.",
    ]


def _reconnect(one: Person) -> list[str]:
    return [
        f"A tie that is {one.due.tier} is kept by a word every {one.cadence} days or so; it has been {one.due.silent}.",
        "The strongest ties come first, and no more than five a day.",
    ]


_WHY: Mapping[str, Callable[[Any], list[str]]] = MappingProxyType(
    {
        "thanks": _thanks,
        "to-note": _to_note,
        "to-confirm": _to_confirm,
        "to-plan": _to_plan,
        "returned": _returned,
        "declined": _declined,
        "waiting": _waiting,
        "follow-ups": _follow_ups,
        "reports": _reports,
        "tidings": _tidings,
        "to-reflect": _to_reflect,
        "reconnect": _reconnect,
    }
)


_SPANS = {AT_LEAST: "in the last six hours", BEFORE_THE_FIRST: "in the last two days"}


def since_when(since: Since) -> str:
    """Return since when something is new: "since yesterday 18:40"; where that was just now, "in the last six hours"."""
    return _SPANS[since.span] if since.span else f"since {_moment(since.at)}"


def _moment(moment: datetime) -> str:
    there, day = filters.local(moment), filters.day(moment)
    return f"{there:%H:%M}" if day == "today" else f"{day} {there:%H:%M}"


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def unheard_said(unheard: Unheard) -> str:
    """Return who waits for a word on a day on which nothing does; "" where there is nobody."""
    if not unheard.since:
        return ""
    count = _NUMBERS[unheard.count] if unheard.count < len(_NUMBERS) else f"{unheard.count:,}"
    who = "person has" if unheard.count == 1 else "people have"
    return f"{count} {who} not heard from you since {filters.since(unheard.since)}."


def news(one: Tiding) -> str:
    """Return what a giver does not know yet, and their part in it."""
    what = f"you {'met' if one.met else 'have something from'} {one.person.name}"
    part = "introduced you" if one.link.introduced else "gave you the name"
    return f"{what}; {one.giver.name} {part}" if one.at_once else f"{what}; {one.giver.name} led you to who named them"


def init_app(app: Flask) -> None:
    """Make the words known to the templates."""
    for function in (why_here, news, since_when, unheard_said):
        app.add_template_filter(function)
    app.jinja_env.globals["SECTIONS"] = SECTIONS

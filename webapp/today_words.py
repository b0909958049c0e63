"""What Today says of itself: why each line stands there, since when something is new, and what a quiet day is like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from flask import Flask

from webapp import event_words, filters
from webapp.domain.strength import TIERS
from webapp.domain.whose_words import yours
from webapp.domain.wording import N_, _, ngettext
from webapp.models import Event, Interview
from webapp.services.events_today import SOON
from webapp.services.hosts import Host
from webapp.services.proposals import BY_HAND
from webapp.services.reconnect import Person, Unheard
from webapp.services.tidings import Tiding
from webapp.services.today import Due
from webapp.services.triage import Item
from webapp.services.visits import AT_LEAST, BEFORE_THE_FIRST, Since
from webapp.words import sentence

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "thanks": N_("You owe thanks"),
        "to-note": N_("They answered: what did you obtain?"),
        "to-confirm": N_("Did it take place?"),
        "to-plan": N_("Plan the interview"),
        "returned": N_("Did not reach them"),
        "declined": N_("Ask who else could help"),
        "waiting": N_("Waiting for an answer"),
        "follow-ups": N_("Follow-ups due"),
        "reports": N_("Report back"),
        "tidings": N_("Up the chain"),
        "to-close": N_("The two closing questions"),
        "to-reflect": N_("Look back"),
        "reconnect": N_("Reconnect"),
        "events-soon": N_("Soon"),
        "events-after": N_("After the event"),
        "hosts": N_("Thank the host"),
        "triage": N_("To triage"),
    }
)
_GAVE = {
    "meeting": N_("They gave you their time on %(day)s: %(words)s."),
    "introduction": N_("They introduced you to somebody on %(day)s: %(words)s."),
}
_HELPED = N_("They helped you on %(day)s: %(words)s.")


def why_here(line: Any, kind: str) -> list[str]:
    """Return why a line stands in that section: what happened and when, and the rule that asks for it."""
    return _WHY[kind](line)


def _thanks(due: Due) -> list[str]:
    return [
        _(_GAVE.get(due.source, _HELPED), day=filters.exact(due.at), words=due.words),
        _("One thank-you is owed for it, best within a day. A mail of yours that says thanks settles this by itself."),
    ]


def _to_note(due: Due) -> list[str]:
    return [
        _("This was on %(day)s: %(words)s.", day=filters.exact(due.at), words=due.words),
        _("An answer or a meeting is not yet something obtained. Say what it brought, or that it brought nothing."),
    ]


def _to_confirm(row: tuple[Interview, str]) -> list[str]:
    interview = row[0]
    return [
        _("It was planned for %(day)s and its time is over.", day=filters.exact(interview.starts_at)),
        _("It counts as a meeting, and thanks are owed for it, only once you say that it took place."),
    ]


def _to_plan(due: Due) -> list[str]:
    return [
        _("You agreed to meet on %(day)s, in %(words)s.", day=filters.exact(due.at), words=due.words),
        _("No interview with them is planned yet. After two weeks this line goes by itself."),
    ]


def _returned(due: Due) -> list[str]:
    return [
        _(
            "It came back as not delivered: %(words)s, of %(day)s.",
            words=yours(due.words),
            day=filters.exact(due.at),
        ),
        _("What you asked in it was never read, so no answer is awaited."),
    ]


def _declined(due: Due) -> list[str]:
    welcome = _("Who cannot help often knows somebody who can; asking that is welcome nearly always.")
    if due.source == BY_HAND:
        noted = _("You noted on %(day)s that they declined: “%(words)s”", day=filters.exact(due.at), words=due.words)
        return [noted, welcome, _("After two weeks this line goes by itself.")]
    return [_("They declined on %(day)s, in %(words)s.", day=filters.exact(due.at), words=due.words), welcome]


def _waiting(due: Due) -> list[str]:
    asked = filters.exact(due.at)
    when = _("You asked on %(day)s.", day=asked)
    if due.days and not due.due_at:
        when = ngettext(
            "You asked on %(day)s, %(num)s business day ago.",
            "You asked on %(day)s, %(num)s business days ago.",
            due.days,
            day=asked,
        )
    rule = (
        _("You came back to it twice already; a third time would press them.")
        if due.clock and due.clock.day is None
        else _("It waits until they answer or decline. After how many days to come back to it is set under Account.")
    )
    return [when, rule]


def _follow_ups(row: tuple[Any, str]) -> list[str]:
    follow_up = row[0]
    noted, due = filters.exact(follow_up.created_at), filters.exact(follow_up.due_on)
    return [_("You noted it on %(noted)s, for %(due)s.", noted=noted, due=due)]


def _reports(due: Due) -> list[str]:
    return [
        _("You noted on %(day)s what you did with what they gave you.", day=filters.exact(due.at)),
        _("Whoever gave something likes to hear how it went. A mail that tells them settles this by itself."),
    ]


def _tidings(one: Tiding) -> list[str]:
    happened = N_("You met %(name)s on %(day)s.") if one.met else N_("You obtained something from %(name)s on %(day)s.")
    gave = N_("%(name)s began it.")
    if one.at_once and one.link.introduced:
        gave = N_("%(name)s introduced you on %(day)s.")
    elif one.at_once:
        gave = N_("%(name)s gave you the name on %(day)s.")
    first = _(happened, name=one.person.name, day=filters.exact(one.at))
    second = _(gave, name=one.giver.name, day=filters.exact(one.link.at))
    return [f"{first} {second}", _("Whoever led you to somebody is told what came of it.")]


def _to_close(row: tuple[Interview, str]) -> list[str]:
    return [
        _("You met on %(day)s, and neither answer is noted.", day=filters.exact(row[0].starts_at)),
        _(
            "Each talk closes with both: that is how one person leads to the next. Where you did not ask, save them "
            "without an answer. After a month this line goes by itself."
        ),
    ]


def _to_reflect(row: tuple[Interview, str]) -> list[str]:
    return [
        _("You met on %(day)s and noted nothing that you learned.", day=filters.exact(row[0].starts_at)),
        _("What one learns fades within days. After a month this line goes by itself."),
    ]


def _reconnect(one: Person) -> list[str]:
    return [
        _(
            "A tie that is %(tier)s is kept by a word every %(days)s days or so; it has been %(silent)s.",
            tier=_(TIERS[one.due.tier]),
            days=one.cadence,
            silent=one.due.silent,
        ),
        _("The strongest ties come first, and no more than five a day."),
    ]


def _events_soon(event: Event) -> list[str]:
    return [
        _("It stands among your events, for %(moment)s.", moment=event_words.hours(event)[0]),
        _(
            "An event stands here from %(hours)s hours before it begins until it ends.",
            hours=SOON // timedelta(hours=1),
        ),
    ]


def _events_after(event: Event) -> list[str]:
    return [
        _("It was on %(day)s, and you are not done with it yet.", day=_day_of(event)),
        _("Whoever you met still knows you for a few days. After two weeks this line goes by itself."),
    ]


def _hosts(host: Host) -> list[str]:
    return [
        _("%(name)s had you at %(event)s on %(day)s.", name=host.name, event=host.event.name, day=_day_of(host.event)),
        _("One thank-you is owed to a host; one in your Sent mail settles this by itself. After two weeks it goes."),
    ]


def _day_of(event: Event) -> str:
    return filters.exact(filters.local(event.starts_at).date())


def _triage(item: Item) -> list[str]:
    return [sentence(item.row.reason), _("It waits for your word; put off, it still stands under Triage.")]


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
        "to-close": _to_close,
        "to-reflect": _to_reflect,
        "reconnect": _reconnect,
        "events-soon": _events_soon,
        "events-after": _events_after,
        "hosts": _hosts,
        "triage": _triage,
    }
)


_SPANS = {AT_LEAST: N_("in the last six hours"), BEFORE_THE_FIRST: N_("in the last two days")}


def since_when(since: Since) -> str:
    """Return since when something is new: "since yesterday 18:40"; where that was just now, "in the last six hours"."""
    return _(_SPANS[since.span]) if since.span else _("since %(moment)s", moment=_moment(since.at))


def _moment(moment: datetime) -> str:
    there = filters.local(moment)
    return f"{there:%H:%M}" if there.date() == filters.today() else f"{filters.day(moment)} {there:%H:%M}"


# fmt: off
_NUMBERS = (
    N_("No"), N_("One"), N_("Two"), N_("Three"), N_("Four"), N_("Five"), N_("Six"), N_("Seven"), N_("Eight"),
    N_("Nine"), N_("Ten"), N_("Eleven"), N_("Twelve"),
)
# fmt: on


def unheard_said(unheard: Unheard) -> str:
    """Return who waits for a word on a day on which nothing does; "" where there is nobody."""
    if not unheard.since:
        return ""
    return ngettext(
        "%(count)s person has not heard from you since %(day)s.",
        "%(count)s people have not heard from you since %(day)s.",
        unheard.count,
        count=_(_NUMBERS[unheard.count]) if unheard.count < len(_NUMBERS) else f"{unheard.count:,}",
        day=filters.since(unheard.since),
    )


def news(one: Tiding) -> str:
    """Return what a giver does not know yet, and their part in it."""
    what = N_("you met %(name)s") if one.met else N_("you have something from %(name)s")
    part = N_("%(name)s led you to who named them")
    if one.at_once:
        part = N_("%(name)s introduced you") if one.link.introduced else N_("%(name)s gave you the name")
    return f"{_(what, name=one.person.name)}; {_(part, name=one.giver.name)}"


def init_app(app: Flask) -> None:
    """Make the words known to the templates."""
    for function in (why_here, news, since_when, unheard_said):
        app.add_template_filter(function)
    app.jinja_env.globals["SECTIONS"] = SECTIONS

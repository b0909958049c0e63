"""Ways to give (docs/method.md §4): which of them fit somebody, from what is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice

from webapp.domain.strength import Tier
from webapp.domain.wording import _

MOST = 4
AGAIN_AFTER = timedelta(days=60)
SILENT = timedelta(days=30)


class Way(StrEnum):
    """The ways to give, as in docs/method.md §4."""

    SHARE = "share"
    SHOW = "show"
    HONOUR = "honour"
    BREAK = "break"
    FAVOUR = "favour"
    COMPANY = "company"
    CUSTOMERS = "customers"
    INTRODUCTION = "introduction"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a contact that a give can begin with; each entry is in words, or the name of a person.

    `asked_you` is what they asked the user for, `thanks_due` and `to_report` what is open towards them. `owes` are the
    mutual contacts to whom they owe a favour and `owed_by` those who owe them one, each with what it was. `to_meet` are
    people of the user's whom they may like to know, with what they share. `research` is what the user found out about
    their organisation, `in_transition` whether they look for something new themselves. `given` says when each way
    was given last.
    """

    organisation: str = ""
    research: str = ""
    asked_you: Sequence[str] = ()
    thanks_due: Sequence[str] = ()
    to_report: Sequence[str] = ()
    owes: Sequence[tuple[str, str]] = ()
    owed_by: Sequence[tuple[str, str]] = ()
    to_meet: Sequence[tuple[str, str]] = ()
    in_transition: bool = False
    tier: Tier = Tier.DISTANT
    last_at: datetime | None = None
    given: dict[Way, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WayToGive:
    """One idea: the way, what to do, and why it fits."""

    way: Way
    text: str
    why: str


def ways(known: Known, now: datetime) -> tuple[WayToGive, ...]:
    """Return the ways to give that fit, the most fitting first; what was given that way lately is not named again."""
    return tuple(islice(_fitting(known, now), MOST))


def best(known: Known, now: datetime) -> str:
    """Return the most fitting one in words."""
    return next((one.text for one in _fitting(known, now)), "")


def _fitting(known: Known, now: datetime) -> Iterator[WayToGive]:
    named: set[Way] = set()
    for one in _ideas(known, now):
        lately = one.way in known.given and now - known.given[one.way] < AGAIN_AFTER and one.way not in _OWED
        if not lately and one.way not in named:
            named.add(one.way)
            yield one


# What they are waiting for is named however lately something was given that way.
_OWED = frozenset({Way.RETURN, Way.HONOUR})


def _ideas(known: Known, now: datetime) -> Iterator[WayToGive]:
    """Yield what fits: first what they wait for, then whom it connects, then what is known, last what always fits."""
    for asked in known.asked_you[:1]:
        text = _("Give them what they asked for: %(asked)s", asked=asked)
        yield WayToGive(Way.RETURN, text, _("They asked you, and it is open."))
    for thing in known.thanks_due[:1]:
        text = _("Thank them for %(thing)s", thing=thing)
        yield WayToGive(Way.HONOUR, text, _("A sincere thank-you honours what they know."))
    for thing in known.to_report[:1]:
        text = _("Tell them what came of it: %(thing)s", thing=thing)
        yield WayToGive(Way.HONOUR, text, _("People like to hear that they were of use."))
    yield from _favours(known)
    for name, shared in known.to_meet[:1]:
        text = _("Introduce them to %(name)s", name=name)
        yield WayToGive(Way.INTRODUCTION, text, _("What the two share: %(shared)s. Ask both first.", shared=shared))
    if known.research:
        yield WayToGive(Way.SHARE, _find(known), _("You looked into it: %(research)s", research=known.research))
    if known.in_transition:
        yield WayToGive(
            Way.SHOW, _("Show them how you go about your search"), _("They look for something new as well.")
        )
        yield WayToGive(
            Way.COMPANY, _("Ask how they are, and share what you learned"), _("You know what they go through.")
        )
    if known.tier.rank >= Tier.ACQUAINTED.rank and known.last_at and now - known.last_at >= SILENT:
        text = _("Ask them out for a coffee, for nothing in particular")
        yield WayToGive(Way.BREAK, text, _("It breaks the routine."))
    if known.organisation:
        text = _("Name %(organisation)s to somebody who needs what they make", organisation=known.organisation)
        yield WayToGive(Way.CUSTOMERS, text, _("New customers are welcome everywhere."))
    yield WayToGive(
        Way.SHARE, _("Share something that you learned in your talks"), _("You hear more than most who are busy.")
    )


def _favours(known: Known) -> Iterator[WayToGive]:
    for name, what in known.owes[:1]:
        why = _(
            "They owe %(name)s a favour (%(what)s): helping somebody %(name)s cares for is a way to repay it.",
            name=name, what=what,
        )  # fmt: skip
        yield WayToGive(Way.FAVOUR, _("Mention %(name)s when you ask them", name=name), why)
    for name, what in known.owed_by[:1]:
        why = _("%(name)s owes them a favour (%(what)s) and may be glad of a way to repay it.", name=name, what=what)
        yield WayToGive(Way.FAVOUR, _("Ask %(name)s what would help them", name=name), why)


def _find(known: Known) -> str:
    if not known.organisation:
        return _("Send them what you come across about their work")
    return _("Send them what you come across about %(organisation)s", organisation=known.organisation)

"""Ways to give (docs/method.md §4): which of them fit somebody, from what is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.domain.strength import Tier

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
    fitting: dict[Way, WayToGive] = {}
    for one in _ideas(known, now):
        if one.way not in known.given or now - known.given[one.way] >= AGAIN_AFTER or one.way in _OWED:
            fitting.setdefault(one.way, one)
    return tuple(fitting.values())[:MOST]


# What they are waiting for is named however lately something was given that way.
_OWED = frozenset({Way.RETURN, Way.HONOUR})


def _ideas(known: Known, now: datetime) -> Iterator[WayToGive]:
    """Yield what fits: first what they wait for, then whom it connects, then what is known, last what always fits."""
    for asked in known.asked_you[:1]:
        yield WayToGive(Way.RETURN, f"Give them what they asked for: {asked}", "They asked you, and it is open.")
    for thing in known.thanks_due[:1]:
        yield WayToGive(Way.HONOUR, f"Thank them for {thing}", "A sincere thank-you honours what they know.")
    for thing in known.to_report[:1]:
        yield WayToGive(Way.HONOUR, f"Tell them what came of it: {thing}", "People like to hear that they were of use.")
    for name, what in known.owes[:1]:
        why = f"They owe {name} a favour ({what}): helping somebody {name} cares for is a way to repay it."
        yield WayToGive(Way.FAVOUR, f"Mention {name} when you ask them", why)
    for name, what in known.owed_by[:1]:
        why = f"{name} owes them a favour ({what}) and may be glad of a way to repay it."
        yield WayToGive(Way.FAVOUR, f"Ask {name} what would help them", why)
    for name, shared in known.to_meet[:1]:
        yield WayToGive(Way.INTRODUCTION, f"Introduce them to {name}", f"What the two share: {shared}. Ask both first.")
    if known.research:
        text = f"Send them what you come across about {known.organisation or 'their work'}"
        yield WayToGive(Way.SHARE, text, f"You looked into it: {known.research}")
    if known.in_transition:
        yield WayToGive(Way.SHOW, "Show them how you go about your search", "They look for something new as well.")
        yield WayToGive(Way.COMPANY, "Ask how they are, and share what you learned", "You know what they go through.")
    if known.tier.rank >= Tier.ACQUAINTED.rank and known.last_at and now - known.last_at >= SILENT:
        yield WayToGive(Way.BREAK, "Ask them out for a coffee, for nothing in particular", "It breaks the routine.")
    if known.organisation:
        text = f"Name {known.organisation} to somebody who needs what they make"
        yield WayToGive(Way.CUSTOMERS, text, "New customers are welcome everywhere.")
    yield WayToGive(
        Way.SHARE, "Share something that you learned in your talks", "You hear more than most who are busy."
    )

"""Strength (docs/method.md §1): how much a relationship bears, measured from what happened and never typed in.

The scale is the borrowing test: from whom would one borrow ten, a hundred, a thousand?
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.domain.wording import N_, _, ngettext


class Tier(StrEnum):
    """The four tiers, weakest first."""

    DISTANT = "distant"
    ACQUAINTED = "acquainted"
    WARM = "warm"
    CLOSE = "close"

    @property
    def rank(self) -> int:
        """The place among the tiers, 0 for the weakest."""
        return _RANKS[self]


_RANKS = {tier: place for place, tier in enumerate(Tier)}
# What they are called inside a sentence.
TIERS = {
    Tier.DISTANT: N_("distant"),
    Tier.ACQUAINTED: N_("acquainted"),
    Tier.WARM: N_("warm"),
    Tier.CLOSE: N_("close"),
}
# What one would lend or borrow without a second thought, in the user's own money.
BORROWING = {Tier.DISTANT: 0, Tier.ACQUAINTED: 10, Tier.WARM: 100, Tier.CLOSE: 1000}


@dataclass(frozen=True, slots=True)
class Measures:
    """What strength is measured from.

    `exchanges` counts a message answered by the other side, `meetings` one-on-ones, `received` what was obtained from
    them, `given` what was done for them. `last_at` is when they last wrote or met the user, None for never.
    """

    exchanges: int = 0
    meetings: int = 0
    received: int = 0
    given: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: at least this much happened, and they were silent for at most `days`."""

    tier: Tier
    exchanges: int
    meetings: int
    received: int
    given: int
    days: int


# The first row that fits names the tier; none fits: distant. Every row contains a weaker one with a longer silence, so
# that a relationship fades step by step. docs/method.md §1 holds the same table with a worked example of each row.
RULES = (
    Rule(Tier.CLOSE, exchanges=6, meetings=3, received=1, given=1, days=180),
    Rule(Tier.WARM, exchanges=2, meetings=1, received=1, given=0, days=365),
    Rule(Tier.WARM, exchanges=2, meetings=1, received=0, given=1, days=365),
    Rule(Tier.WARM, exchanges=6, meetings=0, received=1, given=1, days=365),
    Rule(Tier.ACQUAINTED, exchanges=0, meetings=1, received=0, given=0, days=1095),
    Rule(Tier.ACQUAINTED, exchanges=1, meetings=0, received=0, given=0, days=1095),
)


def tier(measures: Measures, now: datetime) -> Tier:
    """The tier of a relationship as it is now."""
    silent = silent_days(measures.last_at, now)
    fitting = (rule.tier for rule in RULES if silent is not None and silent <= rule.days and _enough(measures, rule))
    return next(fitting, Tier.DISTANT)


def silent_days(last_at: datetime | None, now: datetime) -> int | None:
    """For how many whole days nothing was heard of somebody, None where nothing ever was."""
    return None if last_at is None else max((now - last_at) // timedelta(days=1), 0)


def reasons(measures: Measures, now: datetime) -> tuple[str, ...]:
    """What a tier rests on, in short phrases, and whether it was higher before they fell silent."""
    silent = silent_days(measures.last_at, now)
    if silent is None:
        return (_("Nothing was heard of them yet"),)
    return (*_counted(measures), _heard(silent), *_faded(measures, now))


def _enough(measures: Measures, rule: Rule) -> bool:
    return (
        measures.exchanges >= rule.exchanges
        and measures.meetings >= rule.meetings
        and measures.received >= rule.received
        and measures.given >= rule.given
    )


def _counted(measures: Measures) -> Iterator[str]:
    if measures.meetings:
        yield ngettext("Met once", "Met %(num)s times", measures.meetings)
    if measures.exchanges:
        yield ngettext("Wrote to each other once", "Wrote to each other %(num)s times", measures.exchanges)
    if measures.received:
        yield ngettext("They gave once", "They gave %(num)s times", measures.received)
    if measures.given:
        yield ngettext("You gave once", "You gave %(num)s times", measures.given)


def _heard(silent: int) -> str:
    if silent == 0:
        return _("In touch today")
    return ngettext("Silent for a day", "Silent for %(num)s days", silent)


def _faded(measures: Measures, now: datetime) -> Iterator[str]:
    before = next((rule.tier for rule in RULES if _enough(measures, rule)), Tier.DISTANT)
    if before is not tier(measures, now):
        yield _("It was %(tier)s before", tier=_(TIERS[before]))

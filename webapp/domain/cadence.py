"""Cadence (docs/method.md §1): how long a tie may be silent before it is due to be reconnected, and whose day it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from webapp.domain.strength import Tier, silent_days

# Days of silence after which somebody is dormant, unless the user set others for them.
CADENCE: Mapping[Tier, int] = MappingProxyType({Tier.CLOSE: 30, Tier.WARM: 90, Tier.ACQUAINTED: 180, Tier.DISTANT: 365})
A_DAY = 5  # people to be reconnected on one day: more are a chore, and nobody writes six good letters a day
PATIENCE = 3  # messages without an answer after which it is time to rest
PAUSE = timedelta(days=30)  # after a message of the user's, and after "not now"


@dataclass(frozen=True, slots=True)
class Tie:
    """One relationship: `heard_at` is when they last wrote or met the user, `wrote_at` when the user last wrote.

    `unanswered` counts the user's messages since then that asked for an answer, `override` is the cadence that the
    user set (0 for never), `after` the day before which they do not want to be reminded.
    """

    id: str
    tier: Tier
    heard_at: datetime | None
    wrote_at: datetime | None = None
    unanswered: int = 0
    override: int | None = None
    after: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody due to be reconnected: silent for so many days, which is `over` longer than their cadence."""

    id: str
    tier: Tier
    silent: int
    over: int


def cadence(tier: Tier, override: int | None = None) -> int | None:
    """The days of silence that a tie bears, None for any number."""
    return CADENCE[tier] if override is None else override or None


def dormant(tier: Tier, last_at: datetime | None, now: datetime, override: int | None = None) -> bool:
    """Whether somebody of whom something was heard once is silent for longer than their cadence."""
    return _over(tier, last_at, now, override) > 0


def rests(unanswered: int) -> bool:
    """Whether so many messages in a row went unanswered that another one would pester."""
    return unanswered >= PATIENCE


def due(tie: Tie, now: datetime, today: date) -> Due | None:
    """Say how due somebody is to be reconnected; None where they are not, or where it is better to wait."""
    over = _over(tie.tier, tie.heard_at, now, tie.override)
    lately = tie.wrote_at and tie.heard_at and tie.heard_at < tie.wrote_at and now - tie.wrote_at < PAUSE
    later = tie.after is not None and today < tie.after
    if over <= 0 or lately or later or rests(tie.unanswered):
        return None
    return Due(tie.id, tie.tier, silent_days(tie.heard_at, now) or 0, over)


def of_day(ties: Iterable[Tie], now: datetime, today: date) -> tuple[Due, ...]:
    """The few that are due most: the strongest tie first, and of equals the one that fell silent for longest.

    Given the ties as they were when the day began, it is the same list all day.
    """
    found = [one for tie in ties if (one := due(tie, now, today))]
    return tuple(sorted(found, key=lambda one: (-one.tier.rank, -one.over, one.id))[:A_DAY])


def _over(tier: Tier, heard_at: datetime | None, now: datetime, override: int | None) -> int:
    days, silent = cadence(tier, override), silent_days(heard_at, now)
    return 0 if days is None or silent is None else silent - days

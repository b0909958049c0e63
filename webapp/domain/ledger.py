"""The ledger of a relationship (docs/method.md §4): takes and gives over time, a trend and never a debt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from webapp.domain.weeks import last_months
from webapp.domain.wording import _

MONTHS = 12
LATELY = timedelta(days=182)
# "Only takes, for a long time": at least that many since the last give, the first of them that long ago.
ONLY_TAKES, FOR_LONG = 2, timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Month:
    """What was taken and given in the month that begins on `first`."""

    first: date
    takes: int
    gives: int


@dataclass(frozen=True, slots=True)
class Balance:
    """All in all `taken` and `given`, the last twelve months, whether only takes came for long, and it in words."""

    taken: int
    given: int
    months: tuple[Month, ...]
    only_takes: bool
    words: str


def balance(takes: Iterable[datetime], gives: Iterable[datetime], now: datetime, zone: tzinfo) -> Balance:
    """Weigh what was taken against what was given, by the months of the user's zone."""
    taken, given = sorted(takes), sorted(gives)
    flagged = _only_takes(taken, given, now)
    return Balance(
        len(taken), len(given), _months(taken, given, now, zone), flagged, _words(taken, given, now, flagged)
    )


def _only_takes(taken: Sequence[datetime], given: Sequence[datetime], now: datetime) -> bool:
    since = [at for at in taken if not given or at > given[-1]]
    return len(since) >= ONLY_TAKES and now - since[0] >= FOR_LONG


def _words(taken: Sequence[datetime], given: Sequence[datetime], now: datetime, flagged: bool) -> str:
    if not taken and not given:
        return _("Nothing is noted yet, either way.")
    if flagged:
        return _("For long it went one way only. A small give would be welcome; it need not be a return.")
    takes, gives = (sum(now - at <= LATELY for at in times) for times in (taken, given))
    if not takes and not gives:
        return _("Nothing went either way in the last half year.")
    if takes == gives:
        return _("Lately it went both ways alike.")
    if gives > takes:
        return _("Lately you gave more than you took.")
    return _("Lately you took more than you gave; it evens out at some point, not at the same time.")


def _months(taken: Sequence[datetime], given: Sequence[datetime], now: datetime, zone: tzinfo) -> tuple[Month, ...]:
    firsts = last_months(now.astimezone(zone).date(), MONTHS)
    counts = {first: [0, 0] for first in firsts}
    for side, times in enumerate((taken, given)):
        for at in times:
            first = at.astimezone(zone).date().replace(day=1)
            if first in counts:
                counts[first][side] += 1
    return tuple(Month(first, *counts[first]) for first in firsts)

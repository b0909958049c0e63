"""What was tapped about one person in the room, and what it comes to: nothing is lost (docs/method.md §8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from webapp.domain.wording import _

# A clock that is further behind is wrong; the time at which the tap came in then stands for it.
FAR_OFF = timedelta(days=30)
_GROUNDS, _NOTES = ", ", "\n"  # what stands between words that were written without knowing of each other


@dataclass(frozen=True, slots=True)
class Words:
    """What was written into a field that showed `was`; None takes the place of whatever stands there."""

    now: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One tap: whether they were met, and what was changed with it. A field that was left alone is None."""

    at: datetime
    key: str
    met: bool = True
    common_ground: Words | None = None
    note: Words | None = None
    agreed: bool | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds: `met_at` is None for somebody who was not met after all."""

    met_at: datetime | None = None
    common_ground: str = ""
    note: str = ""
    agreed: bool = False


def standing(said: Iterable[Said]) -> Standing:
    """Return what the taps come to, in whatever order they are given: by their times, and by their keys where equal.

    They were met when that was first said, and not taken back since. Of each field the last tap counts that changed it.
    """
    met_at, agreed = None, False
    grounds: list[str] = []
    notes: list[str] = []
    for one in sorted(said, key=lambda one: (one.at, one.key)):
        met_at = (met_at or one.at) if one.met else None
        agreed = agreed if one.agreed is None else one.agreed
        grounds = _written(grounds, one.common_ground, _GROUNDS)
        notes = _written(notes, one.note, _NOTES)
    return Standing(met_at, _GROUNDS.join(grounds), _NOTES.join(notes), agreed and met_at is not None)


def _written(parts: list[str], words: Words | None, seam: str) -> list[str]:
    """Put what was written in the place of what the field showed; what another device wrote meanwhile stays."""
    if words is None:
        return parts
    begin, end = (0, len(parts)) if words.was is None else _place(parts, words.was, seam)
    rest = [*parts[:begin], *parts[end:]]
    return rest if not words.now or words.now in rest else [*parts[:begin], words.now, *parts[end:]]


def _place(parts: list[str], was: str, seam: str) -> tuple[int, int]:
    """Return where a field that showed `was` has it among the parts; at the end what is not there, or was empty."""
    shown = (run for run in combinations(range(len(parts) + 1), 2) if seam.join(parts[slice(*run)]) == was)
    return next(shown, (len(parts), len(parts)))


def sound(at: datetime | None, now: datetime) -> datetime:
    """Return when a tap was made, as its device has it: never later than now.

    Taps of one clock keep their order, also of one that is wrong, as long as they come in in that order.
    """
    return at if at is not None and now - FAR_OFF < at < now else now


def in_words(event: str, held: Standing) -> str:
    """Return the line of the timeline: where they met, and what was noted of it."""
    parts = [_("Met at %(event)s", event=event)]
    if held.common_ground:
        parts.append(_("You share: %(common_ground)s", common_ground=held.common_ground))
    if held.agreed:
        parts.append(_("You agreed to meet"))
    return ". ".join([*parts, *filter(None, [held.note])])

"""What was tapped about one person in the room, and what it comes to: the last word counts (docs/method.md §8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.domain.wording import _

# A clock that is further behind is wrong; the time at which the tap came in then stands for it.
FAR_OFF = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Said:
    """One tap. It says all that is known of the person, so that none of those before it is needed."""

    at: datetime
    key: str
    met: bool = True
    common_ground: str = ""
    note: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds: `met_at` is None for somebody who was not met after all."""

    met_at: datetime | None = None
    common_ground: str = ""
    note: str = ""
    agreed: bool = False


def standing(said: Iterable[Said]) -> Standing:
    """Return what the taps come to, in whatever order they are given: by their times, and by their keys where equal.

    They were met when that was first said, and not taken back since.
    """
    met_at, last = None, None
    for last in sorted(said, key=lambda one: (one.at, one.key)):
        met_at = (met_at or last.at) if last.met else None
    if last is None:
        return Standing()
    return Standing(met_at, last.common_ground, last.note, last.met and last.agreed)


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

"""What to do after an event, one step for each person who was met there (docs/method.md §8)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from webapp.domain.duties import follow_up_day
from webapp.domain.evidence import Phase
from webapp.domain.wording import _, ngettext

# Soon enough that both remember it, late enough that it does not press.
_BUSINESS_DAYS = 2
_WORKWEEK = 5


class Step(StrEnum):
    """What comes next with somebody, in this order."""

    WHO = "who"  # they may be one of several people
    ADD = "add"  # they are no contact yet
    DAY = "day"  # they agreed to meet, and no day says when to come back to that
    WRITE = "write"
    REST = "rest"


def step(*, known: bool, unsure: bool, agreed: bool, day: bool, wrote: bool) -> Step:
    """Return the next step; whoever was written to since is remembered by that."""
    if unsure:
        return Step.WHO
    if not known:
        return Step.ADD
    if wrote:
        return Step.REST
    return Step.DAY if agreed and not day else Step.WRITE


def meeting_day(event_on: date, today: date) -> date:
    """Return the day on which to come back to whoever agreed to meet: 2 business days after it, else the next one."""
    day = follow_up_day(event_on, _BUSINESS_DAYS)
    if day >= today:
        return day
    return today if today.weekday() < _WORKWEEK else follow_up_day(today, 1)


def first_letter(phase: Phase) -> str:
    """Return the kind of the letter that goes to somebody who was met: with whom it goes on, nothing is asked."""
    return "approach" if phase is Phase.INITIATE else "reconnect"


def compared(wanted: int | None, agreed: int) -> str:
    """Return in words what came of an aim; calm, also where nothing did."""
    if wanted is None:
        return ngettext("One person agreed to meet.", "%(num)s people agreed to meet.", agreed) if agreed else ""
    if agreed == 0 and wanted > 1:
        return _(
            "None of the %(wanted)s you wanted has agreed to meet yet. "
            "A letter in the next days may still bring it about.",
            wanted=wanted,
        )
    if agreed == 0:
        return _("Nobody has agreed to meet yet. A letter in the next days may still bring it about.")
    # The verb is the same for one and many in English, and not everywhere.
    if agreed < wanted:
        return ngettext(
            "%(num)s of the %(wanted)s you wanted agreed to meet.",
            "%(num)s of the %(wanted)s you wanted agreed to meet.",
            agreed,
            wanted=wanted,
        )
    if agreed == wanted:
        return ngettext("One agreed to meet, as you wanted.", "%(num)s agreed to meet, as you wanted.", agreed)
    return ngettext(
        "%(num)s agreed to meet. You wanted %(wanted)s.",
        "%(num)s agreed to meet. You wanted %(wanted)s.",
        agreed,
        wanted=wanted,
    )

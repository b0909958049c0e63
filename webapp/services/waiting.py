"""The follow-up clocks of the asks that wait for an answer, as their user set them (docs/method.md §3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo

from webapp.domain import clocks
from webapp.models import Ask, Duty, User


@dataclass(frozen=True, slots=True)
class Clock:
    """When an ask that waits is to be followed up: on `day`, or no more where that is None.

    `since` is the day from which it runs, `followed_up` how often the user came back to it already, `named` whether the
    user named the day themselves. `back` is the day of return of a contact who is, or was, away.
    """

    since: date
    day: date | None
    followed_up: int
    named: bool = False
    back: date | None = None

    def due(self, today: date) -> bool:
        """Whether the day has come, or passed."""
        return self.day is not None and self.day <= today


def clock_of(user: User, duty: Duty, ask: Ask, zone: tzinfo) -> Clock:
    """Return the clock of an ask, read from its duty WAITING, in the days of that zone."""
    started = clocks.started_at(duty.at, duty.followed_up_at, duty.due_at).astimezone(zone).date()
    back = duty.due_at.astimezone(zone).date() if duty.due_at else None
    days = (user.follow_up_days, user.last_follow_up_days)
    if ask.follow_up_on and not duty.followed_up:
        return Clock(started, max(ask.follow_up_on, back or ask.follow_up_on), 0, named=True, back=back)
    return Clock(started, clocks.due(started, duty.followed_up, days), duty.followed_up, back=back)

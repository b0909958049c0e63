"""The follow-up clocks of docs/method.md §3: two gentle reminders in business days, then rest."""

from __future__ import annotations

from datetime import date, datetime

from webapp.domain.duties import follow_up_day

DAYS = (3, 7)


def due(since: date, followed_up: int, days: tuple[int, int] = DAYS) -> date | None:
    """The day on which an ask that waits is to be followed up; None once that was done twice: it rests.

    `since` is the day of `started_at`, `followed_up` how often the user wrote after it.
    """
    return follow_up_day(since, days[followed_up]) if followed_up < len(days) else None


def started_at(since: datetime, followed_up_at: datetime | None = None, back: datetime | None = None) -> datetime:
    """When the running clock started: with the ask or its last follow-up, but not while they are away."""
    return max(at for at in (since, followed_up_at, back) if at is not None)

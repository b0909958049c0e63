"""Visits to Today: when the user was here last, so that the page can say what came in since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.models import User

VISIT = timedelta(minutes=30)  # without a look, after which a visit has ended
NOTED_EVERY = timedelta(minutes=1)
# What was seen a moment ago does not vanish because somebody came back soon.
AT_LEAST = timedelta(hours=6)
BEFORE_THE_FIRST = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Since:
    """From when on something is new: from when the visit before ended, or for as long as `span` says."""

    at: datetime
    span: timedelta | None = None


def since(user: User, now: datetime) -> Since:
    """Return from when on things are new to a user who looks now, be it noted already or not."""
    before = user.visited_at if _ended(user, now) else user.visited_before
    if before is None:
        return Since(now - BEFORE_THE_FIRST, BEFORE_THE_FIRST)
    return Since(before) if before <= now - AT_LEAST else Since(now - AT_LEAST, AT_LEAST)


def to_note(user: User, now: datetime) -> bool:
    """Whether a look at this time is to be written down."""
    return user.visited_at is None or now - user.visited_at >= NOTED_EVERY


def looked(session: Session, user_id: str, now: datetime) -> None:
    """Note that a user looks at Today; a visit that had ended becomes the one before."""
    user = session.get_one(User, user_id)
    if _ended(user, now):
        user.visited_before = user.visited_at
    user.visited_at = now


def _ended(user: User, now: datetime) -> bool:
    return user.visited_at is not None and now - user.visited_at >= VISIT

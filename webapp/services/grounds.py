"""What people turn out to share, for one tap: what was found tonight and before, the user's skills and stories."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from webapp.models import Attendee, Contact, Event, Story

MOST, FOUND_BEFORE, STORIES = 9, 6, 3
LONGEST = 32


def likely(session: Session, event: Event, skills: Sequence[str], stories: Sequence[Story]) -> list[str]:
    """Return short common grounds to choose from at an event, the likeliest first; skills, stories: the user's."""
    given = {"user": event.user_id, "event": event.id}
    tonight, before = session.scalars(_tonight(), given), session.scalars(_before(), given)
    told = [story.title for story in stories[:STORIES]]
    once: dict[str, str] = {}
    for ground in (*tonight, *skills, *before, *told):
        if len(ground) <= LONGEST and "," not in ground:
            once.setdefault(ground.casefold(), ground)
    return list(once.values())[:MOST]


@cache
def _tonight() -> Any:
    return _found(Attendee, Attendee.event_id == bindparam("event"), Attendee.met_at.is_not(None))


@cache
def _before() -> Any:
    return _found(Contact, Contact.user_id == bindparam("user"), Contact.deleted_at.is_(None))


def _found(model: Any, *where: Any) -> Any:
    ground = model.common_ground
    fits = (ground != "", func.length(ground) <= LONGEST, ~ground.contains("\n"), *where)
    return select(ground).where(*fits).group_by(ground).order_by(func.count().desc(), ground).limit(FOUND_BEFORE)

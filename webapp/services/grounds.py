"""What people turn out to share, for one tap: what was found tonight and before, the user's skills and stories."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.models import Attendee, Contact, Event, Story

MOST, FOUND_BEFORE, STORIES = 9, 6, 3
LONGEST = 32


def likely(session: Session, event: Event, skills: Sequence[str], stories: Sequence[Story]) -> list[str]:
    """Return short common grounds to choose from at an event, the likeliest first; skills, stories: the user's."""
    user_id = event.user_id
    tonight = _found(session, Attendee, Attendee.event_id == event.id, Attendee.met_at.is_not(None))
    before = _found(session, Contact, Contact.user_id == user_id, Contact.deleted_at.is_(None))
    told = [story.title for story in stories[:STORIES]]
    once: dict[str, str] = {}
    for ground in (*tonight, *skills, *before, *told):
        if len(ground) <= LONGEST and "," not in ground:
            once.setdefault(ground.casefold(), ground)
    return list(once.values())[:MOST]


def _found(session: Session, model: type[Attendee | Contact], *where: object) -> list[str]:
    ground = model.common_ground
    fits = (ground != "", func.length(ground) <= LONGEST, ~ground.contains("\n"), *where)
    query = select(ground).where(*fits).group_by(ground)  # type: ignore[arg-type]  # conditions of SQLAlchemy
    return list(session.scalars(query.order_by(func.count().desc(), ground).limit(FOUND_BEFORE)))

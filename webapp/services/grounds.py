"""What people turn out to share, for one tap: what was found tonight and before, the user's skills and stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from webapp.models import Attendee, Contact, Event, Story

MOST, FOUND_BEFORE, STORIES = 9, 6, 3
LONGEST = 32


@dataclass(frozen=True, slots=True)
class Ground:
    """What somebody may share with the user; what one person alone shared before fits no stranger."""

    text: str
    of_one: bool = False


def likely(session: Session, event: Event, skills: Sequence[str], stories: Sequence[Story]) -> list[Ground]:
    """Return short common grounds to choose from at an event, the likeliest first; skills, stories: the user's."""
    once: dict[str, Ground] = {}
    for ground in _all(session, event, skills, stories):
        if len(ground.text) <= LONGEST and "," not in ground.text:
            once.setdefault(ground.text.casefold(), ground)
    return list(once.values())[:MOST]


def _all(session: Session, event: Event, skills: Sequence[str], stories: Sequence[Story]) -> Iterator[Ground]:
    given = {"user": event.user_id, "event": event.id}
    yield from (Ground(text) for text, _people in session.execute(_tonight(), given))
    yield from map(Ground, skills)
    yield from (Ground(text, people == 1) for text, people in session.execute(_before(), given))
    yield from (Ground(story.title) for story in stories[:STORIES])


@cache
def _tonight() -> Any:
    return _found(Attendee, Attendee.event_id == bindparam("event"), Attendee.met_at.is_not(None))


@cache
def _before() -> Any:
    return _found(Contact, Contact.user_id == bindparam("user"), Contact.deleted_at.is_(None))


def _found(model: Any, *where: Any) -> Any:
    ground = model.common_ground
    fits = (ground != "", func.length(ground) <= LONGEST, ~ground.contains("\n"), *where)
    found = select(ground, func.count()).where(*fits).group_by(ground)
    return found.order_by(func.count().desc(), ground).limit(FOUND_BEFORE)

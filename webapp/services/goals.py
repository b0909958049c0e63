"""The goal, the pitch, the stories and the target organisations (docs/method.md §1, §8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain import pitch
from webapp.domain.wording import _
from webapp.models import Contact, Goal, Organisation, Story, utcnow
from webapp.services import organisations, typed
from webapp.services.errors import Refused
from webapp.services.scope import owned, touch


@dataclass(frozen=True, slots=True)
class GoalCard:
    """What the form of the goal says."""

    position: str = ""
    situation: str = ""
    skills: Sequence[str] = ()
    wish: str = ""
    pitch: str = ""
    signature: str = ""


def get(session: Session, user_id: str) -> Goal:
    """Return the user's goal: an empty one that is not stored while they have not written any."""
    found = session.scalar(select(Goal).where(Goal.user_id == user_id))
    return found or Goal(user_id=user_id, position="", situation="", skills=[], wish="", pitch="", signature="")


def write(session: Session, user_id: str, card: GoalCard) -> Goal:
    """Write the goal down; raises Refused beside what is too long."""
    goal = get(session, user_id)
    goal.position = typed.title(card.position, "position", limit=200)
    goal.situation = typed.text(card.situation, "situation", limit=2_000)
    goal.skills = [
        skill for number, raw in enumerate(card.skills, 1) if (skill := typed.title(raw, f"skill_{number}", limit=200))
    ]
    goal.wish = typed.text(card.wish, "wish", limit=2_000)
    goal.pitch = typed.text(card.pitch, "pitch", limit=10_000)
    goal.signature = typed.text(card.signature, "signature", limit=2_000)
    goal.updated_at = utcnow()
    session.add(goal)
    session.flush()
    touch(session, user_id)
    return goal


def as_pitch(goal: Goal, told: Sequence[Story]) -> pitch.Pitch:
    """Return the goal as the rules of the pitch read it."""
    return pitch.Pitch(
        goal.position, goal.situation, tuple(goal.skills), goal.wish, tuple(one.title for one in told), goal.pitch
    )


def stories(session: Session, user_id: str) -> list[Story]:
    """Return the user's stories in their order."""
    where = (Story.user_id == user_id, Story.deleted_at.is_(None))
    return list(session.scalars(select(Story).where(*where).order_by(Story.place, Story.created_at, Story.id)))


def tell(session: Session, user_id: str, *, title: str, text: str, story_id: str = "") -> Story:
    """Write a story down, or change one; raises Refused."""
    story = owned(session, Story, user_id, story_id) if story_id else Story(user_id=user_id, place=0)
    if not story_id:
        last = session.scalar(select(func.max(Story.place)).where(Story.user_id == user_id))
        story.place = (last or 0) + 1
    story.title = typed.title(title, "title", empty=_("Give the story a name that brings it back to you."), limit=200)
    story.text = typed.text(text, "text", empty=_("Tell it: what was the matter, what you did, what came of it."))
    session.add(story)
    session.flush()
    touch(session, user_id)
    return story


def mark_story(session: Session, user_id: str, story_id: str, deleted_at: datetime | None) -> Story:
    """Delete a story, or bring it back."""
    story = owned(session, Story, user_id, story_id)
    story.deleted_at = deleted_at
    touch(session, user_id)
    return story


@dataclass(frozen=True, slots=True)
class Target:
    """A target organisation with how many of the user's people are there."""

    organisation: Organisation
    people: int


def targets(session: Session, user_id: str) -> list[Organisation]:
    """Return the target organisations, the first named first."""
    where = (Organisation.user_id == user_id, Organisation.target_since.is_not(None))
    return list(
        session.scalars(select(Organisation).where(*where).order_by(Organisation.target_since, Organisation.id))
    )


def targets_with_people(session: Session, user_id: str) -> list[Target]:
    """Return the target organisations with the number of people known there."""
    query = (
        select(Contact.organisation_id, func.count())
        .where(Contact.user_id == user_id, Contact.deleted_at.is_(None))
        .group_by(Contact.organisation_id)
    )
    known: dict[str | None, int] = {row[0]: row[1] for row in session.execute(query)}
    return [Target(one, known.get(one.id, 0)) for one in targets(session, user_id)]


def aim_at(session: Session, user_id: str, name: str, note: str = "") -> Organisation:
    """Make an organisation a target, a new one too; raises Refused."""
    typed.title(name, "name", empty=_("Which organisation would you like to work for?"), limit=200)
    found = organisations.named(session, user_id, name)
    if found.target_since is not None:
        raise Refused("name", _("%(name)s is among your targets already.", name=found.name))
    found.target_since, found.target_note = utcnow(), typed.title(note, "note")
    touch(session, user_id)
    return found


def aim_elsewhere(session: Session, user_id: str, organisation_id: str) -> Organisation:
    """Take an organisation off the targets; the people and the notes stay."""
    found = owned(session, Organisation, user_id, organisation_id)
    found.target_since = None
    touch(session, user_id)
    return found


def aim_again(session: Session, user_id: str, organisation_id: str) -> Organisation:
    """Make it a target again."""
    found = owned(session, Organisation, user_id, organisation_id)
    found.target_since = found.target_since or utcnow()
    touch(session, user_id)
    return found

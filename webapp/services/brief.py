"""The brief of an event (docs/method.md §8): who will be there, whom to talk to first, and what to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from webapp.domain import aims, pitch
from webapp.domain.direction import isolated
from webapp.domain.wording import ngettext
from webapp.models import Attendee, Contact, Event, Story, User
from webapp.services import attendees, brief_rows, events, goals
from webapp.services.brief_people import BriefPerson, Room

__all__ = ["IN_FULL", "Brief", "BriefPerson", "brief"]

# As many as one can keep in mind.
IN_FULL = 7
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Brief:
    """What to read before an event. `owed` is what the user owes to people of the room, each as (name, what)."""

    event: Event
    people: list[BriefPerson]
    known: int
    unsure: int
    met: int
    agreed: int
    pitch: str
    seconds: int
    stories: list[Story]
    skills: list[str]
    owed: tuple[tuple[str, str], ...]

    @property
    def aim(self) -> str:
        """What the user wants of the event, and how far it is: "3 people who agree to meet · 1 agreed so far"."""
        return aims.in_words(self.event.aim, self.event.aim_count, self.agreed)

    @property
    def owed_to(self) -> str:
        """To whom the user owes something, in words: "Jane Doe, Omar Reyes and 3 more"."""
        names = list(dict.fromkeys(name for name, _what in self.owed))
        more = len(names) - _NAMED
        first = ", ".join(map(isolated, names[:_NAMED]))
        return (
            ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", more, names=first)
            if more > 0
            else first
        )

    @property
    def size(self) -> str:
        """How many will be there, and how many of them are known."""
        return ngettext(
            "%(num)s person, %(known)s known", "%(num)s people, %(known)s known", len(self.people), known=self.known
        )


def brief(session: Session, user_id: str, event_id: str, now: datetime, zone: tzinfo) -> Brief:
    """Return the brief of an event, its people in the order in which they are worth talking to."""
    event = events.get(session, user_id, event_id)
    user = session.get_one(User, user_id)
    listed = attendees.of(session, event)
    rows = brief_rows.read(session, user, event, now, zone)
    there = _once(listed, rows.contacts)
    people = Room(session, event, there, rows, now, zone).people()
    goal, told = goals.get(session, user_id), goals.stories(session, user_id)
    spoken = goal.pitch or pitch.draft(goals.as_pitch(goal, told))
    return Brief(
        event=event,
        people=people,
        known=sum(1 for one in people if one.contact_id),
        unsure=sum(1 for one in people if one.may_be),
        met=sum(1 for one in there if one.met_at),
        agreed=sum(1 for one in there if one.agreed),
        pitch=spoken,
        seconds=pitch.seconds(spoken),
        stories=told,
        skills=goal.skills,
        owed=tuple((one.name, what) for one in people for what in one.you_owe),
    )


def _once(listed: Sequence[Attendee], contacts: Mapping[str, Contact]) -> list[Attendee]:
    """Everybody once: two names that turned out to be one contact are one person, the line of who was met first."""
    found: dict[str, Attendee] = {}
    for one in sorted(listed, key=lambda row: (row.met_at is None, row.place, row.id)):
        known = contacts.get(one.contact_id or "")
        found.setdefault(known.id if known else one.id, one)
    return list(found.values())

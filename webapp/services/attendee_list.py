"""The list of an event as it is shown: who is asked about, who is known, and who is new."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain import aims
from webapp.domain.evidence import Phase
from webapp.models import Attendee, Contact, Event, Organisation
from webapp.services import attendees, guest_lists


@dataclass(frozen=True, slots=True)
class Known:
    """A contact as lists show them."""

    id: str
    name: str
    role: str
    organisation: str
    phase: Phase

    @property
    def where(self) -> str:
        """What they do, and where."""
        return ", ".join(filter(None, (self.role, self.organisation)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Who is on the list: each with the contacts that they may be, with the contact that they are, or alone.

    `dropped` are those whom a newer version of the invitation took off it; `aim` is what the user wants, in words.
    """

    asked: list[tuple[Attendee, list[Known]]] = field(default_factory=list)
    known: list[tuple[Attendee, Known]] = field(default_factory=list)
    new: list[Attendee] = field(default_factory=list)
    dropped: list[Attendee] = field(default_factory=list)
    aim: str = ""

    @property
    def people(self) -> int:
        """How many there are."""
        return len(self.asked) + len(self.known) + len(self.new)


def sheet(session: Session, event: Event) -> Sheet:
    """Return the list of an event; three queries, however many are on it."""
    rows = attendees.of(session, event)
    named = {row.contact_id for row in rows} | {one for row in rows for one in row.candidates}
    there = _known(session, event.user_id, {one for one in named if one})
    aim = aims.in_words(event.aim, event.aim_count, sum(row.agreed for row in rows))
    found = Sheet(dropped=guest_lists.dropped(session, event), aim=aim)
    for row in rows:
        may_be = [there[one] for one in row.candidates if one in there]
        if row.contact_id in there:
            found.known.append((row, there[row.contact_id]))
        elif may_be and row.decided_at is None:
            found.asked.append((row, may_be))
        else:
            found.new.append(row)
    return found


def _known(session: Session, user_id: str, contact_ids: Collection[str]) -> dict[str, Known]:
    query = (
        select(Contact.id, Contact.name, Contact.role, func.coalesce(Organisation.name, ""), Contact.phase)
        .outerjoin(Organisation)
        .where(Contact.user_id == user_id, Contact.deleted_at.is_(None), Contact.id.in_(contact_ids))
    )
    return {row[0]: Known(*row) for row in session.execute(query)}


def counts(session: Session, user_id: str, event_ids: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return event id → how many are on its list, and how many of them are known; one query."""
    live = (Contact.id == Attendee.contact_id) & Contact.deleted_at.is_(None)
    query = (
        select(Attendee.event_id, func.count(), func.count(Contact.id))
        .outerjoin(Contact, live)
        .where(Attendee.user_id == user_id, Attendee.deleted_at.is_(None), Attendee.event_id.in_(event_ids))
        .group_by(Attendee.event_id)
    )
    return {event_id: (people, known) for event_id, people, known in session.execute(query)}

"""Time that was probably spent, as interviews, calls and letters show it: proposed once, noted or not by a tap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.text import line
from webapp.domain.weeks import begins, monday
from webapp.domain.wording import _
from webapp.models import (
    Contact,
    Interaction,
    InteractionKind,
    Interview,
    InterviewState,
    Letter,
    Through,
    TimeEntry,
    utcnow,
)
from webapp.services.errors import NotFound
from webapp.services.hours import MOST
from webapp.services.scope import owned, touch

# What a meeting and a letter take where nobody said how long.
MEETING, LETTER = 30, 15
# More questions than that at a time are a chore; the next ones follow when these are answered.
AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Proposal:
    """Time that was probably spent; `source` is what it shows in, `what` its words after "30 minutes"."""

    source: str
    day: date
    minutes: int
    what: str
    contact_id: str


def proposals(session: Session, user_id: str, day: date, zone: tzinfo) -> list[Proposal]:
    """Return what this week and the last one show of time spent and was not asked about yet, some of the last ones."""
    since = begins(monday(day) - timedelta(weeks=1), zone)
    rows = (_interviews, _meetings, _letters)
    found = {one.source: one for read in rows for one in read(session, user_id, since, zone)}
    asked = select(TimeEntry.source).where(TimeEntry.user_id == user_id, TimeEntry.source.in_(found))
    fresh = found.keys() - set(session.scalars(asked))
    return sorted((found[one] for one in fresh), key=lambda one: (one.day, one.source), reverse=True)[:AT_ONCE]


def _interviews(session: Session, user_id: str, since: datetime, zone: tzinfo) -> Iterator[Proposal]:
    where = (Interview.user_id == user_id, Interview.state == InterviewState.HELD, Interview.deleted_at.is_(None))
    query = select(Interview, Contact.name).join(Contact, Contact.id == Interview.contact_id)
    for row, name in session.execute(query.where(*where, Interview.starts_at >= since, Contact.deleted_at.is_(None))):
        timed = row.stopped_at - row.began_at if row.began_at and row.stopped_at else row.ends_at - row.starts_at
        minutes = min(max(-(-timed // timedelta(minutes=1)), 1), MOST)
        day = row.starts_at.astimezone(zone).date()
        yield Proposal(f"interview:{row.id}", day, minutes, _("with %(name)s", name=name), row.contact_id)


def _meetings(session: Session, user_id: str, since: datetime, zone: tzinfo) -> Iterator[Proposal]:
    """Calls and meetings that were logged by hand; an interview has its own."""
    query = (
        select(Interaction.id, Interaction.at, Interaction.contact_id, Contact.name)
        .join(Contact, Contact.id == Interaction.contact_id)
        .outerjoin(Interview, Interview.interaction_id == Interaction.id)
        .where(Interaction.user_id == user_id, Interaction.kind == InteractionKind.MEETING, Interaction.at >= since)
        # What happened since then was recorded since then: for that there is an index.
        .where(Interaction.recorded_at >= since - timedelta(days=1), Interaction.undone_at.is_(None))
        .where(Interview.id.is_(None), Contact.deleted_at.is_(None))
    )
    for line_id, at, contact_id, name in session.execute(query):
        yield Proposal(
            f"meeting:{line_id}", at.astimezone(zone).date(), MEETING, _("with %(name)s", name=name), contact_id
        )


def _letters(session: Session, user_id: str, since: datetime, zone: tzinfo) -> Iterator[Proposal]:
    """Letters that were sent, or are among the drafts of the mailbox."""
    done_at = func.coalesce(Interaction.at, Letter.saved_at, type_=Interaction.at.type)
    query = (
        select(Letter.id, done_at, Letter.contact_id, Contact.name)
        .join(Contact, Contact.id == Letter.contact_id)
        .outerjoin(Interaction, Interaction.id == Letter.sent_line)
        .where(Letter.user_id == user_id, Letter.deleted_at.is_(None), Contact.deleted_at.is_(None))
        .where(or_(Letter.sent_line.is_not(None), Letter.saved_at.is_not(None)), done_at >= since)
    )
    for letter_id, at, contact_id, name in session.execute(query):
        day = at.astimezone(zone).date()
        yield Proposal(f"letter:{letter_id}", day, LETTER, _("for a letter to %(name)s", name=name), contact_id)


def accept(session: Session, user_id: str, source: str, day: date, zone: tzinfo) -> TimeEntry:
    """Note the time that was proposed."""
    return _answered(session, user_id, source, day, zone, None)


def refuse(session: Session, user_id: str, source: str, day: date, zone: tzinfo) -> TimeEntry:
    """Do not note the time that was proposed: the entry rests, deleted, and remembers the answer."""
    return _answered(session, user_id, source, day, zone, utcnow())


def _answered(
    session: Session, user_id: str, source: str, day: date, zone: tzinfo, deleted_at: datetime | None
) -> TimeEntry:
    proposal = next((one for one in proposals(session, user_id, day, zone) if one.source == source), None)
    entry = _enter(session, user_id, proposal, deleted_at) if proposal else _entered(session, user_id, source)
    if entry is None:
        raise NotFound("proposal")
    touch(session, user_id)
    return entry


def _enter(session: Session, user_id: str, proposal: Proposal, deleted_at: datetime | None) -> TimeEntry | None:
    entry = TimeEntry(
        user_id=user_id, day=proposal.day, minutes=proposal.minutes, through=Through.PEOPLE,
        contact_id=proposal.contact_id, source=proposal.source, deleted_at=deleted_at,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(entry)
    except IntegrityError:  # a second tap was quicker
        return _entered(session, user_id, proposal.source)
    return entry


def _entered(session: Session, user_id: str, source: str) -> TimeEntry | None:
    known = (TimeEntry.user_id == user_id, TimeEntry.source == line(source), TimeEntry.source != "")
    return session.scalar(select(TimeEntry).where(*known))


def propose_again(session: Session, user_id: str, entry_id: str) -> None:
    """Take the answer to a proposal back: its entry goes, and it is proposed as before."""
    entry = owned(session, TimeEntry, user_id, entry_id)
    if not entry.source:
        raise NotFound("proposal")
    session.delete(entry)
    session.flush()
    touch(session, user_id)

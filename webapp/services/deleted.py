"""What the user deleted: listed for 30 days, in which it can be brought back, and then really gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from webapp.models import (
    AgendaItem,
    Ask,
    Attendee,
    Contact,
    Event,
    Favour,
    FolderEpoch,
    FollowUp,
    Give,
    Import,
    ImportedMail,
    Interaction,
    Interview,
    Knows,
    Letter,
    Merge,
    Message,
    MessageLocation,
    Outcome,
    QuickNote,
    Referral,
    Reflection,
    Story,
    Thread,
    TimeEntry,
    TriageItem,
    Use,
    utcnow,
)
from webapp.services import met
from webapp.services.relationships import rederive
from webapp.services.scope import touch

KEPT_FOR = timedelta(days=30)


def _name(column: Any) -> Any:
    return select(Contact.name).where(Contact.id == column).scalar_subquery()


# What is deleted by itself, and what of it the list shows.
WORDS: dict[Any, Any] = {
    Contact: Contact.name,
    Ask: Ask.text,
    Outcome: Outcome.text,
    Use: Use.text,
    Give: Give.text,
    Interview: Interview.purpose,
    FollowUp: FollowUp.text,
    Favour: Favour.text,
    Letter: Letter.subject,
    Story: Story.title,
    TimeEntry: TimeEntry.text,
    Event: Event.name,
    Attendee: Attendee.name,
    AgendaItem: AgendaItem.text,
    QuickNote: QuickNote.text,
    Knows: _name(Knows.one_id) + " – " + _name(Knows.other_id),
}
# What is listed with something else.
_UNLISTED = (Referral,)
_MOVING = (Ask, Outcome, Use, Give, Interview)


@dataclass(frozen=True, slots=True)
class Deleted:
    """One thing that can be brought back: its table, its words, and the name of whom it is about."""

    table: str
    id: str
    words: str
    name: str
    at: datetime


def listing(session: Session, user_id: str, limit: int = 200) -> Sequence[Deleted]:
    """Return what was deleted in the last 30 days, the latest first; what hangs on a person comes back with them."""
    found = [one for model in WORDS for one in _of(session, user_id, model, limit)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:limit]


def _of(session: Session, user_id: str, model: Any, limit: int) -> Iterable[Deleted]:
    query = select(model.id, WORDS[model], model.deleted_at).where(
        model.user_id == user_id, model.deleted_at > utcnow() - KEPT_FOR
    )
    if model is Contact:
        query = query.where(Contact.id.not_in(_merged()))
    elif hasattr(model, "contact_id"):
        query = query.add_columns(Contact.name).outerjoin(Contact, Contact.id == model.contact_id)
        query = query.where(Contact.deleted_at.is_(None))
    if hasattr(model, "interview_id"):
        query = query.join(Interview, Interview.id == model.interview_id).where(Interview.deleted_at.is_(None))
    for row in session.execute(query.order_by(model.deleted_at.desc()).limit(limit)):
        yield Deleted(model.__tablename__, row[0], row[1], row[3] if len(row) > 3 else "", row[2])


def _merged() -> Any:
    # Who was merged into another person comes back by undoing that.
    return select(Merge.gone_id).where(Merge.undone_at.is_(None))


def purge(session: Session, now: datetime) -> int:
    """Really delete what was deleted more than 30 days ago, of all users; return how many people and things."""
    before, number = now - KEPT_FOR, 0
    for model in (*WORDS, *_UNLISTED):
        number += _purge_people(session, before) if model is Contact else _purge_rows(session, model, before)
    return number


def _purge_people(session: Session, before: datetime) -> int:
    """Delete people with all that hangs on them; a mail that was about nobody else is as if it had concerned nobody."""
    query = select(Contact).where(Contact.deleted_at < before, Contact.id.not_in(_merged()))
    people = session.scalars(query).all()
    for contact in people:
        only_theirs = _only_theirs(session, contact)
        met.hand_over(session, contact.id)
        session.execute(delete(Contact).where(Contact.id == contact.id))
        for start in range(0, len(only_theirs), 500):
            _forget(session, contact.user_id, only_theirs[start : start + 500])
        touch(session, contact.user_id)
    session.expire_all()
    return len(people)


def _only_theirs(session: Session, contact: Contact) -> list[str]:
    """Return the mails that are on this person's timeline and on nobody else's, and that no question is about."""
    others = select(Interaction.message_row).where(
        Interaction.user_id == contact.user_id,
        Interaction.contact_id != contact.id,
        Interaction.message_row.is_not(None),
    )
    asked = select(TriageItem.message_row).where(
        TriageItem.user_id == contact.user_id,
        TriageItem.message_row.is_not(None),
        TriageItem.contact_id.is_distinct_from(contact.id),
    )
    query = select(Interaction.message_row).where(
        Interaction.contact_id == contact.id,
        Interaction.message_row.is_not(None),
        Interaction.message_row.not_in(others),
        Interaction.message_row.not_in(asked),
    )
    return [row for row in session.scalars(query) if row]


def _forget(session: Session, user_id: str, rows: Sequence[str]) -> None:
    """Delete mails, and keep the books: each copy of them counts as unrelated now."""
    for place, holder, owner in (
        (MessageLocation, FolderEpoch, MessageLocation.epoch_id),
        (ImportedMail, Import, ImportedMail.import_id),
    ):
        copies: Any = select(owner, func.count()).where(place.message_row.in_(rows)).group_by(owner)
        for owner_id, number in session.execute(copies).all():
            held = update(holder).where(holder.id == owner_id)
            session.execute(held.values(unrelated=holder.unrelated + number))
        session.execute(delete(place).where(place.message_row.in_(rows)))
    session.execute(delete(Message).where(Message.id.in_(rows)))
    empty = Thread.id.not_in(select(Message.thread_id).where(Message.thread_id.is_not(None)))
    session.execute(delete(Thread).where(Thread.user_id == user_id, Thread.silenced_at.is_(None), empty))


def _invited(before: datetime) -> Any:
    # A newer version of the invitation would put on the list again whom the user took off.
    invited = or_(Event.message_row.is_not(None), Event.file_sequence.is_not(None))
    return select(Event.id).where(invited, Event.ends_at > before)


def _may_go(model: Any, before: datetime) -> tuple[Any, ...]:
    if model is Attendee:
        # What was tapped about a line that gave way counts for the one that stands.
        return Attendee.event_id.not_in(_invited(before)), ~met.gave_way(before)
    # One that an invitation made is emptied and stays, else it would be planned again.
    return (or_(Interview.message_row.is_(None), Interview.purpose != ""),) if model is Interview else ()


def _purge_rows(session: Session, model: Any, before: datetime) -> int:
    gone = session.scalars(select(model).where(model.deleted_at < before, *_may_go(model, before))).all()
    people = {(row.user_id, row.contact_id) for row in gone} if model in _MOVING else set[tuple[str, str]]()
    for row in gone:
        if isinstance(row, Interview):
            _purge_interview(session, row)
        else:
            session.delete(row)
    session.flush()
    session.expire_all()
    for user_id, contact_id in sorted(people):
        rederive(session, user_id, contact_id)
    return len(gone)


def _purge_interview(session: Session, row: Interview) -> None:
    """Delete an interview with the line of its meeting; of one by invitation the mark stays that it is not wanted."""
    line = session.get(Interaction, row.interaction_id) if row.interaction_id else None
    if line is not None and line.undone_at is not None:
        session.delete(line)
        row.interaction_id = None
    if row.message_row is None:
        session.delete(row)
        return
    row.purpose = row.place = row.notes = ""
    row.who_else = row.may_use_name = None
    for part in (AgendaItem, QuickNote, Reflection):
        session.execute(delete(part).where(part.interview_id == row.id))

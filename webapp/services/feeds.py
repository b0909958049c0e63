"""The secret calendar feed: made, renewed, revoked, read by whoever has its address, and what it shows of each thing.

Of each there is what one would write into a calendar oneself: who, what for, when and where. No agenda, no notes, no
aim, no phase: what a calendar knows is often seen by others.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import CalendarFeed, Contact, FollowUp, Interview, utcnow
from webapp.services import events
from webapp.services.calendar_files import STATUS, span
from webapp.services.scope import owned, touch
from webapp.services.today import waiting_answers
from webapp.services.users import hash_token, note

PAST, FUTURE = timedelta(days=30), timedelta(days=365)
NOTE_READ_EVERY = timedelta(minutes=1)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the calendar; days instead of moments where it is of whole days."""

    uid: str
    starts: date
    ends: date
    summary: str
    text: str = ""
    place: str = ""
    status: str = "CONFIRMED"
    sequence: int = 0

    @property
    def all_day(self) -> bool:
        """Whether it is of whole days."""
        return not isinstance(self.starts, datetime)

    def hour(self, day: date, zone: tzinfo) -> str:
        """Return the time at which it begins on that day; "" where it is of the whole day, or began before."""
        begins = self.starts.astimezone(zone) if isinstance(self.starts, datetime) else None
        return f"{begins:%H:%M}" if begins and begins.date() == day else ""


def current(session: Session, user_id: str) -> CalendarFeed | None:
    """Return the feed that holds."""
    where = (CalendarFeed.user_id == user_id, CalendarFeed.ended_at.is_(None))
    return session.scalar(select(CalendarFeed).where(*where).order_by(CalendarFeed.created_at.desc()).limit(1))


def make(session: Session, user_id: str) -> tuple[CalendarFeed, str]:
    """Make a feed, which ends the one before; return it with its token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    _end(session, user_id)
    row = CalendarFeed(user_id=user_id, token_hash=hash_token(token))
    session.add(row)
    session.flush()
    note(session, user_id, "calendar feed made")
    touch(session, user_id)
    return row, token


def revoke(session: Session, user_id: str) -> str:
    """Let the address open nothing any more; return the id of the feed that ended, "" where there was none."""
    ended = _end(session, user_id)
    if ended:
        note(session, user_id, "calendar feed revoked")
        touch(session, user_id)
    return ended


def restore(session: Session, user_id: str, feed_id: str) -> CalendarFeed:
    """Let a revoked address hold again; one that took its place ends."""
    row = owned(session, CalendarFeed, user_id, feed_id)
    _end(session, user_id)
    row.ended_at = None
    note(session, user_id, "calendar feed restored")
    touch(session, user_id)
    return row


def _end(session: Session, user_id: str) -> str:
    row = current(session, user_id)
    if row is None:
        return ""
    row.ended_at = utcnow()
    session.flush()
    return row.id


def of_token(session: Session, token: str) -> CalendarFeed | None:
    """Return the feed that a token opens; None for a wrong one and for a revoked one alike."""
    if not _TOKEN.fullmatch(token):
        return None
    where = (CalendarFeed.token_hash == hash_token(token), CalendarFeed.ended_at.is_(None))
    return session.scalar(select(CalendarFeed).where(*where))


def was_read(session: Session, feed_id: str) -> None:
    """Note that somebody read a feed; calendar programs ask again and again."""
    row = session.get_one(CalendarFeed, feed_id)
    row.read_at = utcnow()


def entries(session: Session, user_id: str, now: datetime, zone: tzinfo) -> list[Entry]:
    """Return what the feed shows: the last 30 and the next 365 days."""
    begins, ends = now - PAST, now + FUTURE
    return [
        *meetings(session, user_id, begins, ends, zone),
        *_follow_ups(session, user_id, begins, ends, zone),
        *_waiting(session, user_id, begins, ends, zone),
    ]


def meetings(session: Session, user_id: str, begins: datetime, ends: datetime, zone: tzinfo) -> list[Entry]:
    """Return the interviews and events between two moments, in order, those of a whole day before its hours."""
    found = [*_interviews(session, user_id, begins, ends, zone), *_events(session, user_id, begins, ends, zone)]
    return sorted(found, key=lambda one: (_day(one.starts, zone), str(one.starts), one.uid))


def _day(moment: date, zone: tzinfo) -> date:
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def _interviews(session: Session, user_id: str, begins: datetime, ends: datetime, zone: tzinfo) -> Iterable[Entry]:
    """Yield those under a UID of ours: that of an invitation may come later, or be that of a meeting with several."""
    query = (
        select(Interview, Contact.name)
        .join(Contact, Contact.id == Interview.contact_id)
        .where(Interview.user_id == user_id, Interview.deleted_at.is_(None), Contact.deleted_at.is_(None))
        .where(Interview.ends_at > begins, Interview.starts_at < ends)
    )
    for row, name in session.execute(query):
        yield Entry(
            f"{row.id}@interview.fiftycups", *span(row.starts_at, row.ends_at, zone),
            _("Interview with %(name)s", name=name), row.purpose, row.place, STATUS[row.state],
            row.calendar_sequence + row.revision,
        )  # fmt: skip


def _events(session: Session, user_id: str, begins: datetime, ends: datetime, zone: tzinfo) -> Iterable[Entry]:
    for row in events.between(session, user_id, begins, ends):
        times = span(row.starts_at, row.ends_at, zone)
        yield Entry(f"{row.id}@event.fiftycups", *times, row.name, place=row.place, sequence=row.revision)


def _follow_ups(session: Session, user_id: str, begins: datetime, ends: datetime, zone: tzinfo) -> Iterable[Entry]:
    """Yield those that are still to be done."""
    query = (
        select(FollowUp, Contact.name)
        .join(Contact, Contact.id == FollowUp.contact_id)
        .where(FollowUp.user_id == user_id, FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None))
        .where(Contact.deleted_at.is_(None), Contact.archived_at.is_(None))
        .where(FollowUp.due_on.between(_day(begins, zone), _day(ends, zone)))
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    for row, name in session.execute(query):
        yield _whole_day(row.id, "follow-up", row.due_on, _("Follow up with %(name)s", name=name), row.text)


def _waiting(session: Session, user_id: str, begins: datetime, ends: datetime, zone: tzinfo) -> Iterable[Entry]:
    """Yield the days on which to come back to an ask: what the user said, or as the clocks run."""
    for due in waiting_answers(session, user_id, _day(utcnow(), zone), zone):
        on = due.clock.day if due.clock else None
        if on is not None and _day(begins, zone) <= on <= _day(ends, zone):
            yield _whole_day(due.subject, "ask", on, _("Come back to %(name)s", name=due.name), due.words)


def _whole_day(key: str, kind: str, on: date, summary: str, text: str) -> Entry:
    """Return the entry of a day; once it is put off to another one that is another entry, as it counts no changes."""
    return Entry(f"{key}-{on:%Y%m%d}@{kind}.fiftycups", on, on + timedelta(days=1), summary, text)

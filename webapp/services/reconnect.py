"""Whom to reconnect with today (docs/method.md §1), the same few all day, and "not now"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, and_, case, func, or_, select
from sqlalchemy.orm import Session

from webapp.domain import cadence
from webapp.domain.cadence import A_DAY, CADENCE, PATIENCE, PAUSE, Due, Tie
from webapp.domain.strength import RULES, Measures, Rule, Tier, silent_days, tier
from webapp.models import Contact, Duty, DutyKind, Interaction, InteractionKind, Interview, InterviewState
from webapp.services.scope import owned, touch

# After so many days without a word it is worth saying on a quiet day, though no cadence asks for one yet.
A_WHILE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody due to be reconnected: since when they are silent, and after how many days they are due."""

    contact_id: str
    name: str
    due: Due
    silent_since: datetime

    @property
    def cadence(self) -> int:
        """The days of silence that this tie bears."""
        return self.due.silent - self.due.over


@dataclass(frozen=True, slots=True)
class Reconnect:
    """The people of the day to whom nothing was written yet, and those (id, name) who are left in peace."""

    people: Sequence[Person] = ()
    resting: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Unheard:
    """How many people have not heard from the user, all of them since `since`."""

    count: int = 0
    since: datetime | None = None


def of_day(session: Session, user_id: str, day: date, zone: tzinfo = UTC) -> Reconnect:
    """Return whom to reconnect with on that day of the user's, as it was when the day began, less who is done."""
    morning = datetime.combine(day, time(), zone).astimezone(UTC)
    rows = {row.id: row for row in _among(session, user_id, morning, day)}
    moved = {row.id for row in rows.values() if any(at and at >= morning for at in (row.last_in_at, row.last_out_at))}
    earlier = _earlier(session, moved, morning)
    ties = [_tie(row, morning, day, earlier) for row in rows.values()]
    busy = _busy(session, user_id, morning)
    chosen = cadence.of_day([tie for tie in ties if tie.id not in busy], morning, day)
    done = moved | _busy(session, user_id) | {row.id for row in rows.values() if _put_off_today(row, day)}
    heard = {tie.id: tie.heard_at for tie in ties if tie.heard_at}
    people = [Person(due.id, rows[due.id].name, due, heard[due.id]) for due in chosen if due.id not in done]
    return Reconnect(people, _resting(ties, rows, morning))


def unheard(session: Session, user_id: str, now: datetime) -> Unheard:
    """Return how many people had no word of the user's for a while, not counting who is left in peace."""
    quiet = (Contact.last_at < now - A_WHILE, Contact.unanswered < PATIENCE)
    latest = func.max(Contact.last_at)
    count, last_at = session.execute(select(func.count(), latest).where(*_kept(user_id), *quiet)).one()
    return Unheard(count, last_at)


def not_now(session: Session, user_id: str, contact_id: str, day: date) -> Contact:
    """Leave somebody in peace for a while."""
    return _remind(session, user_id, contact_id, day + PAUSE)


def now_again(session: Session, user_id: str, contact_id: str) -> Contact:
    """Take "not now" back."""
    return _remind(session, user_id, contact_id, None)


def _remind(session: Session, user_id: str, contact_id: str, after: date | None) -> Contact:
    contact = owned(session, Contact, user_id, contact_id)
    contact.reconnect_after = after
    touch(session, user_id)
    return contact


def _among(session: Session, user_id: str, morning: datetime, day: date) -> Sequence[Any]:
    """Return all of whom the day's few can be, and nearly no others: of thousands of people, reading them takes time.

    They are those most due whose tie the database can read, and those whose tie it cannot: what moved today, whoever
    has a cadence of their own, and who may be resting.
    """
    moved = or_(Contact.last_in_at >= morning, Contact.last_out_at >= morning)
    resting = and_(Contact.unanswered >= PATIENCE, Contact.last_out_at > morning - PAUSE)
    query = select(
        Contact.id, Contact.name, Contact.exchanges, Contact.meetings, Contact.received, Contact.given,
        Contact.unanswered, Contact.last_in_at, Contact.last_out_at, Contact.cadence_days, Contact.reconnect_after,
    ).where(
        *_kept(user_id), Contact.last_in_at.is_not(None),
        or_(moved, Contact.cadence_days.is_not(None), resting, _most_due(session, user_id, morning, day)),
    )  # fmt: skip
    return session.execute(query).all()


def _kept(user_id: str) -> tuple[ColumnElement[bool], ...]:
    """Whom the user wants to be reminded of at all."""
    wanted = or_(Contact.cadence_days.is_(None), Contact.cadence_days > 0)
    return (Contact.user_id == user_id, Contact.deleted_at.is_(None), Contact.archived_at.is_(None), wanted)


def _most_due(session: Session, user_id: str, morning: datetime, day: date) -> ColumnElement[bool]:
    """Say in SQL what domain.cadence says of ties with the cadence of their tier: the few most due, and equals."""
    rank = _rank(morning)
    silent = (and_(rank == one.rank, Contact.last_in_at <= _back(morning, days + 1)) for one, days in CADENCE.items())
    lately = and_(Contact.last_in_at < Contact.last_out_at, Contact.last_out_at > morning - PAUSE)
    later = and_(Contact.reconnect_after > day, Contact.reconnect_after != day + PAUSE)
    due = and_(
        *_kept(user_id), Contact.cadence_days.is_(None), or_(*silent), Contact.unanswered < PATIENCE,
        or_(Contact.last_out_at.is_(None), ~lately), or_(Contact.reconnect_after.is_(None), ~later),
        Contact.id.not_in(_awaited(user_id, morning)),
    )  # fmt: skip
    in_order = select(rank, Contact.last_in_at).where(due).order_by(rank.desc(), Contact.last_in_at)
    last = session.execute(in_order.offset(A_DAY - 1).limit(1)).first()
    if last is None:
        return due
    as_long = Contact.last_in_at <= _back(morning, silent_days(last.last_in_at, morning) or 0)
    return and_(due, or_(rank > last[0], and_(rank == last[0], as_long)))


def _rank(morning: datetime) -> ColumnElement[int]:
    """Return the rank of a tier in SQL, by the same table as domain.strength."""

    def fits(rule: Rule) -> ColumnElement[bool]:
        return and_(
            Contact.exchanges >= rule.exchanges, Contact.meetings >= rule.meetings, Contact.received >= rule.received,
            Contact.given >= rule.given, Contact.last_in_at > _back(morning, rule.days + 1),
        )  # fmt: skip

    return case(*((fits(rule), rule.tier.rank) for rule in RULES), else_=Tier.DISTANT.rank)


def _back(morning: datetime, days: int) -> datetime:
    return morning - timedelta(days=days)


def _tie(row: Any, morning: datetime, day: date, earlier: dict[tuple[str, bool], datetime]) -> Tie:
    """Return a tie as it was in the morning."""
    heard_at, wrote_at, unanswered = row.last_in_at, row.last_out_at, row.unanswered
    if heard_at and heard_at >= morning:
        heard_at = earlier.get((row.id, True))
    if wrote_at and wrote_at >= morning:
        wrote_at, unanswered = earlier.get((row.id, False)), max(unanswered - 1, 0)
    measures = Measures(row.exchanges, row.meetings, row.received, row.given, heard_at)
    return Tie(
        id=row.id,
        tier=tier(measures, morning),
        heard_at=heard_at,
        wrote_at=wrote_at,
        unanswered=unanswered,
        override=row.cadence_days,
        # Whoever was put off today keeps their place of the day: nobody moves up.
        after=None if _put_off_today(row, day) else row.reconnect_after,
    )


def _put_off_today(row: Any, day: date) -> bool:
    return bool(row.reconnect_after == day + PAUSE)


def _earlier(session: Session, moved: Collection[str], morning: datetime) -> dict[tuple[str, bool], datetime]:
    """Return when (contact, whether it was they) last wrote or met before the morning."""
    theirs = or_(Interaction.direction == "in", Interaction.kind == InteractionKind.MEETING)
    query = (
        select(Interaction.contact_id, theirs, func.max(Interaction.at))
        .where(Interaction.contact_id.in_(moved), Interaction.at < morning, Interaction.undone_at.is_(None))
        .where(Interaction.copied.is_(False), Interaction.automatic.is_(False))
        .where(Interaction.kind != InteractionKind.NOTE)
        .group_by(Interaction.contact_id, theirs)
    )
    found = session.execute(query) if moved else ()
    return {(contact_id, bool(they)): at for contact_id, they, at in found}


def _awaited(user_id: str, before: datetime | None = None) -> CompoundSelect[Any]:
    """Select the people of whom an answer or an interview is awaited, since before then where that is told."""
    asks = select(Duty.contact_id).where(
        Duty.user_id == user_id, Duty.kind == DutyKind.WAITING, Duty.superseded_at.is_(None)
    )
    interviews = select(Interview.contact_id).where(
        Interview.user_id == user_id, Interview.state == InterviewState.PLANNED, Interview.deleted_at.is_(None)
    )
    if before is not None:
        asks, interviews = asks.where(Duty.at < before), interviews.where(Interview.created_at < before)
    return asks.union(interviews)


def _busy(session: Session, user_id: str, before: datetime | None = None) -> set[str]:
    return set(session.scalars(_awaited(user_id, before)))


def _resting(ties: Sequence[Tie], rows: dict[str, Any], now: datetime) -> list[tuple[str, str]]:
    """Return whom the user wrote to in vain not long ago: it says why they are not on the list."""
    return sorted(
        (
            (tie.id, rows[tie.id].name)
            for tie in ties
            if cadence.rests(tie.unanswered) and tie.wrote_at is not None and now - tie.wrote_at < PAUSE
            and cadence.dormant(tie.tier, tie.heard_at, now, tie.override)
        ),
        key=lambda one: (one[1].casefold(), one[0]),
    )  # fmt: skip

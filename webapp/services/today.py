"""What the day asks for: read from the duties that the domain derived, in the order of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.duties import business_days
from webapp.models import Ask, Contact, Duty, DutyKind, FollowUp, Interview, InterviewState, Use, User, utcnow
from webapp.services import messages
from webapp.services.proposals import PLAN_FOR
from webapp.services.questions.lines import sources_words
from webapp.services.triage import Item, waiting
from webapp.services.waiting import Clock, clock_of

CAME_IN_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Due:
    """One line: whom, about what (in words), since when, until when, and the ids that its action needs."""

    contact_id: str
    name: str
    words: str
    at: datetime
    due_at: datetime | None = None
    subject: str = ""
    days: int = 0
    source: str = ""
    kind: DutyKind | None = None
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the page."""

    thanks: Sequence[Due]
    to_note: Sequence[Due]
    waiting: Sequence[Due]
    to_confirm: Sequence[Any]
    returned: Sequence[Due]
    to_plan: Sequence[Due]
    declined: Sequence[Due]
    follow_ups: Sequence[Any]
    reports: Sequence[Due]
    triage: Sequence[Item]
    came_in: Sequence[Any]

    @property
    def quiet(self) -> bool:
        """Whether nothing at all asks for the user."""
        return not (
            self.thanks
            or self.to_note
            or self.waiting
            or self.to_confirm
            or self.returned
            or self.to_plan
            or self.declined
            or self.follow_ups
            or self.reports
            or self.triage
        )


def today(session: Session, user_id: str, day: date, zone: tzinfo = UTC) -> Today:
    """Return what is owed, due and new for a user in whose zone it is that day."""
    steps = _duties(session, user_id, DutyKind.RETURNED, DutyKind.PLAN, DutyKind.DECLINED)
    return Today(
        thanks=_duties(session, user_id, DutyKind.THANKS),
        to_note=_duties(session, user_id, DutyKind.NOTE_OUTCOME),
        waiting=waiting_answers(session, user_id, day, zone),
        to_confirm=_to_confirm(session, user_id),
        returned=[due for due in steps if due.kind is DutyKind.RETURNED],
        to_plan=[due for due in steps if due.kind is DutyKind.PLAN and due.at > utcnow() - PLAN_FOR],
        declined=[due for due in steps if due.kind is DutyKind.DECLINED],
        follow_ups=_follow_ups(session, user_id, day),
        reports=_reports(session, user_id),
        triage=waiting(session, user_id, limit=5),
        came_in=messages.came_in(session, user_id, utcnow() - CAME_IN_FOR, limit=20),
    )


def _open(user_id: str, *kinds: DutyKind) -> tuple[Any, ...]:
    return (
        Duty.user_id == user_id,
        Duty.kind.in_(kinds),
        Duty.superseded_at.is_(None),
        Duty.settled_at.is_(None),
        Contact.deleted_at.is_(None),
        Contact.archived_at.is_(None),
    )


def _duties(session: Session, user_id: str, *kinds: DutyKind) -> list[Due]:
    query = select(Duty, Contact.name).join(Contact, Contact.id == Duty.contact_id).where(*_open(user_id, *kinds))
    found = session.execute(query.order_by(Duty.at, Duty.id)).all()
    words = sources_words(session, user_id, {duty.subject for duty, _ in found})
    return [
        Due(
            duty.contact_id,
            name,
            words[duty.subject],
            duty.at,
            duty.due_at,
            duty.subject,
            source=duty.source,
            kind=duty.kind,
        )
        for duty, name in found
    ]


def waiting_answers(session: Session, user_id: str, day: date, zone: tzinfo = UTC) -> list[Due]:
    """Return the asks that wait, the longest first, with their clocks and the business days since they were made.

    Of who is away the days count from their return, which is `due_at`.
    """
    user = session.get_one(User, user_id)
    query = (
        select(Duty, Contact.name, Ask)
        .join(Contact, Contact.id == Duty.contact_id)
        .join(Ask, Ask.id == Duty.subject)
        .where(*_open(user_id, DutyKind.WAITING))
        .order_by(Duty.at, Duty.id)
    )
    return [
        Due(
            duty.contact_id, name, ask.text, duty.at, duty.due_at, subject=ask.id,
            days=business_days((duty.due_at or duty.at).astimezone(zone).date(), day),
            clock=clock_of(user, duty, ask, zone),
        )
        for duty, name, ask in session.execute(query)
    ]  # fmt: skip


def _reports(session: Session, user_id: str) -> list[Due]:
    query = (
        select(Duty, Contact.name, Use.text)
        .join(Contact, Contact.id == Duty.contact_id)
        .join(Use, Use.id == Duty.subject)
        .where(*_open(user_id, DutyKind.REPORT_BACK))
        .order_by(Duty.at, Duty.id)
    )
    return [
        Due(duty.contact_id, name, text, duty.at, subject=duty.subject) for duty, name, text in session.execute(query)
    ]


def _to_confirm(session: Session, user_id: str) -> Sequence[Any]:
    """Return planned interviews whose end has passed, as rows (Interview, name): did they take place?"""
    query = (
        select(Interview, Contact.name)
        .join(Contact, Contact.id == Interview.contact_id)
        .where(Interview.user_id == user_id, Interview.state == InterviewState.PLANNED)
        .where(Interview.ends_at <= utcnow(), Interview.deleted_at.is_(None), Contact.deleted_at.is_(None))
    )
    return session.execute(query.order_by(Interview.ends_at)).all()


def _follow_ups(session: Session, user_id: str, day: date) -> Sequence[Any]:
    """Return follow-ups due by the day, as rows (FollowUp, name)."""
    query = (
        select(FollowUp, Contact.name)
        .join(Contact, Contact.id == FollowUp.contact_id)
        .where(FollowUp.user_id == user_id, FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None))
        .where(FollowUp.due_on <= day, Contact.deleted_at.is_(None), Contact.archived_at.is_(None))
    )
    return session.execute(query.order_by(FollowUp.due_on)).all()

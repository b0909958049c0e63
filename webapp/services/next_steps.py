"""The one next step with a contact (docs/method.md §2), from what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.cadence import PAUSE
from webapp.domain.duties import follow_up_day
from webapp.domain.evidence import Kind, Phase
from webapp.domain.next_steps import Facts, Rule, Step, also, next_step
from webapp.models import (
    Ask,
    Contact,
    Duty,
    DutyKind,
    FollowUp,
    Interaction,
    Interview,
    InterviewState,
    Message,
    User,
)
from webapp.services import strengths
from webapp.services.proposals import went_by_itself
from webapp.services.threads import heard
from webapp.services.waiting import clock_of

_DUTIES = {
    DutyKind.THANKS: Rule.THANK,
    DutyKind.NOTE_OUTCOME: Rule.NOTE,
    DutyKind.REPORT_BACK: Rule.REPORT,
    DutyKind.RETURNED: Rule.READDRESS,
    DutyKind.PLAN: Rule.PLAN,
    DutyKind.DECLINED: Rule.ASK_ON,
}


def of(session: Session, contact: Contact, now: datetime, today: date) -> Step:
    """Return the next step; `today` is the user's day."""
    return next_step(facts(session, contact, now, today))


def all_of(session: Session, contact: Contact, now: datetime, today: date) -> list[Step]:
    """Return the next step, and after it what else is owed or due."""
    seen = facts(session, contact, now, today)
    return [next_step(seen), *also(seen)]


def facts(session: Session, contact: Contact, now: datetime, today: date) -> Facts:
    """Return what the rules of the next step look at."""
    user = session.get_one(User, contact.user_id)
    open_: dict[Rule, list[str]] = {}
    for rule, subject in (
        *_duties(session, contact, user, now, today),
        *_interviews(session, contact, now),
        *_follow_ups(session, contact, today),
        *_asked_of_user(session, contact),
        *_drafted(session, contact),
    ):
        open_.setdefault(rule, []).append(subject)
    return Facts(
        phase=contact.phase,
        tier=strengths.tier_of(contact, now),
        open=open_,
        common_ground=bool(contact.common_ground.strip()),
        wrote=contact.last_out_at is not None,
        heard=contact.last_in_at is not None,
        lately=_lately(contact, user, now, today),
        unanswered=contact.unanswered,
        dormant=strengths.is_dormant(contact, now),
        missing=tuple(Kind(kind) for kind in contact.missing.split(",") if kind),
        received=contact.received,
        given=contact.given,
    )


def _rows(session: Session, model: Any, contact: Contact, *where: Any, order: Any) -> list[Any]:
    return list(session.scalars(select(model).where(model.contact_id == contact.id, *where).order_by(order)))


def _duties(session: Session, contact: Contact, user: User, now: datetime, today: date) -> Iterator[tuple[Rule, str]]:
    for duty in _rows(session, Duty, contact, Duty.superseded_at.is_(None), Duty.settled_at.is_(None), order=Duty.at):
        if duty.kind is DutyKind.WAITING:
            yield _clock(session, duty, user, today), duty.subject
        elif not went_by_itself(duty, now):
            yield _DUTIES[duty.kind], duty.subject


def _clock(session: Session, duty: Duty, user: User, today: date) -> Rule:
    """An ask that waits is to be followed up, or waited for; after two follow-ups it rests."""
    clock = clock_of(user, duty, session.get_one(Ask, duty.subject), ZoneInfo(user.timezone))
    if clock.day is None:
        return Rule.REST
    return Rule.FOLLOW_UP if clock.due(today) else Rule.AWAIT


def _lately(contact: Contact, user: User, now: datetime, today: date) -> bool:
    """Whether it is too early to write again: business days before the first answer, a month after it."""
    if contact.last_out_at is None:
        return False
    if contact.phase is not Phase.INITIATE:
        return now - contact.last_out_at < PAUSE
    return today < follow_up_day(_day(contact.last_out_at, user), user.last_follow_up_days)


def _day(at: datetime, user: User) -> date:
    return at.astimezone(ZoneInfo(user.timezone)).date()


def _interviews(session: Session, contact: Contact, now: datetime) -> Iterator[tuple[Rule, str]]:
    where = (Interview.state == InterviewState.PLANNED, Interview.deleted_at.is_(None))
    for interview in _rows(session, Interview, contact, *where, order=Interview.starts_at):
        yield (Rule.CONFIRM if interview.ends_at <= now else Rule.PREPARE), interview.id


def _follow_ups(session: Session, contact: Contact, today: date) -> Iterator[tuple[Rule, str]]:
    where = (FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None), FollowUp.due_on <= today)
    for follow_up in _rows(session, FollowUp, contact, *where, order=FollowUp.due_on):
        yield Rule.COME_BACK, follow_up.id


def _drafted(session: Session, contact: Contact) -> Iterator[tuple[Rule, str]]:
    for ask in _rows(session, Ask, contact, Ask.made_at.is_(None), Ask.deleted_at.is_(None), order=Ask.created_at):
        yield Rule.MAKE, ask.id


def _asked_of_user(session: Session, contact: Contact) -> Iterator[tuple[Rule, str]]:
    """Yield the mails in which they surely ask for something, where the user did not write since."""
    if contact.last_in_at is None or (contact.last_out_at and contact.last_out_at >= contact.last_in_at):
        return
    query = (
        select(Interaction.id, Message.findings)
        .join(Message, Message.id == Interaction.message_row)
        .where(Interaction.contact_id == contact.id, Interaction.direction == "in", Interaction.undone_at.is_(None))
        .where(Interaction.copied.is_(False), Interaction.automatic.is_(False), heard(contact.user_id))
        .order_by(Interaction.at)
    )
    if contact.last_out_at:
        query = query.where(Interaction.at > contact.last_out_at)
    for line, findings in session.execute(query):
        if any(finding["label"] == "ask" and finding["sure"] for finding in findings):
            yield Rule.ANSWER, line

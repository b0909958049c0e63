"""What is known about a letter, gathered from the rows: the contact, the user, and what happened between them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.letter_facts import Facts, written
from webapp.models import (
    Ask,
    Contact,
    Duty,
    DutyKind,
    Event,
    Interaction,
    InteractionKind,
    Interview,
    Letter,
    LetterKind,
    Outcome,
    OutcomeKind,
    Permission,
    Referral,
    Reflection,
    Use,
    User,
    utcnow,
)
from webapp.services import goals, letter_events
from webapp.services.contacts import organisation_of
from webapp.services.letter_about import answered

_A_DAY = timedelta(days=1)


def facts_of(session: Session, letter: Letter, today: date) -> Facts:
    """Return what is known that a letter can say, and that its check holds it to."""
    contact = session.get_one(Contact, letter.contact_id)
    user = session.get_one(User, letter.user_id)
    goal = goals.get(session, letter.user_id)
    organisation = organisation_of(session, contact)
    referral = session.get(Referral, letter.referral_id) if letter.referral_id else None
    ask = session.get(Ask, letter.ask_id) if letter.ask_id else None
    return Facts(
        today=today,
        to=contact.name,
        role=contact.role,
        organisation=organisation.name if organisation else "",
        research=organisation.research_notes if organisation else "",
        common_ground=contact.common_ground,
        referrer=session.get_one(Contact, referral.contact_id).name if referral else "",
        may_name=bool(referral and referral.permission is Permission.YES),
        ask=ask.text if ask and ask.deleted_at is None else "",
        name=user.name,
        situation=goal.situation,
        position=goal.position,
        skills=tuple(map(str, goal.skills)),
        signature=goal.signature,
        **_of_kind(session, letter, contact, user) | _of_event(session, letter, user),
    )


def _of_kind(session: Session, letter: Letter, contact: Contact, user: User) -> dict[str, Any]:
    match letter.kind:
        case LetterKind.THANK_YOU:
            return _thanks(session, letter, user)
        case LetterKind.REPORT_BACK:
            return _report(session, letter)
        case LetterKind.RECONNECT:
            return {"last": _last_time(session, contact, user)}
        case LetterKind.DECLINE:
            mail = answered(session, letter)
            return {"asked": f"“{mail.subject}”" if mail and mail.subject else ""}
        case _:
            return {}


def _of_event(session: Session, letter: Letter, user: User) -> dict[str, Any]:
    found = letter_events.facts(session, letter, lambda at: _day(at, user))
    event = session.get_one(Event, letter.event_id) if found.get("hosted") else None
    return found | ({"late": event.ends_at + _A_DAY < utcnow()} if event else {})


def _thanks(session: Session, letter: Letter, user: User) -> dict[str, Any]:
    duty = _duty(session, letter, DutyKind.THANKS, letter.settles)
    line = session.get(Interaction, letter.settles) if letter.settles else None
    outcome = _obtained(session, letter)
    reflection = _reflection(session, line)
    by_itself = outcome if outcome and outcome.id == letter.settles else None
    named = by_itself is not None and by_itself.kind in _NAMES
    return {
        "thanks_for": _help(by_itself) if by_itself else _thanks_for(session, duty, line, user),
        "obtained": outcome.text if outcome and not named else reflection.learned if reflection else "",
        "plan": reflection.next if reflection else "",
        "late": bool(duty and duty.due_at and duty.due_at < utcnow() and duty.settled_at is None),
        "turned_down": _duty(session, letter, DutyKind.DECLINED, letter.answers or "") is not None,
    }


def _duty(session: Session, letter: Letter, kind: DutyKind, subject: str) -> Duty | None:
    where = (Duty.user_id == letter.user_id, Duty.kind == kind, Duty.subject == subject, Duty.superseded_at.is_(None))
    return session.scalars(select(Duty).where(*where)).first() if subject else None


def _thanks_for(session: Session, duty: Duty | None, line: Interaction | None, user: User) -> str:
    source = duty.source if duty else ""
    if source == "introduction" and line:
        to = session.scalars(select(Referral).where(Referral.message_row == line.message_row)).first()
        return f"the introduction to {to.name or to.address}" if line.message_row and to else "the introduction"
    if line and line.kind is InteractionKind.MEETING:
        return f"your time on {written(_day(line.at, user))}"
    return f"your mail of {written(_day(line.at, user))}" if line and line.direction == "in" else ""


def _reflection(session: Session, line: Interaction | None) -> Reflection | None:
    if line is None:
        return None
    query = select(Reflection).join(Interview, Interview.id == Reflection.interview_id)
    return session.scalars(query.where(Interview.interaction_id == line.id)).first()


def _obtained(session: Session, letter: Letter) -> Outcome | None:
    """What thanks are owed for, or the latest that their source brought."""
    source = (Outcome.interaction_id == letter.settles) | (Outcome.id == letter.settles)
    where = (Outcome.user_id == letter.user_id, Outcome.deleted_at.is_(None), source)
    query = select(Outcome).where(*where).order_by(Outcome.at.desc(), Outcome.id).limit(1)
    return session.scalars(query).first() if letter.settles else None


_NAMES = frozenset({OutcomeKind.REFERRAL, OutcomeKind.INTRODUCTION})


def _help(outcome: Outcome) -> str:
    """What an outcome that came out of no meeting is called: a name that was given, or a kind of help."""
    if outcome.kind in _NAMES:
        return f"giving me {outcome.text[:1].lower()}{outcome.text[1:]}"
    return f"your {outcome.kind.value}"


def _report(session: Session, letter: Letter) -> dict[str, Any]:
    if letter.referral_id and not letter.use_id:
        given = session.get_one(Referral, letter.referral_id)
        return {"used": given.done, "obtained": f"the name of {given.name or given.address}", "went": given.result}
    use = session.get(Use, letter.use_id) if letter.use_id else None
    outcome = session.get(Outcome, use.outcome_id) if use and use.outcome_id else None
    of_outcome = select(Referral.result).where(Referral.outcome_id == outcome.id) if outcome else None
    result = session.scalar(of_outcome) if of_outcome is not None else ""
    return {"used": use.text if use else "", "obtained": outcome.text if outcome else "", "went": result or ""}


def _last_time(session: Session, contact: Contact, user: User) -> str:
    where = (Interaction.contact_id == contact.id, Interaction.undone_at.is_(None), Interaction.automatic.is_(False))
    query = select(Interaction).where(*where, Interaction.copied.is_(False), Interaction.kind != InteractionKind.NOTE)
    line = session.scalars(query.order_by(Interaction.at.desc()).limit(1)).first()
    if line is None:
        return ""
    how = "when we met" if line.kind is InteractionKind.MEETING else "when we wrote to each other"
    return f"{how} in {_day(line.at, user):%B %Y}"


def _day(at: datetime, user: User) -> date:
    try:
        return at.astimezone(ZoneInfo(user.timezone)).date()
    except (ZoneInfoNotFoundError, ValueError):
        return at.date()

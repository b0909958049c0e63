"""Lines of Today that the user put off: each comes back by itself on its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.models import Contact, Duty, DutyKind, FollowUp, Interview, Referral, Snooze
from webapp.services.errors import NotFound
from webapp.services.scope import owned, touch

# The sections of Today, and of what their lines are: the row that `subject` is the id of, or the duty of which it is
# the subject.
KINDS: Mapping[str, Any] = MappingProxyType(
    {
        "thanks": DutyKind.THANKS,
        "to-note": DutyKind.NOTE_OUTCOME,
        "to-confirm": Interview,
        "to-plan": DutyKind.PLAN,
        "returned": DutyKind.RETURNED,
        "declined": DutyKind.DECLINED,
        "waiting": DutyKind.WAITING,
        "follow-ups": FollowUp,
        "reports": DutyKind.REPORT_BACK,
        "tidings": Referral,
        "to-reflect": Interview,
        "reconnect": Contact,
    }
)


def put_off(session: Session, user_id: str, kind: str, subject: str, until: date) -> Snooze:
    """Put a line off until a day, or until another one than before; raises NotFound where it is no line of theirs."""
    _check(session, user_id, kind, subject)
    row = _of(session, user_id, kind, subject) or _made(session, user_id, kind, subject, until)
    row.until = until
    touch(session, user_id)
    return row


def _of(session: Session, user_id: str, kind: str, subject: str) -> Snooze | None:
    mine = (Snooze.user_id == user_id, Snooze.kind == kind, Snooze.subject == subject)
    return session.scalar(select(Snooze).where(*mine))


def _made(session: Session, user_id: str, kind: str, subject: str, until: date) -> Snooze:
    row = Snooze(user_id=user_id, kind=kind, subject=subject, until=until)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # a second tap was quicker
        row = _of(session, user_id, kind, subject) or row
    return row


def get(session: Session, user_id: str, snooze_id: str) -> Snooze:
    """Return what the user put off; raises NotFound."""
    return owned(session, Snooze, user_id, snooze_id)


def take_back(session: Session, user_id: str, snooze_id: str, day: date) -> Snooze:
    """Bring a line back on that day, were it put off for longer."""
    row = get(session, user_id, snooze_id)
    row.until = min(row.until, day)
    touch(session, user_id)
    return row


def hidden(session: Session, user_id: str, day: date) -> dict[tuple[str, str], Snooze]:
    """Return what is put off beyond a day, by section and subject."""
    rows = session.scalars(select(Snooze).where(Snooze.user_id == user_id, Snooze.until > day))
    return {(row.kind, row.subject): row for row in rows}


def _check(session: Session, user_id: str, kind: str, subject: str) -> None:
    what = KINDS.get(kind)
    if what is None:
        raise NotFound("Snooze")
    if not isinstance(what, DutyKind):
        owned(session, what, user_id, subject)
        return
    if not subject.isalnum():  # as in owned(): what else a form may hold is no id
        raise NotFound("Duty")
    mine = (Duty.user_id == user_id, Duty.kind == what, Duty.subject == subject)
    if session.scalar(select(Duty.id).where(*mine).limit(1)) is None:
        raise NotFound("Duty")

"""Lines of Today that the user put off: each comes back by itself on its day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.models import Contact, Duty, DutyKind, Event, FollowUp, Interview, Referral, Snooze, TriageItem
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
        "to-close": Interview,
        "to-reflect": Interview,
        "reconnect": Contact,
        "events-soon": Event,
        "events-after": Event,
        "hosts": Event,
        "triage": TriageItem,
    }
)

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class PutOff:
    """A line that comes back on the day `until`; `snooze_id` brings it back before, `contact_id` is of a person's."""

    snooze_id: str
    kind: str
    subject: str
    contact_id: str
    name: str
    until: date


class Shown:
    """Keeps from the page what is put off, and in mind what it kept."""

    def __init__(self, hidden: Mapping[tuple[str, str], Snooze]) -> None:
        self._hidden = hidden
        self._kept: dict[str, PutOff] = {}

    def dues(self, kind: str, lines: Sequence[Any]) -> list[Any]:
        """Of duties."""
        return self.only(kind, lines, lambda one: (one.subject, one.contact_id, one.name))

    def rows(self, kind: str, lines: Sequence[Any]) -> list[Any]:
        """Of rows (Interview or FollowUp, name)."""
        return self.only(kind, lines, lambda row: (row[0].id, row[0].contact_id, row[1]))

    def only(self, kind: str, lines: Sequence[Line], read: Callable[[Line], tuple[str, str, str]]) -> list[Line]:
        """Return the lines that are not put off; `read` says of one its subject, and whom it is about."""
        found = []
        for line in lines:
            subject, contact_id, name = read(line)
            snooze = self._hidden.get((kind, subject))
            if snooze is None:
                found.append(line)
            else:
                self._kept[snooze.id] = PutOff(snooze.id, kind, subject, contact_id, name, snooze.until)
        return found

    def put_off(self) -> list[PutOff]:
        """Return what was kept from the page, the soonest back first."""
        return sorted(self._kept.values(), key=lambda one: (one.until, one.name.casefold(), one.snooze_id))


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

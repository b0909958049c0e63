"""Asks as their pages show them: each with its clock, its history, and what it brought and led to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from webapp.domain.evidence import AskState
from webapp.models import Ask, AskChange, Contact, Duty, DutyKind, Outcome, Use, User
from webapp.services.glad import glad_of
from webapp.services.waiting import Clock, clock_of

PAGE = 50
# In the order in which they want something of the user.
STATES = (
    AskState.ANSWERED,
    AskState.USED,
    AskState.OBTAINED,
    AskState.MADE,
    AskState.DRAFTED,
    AskState.DECLINED,
    AskState.REPORTED_BACK,
)
_STILL_OPEN = (AskState.DRAFTED, AskState.MADE)
_PLACE = {state: place for place, state in enumerate(AskState)}


@dataclass(frozen=True, slots=True)
class Asked:
    """One ask: `answered_by` is the line that answered it, `glad` why they may be glad of it: noted, else found."""

    ask: Ask
    contact: Contact
    glad: str
    clock: Clock | None
    changes: Sequence[AskChange]
    outcomes: Sequence[Outcome]
    uses: Mapping[str, Sequence[Use]]
    answered_by: str

    @property
    def declined_by(self) -> str:
        """The line of the mail that turned it down, "" where none did."""
        evidence = self.changes[-1].evidence if self.changes and self.ask.state is AskState.DECLINED else ""
        line, _, what = evidence.partition(":")
        return line if what == "decline" else ""

    @property
    def to_tell(self) -> list[Use]:
        """What was done with it and the giver was not told."""
        return [use for uses in self.uses.values() for use in uses if use.reported_at is None]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of asks, how many there are of each state, and how many of those that are shown."""

    rows: Sequence[Asked]
    counts: Mapping[AskState, int]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def of_contact(session: Session, contact: Contact, zone: tzinfo) -> list[Asked]:
    """Return the asks of a contact, the latest first."""
    query = select(Ask).where(Ask.contact_id == contact.id, Ask.deleted_at.is_(None))
    asks = list(session.scalars(query.order_by(Ask.created_at.desc(), Ask.id)))
    found = _read(session, contact.user_id, [(ask, contact) for ask in asks], zone)
    kinds = {one.ask.kind for one in found if not one.glad and one.ask.state in _STILL_OPEN}
    glad = {kind: glad_of(session, contact, kind)[0] for kind in kinds}
    return [one if one.glad else replace(one, glad=glad.get(one.ask.kind, "")) for one in found]


def listing(session: Session, user_id: str, zone: tzinfo, state: AskState | None = None, page: int = 1) -> Listing:
    """Return a page of all asks, or of those in one state; the deleted, and those of the deleted, left out."""
    mine = (Ask.user_id == user_id, Ask.deleted_at.is_(None), Contact.deleted_at.is_(None))
    query = select(Ask, Contact).join(Contact, Contact.id == Ask.contact_id).where(*mine)
    number = select(Ask.state, func.count()).join(Contact, Contact.id == Ask.contact_id).where(*mine)
    counts = {row[0]: row[1] for row in session.execute(number.group_by(Ask.state))}
    total = counts.get(state, 0) if state else sum(counts.values())
    page = max(1, min(page, -(-total // PAGE) or 1))
    if state:
        query = query.where(Ask.state == state)
    place = case(*((Ask.state == one, rank) for rank, one in enumerate(STATES)))
    query = query.order_by(place, func.coalesce(Ask.made_at, Ask.created_at).desc(), Ask.id)
    rows = session.execute(query.limit(PAGE).offset((page - 1) * PAGE)).all()
    return Listing(_read(session, user_id, [(ask, contact) for ask, contact in rows], zone), counts, total, page)


def _read(session: Session, user_id: str, rows: Sequence[tuple[Ask, Contact]], zone: tzinfo) -> list[Asked]:
    if not rows:
        return []
    user = session.get_one(User, user_id)
    ids = [ask.id for ask, _ in rows]
    held = select(AskChange).where(AskChange.ask_id.in_(ids), AskChange.superseded_at.is_(None))
    # What one mail brought about happened at one time.
    changes = _by(sorted(session.scalars(held), key=lambda one: (one.at, _PLACE[one.new])), "ask_id")
    outcomes = _by(_kept(session, Outcome, Outcome.ask_id, ids, Outcome.at), "ask_id")
    brought = [outcome.id for found in outcomes.values() for outcome in found]
    uses = _by(_kept(session, Use, Use.outcome_id, brought, Use.at), "outcome_id")
    running = (Duty.user_id == user_id, Duty.kind == DutyKind.WAITING, Duty.superseded_at.is_(None))
    waiting = {duty.subject: duty for duty in session.scalars(select(Duty).where(*running, Duty.subject.in_(ids)))}
    return [
        Asked(
            ask=ask,
            contact=contact,
            glad=ask.glad,
            clock=clock_of(user, waiting[ask.id], ask, zone) if ask.id in waiting else None,
            changes=changes[ask.id],
            outcomes=outcomes[ask.id],
            uses={outcome.id: uses[outcome.id] for outcome in outcomes[ask.id] if uses[outcome.id]},
            answered_by=_answer(changes[ask.id]),
        )
        for ask, contact in rows
    ]


def _answer(changes: Sequence[AskChange]) -> str:
    """Return the line with which an ask was answered, "" for none."""
    answers = (one.evidence for one in changes if one.new is AskState.ANSWERED)
    return next(answers, "")


def _by(rows: Iterable[Any], column: str) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def _kept(session: Session, model: Any, column: Any, ids: Sequence[str], order: Any) -> list[Any]:
    query = select(model).where(column.in_(ids), model.deleted_at.is_(None))
    return list(session.scalars(query.order_by(order, model.id)))

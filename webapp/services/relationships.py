"""The one place where meaning is written down: `rederive` reads the rows, asks the domain, and mends what differs.

It is idempotent. Each service that adds, moves or undoes evidence calls it in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.evidence import AskState, History
from webapp.domain.phases import derive
from webapp.domain.wording import N_, _
from webapp.models import (
    Ask,
    AskChange,
    Contact,
    Duty,
    DutyKind,
    Give,
    PhaseChange,
    TriageItem,
    TriageKind,
    Use,
    utcnow,
)
from webapp.services import invitations, proposals, referrals
from webapp.services.errors import NotFound
from webapp.services.evidence import Rows, evidence_of, last_moved, rows_of
from webapp.services.proposals import BY_HAND, Key, item
from webapp.services.questions.kind import NO_LONGER_ASKED
from webapp.services.scope import touch

Stored = TypeVar("Stored", PhaseChange, AskChange, Duty)


def rederive(session: Session, user_id: str, contact_id: str) -> list[str]:
    """Bring phase, asks, duties and questions of a relationship in line with its evidence; return what changed."""
    contact, given = _locked(session, user_id, contact_id)
    rows = rows_of(session, user_id, contact_id)
    told = proposals.told(session, contact, rows)
    events = invitations.entries(contact, rows, told)
    planned = invitations.mend(session, contact, rows, events)
    history = derive(evidence_of(rows))
    contact.derive_due = False
    asked = [
        *proposals.questions(contact, rows, history, told),
        *invitations.questions(contact, events, told),
    ]
    changed = [
        *planned,
        *referrals.mend(session, contact, rows, told),
        *_mend_rows(contact, rows, history, given),
        *_mend_changes(session, contact, rows, history),
        *_mend_duties(session, contact, rows, history),
        *_mend_triage(session, contact, [*asked, *_questions(contact, rows, history, asked)]),
    ]
    if changed:
        touch(session, user_id)
        session.flush()
    return changed


def _locked(session: Session, user_id: str, contact_id: str) -> tuple[Contact, int]:
    """Return the contact as it is now, with the number of gives to them.

    It is locked first of all, so that of two writers one derives after the other.
    """
    mine = (Contact.id == contact_id, Contact.user_id == user_id)
    with session.no_autoflush:
        session.execute(select(Contact.id).where(*mine).with_for_update(key_share=True))
    session.flush()
    gives = select(func.count()).where(Give.contact_id == Contact.id, Give.deleted_at.is_(None)).scalar_subquery()
    query = select(Contact, gives).where(*mine).execution_options(populate_existing=True)
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound("Contact")
    return found[0], found[1]


def _mend_rows(contact: Contact, rows: Rows, history: History, given: int) -> list[str]:
    derived = asdict(history.tally) | {
        "phase": history.phase, "phase_since": history.since, "last_at": last_moved(rows), "given": given,
        "missing": ",".join(kind.value for kind in history.missing),
    }  # fmt: skip
    wanted: list[tuple[Any, str, Any]] = [(contact, name, value) for name, value in derived.items()]
    for line in rows.lines:
        wanted += [
            (line.row, "phase", history.held.get(line.row.id)),
            (line.row, "grade", line.grade),
            (line.row, "answered_ask", history.answers.get(line.row.id, "")),
        ]
    wanted += [(ask, "state", history.ask_states.get(ask.id, AskState.DRAFTED)) for ask in rows.asks]
    steps: list[Ask | Use] = [*rows.asks, *rows.uses]
    wanted += [(step, "skipped", step.id in history.skipped) for step in steps]
    return [change for row, name, value in wanted if (change := _set(row, name, value))]


def _set(row: Any, name: str, value: Any) -> str:
    old = getattr(row, name)
    if old == value:
        return ""
    setattr(row, name, value)
    return f"{row.__tablename__} {row.id}: {name} was {old}, is {value}"


def _mend_changes(session: Session, contact: Contact, rows: Rows, history: History) -> list[str]:
    grades = {line.row.id: line.grade for line in rows.lines}

    def grade(evidence: str) -> str:
        return grades.get(evidence.partition(":")[0], "own")

    owner = {"user_id": contact.user_id, "contact_id": contact.id}
    moves = [
        PhaseChange(
            at=move.at, old=move.old, new=move.new, reason=move.reason, evidence=move.evidence,
            grade=grade(move.evidence), **owner,
        )
        for move in history.moves
    ]  # fmt: skip
    ask_moves = [
        AskChange(
            ask_id=move.ask, at=move.at, old=move.old, new=move.new, reason=move.reason,
            evidence=move.evidence, grade=grade(move.evidence), **owner,
        )
        for move in history.ask_moves
    ]  # fmt: skip
    return [
        *_mend(
            session,
            PhaseChange,
            contact,
            moves,
            lambda row: (row.at, row.old, row.new, row.evidence, row.reason, row.grade),
        ),
        *_mend(
            session,
            AskChange,
            contact,
            ask_moves,
            lambda row: (row.ask_id, row.at, row.old, row.new, row.evidence, row.reason, row.grade),
        ),
    ]


def _mend_duties(session: Session, contact: Contact, rows: Rows, history: History) -> list[str]:
    wanted = [Duty(user_id=contact.user_id, contact_id=contact.id, **fields) for fields in _duties(rows, history)]
    return _mend(
        session, Duty, contact, wanted,
        lambda row: (
            row.kind, row.subject, row.source, row.at, row.due_at, row.followed_up or 0, row.followed_up_at,
            row.settled_by, row.settled_at,
        ),
    )  # fmt: skip


def _duties(rows: Rows, history: History) -> Iterable[dict[str, Any]]:
    happened = {line.row.id: line.row.at for line in rows.lines} | {use.id: use.at for use in rows.uses}
    declined = {ask.id: ask.declined_at for ask in rows.asks if ask.declined_at}
    for owed in history.thanks:
        yield {
            "kind": DutyKind.THANKS, "subject": owed.interaction, "source": owed.source.value, "at": owed.at,
            "due_at": owed.due, "settled_by": owed.settled_by, "settled_at": owed.settled_at,
        }  # fmt: skip
    for waiting in history.waiting:
        yield {
            "kind": DutyKind.WAITING, "subject": waiting.ask, "at": waiting.since, "due_at": waiting.back,
            "followed_up": waiting.followed_up, "followed_up_at": waiting.followed_up_at,
        }  # fmt: skip
    for interaction in history.to_note:
        yield {"kind": DutyKind.NOTE_OUTCOME, "subject": interaction, "at": happened[interaction]}
    for use in history.to_report:
        yield {"kind": DutyKind.REPORT_BACK, "subject": use, "at": happened[use]}
    for subject in history.to_ask_on:
        source, at = (BY_HAND, declined[subject]) if subject in declined else ("", happened[subject])
        yield {"kind": DutyKind.DECLINED, "subject": subject, "source": source, "at": at}
    steps = {
        DutyKind.RETURNED: history.to_readdress,
        DutyKind.PLAN: history.to_plan,
    }
    for kind, lines in steps.items():
        for line in lines:
            yield {"kind": kind, "subject": line, "at": happened[line]}


def _mend(
    session: Session,
    model: type[Stored],
    contact: Contact,
    wanted: Iterable[Stored],
    key: Callable[[Stored], tuple[Any, ...]],
) -> list[str]:
    """Supersede the stored rows that no longer hold and add those that are new; a row that holds stays as it is."""
    where = (model.user_id == contact.user_id, model.contact_id == contact.id, model.superseded_at.is_(None))
    stored = {_plain(key(row)): row for row in session.scalars(select(model).where(*where))}
    fresh = {_plain(key(row)): row for row in wanted}
    changed = []
    for gone in stored.keys() - fresh.keys():
        stored[gone].superseded_at = utcnow()
        changed.append(f"{model.__tablename__} no longer holds: {gone}")
    for new in sorted(fresh.keys() - stored.keys()):
        session.add(fresh[new])
        changed.append(f"{model.__tablename__} holds now: {new}")
    return changed


def _plain(key: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(_word(part) for part in key)


def _word(part: Any) -> str:
    # One moment is one word, in whatever zone it was given.
    if isinstance(part, datetime):
        return part.astimezone(UTC).isoformat()
    return "" if part is None else str(part)


def _mend_triage(session: Session, contact: Contact, questions: Iterable[TriageItem]) -> list[str]:
    wanted = {_key(question): question for question in questions}
    where = (
        TriageItem.user_id == contact.user_id,
        TriageItem.contact_id == contact.id,
        TriageItem.settled_at.is_(None),
        TriageItem.kind.in_(DERIVED),
    )
    stored = {_key(question): question for question in session.scalars(select(TriageItem).where(*where))}
    changed = []
    for gone in stored.keys() - wanted.keys():
        stored[gone].settled_at = utcnow()
        stored[gone].settlement = NO_LONGER_ASKED
        changed.append(f"triage_item no longer asked: {gone}")
    for key, question in wanted.items():
        if key not in stored:
            session.add(question)
            changed.append(f"triage_item asked: {key}")
            continue
        for name in ("candidates", "reason"):
            if getattr(stored[key], name) != getattr(question, name):
                setattr(stored[key], name, getattr(question, name))
                changed.append(f"triage_item has other {name}: {key}")
    return changed


def _key(question: TriageItem) -> Key:
    return question.kind, question.interaction_id or "", question.subject


def _questions(contact: Contact, rows: Rows, history: History, asked: Iterable[TriageItem]) -> Iterable[TriageItem]:
    lines = {line.row.id: line for line in rows.lines}
    # Whoever takes up an invitation says with it whose it is.
    invited = {one.interaction_id for one in asked if one.kind is TriageKind.INVITATION}
    for question in history.questions:
        kind, line = TriageKind(question.doubt.value), lines[question.interaction]
        yield item(contact, kind, line, _(_REASONS[question.doubt.value]), candidates=list(question.candidates))
    for line in lines.values():
        if line.moves and not line.verified and line.row.id not in invited:
            reason = _("The address is theirs, but it answers no mail that you sent, and no provider confirmed it.")
            yield item(contact, TriageKind.UNVERIFIED, line, reason)
        if line.moves and line.row.direction == "out" and line.thanks is None:
            owed = [duty.interaction for duty in history.thanks if not duty.settled_by and duty.at <= line.row.at]
            if owed:
                reason = _("This may be the thank-you that you owe.")
                yield item(contact, TriageKind.THANK_YOU, line, reason, candidates=owed)
        if line.moves and line.reports is None:
            due = [use.id for use in rows.uses if use.id in history.to_report and use.at <= line.row.at]
            if due:
                reason = line.reason("report_back") or _("It looks like your letter that tells them how it went.")
                yield item(contact, TriageKind.REPORT_BACK, line, reason, candidates=due)


# Asked because of what the evidence says now, and no longer asked when it says otherwise.
DERIVED = (
    TriageKind.UNVERIFIED, TriageKind.THANK_YOU, TriageKind.WHICH_ASK, TriageKind.WHICH_THANKS,
    TriageKind.DECLINE, TriageKind.PROPOSED_ASK, TriageKind.PERSON, TriageKind.INVITATION, TriageKind.REPORT_BACK,
)  # fmt: skip

_REASONS = {
    "which_ask": N_("Several asks wait for an answer, and the mail does not say which one it answers."),
    "which_thanks": N_("You owe thanks for several things, and the mail does not say for which it is."),
    "report_back": N_("You did several things with what they gave, and the mail does not say of which it tells."),
}

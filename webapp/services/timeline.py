"""One relationship as its page shows it: the timeline with reasons, and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import not_, or_, select
from sqlalchemy.orm import Session

from webapp.domain.evidence import AskState
from webapp.models import (
    Ask,
    AskChange,
    Contact,
    ContactAddress,
    Duty,
    DutyKind,
    FollowUp,
    Give,
    Interaction,
    Interview,
    InterviewState,
    Message,
    Organisation,
    Outcome,
    PhaseChange,
    Referral,
    Use,
    utcnow,
)
from webapp.services.addresses import Look, looks
from webapp.services.contacts import addresses_of, organisation_of
from webapp.services.line import Line, came_back
from webapp.services.messages import WITHOUT_BULK
from webapp.services.proposals import went_by_itself
from webapp.services.questions.lines import sources_words
from webapp.services.threads import heard


@dataclass(frozen=True, slots=True)
class Relationship:
    """Everything about one contact. `timeline` rows are (Interaction, Message or None), newest first.

    `words` says in words what the subject of a duty is, `undone` are the lines that were taken back or silenced.
    `returned` gives the addresses that a mail of that line did not reach, `declined_by` the line that closed an ask.
    """

    contact: Contact
    organisation: Organisation | None
    addresses: Sequence[ContactAddress]
    timeline: Sequence[Any]
    phase_changes: Sequence[PhaseChange]
    asks: Sequence[Ask]
    outcomes: Sequence[Outcome]
    uses: Sequence[Use]
    gives: Sequence[Give]
    interviews: Sequence[Interview]
    follow_ups: Sequence[FollowUp]
    duties: Sequence[Duty]
    looks: Sequence[Look]
    words: Mapping[str, str]
    undone: frozenset[str]
    returned: Mapping[str, str]
    declined_by: Mapping[str, str]
    introductions: Sequence[Referral]

    def back(self, ask_id: str) -> datetime | None:
        """Return when the contact is back of whom an ask awaits an answer, None where they are not away."""
        return next((duty.due_at for duty in self.owed("waiting") if duty.subject == ask_id), None)

    def owed(self, kind: str) -> list[Duty]:
        """Return the open duties of a kind."""
        return [duty for duty in self.duties if duty.kind is DutyKind(kind)]


def relationship(session: Session, contact: Contact, limit: int = 200) -> Relationship:
    """Read the relationship with a contact, the latest `limit` lines of it."""

    def rows(model: Any, *where: Any, order: Any) -> list[Any]:
        return list(session.scalars(select(model).where(model.contact_id == contact.id, *where).order_by(order)))

    gone = or_(Interaction.undone_at.is_not(None), not_(heard(contact.user_id)))
    undone = select(Interaction.id).outerjoin(Message, Message.id == Interaction.message_row)
    undone = undone.where(Interaction.contact_id == contact.id, gone)

    addresses = addresses_of(session, contact)
    asks = rows(Ask, Ask.deleted_at.is_(None), order=Ask.created_at.desc())
    uses = rows(Use, Use.deleted_at.is_(None), order=Use.at.desc())
    open_ = rows(Duty, Duty.superseded_at.is_(None), Duty.settled_at.is_(None), order=Duty.at)
    duties = [duty for duty in open_ if not went_by_itself(duty, utcnow())]
    return Relationship(
        contact=contact,
        organisation=organisation_of(session, contact),
        addresses=addresses,
        timeline=_timeline(session, contact, limit),
        phase_changes=phase_changes(session, contact),
        asks=asks,
        outcomes=rows(Outcome, Outcome.deleted_at.is_(None), order=Outcome.at.desc()),
        uses=uses,
        gives=rows(Give, Give.deleted_at.is_(None), order=Give.at.desc()),
        interviews=rows(
            Interview, Interview.deleted_at.is_(None), Interview.state != InterviewState.CANCELLED,
            order=Interview.starts_at.desc(),
        ),
        follow_ups=rows(FollowUp, FollowUp.deleted_at.is_(None), FollowUp.done_at.is_(None), order=FollowUp.due_on),
        duties=duties,
        looks=looks(session, contact),
        words=_words(session, contact, duties, asks, uses),
        undone=frozenset(session.scalars(undone)),
        returned=_returned(session, contact, {row.address for row in addresses}),
        declined_by=_declined_by(session, contact),
        introductions=rows(
            Referral, Referral.deleted_at.is_(None), Referral.introduced.is_(True), order=Referral.at.desc()
        ),
    )  # fmt: skip


def _returned(session: Session, contact: Contact, own: set[str]) -> dict[str, str]:
    """Return the line of each sent mail that came back with the contact's addresses that it did not reach."""
    mine = (Interaction.contact_id == contact.id, heard(contact.user_id))
    query = select(Interaction, Message).join(Message, Message.id == Interaction.message_row).options(*WITHOUT_BULK)
    bounces = list(session.execute(query.where(*mine, Interaction.automatic.is_(True))))
    ids = {message.details.get("returned_id", "") for _, message in bounces} - {""}
    if not ids:
        return {}
    sent = session.execute(query.where(*mine, Interaction.direction == "out", Message.message_id.in_(ids))).all()
    lines = [
        Line(row, message.message_id, tuple(message.findings), grade=row.grade, details=message.details)
        for row, message in (*bounces, *sent)
    ]
    lost = came_back(lines)
    reached = {row.id: own.intersection(mail.to_addresses + mail.cc_addresses) for row, mail in sent}
    return {line: ", ".join(sorted(reached[line])) or "them" for line in lost}


def _declined_by(session: Session, contact: Contact) -> dict[str, str]:
    where = (AskChange.contact_id == contact.id, AskChange.superseded_at.is_(None))
    query = select(AskChange).where(*where, AskChange.new == AskState.DECLINED, AskChange.evidence.like("%:decline"))
    return {change.ask_id: change.evidence.partition(":")[0] for change in session.scalars(query)}


def phase_changes(session: Session, contact: Contact) -> list[PhaseChange]:
    """Return the changes of phase that hold, the latest first."""
    where = (PhaseChange.contact_id == contact.id, PhaseChange.superseded_at.is_(None))
    query = select(PhaseChange).where(*where).order_by(PhaseChange.at.desc(), PhaseChange.recorded_at.desc())
    return list(session.scalars(query))


def _words(
    session: Session, contact: Contact, duties: Sequence[Duty], asks: Sequence[Ask], uses: Sequence[Use]
) -> dict[str, str]:
    known = {ask.id: ask.text for ask in asks} | {use.id: use.text for use in uses}
    subjects = {duty.subject for duty in duties}
    return {**sources_words(session, contact.user_id, subjects), **known}


def _timeline(session: Session, contact: Contact, limit: int) -> Sequence[Any]:
    query = (
        select(Interaction, Message)
        .outerjoin(Message, Message.id == Interaction.message_row)
        .where(Interaction.contact_id == contact.id, heard(contact.user_id))
        .options(*WITHOUT_BULK)
        .order_by(Interaction.at.desc(), Interaction.recorded_at.desc(), Interaction.id)
        .limit(limit)
    )
    return session.execute(query).all()


def latest_mails(session: Session, contact: Contact, direction: str, limit: int = 8) -> Sequence[Any]:
    """Return the latest mails in one direction that hold, as rows (Interaction, Message)."""
    query = (
        select(Interaction, Message)
        .join(Message, Message.id == Interaction.message_row)
        .where(Interaction.contact_id == contact.id, Interaction.direction == direction)
        .where(Interaction.undone_at.is_(None), Interaction.copied.is_(False), Interaction.automatic.is_(False))
        .where(heard(contact.user_id))
        .options(*WITHOUT_BULK)
        .order_by(Interaction.at.desc(), Interaction.id)
        .limit(limit)
    )
    return session.execute(query).all()

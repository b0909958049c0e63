"""One relationship as its page shows it: the timeline with reasons, and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import (
    Ask,
    Backfill,
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
    Use,
)
from webapp.services.contacts import addresses_of, organisation_of


@dataclass(frozen=True, slots=True)
class Relationship:
    """Everything about one contact. `timeline` rows are (Interaction, Message or None), newest first."""

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
    backfilling: bool

    def owed(self, kind: str) -> list[Duty]:
        """Return the open duties of a kind."""
        return [duty for duty in self.duties if duty.kind is DutyKind(kind)]


def relationship(session: Session, contact: Contact, limit: int = 200) -> Relationship:
    """Read the relationship with a contact, the latest `limit` lines of it."""

    def rows(model: Any, *where: Any, order: Any) -> list[Any]:
        return list(session.scalars(select(model).where(model.contact_id == contact.id, *where).order_by(order)))

    addresses = addresses_of(session, contact)
    return Relationship(
        contact=contact,
        organisation=organisation_of(session, contact),
        addresses=addresses,
        timeline=_timeline(session, contact, limit),
        phase_changes=rows(PhaseChange, PhaseChange.superseded_at.is_(None), order=PhaseChange.at.desc()),
        asks=rows(Ask, Ask.deleted_at.is_(None), order=Ask.created_at.desc()),
        outcomes=rows(Outcome, Outcome.deleted_at.is_(None), order=Outcome.at.desc()),
        uses=rows(Use, Use.deleted_at.is_(None), order=Use.at.desc()),
        gives=rows(Give, Give.deleted_at.is_(None), order=Give.at.desc()),
        interviews=rows(
            Interview, Interview.deleted_at.is_(None), Interview.state != InterviewState.CANCELLED,
            order=Interview.starts_at.desc(),
        ),
        follow_ups=rows(FollowUp, FollowUp.deleted_at.is_(None), FollowUp.done_at.is_(None), order=FollowUp.due_on),
        duties=rows(Duty, Duty.superseded_at.is_(None), Duty.settled_at.is_(None), order=Duty.at),
        backfilling=_backfilling(session, addresses),
    )  # fmt: skip


def _timeline(session: Session, contact: Contact, limit: int) -> Sequence[Any]:
    query = (
        select(Interaction, Message)
        .outerjoin(Message, Message.id == Interaction.message_row)
        .where(Interaction.contact_id == contact.id)
        .order_by(Interaction.at.desc(), Interaction.recorded_at.desc(), Interaction.id)
        .limit(limit)
    )
    return session.execute(query).all()


def _backfilling(session: Session, addresses: Sequence[ContactAddress]) -> bool:
    ids = [row.id for row in addresses]
    query = select(Backfill.id).where(Backfill.contact_address_id.in_(ids), Backfill.done_at.is_(None))
    return session.scalar(query.limit(1)) is not None

"""One interview as its pages show it: what to know before it, what was noted in it, and what is due after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import (
    AgendaItem,
    Contact,
    Duty,
    DutyKind,
    Interview,
    Organisation,
    QuickNote,
    Referral,
    Reflection,
)
from webapp.services import agendas, interviews, quick_notes, reflections
from webapp.services.contacts import organisation_of
from webapp.services.timeline import latest_mails


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything about one interview. `heard` are their latest mails as rows (Interaction, Message).

    `last` is the interview before it with `last_reflection` and `last_notes`; `ends` is the promised end, `thanks` the
    thank-you that is still owed for it.
    """

    interview: Interview
    contact: Contact
    organisation: Organisation | None
    agenda: Sequence[AgendaItem]
    notes: Sequence[QuickNote]
    reflection: Reflection | None
    referrals: Sequence[Referral]
    heard: Sequence[Any]
    last: Interview | None
    last_reflection: Reflection | None
    last_notes: Sequence[QuickNote]
    same_purpose: bool
    ends: datetime
    thanks: Duty | None


def sheet(session: Session, user_id: str, interview_id: str) -> Sheet:
    """Read an interview with what belongs to it."""
    interview = interviews.get(session, user_id, interview_id)
    contact = session.get_one(Contact, interview.contact_id)
    last = interviews.previous(session, interview)
    return Sheet(
        interview=interview,
        contact=contact,
        organisation=organisation_of(session, contact),
        agenda=agendas.of(session, interview),
        notes=quick_notes.of(session, interview),
        reflection=reflections.of(session, interview),
        referrals=interviews.referrals_of(session, interview),
        heard=latest_mails(session, contact, "in", limit=2),
        last=last,
        last_reflection=reflections.of(session, last) if last else None,
        last_notes=quick_notes.of(session, last) if last else [],
        same_purpose=interviews.same_purpose(session, interview),
        ends=interviews.promised_end(interview),
        thanks=_thanks(session, interview),
    )


def _thanks(session: Session, interview: Interview) -> Duty | None:
    owed = (Duty.kind == DutyKind.THANKS, Duty.superseded_at.is_(None), Duty.settled_at.is_(None))
    query = select(Duty).where(Duty.contact_id == interview.contact_id, *owed)
    return session.scalar(query.where(Duty.subject == interview.interaction_id)) if interview.interaction_id else None

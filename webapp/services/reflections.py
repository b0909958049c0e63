"""What an interview taught: seven questions, and the answers of several interviews beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.wording import N_, _
from webapp.models import Contact, Interview, InterviewState, Reflection, utcnow
from webapp.services import interviews, typed
from webapp.services.errors import Refused
from webapp.services.scope import owned, touch

QUESTIONS = {
    "learned": N_("What did I learn?"),
    "liked": N_("What did I like, and what not?"),
    "concerns": N_("Which new concerns or advantages of the occupation do I see?"),
    "advice": N_("What advice did I get?"),
    "occupation": N_("Did I discover another occupation?"),
    "happy": N_("Would I be happy in this kind of job or organisation?"),
    "next": N_("What next?"),
}
LONGEST = 20_000
FEWEST, MOST = 2, 4


def of(session: Session, interview: Interview) -> Reflection | None:
    """Return the reflection on an interview, None where there is none yet."""
    return session.scalar(select(Reflection).where(Reflection.interview_id == interview.id))


def saved(session: Session, user_id: str, interview_id: str, answers: Mapping[str, str]) -> Reflection:
    """Save the answers that are given, and leave the others as they are; raises Refused."""
    interview = interviews.get(session, user_id, interview_id)
    if interview.state is not InterviewState.HELD:
        raise Refused("learned", _(interviews.NOT_HELD))
    clean = {name: typed.text(answers[name], name, limit=LONGEST) for name in QUESTIONS if name in answers}
    row = of(session, interview) or Reflection(
        user_id=interview.user_id, contact_id=interview.contact_id, interview_id=interview.id
    )
    for name, text in clean.items():
        setattr(row, name, text)
    row.updated_at = utcnow()
    session.add(row)
    session.flush()
    touch(session, user_id)
    return row


def reflected(session: Session, user_id: str) -> Sequence[Any]:
    """Return the interviews with a reflection as rows (Interview, name of the contact, role), the latest first."""
    query = (
        select(Interview, Contact.name, Contact.role)
        .join(Contact, Contact.id == Interview.contact_id)
        .join(Reflection, Reflection.interview_id == Interview.id)
        .where(Interview.user_id == user_id, Interview.deleted_at.is_(None), Contact.deleted_at.is_(None))
        .order_by(Interview.starts_at.desc(), Interview.id)
    )
    return session.execute(query).all()


def compared(
    session: Session, user_id: str, interview_ids: Sequence[str]
) -> list[tuple[Interview, Contact, Reflection]]:
    """Return up to four interviews with what they taught, in the order of the ids; raises NotFound."""
    found = []
    for interview_id in list(dict.fromkeys(interview_ids))[:MOST]:
        interview = interviews.get(session, user_id, interview_id)
        contact = owned(session, Contact, user_id, interview.contact_id)
        found.append((interview, contact, of(session, interview) or Reflection(**dict.fromkeys(QUESTIONS, ""))))
    return found

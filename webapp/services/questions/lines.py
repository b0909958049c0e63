"""Questions about a line that is on a timeline already: is it theirs, what does it thank for, answer, or tell of."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import Ask, Interaction, Message, Outcome, TriageItem, Use
from webapp.services import corrections, interactions, undone
from webapp.services.help_words import help_words
from webapp.services.questions.kind import Question, no_words, only
from webapp.services.relationships import rederive
from webapp.services.scope import touch


def _line(item: TriageItem) -> str:
    return item.interaction_id or ""


def _accept_mail(session: Session, item: TriageItem, choice: str) -> None:
    interactions.accept(session, item.user_id, _line(item))


def _refuse_mail(session: Session, item: TriageItem) -> None:
    undone.undo(session, item.user_id, _line(item))


def _accept_thanks(session: Session, item: TriageItem, choice: str) -> None:
    interactions.thanks(session, item.user_id, _line(item), True, choice or only(item))


def _refuse_thanks(session: Session, item: TriageItem) -> None:
    interactions.thanks(session, item.user_id, _line(item), False)


def _accept_answer(session: Session, item: TriageItem, choice: str) -> None:
    interactions.answers(session, item.user_id, _line(item), choice or only(item))


def _refuse_answer(session: Session, item: TriageItem) -> None:
    interactions.answers(session, item.user_id, _line(item), "")


def _accept_report(session: Session, item: TriageItem, choice: str) -> None:
    interactions.reports(session, item.user_id, _line(item), True, choice or only(item))


def _refuse_report(session: Session, item: TriageItem) -> None:
    interactions.reports(session, item.user_id, _line(item), False)


def _unsay_mail(session: Session, item: TriageItem, choice: str) -> None:
    undone.wake(session, interactions.get(session, item.user_id, _line(item)))
    _unsay(session, item, accepted_at=None, undone_at=None)


def _unsay_thanks(session: Session, item: TriageItem, choice: str) -> None:
    _unsay(session, item, is_thanks=None, settles="")


def _unsay_answer(session: Session, item: TriageItem, choice: str) -> None:
    _unsay(session, item, told_ask="", not_an_answer=False)


def _unsay_report(session: Session, item: TriageItem, choice: str) -> None:
    _unsay(session, item, is_report=None, reports="")


def _unsay(session: Session, item: TriageItem, **read: Any) -> None:
    """Forget what the user said of a line, so that it stands again as it was read."""
    line = interactions.get(session, item.user_id, _line(item))
    for name, value in read.items():
        setattr(line, name, value)
    with corrections.noted(session, line):
        rederive(session, item.user_id, line.contact_id)
    touch(session, item.user_id)


def asks_words(session: Session, user_id: str, ids: Collection[str]) -> dict[str, str]:
    """Return ask id → what it asks for."""
    asked = select(Ask.id, Ask.text).where(Ask.user_id == user_id, Ask.id.in_(ids))
    return {row.id: row.text for row in session.execute(asked)}


def uses_words(session: Session, user_id: str, ids: Collection[str]) -> dict[str, str]:
    """Return use id → what was done."""
    done = select(Use.id, Use.text).where(Use.user_id == user_id, Use.id.in_(ids), Use.deleted_at.is_(None))
    return {row.id: row.text for row in session.execute(done)}


def sources_words(session: Session, user_id: str, subjects: Collection[str]) -> dict[str, str]:
    """Return in words what thanks are owed for, by the id of the interaction or outcome."""
    # Asked for none, a database without statistics may look through all there are: it is asked for an id of nobody's.
    query = (
        select(Interaction.id, Interaction.summary, Interaction.message_row, Message.subject)
        .outerjoin(Message, Message.id == Interaction.message_row)
        .where(Interaction.user_id == user_id, Interaction.id.in_(set(subjects) or {""}))
    )
    found = {row.id: _source_words(row) for row in session.execute(query)}
    others = set(subjects) - found.keys() or {""}
    helped = select(Outcome).where(Outcome.user_id == user_id, Outcome.id.in_(others))
    found |= {row.id: help_words(row.kind, row.text) for row in session.scalars(helped)}
    help_ = _("their help")
    return {subject: found.get(subject, help_) for subject in subjects}


def _source_words(row: Any) -> str:
    if row.message_row:
        return _("their mail “%(subject)s”", subject=row.subject) if row.subject else _("their mail")
    return row.summary or _("the meeting")


UNVERIFIED = Question(_accept_mail, _refuse_mail, _unsay_mail, no_words)
THANK_YOU = Question(_accept_thanks, _refuse_thanks, _unsay_thanks, sources_words)
WHICH_THANKS = Question(_accept_thanks, _refuse_thanks, _unsay_thanks, sources_words, must_choose=True)
REPORT_BACK = Question(_accept_report, _refuse_report, _unsay_report, uses_words, must_choose=True)
WHICH_ASK = Question(_accept_answer, _refuse_answer, _unsay_answer, asks_words, must_choose=True)

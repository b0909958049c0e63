"""What the user said in triage: the like mails of one contact at once, and each taken back again."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import ExitStack

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import (
    Contact,
    Interaction,
    Message,
    NeverLog,
    TriageItem,
    TriageKind,
    new_id,
    utcnow,
)
from webapp.services import addresses, corrections, triage, undone
from webapp.services.questions.all import QUESTIONS
from webapp.services.questions.stranger import take_off
from webapp.services.relationships import rederive
from webapp.services.scope import owned, touch


def accept_together(session: Session, user_id: str, contact_id: str, item_ids: Collection[str]) -> str:
    """Take several unverified mails of a contact as really theirs; return the mark by which that is taken back.

    Only those that the user saw are accepted: one that came in meanwhile waits.
    """
    owned(session, Contact, user_id, contact_id)
    mark = new_id()
    seen = (TriageItem.settled_at.is_(None), TriageItem.id.in_(item_ids))
    with ExitStack() as words:
        for item, line in _unverified(session, user_id, contact_id, *seen):
            line.accepted_at = line.accepted_at or utcnow()
            words.enter_context(corrections.noted(session, line))
            item.settled_at, item.settlement = utcnow(), f"{triage.TOGETHER} {mark}"
        _mend(session, user_id, contact_id)
    return mark


def reopen_together(session: Session, user_id: str, contact_id: str, mark: str) -> None:
    """Ask again about the mails that were accepted under that mark."""
    owned(session, Contact, user_id, contact_id)
    settled = TriageItem.settlement == f"{triage.TOGETHER} {mark}"
    with ExitStack() as words:
        for item, line in _unverified(session, user_id, contact_id, settled):
            line.accepted_at = None
            words.enter_context(corrections.noted(session, line))
            _open(session, item)
        _mend(session, user_id, contact_id)


def _unverified(
    session: Session, user_id: str, contact_id: str, *where: object
) -> list[tuple[TriageItem, Interaction]]:
    query = (
        select(TriageItem, Interaction)
        .join(Interaction, Interaction.id == TriageItem.interaction_id)
        .where(TriageItem.user_id == user_id, TriageItem.contact_id == contact_id)
        .where(TriageItem.kind == TriageKind.UNVERIFIED, *where)  # type: ignore[arg-type]  # conditions
    )
    return [(item, line) for item, line in session.execute(query)]


def _mend(session: Session, user_id: str, contact_id: str) -> None:
    session.flush()
    rederive(session, user_id, contact_id)
    touch(session, user_id)


def reopen(session: Session, user_id: str, item_id: str) -> TriageItem:
    """Take back what the user said of an item, and ask again; one that is open, or no longer asked, stays as it is."""
    item = triage.get(session, user_id, item_id)
    how, _, what = item.settlement.partition(" ")
    if item.settled_at is None or how not in _SAID:
        return item
    _open(session, item)
    corrections.reopened(session, item, how)
    if how in {triage.ANOTHER, triage.LEARNED}:
        take_off(session, item, what)
        if how == triage.LEARNED:
            _forget_address(session, item, what)
    elif how == triage.NEVER:
        _log_again(session, item, what)
    else:
        QUESTIONS[item.kind].take_back(session, item, what if how == triage.ACCEPTED else "")
    touch(session, user_id)
    return item


_SAID = {triage.ACCEPTED, triage.TOGETHER, triage.ANOTHER, triage.LEARNED, triage.NOT_THIS, triage.NEVER}


def _open(session: Session, item: TriageItem) -> None:
    """Ask again, unless the same was asked anew in the meantime."""
    same = select(TriageItem.id).where(
        TriageItem.user_id == item.user_id,
        TriageItem.kind == item.kind,
        TriageItem.interaction_id == item.interaction_id,
        TriageItem.message_row == item.message_row,
        TriageItem.subject == item.subject,
        TriageItem.settled_at.is_(None),
    )
    if session.scalar(same) is None:
        item.settled_at, item.settlement = None, ""
        session.flush()


def _forget_address(session: Session, item: TriageItem, contact_id: str) -> None:
    message = owned(session, Message, item.user_id, item.message_row)
    addresses.take_away_learned(session, owned(session, Contact, item.user_id, contact_id), message.from_address)


def _log_again(session: Session, item: TriageItem, pattern: str) -> None:
    where = (NeverLog.user_id == item.user_id, NeverLog.pattern == pattern)
    for entry in session.scalars(select(NeverLog).where(*where)):
        session.delete(entry)
    if item.interaction_id:
        undone.redo(session, item.user_id, item.interaction_id)

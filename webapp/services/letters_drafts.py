"""Letters on their way into the Drafts folder: wanted by the user, put there by the worker, or told why not."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Interaction, Letter, Message, utcnow
from webapp.services import mailboxes
from webapp.services.scope import owned, touch


def message_id() -> str:
    """Return a fresh Message-ID; its domain says nothing of the user's own machine."""
    return f"<{secrets.token_hex(16)}@letter.invalid>"


def want(session: Session, letter: Letter, mailbox_id: str) -> None:
    """Ask for a letter in the Drafts of a mailbox; the worker sees it within a second or two.

    One that was changed since it was put there is another draft with a Message-ID of its own: what lies in the mailbox
    is the user's, and is never changed or removed here. One that was not changed is only looked for.
    """
    mailbox = mailboxes.get(session, letter.user_id, mailbox_id)
    if letter.saved_at is not None and letter.updated_at >= letter.saved_at:
        letter.message_id = message_id()
    letter.mailbox_id, letter.wanted_at = mailbox.id, utcnow()
    letter.saved_at, letter.saved_in, letter.trouble = None, "", ""
    touch(session, letter.user_id)


def wanted(session: Session, mailbox_id: str) -> list[Letter]:
    """Return the letters that are to be put into the Drafts of a mailbox, in the order in which they were asked for."""
    where = (Letter.mailbox_id == mailbox_id, Letter.wanted_at.is_not(None), Letter.saved_at.is_(None))
    query = select(Letter).where(*where, Letter.deleted_at.is_(None))
    return list(session.scalars(query.order_by(Letter.wanted_at, Letter.id)))


def mailboxes_waiting(session: Session) -> set[str]:
    """Return the mailboxes of all users into which a letter is to be put."""
    where = (Letter.wanted_at.is_not(None), Letter.saved_at.is_(None), Letter.deleted_at.is_(None))
    return set(session.scalars(select(Letter.mailbox_id).where(*where, Letter.mailbox_id.is_not(None)).distinct()))


def saved(session: Session, letter: Letter, folder: str, as_of: datetime | None = None) -> None:
    """Note that a letter lies in that folder, as it was worded at `as_of`: what is changed later is not in it."""
    letter.saved_at, letter.saved_in, letter.trouble = as_of or utcnow(), folder, ""
    touch(session, letter.user_id)


def failed(session: Session, letter: Letter, trouble: str, *, again: bool = False) -> None:
    """Tell why a letter is not in the Drafts; unless it is tried `again` by itself, it waits for the user's word."""
    letter.trouble = trouble
    if not again:
        letter.wanted_at = None
    touch(session, letter.user_id)


def answered(session: Session, letter: Letter) -> Message | None:
    """Return the mail that a letter answers."""
    if not letter.answers:
        return None
    line = owned(session, Interaction, letter.user_id, letter.answers)
    return owned(session, Message, letter.user_id, line.message_row) if line.message_row else None

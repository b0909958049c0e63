"""A conversation as its page shows it, and the silence that the user lays on one that does not belong here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, defer

from webapp.models import Contact, Corrected, Correction, Interaction, Message, Thread, utcnow
from webapp.services import corrections
from webapp.services.relationships import rederive
from webapp.services.scope import touch
from webapp.services.threads import get, people_in


def silence(session: Session, user_id: str, thread_id: str) -> Thread:
    """Let nothing of a conversation move anything, nor be on a timeline, also what is still to come."""
    thread = get(session, user_id, thread_id)
    latest = session.scalars(_mails(thread).order_by(Message.at.desc(), Message.id.desc()).limit(1)).first()
    if thread.silenced_at is None:
        thread.silenced_at = utcnow()
        if latest is not None:
            corrections.say(session, latest, Corrected.SILENCED, was="logged", said="silenced")
        _mended(session, thread)
    return thread


def restore(session: Session, user_id: str, thread_id: str) -> Thread:
    """Take the silence back: all of the conversation stands again as it would have without it."""
    thread = get(session, user_id, thread_id)
    thread.silenced_at = None
    said = select(Correction).join(Message, Message.id == Correction.message_row)
    open_ = (Correction.what == Corrected.SILENCED, Correction.taken_back_at.is_(None))
    for row in session.scalars(said.where(Message.thread_id == thread.id, *open_)):
        row.taken_back_at = utcnow()
    _mended(session, thread)
    return thread


def _mended(session: Session, thread: Thread) -> None:
    session.flush()
    for contact_id in sorted(people_in(session, [thread.id])):
        rederive(session, thread.user_id, contact_id)
    touch(session, thread.user_id)


def _mails(thread: Thread) -> Select[Message]:
    return select(Message).where(Message.thread_id == thread.id).options(defer(Message.header), defer(Message.text))


def silenced_of(session: Session, contact: Contact) -> list[tuple[str, str, int]]:
    """Return the silenced conversations of a contact as (id, subject of the first mail there, how many mails)."""
    query = (
        select(Message.thread_id, Message.subject)
        .join(Interaction, Interaction.message_row == Message.id)
        .join(Thread, Thread.id == Message.thread_id)
        .where(Interaction.contact_id == contact.id, Thread.silenced_at.is_not(None))
        .order_by(Message.at, Message.id)
    )
    found: dict[str, list[str]] = {}
    for thread_id, subject in session.execute(query):
        found.setdefault(str(thread_id), []).append(subject)
    return [(thread_id, subjects[0], len(subjects)) for thread_id, subjects in found.items()]


@dataclass(frozen=True, slots=True)
class Conversation:
    """A page of a conversation, its mails in order; `lines` are (line, contact) by mail, `earlier` those not shown."""

    thread: Thread
    mails: Sequence[Message]
    lines: Mapping[str, Sequence[tuple[Interaction, Contact]]]
    earlier: int
    subject: str


def conversation(session: Session, user_id: str, thread_id: str, limit: int = 50) -> Conversation:
    """Return the latest mails of a conversation with where they stand; raises NotFound."""
    thread = get(session, user_id, thread_id)
    number = session.scalar(select(func.count()).select_from(Message).where(Message.thread_id == thread.id)) or 0
    first = session.scalars(_mails(thread).order_by(Message.at, Message.id).limit(1)).first()
    latest = session.scalars(_mails(thread).order_by(Message.at.desc(), Message.id.desc()).limit(limit)).all()
    query = (
        select(Interaction, Contact)
        .join(Contact, Contact.id == Interaction.contact_id)
        .where(Interaction.message_row.in_([mail.id for mail in latest]), Contact.deleted_at.is_(None))
        .order_by(Interaction.copied, func.lower(Contact.name))
    )
    lines: dict[str, list[tuple[Interaction, Contact]]] = {}
    for line, contact in session.execute(query):
        lines.setdefault(line.message_row or "", []).append((line, contact))
    return Conversation(thread, latest[::-1], lines, max(0, number - limit), first.subject if first else "")

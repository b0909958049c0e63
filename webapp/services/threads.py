"""Conversations: each mail finds its own, whenever it is read, and one that does not belong here is silenced."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from webapp.domain.threads import Headers, keys, subject_key
from webapp.models import Interaction, Message, Thread, ThreadKey
from webapp.services.scope import owned

# Any number will do beside the user's, as long as it is the same in every process.
LOCK = 53_2026


def get(session: Session, user_id: str, thread_id: str) -> Thread:
    """Return the user's conversation; raises NotFound."""
    return owned(session, Thread, user_id, thread_id)


def join(session: Session, message: Message, headers: Headers) -> set[str]:
    """Put a mail into its conversation, again where its headers are known only now.

    Return the contacts whose history changes because two conversations became one.
    """
    _one_at_a_time(session, message.user_id)
    signs = keys(headers)
    mine = (ThreadKey.user_id == message.user_id, ThreadKey.key.in_(signs.holds | signs.looks_for))
    known: list[Any] = list(session.execute(select(ThreadKey.key, ThreadKey.thread_id).where(*mine)))
    found = {row.thread_id for row in known if row.key in signs.looks_for} | set(filter(None, [message.thread_id]))
    thread, touched = _made_one(session, message.user_id, sorted(found))
    present = {row.key for row in known if row.thread_id in {thread.id, *found}}
    new = [{"user_id": message.user_id, "thread_id": thread.id, "key": key} for key in sorted(signs.holds - present)]
    if new:
        session.execute(insert(ThreadKey), new)
    message.thread_id, message.subject_key = thread.id, subject_key(headers.subject)
    session.flush()
    return touched


def _one_at_a_time(session: Session, user_id: str) -> None:
    """Of two workers that each read a mail of one conversation the second waits; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(LOCK, func.hashtext(user_id))))


def _made_one(session: Session, user_id: str, thread_ids: list[str]) -> tuple[Thread, set[str]]:
    """Return the conversation that these are from now on, a new one where there are none, and who is concerned."""
    if not thread_ids:
        thread = Thread(user_id=user_id)
        session.add(thread)
        session.flush()
        return thread, set()
    threads = {one.id: one for one in session.scalars(select(Thread).where(Thread.id.in_(thread_ids)))}
    if len(threads) == 1:
        return next(iter(threads.values())), set()
    kept, *others = (threads[one] for one in _largest_first(session, thread_ids))
    silenced = [one.silenced_at for one in threads.values() if one.silenced_at is not None]
    newly_silent = bool(silenced) and len(silenced) < len(threads)
    touched = people_in(session, thread_ids if newly_silent else [one.id for one in others])
    for other in others:
        _move(session, other, kept)
    kept.silenced_at = min(silenced, default=None)
    return kept, touched


def _largest_first(session: Session, thread_ids: list[str]) -> list[str]:
    """Return the ids, the largest conversation first: so the fewest rows move, and the fewest pages get another URL."""
    number = sizes(session, thread_ids)
    return sorted(thread_ids, key=lambda one: (-number.get(one, 0), one))


def _move(session: Session, other: Thread, kept: Thread) -> None:
    """Put all mail of one conversation into another."""
    session.execute(update(Message).where(Message.thread_id == other.id).values(thread_id=kept.id))
    there = select(ThreadKey.key).where(ThreadKey.thread_id == kept.id)
    # Both can hold the Message-ID of two mails that share it.
    session.execute(delete(ThreadKey).where(ThreadKey.thread_id == other.id, ThreadKey.key.in_(there)))
    session.execute(update(ThreadKey).where(ThreadKey.thread_id == other.id).values(thread_id=kept.id))
    session.delete(other)
    session.flush()


def people_in(session: Session, thread_ids: Collection[str]) -> set[str]:
    """Return the contacts who have mail of these conversations on their timelines."""
    query = select(Interaction.contact_id).join(Message, Message.id == Interaction.message_row)
    return set(session.scalars(query.where(Message.thread_id.in_(thread_ids)).distinct()))


def sizes(session: Session, thread_ids: Collection[str]) -> dict[str, int]:
    """Return how many mails each of these conversations has."""
    query = select(Message.thread_id, func.count()).where(Message.thread_id.in_(thread_ids)).group_by(Message.thread_id)
    return {str(row[0]): row[1] for row in session.execute(query)}


def heard(user_id: str) -> ColumnElement[bool]:
    """Return the condition that a Message, or none, is of no conversation that was silenced."""
    silenced = select(Thread.id).where(Thread.user_id == user_id, Thread.silenced_at.is_not(None))
    return or_(Message.thread_id.is_(None), Message.thread_id.not_in(silenced))

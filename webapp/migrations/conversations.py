"""The conversations of mail that was written down before conversations were: read from its headers, once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from webapp.domain.threads import Headers, Keys, base_subject, conversation_index, keys, subject_key
from webapp.models import new_id

_FOLD = re.compile(r"\n[ \t]+")
_ID = re.compile(r"<[^<>\s]{1,996}>")
_BATCH = 500

_message = sa.table(
    "message",
    *map(
        sa.column,
        (
            "id",
            "user_id",
            "message_id",
            "original_id",
            "subject",
            "subject_key",
            "header",
            "thread_id",
            "at",
        ),
    ),
)
_reference = sa.table("message_reference", *map(sa.column, ("message_row", "reference", "direct")))
_thread = sa.table("thread", *map(sa.column, ("id", "user_id", "silenced_at", "created_at")))
_key = sa.table("thread_key", *map(sa.column, ("id", "user_id", "thread_id", "key")))


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail with what its headers say."""

    id: str
    user_id: str
    at: Any
    original_id: str
    headers: Headers
    keys: Keys


def backfill(connection: Connection) -> None:
    """Give every mail its conversation, and every Message-ID that it names the word whether In-Reply-To says so."""
    mails = list(_mails(connection))
    if not mails:
        return
    direct = [{"row": mail.id, "named": one} for mail in mails for one in mail.headers.in_reply_to]
    named = (_reference.c.message_row == sa.bindparam("row"), _reference.c.reference == sa.bindparam("named"))
    if direct:
        connection.execute(sa.update(_reference).where(*named).values(direct=sa.true()), direct)
    _write(connection, mails)
    # An answer by References alone, under another subject, is no answer any more.
    connection.execute(sa.text("UPDATE contact SET derive_due = :due").bindparams(due=True))


def _mails(connection: Connection) -> Iterator[_Mail]:
    references: dict[str, list[str]] = defaultdict(list)
    for row, reference in connection.execute(sa.select(_reference.c.message_row, _reference.c.reference)):
        references[row].append(reference)
    names = ("id", "user_id", "message_id", "subject", "header", "at")
    query = sa.select(*(_message.c[name] for name in names)).order_by(_message.c.at, _message.c.id)
    for row in connection.execute(query).yield_per(_BATCH):
        original = next(iter(_ids(row.header, "x-microsoft-original-message-id")), "")
        headers = Headers(
            tuple(filter(None, (row.message_id, original))),
            _ids(row.header, "in-reply-to"),
            tuple(references[row.id]),
            conversation_index(_field(row.header, "thread-index")),
            base_subject(row.subject),
        )
        yield _Mail(row.id, row.user_id, row.at, original, headers, keys(headers))


def _ids(header: str, name: str) -> tuple[str, ...]:
    return tuple(_ID.findall("".join(_field(header, name).split())))


def _field(header: str, name: str) -> str:
    lines = _FOLD.sub(" ", header.replace("\r\n", "\n")).split("\n")
    return next((line[len(name) + 1 :] for line in lines if line[: len(name) + 1].lower() == f"{name}:"), "")


def _write(connection: Connection, mails: list[_Mail]) -> None:
    threads: dict[str, dict[str, Any]] = {}
    held: dict[tuple[str, str], dict[str, Any]] = {}
    of_mail = _threads(mails)
    for mail in mails:
        thread = threads.setdefault(
            of_mail[mail.id], {"id": new_id(), "user_id": mail.user_id, "silenced_at": None, "created_at": mail.at}
        )
        for key in mail.keys.holds:
            held.setdefault(
                (thread["id"], key), {"id": new_id(), "user_id": mail.user_id, "thread_id": thread["id"], "key": key}
            )
    connection.execute(sa.insert(_thread), list(threads.values()))
    if held:
        connection.execute(sa.insert(_key), list(held.values()))
    rows = [
        {
            "row": mail.id,
            "thread_id": threads[of_mail[mail.id]]["id"],
            "subject_key": subject_key(mail.headers.subject),
            "original_id": mail.original_id,
        }
        for mail in mails
    ]
    values: dict[str, Any] = {name: sa.bindparam(name) for name in ("thread_id", "subject_key", "original_id")}
    connection.execute(sa.update(_message).where(_message.c.id == sa.bindparam("row")).values(values), rows)


def _threads(mails: list[_Mail]) -> dict[str, str]:
    """Return mail → the one that stands for its conversation."""
    parent = {mail.id: mail.id for mail in mails}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mail in mails:
        for key in mail.keys.holds:
            holders[mail.user_id, key].append(mail.id)
    for mail in mails:
        for key in mail.keys.looks_for:
            for other in holders.get((mail.user_id, key), ()):
                parent[root(other)] = root(mail.id)
            # They are all of one conversation now: one stands for them.
            holders[mail.user_id, key] = [mail.id]
    return {mail.id: root(mail.id) for mail in mails}

"""The audit: the books of every mailbox balance, and every phase, ask and duty follows from its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from webapp.models import (
    Contact,
    FolderEpoch,
    Import,
    Interaction,
    Mailbox,
    Message,
    MessageLocation,
    TriageItem,
    TriageKind,
    User,
)
from webapp.services import imports, ledger
from webapp.services.mailboxes import books, epochs_of
from webapp.services.relationships import rederive


def audit(session: Session) -> Iterator[dict[str, Any]]:
    """Yield a finding for everything that does not add up. It derives all again: the caller rolls the session back."""
    torn = list(_references(session))
    yield from torn
    for user in session.scalars(select(User).order_by(User.email)):
        yield from _books(session, user)
        yield from _locations(session, user)
        yield from _imports(session, user)
        yield from _held(session, user)
        if not torn:  # nothing can be derived from rows that name others which are not there
            yield from _relationships(session, user)


def totals(session: Session) -> dict[str, int]:
    """Return how much was looked at."""
    models = {"users": User, "mailboxes": Mailbox, "contacts": Contact, "messages": Message}
    return {name: session.scalar(select(func.count()).select_from(model)) or 0 for name, model in models.items()}


def _references(session: Session) -> Iterator[dict[str, Any]]:
    """Each row that another one names is there. PostgreSQL never lets go of this; an SQLite file can be edited."""
    if session.get_bind().dialect.name == "sqlite":
        for row in session.execute(text("PRAGMA foreign_key_check")):
            yield {
                "user": "everybody",
                "check": "references",
                "where": f"{row.table} row {row.rowid}",
                "problem": f"names a {row.parent} that is not there",
            }


def _books(session: Session, user: User) -> Iterator[dict[str, Any]]:
    for mailbox in session.scalars(select(Mailbox).where(Mailbox.user_id == user.id)):
        for epoch in epochs_of(session, mailbox):
            sums = books(session, mailbox, [epoch])
            if not sums.balance:
                yield {
                    "user": user.email,
                    "check": "books",
                    "where": f"{mailbox.address} {epoch.folder} ({epoch.uidvalidity})",
                    "problem": f"{sums.seen} mails were seen, {sums.accounted} are accounted for",
                }


def _locations(session: Session, user: User) -> Iterator[dict[str, Any]]:
    """Each logged copy has its message, and lies at or below its folder's cursor."""
    query = (
        select(MessageLocation, FolderEpoch)
        .join(FolderEpoch, FolderEpoch.id == MessageLocation.epoch_id)
        .where(MessageLocation.user_id == user.id)
    )
    for location, epoch in session.execute(query):
        where = f"{epoch.folder} ({epoch.uidvalidity}) UID {location.uid}"
        if location.uid > epoch.cursor:
            yield _finding(user, where, f"lies beyond the cursor {epoch.cursor}")
        kept = location.fate in {"logged", "automatic"} and location.reason != ledger.OURS
        if kept and location.message_row is None:
            yield _finding(user, where, f"is {location.fate.value} but has no message")


def _imports(session: Session, user: User) -> Iterator[dict[str, Any]]:
    """Each mail of an import is accounted for."""
    for row in session.scalars(select(Import).where(Import.user_id == user.id)):
        found = imports.result(session, row)
        if found.accounted != row.seen:
            yield {
                "user": user.email,
                "check": "imports",
                "where": row.name,
                "problem": f"{row.seen} mails were seen, {found.accounted} are accounted for",
            }


def _finding(user: User, where: str, problem: str) -> dict[str, Any]:
    return {"user": user.email, "check": "locations", "where": where, "problem": problem}


def _held(session: Session, user: User) -> Iterator[dict[str, Any]]:
    """Mail that waits for the user's word is on no timeline, unless it was there before, and nothing can answer it."""
    query = (
        select(Message)
        .join(TriageItem, TriageItem.message_row == Message.id)
        .where(Message.user_id == user.id, TriageItem.kind == TriageKind.HELD, TriageItem.settled_at.is_(None))
    )
    for message in session.scalars(query):
        if not all(entry["ids"] for entry in message.handed_over):
            continue  # it was known before somebody sent it once more
        lines = select(Interaction.id).where(Interaction.message_row == message.id, Interaction.undone_at.is_(None))
        if message.message_id or session.scalar(lines.limit(1)):
            problem = "waits for the user's word, and counts all the same"
            yield {"user": user.email, "check": "held", "where": f"mail {message.id}", "problem": problem}


def _relationships(session: Session, user: User) -> Iterator[dict[str, Any]]:
    for contact in session.scalars(select(Contact).where(Contact.user_id == user.id)):
        for change in rederive(session, user.id, contact.id):
            yield {"user": user.email, "check": "phases", "where": contact.name, "problem": change}

"""A line taken back with what a note of the user above it made, and brought back with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.models import Ask, FollowUp, Interaction, Message, utcnow
from webapp.models.base import OfContact
from webapp.services import interactions

# What a note makes beside its line, and the column that says since when it no longer holds. That the mail itself is a
# thank-you, or accepted, is kept in its line and goes with it.
_MADE: dict[str, tuple[type[OfContact], str]] = {
    "ask": (Ask, "deleted_at"),
    "follow_up": (FollowUp, "deleted_at"),
    "line": (Interaction, "undone_at"),
}


def undo(session: Session, user_id: str, interaction_id: str) -> Interaction:
    """Take a line back with all of its note that holds; what the user took back before is not noted to come back."""
    line = interactions.get(session, user_id, interaction_id)
    if line.undone_at is None:
        for message, entry in _handings(session, line):
            resting = [one for one in entry["made"] if _mark(session, line, one, utcnow())]
            _keep(message, entry, resting)
    return interactions.undo(session, user_id, interaction_id)


def redo(session: Session, user_id: str, interaction_id: str) -> Interaction:
    """Take an undo back, with what it took of the note."""
    wake(session, interactions.get(session, user_id, interaction_id))
    return interactions.redo(session, user_id, interaction_id)


def wake(session: Session, line: Interaction) -> None:
    """Let what rests with an undone line hold again; whoever brings the line back derives what follows."""
    if line.undone_at is None:
        return
    for message, entry in _handings(session, line):
        for one in entry.get("resting", ()):
            _mark(session, line, one, None)
        _keep(message, entry, [])


def _handings(session: Session, line: Interaction) -> Iterator[tuple[Message, dict[str, Any]]]:
    if line.message_row:
        message = session.get_one(Message, line.message_row)
        yield from ((message, entry) for entry in message.handed_over)


def _keep(message: Message, entry: dict[str, Any], resting: list[str]) -> None:
    if resting != entry.get("resting", []):
        message.handed_over = [
            one | {"resting": resting} if one["key"] == entry["key"] else one for one in message.handed_over
        ]


def _mark(session: Session, line: Interaction, made: str, since: datetime | None) -> bool:
    """Let one thing rest, or hold where `since` is None; say whether that changed it.

    Nothing is derived yet: the line is about to change too, and both are one correction with one effect.
    """
    what, _, row_id = made.partition(" ")
    if what not in _MADE:
        return False
    model, column = _MADE[what]
    row = session.get(model, row_id)
    # A line of mail is the very line, or that of somebody else who was on the mail. After a merge, another's stays.
    if row is None or row.contact_id != line.contact_id or (isinstance(row, Interaction) and row.message_row):
        return False
    if (getattr(row, column) is None) == (since is None):
        return False
    setattr(row, column, since)
    return True

"""How pages say that a mail was handed over to be logged, and of whom a question about it could make a new person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from webapp.domain.wording import N_, _
from webapp.extensions import db
from webapp.models import Message
from webapp.services import contacts
from webapp.services.contacts import Card
from webapp.services.copies import WRITTEN
from webapp.services.questions import handed
from webapp.services.triage import Item

_HOW = {
    "forward": N_("You forwarded it"),
    "copy": N_("You sent a copy of it"),
    "folder": N_("You put it into your log folder"),
    "note": N_("You sent this note"),
}


def handings(message: Message | None) -> Iterator[dict[str, Any]]:
    """Yield how and when a mail was handed over, the note, and what of it could not be done."""
    for one in message.handed_over if message else ():
        if one["on"]:
            yield {
                "how": _(_HOW[one["what"]]),
                # No server tells when a mail was dragged.
                "at": None if one["what"] == "folder" else datetime.fromisoformat(one["at"]),
                "dated": _dated(one, message) if one["what"] == "forward" and message else "",
                "note": one["note"] if one["what"] != "note" else "",
                "problems": one["problems"],
            }


def _dated(entry: dict[str, Any], message: Message) -> str:
    if entry["dated"] == WRITTEN and not message.message_id:
        return _("; its date and time are those that stand in it")
    if entry["dated"] or message.message_id:
        return ""
    return (
        _("; its own date could not be read: “%(date_text)s”", date_text=message.date_text)
        if message.date_text
        else _("; it names no date")
    )


def stranger(item: Item) -> Card | None:
    """Return whom an item could make a new person; None where nothing of them is known, or they are no stranger."""
    found = handed.stranger(item.message) if item.message else Card("")
    book = contacts.address_book(db.session(), item.row.user_id)
    return found if found.name and not any(address in book for address in found.addresses) else None

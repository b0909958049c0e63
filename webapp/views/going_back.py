"""Where an act leads back to: the contact's page, or Today where it was done there."""

from __future__ import annotations

from typing import Any

from flask import request, url_for


def keep_lines(_endpoint: str, values: dict[str, Any]) -> None:
    """Let every act on a long timeline lead back to as much of it as was shown; for Blueprint.url_defaults."""
    if "lines" in request.args:
        values.setdefault("lines", request.args["lines"])


def on_today() -> bool:
    """Whether the act was done on Today."""
    return request.values.get("back") == "today"


def home(contact_id: str) -> str:
    """Return the address of the page on which the act was done."""
    if on_today():
        return url_for("today.index")
    return url_for("contacts.page", contact_id=contact_id, lines=request.args.get("lines"))


def undo_of(endpoint: str, **values: Any) -> str:
    """Return the address that takes an act back and leads to the same page."""
    back = "today" if on_today() else None
    return url_for(endpoint, back=back, **values)

"""Where an act leads back to: the contact's page, or the page of many on which it was done."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

_PLACES = {"today", "asks", "interview", "interviews"}


def keep_lines(_endpoint: str, values: dict[str, Any]) -> None:
    """Let every act on a long timeline lead back to as much of it as was shown; for Blueprint.url_defaults."""
    if "lines" in request.args:
        values.setdefault("lines", request.args["lines"])


def on_today() -> bool:
    """Whether the act was done on Today."""
    return _back() == "today"


def on_asks() -> bool:
    """Whether the act was done on the page of all asks."""
    return _back() == "asks"


def _back() -> str:
    return str(request.values.get("back", ""))


def home(contact_id: str) -> str:
    """Return the address of the page on which the act was done."""
    if on_today():
        return url_for("today.index")
    if on_asks():
        return url_for("asks.index", state=request.args.get("state"))
    if _back() == "interviews":
        return url_for("interviews.index")
    if _back() == "interview" and "interview_id" in (request.view_args or {}):
        return url_for("interviews.page", **(request.view_args or {}))
    return url_for("contacts.page", contact_id=contact_id, lines=request.args.get("lines"))


def undo_of(endpoint: str, **values: Any) -> str:
    """Return the address that takes an act back and leads to the same page."""
    return url_for(endpoint, back=_back() if _back() in _PLACES else None, **values)

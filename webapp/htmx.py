"""The one reader of htmx's headers: a whole page or the fragment that refreshes it, from the same view."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from flask import Response, flash, make_response, redirect, render_template, session
from htmx_flask import request


def wants_fragment() -> bool:
    """Whether htmx asks for a part of the page: boosted links and the back button get the whole of it."""
    seen = request.htmx
    return bool(seen) and not seen.boosted and not seen.history_restore_request


def address_argument(name: str) -> str:
    """Return an argument of the address of the page, also where htmx asks for a part of it from another one."""
    shown = parse_qs(urlsplit(request.htmx.current_url or "").query).get(name, [""])[0] if wants_fragment() else ""
    return request.args.get(name) or shown


def render(page: str, fragment: str = "", status: int = 200, **context: Any) -> Response:
    """Answer with `page`, or with `fragment` and any notices where htmx asks for a part."""
    part = bool(fragment) and wants_fragment()
    html = render_template(fragment if part else page, **context)
    if part and session.get("_flashes"):
        html += render_template("layout/_notices.html", oob=True)
    response = make_response(html, status)
    # The same URL answers with a page or a part: no cache may give one for the other.
    response.vary.add("HX-Request")
    return response


def done(url: str, text: str = "", undo: str = "") -> Response:
    """Answer a form that was carried out: say so, offer the way back, and go on to `url` (303, which htmx follows)."""
    if text:
        flash(cast(str, {"text": text, "undo": undo}) if undo else text)
    response = make_response(redirect(url, 303))
    response.vary.add("HX-Request")
    return response

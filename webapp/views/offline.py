"""Without a network: the service worker, the page that it shows then, the manifest, and the token of coming back."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from webapp import filters
from webapp.domain.wording import _
from webapp.security import HEADERS, user
from webapp.views.words_js import words_url

bp = Blueprint("offline", __name__)

# What /offline is made of; all else is cached when it is first used.
SHELL = ("app.css", "kept.js", "offline.js", "favicon.svg")
PAPER = "#faf6ef"


def kept_until() -> datetime:
    """Return when a page ends that is kept now: at the end of tomorrow in the user's zone."""
    day = filters.today() + timedelta(days=2)
    return datetime.combine(day, time(), filters.zone())


@bp.get("/sw.js")
def worker() -> ResponseReturnValue:
    settings = {
        "version": version(),
        "offline": url_for("offline.page"),
        "logIn": url_for("auth.login"),
        "logOut": url_for("auth.logout"),
        "files": [*(_asset(name) for name in SHELL), *filter(None, [words_url()])],
        "store": _asset("kept.js"),
        "headers": HEADERS,
    }
    script = (Path(current_app.static_folder or "") / "sw.js").read_text(encoding="utf-8")
    return _unchanging(f"const SETTINGS = {json.dumps(settings)};\n{script}", "text/javascript")


def version() -> str:
    """Return a name that changes with any file that browsers keep, and with the page that is shown offline."""
    folder = Path(current_app.static_folder or "")
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256("\n".join([*map(_asset, names), _page()]).encode()).hexdigest()[:12]


@bp.get("/offline")
def page() -> ResponseReturnValue:
    return _unchanging(_page(), "text/html")


@bp.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    described = {
        "id": "/",
        "name": "Fifty Cups",
        "short_name": "Fifty Cups",
        "description": _("Who you owe thanks, which ask is waiting, and what to say to the people you meet tonight."),
        "lang": current_app.config["SETTINGS"].language,
        "start_url": url_for("today.index"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            _icon("icon-192", 192),
            _icon("icon-512", 512),
            _icon("maskable-512", 512, purpose="maskable"),
        ],
        "shortcuts": [
            {"name": _("Today"), "url": url_for("today.index")},
            {"name": _("Events"), "url": url_for("events.index")},
        ],
    }
    return _unchanging(json.dumps(described), "application/manifest+json")


@bp.get("/offline/token")
def token() -> ResponseReturnValue:
    """What waits on a device may be sent by a page that is older than the session: here is the token of now."""
    return jsonify(token=generate_csrf(), user=user().id)


def _page() -> str:
    return render_template("offline/page.html")


def _asset(name: str) -> str:
    return str(current_app.jinja_env.globals["asset"](name))  # type: ignore[operator]  # Jinja knows no types


def _icon(name: str, size: int, **more: Any) -> dict[str, Any]:
    return {"src": _asset(f"icons/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", **more}


def _unchanging(text: str, kind: str) -> Response:
    """Answer with a public file that is asked about each time, and sent only where it changed."""
    response = Response(text, content_type=f"{kind}; charset=utf-8")
    response.add_etag()
    response.make_conditional(request)
    return response

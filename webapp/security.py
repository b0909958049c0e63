"""Who is asking, and what a browser may do with our pages: sessions, cross-site requests, headers, safe "next"."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, redirect, request, url_for
from flask_login import UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError

from webapp.db import make_sessions, transaction
from webapp.extensions import csrf, db, login
from webapp.models import User, UserSession, utcnow
from webapp.services import users, visits

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# The same for everybody: what browsers keep as long as its address stays, and what is asked about each time.
LASTING = frozenset({"static", "words_js.words"})
FILES = frozenset({"offline.worker", "offline.page", "offline.manifest"})
PUBLIC = frozenset({"auth.login", "auth.set_up", "health.health", "feeds.calendar"}) | LASTING | FILES
FOR_SCRIPTS = frozenset({"pulse.pulse", "offline.token"})  # a redirect to the log-in would tell them nothing

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
# A style sheet or a script is no page: what a page may do is said by the one that loads it, and once is enough.
FOR_ASSETS = {name: HEADERS[name] for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")}
_ASSETS = frozenset({"text/css", "text/javascript"})
_NEXT = re.compile(r"/(?:[A-Za-z0-9][A-Za-z0-9/_?=&%.-]*)?")


class SignedIn(UserMixin):  # type: ignore[misc]  # the extension has no types
    """A user in one live session, as the log-in extension wants it; its id is the session's token."""

    def __init__(self, token: str, session: UserSession, user: User) -> None:
        self.token, self.session, self.user = token, session, user

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask) -> None:
    """Guard every route of `app`: all but PUBLIC need a signed-in user."""
    login.init_app(app)
    csrf.init_app(app)
    app.before_request(_read_only_for_safe_methods)
    app.before_request(_refuse_cross_site)
    app.before_request(_require_user)
    app.after_request(_headers)


@login.user_loader  # type: ignore[untyped-decorator]  # the extension has no types
def _load(token: str) -> SignedIn | None:
    session = users.session_of(db.session(), token)
    if session is None:
        return None
    user = db.session.get(User, session.user_id)
    return SignedIn(token, session, user) if user else None


def _read_only_for_safe_methods() -> None:
    """Let a GET take no write lock: it cannot wait for the worker then, nor make it wait."""
    if request.method in SAFE_METHODS and request.endpoint not in LASTING:
        db.session.connection(execution_options={"read_only": True})


def _refuse_cross_site() -> None:
    """The second lock beside the token: a browser says where a request comes from (OWASP, Fetch Metadata)."""
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            abort(403)
        return
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        abort(403)


def _require_user() -> Any:
    if request.endpoint in PUBLIC or request.endpoint is None:
        return None
    if not current_user.is_authenticated:
        return _ask_to_log_in()
    g.user = cast(SignedIn, current_user).user
    return None


def _ask_to_log_in() -> Any:
    # A fragment must not be replaced by the log-in page; and only a page can be gone back to.
    if request.headers.get("HX-Request") or request.method not in SAFE_METHODS or request.endpoint in FOR_SCRIPTS:
        abort(401)
    if not users.has_users(db.session()):
        return redirect(url_for("auth.login"))
    return redirect(url_for("auth.login", next=request.full_path.rstrip("?")))


def _headers(response: Response) -> Response:
    asset = request.endpoint in LASTING and response.mimetype in _ASSETS
    for name, value in (FOR_ASSETS if asset else HEADERS).items():
        response.headers.setdefault(name, value)
    if request.endpoint in LASTING:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if "v" in request.args else "no-cache"
    else:
        response.headers["Cache-Control"] = "no-cache" if request.endpoint in FILES else "no-store"
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def user() -> User:
    """Return the signed-in user of this request."""
    return cast(User, g.user)


def sign_in(person: User) -> None:
    """Begin a session in this browser; the caller commits."""
    token = users.sign_in(db.session(), person, request.headers.get("User-Agent", ""))
    session = users.session_of(db.session(), token)
    assert session is not None
    login_user(SignedIn(token, session, person))


def sign_out() -> None:
    """End the session of this browser, on the server too; the caller commits."""
    users.sign_out(db.session(), current_user.get_id())
    logout_user()


def note_open_page() -> None:
    """Note now and then that a page is open. It is bookkeeping of its own, so it may happen while a page only reads."""
    session = cast(SignedIn, current_user).session
    if utcnow() - session.last_seen_at >= users.SEEN_EVERY:
        with transaction(make_sessions(db.engine)) as own:
            users.seen(own, session.id)


def note_visit(now: datetime) -> None:
    """Note that the user looks at Today: bookkeeping of its own, as above."""
    person = user()
    if visits.to_note(person, now):
        with transaction(make_sessions(db.engine)) as own:
            visits.looked(own, person.id, now)


def safe_next(raw: str | None) -> str:
    """Return where to go after log-in: a path of ours, else the start page."""
    if raw and _NEXT.fullmatch(raw) and "//" not in raw and not urlsplit(raw).netloc:
        return raw
    return url_for("today.index")


__all__ = ["CSRFError", "init_app", "note_open_page", "note_visit", "safe_next", "sign_in", "sign_out", "user"]

"""create_app(): the only place where the web process is wired together."""

from __future__ import annotations

import hashlib
import logging
import secrets
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, g, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp import (
    config,
    db,
    event_words,
    filters,
    insight_words,
    language,
    letter_words,
    paths,
    sealing,
    security,
    static_files,
    today_words,
    words,
)
from webapp.domain.wording import N_, _
from webapp.extensions import compress, htmx
from webapp.extensions import db as database
from webapp.services import contacts
from webapp.services.errors import NotFound, Refused
from webapp.views import blueprints
from webapp.views.more import PLACES

log = logging.getLogger(__name__)


def create_app(settings: config.Settings | None = None) -> Flask:
    """Return the web application for `settings`, by default those of the environment."""
    settings = settings or config.load()
    app = Flask("webapp", template_folder=str(paths.templates_dir()), static_folder=str(paths.static_dir()))
    app.jinja_environment = language.Spoken
    _configure(app, settings)
    language.init_app(app, settings.language)
    sealing.make_keys(settings.secrets_dir)
    database.init_app(app)
    with app.app_context():
        db.prepare(database.engine)
    htmx.init_app(app)
    compress.init_app(app)
    static_files.init_app(app)
    security.init_app(app)
    filters.init_app(app)
    event_words.init_app(app)
    words.init_app(app)
    insight_words.init_app(app)
    letter_words.init_app(app)
    today_words.init_app(app)
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    _templates(app)
    _errors(app)
    return app


def _configure(app: Flask, settings: config.Settings) -> None:
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        TESTING=settings.testing,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=db.engine_options(settings.database_url),
        SESSION_COOKIE_NAME="__Host-fiftycups" if settings.secure else "fiftycups",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form that was left open over lunch can still be sent
        WTF_CSRF_SSL_STRICT=False,  # Referrer-Policy is no-referrer; security.py compares Sec-Fetch-Site and Origin
        # Text alone; what is small already stays as it is. docs/decisions.md says why here, and why that is safe.
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "gzip"],
        COMPRESS_MIN_SIZE=1000,
        COMPRESS_BR_LEVEL=5,  # a tenth smaller than the usual 4, and hardly slower
        MAX_CONTENT_LENGTH=2_000_000,
        MAX_FORM_MEMORY_SIZE=1_000_000,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # as Flask's docs say


def _templates(app: Flask) -> None:
    @cache
    def version(name: str) -> str:
        return hashlib.sha256((Path(app.static_folder or "") / name).read_bytes()).hexdigest()[:12]

    @app.template_global()
    def asset(name: str) -> str:
        """Return the URL of a static file, which changes with its content so that browsers may keep it for ever."""
        return url_for("static", filename=name, v=version(name))

    @app.context_processor
    def for_every_page() -> dict[str, Any]:
        person = g.get("user")
        if person is None:
            return {}
        session = database.session()
        return {
            "pulse": {"url": url_for("pulse.pulse"), "version": person.version},
            "nav_counts": {"triage": contacts.open_questions(session, person.id)},
            "menu": PLACES,
        }


ERRORS = {
    400: (
        N_("This form is too old"),
        N_("Go back, copy what you typed, reload the page and send it again. Nothing was changed."),
    ),
    401: (N_("You are logged out"), N_("Log in and go on where you were.")),
    403: (N_("This was not sent from here"), N_("Your browser says that another site sent this. Nothing was changed.")),
    404: (N_("There is nothing here"), N_("It may have been deleted, or the address is not quite right.")),
    405: (N_("There is nothing here"), N_("This address only takes forms. Start from the page that led you here.")),
    413: (N_("This is too much at once"), N_("Please send less text. Nothing was changed.")),
    429: (N_("That was too often"), N_("Wait a minute and try again.")),
}


def _errors(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> tuple[str, int] | HTTPException:
        code = error.code or 500
        if code < 400:
            return error
        title, text = ERRORS.get(code, (N_("That did not work"), N_("Try again in a moment.")))
        return render_template("layout/error.html", title=_(title), text=_(text)), code

    @app.errorhandler(NotFound)
    def missing(_error: NotFound) -> tuple[str, int]:
        title, text = ERRORS[404]
        return render_template("layout/error.html", title=_(title), text=_(text)), 404

    @app.errorhandler(Refused)
    def refused(error: Refused) -> tuple[str, int]:
        # Views put a refusal beside its field; this is for buttons of pages that are no longer true.
        return render_template("layout/error.html", title=_("That cannot be done"), text=error.sentence), 409

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> tuple[str, int]:
        number = secrets.token_hex(4)
        # The route alone: what was typed or read may be private, and an address may hold a secret.
        log.error("error %s at %s %s", number, request.method, request.url_rule, exc_info=error)
        g.pop("user", None)  # what failed may be the database: this page asks it for nothing
        text = _("It is noted as %(number)s. What you had saved before is safe. Try again in a moment.", number=number)
        return render_template("layout/error.html", title=_("Something went wrong here"), text=text), 500

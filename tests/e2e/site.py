"""The pages alone, served to a real browser: no mail reader, a fresh SQLite file, one user who is signed in."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy.orm import Session
from waitress.server import create_server

from tests.schema import lay
from webapp import sealing
from webapp.app import create_app
from webapp.config import Settings
from webapp.extensions import db
from webapp.services import users

PASSWORD = "four cups of tea"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


def make_app(folder: Path, language: str = "en") -> Flask:
    """The application with its files in a folder that is its own."""
    settings = Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'test.db'}",
        secret_key="0123456789abcdef0123456789abcdef",
        language=language,
    )
    return create_app(settings)


class Site:
    """The application behind a server of its own; `user_id` is alice, `cookie` her signed-in browser's."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        settings: Settings = app.config["SETTINGS"]
        self.secrets_dir = settings.secrets_dir
        sealing.make_keys(self.secrets_dir)
        with self.app.app_context():
            lay(db.engine)
            alice = users.create(db.session(), "alice@example.org", PASSWORD, "Alice")
            self.user_id, token = alice.id, users.sign_in(db.session(), alice)
            db.session.commit()
        self.cookie = self._cookie(token)
        self._server = create_server(self.app, host="127.0.0.1", port=0, threads=4)
        self.url = f"http://127.0.0.1:{self._server.effective_port}"
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()

    def _cookie(self, token: str) -> tuple[str, str]:
        browser = self.app.test_client()
        with browser.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"] = token, True
        name = self.app.config["SESSION_COOKIE_NAME"]
        cookie = browser.get_cookie(name)
        assert cookie is not None
        return name, cookie.value

    @contextmanager
    def store(self) -> Iterator[Session]:
        """One transaction on the site's database."""
        with self.app.app_context():
            yield db.session()
            db.session.commit()

    def close(self) -> None:
        """Stop serving, and leave nothing that was stored."""
        # In the thread of the server: what it waits for may not be closed under it.
        self._server.trigger.pull_trigger(self._server.close)
        self._thread.join(timeout=10)
        self._server.task_dispatcher.shutdown()
        with self.app.app_context():
            db.engine.dispose()
        folder = self.app.config["SETTINGS"].data_dir
        shutil.rmtree(folder)
        folder.mkdir()


@dataclass(frozen=True)
class Walk:
    """A browser on the site, of a phone's width where it is `narrow`; `scripts` is False where JavaScript is off."""

    page: Page
    site: Site
    narrow: bool
    scripts: bool

    def to(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.site.url + path)
        return self.page

    def look(self) -> None:
        """Nothing is wider than the screen, and axe finds nothing; to be called on each page that a story shows.

        axe looks on the phone alone: tests/e2e/test_axe.py opens every page at both widths.
        """
        width = self.page.viewport_size["width"]
        self.page.wait_for_load_state()  # a link that was just followed leaves no page for a moment
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width
        if self.scripts and self.narrow:
            assert not violations(self.page)


def violations(page: Page) -> list[str]:
    """What axe finds wrong with what the page shows now, a text for each rule that is broken."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": RULES})
    return [
        f"{page.url} {one['id']}: {one['help']}\n  " + "\n  ".join(node["html"][:200] for node in one["nodes"])
        for one in found.response["violations"]
    ]

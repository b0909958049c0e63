"""A browser for the run, a house for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.conftest import Mailbox
from tests.e2e.house import House
from tests.e2e.kinds import WALKS
from tests.e2e.site import Site, Walk, make_app
from tests.servers.system import PATIENCE, find_binary
from tests.web.make import QUICK_HASHER
from webapp.services import users

# Without these Chromium looks for its makers at every start.
QUIET = (
    "--no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
expect.set_options(timeout=PATIENCE * 1000)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(find_binary("chromium", "chromium")), args=QUIET.split()
        )
        yield chromium
        chromium.close()


@pytest.fixture
def house(tmp_path: Path, mailbox: Mailbox) -> Iterator[House]:
    """The product, running and not yet set up."""
    with House(tmp_path, mailbox.server.cafile) as house:
        yield house


@pytest.fixture(params=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, house: House) -> Iterator[Page]:
    """A page at both widths, closed before its house; what the page policy forbids fails the test."""
    options = PHONE if request.param == "phone" else {"viewport": {"width": 1280, "height": 900}}
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints


@pytest.fixture(scope="session")
def kept_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application of all sites: making its routes and templates anew takes as long as a short story."""
    return make_app(tmp_path_factory.mktemp("site"))


@pytest.fixture
def site(kept_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The pages without a mail reader, alice signed in."""
    monkeypatch.setattr(users, "_HASHER", QUICK_HASHER)
    site = Site(kept_app)
    yield site
    site.close()


@pytest.fixture(params=WALKS.values(), ids=WALKS)
def walk(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Walk]:
    """Alice's browser, at both widths, with JavaScript and without; what the page policy forbids fails the test."""
    narrow, scripts = request.param
    options = PHONE if narrow else {"viewport": {"width": 1280, "height": 900}}
    context = open_browser(browser, site, **options, java_script_enabled=scripts, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if _is_trouble(message) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Walk(page, site, narrow, scripts)
    context.close()
    assert not complaints


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    """Alice's phone."""
    context = open_browser(browser, site, **PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def open_browser(browser: Browser, site: Site, **options: Any) -> BrowserContext:
    """A browser of Alice's, which waits for as long as the busiest machine may take."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE * 1000)
    sign_in(context, site, site.cookie)
    return context


def sign_in(context: BrowserContext, site: Site, cookie: tuple[str, str]) -> None:
    """Give a browser somebody's session."""
    context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": site.url}])


def _is_trouble(message: ConsoleMessage) -> bool:
    # A form that is refused is answered with 422, which the browser reports though the page shows it.
    return message.type == "error" and "status of 422" not in message.text

"""Accessibility of every page there is, as a person with one of everything sees it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import PHONE, open_browser
from tests.e2e.site import Site, violations
from tests.web.make import everything_of
from webapp.models import Base, User
from webapp.services import users

# What is got and is no page behind the log-in: files, scripts, what other pages fetch, and the pages before the log-in.
NOT_PAGES = {
    "static", "words_js.words", "offline.worker", "offline.manifest", "offline.token", "pulse.pulse", "health.health",
    "qr.card", "log_address.card", "interviews.calendar_file", "feeds.calendar", "mailboxes.provider",
    "referrals.names", "auth.login", "auth.set_up",
}  # fmt: skip


def pages(site: Site, ids: dict[str, str]) -> list[str]:
    """The paths of all pages behind the log-in, with these ids."""
    with site.app.test_request_context():
        adapter = site.app.create_url_adapter(None) or site.app.url_map.bind("localhost")
        return [
            adapter.build(rule.endpoint, {name: ids[name] for name in rule.arguments})
            for rule in site.app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_PAGES
        ]


def opened(page: Page, url: str) -> None:
    """Open a page; it is one, and it is there."""
    answer = page.goto(url)
    assert answer is not None
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, "text/html"), url


@pytest.mark.parametrize(("options", "scheme"), [(PHONE, "light"), ({}, "dark")], ids=["phone", "desktop, dark"])
def test_no_page_keeps_anybody_out(browser: Browser, site: Site, options: dict[str, object], scheme: str) -> None:
    with site.store() as session:
        alice = session.get_one(User, site.user_id)
        ids = everything_of(session, alice, "Sam Park", site.secrets_dir)
    context = open_browser(browser, site, **options, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    found = list[str]()
    for path in pages(site, ids):
        opened(page, site.url + path)
        found += violations(page)
    context.clear_cookies()
    opened(page, f"{site.url}/log-in")
    found += violations(page)
    opened(page, site.url + set_up(site))
    found += violations(page)
    context.close()
    assert not found, "\n".join(found)


def set_up(site: Site) -> str:
    """The path of the page on which the first user begins: nobody is there yet."""
    with site.store() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())
        return f"/set-up/{users.make_setup_token(session)}"

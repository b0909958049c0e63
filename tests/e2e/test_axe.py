"""Accessibility of every page there is, as a person with one of everything sees it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from werkzeug.routing import Rule

from tests.e2e.conftest import PHONE
from tests.e2e.site import Site, violations
from tests.web.make import everything_of
from webapp.models import User

NOT_PAGES = {"static", "pulse.pulse", "health.health", "auth.login", "auth.set_up"}


def pages(site: Site, ids: dict[str, str]) -> list[str]:
    """The paths of all pages that can be opened with these ids."""
    with site.app.test_request_context():
        adapter = site.app.create_url_adapter(None) or site.app.url_map.bind("localhost")
        return [
            adapter.build(rule.endpoint, {name: ids[name] for name in rule.arguments})
            for rule in site.app.url_map.iter_rules()
            if _is_page(rule) and rule.arguments <= ids.keys()
        ]


def _is_page(rule: Rule) -> bool:
    return "GET" in (rule.methods or ()) and rule.endpoint not in NOT_PAGES and not rule.rule.endswith((".ics", ".vcf"))


@pytest.mark.parametrize(("options", "scheme"), [(PHONE, "light"), ({}, "dark")], ids=["phone", "desktop, dark"])
def test_no_page_keeps_anybody_out(browser: Browser, site: Site, options: dict[str, object], scheme: str) -> None:
    with site.store() as session:
        alice = session.get_one(User, site.user_id)
        ids = everything_of(session, alice, "Sam Park", site.secrets_dir)
    context = browser.new_context(**options, color_scheme=scheme, reduced_motion="reduce")
    name, value = site.cookie
    context.add_cookies([{"name": name, "value": value, "url": site.url}])
    page = context.new_page()
    opened, found = 0, list[str]()
    for path in pages(site, ids):
        answer = context.request.get(site.url + path)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            page.goto(site.url + path)
            found += violations(page)
            opened += 1
    context.close()
    assert not found, "\n".join(found)
    assert opened > 15

"""Section 8 in a browser: the brief of an evening is read on a phone, and printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import open_browser
from tests.e2e.kinds import WALKS
from tests.e2e.site import Site, Walk
from tests.web.evening import evening
from webapp.models import EventKind


def test_the_brief_of_an_evening_is_read_standing_up(walk: Walk) -> None:
    with walk.site.store() as session:
        event = evening(session, walk.site.user_id)
    page = walk.to(f"/events/{event.id}/brief")
    expect(page.get_by_role("heading", level=1)).to_have_text("PyData Leeds")
    first = page.locator("#first .guest").first
    expect(first.get_by_role("heading")).to_have_text("Jane Doe")
    expect(first).to_contain_text("You owe them thanks for their advice “Write first”.")
    expect(first.locator(".guest-opener")).to_have_text("“Thank you for your advice “Write first”.”")
    walk.look()

    sam = page.locator("#first .guest", has=page.get_by_role("link", name="Sam Park"))
    if page.viewport_size["width"] < 500:
        expect(sam.locator(".guest-facts")).to_be_hidden()
        sam.locator(".guest-later > summary").click()
    expect(sam.locator(".guest-facts")).to_contain_text("Both from Leeds")
    expect(sam.locator(".guest-facts")).to_be_visible()

    kim = page.locator("#others .guest", has_text="Kim Sato")
    expect(kim.locator(".guest-opener")).to_be_hidden()
    kim.locator("summary").first.click()
    expect(kim.locator(".guest-opener")).to_have_text("“What brings you here?”")
    expect(kim.get_by_role("button", name="Met Kim Sato")).to_be_visible()
    page.get_by_text("The timetable").click()
    expect(page.get_by_text("I drew it anew")).to_be_visible()
    walk.look()

    first.get_by_role("link", name="Jane Doe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jane Doe")


@pytest.mark.parametrize("walk", [WALKS["phone"]], ids=["phone"], indirect=True)
def test_at_an_event_in_transition_the_pitch_is_what_one_sees_first(walk: Walk) -> None:
    with walk.site.store() as session:
        event = evening(session, walk.site.user_id, EventKind.TRANSITION)
    page = walk.to(f"/events/{event.id}/brief")
    expect(page.get_by_text("I taught mathematics for nine years")).to_be_in_viewport()


@pytest.mark.parametrize(("strangers", "sheets"), [(7, 2), (95, 4)])
def test_it_fits_on_a_few_sheets(browser: Browser, site: Site, tmp_path: Path, strangers: int, sheets: int) -> None:
    with site.store() as session:
        event = evening(session, site.user_id, strangers=strangers)
    context = open_browser(browser, site, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/events/{event.id}/brief")
    printed = page.pdf(path=tmp_path / "brief.pdf", format="A4")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= sheets
    in_full_on_paper(page)
    context.close()


def in_full_on_paper(page: Page) -> None:
    """The first twelve are printed in full, folded or not, and no form is printed."""
    page.emulate_media(media="print")
    for nth in range(12):
        expect(page.locator(".guest-opener").nth(nth)).to_be_visible()
        expect(page.locator(".guest-facts").nth(nth)).to_be_visible()
    if page.locator(".guest").count() > 12:
        expect(page.locator(".guest-opener").nth(12)).to_be_hidden()
    assert not page.locator("form.met").first.is_visible()

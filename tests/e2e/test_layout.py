"""No page is wider than its screen, however narrow or wide, nor than one of which large text leaves little."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from tests.e2e.conftest import open_browser
from tests.e2e.layout import large_text, wider
from tests.e2e.site import Site
from tests.e2e.test_axe import opened, pages
from tests.web.make import everything_of
from webapp.models import User

# A name that no line of a phone holds, and that has no place to break at.
NAME = "Adolph Wolfeschlegelsteinhausenbergerdorffwelche"
NARROWEST, PHONE = {"width": 320, "height": 640}, {"width": 390, "height": 844}
WIDER = (768, 1280, 1920, 2560)


def test_no_page_scrolls_sideways_on_any_screen_nor_with_text_twice_as_large(browser: Browser, site: Site) -> None:
    with site.store() as session:
        ids = everything_of(session, session.get_one(User, site.user_id), NAME, site.secrets_dir)
    context = open_browser(browser, site, viewport=NARROWEST, reduced_motion="reduce", service_workers="block")
    page = context.new_page()
    found = list[str]()
    for path in pages(site, ids):
        opened(page, site.url + path)
        found += [f"{path} {how}: {why}" for how, why in too_wide(page) if why]
    context.close()
    assert not found, "\n".join(found)


def too_wide(page: Page) -> Iterator[tuple[str, str]]:
    """Look at an open page on every screen; yield which it was and what is too wide on it."""
    yield "at 320 px", wider(page)
    page.set_viewport_size(PHONE)
    large_text(page)
    yield "at 200 %", wider(page)
    large_text(page, False)
    for width in WIDER:
        page.set_viewport_size({"width": width, "height": 900})
        yield f"at {width} px", wider(page)
    page.set_viewport_size(NARROWEST)

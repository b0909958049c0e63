"""No page is wider than the narrowest screen, nor than a screen of which large text leaves little."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.e2e.layout import large_text, wider
from tests.e2e.site import Site
from tests.e2e.test_axe import pages
from tests.web.make import everything_of
from webapp.models import User

# A name that no line of a phone holds, and that has no place to break at.
NAME = "Adolph Wolfeschlegelsteinhausenbergerdorffwelche"
NARROWEST, PHONE = {"width": 320, "height": 640}, {"width": 390, "height": 844}


def test_no_page_scrolls_sideways_at_320_pixels_nor_with_text_twice_as_large(browser: Browser, site: Site) -> None:
    with site.store() as session:
        ids = everything_of(session, session.get_one(User, site.user_id), NAME, site.secrets_dir)
    context = browser.new_context(viewport=NARROWEST, reduced_motion="reduce", service_workers="block")
    name, value = site.cookie
    context.add_cookies([{"name": name, "value": value, "url": site.url}])
    page = context.new_page()
    opened, found = 0, list[str]()
    for path in pages(site, ids):
        answer = context.request.get(site.url + path)
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
            continue
        page.goto(site.url + path)
        opened += 1
        narrow = wider(page)
        page.set_viewport_size(PHONE)
        large_text(page)
        large = wider(page)
        large_text(page, False)
        page.set_viewport_size(NARROWEST)
        found += [f"{path} {how}: {why}" for how, why in (("at 320 px", narrow), ("at 200 %", large)) if why]
    context.close()
    assert not found, "\n".join(found)
    assert opened > 40

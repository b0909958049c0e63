"""How long a kept brief takes to open without a network: `python -m bench.offline [--people N] [--times N]`.

It puts people on the list of an event, keeps its brief in a browser of a phone's size, takes the network away, and
opens the brief again and again: each time from the tap until it is drawn, once with the worker asleep.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from datetime import timedelta
from pathlib import Path
from shutil import which

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.e2e.conftest import PHONE, QUIET
from tests.e2e.site import Site, make_app
from webapp.domain.people_list import Named
from webapp.models import AttendeeSource, EventKind, utcnow
from webapp.services import attendees, contacts, events


def event_of(site: Site, people: int) -> str:
    """Make an event with that many people on its list, half of them contacts; return the path of its brief."""
    with site.store() as session:
        begins = utcnow() + timedelta(hours=2)
        card = events.EventCard("A meetup", EventKind.GENERAL, begins, begins + timedelta(hours=3))
        event = events.add(session, site.user_id, card)
        named = [Named(f"Person Number{place}", organisation="Acme") for place in range(people)]
        for one in named[::2]:
            contacts.add(session, site.user_id, contacts.Card(one.name, organisation=one.organisation))
        attendees.add_all(session, site.user_id, event.id, named, AttendeeSource.TYPED)
        return f"/events/{event.id}/brief"


def keep(context: BrowserContext, url: str) -> Page:
    """Open the brief and keep it."""
    page = context.new_page()
    page.goto(url)
    page.get_by_role("button", name="Keep on this device until tomorrow").click()
    page.get_by_role("button", name="Forget it").wait_for()
    return page


def put_to_sleep(page: Page) -> None:
    """Stop the worker, as browsers do with one that has had nothing to do for half a minute."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def opened(page: Page, url: str) -> float:
    """Return the milliseconds from asking for the page until it is drawn, as the browser counts them."""
    page.goto(url)
    page.locator("#kept-banner").wait_for()
    painted = page.wait_for_function("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
    return float(painted.json_value())


def main() -> None:
    """Keep, cut, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--people", type=int, default=100)
    arguments.add_argument("--times", type=int, default=20)
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(make_app(Path(folder)))
        url = site.url + event_of(site, wanted.people)
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=QUIET.split())
        context = browser.new_context(**PHONE)
        name, value = site.cookie
        context.add_cookies([{"name": name, "value": value, "url": site.url}])
        page = keep(context, url)
        context.set_offline(True)
        awake = [opened(page, url) for _ in range(wanted.times)]
        put_to_sleep(page)
        asleep = opened(page, url)
        size = len(page.content())
        browser.close()
        site.close()
    print(
        f"{wanted.people} people, {size:,} characters, load {os.getloadavg()[0]:.2f}: median "
        f"{statistics.median(awake):.0f} ms, longest {max(awake):.0f} ms, with the worker asleep {asleep:.0f} ms"
    )


if __name__ == "__main__":
    main()

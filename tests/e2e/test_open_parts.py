"""What the user opened stays open while the page catches up by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Mailbox
from tests.e2e.conftest import open_browser
from tests.e2e.house import House
from tests.e2e.site import Site
from tests.e2e.test_main_path import add_contact, set_up
from tests.e2e.waiting import Held
from webapp.models import utcnow
from webapp.services import contacts, gives


def test_what_was_opened_stays_open_when_all_parts_are_fetched_at_once(
    page: Page, house: House, mailbox: Mailbox
) -> None:
    set_up(page, house, mailbox.user)
    add_contact(page, "Jane Doe", "jane@acme.example")
    timeline = page.locator("#timeline")
    timeline.get_by_text("Note a talk or a letter").click()
    timeline.get_by_label("What it was about").fill("Coffee at the fair")
    timeline.get_by_role("button", name="Note it").click()
    why = timeline.locator(".moment .why")
    why.get_by_text("why?").click()

    for _ in range(5):
        # The parts of a page answer in any order, some of them at the same moment.
        answered = page.evaluate(
            """() => new Promise((resolve) => {
              let open = document.querySelectorAll('[hx-trigger^="changed"]').length;
              const settled = () => --open || setTimeout(() => {
                document.removeEventListener("htmx:afterSettle", settled);
                resolve(true);
              }, 50);
              document.addEventListener("htmx:afterSettle", settled);
              htmx.trigger(document.body, "changed");
            })"""
        )
        assert answered
        expect(why).to_have_attribute("open", "")


@pytest.fixture
def wide(browser: Browser, site: Site) -> Iterator[Page]:
    """Alice's browser at its usual width."""
    context = open_browser(browser, site)
    yield context.new_page()
    context.close()


def test_a_part_that_was_fetched_again_is_ready_the_moment_it_is_there(wide: Page, site: Site) -> None:
    """Nobody can tap between its arrival and its readiness: what was open is open, the keyboard stands on its line."""
    with site.store() as session:
        jane = contacts.add(session, site.user_id, contacts.Card("Jane Doe"))
        gives.follow_up(session, site.user_id, jane.id, due_on=utcnow().date(), text="Call her")
    wide.goto(site.url)
    wide.locator("#follow-ups .why summary").click()
    wide.keyboard.press("j")
    wide.evaluate(
        """() => {
          const seen = () => [
            document.querySelector("#follow-ups .why").open,
            document.activeElement.matches("#follow-ups .row-name a"),
          ];
          // Called at the end of the task that changed the page.
          new MutationObserver((_, observer) => {
            observer.disconnect();
            document.body.dataset.seen = JSON.stringify(seen());
          }).observe(document.querySelector("main"), { childList: true });
          htmx.trigger("#today", "changed");
        }"""
    )
    expect(wide.locator("body")).to_have_attribute("data-seen", "[true,true]")


def test_what_is_typed_while_a_part_is_being_fetched_stays(wide: Page, site: Site) -> None:
    with site.store() as session:
        jane = contacts.add(session, site.user_id, contacts.Card("Jane Doe"))
    wide.goto(f"{site.url}/people/{jane.id}")
    held = Held(wide, f"**/people/{jane.id}")
    wide.evaluate(
        """() => {
          const page = document.body.dataset;
          page.answers = 0;
          document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
            if (["relationship", "context"].includes(target.id)) page.answers = +page.answers + 1;
          });
          htmx.trigger(document.body, "changed");
        }"""
    )
    context_part = wide.locator("#context")
    context_part.get_by_text("Note something you gave").click()
    words = context_part.get_by_label("What you did")
    words.fill("Sent the talk")
    held.wait(2)
    held.let_go()
    expect(wide.locator("body")).to_have_attribute("data-answers", "2")
    expect(words).to_have_value("Sent the talk")


def test_what_is_held_down_or_on_its_way_is_not_replaced(wide: Page, site: Site) -> None:
    """A click begins and ends on the same button, and that an act failed is told where it still stands in the page."""
    with site.store() as session:
        jane = contacts.add(session, site.user_id, contacts.Card("Jane Doe"))
        for text in ("Call her", "Write to her"):
            gives.follow_up(session, site.user_id, jane.id, due_on=utcnow().date(), text=text)
    wide.goto(site.url)
    today, call = wide.locator("#today"), wide.locator("#follow-ups .line", has_text="Call her")
    call.get_by_role("button", name="Done").hover()
    wide.mouse.down()
    wide.evaluate("bringUpToDate()")
    expect(today).to_have_attribute("data-stale", "")
    wide.mouse.up()
    expect(call).to_have_count(0)

    wide.reload()
    held = Held(wide, "**/done?*")
    wide.locator("#follow-ups").get_by_role("button", name="Done").click()
    (act,) = held.wait()
    wide.evaluate("bringUpToDate()")
    expect(today).to_have_attribute("data-stale", "")
    act.abort("connectionreset")
    expect(wide.locator("#trouble")).to_contain_text("Nothing you typed is lost")
    expect(today).not_to_have_attribute("data-stale", "")


def test_a_form_that_was_opened_stays_open_while_its_part_is_fetched_again(wide: Page, site: Site) -> None:
    with site.store() as session:
        jane = contacts.add(session, site.user_id, contacts.Card("Jane Doe"))
    wide.goto(f"{site.url}/people/{jane.id}")
    part = wide.locator("#context")
    part.get_by_text("Plan or record one").click()
    wide.evaluate("document.getElementById('context').dataset.old = '', bringUpToDate()")
    expect(part).not_to_have_attribute("data-old", "")
    expect(part.get_by_label("Purpose")).to_be_visible()

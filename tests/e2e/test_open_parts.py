"""What the user opened stays open while the page catches up by itself."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.conftest import Mailbox
from tests.e2e.house import House
from tests.e2e.test_main_path import add_contact, set_up


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

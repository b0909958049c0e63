"""The phases (docs/method.md §2), as they are walked through: one next step at a time, and no step skipped unsaid."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.site import Walk
from tests.web.make import person


def test_one_step_leads_to_the_next_and_a_skipped_one_needs_a_word(walk: Walk) -> None:
    with walk.site.store() as session:
        jane = person(session, walk.site.user_id)
    page = walk.to(f"/people/{jane.id}")
    step = page.locator(".next-step")
    expect(step).to_contain_text("Find common ground")
    step.locator("summary").click()
    expect(step).to_contain_text("Without something in common nothing is begun.")
    walk.look()
    step.get_by_role("link", name="Write it down").click()
    page.get_by_label("Common ground").fill("We both left teaching.")
    page.get_by_role("button", name="Save").click()
    expect(step).to_contain_text("Write to them")

    page.get_by_text("Note what you did with it").click()
    page.get_by_label("What did you do with it?").fill("Sent my résumé to her boss")
    page.locator("form", has=page.get_by_label("What did you do with it?")).get_by_role(
        "button", name="Note it"
    ).click()
    expect(page.locator("#obtained")).to_contain_text("there is nothing to use")
    expect(page.get_by_label("What did you do with it?")).to_have_value("Sent my résumé to her boss")
    walk.look()
    page.get_by_label("Why you do it all the same").fill("She offered it herself")
    page.locator("form", has=page.get_by_label("What did you do with it?")).get_by_role(
        "button", name="Note it"
    ).click()
    expect(page.locator(".track")).to_contain_text("Use")
    expect(page.get_by_role("main")).to_contain_text("She offered it herself")
    walk.look()

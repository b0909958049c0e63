"""Goal and pitch (docs/method.md §1, §8), as they are walked through."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.site import Walk
from tests.web.make import exchange, person


def test_a_goal_gets_a_pitch_stories_and_a_way_in(walk: Walk) -> None:
    with walk.site.store() as session:
        jane = person(session, walk.site.user_id, organisation="Acme", source="met at an event")
        exchange(session, jane)
    page = walk.to("/more")
    page.get_by_role("main").get_by_role("link", name="Goal and pitch").click()
    walk.look()
    page.get_by_label("The position you seek").fill("data analyst")
    page.get_by_label("Your strongest skill").fill("SQL")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("I am looking for work as data analyst.")).to_be_visible()
    page.wait_for_load_state()  # no seconds are told before its scripts run
    page.get_by_label("Your pitch, as you say it").fill("word " * 50)
    if walk.scripts:
        expect(page.locator("#spoken")).to_have_text("20 seconds when spoken.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Your pitch, as you say it")).to_contain_text("word word")  # as the server has it
    expect(page.locator("#spoken")).to_have_text("20 seconds when spoken.")

    page.get_by_text("Tell a story").click()
    page.get_by_label("Its name").fill("The night the tills stood still")
    page.get_by_label("The story").fill("They stood still. I found out why. Nobody queued.")
    page.get_by_role("button", name="Keep the story").click()
    expect(page.get_by_text("The story is kept.")).to_be_visible()
    expect(page.locator("#stories")).to_contain_text("The night the tills stood still")

    page.get_by_text("Name an organisation").click()
    page.get_by_label("Organisation", exact=True).fill("Acme")
    page.get_by_role("button", name="Make it a target").click()
    expect(page.locator("#targets .warm-path")).to_contain_text("Jane Doe")
    walk.look()

    page.locator("#targets .warm-path").get_by_role("link", name="Jane Doe").click()
    page.locator(".page-head summary", has_text="More").click()
    page.get_by_role("link", name="Contact sheet").click()
    expect(page.get_by_text("met at an event")).to_be_visible()
    walk.look()


def test_deleting_asks_first_and_is_undone(walk: Walk) -> None:
    with walk.site.store() as session:
        jane = person(session, walk.site.user_id)
    page = walk.to(f"/people/{jane.id}/delete")
    walk.look()
    page.get_by_role("button", name="Delete Jane Doe").click()
    expect(page.get_by_text("Nobody is here yet")).to_be_visible()
    walk.to("/deleted").get_by_role("button", name="Bring back").click()
    expect(page.get_by_role("heading", name="Jane Doe")).to_be_visible()

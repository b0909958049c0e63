"""Referrals (docs/method.md §5), as they are walked through: a name, a warm path, a meeting, thanks up the chain."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from tests.e2e.site import Walk
from tests.web.make import person
from webapp.models import utcnow
from webapp.services import called, interactions


def test_a_name_leads_on_and_who_gave_it_is_thanked(walk: Walk) -> None:
    with walk.site.store() as session:
        jane = person(session, walk.site.user_id)
        interactions.log_meeting(session, walk.site.user_id, jane.id, at=utcnow() - timedelta(days=3), summary="Coffee")
        person(session, walk.site.user_id, "Kim Boss")
    page = walk.to(f"/people/{jane.id}")
    referrals = page.locator("#referrals")
    referrals.get_by_text("They gave me a name").click()
    referrals.get_by_label("Whose name?").fill("Bo Ray")
    referrals.get_by_label("yes, I may say so").check()
    referrals.get_by_role("button", name="Note the name").click()
    expect(referrals).to_contain_text("Led to Bo Ray")
    walk.look()

    referrals.get_by_role("button", name="Add Bo Ray").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bo Ray")
    expect(page.locator("#phase-track [aria-current]")).to_contain_text("Initiate")
    expect(referrals.locator(".path")).to_contain_text("Jane Doe gave you the name of Bo Ray, and you may say so")
    referrals.get_by_text("Who of your people knows them?").click()
    referrals.get_by_label("Who?", exact=True).fill("kim boss")
    referrals.get_by_role("button", name="Note it").click()
    expect(referrals).to_contain_text("Known to Kim Boss")
    walk.look()

    walk.to("/chain")
    if page.viewport_size and page.viewport_size["width"] > 800:
        bo = page.locator(".chain-drawing").get_by_role("link", name="Bo Ray, Initiate")
        bo.focus()
        expect(bo).to_be_focused()
    expect(page.locator(".tree")).to_contain_text("Bo Ray")
    page.get_by_label("A person or an organisation").fill("Kim Boss")
    page.locator("#warm-path").get_by_role("button", name="Search").click()
    expect(page.locator("#warm-path .path-who a")).to_have_text(["Jane Doe", "Bo Ray", "Kim Boss"])
    walk.look()

    with walk.site.store() as session:
        (named,) = called.named(session, walk.site.user_id, "Bo Ray")
        interactions.log_meeting(session, walk.site.user_id, named.id, at=utcnow(), summary="Tea")
    walk.to("/chain")
    expect(page.locator("#cups")).to_contain_text("2 of 50 cups")
    chain = page.locator("#up-the-chain")
    expect(chain).to_contain_text("Tell and thank Jane Doe")
    chain.get_by_role("button", name="Jane Doe knows about Bo Ray").click()
    expect(chain).to_have_count(0)
    page.locator("#notices").get_by_role("button", name="Undo").click()
    expect(chain).to_contain_text("Tell and thank Jane Doe")
    chain.get_by_role("link", name="Write to Jane Doe about Bo Ray").click()
    expect(page.locator("main")).to_contain_text("the name of Bo Ray")

    walk.to("/chain")
    page.get_by_text("Change the goal").click()
    page.get_by_label("How many people do you want to meet").fill("20")
    page.get_by_role("button", name="Save the goal").click()
    expect(page.locator("#cups")).to_contain_text("2 of 20 cups")
    walk.look()

"""Events (docs/method.md §8), as they are walked through: noted, the list pasted, told apart, chosen from people."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from tests.e2e.site import Walk
from tests.web.make import person
from webapp.models import utcnow


def test_an_event_is_noted_and_its_list_told_apart(walk: Walk) -> None:
    with walk.site.store() as session:
        for name, organisation in (("Jane Doe", "Acme"), ("Samuel Park", "Acme"), ("Omar Reyes", "")):
            person(session, walk.site.user_id, name, organisation=organisation)
    page = walk.to("/events")
    walk.look()
    page.get_by_role("link", name="Add an event").click()
    page.get_by_label("Name").fill("PyData meetup")
    page.get_by_label("When").fill(f"{utcnow() + timedelta(days=2):%Y-%m-%d}T18:30")
    page.get_by_label("Where").fill("Leeds")
    walk.look()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("PyData meetup")
    expect(page.locator("main")).to_contain_text("18:30 to 20:30")
    walk.look()

    page.get_by_label("Names").fill("Jane Doe\n• Sam Park, Globex\n• Maria Silva – Product Manager")
    page.get_by_role("button", name="Put them on the list").click()
    expect(page.locator("#list")).to_contain_text("3 people, 1 known")
    expect(page.locator("#asked")).to_contain_text("Is this Samuel Park (Acme)?")
    walk.look()
    page.get_by_role("button", name="Yes, Sam Park is Samuel Park").click()
    expect(page.locator("#known")).to_contain_text("Samuel Park")
    page.locator("#notices").get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Sam Park is nobody I know").click()
    expect(page.locator("#new")).to_contain_text("Sam Park")
    page.get_by_role("button", name="Add Maria Silva to your people").click()
    expect(page.locator("#list")).to_contain_text("3 people, 2 known")

    page.get_by_role("link", name="Choose from your people").click()
    expect(page.get_by_label("Jane Doe")).to_be_disabled()
    page.get_by_label("Omar Reyes").check()
    page.get_by_label("Samuel Park").check()
    walk.look()
    page.get_by_role("button", name="Put them on the list").click()
    expect(page.get_by_label("Omar Reyes")).to_be_disabled()
    page.get_by_role("link", name="Done").click()
    expect(page.locator("#list")).to_contain_text("5 people, 4 known")

    page.get_by_role("link", name="Open the brief").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("PyData meetup")
    walk.to("/events")
    expect(page.locator("#upcoming")).to_contain_text("5 people, 4 known")
    walk.look()
    page.get_by_role("link", name="PyData meetup", exact=True).click()
    page.locator(".actions summary").first.click()
    page.get_by_role("button", name="Delete").click()
    page.locator("#notices").get_by_role("button", name="Undo").click()
    expect(page.locator("#known")).to_contain_text("Maria Silva")

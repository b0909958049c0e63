"""People and relationships (docs/method.md §1), as they are walked through."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.e2e.site import Walk
from tests.web.make import ago, person
from webapp.models import Contact
from webapp.services import interactions


def wrote(session: Session, contact: Contact, direction: str, at: datetime) -> None:
    """Note a message by hand."""
    words = {"direction": direction, "at": at, "summary": "Hello"}
    interactions.log_message(session, contact.user_id, contact.id, **words)


def silent(walk: Walk, name: str, days: float) -> Contact:
    """Somebody with whom the user wrote so many days ago, and not since."""
    with walk.site.store() as session:
        contact = person(session, walk.site.user_id, name=name)
        wrote(session, contact, "out", ago(days=days + 1))
        wrote(session, contact, "in", ago(days=days))
    return contact


def test_who_fell_silent_is_brought_to_mind_and_can_be_put_off(walk: Walk) -> None:
    jane = silent(walk, "Jane Doe", 200)
    silent(walk, "Omar Haddad", 400)
    page = walk.to("/")
    reconnect = page.locator("#reconnect")
    expect(reconnect.get_by_role("listitem").first).to_contain_text("acquainted · silent since")
    walk.look()
    reconnect.locator("summary[aria-label='More for Jane Doe']").click()
    reconnect.get_by_role("button", name="Not now: Jane Doe").click()
    expect(page.locator("#reconnect")).not_to_contain_text("Jane Doe")
    expect(page.locator("#reconnect")).to_contain_text("Omar Haddad")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#reconnect")).to_contain_text("Jane Doe")

    page.locator("#reconnect").get_by_role("link", name="Jane Doe", exact=True).click()
    expect(page.locator("#strength .is-here")).to_have_text("Acquainted")
    page.locator("#strength summary").click()
    expect(page.locator("#strength")).to_contain_text("Wrote to each other once")
    expect(page.locator(".next-step")).to_have_attribute("data-step", "reconnect")
    walk.look()

    page.get_by_role("link", name="Change the cadence").click()
    page.get_by_label("Keep in touch").select_option("never remind me")
    page.get_by_label("Has the power to hire").check()
    walk.look()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#strength")).to_contain_text("You are never reminded of them.")
    walk.to("/")
    expect(page.locator("#reconnect")).not_to_contain_text("Jane Doe")
    assert jane.id not in page.content()


def test_a_tie_grows_with_what_happens_and_rests_where_nothing_comes_back(walk: Walk) -> None:
    jane = silent(walk, "Jane Doe", 200)
    with walk.site.store() as session:
        for days in (90, 60, 20):
            wrote(session, jane, "out", ago(days=days))
    page = walk.to("/")
    expect(page.locator("#left-in-peace")).to_contain_text("Jane Doe")
    walk.to(f"/people/{jane.id}")
    expect(page.locator(".next-step")).to_have_attribute("data-step", "rest")
    with walk.site.store() as session:
        interactions.log_meeting(
            session, walk.site.user_id, jane.id, at=ago(days=1) + timedelta(hours=1), summary="Coffee"
        )
    page.reload()
    expect(page.locator(".next-step")).to_have_attribute("data-step", "thank")

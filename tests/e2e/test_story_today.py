"""Today, the page of every morning: each line is done, put off or explained where it stands, by thumb and by key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.kinds import WALKS
from tests.e2e.site import Walk
from tests.web.make import ago, mail, person
from webapp.models import AskKind, EventKind, utcnow
from webapp.services import asks, events, gives, hosts
from webapp.services.asks import AskCard
from webapp.services.events import EventCard
from webapp.services.gives import InterviewCard

by_keyboard = pytest.mark.parametrize("walk", [WALKS["desktop"]], ids=["desktop"], indirect=True)


@pytest.fixture
def morning(walk: Walk) -> Walk:
    """Somebody who owes thanks, has two calls to make and waits for an answer."""
    alice = walk.site.user_id
    with walk.site.store() as session:
        omar, bo = person(session, alice, "Omar Reyes"), person(session, alice, "Bo Lind")
        gives.plan_interview(session, alice, omar.id, InterviewCard("How they hire", ago(days=2), held=True))
        for days, text in ((2, "Call him"), (1, "Send the map")):
            gives.follow_up(session, alice, bo.id, due_on=utcnow().date() - timedelta(days=days), text=text)
        asks.make(session, alice, bo.id, AskCard(AskKind.ADVICE, "How to begin?", made_at=ago(days=9)))
    return walk


def test_a_line_is_explained_put_off_and_brought_back(morning: Walk) -> None:
    page = morning.to("/")
    line = page.locator("#follow-ups .line", has_text="Call him")
    line.get_by_text("why?").click()
    expect(line.locator(".why-text")).to_contain_text("You noted it on")
    more = line.locator("summary", has_text="…")
    if morning.narrow:
        for control in (more, line.get_by_role("button", name="Done")):
            assert control.bounding_box()["height"] >= 44
    more.click()
    morning.look()
    line.get_by_role("button", name="Tomorrow").click()
    expect(page.locator("#notices")).to_contain_text("It comes back tomorrow.")
    expect(page.locator("#follow-ups")).not_to_contain_text("Call him")
    page.get_by_text("1 put off: show").click()
    expect(page.locator("#put-off")).to_contain_text("until tomorrow")
    morning.look()
    page.get_by_role("button", name="Bring back: Bo Lind").click()
    expect(page.locator("#follow-ups")).to_contain_text("Call him")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#follow-ups")).not_to_contain_text("Call him")


@by_keyboard
def test_a_morning_by_the_keyboard(morning: Walk) -> None:
    page = morning.to("/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys on Today")).to_be_visible()
    morning.look()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.keyboard.press("j")
    focused(page, "thanks", "Omar Reyes")
    page.keyboard.press("w")
    expect(page.locator("#thanks .why-text")).to_contain_text("One thank-you is owed")
    page.keyboard.press("w")
    page.keyboard.press("e")
    expect(page.locator("#thanks")).to_have_count(0)
    focused(page, "to-note", "Omar Reyes")  # the line that took its place

    page.keyboard.press("j")
    focused(page, "waiting", "Bo Lind")
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Tomorrow").locator("visible=true")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#put-off")).to_contain_text("1 put off")
    focused(page, "follow-ups", "Bo Lind")
    page.keyboard.press("k")
    focused(page, "to-note", "Omar Reyes")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bo Lind")

    page = morning.to("/")
    page.locator("body").press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("j")
    expect(page.get_by_role("searchbox")).to_have_value("j")


@by_keyboard
def test_events_and_questions_by_the_keyboard(walk: Walk) -> None:
    alice = walk.site.user_id
    with walk.site.store() as session:
        mail(session, person(session, alice, "Jane Doe"), "in", subject="Who is this?")
        for name, hours in (("Open evening", -3), ("Maps & beer", 40)):
            card = EventCard(name, EventKind.GENERAL, ago(hours=hours), ago(hours=hours - 2), host="Kim Berg")
            hosts.to_contact(session, alice, events.add(session, alice, card).id)
    page = walk.to("/")
    page.keyboard.press("j")
    focused(page, "events-soon", "Open evening")
    page.keyboard.press("w")
    expect(page.locator("#events-soon .why-text")).to_contain_text("36 hours")
    page.keyboard.press("w")
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    expect(page.locator("#put-off")).to_contain_text("1 put off")
    focused(page, "events-after", "Maps & beer")  # the line that took its place
    page.keyboard.press("j")
    focused(page, "hosts", "Kim Berg")
    page.keyboard.press("e")
    expect(page.locator("#hosts")).to_have_count(0)
    focused(page, "triage", "“Who is this?”")
    page.keyboard.press("s")
    expect(page.locator("#triage").get_by_role("button", name="Tomorrow")).to_be_focused()
    walk.look()
    page.keyboard.press("Enter")
    expect(page.locator("#triage")).to_have_count(0)
    expect(page.locator("#put-off")).to_contain_text("2 put off")


def focused(page: Page, section: str, name: str) -> None:
    """The keyboard stands on the line of somebody in a section."""
    expect(page.locator(f"#{section} .row-name a:focus")).to_have_text(name)


@by_keyboard
def test_who_has_other_uses_for_single_letters_switches_them_off(morning: Walk) -> None:
    page = morning.to("/")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use these keys in this browser").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator(".line :focus")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)

"""After an event (docs/method.md §8), as it is walked through: from Today to the letter, and back."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Locator, expect

from tests.e2e.site import Walk
from tests.web.make import ago, person
from webapp.domain.people_list import Named
from webapp.models import AttendeeSource, EventKind
from webapp.services import attendees, events
from webapp.services.events import EventCard


def evening(walk: Walk, days: float, name: str, *people: str) -> str:
    """An event that began so many days ago, with these people on its list; its id."""
    with walk.site.store() as session:
        at = ago(days=days)
        card = EventCard(
            name, EventKind.GENERAL, at, at + timedelta(hours=2), host="Kim Berg", aim="Two who agree to meet",
            aim_count=2,
        )  # fmt: skip
        event = events.add(session, walk.site.user_id, card)
        named = [Named(one) for one in people]
        attendees.add_all(session, walk.site.user_id, event.id, named, AttendeeSource.TYPED)
        return event.id


def met(walk: Walk, name: str) -> Locator:
    return walk.page.locator("#met .row", has_text=name)


def test_days_later_an_event_becomes_a_day_a_letter_and_a_new_contact(walk: Walk) -> None:
    with walk.site.store() as session:
        person(session, walk.site.user_id, role="head of data", organisation="Acme")
    evening(walk, 2, "PyData meetup", "Jane Doe", "Bo Lind", "Cy Dahl")
    page = walk.to("/")
    page.get_by_role("link", name="Look back at PyData meetup").click()
    expect(page.locator("#nobody")).to_contain_text("If you only listened, that is fine too")
    walk.look()

    page.get_by_label("Jane Doe").check()
    page.get_by_label("Bo Lind").check()
    page.get_by_label("Somebody who is not on the list").fill("Sam Park, Linea")
    page.get_by_role("button", name="Note whom you met").click()
    expect(met(walk, "Sam Park")).to_contain_text("Linea")
    expect(page.locator("#who-else")).to_contain_text("1 more on the list")

    jane = met(walk, "Jane Doe")
    jane.get_by_text("What did you find to share?").click()
    jane.get_by_label("What you found to share").fill("old maps of Leeds")
    jane.get_by_label("Agreed to meet").check()
    jane.get_by_role("button", name="Save").click()
    expect(page.locator("#aim")).to_contain_text("1 of the 2 you wanted agreed to meet.")
    walk.look()
    jane.get_by_role("button", name="Set the day").click()
    expect(jane).to_contain_text("Agreed to meet. Today shows it")
    met(walk, "Bo Lind").get_by_role("button", name="Add Bo Lind to your people").click()
    expect(met(walk, "Bo Lind").get_by_role("link", name="Bo Lind", exact=True)).to_be_visible()

    jane.get_by_role("link", name="Write to Jane Doe").click()
    letter = page.get_by_label("Letter", exact=True)
    expect(letter).to_have_value(re.compile(r"We met at the PyData meetup on .*We talked about old maps of Leeds\."))
    walk.look()
    page.go_back()
    page.get_by_role("button", name="Done with it").click()
    expect(page.locator("#done")).to_contain_text("You were done with it today.")
    page.goto(walk.site.url)
    expect(page.locator("#events-after")).to_have_count(0)
    walk.look()


def test_a_host_is_thanked_and_tonights_event_is_first_on_today(walk: Walk) -> None:
    past, coming = evening(walk, 1, "Maps & beer"), evening(walk, -0.1, "Open evening", "Jane Doe")
    page = walk.to(f"/events/{past}/after")
    page.get_by_role("button", name="Add Kim Berg to your people").click()
    expect(page.locator("#host")).to_contain_text("You owe Kim Berg a thank-you")
    page.locator("#host").get_by_role("link", name="Write to Kim Berg").click()
    expect(page.get_by_label("Letter", exact=True)).to_have_value(
        re.compile("Thank you for having me at Maps & beer on")
    )
    page.goto(walk.site.url)
    brief = page.get_by_role("link", name="The brief for Open evening")
    expect(brief).to_have_attribute("href", f"/events/{coming}/brief")
    first = page.locator("#today .row").first
    expect(first).to_contain_text("Open evening")
    expect(first).to_contain_text("1 person")
    thank = page.locator("#hosts .row", has_text="for having you at Maps & beer")
    walk.look()
    thank.get_by_label("More for Kim Berg").click()
    thank.get_by_role("button", name="Thanked Kim Berg by other means").click()
    expect(page.get_by_text("Noted: you thanked Kim Berg.")).to_be_visible()
    expect(thank).to_have_count(0)

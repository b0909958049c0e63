"""Where the time goes (docs/method.md §9), as it is lived: taps, a proposal, the split, and the whole in pictures."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.site import Walk
from tests.web.make import ago, exchange, person
from webapp.models import AskKind, OutcomeKind, Through, Way
from webapp.services import asks, gives, hours
from webapp.services.asks import AskCard
from webapp.services.gives import InterviewCard


@pytest.fixture
def lived(walk: Walk) -> Walk:
    """A week in which Jane was asked, answered, was met, and gave advice."""
    with walk.site.store() as session:
        alice = walk.site.user_id
        jane = person(session, alice, "Jane Doe")
        asks.make(session, alice, jane.id, AskCard(AskKind.EXPERIENCE, "How was it?", made_at=ago(days=4)))
        exchange(session, jane)
        gives.plan_interview(session, alice, jane.id, InterviewCard("To learn", ago(hours=1), minutes=30, held=True))
        asks.obtained(session, alice, jane.id, kind=OutcomeKind.ADVICE, text="Write more")
        gives.given(session, alice, jane.id, way=Way.SHARE, text="News")
        hours.add(session, alice, 120, Through.ADVERTS, ago().date() - timedelta(weeks=3))
    return walk


def test_the_time_of_a_week_is_noted_by_taps_and_the_whole_is_seen_in_pictures(lived: Walk) -> None:
    page = lived.to("/")
    # A tap on Today stays on Today.
    page.get_by_role("button", name="30 min through adverts").click()
    expect(page.get_by_text("30 min through adverts today: noted.")).to_be_visible()
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()

    page = lived.to("/time")
    page.get_by_role("button", name="1 h through people").click()
    expect(page.locator(".picture-said")).to_contain_text("1 h through people, 30 min through adverts: 67 %")
    # What the interview shows is proposed once.
    page.get_by_role("button", name="Add: 30 min with Jane Doe").click()
    expect(page.get_by_text(re.compile("30 min through people .*: noted"))).to_be_visible()
    page = lived.to("/time")
    expect(page.get_by_text("Was this time too?")).to_have_count(0)
    # What was too much is undone.
    page.get_by_role("button", name="15 min through adverts").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The entry is deleted.")).to_be_visible()
    expect(page.locator("#entries")).not_to_contain_text("15 min")
    # Any length, with a person.
    page.get_by_text("Another length or day, or a few words").click()
    page.get_by_label("Minutes").fill("5")
    page.get_by_label("With optional").fill("Jane Doe")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#entries")).to_contain_text("5 min through people")
    lived.look()

    page = lived.to("/insights")
    expect(page.locator(".picture")).to_have_count(6)
    expect(page.locator("#weeks-picture .picture-said")).to_contain_text("In twelve weeks you noted 4 h 5 min")
    for part in ("weeks", "phases", "answers", "months", "cups", "ties"):
        page.locator(f"#{part}-table summary").click()
        expect(page.locator(f"#{part}-table table")).to_be_visible()
    expect(page.locator("#answers-table tbody")).to_contain_text("Experience")
    lived.look()


def test_pictures_find_room_on_the_narrowest_phone(lived: Walk) -> None:
    page = lived.to("/insights")
    page.set_viewport_size({"width": 320, "height": 640})
    lived.look()
    for chart in page.locator("svg.chart").all():
        boxes = [text.bounding_box() for text in chart.locator("text").all()]
        assert all(box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in boxes)

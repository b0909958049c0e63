"""Insights: each picture with its sentence and its table, and what stands there before there is anything to see."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as Page

from tests.web.conftest import Store
from tests.web.make import ago, exchange, person
from webapp.models import AskKind, OutcomeKind, Through, User, Way
from webapp.services import asks, gives, hours
from webapp.services.asks import AskCard
from webapp.services.gives import InterviewCard

PARTS = ("weeks", "phases", "answers", "months", "cups", "ties")


@pytest.fixture
def busy(store: Store, alice: User) -> None:
    """Somebody was asked, answered, was met, gave something and was given something; and time was noted."""
    with store() as session:
        jane = person(session, alice.id)
        asks.make(session, alice.id, jane.id, AskCard(AskKind.EXPERIENCE, "How was it?", made_at=ago(days=4)))
        exchange(session, jane)
        gives.plan_interview(session, alice.id, jane.id, InterviewCard("To learn", ago(hours=3), held=True))
        asks.obtained(session, alice.id, jane.id, kind=OutcomeKind.ADVICE, text="Write more")
        gives.given(session, alice.id, jane.id, way=Way.SHARE, text="News")
        hours.add(session, alice.id, 90, Through.PEOPLE, ago().date())
        hours.add(session, alice.id, 30, Through.ADVERTS, ago().date())
        person(session, alice.id, "Omar Reyes")


def test_before_there_is_anything_each_part_says_what_will_stand_there_and_what_to_do(client: FlaskClient) -> None:
    page = Page(client.get("/insights").text)
    assert page.css(".picture") == []
    assert len(page.css("main .section")) == len(page.css("main .empty")) == 6
    assert all(empty.css_first("a.button") for empty in page.css("main .empty"))


@pytest.mark.usefixtures("busy")
def test_each_picture_begins_with_a_sentence_about_this_user(client: FlaskClient) -> None:
    page = Page(client.get("/insights").text)
    said = [one.text() for one in page.css(".picture-said")]
    assert said == [
        "In twelve weeks you noted 2 h, 75 % of it through people. About three quarters is what finds jobs.",
        "Of your 2 people 1 wrote to you or met you, 1 gave you something, and 0 heard what you made of it.",
        "You made 1 ask: 1 was answered.",
        "In twelve months you gave once and obtained something once.",
        "You met 1 of the 50 people whom you set out to meet one-on-one.",
        "Nobody you heard from is silent for longer than their cadence.",
    ]


@pytest.mark.usefixtures("busy")
def test_each_picture_has_its_table(client: FlaskClient) -> None:
    page = Page(client.get("/insights").text)
    for part in PARTS:
        table = page.css_first(f"#{part}-picture table")
        assert table is not None
        widths = {len(row.css("th, td")) for row in table.css("tr")}
        assert len(widths) == 1
        assert all(row.css_first("th[scope=row]") for row in table.css("tbody tr"))
    weeks = [[cell.text() for cell in row.css("th, td")] for row in page.css("#weeks-picture tbody tr")]
    assert len(weeks) == 12
    assert weeks[-1][1:] == ["1 h 30 min", "30 min", "75 %"]
    answered = page.css_first("#answers-picture tbody tr")
    assert answered is not None
    assert [cell.text() for cell in answered.css("th, td")] == ["Experience", "1", "1", "0", "0", "4"]


@pytest.mark.usefixtures("busy")
def test_pictures_that_are_drawn_say_in_words_what_they_show(client: FlaskClient) -> None:
    page = Page(client.get("/insights").text)
    for part in ("weeks", "months", "cups"):
        chart = page.css_first(f"#{part}-picture svg.chart")
        assert chart is not None
        assert chart.attributes["role"] == "img"
        named = [str(chart.attributes[name]) for name in ("aria-labelledby", "aria-describedby")]
        assert all(len(page.css_first(f"#{one}").text()) > 20 for one in named)
        assert len(chart.css("g")) == 12


@pytest.mark.usefixtures("busy")
def test_no_two_parts_have_the_same_id(client: FlaskClient) -> None:
    ids = [part.attributes["id"] for part in Page(client.get("/insights").text).css("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.usefixtures("busy")
def test_nothing_is_told_apart_by_colour_alone(client: FlaskClient) -> None:
    page = Page(client.get("/insights").text)
    for part in PARTS:
        marks = {str(mark.attributes["class"]) for mark in page.css(f"#{part}-picture .mark")}
        assert marks <= {"mark is-solid", "mark is-hatched", "mark is-open"}
        named = page.css(f"#{part}-picture .key li")
        assert len(named) >= 2
        assert all(one.text(strip=True) for one in named)


@pytest.mark.usefixtures("busy")
def test_the_phases_of_the_picture_are_those_of_the_people(client: FlaskClient) -> None:
    rows = [row.text() for row in Page(client.get("/insights").text).css("#phases-picture .bar-said")]
    assert rows == [
        "1 of 2 wrote to you or met you", "1 of 1 gave you something", "0 of 1 heard what you made of it",
    ]  # fmt: skip


def test_a_goal_that_was_passed_is_not_drawn_beyond_the_picture(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        session.get_one(User, alice.id).cups_goal = 1
        for name in ("Jane", "Omar"):
            contact = person(session, alice.id, name)
            gives.plan_interview(session, alice.id, contact.id, InterviewCard("To learn", ago(hours=3), held=True))
    page = client.get("/insights").text
    assert "You met 2 people one-on-one, more than the 1 you set out to meet." in page

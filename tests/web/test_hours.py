"""The page of time: taps, entries, proposals, the aim, and the small tap on Today."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as Page
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.make import ago, person
from webapp.models import Contact, Through, TimeEntry, User
from webapp.services import gives, hours
from webapp.services.gives import InterviewCard

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def jane(store: Store, alice: User) -> Contact:
    """Somebody to spend time with."""
    with store() as session:
        return person(session, alice.id)


def entries(store: Store) -> list[TimeEntry]:
    """All that is stored, in order."""
    with store() as session:
        return list(session.scalars(select(TimeEntry).order_by(TimeEntry.created_at, TimeEntry.id)))


def typed(**more: Any) -> dict[str, Any]:
    """What the form of an entry sends."""
    return {"minutes": "50", "through": "people", "day": ago().date().isoformat(), "text": "", "person": ""} | more


def test_an_empty_week_says_what_to_do(client: FlaskClient) -> None:
    page = client.get("/time").text
    assert "Nothing is noted for this week yet." in page
    assert "Tap what you just did" in page


def test_a_tap_notes_the_time_says_so_and_can_be_undone(client: FlaskClient, store: Store) -> None:
    answer = client.post("/time/tap", data={"tap": "people-30", "day": ago().date().isoformat()})
    assert (answer.status_code, answer.location) == (303, "/time")
    page = client.get("/time").text
    assert "30 min through people today: noted." in page
    assert "This week 30 min through people, 0 min through adverts: 100 % through people." in page
    [entry] = entries(store)
    assert f'action="/time/{entry.id}/delete"' in page
    client.post(f"/time/{entry.id}/delete")
    assert "Nothing is noted for this week yet." in client.get("/time").text
    client.post(f"/time/{entry.id}/restore")
    assert "30 min through people" in client.get("/time").text


@pytest.mark.parametrize("tap", ["", "people-31", "both-30", "people", "people-30-1"])
def test_a_tap_that_no_button_sends_notes_nothing(client: FlaskClient, store: Store, tap: str) -> None:
    assert client.post("/time/tap", data={"tap": tap}).status_code == 409
    assert entries(store) == []


def test_the_week_is_said_in_one_sentence_and_drawn_and_in_a_table(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        hours.add(session, alice.id, 180, Through.PEOPLE, ago().date())
        hours.add(session, alice.id, 120, Through.ADVERTS, ago().date())
    page = Page(client.get("/time").text)
    said = page.css_first(".picture-said")
    assert said is not None
    assert said.text() == (
        "This week 3 h through people, 2 h through adverts: 60 % through people. "
        "About three quarters is what finds jobs."
    )
    assert [mark.attributes["width"] for mark in page.css(".bar .mark")] == ["60.0%", "40.0%"]
    rows = [[cell.text() for cell in row.css("th, td")] for row in page.css(".figures tbody tr")]
    assert rows == [["Through people", "3 h", "60 %"], ["Through adverts", "2 h", "40 %"]]


def test_any_length_can_be_noted_with_a_day_words_and_a_person(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    client.post("/time", data=typed(minutes="1440", day="2026-01-05", text="A whole day", person="jane doe"))
    [entry] = entries(store)
    assert (entry.minutes, entry.day, entry.text, entry.contact_id) == (1440, date(2026, 1, 5), "A whole day", jane.id)
    page = client.get("/time?week=2026-01-07").text
    assert "A whole day · with Jane Doe · 5 Jan" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"minutes": ""}, "How many minutes?"),
        ({"minutes": "0"}, "Between 1 minute and 24 hours"),
        ({"minutes": "1441"}, "Between 1 minute and 24 hours"),
        ({"minutes": "9" * 30}, "Between 1 minute and 24 hours"),
        ({"day": ""}, "Choose the day."),
        ({"day": "9999-01-01"}, "That day is still to come."),
        ({"day": "0001-01-01"}, "Please check the year."),
        ({"through": "luck"}, "Choose one of those that are offered."),
        ({"person": "Nobody"}, "Nobody here has this name or address."),
        ({"text": "x" * 100_000}, "500 characters at most."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    client: FlaskClient, store: Store, wrong: dict[str, str], said: str
) -> None:
    answer = client.post("/time", data=typed(text="Long talk") | wrong)
    assert answer.status_code == 422
    form = Page(answer.text).css_first('form[action="/time"]')
    assert form is not None
    [error] = form.css(".field-error")
    assert said in error.text()
    assert ("Long talk" in (form.html or "")) is ("text" not in wrong)
    assert entries(store) == []


@pytest.mark.parametrize("week", ["2026-13-01", "yesterday", "9999-12-31", "0001-01-01", "\x00"])
def test_an_address_that_names_no_past_week_shows_some_week(client: FlaskClient, week: str) -> None:
    assert client.get("/time", query_string={"week": week}).status_code == 200


def test_a_week_before_is_shown_with_the_ways_to_its_neighbours(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        entry = hours.add(session, alice.id, 30, Through.ADVERTS, date(2026, 3, 4))
    page = client.get("/time?week=2026-03-05").text
    assert "In the week of 2 Mar, 0 min through people, 30 min through adverts" in page
    assert "week=2026-02-23" in page
    assert "week=2026-03-09" in page
    assert client.post(f"/time/{entry.id}/delete").location == "/time?week=2026-03-02"


def test_an_interview_is_proposed_once_and_a_no_is_remembered(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        for minutes in (20, 40):
            card = InterviewCard("To learn", ago(hours=3), minutes=minutes, held=True)
            gives.plan_interview(session, jane.user_id, jane.id, card)
    page = Page(client.get("/time").text)
    said = [row.text(strip=True, separator=" ") for row in page.css("#proposals .row-text")]
    assert sorted(text.partition(" with ")[0] for text in said) == ["20 min", "40 min"]
    sources = [field.attributes["value"] for field in page.css('#proposals form[action$="/add"] input[name=source]')]
    assert client.post("/time/proposals/add", data={"source": sources[0]}).status_code == 303
    assert client.post("/time/proposals/refuse", data={"source": sources[1]}).status_code == 303
    page = Page(client.get("/time").text)
    assert page.css_first("#proposals") is None
    again = page.css_first('form[action$="/propose-again"]')
    assert again is not None
    client.post(str(again.attributes["action"]))
    assert Page(client.get("/time").text).css_first("#proposals") is not None


def test_the_aim_is_set_beside_the_split(client: FlaskClient, store: Store, alice: User) -> None:
    client.post("/time/tap", data={"tap": "adverts-60"})
    assert client.post("/time/aim", data={"people_share": "101"}).status_code == 422
    assert client.post("/time/aim", data={"people_share": "60"}).status_code == 303
    assert "0 % through people. You aim for 60 %." in client.get("/time").text


def test_today_has_a_small_tap_that_leads_back_to_today(client: FlaskClient, jane: Contact) -> None:
    page = Page(client.get("/").text)
    form = page.css_first("#time form")
    assert form is not None
    answer = client.post(str(form.attributes["action"]), data={"tap": "people-30"}, headers=FRAGMENT)
    assert (answer.status_code, answer.location) == (303, "/")
    refreshed = Page(client.get("/", headers=FRAGMENT).text).css_first("#time")
    assert refreshed is not None
    assert "This week 30 min through people" in refreshed.text()


def test_htmx_gets_the_part_that_it_replaces(client: FlaskClient) -> None:
    part = client.get("/time", headers=FRAGMENT).text
    assert 'id="hours"' in part
    assert "<h1>" not in part


def test_a_strangers_entry_is_not_found(client: FlaskClient, charlie: Stranger) -> None:
    for act in ("delete", "restore", "propose-again"):
        assert client.post(f"/time/{charlie.ids['entry_id']}/{act}").status_code == 404


def test_the_days_of_a_tap_are_the_last_seven(client: FlaskClient) -> None:
    days = [option.attributes["value"] for option in Page(client.get("/time").text).css("#tap-day option")]
    assert days == [(ago().date() - timedelta(days=back)).isoformat() for back in range(7)]

"""In the room, without JavaScript: taps are plain forms, and each counts once. And the user's card."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select

from tests.web import make
from tests.web.conftest import Store
from webapp.models import Attendee, Capture, Contact, Event, EventKind, User, utcnow
from webapp.services import attendees, events, goals
from webapp.services.events import EventCard

JSON = {"Accept": "application/json"}


@pytest.fixture
def event(store: Store, alice: User) -> str:
    """An event that begins now, with Jane on its list."""
    with store() as session:
        card = EventCard("PyData", EventKind.GENERAL, utcnow(), utcnow() + timedelta(hours=2))
        found = events.add(session, alice.id, card)
        jane = make.person(session, alice.id, "Jane Doe", organisation="Acme", common_ground="Leeds")
        attendees.pick(session, alice.id, found.id, [jane.id])
        return found.id


def tree(client: FlaskClient, event: str) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(f"/events/{event}/brief").text)


def filled(form: object, **typed: str) -> dict[str, str]:
    """What a browser sends of a form in which that was typed."""
    fields = {
        one.attributes["name"]: one.attributes.get("value") or ""
        for one in form.css("input")  # type: ignore[attr-defined]  # a node of the parser
        if one.attributes.get("type") != "checkbox"
    }
    return fields | typed


def people(store: Store) -> list[tuple[str, bool, str]]:
    with store() as session:
        rows = session.execute(
            select(Attendee.name, Attendee.met_at.is_not(None), Attendee.common_ground)
            .where(Attendee.deleted_at.is_(None))
            .order_by(Attendee.place)
        )
        return [tuple(row) for row in rows]


def test_one_tap_says_that_they_were_met_and_another_takes_it_back(
    client: FlaskClient, store: Store, event: str
) -> None:
    form = tree(client, event).css_first("form.met")
    assert form.css_first("button").text(strip=True) == "Met"
    answer = client.post(form.attributes["action"], data=filled(form, met="yes"))
    assert answer.status_code == 303
    assert answer.location == f"/events/{event}/brief#{form.attributes['id']}"
    met = tree(client, event).css_first("form.met")
    assert met.css_first(".met-said").text(strip=True).startswith("Met ")
    assert people(store) == [("Jane Doe", True, "")]
    client.post(met.attributes["action"], data=filled(met, met="no"))
    assert people(store) == [("Jane Doe", False, "")]


def test_what_was_found_is_written_in_place_and_offered_for_the_next(
    client: FlaskClient, store: Store, event: str
) -> None:
    form = tree(client, event).css_first("form.met")
    client.post(form.attributes["action"], data=filled(form, met="yes", common_ground="Chess", agreed="y", note="May"))
    page = tree(client, event)
    assert page.css_first("form.met [name=common_ground]").attributes["value"] == "Chess"
    assert "checked" in page.css_first("form.met [name=agreed]").attributes
    assert page.css_first("form.met textarea").text() == "May"
    assert next(one.attributes["value"] for one in page.css("#grounds option")) == "Chess"


def test_chips_are_what_the_user_brings_and_what_others_shared(
    client: FlaskClient, store: Store, event: str, alice: User
) -> None:
    with store() as session:
        goals.write(session, alice.id, goals.GoalCard(skills=["Teaching", "x" * 33]))
        goals.tell(session, alice.id, title="The flood", text="It went well.")
    page = tree(client, event)
    options = page.css("#grounds option")
    assert [one.attributes["value"] for one in options] == ["Teaching", "Leeds", "The flood"]
    # What one person shared before is not offered of a stranger.
    assert [one.attributes["value"] for one in options if "data-of-one" in one.attributes] == ["Leeds"]
    assert page.css_first("form.met").attributes["data-place"] == "Acme"


def test_somebody_new_takes_one_field_and_a_form_that_is_sent_twice_adds_them_once(
    client: FlaskClient, store: Store, event: str
) -> None:
    form = tree(client, event).css_first("form[data-add]")
    for _ in "12":
        answer = client.post(form.attributes["action"], data=filled(form, met="yes", name="Sam Park, Acme"))
        assert answer.status_code == 303
    assert people(store) == [("Jane Doe", False, ""), ("Sam Park", True, "")]
    with store() as session:
        assert session.scalar(select(func.count()).select_from(Capture)) == 1
        assert session.scalars(select(Contact.source).where(Contact.name == "Sam Park")).one() == "met at PyData"


def test_the_fields_let_a_phone_write_as_it_is_spoken(client: FlaskClient, event: str) -> None:
    page = tree(client, event)
    name = page.css_first("#room-name").attributes
    assert (name["autocapitalize"], name["autocorrect"], name["spellcheck"]) == ("words", "off", "false")
    assert page.css_first("form.met [name=common_ground]").attributes["enterkeyhint"] == "done"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"name": ""}, "Write down who it is"), ({"name": "Sam Park", "common_ground": "x" * 501}, "Please shorten it."),
     ({"name": "Sam", "key": "x"}, "This page is too old."), ({"name": "Sam Park; Kim Lee"}, "one person at a time")],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_and_stays_typed(
    client: FlaskClient, store: Store, event: str, typed: dict[str, str], sentence: str
) -> None:
    data = {"key": "made-here-1", "met": "yes", "note": "Hires in May"} | typed
    page = client.post(f"/events/{event}/captures", data=data)
    assert page.status_code == 422
    assert sentence in page.text
    assert "Hires in May" in page.text
    assert typed.get("common_ground", "") in page.text
    told = client.post(f"/events/{event}/captures", data=data, headers=JSON)
    assert told.status_code == 422
    assert sentence in told.get_json()["sentence"]
    assert people(store) == [("Jane Doe", False, "")]


def test_a_tap_for_an_event_that_was_deleted_is_not_lost_without_a_word(
    client: FlaskClient, store: Store, event: str, alice: User
) -> None:
    with store() as session:
        events.delete(session, alice.id, event)
    answer = client.post(f"/events/{event}/captures", data={"key": "made-here-1", "name": "Sam"}, headers=JSON)
    assert answer.status_code == 422
    assert "PyData was deleted. Bring it back" in answer.get_json()["sentence"]
    page = client.post(f"/events/{event}/captures", data={"key": "made-here-1", "name": "Sam Park"})
    assert 'value="Sam Park"' in page.text


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "yesterday", ""])
def test_a_tap_of_a_clock_that_is_out_of_order_is_taken(client: FlaskClient, store: Store, event: str, at: str) -> None:
    client.post(f"/events/{event}/captures", data={"key": "made-here-1", "name": "Sam Park", "at": at})
    with store() as session:
        met_at = session.scalars(select(Attendee.met_at).where(Attendee.name == "Sam Park")).one()
        assert met_at is not None
        assert abs((met_at - utcnow()).total_seconds()) < 60
        assert session.get_one(Event, event).revision == 0


def test_the_card_is_on_the_brief_on_a_page_of_its_own_and_a_file(
    client: FlaskClient, store: Store, event: str, alice: User
) -> None:
    with store() as session:
        session.get_one(User, alice.id).name = "Alice Müller"
    page = LexborHTMLParser(client.get("/qr").text)
    path = page.css_first(".qr .qr-ink").attributes["d"]
    assert path
    assert page.css_first(".qr").attributes["aria-label"] == "QR code of the card of Alice Müller"
    assert tree(client, event).css_first("#room-qr .qr-ink").attributes["d"] == path
    file = client.get("/qr.vcf")
    assert file.content_type == "text/vcard; charset=utf-8"
    assert "FN:Alice Müller\r\n" in file.text


def test_a_form_that_shows_what_stands_says_only_what_is_changed(client: FlaskClient, store: Store, event: str) -> None:
    blank = tree(client, event).css_first("form.met")
    url = blank.attributes["action"]
    client.post(url, data=filled(blank, met="yes", common_ground="Chess", note="May\nor June", agreed="y"))
    shown = filled(tree(client, event).css_first("form.met"), met="yes", note="May\r\nor June")
    client.post(url, data=filled(blank, met="yes", note="Two posts"))  # from a page that was loaded before
    client.post(url, data=shown)  # unticked, and nothing else
    with store() as session:
        row = session.scalars(select(Attendee)).one()
        assert (row.common_ground, row.note, row.agreed) == ("Chess", "May\nor June\nTwo posts", False)
    client.post(url, data=shown | {"common_ground": "", "key": "made-here-2"})
    assert people(store) == [("Jane Doe", True, "")]


def test_when_somebody_was_met_has_its_day_once_that_is_over(client: FlaskClient, store: Store, event: str) -> None:
    form = tree(client, event).css_first("form.met")
    client.post(form.attributes["action"], data=filled(form, met="yes"))
    assert re.fullmatch(r"Met \d\d:\d\d", tree(client, event).css_first(".met-said").text(strip=True))
    with store() as session:
        session.scalars(select(Attendee)).one().met_at = datetime(2026, 5, 1, 19, 5, tzinfo=UTC)
    assert tree(client, event).css_first(".met-said").text(strip=True) == "Met 1 May, 19:05"

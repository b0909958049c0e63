"""The page after an event: ticks, days, names that become contacts, the host."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.make import ago, person
from webapp.domain.people_list import Named
from webapp.models import Attendee, AttendeeSource, Contact, Event, EventKind, FollowUp, User, utcnow
from webapp.services import attendees, captures, events
from webapp.services.captures import Tap
from webapp.services.events import EventCard


class Evening:
    """An event of alice's with Jane (a contact), Bo and Cy on its list; ids by first name."""

    def __init__(self, store: Store, user_id: str, **card: Any) -> None:
        self.store = store
        with store() as session:
            person(session, user_id)
            starts_at = card.pop("starts_at", ago(days=2))
            named = {"name": "PyData meetup", "kind": EventKind.GENERAL, "host": "Kim Berg"} | card
            whole = EventCard(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), **named)
            self.id = events.add(session, user_id, whole).id
            people = [Named("Jane Doe"), Named("Bo Lind", organisation="Acme"), Named("Cy Dahl")]
            rows = attendees.add_all(session, user_id, self.id, people, AttendeeSource.TYPED).new
            self.ids = {row.name.split()[0]: row.id for row in rows}

    @property
    def url(self) -> str:
        return f"/events/{self.id}/after"

    def rows(self) -> dict[str, Attendee]:
        with self.store() as session:
            found = session.scalars(select(Attendee).where(Attendee.event_id == self.id))
            return {row.name.split()[0]: row for row in found}


@pytest.fixture
def evening(store: Store, alice: User) -> Evening:
    return Evening(store, alice.id, aim="Three who agree to meet", aim_count=3)


def post(client: FlaskClient, url: str, **form: Any) -> str:
    """Send a form as a browser without JavaScript does; the page that it leads to."""
    answer = client.post(url, data=form)
    assert answer.status_code == 303, answer.text
    return client.get(answer.location).text


def undo(client: FlaskClient, page: str) -> str:
    """Tap the Undo that a page offers."""
    found = re.search(r'action="([^"]+)"[^>]*>(?:(?!</form>).)*Undo', page, re.DOTALL)
    assert found, page
    return post(client, found[1].replace("&amp;", "&"))


def test_the_page_asks_whom_one_met_and_is_kind_where_that_was_nobody(client: FlaskClient, evening: Evening) -> None:
    page = client.get(evening.url).text
    for said in (
        "After PyData meetup",
        "Three who agree to meet",
        "Nobody is noted yet.",
        "One thing to do",
        "Bo Lind",
    ):
        assert said in page


def test_ticks_are_noted_and_one_is_taken_back(client: FlaskClient, evening: Evening) -> None:
    page = post(client, f"{evening.url}/met", met=[evening.ids["Jane"]], key="key-of-the-form")
    assert "You met Jane Doe." in page
    assert "None of the 3 you wanted has agreed to meet yet." in page
    page = undo(client, page)
    assert evening.rows()["Jane"].met_at is None
    undo(client, page)
    assert evening.rows()["Jane"].met_at


def test_an_empty_form_is_refused_and_what_was_typed_is_kept(client: FlaskClient, evening: Evening) -> None:
    answer = client.post(f"{evening.url}/met", data={"key": "key-of-the-form"})
    assert answer.status_code == 422
    assert "Tick whom you met, or write down a name." in answer.text
    typed = {"key": "key-of-the-form", "met": [evening.ids["Bo"]], "name": "x" * 600}
    answer = client.post(f"{evening.url}/met", data=typed)
    assert answer.status_code == 422
    assert "x" * 600 in answer.text
    assert re.search(rf'value="{evening.ids["Bo"]}" checked', answer.text)
    assert evening.rows()["Bo"].met_at is None


def test_what_was_agreed_gets_a_day_which_is_moved_and_undone(
    client: FlaskClient, store: Store, evening: Evening
) -> None:
    jane = f"/attendees/{evening.ids['Jane']}"
    page = post(client, f"{jane}/tell", common_ground="old maps", agreed="y")
    assert "1 of the 3 you wanted agreed to meet." in page
    assert "Set the day" in page
    day = (utcnow() + timedelta(days=5)).date()
    post(client, f"{jane}/day", due_on=day.isoformat())
    page = post(client, f"{jane}/day", due_on=(day + timedelta(days=1)).isoformat())
    undo(client, page)
    with store() as session:
        (row,) = session.scalars(select(FollowUp))
        assert row.due_on == day
    page = post(client, f"{jane}/day/remove")
    assert "No day is set for Jane Doe." in page
    undo(client, page)
    with store() as session:
        assert len(session.scalars(select(FollowUp).where(FollowUp.deleted_at.is_(None))).all()) == 1


def test_a_day_that_is_none_is_refused_beside_its_field(client: FlaskClient, evening: Evening) -> None:
    post(client, f"/attendees/{evening.ids['Jane']}/tell", common_ground="", agreed="y")
    for typed, says in (("soon", "Enter the day as in 2026-11-23."), ("1999-01-02", "Please check the year.")):
        answer = client.post(f"/attendees/{evening.ids['Jane']}/day", data={"due_on": typed})
        assert answer.status_code == 422
        assert says in answer.text
        assert f'value="{typed}"' in answer.text


def test_what_is_shared_is_refused_whole_where_it_is_too_long(client: FlaskClient, evening: Evening) -> None:
    long = "maps " * 200
    post(client, f"/attendees/{evening.ids['Jane']}/met")
    answer = client.post(f"/attendees/{evening.ids['Jane']}/tell", data={"common_ground": long})
    assert answer.status_code == 422
    assert long.strip() in answer.text


def shown(page: str, row_id: str) -> dict[str, str]:
    """The form in which one tells of somebody, as a browser that shows it would send it."""
    fields = LexborHTMLParser(page).css(f"#tell-{row_id} input")
    sent = [one.attributes for one in fields if one.attributes.get("type") != "checkbox" or "checked" in one.attributes]
    return {one["name"]: one.get("value") or "" for one in sent}


def test_what_the_phone_tapped_while_the_page_stood_open_stays(
    client: FlaskClient, store: Store, evening: Evening
) -> None:
    jane = evening.ids["Jane"]
    page = post(client, f"/attendees/{jane}/tell", common_ground="old maps")
    told = Tap("key-of-a-phone", None, jane, common_ground="Leeds", agreed=True, was_common_ground="old maps")
    with store() as session:
        captures.take(session, session.get_one(Event, evening.id).user_id, evening.id, told)
    post(client, f"/attendees/{jane}/tell", **shown(page, jane))
    row = evening.rows()["Jane"]
    assert (row.common_ground, row.agreed) == ("Leeds", True)
    post(client, f"/attendees/{jane}/tell", **shown(page, jane) | {"common_ground": "chess"})
    row = evening.rows()["Jane"]
    assert (row.common_ground, row.agreed) == ("Leeds, chess", True)


def test_what_the_page_showed_is_changed_and_emptied(client: FlaskClient, evening: Evening) -> None:
    jane = evening.ids["Jane"]
    page = post(client, f"/attendees/{jane}/tell", common_ground="old maps", agreed="y")
    page = post(client, f"/attendees/{jane}/tell", **shown(page, jane) | {"common_ground": "chess"})
    fields = shown(page, jane)
    del fields["agreed"]
    refused = client.post(f"/attendees/{jane}/tell", data=fields | {"common_ground": "x" * 600})
    assert refused.status_code == 422
    fields = shown(refused.text, jane)
    post(client, f"/attendees/{jane}/tell", **fields | {"common_ground": ""})
    row = evening.rows()["Jane"]
    assert (row.common_ground, row.agreed) == ("", False)


def test_all_who_agreed_get_a_day_with_one_tap(client: FlaskClient, store: Store, evening: Evening) -> None:
    for name in ("Bo", "Cy"):
        post(client, f"/attendees/{evening.ids[name]}/tell", common_ground="", agreed="y")
    page = client.get(evening.url).text
    assert "Add all 2 to your people" in page
    page = post(client, f"{evening.url}/add")
    assert "2 people are among your people now." in page
    assert "Come back to all 2" in page
    letters = LexborHTMLParser(page).css("#met .row-actions > a.button")
    assert [one.text() for one in letters] == ["Write", "Write"]
    page = post(client, f"{evening.url}/days")
    assert "2 follow-ups set for" in page
    assert "2 follow-ups taken back." in undo(client, page)


def test_names_become_contacts_with_the_event_as_source_and_names_again(
    client: FlaskClient, store: Store, evening: Evening
) -> None:
    for name in ("Bo", "Cy"):
        post(client, f"/attendees/{evening.ids[name]}/met")
    page = post(client, f"{evening.url}/add")
    with store() as session:
        bo = session.scalars(select(Contact).where(Contact.name == "Bo Lind")).one()
        assert bo.source == "met at PyData meetup"
    assert "2 names on the list only" in undo(client, page)
    page = post(client, f"/attendees/{evening.ids['Bo']}/add")
    assert "Bo Lind is among your people now." in page
    assert "Bo Lind is a name on the list only, as before." in undo(client, page)
    page = post(client, f"/attendees/{evening.ids['Jane']}/name-again")
    assert "Jane Doe has a history by now." in page


def test_the_letter_that_names_the_event_is_one_tap_away(client: FlaskClient, evening: Evening) -> None:
    page = post(client, f"/attendees/{evening.ids['Jane']}/met")
    link = re.search(r'href="(/people/[^"]+event_id=[^"]+)"', page)[1].replace("&amp;", "&")
    letter = client.get(link).text
    assert "kind=approach" in link
    assert "We met at the PyData meetup on" in letter
    assert f'name="event_id" type="hidden" value="{evening.id}"' in letter


def test_the_host_becomes_a_contact_and_is_thanked(client: FlaskClient, evening: Evening) -> None:
    page = post(client, f"/events/{evening.id}/host/add")
    assert re.search(r"You owe <a [^>]+>Kim Berg</a> a thank-you", page)
    page = post(client, f"/events/{evening.id}/host/thanked")
    assert "You have thanked" in page
    page = undo(client, page)
    assert "You owe" in page
    post(client, f"/events/{evening.id}/host/thanked")
    page = post(client, f"/events/{evening.id}/host/name-again")
    assert "Kim Berg has a history by now." in page


def test_a_host_who_is_a_name_only_cannot_be_thanked_by_hand(client: FlaskClient, evening: Evening) -> None:
    assert "Make the host a contact first" in post(client, f"/events/{evening.id}/host/thanked")


def test_done_with_it_takes_it_off_today_until_it_is_opened_again(client: FlaskClient, evening: Evening) -> None:
    page = post(client, f"{evening.url}/done")
    assert "PyData meetup is done with." in page
    assert "You were done with it" in page
    page = undo(client, page)
    assert "Done with it" in page


def test_before_it_begins_the_page_sends_one_to_the_brief(client: FlaskClient, store: Store, alice: User) -> None:
    coming = Evening(store, alice.id, starts_at=ago(hours=-5))
    page = client.get(coming.url).text
    assert "This is still to come." in page
    assert f'href="/events/{coming.id}/brief"' in page
    answer = client.post(f"{coming.url}/met", data={"met": coming.ids["Jane"], "key": "key-of-the-form"})
    assert answer.status_code == 422


def test_a_mark_that_is_none_takes_nothing_back(client: FlaskClient, evening: Evening) -> None:
    for mark in ("", "yesterday", "0001-01-01T00:00:00+14:00"):
        for act in ("days/remove", "names-again"):
            assert client.post(f"{evening.url}/{act}", query_string={"at": mark}).status_code == 303


def test_it_answers_htmx_with_the_part_alone_and_nobody_else_at_all(
    client: FlaskClient, evening: Evening, charlie: Stranger, store: Store
) -> None:
    part = client.get(evening.url, headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<div id="after"')
    with store() as session:
        theirs = session.scalars(select(Event.id).where(Event.user_id == charlie.user_id)).first()
    for missing in (theirs, "nothing"):
        assert client.get(f"/events/{missing}/after").status_code == 404
    assert client.get(f"{evening.url}/done").status_code == 405

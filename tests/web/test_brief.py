"""The page of the brief."""

from __future__ import annotations

import gzip
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.evening import KNOWN, NAMES, evening
from webapp.models import Attendee, Contact, Event, EventKind, User, utcnow
from webapp.services import events

MOST = 20_000


def brief_of(client: FlaskClient, event: Event) -> str:
    """The page, in one line."""
    answer = client.get(f"/events/{event.id}/brief")
    assert answer.status_code == 200
    return " ".join(answer.text.split())


@pytest.fixture
def tonight(store: Store, alice: User) -> Event:
    with store() as session:
        return evening(session, alice.id)


def test_the_first_seven_are_read_in_full_and_the_others_are_a_line_each(client: FlaskClient, tonight: Event) -> None:
    page = brief_of(client, tonight)
    assert "<title>Brief: PyData Leeds · Fifty Cups</title>" in page
    assert "12 people, 5 known" in page
    assert "<strong>Your aim:</strong> three people who agree to meet<" in page
    assert len(re.findall(r'<li class="guest">', page)) == 7
    assert len(re.findall(r'<li class="guest is-folded', page)) == 5
    assert page.index("Jane Doe") < page.index("Sam Park") < page.index("Kim Sato")
    assert all(name in page for name in (*KNOWN, *NAMES))
    assert "“Thank you for your advice “Write first”.”" in page
    assert "Jane Doe (here too) knows them (old team): ask for an introduction." in page


def test_what_to_know_of_the_first_three_is_read_at_once_and_of_the_next_four_is_a_tap_away(
    client: FlaskClient, tonight: Event
) -> None:
    page = brief_of(client, tonight)
    rows = page.split('<li class="guest">')[1:8]
    assert ["guest-later" in row for row in rows] == [False] * 3 + [True] * 4
    assert all("<dt>Aim</dt>" in row for row in rows)
    assert "More about Sam Park" in rows[3]


def test_what_is_written_stays_right_when_it_is_read_tomorrow(client: FlaskClient, tonight: Event) -> None:
    page = brief_of(client, tonight)
    main = page[page.index('id="brief"') : page.index("data-queue")]
    assert not re.search(r"\b(today|tomorrow|yesterday|tonight|ago)\b", re.sub(r"<[^>]+>|until tomorrow", " ", main))


def test_it_says_whose_it_is_and_until_when_a_copy_may_be_kept(
    client: FlaskClient, tonight: Event, alice: User
) -> None:
    page = brief_of(client, tonight)
    assert f'<div id="brief" data-event="{tonight.id}" data-user="{alice.id}">' in page
    until = re.search(r'data-until="([^"]+)"', page)
    assert until
    assert until[1].endswith("T00:00:00+00:00")
    assert until[1] > utcnow().isoformat()


def test_everybody_can_be_tapped_and_somebody_added(client: FlaskClient, store: Store, tonight: Event) -> None:
    page = brief_of(client, tonight)
    with store() as session:
        ids = list(session.scalars(select(Attendee.id).where(Attendee.event_id == tonight.id)))
    assert all(f'id="met-{one}"' in page for one in ids)
    assert "Add somebody" in page
    assert "Your QR code" in page


def test_the_pitch_comes_first_where_all_are_in_transition(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        general = evening(session, alice.id, strangers=0)
    page = brief_of(client, general)
    assert page.index("Talk to first") < page.index("I taught mathematics")
    with store() as session:
        event = events.get(session, alice.id, general.id)
        event.kind = EventKind.TRANSITION
    page = brief_of(client, general)
    assert page.index("Your pitch, 16 seconds") < page.index("I taught mathematics") < page.index("Talk to first")
    assert "Forty parents" in page


def test_an_empty_list_and_no_pitch_say_what_to_do(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        begins = utcnow()
        event = Event(user_id=alice.id, name="Empty", starts_at=begins, ends_at=begins)
        session.add(event)
    page = brief_of(client, event)
    assert "Nobody is on the list yet." in page
    assert f'href="/events/{event.id}"' in page
    assert "No pitch yet." in page


def test_text_from_outside_is_text(client: FlaskClient, store: Store, alice: User, tonight: Event) -> None:
    with store() as session:
        for row in session.scalars(select(Attendee)):
            row.role = row.organisation = "<b>bold</b>"
        for contact in session.scalars(select(Contact).where(Contact.user_id == alice.id)):
            contact.name, contact.common_ground = "<i>Jane</i>", "{{ 7 * 7 }}<script>"
    page = brief_of(client, tonight)
    assert "<b>bold" not in page
    assert "<i>Jane" not in page
    assert "{{ 7 * 7 }}&lt;script&gt;" in page


def test_an_event_of_a_stranger_and_one_that_is_gone_are_not_there(
    client: FlaskClient, store: Store, charlie: Stranger, tonight: Event
) -> None:
    with store() as session:
        theirs = Event(user_id=charlie.user_id, name="Theirs", starts_at=utcnow(), ends_at=utcnow())
        session.add(theirs)
        events.delete(session, tonight.user_id, tonight.id)
    for event_id in (theirs.id, tonight.id, "nothing"):
        assert client.get(f"/events/{event_id}/brief").status_code == 404
    assert client.post(f"/events/{theirs.id}/brief").status_code == 405


def test_nobody_reads_it_who_is_not_signed_in(anonymous: FlaskClient, tonight: Event) -> None:
    assert anonymous.get(f"/events/{tonight.id}/brief").status_code in {302, 303, 401}


def test_a_hundred_people_weigh_little(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        event = evening(session, alice.id, strangers=95)
    answer = client.get(f"/events/{event.id}/brief")
    assert "100 people, 5 known" in answer.text
    assert len(gzip.compress(answer.data, 6)) <= MOST

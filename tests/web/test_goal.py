"""The pages of the goal, the organisations, the contact sheet and what was deleted."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.conftest import Store
from tests.web.make import exchange, person
from webapp.models import User
from webapp.services import contacts, goals


def test_an_empty_goal_says_what_to_write(client: FlaskClient) -> None:
    page = client.get("/goal").text
    assert "Name the position that you seek" in page
    assert "People forget names and skills, and remember stories" in page
    assert "see whom you know there" in page


def test_the_pitch_is_shown_with_its_length_and_a_beginning_is_offered(client: FlaskClient) -> None:
    client.post("/goal", data={"position": "data analyst", "skill_1": "SQL"})
    assert "I am looking for work as data analyst. What I bring: SQL." in client.get("/goal").text
    client.post("/goal", data={"position": "data analyst", "pitch": "word " * 75})
    page = client.get("/goal").text
    assert "30 seconds when spoken" in page
    assert "A beginning, out of what stands above" not in page


def test_what_is_too_long_stands_beside_its_field_and_is_kept(client: FlaskClient) -> None:
    answer = client.post("/goal", data={"position": "x" * 201, "wish": "A name"})
    assert answer.status_code == 422
    assert "longer than the 200 characters" in answer.text
    assert "x" * 201 in answer.text
    assert "A name" in answer.text


def test_a_story_is_told_changed_deleted_and_brought_back(client: FlaskClient, store: Store, alice: User) -> None:
    client.post("/goal/stories", data={"title": "The tills", "text": "They stood still."})
    with store() as session:
        [story] = goals.stories(session, alice.id)
    client.post(f"/goal/stories/{story.id}", data={"title": "The night", "text": "They stood still."})
    client.post(f"/goal/stories/{story.id}/delete")
    assert "The night" in client.get("/deleted").text
    client.post(f"/goal/stories/{story.id}/restore")
    assert "The night" in client.get("/goal").text
    refused = client.post(f"/goal/stories/{story.id}", data={"title": "", "text": "Typed"})
    assert refused.status_code == 422
    assert "Typed" in refused.text


def test_a_target_shows_who_is_known_there_and_the_way_in(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        exchange(session, person(session, alice.id, "Jane Doe", organisation="Acme"))
    answer = client.post("/goal/targets", data={"name": "acme", "note": "They teach"}, follow_redirects=True)
    assert "They teach · 1 person known there" in answer.text
    assert "Jane Doe" in answer.text
    again = client.post("/goal/targets", data={"name": "Acme"})
    assert again.status_code == 422
    assert "among your targets already" in again.text


def test_an_organisation_keeps_what_was_found_out(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id, "Jane Doe", organisation="Acme")
    url = f"/organisations/{contact.organisation_id}"
    client.post(url, data={"name": "Acme", "research_notes": "They opened in Leeds."})
    assert "They opened in Leeds." in client.get(url).text
    assert "They opened in Leeds." in client.get("/organisations").text
    assert "Jane Doe" in client.get(url).text


def test_the_contact_sheet_says_who_how_when_and_what(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id, "Jane Doe", source="met at an event", common_ground="Leeds, choir")
        exchange(session, contact)
    page = client.get(f"/people/{contact.id}/sheet").text
    for part in ("met at an event", "Leeds, choir", "Happy to, on Tuesday.", "Obtain", "Last in touch"):
        assert part in page


def test_deleting_somebody_asks_first_and_offers_the_archive(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    page = client.get(f"/people/{contact.id}/delete").text
    assert "for 30 days" in page
    assert f"/people/{contact.id}/archive" in page
    with store() as session:
        assert contacts.get(session, alice.id, contact.id).deleted_at is None


def test_every_place_of_the_menu_is_there(client: FlaskClient) -> None:
    page = client.get("/more").text
    for path in ("/goal", "/organisations", "/mailboxes", "/deleted"):
        assert f'href="{path}"' in page
        assert client.get(path).status_code == 200

"""The people to reconnect with on Today: "not now" and its way back."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Store
from tests.web.make import ago, person
from webapp.models import Contact, User
from webapp.services import interactions


@pytest.fixture
def jane(store: Store, alice: User) -> Contact:
    """Somebody of whom nothing was heard for long."""
    with store() as session:
        contact = person(session, alice.id)
        for direction, days in (("out", 401), ("in", 400)):
            words = {"direction": direction, "at": ago(days=days), "summary": "Hello"}
            interactions.log_message(session, alice.id, contact.id, **words)
    return contact


def test_who_fell_silent_stands_on_today_with_a_letter_to_write(client: FlaskClient, jane: Contact) -> None:
    page = client.get("/").text
    assert "acquainted · silent since" in page
    assert f"/people/{jane.id}/letters/new?kind=reconnect" in page


def test_not_now_takes_them_off_and_can_be_undone(client: FlaskClient, jane: Contact) -> None:
    answer = client.post(f"/people/{jane.id}/not-now")
    assert (answer.status_code, answer.location) == (303, "/")
    page = client.get("/").text
    assert "Jane Doe is left in peace for a month." in page
    assert f"/people/{jane.id}/now-again" in page
    assert "silent since" not in page
    client.post(f"/people/{jane.id}/now-again")
    assert "silent since" in client.get("/").text


@pytest.mark.parametrize("what", ["not-now", "now-again"])
def test_of_nobody_it_is_not_found(client: FlaskClient, what: str) -> None:
    assert client.post(f"/people/nobody/{what}").status_code == 404
    assert client.get(f"/people/nobody/{what}").status_code == 405


def test_the_cadence_and_the_power_to_hire_are_set_on_the_form(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    client.post(f"/people/{jane.id}/edit", data={"name": "Jane Doe", "cadence": "0", "can_hire": "y"})
    with store() as session:
        kept = session.get_one(Contact, jane.id)
        assert (kept.cadence_days, kept.can_hire) == (0, True)
    assert "silent since" not in client.get("/").text
    assert "never remind me" in client.get(f"/people/{jane.id}/edit").text


def test_a_cadence_that_was_not_offered_is_refused(client: FlaskClient, jane: Contact) -> None:
    assert client.post(f"/people/{jane.id}/edit", data={"name": "Jane Doe", "cadence": "-1"}).status_code == 422

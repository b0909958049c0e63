"""Give and take on the contact page, and favours among one's people."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Store
from tests.web.make import exchange, person
from webapp.models import User


def test_an_empty_ledger_says_so_and_suggests_a_give(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    page = client.get(f"/people/{contact.id}").text
    assert "Nothing is noted yet, either way." in page
    assert "Share something that you learned" in page


def test_a_give_can_name_the_mail_behind_it(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        _, reply = exchange(session, contact)
    given = {"give-way": "share", "way": "share", "text": "An article", "interaction_id": reply.id}
    page = client.post(f"/people/{contact.id}/gives", data=given, follow_redirects=True).text
    assert f'<a href="#line-{reply.id}">“Re: 20 minutes?”' in page


@pytest.mark.parametrize("act", ["repaid", "delete"])
def test_a_favour_is_noted_and_undone(client: FlaskClient, store: Store, alice: User, act: str) -> None:
    with store() as session:
        contact, _ = person(session, alice.id), person(session, alice.id, "Sam Park")
    data = {"direction": "owes", "other": "Sam Park", "text": "Found them a flat"}
    page = client.post(f"/people/{contact.id}/favours", data=data, follow_redirects=True).text
    assert "Found them a flat" in page
    url = next(part for part in page.split('"') if part.startswith("/favours/") and f"/{act}" in part)
    after = client.post(url.replace("&amp;", "&"), follow_redirects=True)
    assert after.request.path == f"/people/{contact.id}"
    assert ("· repaid" in after.text) if act == "repaid" else ("Found them a flat" not in after.text)


def test_what_is_refused_stands_beside_its_field(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    answer = client.post(f"/people/{contact.id}/favours", data={"direction": "owes", "other": "Zoe", "text": "A flat"})
    assert answer.status_code == 422
    assert "None of your people is called so" in answer.text
    assert "A flat" in answer.text

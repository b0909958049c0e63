"""Referrals on the page of a contact: noted, corrected, taken back, and told."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store
from tests.web.make import person
from webapp.models import Contact, Knows, Outcome, Permission, Referral, User, utcnow
from webapp.services import contacts, interactions, referred

HTMX = {"HX-Request": "true"}


@pytest.fixture
def jane(store: Store, alice: User) -> Contact:
    with store() as session:
        return person(session, alice.id)


@pytest.fixture
def referral(store: Store, jane: Contact) -> Referral:
    with store() as session:
        return referred.refer(
            session, jane.user_id, jane.id, name="Bo Ray", address="bo@ray.example", permission=Permission.NOT_ASKED
        )


def note(client: FlaskClient, jane: Contact, **typed: str):
    return client.post(f"/people/{jane.id}/referrals", data={"name": "Bo Ray", "permission": "yes"} | typed)


def part(client: FlaskClient, contact_id: str) -> str:
    """The words of the section."""
    page = LexborHTMLParser(client.get(f"/people/{contact_id}").text)
    return " ".join(page.css_first("#referrals").text(separator=" ").split())


def undo(client: FlaskClient, answer) -> None:
    """Press the Undo that the next page offers."""
    form = LexborHTMLParser(client.get(answer.location).text).css_first("#notices form")
    assert client.post(form.attributes["action"]).status_code == 303


def test_a_name_is_noted_and_taken_back(client: FlaskClient, store: Store, jane: Contact) -> None:
    answer = note(client, jane)
    assert answer.status_code == 303
    assert "Led to Bo Ray" in part(client, jane.id)
    assert "a name so far" in part(client, jane.id)
    answer = note(client, jane, name="Cy")
    undo(client, answer)
    with store() as session:
        rows = session.scalars(select(Referral).where(Referral.deleted_at.is_(None))).all()
        assert [(row.name, row.permission) for row in rows] == [("Bo Ray", Permission.YES)]
        assert len(session.scalars(select(Outcome).where(Outcome.deleted_at.is_(None))).all()) == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", {"name": " "}), ("name", {"name": "jane doe"}), ("address", {"address": "bo at home"})],
)
def test_what_is_refused_is_said_beside_its_field_and_what_was_typed_stays(
    client: FlaskClient, jane: Contact, field: str, typed: dict[str, str]
) -> None:
    answer = note(client, jane, **({"address": "typed@bo.example", "permission": "no"} | typed))
    page = LexborHTMLParser(answer.text)
    assert answer.status_code == 422
    assert page.css_first(f"#referral-{field}-error")
    assert page.css_first("#referral-address").attributes["value"] == typed.get("address", "typed@bo.example")
    assert page.css_first('#referrals input[name="permission"][value="no"]').attributes.keys() >= {"checked"}


def test_of_two_with_one_name_the_page_asks_which(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        known = [person(session, jane.user_id, "Bo Ray", addresses=[f"{number}@ray.example"]).id for number in "ab"]
    page = LexborHTMLParser(note(client, jane).text)
    assert {one.attributes["value"] for one in page.css("#referral-referred_id option")} == {*known, "another"}
    assert note(client, jane, referred_id=known[1]).status_code == 303
    assert note(client, jane, referred_id="another").status_code == 303
    with store() as session:
        assert {row.referred_id for row in session.scalars(select(Referral))} == {known[1], None}


def test_one_tap_makes_a_contact_of_a_name_and_undo_a_name_again(
    client: FlaskClient, store: Store, jane: Contact, referral: Referral
) -> None:
    answer = client.post(f"/referrals/{referral.id}/contact")
    undo(client, answer)
    words = part(client, answer.location.split("/")[-1])
    assert "Led here by Jane Doe" not in words
    with store() as session:
        assert session.get_one(Referral, referral.id).referred_id is None
        assert session.scalars(select(Contact).where(Contact.name == "Bo Ray")).one().deleted_at
    assert "a name so far" in part(client, jane.id)
    words = part(client, client.post(f"/referrals/{referral.id}/contact").location.split("/")[-1])
    assert "Led here by Jane Doe" in words
    assert "Warm path to Bo Ray" in words


def test_what_became_of_it_is_written_down(client: FlaskClient, jane: Contact, referral: Referral) -> None:
    assert "gave you the name" in client.get(f"/referrals/{referral.id}").text
    typed = {"permission": "no", "done": "I called", "result": "Tea on Friday"}
    assert client.post(f"/referrals/{referral.id}", data=typed).location == f"/people/{jane.id}"
    words = part(client, jane.id)
    assert "I called" in words
    assert "Tea on Friday" in words
    assert "Jane Doe would rather not be named" in words
    assert client.post(f"/referrals/{referral.id}", data=typed | {"permission": "perhaps"}).status_code == 422


@pytest.mark.parametrize("back", ["", "chain", "named"])
def test_who_led_to_somebody_is_told_once_they_were_met(
    client: FlaskClient, store: Store, jane: Contact, referral: Referral, back: str
) -> None:
    with store() as session:
        bo = referred.become_contact(session, jane.user_id, referral.id)
        session.get_one(Referral, referral.id).at = utcnow() - timedelta(days=9)
        interactions.log_meeting(session, jane.user_id, bo.id, at=utcnow() - timedelta(days=1), summary="Coffee")
        bo_id = bo.id
    pages = {"": f"/people/{jane.id}", "chain": "/chain", "named": f"/people/{bo_id}"}
    assert all("Tell and thank Jane Doe" in client.get(page).text for page in pages.values())
    answer = client.post(f"/referrals/{referral.id}/told", data={"back": bo_id if back == "named" else back})
    assert answer.location == pages[back]
    assert "Tell and thank" not in client.get("/people").text + client.get(pages[back]).text
    undo(client, client.post(f"/referrals/{referral.id}/told"))
    assert not any("Tell and thank" in client.get(page).text for page in pages.values())
    client.post(f"/referrals/{referral.id}/not-told?before=nonsense")
    assert all("Tell and thank" in client.get(page).text for page in pages.values())


def test_who_knows_somebody_is_noted_by_name_and_taken_back(
    client: FlaskClient, store: Store, alice: User, jane: Contact
) -> None:
    with store() as session:
        bo = person(session, alice.id, "Bo Ray").id
    answer = client.post(f"/people/{jane.id}/knows", data={"name": "bo ray", "text": "Choir"})
    assert answer.status_code == 303
    assert "Known to Bo Ray" in part(client, jane.id)
    assert "Known to Jane Doe" in part(client, bo)
    with store() as session:
        known = session.scalars(select(Knows)).one().id
    undo(client, client.post(f"/knows/{known}/delete?of={jane.id}"))
    assert "Known to Bo Ray" in part(client, jane.id)
    assert client.post(f"/knows/{known}/delete?of={bo}").location == f"/people/{bo}"
    assert "Known to" not in part(client, jane.id)
    refused = client.post(f"/people/{jane.id}/knows", data={"name": "Nobody", "text": "typed words"})
    assert refused.status_code == 422
    assert LexborHTMLParser(refused.text).css_first("#knows-text").attributes["value"] == "typed words"
    with store() as session:
        assert len(session.scalars(select(Knows)).all()) == 1


def test_names_are_offered_while_one_is_typed(client: FlaskClient, jane: Contact) -> None:
    assert 'value="Jane Doe"' in client.get("/chain/names?name=jan").text
    assert client.get("/chain/names?name=zz").text.count("<option") == 0


def test_htmx_gets_the_parts_of_the_page(client: FlaskClient, jane: Contact) -> None:
    refused = client.post(f"/people/{jane.id}/referrals", data={"name": ""}, headers=HTMX)
    assert (refused.status_code, "<html" in refused.text) == (422, False)


def test_somebody_deleted_is_named_no_more_and_the_referral_stays(
    client: FlaskClient, store: Store, jane: Contact, referral: Referral
) -> None:
    with store() as session:
        bo = referred.become_contact(session, jane.user_id, referral.id).id
        contacts.delete(session, jane.user_id, jane.id)
    assert "Led here by somebody you deleted" in part(client, bo)


@pytest.mark.parametrize("act", ["delete", "restore", "contact", "name", "told", "not-told"])
def test_what_is_not_there_is_not_found_and_looking_is_no_act(
    client: FlaskClient, referral: Referral, act: str
) -> None:
    assert client.post(f"/referrals/nobody/{act}").status_code == 404
    assert client.get(f"/referrals/{referral.id}/{act}").status_code == 405

"""People: the list, adding, changing, archiving, deleting."""

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.web.conftest import Store, Stranger
from tests.web.make import exchange, person
from webapp.models import Contact, User

HTMX = {"HX-Request": "true"}


def parsed(response: TestResponse) -> LexborHTMLParser:
    return LexborHTMLParser(response.text)


def names(response: TestResponse) -> list[str]:
    return [link.text(strip=True) for link in parsed(response).css("#people .row-name a")]


def test_the_list_shows_everybody_in_order_of_name_with_what_they_do(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        person(session, alice.id, "Omar Reyes", role="partner", organisation="Reyes & Co")
        person(session, alice.id, "ada Ek")
    response = client.get("/people")
    assert response.status_code == 200
    assert names(response) == ["ada Ek", "Omar Reyes"]
    assert "partner · Reyes &amp; Co · not in touch yet" in response.text


def test_htmx_gets_the_list_alone(client: FlaskClient) -> None:
    text = client.get("/people", headers=HTMX).text
    assert text.lstrip().startswith('<div id="people"')
    assert "<html" not in text


def test_a_search_looks_into_names_organisations_and_addresses(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        person(session, alice.id, "Omar Reyes", organisation="Acme")
        person(session, alice.id, "Jane Doe")
    assert names(client.get("/people?q=acm")) == ["Omar Reyes"]
    assert names(client.get("/people?q=JANE@")) == ["Jane Doe"]
    assert "Nobody matches “nobody”" in client.get("/people?q=nobody").text


def test_the_phase_filter_counts_and_chooses(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        exchange(session, person(session, alice.id, "Jane Doe"))
        person(session, alice.id, "Bo Lind")
    response = client.get("/people?phase=obtain")
    assert names(response) == ["Jane Doe"]
    filters = {link.text(strip=True) for link in parsed(response).css(".filters a")}
    assert {"Everybody2", "Initiate1", "Obtain1", "Use0"} <= {text.replace(" ", "") for text in filters}


@pytest.mark.parametrize("query", ["phase=nonsense", "page=99", "page=-1", "page=x", "q=%25_%5C", "q=%00"])
def test_a_strange_query_still_shows_a_list(client: FlaskClient, store: Store, alice: User, query: str) -> None:
    with store() as session:
        person(session, alice.id)
    assert client.get(f"/people?{query}").status_code == 200


def test_fifty_people_fill_a_page(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        for number in range(51):
            person(session, alice.id, f"Person {number:02}", addresses=[])
    first, second = client.get("/people"), client.get("/people?page=2")
    assert (len(names(first)), names(second)) == (50, ["Person 50"])
    assert parsed(first).css_first("a[rel=next]").attributes["href"] == "/people?page=2"


def test_an_empty_list_says_whom_to_begin_with(client: FlaskClient) -> None:
    page = parsed(client.get("/people"))
    assert page.css_first(".empty a").attributes["href"] == "/people/new"
    assert not page.css("form.search, .filters, #tidy, #people .list-end")


@pytest.mark.parametrize("place", ["letters", "asks", "chain", "interviews", "insights"])
def test_an_empty_place_leads_to_the_first_person_and_then_to_the_list(
    client: FlaskClient, store: Store, alice: User, place: str
) -> None:
    def led() -> list[str]:
        return [link.attributes["href"] or "" for link in parsed(client.get(f"/{place}")).css(".empty a.button")]

    assert "/people/new" in led()
    with store() as session:
        person(session, alice.id)
    assert "/people" in led()
    assert "/people/new" not in led()


def test_a_person_is_added_and_their_page_follows(client: FlaskClient, store: Store) -> None:
    typed = {
        "name": "Jane Doe",
        "addresses": "Jane@Example.org\njd@example.org",
        "organisation": "Acme",
        "source": "friend",
    }
    response = client.post("/people/new", data=typed)
    assert response.status_code == 303
    page = client.get(response.location)
    assert parsed(page).css_first("h1").text() == "Jane Doe"
    assert "jd@example.org" in page.text
    assert "mailto:jane@example.org" in page.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": " ", "role": "typed role"}, "name"),
        ({"name": "Jane", "addresses": "not an address", "role": "typed role"}, "addresses"),
        ({"name": "Jane", "source": "a made up one", "role": "typed role"}, "source"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    client: FlaskClient, typed: dict[str, str], field: str
) -> None:
    response = client.post("/people/new", data=typed)
    page = parsed(response)
    assert response.status_code == 422
    assert page.css_first(f"#{field}-error").text(strip=True)
    assert [one.attributes["id"] for one in page.css("[autofocus]")] == [field]
    assert page.css_first("#role").attributes["value"] == "typed role"


def test_an_address_that_somebody_has_names_them_with_a_link(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        other = person(session, alice.id, "Bo Lind", addresses=["bo@example.org"])
    response = client.post("/people/new", data={"name": "Bob", "addresses": "BO@example.org"})
    page = parsed(response)
    assert response.status_code == 422
    assert "already belongs to Bo Lind" in page.css_first("#addresses-error").text()
    assert f"/people/{other.id}" in [link.attributes["href"] for link in page.css("form a")]
    assert page.css_first(".page-sub a").attributes["href"] == "/mailboxes"


def test_another_users_address_is_free(client: FlaskClient, charlie: Stranger) -> None:
    response = client.post("/people/new", data={"name": "Sam", "addresses": "sam@example.org"})
    assert response.status_code == 303


def test_editing_shows_what_is_known_and_saves_what_is_typed(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id, role="engineer", source="a school long gone")
    page = parsed(client.get(f"/people/{contact.id}/edit"))
    assert page.css_first("#source option[selected]").attributes["value"] == "a school long gone"
    typed = {"name": "Jane Roe", "role": "", "phone": "030 12", "source": "a school long gone"}
    response = client.post(f"/people/{contact.id}/edit", data=typed)
    assert response.status_code == 303
    text = client.get(response.location).text
    assert "Jane Roe" in text
    assert "030 12" in text
    assert "jane@example.org" in text


def test_an_edit_that_is_refused_changes_nothing(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    response = client.post(f"/people/{contact.id}/edit", data={"name": " ", "role": "wrong"})
    assert response.status_code == 422
    with store() as session:
        assert session.get_one(Contact, contact.id).name == "Jane Doe"


@pytest.mark.parametrize(
    ("there", "back", "column"), [("archive", "unarchive", "archived_at"), ("delete", "restore", "deleted_at")]
)
def test_archiving_and_deleting_offer_the_way_back(
    client: FlaskClient, store: Store, alice: User, there: str, back: str, column: str
) -> None:
    with store() as session:
        contact = person(session, alice.id)
    response = client.post(f"/people/{contact.id}/{there}", follow_redirects=True)
    undo = parsed(response).css_first("#notices form").attributes["action"]
    assert names(response) == []
    assert undo == f"/people/{contact.id}/{back}"
    assert client.post(undo).status_code == 303
    assert names(client.get("/people")) == ["Jane Doe"]
    with store() as session:
        assert session.scalar(select(getattr(Contact, column))) is None


def test_the_page_of_a_deleted_person_offers_to_bring_them_back(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    client.post(f"/people/{contact.id}/delete")
    assert f"/people/{contact.id}/restore" in client.get(f"/people/{contact.id}").text
    assert f"/people/{contact.id}/restore" in client.get("/deleted").text


def test_archived_people_are_listed_apart(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    client.post(f"/people/{contact.id}/archive")
    assert names(client.get("/people?phase=archived")) == ["Jane Doe"]


def test_nobody_of_another_user_is_listed(client: FlaskClient, charlie: Stranger) -> None:
    for path in ("/people", "/people?q=sam", "/deleted", "/people?phase=archived"):
        assert "Sam Park" not in client.get(path).text


@pytest.mark.parametrize("act", ["archive", "unarchive", "restore"])
def test_an_act_is_no_get(client: FlaskClient, store: Store, alice: User, act: str) -> None:
    with store() as session:
        contact = person(session, alice.id)
    assert client.get(f"/people/{contact.id}/{act}").status_code == 405


def test_looking_changes_nothing(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    with store() as session:
        version = session.get_one(User, alice.id).version
    for path in ("/", "/people", f"/people/{contact.id}", f"/people/{contact.id}/track"):
        assert client.get(path).status_code == 200
    with store() as session:
        assert session.get_one(User, alice.id).version == version

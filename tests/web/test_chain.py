"""The page of the chain: its picture, the same in words, warm paths, and the cups."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from tests.web.conftest import Store
from tests.web.make import person
from webapp.models import Contact, Permission, User, utcnow
from webapp.services import contacts, interactions, knowing, referred
from webapp.services.contacts import Card


def named(session, giver: Contact, name: str) -> Contact:
    """Somebody to whom a contact led."""
    row = referred.refer(session, giver.user_id, giver.id, name=name, permission=Permission.YES)
    return referred.become_contact(session, giver.user_id, row.id)


@pytest.fixture
def people(store: Store, alice: User) -> dict[str, str]:
    """Jane, who was met, named Bo, who named Cy, who can hire; Dan knows Eve, and Eve is nobody else's."""
    with store() as session:
        jane = person(session, alice.id)
        interactions.log_meeting(session, alice.id, jane.id, at=utcnow() - timedelta(days=3), summary="Coffee")
        bo = named(session, jane, "Bo Ray")
        cy = named(session, bo, "Cy Young")
        cy.can_hire = True
        dan, eve = (person(session, alice.id, name) for name in ("Dan", "Eve"))
        contacts.change(session, alice.id, eve.id, Card("Eve", organisation="Acme"))
        knowing.knows(session, alice.id, dan.id, other_id=eve.id)
        return {"jane": jane.id, "bo": bo.id, "cy": cy.id, "dan": dan.id, "eve": eve.id}


def page(client: FlaskClient, query: str = "") -> LexborHTMLParser:
    answer = client.get(f"/chain{query}")
    assert answer.status_code == 200
    return LexborHTMLParser(answer.text)


def links(found: LexborHTMLParser, where: str) -> list[str]:
    """Whose pages are linked there."""
    return [one.attributes["href"].split("/")[-1] for one in found.css(f"{where} a[href^='/people/']")]


def words(found: LexborHTMLParser, where: str) -> str:
    return " ".join(found.css_first(where).text(separator=" ").split())


def test_all_in_the_picture_are_in_the_words_too_in_the_same_order(client: FlaskClient, people: dict[str, str]) -> None:
    found = page(client)
    order = [people[name] for name in ("jane", "bo", "cy")]
    assert links(found, ".chain-drawing") == links(found, ".tree") == order
    labels = [one.attributes["aria-label"] for one in found.css(".chain-drawing a")]
    assert labels[0] == "Jane Doe, Use, acquainted, met one-on-one"
    assert labels[2] == "Cy Young, Initiate, distant, can hire, named by Bo Ray"
    assert "can hire" in words(found, ".tree .is-hire")
    assert "2 more of your people" in words(found, "#in-words")


def test_the_words_are_nested_as_deep_as_the_chain(client: FlaskClient, people: dict[str, str]) -> None:
    found = page(client)
    assert len(found.css(".tree ol ol ol")) == 1
    assert len(found.css(".tree ol")) == 3


def test_nothing_in_the_picture_needs_an_inline_style(client: FlaskClient, people: dict[str, str]) -> None:
    assert page(client).css("[style], style, [onclick]") == []


def test_a_bough_can_be_looked_at_alone(client: FlaskClient, people: dict[str, str]) -> None:
    found = page(client, f"?root={people['bo']}")
    assert links(found, ".chain-drawing") == [people["bo"], people["cy"]]
    assert links(found, ".tree") == [people["cy"]]
    assert client.get("/chain?root=nobody").status_code == 404


def test_a_long_chain_of_very_many_is_folded_in_the_picture_and_whole_in_words(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        here = first = person(session, alice.id, "Person 0")
        for number in range(1, 40):
            here = named(session, here if number % 2 else first, f"Person {number}")
    found = page(client)
    assert len(set(links(found, ".tree"))) == 40
    assert len(set(links(found, ".chain-drawing"))) < 40
    assert "more" in words(found, ".chain-drawing")
    assert found.css("details.tree-fold") == []


def test_the_words_of_very_many_are_folded_behind_whom_the_user_knew(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        jane = person(session, alice.id)
        for number in range(62):
            referred.refer(session, alice.id, jane.id, name=f"Name {number}", permission=Permission.YES)
    found = page(client)
    assert words(found, ".tree-fold > summary") == "led to 62"
    assert len(found.css(".tree-fold > ol > li")) == 62


def test_without_referrals_the_page_says_what_to_do(client: FlaskClient) -> None:
    assert "who else should I speak to" in client.get("/chain").text


@pytest.mark.parametrize(("typed", "where"), [("cy young", "cy"), ("CY", "cy")])
def test_a_search_for_one_shows_the_warm_path_with_the_reason_of_each_step(
    client: FlaskClient, people: dict[str, str], typed: str, where: str
) -> None:
    found = page(client, f"?q={typed}")
    assert links(found, ".path")[-1] == people[where]
    assert "Bo Ray gave you the name of Cy Young" in words(found, ".path")


def test_a_search_for_several_offers_them_and_for_nobody_says_so(client: FlaskClient, people: dict[str, str]) -> None:
    found = page(client, "?q=e")
    offered = [one.attributes["href"] for one in found.css("#warm-path .rows a")]
    assert f"/chain?to={people['eve']}#warm-path" in offered
    assert any(one.startswith("/chain?at=") for one in offered)
    assert "is called “zz”" in words(page(client, "?q=zz"), "#warm-path")


def test_where_nobody_leads_the_page_says_what_to_do(client: FlaskClient, people: dict[str, str]) -> None:
    assert "No path to Eve yet" in words(page(client, "?q=Eve"), "#warm-path")
    assert "No path to Acme yet" in words(page(client, "?q=acme"), "#warm-path")


def test_the_cups_are_counted_against_a_goal_that_can_be_set(client: FlaskClient, people: dict[str, str]) -> None:
    found = page(client)
    assert (len(found.css(".little-cup")), len(found.css(".little-cup.is-full"))) == (50, 1)
    assert "1 of 50 cups" in words(found, "#cups")
    assert client.post("/chain/goal", data={"goal": "12"}).location == "/chain"
    assert "1 of 12 cups" in words(page(client), "#cups")


@pytest.mark.parametrize("typed", ["0", "", "many", "100000000000000000000"])
def test_a_goal_that_nobody_can_have_is_said_beside_its_field(client: FlaskClient, typed: str) -> None:
    answer = client.post("/chain/goal", data={"goal": typed})
    assert answer.status_code == 422
    assert LexborHTMLParser(answer.text).css_first("#cups-goal-error")
    assert "of 50 cups" in answer.text


def test_htmx_gets_the_chain_alone(client: FlaskClient, people: dict[str, str]) -> None:
    answer = client.get("/chain", headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith('<div id="chain"')


def test_a_name_so_far_is_found_with_who_gave_it(
    client: FlaskClient, store: Store, alice: User, people: dict[str, str]
) -> None:
    with store() as session:
        referred.refer(session, alice.id, people["jane"], name="Bilal Aydin", permission=Permission.YES)
    page = parsed_path(client, "bilal")
    assert "Bilal Aydin" in page
    assert "Jane Doe gave it to you" in page


def parsed_path(client: FlaskClient, typed: str) -> str:
    part = LexborHTMLParser(client.get(f"/chain?q={typed}").text).css_first("#warm-path")
    return " ".join(part.text().split())


def test_a_circle_of_names_is_taken_and_said(client: FlaskClient, people: dict[str, str]) -> None:
    answer = client.post(
        f"/people/{people['cy']}/referrals", data={"name": "Jane Doe", "permission": "yes"}, follow_redirects=True
    )
    assert "had led you to Cy Young: a circle" in answer.text
    assert client.get("/chain").status_code == 200

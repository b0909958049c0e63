"""People the user writes with: switched on and off, added with the address filled in, dismissed, undone."""

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.make import ago
from webapp.models import Suggestion, User
from webapp.services import suggestions
from webapp.services.suggestions import Exchange

HTMX = {"HX-Request": "true"}
BO = "bo@else.example"


def page(client: FlaskClient, path: str = "/people/suggested") -> LexborHTMLParser:
    return LexborHTMLParser(client.get(path).text)


def answered(store: Store, user: User, *addresses: str) -> None:
    with store() as session:
        suggestions.switch(session, user.id, on=True)
        suggestions.noticed(session, user.id, [Exchange(ago(days=3), wrote_to=addresses)])
        suggestions.noticed(session, user.id, [Exchange(ago(days=2), answered_by=one) for one in addresses])


def proposed(client: FlaskClient) -> list[str]:
    return [name.text(strip=True) for name in page(client).css("#suggested .row-name")]


def test_it_is_off_until_it_is_switched_on_and_says_what_is_kept(
    client: FlaskClient, store: Store, alice: User
) -> None:
    text = client.get("/people/suggested").text
    assert "at most 2,000" in text
    assert "Switching it off deletes them" in text
    answer = client.post("/people/suggested/on")
    assert (answer.status_code, answer.location) == (303, "/people/suggested")
    assert "Switch off" in client.get("/people/suggested").text
    with store() as session:
        assert session.get_one(User, alice.id).suggest_people


def test_who_answered_is_added_with_the_address_filled_in(client: FlaskClient, store: Store, alice: User) -> None:
    answered(store, alice, BO)
    assert proposed(client) == [BO]
    link = page(client).css_first("#suggested a.button").attributes["href"]
    form = page(client, link)
    assert form.css_first("#addresses").text(strip=True) == BO
    assert client.post(link, data={"name": "Bo Lind", "addresses": BO}).status_code == 303
    assert proposed(client) == []


def test_who_is_dismissed_comes_back_by_undo_alone(client: FlaskClient, store: Store, alice: User) -> None:
    answered(store, alice, BO)
    dismiss = next(form for form in page(client).css("#suggested form") if "dismiss" in form.attributes["action"])
    client.post(dismiss.attributes["action"])
    answered(store, alice, BO)
    shown = page(client)
    assert not shown.css("#suggested .row")
    client.post(shown.css_first(".notice form").attributes["action"])
    assert proposed(client) == [BO]


def test_switching_it_off_deletes_what_was_kept(client: FlaskClient, store: Store, alice: User) -> None:
    answered(store, alice, BO)
    client.post("/people/suggested/off")
    with store() as session:
        assert session.scalars(select(Suggestion)).all() == []


def test_the_list_of_people_says_how_many_there_are(client: FlaskClient, store: Store, alice: User) -> None:
    assert not page(client, "/people").css("#tidy .badge")
    answered(store, alice, BO, "cy@else.example")
    assert page(client, "/people").css_first("#tidy .badge").text().split()[0] == "2"


def test_htmx_gets_the_addresses_alone(client: FlaskClient) -> None:
    assert client.get("/people/suggested", headers=HTMX).text.lstrip().startswith('<div id="suggested"')


def test_a_strangers_are_not_found(client: FlaskClient, charlie: Stranger) -> None:
    for act in ("dismiss", "again"):
        assert client.post(f"/people/suggested/{charlie.ids['suggestion_id']}/{act}").status_code == 404
    assert "charlie" not in client.get("/people/suggested").text

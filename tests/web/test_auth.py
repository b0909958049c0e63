"""Coming in: the one-time set-up link, log-in with its limits, log-out that ends the session on the server too."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store
from tests.web.make import PASSWORD
from webapp.models import User, UserSession, utcnow
from webapp.services import users

NEWCOMER = {"name": "Ada", "email": "ada@example.org", "password": "seven cups of tea", "timezone": "Europe/Berlin"}


@pytest.fixture
def link(store: Store) -> str:
    """The path of a fresh set-up link."""
    with store() as session:
        return f"/set-up/{users.make_setup_token(session)}"


def errors(html: str) -> dict[str, str]:
    """Field → what is said beside it."""
    page = LexborHTMLParser(html)
    return {(node.id or "").removesuffix("-error"): node.text() for node in page.css(".field-error")}


def log_in(browser: FlaskClient, **typed: str) -> Any:
    return browser.post("/log-in", data={"email": "alice@example.org", "password": PASSWORD} | typed)


def test_the_link_makes_the_first_user_and_signs_them_in(anonymous: FlaskClient, link: str, store: Store) -> None:
    answer = anonymous.post(link, data=NEWCOMER)
    assert (answer.status_code, answer.location) == (303, "/")
    with store() as session:
        user = session.scalars(select(User)).one()
        assert (user.name, user.email, user.timezone) == ("Ada", "ada@example.org", "Europe/Berlin")
    assert anonymous.get("/account").status_code == 200


def test_the_page_says_the_rule_of_passwords_beforehand(anonymous: FlaskClient, link: str) -> None:
    assert "At least 12 characters" in anonymous.get(link).text


def test_the_link_works_once(app: Flask, anonymous: FlaskClient, link: str) -> None:
    anonymous.post(link, data=NEWCOMER)
    again = app.test_client().post(link, data=NEWCOMER | {"email": "eve@example.org"})
    assert again.status_code == 404
    assert "This link has ended" in again.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_made_up_link_leads_nowhere(anonymous: FlaskClient, method: str) -> None:
    assert getattr(anonymous, method)("/set-up/made-up", data=NEWCOMER).status_code == 404


def test_a_link_that_was_printed_before_somebody_else_set_up_has_ended(
    anonymous: FlaskClient, link: str, alice: User
) -> None:
    assert anonymous.get(link).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"email": "ada"}, "email"), ({"password": "short"}, "password"), ({"password": "passwordpassword"}, "password"),
     ({"timezone": "Mars/Olympus"}, "timezone")],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(
    anonymous: FlaskClient, link: str, typed: dict[str, str], field: str
) -> None:
    answer = anonymous.post(link, data=NEWCOMER | typed)
    assert answer.status_code == 422
    assert list(errors(answer.text)) == [field]
    assert 'value="Ada"' in answer.text
    assert NEWCOMER["password"] not in answer.text


def test_before_the_set_up_the_log_in_says_how_to_begin(anonymous: FlaskClient) -> None:
    assert "fiftycups setup-link" in anonymous.get("/log-in").text
    assert anonymous.get("/").location == "/log-in"


def test_logging_in_leads_to_where_one_wanted_to_go(anonymous: FlaskClient, alice: User) -> None:
    asked = anonymous.get("/mailboxes")
    assert asked.location == "/log-in?next=/mailboxes"
    assert 'value="/mailboxes"' in anonymous.get(asked.location).text
    answer = log_in(anonymous, next="/mailboxes")
    assert (answer.status_code, answer.location) == (303, "/mailboxes")


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example", "/\\evil.example", "/%09/evil.example", "x"]
)
def test_logging_in_never_leads_to_another_site(anonymous: FlaskClient, alice: User, place: str) -> None:
    assert log_in(anonymous, next=place).location == "/"


def test_who_is_logged_in_already_goes_on(client: FlaskClient) -> None:
    assert client.get("/log-in?next=/people").location == "/people"


def test_a_wrong_password_and_an_unknown_user_look_the_same(anonymous: FlaskClient, alice: User) -> None:
    with time_machine.travel(utcnow(), tick=False):  # the tokens of the forms are signed by the second
        wrong = log_in(anonymous, password="not my password")
        unknown = log_in(anonymous, email="nobody@example.org")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("alice@", "nobody@") == unknown.text
    assert "do not go together" in wrong.text


@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_after_twenty_wrong_passwords_even_the_right_one_waits(
    anonymous: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    monkeypatch.setattr(users, "ATTEMPTS_PER_HOUR", 3)
    for _ in range(3):
        log_in(anonymous, email=email, password="not my password")
    answer = log_in(anonymous, email=email)
    assert answer.status_code == 429
    assert "That was too often" in answer.text


def test_an_empty_form_names_what_is_missing(anonymous: FlaskClient, alice: User) -> None:
    answer = log_in(anonymous, email="", password="")
    assert answer.status_code == 422
    assert set(errors(answer.text)) == {"email", "password"}


def test_logging_out_ends_the_session_on_the_server(client: FlaskClient, store: Store) -> None:
    answer = client.post("/log-out")
    assert (answer.status_code, answer.location) == (303, "/log-in")
    with store() as session:
        assert session.scalars(select(UserSession)).one().ended_at is not None


def test_logging_out_is_no_link(client: FlaskClient) -> None:
    assert client.get("/log-out").status_code == 405

"""The account: name and zone, password, signed-in browsers, and what is never logged."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.make import PASSWORD
from webapp.models import LoginAttempt, User, UserSession
from webapp.services import triage, users

NEW = "nine cups of tea"


def said(html: str, field: str) -> str:
    found = LexborHTMLParser(html).css_first(f"#{field}-error")
    return found.text() if found else ""


def test_the_name_and_the_zone_are_changed(client: FlaskClient, store: Store, alice: User) -> None:
    answer = client.post("/account/profile", data={"name": " Ada  Ek ", "timezone": "Europe/Stockholm"})
    assert (answer.status_code, answer.location) == (303, "/account")
    with store() as session:
        user = session.get_one(User, alice.id)
        assert (user.name, user.timezone) == ("Ada Ek", "Europe/Stockholm")


def test_a_zone_that_is_none_is_refused_and_the_name_kept(client: FlaskClient) -> None:
    answer = client.post("/account/profile", data={"name": "Ada Ek", "timezone": "Mars/Olympus"})
    assert answer.status_code == 422
    assert said(answer.text, "timezone")
    assert 'value="Ada Ek"' in answer.text


def test_a_new_password_signs_out_every_other_browser(app: Flask, client: FlaskClient, alice: User) -> None:
    other = app.test_client()
    other.post("/log-in", data={"email": alice.email, "password": PASSWORD})
    assert client.post("/account/password", data={"current": PASSWORD, "new": NEW}).status_code == 303
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 302
    assert other.post("/log-in", data={"email": alice.email, "password": NEW}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"current": "not my password", "new": NEW}, "current"), ({"current": "", "new": NEW}, "current"),
     ({"current": PASSWORD, "new": "short"}, "new"), ({"current": PASSWORD, "new": ""}, "new")],
)  # fmt: skip
def test_the_password_stays_when_something_is_wrong(
    client: FlaskClient, store: Store, alice: User, typed: dict[str, str], field: str
) -> None:
    answer = client.post("/account/password", data=typed)
    assert answer.status_code == 422
    assert said(answer.text, field)
    with store() as session:
        assert users.verify(session, alice.email, PASSWORD, "here") is not None


def test_wrong_guesses_at_the_current_password_are_counted(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(users, "ATTEMPTS_PER_HOUR", 2)
    for _ in range(2):
        client.post("/account/password", data={"current": "not my password", "new": NEW})
    with store() as session:
        assert len(session.scalars(select(LoginAttempt)).all()) == 4
    answer = client.post("/account/password", data={"current": PASSWORD, "new": NEW})
    assert "too often" in said(answer.text, "current")


def test_browsers_are_listed_and_ended(app: Flask, client: FlaskClient, store: Store, alice: User) -> None:
    phone = app.test_client()
    agent = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
    phone.post("/log-in", data={"email": alice.email, "password": PASSWORD}, headers={"User-Agent": agent})
    page = client.get("/account").text
    assert "Firefox on Android" in page
    assert "this browser" in page
    with store() as session:
        other = session.scalars(select(UserSession.id).where(UserSession.user_agent == agent)).one()
    client.post(f"/account/sessions/{other}/end")
    assert phone.get("/account").status_code == 302
    assert "Firefox on Android" not in client.get("/account").text


def test_the_never_log_list_is_added_to_and_undone(client: FlaskClient, store: Store, alice: User) -> None:
    answer = client.post("/account/never-log", data={"pattern": "@Jobs.Example.org"}, follow_redirects=True)
    assert "Mail from @jobs.example.org is never logged from now on." in answer.text
    with store() as session:
        entry = triage.never_logged(session, alice.id)[0]
    assert f"/account/never-log/{entry.id}/remove" in answer.text
    client.post(f"/account/never-log/{entry.id}/remove")
    with store() as session:
        assert triage.never_logged(session, alice.id) == []


def test_what_is_no_address_is_refused_beside_its_field(client: FlaskClient) -> None:
    answer = client.post("/account/never-log", data={"pattern": "nonsense"})
    assert answer.status_code == 422
    assert "whole domain" in said(answer.text, "pattern")
    assert 'value="nonsense"' in answer.text


def test_the_account_is_found_from_every_page(client: FlaskClient) -> None:
    assert 'href="/account"' in client.get("/people").text


def test_a_strangers_entries_are_not_there(client: FlaskClient, charlie: Stranger) -> None:
    assert client.post(f"/account/never-log/{charlie.ids['never_id']}/remove").status_code == 404
    assert client.post(f"/account/sessions/{charlie.ids['session_id']}/end").status_code == 404


def test_what_is_logged_again_is_never_logged_once_more_by_undo(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        entry = triage.add_never(session, alice.id, "@spam.example")
    client.post(f"/account/never-log/{entry.id}/remove")
    page = LexborHTMLParser(client.get("/account").text)
    assert client.post(page.css_first(".notice form").attributes["action"]).status_code == 303
    with store() as session:
        assert [row.pattern for row in triage.never_logged(session, alice.id)] == ["@spam.example"]


@pytest.mark.parametrize("pattern", ["", "nonsense", "@", "@nodot", "a b@c.example"])
def test_what_is_neither_address_nor_domain_is_refused_beside_its_field(client: FlaskClient, pattern: str) -> None:
    answer = client.post("/account/never-log", data={"pattern": pattern})
    assert answer.status_code == 422
    assert said(answer.text, "pattern")

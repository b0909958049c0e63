"""What holds on every route, also on those that are yet to be written: each test walks the application's URL map."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from tests.web.conftest import Store, Stranger
from tests.web.make import PASSWORD, everything_of
from webapp.app import create_app
from webapp.config import Settings
from webapp.extensions import db
from webapp.models import Base, Contact, User, UserSession
from webapp.security import CSP, FILES, FOR_ASSETS, FOR_SCRIPTS, HEADERS, LASTING, PUBLIC, SAFE_METHODS

# What stands in a URL and is no row of a user's.
PLACES = {"token": "made-up", "filename": "app.css"}
CANARIES = re.compile(r"charlie|sam@|sam park", re.IGNORECASE)
# What is open to nobody who is logged in, or only to whoever has a secret.
ELSEWHERE = {"auth.login", "auth.set_up", "feeds.calendar"}
ENDS_THE_SESSION = {"auth.logout", "account.end_session"}
Ids = dict[str, str]
Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def own(app: Flask, client: FlaskClient, store: Store, alice: User) -> Ids:
    """Alice's own ids: she has one of everything, too."""
    with store() as session:
        return everything_of(session, alice, "Lee Moss", app.config["SETTINGS"].secrets_dir)


@pytest.fixture
def rows(store: Store) -> Callable[[], Rows]:
    """All that is stored, but for when a session was last seen and Today last looked at."""
    kept = {"last_seen_at", "visited_at", "visited_before"}

    def snapshot() -> Rows:
        with store() as session:
            return {
                table.name: sorted(
                    map(tuple, session.execute(select(*(one for one in table.c if one.name not in kept)))),
                    key=repr,
                )
                for table in Base.metadata.sorted_tables
            }

    return snapshot


def routes(app: Flask, *, unsafe: bool | None = None, private: bool = False) -> Iterator[tuple[Rule, str]]:
    """Each route with each method that it takes."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if unsafe in {None, method not in SAFE_METHODS} and not (private and rule.endpoint in PUBLIC):
                yield rule, method


def path_of(app: Flask, rule: Rule, ids: Ids) -> str:
    """The route's path with those ids; an argument that nothing is known of is an error."""
    known = ids | PLACES
    unknown = rule.arguments - known.keys()
    assert not unknown, f"{rule} takes {unknown}: give everything_of() in tests/web/make.py one of it"
    with app.test_request_context():
        return url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})


def mixed(rule: Rule, own: Ids, foreign: Ids) -> Iterator[Ids]:
    """Every way to have at least one id of the stranger's in the route."""
    taken = sorted(rule.arguments & foreign.keys())
    for number in range(1, len(taken) + 1):
        for chosen in combinations(taken, number):
            yield own | {name: foreign[name] for name in chosen}


def test_a_strangers_ids_are_not_found_on_any_route(
    app: Flask, client: FlaskClient, own: Ids, charlie: Stranger, rows: Callable[[], Rows]
) -> None:
    before, found, walked = rows(), [], 0
    for rule, method in routes(app):
        for ids in mixed(rule, own, charlie.ids):
            answer = client.open(
                path_of(app, rule, ids), method=method, data={"text": "x"} if method == "POST" else None
            )
            walked += 1
            if answer.status_code != 404 or CANARIES.search(answer.text):
                found.append(f"{method} {rule}: {answer.status}")
    assert walked > 50
    assert found == []
    assert rows() == before


def test_nothing_of_a_strangers_is_on_ones_own_pages(
    app: Flask, client: FlaskClient, own: Ids, charlie: Stranger
) -> None:
    pages = {str(rule): client.get(path_of(app, rule, own)) for rule, _ in routes(app, unsafe=False, private=True)}
    found = {rule: CANARIES.findall(answer.text) for rule, answer in pages.items() if CANARIES.search(answer.text)}
    assert any("Lee Moss" in answer.text for answer in pages.values())
    assert found == {}


def test_all_arguments_that_name_rows_are_known_of_the_stranger_too(app: Flask, charlie: Stranger) -> None:
    named = set().union(*(rule.arguments for rule in app.url_map.iter_rules())) - PLACES.keys()
    assert named <= charlie.ids.keys()


FIELDS = {
    "contact": "contact_id", "contact_id": "contact_id", "person": "contact_id", "choice": "contact_id",
    "settles": "interaction_id", "interaction_id": "interaction_id", "asked_in": "interaction_id",
    "subject": "interaction_id", "outcome_id": "outcome_id", "ask_id": "ask_id", "item": "item_id",
    "referred_id": "contact_id", "other_id": "contact_id", "of": "contact_id", "attendee_id": "attendee_id",
}  # fmt: skip
TYPED = {
    "name": "Lee", "text": "A word", "summary": "A word", "kind": "advice", "way": "share", "purpose": "To learn",
    "starts_at": "2026-01-02T10:00", "at": "2026-01-02T10:00", "minutes": "20", "due_on": "2026-12-24",
    "note": "A word", "address": "alice@example.org", "host": "imap.example.org", "port": "993", "tls": "tls",
    "timezone": "UTC", "pattern": "x@example.org", "on": "2026-01-02",
    "permission": "yes", "goal": "12",
    "key": "made-by-lee", "tap": "people-30", "day": "2026-01-02", "through": "adverts", "people_share": "60",
}  # fmt: skip


def test_a_strangers_ids_in_a_form_reach_nothing_of_theirs(
    app: Flask, client: FlaskClient, own: Ids, charlie: Stranger, rows: Callable[[], Rows]
) -> None:
    before, foreign = rows(), {name: charlie.ids[noun] for name, noun in FIELDS.items()}
    told = []
    for kind in ("advice", "in", "met"):
        for rule, method in routes(app, unsafe=True, private=True):
            if rule.endpoint in ENDS_THE_SESSION | {"mailboxes.remove"}:
                continue
            answer = client.open(path_of(app, rule, own), method=method, data=TYPED | foreign | {"kind": kind})
            if CANARIES.search(answer.text):
                told.append(f"{method} {rule}: {answer.status}")
    after = rows()
    assert told == []
    assert after != before
    assert {name: of_user(found, charlie.user_id) for name, found in after.items()} == {
        name: of_user(found, charlie.user_id) for name, found in before.items()
    }
    theirs = [row for found in after.values() for row in found if charlie.user_id not in row]
    strangers = [id_ for id_ in charlie.ids.values() if any(id_ in repr(row) for row in theirs)]
    assert strangers == []


def of_user(found: list[tuple[Any, ...]], user_id: str) -> list[tuple[Any, ...]]:
    """Those rows that are the user's."""
    return [row for row in found if user_id in row]


def test_nobody_gets_anywhere_without_logging_in(app: Flask, anonymous: FlaskClient, own: Ids) -> None:
    let_in = []
    for rule, method in routes(app, private=True):
        answer = anonymous.open(path_of(app, rule, own), method=method)
        asked = answer.status_code == 302 and answer.location.startswith("/log-in")
        if not (asked if method == "GET" and rule.endpoint not in FOR_SCRIPTS else answer.status_code == 401):
            let_in.append(f"{method} {rule}: {answer.status}")
    assert let_in == []


def test_a_part_that_htmx_asks_for_is_not_replaced_by_the_log_in(app: Flask, anonymous: FlaskClient, own: Ids) -> None:
    answers = {
        str(rule): anonymous.open(path_of(app, rule, own), method=method, headers={"HX-Request": "true"}).status_code
        for rule, method in routes(app, private=True)
    }
    assert set(answers.values()) == {401}


FORGERIES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "no token": ({}, {}),
    "a wrong token": ({"csrf_token": "made up"}, {}),
    "a wrong token in the header": ({}, {"X-CSRFToken": "made up"}),
    "sent by another site": ({"csrf_token": "right"}, {"Sec-Fetch-Site": "cross-site"}),
    "sent by a neighbour": ({"csrf_token": "right"}, {"Sec-Fetch-Site": "same-site"}),
    "of another origin": ({"csrf_token": "right"}, {"Origin": "https://evil.example"}),
    "of no origin": ({"csrf_token": "right"}, {"Origin": "null"}),
}


def token_of(client: FlaskClient) -> str:
    """The token that alice's pages carry."""
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/people/new").text)
    assert found
    return found[1]


@pytest.mark.parametrize("forgery", FORGERIES)
def test_no_form_is_taken_that_alice_did_not_send(
    app: Flask, csrf_client: FlaskClient, own: Ids, rows: Callable[[], Rows], forgery: str
) -> None:
    data, headers = FORGERIES[forgery]
    data = TYPED | {name: token_of(csrf_client) if value == "right" else value for name, value in data.items()}
    before, taken = rows(), []
    for rule, method in routes(app, unsafe=True):
        answer = csrf_client.open(path_of(app, rule, own), method=method, data=data, headers=headers)
        if answer.status_code not in {400, 403}:
            taken.append(f"{method} {rule}: {answer.status}")
    assert taken == []
    assert rows() == before


@pytest.mark.parametrize("site", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {}])
def test_the_same_form_is_taken_when_alice_sent_it(
    app: Flask, csrf_client: FlaskClient, own: Ids, site: dict[str, str]
) -> None:
    data = TYPED | {"csrf_token": token_of(csrf_client)}
    refused = {
        str(rule): answer.status
        for rule, method in routes(app, unsafe=True, private=True)
        if rule.endpoint not in ENDS_THE_SESSION
        and (answer := csrf_client.open(path_of(app, rule, own), method=method, data=data, headers=site)).status_code
        in {400, 401, 403}
    }
    assert refused == {}


def test_looking_changes_nothing(app: Flask, client: FlaskClient, own: Ids, rows: Callable[[], Rows]) -> None:
    before, failed = rows(), []
    for rule, method in routes(app, unsafe=False):
        path = path_of(app, rule, own)
        for headers in ({}, {"HX-Request": "true"}):
            answers = [client.open(path, method=method, headers=headers) for _ in range(2)]
            shown = answers[0].status_code in {200, 204} or rule.endpoint in ELSEWHERE
            if not shown or answers[0].status_code != answers[1].status_code:
                failed.append(f"{path}: {answers[0].status}")
    assert failed == []
    assert rows() == before


def without_headers(answer: Any, **expected: str) -> list[str]:
    """Those of the headers that the answer does not carry as it has to."""
    return [name for name, value in (HEADERS | expected).items() if answer.headers.get(name) != value]


def test_every_answer_carries_the_headers(app: Flask, client: FlaskClient, own: Ids) -> None:
    lacking = {}
    for rule, method in sorted(routes(app), key=lambda route: route[0].endpoint in ENDS_THE_SESSION):
        answer = client.open(path_of(app, rule, own), method=method)
        caching = {"Cache-Control": "no-cache" if rule.endpoint in FILES else "no-store"}
        if rule.endpoint not in LASTING and (found := without_headers(answer, **caching)):
            lacking[f"{method} {rule}"] = found
    assert lacking == {}


def test_what_a_page_loads_carries_what_is_for_it_and_a_picture_what_is_for_pages(client: FlaskClient) -> None:
    for path in ("/static/app.css", "/words.js"):
        loaded = client.get(path)
        assert {name: loaded.headers.get(name) for name in HEADERS} == dict.fromkeys(HEADERS) | FOR_ASSETS
    assert without_headers(client.get("/static/favicon.svg")) == []


def fresh_cookie(app: Flask) -> str:
    """The cookie of a fresh log-in of alice's."""
    browser = app.test_client()
    browser.post("/log-in", data={"email": "alice@example.org", "password": PASSWORD})
    cookie = browser.get_cookie("fiftycups")
    assert cookie
    return str(cookie.value)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nowhere", 404), ("/people/nobody", 404), ("/log-out", 405), ("/static/nothing.css", 404), ("/", 500)],
)
def test_pages_of_failure_carry_the_headers_too(app: Flask, client: FlaskClient, path: str, status: int) -> None:
    def fail() -> str:
        raise ValueError("a secret of the house")

    app.view_functions["today.index"] = fail
    answer = client.get(path)
    assert answer.status_code == status
    assert without_headers(answer) == []
    assert "a secret of the house" not in answer.text


def test_where_the_database_refuses_the_page_of_failure_is_still_one_of_ours(app: Flask, client: FlaskClient) -> None:
    def fail() -> str:
        db.session().add(Contact(user_id="nobody", name="Jane"))
        db.session().flush()
        return "it was taken"

    app.view_functions["today.index"] = fail
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    assert without_headers(answer) == []


def test_nothing_inline_and_nothing_from_elsewhere_may_run() -> None:
    assert "default-src 'none'" in CSP
    assert "unsafe" not in CSP
    assert "http" not in CSP


def test_the_cookie_is_out_of_the_reach_of_scripts_and_other_sites(
    app: Flask, anonymous: FlaskClient, alice: User
) -> None:
    answer = anonymous.post("/log-in", data={"email": alice.email, "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_over_https_the_cookie_belongs_to_this_host_alone(app: Flask, alice: User) -> None:
    plain: Settings = app.config["SETTINGS"]
    settings = Settings(
        plain.data_dir, plain.database_url, plain.secret_key, base_url="https://cups.example", testing=True
    )
    secure = create_app(settings)
    secure.config["WTF_CSRF_ENABLED"] = False
    answer = secure.test_client().post(
        "/log-in", data={"email": alice.email, "password": PASSWORD}, base_url="https://cups.example"
    )
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-fiftycups=")
    assert "Secure" in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def log_out(_app: Flask, browser: FlaskClient, _session_id: str) -> None:
    browser.post("/log-out")


def change_password(_app: Flask, browser: FlaskClient, _session_id: str) -> None:
    answer = browser.post("/account/password", data={"current": PASSWORD, "new": "nine cups of tea"})
    assert answer.status_code == 303


def end_elsewhere(app: Flask, _browser: FlaskClient, session_id: str) -> None:
    other = app.test_client()
    other.set_cookie("fiftycups", fresh_cookie(app))
    assert other.post(f"/account/sessions/{session_id}/end").status_code == 303


@pytest.mark.parametrize("end", [log_out, change_password, end_elsewhere])
def test_an_old_cookie_opens_nothing_any_more(
    app: Flask, client: FlaskClient, store: Store, alice: User, end: Callable[[Flask, FlaskClient, str], None]
) -> None:
    cookie = client.get_cookie("fiftycups")
    assert cookie
    with store() as session:
        session_id = session.scalars(select(UserSession.id)).one()
    end(app, client, session_id)
    thief = app.test_client()
    thief.set_cookie("fiftycups", cookie.value)
    assert thief.get("/people").location == "/log-in?next=/people"

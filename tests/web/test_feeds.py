"""The calendar feed as a calendar program reads it, and its place on the Account page."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from tests.web.conftest import Store, Stranger
from tests.web.make import person
from webapp.models import CalendarFeed, LoginAttempt, User, utcnow
from webapp.services import gives
from webapp.services.gives import InterviewCard

MADE_UP = "a" * 43


def made(client: FlaskClient) -> str:
    """The path of a feed that was made just now, as the page shows it once."""
    answer = client.post("/account/feed")
    assert (answer.status_code, answer.location) == (303, "/account#feed")
    shown = re.findall(r"<code[^>]*>http://localhost(/feed/[\w-]{43}\.ics)</code>", client.get("/account").text)
    assert len(shown) == 1
    return str(shown[0])


def test_a_calendar_program_reads_the_feed_without_logging_in(
    client: FlaskClient, anonymous: FlaskClient, store: Store, alice: User
) -> None:
    path = made(client)
    with store() as session:
        jane = person(session, alice.id)
        gives.plan_interview(session, alice.id, jane.id, InterviewCard("To learn", utcnow() + timedelta(days=1)))
    answer = anonymous.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert [one["summary"] for one in Calendar.from_ical(answer.data).events] == ["Interview with Jane Doe"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers


def test_the_address_is_shown_once_and_then_no_more(client: FlaskClient, store: Store) -> None:
    path = made(client)
    assert path not in client.get("/account").text
    with store() as session:
        assert path[6:-4] not in repr([vars(row) for row in session.query(CalendarFeed)])


def test_what_did_not_change_is_not_sent_again(
    client: FlaskClient, anonymous: FlaskClient, store: Store, alice: User
) -> None:
    path = made(client)
    tag = anonymous.get(path).headers["ETag"]
    again = anonymous.get(path, headers={"If-None-Match": tag, "Accept-Encoding": "gzip, br"})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    with store() as session:
        jane = person(session, alice.id)
        gives.follow_up(session, alice.id, jane.id, due_on=utcnow().date(), text="Call")
    assert anonymous.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_wrong_and_revoked_addresses_look_alike(client: FlaskClient, anonymous: FlaskClient) -> None:
    revoked, held = made(client), made(client)
    client.post("/account/feed/revoke")
    answers = [anonymous.get(path) for path in (revoked, held, f"/feed/{MADE_UP}.ics", "/feed/x.ics", "/feed/%00.ics")]
    assert {(one.status_code, one.data, repr(sorted(one.headers))) for one in answers} == {
        (404, answers[0].data, repr(sorted(answers[0].headers)))
    }
    assert "Set-Cookie" not in answers[0].headers


def test_revoking_can_be_undone(client: FlaskClient, anonymous: FlaskClient) -> None:
    path = made(client)
    client.post("/account/feed/revoke")
    undo = re.search(r'action="(/account/feed/\w+/restore)"', client.get("/account").text)
    assert undo
    assert client.post(undo[1]).status_code == 303
    assert anonymous.get(path).status_code == 200


def test_the_page_says_when_it_was_read_last(client: FlaskClient, anonymous: FlaskClient, store: Store) -> None:
    path = made(client)
    assert "Not read by any calendar yet" in client.get("/account").text
    anonymous.get(path)
    assert re.search(r"Last read <time[^>]*>just now</time>", client.get("/account").text)


def test_a_program_that_goes_on_asking_for_a_revoked_address_does_not_close_the_new_one(
    client: FlaskClient, anonymous: FlaskClient, store: Store
) -> None:
    revoked, held = made(client), made(client)
    for path in [revoked, f"/feed/{MADE_UP}.ics"] * 15:
        assert anonymous.get(path).status_code == 404
    assert anonymous.get(held).status_code == 200
    with store() as session:
        assert session.query(LoginAttempt).count() == 0


def test_a_strangers_feed_is_neither_shown_nor_restored(client: FlaskClient, charlie: Stranger) -> None:
    assert client.post(f"/account/feed/{charlie.ids['feed_id']}/restore").status_code == 404
    assert "Make my calendar address" in client.get("/account").text


def test_times_are_right_in_the_users_zone(
    app: Flask, client: FlaskClient, anonymous: FlaskClient, store: Store, alice: User
) -> None:
    client.post("/account/profile", data={"name": "Alice", "timezone": "Pacific/Kiritimati"})
    with store() as session:
        jane = person(session, alice.id)
        gives.follow_up(session, alice.id, jane.id, due_on=utcnow().date() + timedelta(days=3), text="Call")
    (found,) = Calendar.from_ical(anonymous.get(made(client)).data).events
    assert found.start == utcnow().date() + timedelta(days=3)

"""When an event is, as pages say it: near days by name, events of several days and of whole days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask, g
from flask.testing import FlaskClient

from tests.web.conftest import Store
from tests.web.make import gathering
from webapp import event_words
from webapp.models import User

HERE = ZoneInfo("America/New_York")
NOON = datetime(2026, 12, 1, 12, tzinfo=HERE)  # a Tuesday


def event(begins: float, ends: float) -> SimpleNamespace:
    """An event from and to so many hours after the Tuesday began."""
    midnight = NOON - timedelta(hours=12)
    starts_at, ends_at = ((midnight + timedelta(hours=hours)).astimezone(UTC) for hours in (begins, ends))
    return SimpleNamespace(starts_at=starts_at, ends_at=ends_at)


@pytest.mark.parametrize(
    ("begins", "ends", "on_today", "in_list"),
    [
        (18.5, 20, "Tonight 18:30", "today, 18:30"),
        (15, 20, "Today 15:00", "today, 15:00"),
        (33, 35, "Tomorrow 09:00", "tomorrow, 09:00"),
        (24, 48, "Tomorrow", "tomorrow"),
        (24, 96, "Tomorrow", "tomorrow"),
        (9, 17, "Now, until 17:00", "today, 09:00"),
        (9, 65, "Now, until Thursday 17:00", "today, 09:00"),
        (9, 41, "Now, until tomorrow 17:00", "today, 09:00"),
        (0, 24, "All day", "today"),
        (-24, 24, "All day", "yesterday"),
        (0, 72, "Now, until Thursday", "today"),
    ],
)
def test_when_an_event_is(app: Flask, begins: float, ends: float, on_today: str, in_list: str) -> None:
    one = event(begins, ends)
    with app.test_request_context(), time_machine.travel(NOON, tick=False):
        g.user = SimpleNamespace(timezone=HERE.key)
        assert (event_words.now_or_soon(one), event_words.soon(one)) == (on_today, in_list)


def test_the_brief_the_event_and_what_comes_after_it_say_the_same_hours(
    client: FlaskClient, store: Store, alice: User
) -> None:
    for ends, words in (
        (65, ["Tuesday 1 December 2026, 09:00", "Thursday 3 December 2026, 17:00"]),
        (17, ["Tuesday 1 December 2026, 09:00", "17:00"]),
    ):
        with store() as session:
            session.get_one(User, alice.id).timezone = HERE.key
            row, _ = gathering(session, alice.id, "PyData", begins=event(9, ends).starts_at)
            row.ends_at, key = event(9, ends).ends_at, row.id
        for page in (f"/events/{key}", f"/events/{key}/brief", f"/events/{key}/after"):
            text = client.get(page).text
            assert [word for word in words if f">{word}</time>" in text] == words

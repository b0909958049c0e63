"""The page for while an interview runs: timer, ticks and quick notes, as plain forms and for its script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.conftest import Store
from tests.web.test_interviews import HTMX, plan, row, tree
from webapp.models import AgendaItem, Interview, InterviewState, QuickNote, User, utcnow


def notes(store: Store) -> list[str]:
    with store() as session:
        kept = select(QuickNote.text).where(QuickNote.deleted_at.is_(None))
        return list(session.scalars(kept.order_by(QuickNote.at, QuickNote.id)))


def running(store: Store, interview: str, minutes: float) -> None:
    """Let the timer run since so many minutes."""
    with store() as session:
        session.get_one(Interview, interview).began_at = utcnow() - timedelta(minutes=minutes)


def test_before_it_begins_the_page_says_when_to_be_there(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice, 3)
    text = tree(client.get(f"/interviews/{interview}/live").text).css_first("#timer").text()
    assert "It begins" in text
    assert "at the earliest" in text
    assert "Begin" in text


@pytest.mark.parametrize(
    ("minutes", "left", "near"),
    [(0, "20 minutes", False), (14, "6 minutes", False), (15.1, "5 minutes", True), (19.5, "1 minute", True),
     (20, "Time is up", True), (90, "Time is up", True)],
)  # fmt: skip
def test_the_time_that_is_left_is_that_of_the_server(
    client: FlaskClient, store: Store, alice: User, minutes: float, left: str, near: bool
) -> None:
    interview = plan(store, alice, 0)
    running(store, interview, minutes)
    page = tree(client.get(f"/interviews/{interview}/live").text)
    assert page.css_first("#time-left").text() == left
    assert ("hidden" not in page.css_first("#time-near").attributes) is near


def test_near_the_end_the_two_closing_questions_are_called_for(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice, 0)
    running(store, interview, 15.1)
    near = tree(client.get(f"/interviews/{interview}/live").text).css_first("#time-near").text()
    assert near == "5 minutes left: the two closing questions."


def test_the_timer_begins_ends_and_is_set_back_by_buttons(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice, 0)
    assert client.post(f"/interviews/{interview}/begin").location == f"/interviews/{interview}/live"
    assert row(store, interview).began_at
    client.post(f"/interviews/{interview}/not-begun")
    assert row(store, interview).began_at is None
    client.post(f"/interviews/{interview}/begin")
    assert client.post(f"/interviews/{interview}/finish").location == f"/interviews/{interview}"
    assert row(store, interview).state is InterviewState.HELD
    assert f"/interviews/{interview}/not-finished" in client.get(f"/interviews/{interview}").text
    client.post(f"/interviews/{interview}/not-finished")
    assert row(store, interview).state is InterviewState.PLANNED


def test_a_cancelled_interview_has_no_timer(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice, 0)
    client.post(f"/interviews/{interview}/cancel")
    assert not tree(client.get(f"/interviews/{interview}/live").text).css_first("#timer")
    client.post(f"/interviews/{interview}/begin")
    assert "Plan it again first." in client.get(f"/interviews/{interview}").text


def test_a_question_that_two_devices_tick_is_ticked(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice, 0)
    client.post(f"/interviews/{interview}/agenda", data={"part": "advice", "text": "One?"})
    with store() as session:
        item = session.scalars(select(AgendaItem.id).where(AgendaItem.text == "One?")).one()
    for _ in "12":
        assert client.post(f"/agenda/{item}/asked").location == f"/interviews/{interview}/live#questions"
    button = tree(client.get(f"/interviews/{interview}/live").text).css_first(f"#tick-{item}")
    assert button.attributes["aria-pressed"] == "true"
    client.post(f"/agenda/{item}/not-asked")
    with store() as session:
        assert session.get_one(AgendaItem, item).asked_at is None


def test_a_form_that_is_sent_twice_makes_one_note(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice, 0)
    page = tree(client.get(f"/interviews/{interview}/live").text)
    typed = {"key": page.css_first("#quick-note input[name=key]").attributes["value"], "text": "Ask Sam"}
    for _ in "12":
        assert client.post(f"/interviews/{interview}/quick-notes", data=typed).status_code == 303
    assert notes(store) == ["Ask Sam"]
    fragment = client.get(f"/interviews/{interview}/live", headers=HTMX).text
    assert f'data-key="{typed["key"]}"' in fragment
    assert '<form class="form" id="quick-note"' not in fragment
    assert "Ask Sam" in client.get(f"/interviews/{interview}").text


def test_notes_have_the_time_at_which_they_were_written(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice, 0)
    now = utcnow()
    for key, minutes in (("written-last", 1), ("written-first", 9)):
        at = (now - timedelta(minutes=minutes)).isoformat().replace("+00:00", ".123Z")
        data = {"key": key, "text": key, "at": at}
        client.post(f"/interviews/{interview}/quick-notes", data=data)
    assert notes(store) == ["written-first", "written-last"]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "yesterday"])
def test_a_note_of_a_clock_that_is_out_of_order_is_kept(
    client: FlaskClient, store: Store, alice: User, at: str
) -> None:
    interview = plan(store, alice, 0)
    client.post(f"/interviews/{interview}/quick-notes", data={"key": "made-here-1", "text": "Ask Sam", "at": at})
    assert notes(store) == ["Ask Sam"]


@pytest.mark.parametrize("text", ["", "n" * 100_000])
def test_a_note_that_cannot_be_kept_stays_in_its_field(
    client: FlaskClient, store: Store, alice: User, text: str
) -> None:
    interview = plan(store, alice, 0)
    answer = client.post(f"/interviews/{interview}/quick-notes", data={"key": "made-here-1", "text": text})
    assert answer.status_code == 422
    assert text in answer.text
    assert tree(answer.text).css_first("#quick-text-error")


def test_a_script_that_keeps_a_note_is_told_why_it_is_refused(client: FlaskClient, store: Store, alice: User) -> None:
    url = f"/interviews/{plan(store, alice, 0)}/quick-notes"
    typed = {"key": "made-here-1", "text": "n" * 10_001}
    answer = client.post(url, data=typed, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["field"]) == (422, "text")
    assert "10,000" in answer.json["sentence"]


def test_a_note_is_deleted_and_brought_back(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice, 0)
    client.post(f"/interviews/{interview}/quick-notes", data={"key": "made-here-1", "text": "Ask Sam"})
    with store() as session:
        note = session.scalars(select(QuickNote.id)).one()
    client.post(f"/quick-notes/{note}/delete")
    assert notes(store) == []
    assert f"/quick-notes/{note}/restore" in client.get(f"/interviews/{interview}/live").text
    client.post(f"/quick-notes/{note}/restore")
    assert notes(store) == ["Ask Sam"]

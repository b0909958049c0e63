"""`fiftycups corrections`: labelled cases, and nothing in them that anybody wrote."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from tests.services.make import SURE, arrive, mail, person, received, sent, user
from webapp import migrate
from webapp.cli import main
from webapp.db import make_engine, make_sessions
from webapp.models import TriageItem
from webapp.services import conversations, interactions, triage

Call = Callable[..., str]
CANARIES = ("canary", "@", "jane", "omar", "people.example", "2026-03-0")


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run the command over the corrections of two users, all of whose mail is full of canaries."""
    url = f"sqlite:///{tmp_path / 'test.db'}"
    for name, value in {"DATABASE_URL": url, "DATA_DIR": str(tmp_path), "SECRET_KEY": "0123456789abcdef" * 2}.items():
        monkeypatch.setenv(name, value)
    migrate.upgrade(url)
    engine = make_engine(url)
    with make_sessions(engine)() as session:
        for email in ("alice@example.org", "charlie@example.org"):
            correct(session, user(session, email))
        session.commit()
    engine.dispose()

    def run(*words: str) -> str:
        result = CliRunner().invoke(main, ["corrections", *words])
        assert result.exit_code == 0, result.output
        return result.output

    return run


def correct(session: Session, user_id: str) -> None:
    """Say something about mail in every way there is."""
    jane, omar = person(session, user_id, "Jane"), person(session, user_id, "Omar")
    words = {
        "text": "canary", "new_text": "the canary and you",
        "header": "Subject: canary\nList-Id: <canary@people.example>\n", "attachments": ["canary.pdf"],
        "match_reasons": ["From canary@people.example, an address of this contact", "Copied to canary@people.example"],
        "findings": [SURE | {"reason": "“Thank you, canary” thanks"}], "from_name": "Canary",
    }  # fmt: skip
    thanks = mail(session, jane, sent(1, 1, **words))
    interactions.thanks(session, user_id, thanks.id, False)
    reply = mail(session, jane, received(2, 2, refs=(1,), **words))
    interactions.undo(session, user_id, reply.id)
    interactions.redo(session, user_id, reply.id)
    stray = mail(session, jane, received(3, 3, **words))
    interactions.accept(session, user_id, stray.id)
    interactions.move(session, user_id, stray.id, omar.id)
    address = "canary@else.example"
    arrive(session, user_id, received(4, 4, refs=(1,), **words | {"from_address": address, "stranger": address}))
    item = next(one for one in session.query(TriageItem) if one.user_id == user_id and one.settled_at is None)
    triage.never_log(session, user_id, item.id, domain=True)
    thread = triage.one(session, user_id, item.id).message.thread_id
    conversations.silence(session, user_id, thread)


def test_cases_hold_nothing_that_anybody_wrote(call: Call) -> None:
    for words in ((), ("--json",), ("--csv",)):
        told = call(*words)
        assert [canary for canary in CANARIES if canary in told.lower()] == []
        assert "thank_you" in told or "thank-you" in told


def test_a_case_says_what_was_read_what_was_said_and_what_led_to_it(call: Call) -> None:
    cases = [json.loads(line) for line in call("--json", "--user", "alice@example.org").splitlines()]
    (thanks,) = [case for case in cases if case["what"] == "thank_you"]
    assert (thanks["was"], thanks["said"], thanks["taken_back"]) == ("yes", "no", False)
    assert len(thanks["month"]) == len("2026-03")
    assert thanks["signs"]["labels"] == {"thank_you": True}
    assert {case["what"] for case in cases} >= {"thank_you", "undone", "accepted", "moved", "never", "silenced"}
    assert {case["said"] for case in cases if case["what"] == "moved"} == {"another person"}
    assert [case["taken_back"] for case in cases if case["what"] == "undone"] == [True]


def test_a_user_is_told_from_others_and_all_are_exported_without(call: Call) -> None:
    hers = call("--json", "--user", "alice@example.org").splitlines()
    assert len(call("--json").splitlines()) == 2 * len(hers)


def test_the_table_has_the_signs_in_columns(call: Call) -> None:
    rows = list(csv.DictReader(StringIO(call("--csv"))))
    assert {"month", "what", "was", "said", "taken_back", "labels", "words", "language"} <= rows[0].keys()
    assert {row["headers"] for row in rows} == {"list-id"}


def test_a_user_who_is_not_there_is_said_so(call: Call) -> None:
    result = CliRunner().invoke(main, ["corrections", "--user", "nobody@example.org"])
    assert (result.exit_code, "There is no such user" in result.output) == (1, True)

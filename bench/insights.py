"""How long Insights takes on a large base: `python -m bench.insights [--requests N]`.

It fills an SQLite file in a folder of its own with 5,000 contacts, 100,000 interactions and 20,000 asks, outcomes,
gives and time entries over five years, then asks for the page as a browser does, in one process on one core.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from webapp import migrate
from webapp.app import create_app
from webapp.config import Settings
from webapp.domain.evidence import AskState, Phase
from webapp.extensions import db
from webapp.models import (
    Ask,
    AskChange,
    AskKind,
    Contact,
    Duty,
    DutyKind,
    Give,
    Interaction,
    InteractionKind,
    Outcome,
    OutcomeKind,
    PhaseChange,
    Through,
    TimeEntry,
    Use,
    Way,
    new_id,
)
from webapp.services import users

CONTACTS, INTERACTIONS, EACH = 5_000, 100_000, 5_000
NOW = datetime.now(UTC).replace(microsecond=0)
YEARS = 5
STATES = [AskState.MADE, AskState.ANSWERED, AskState.DECLINED, AskState.OBTAINED, AskState.USED]


class Filler:
    """Rows of one user, made up with a fixed seed."""

    def __init__(self, user_id: str) -> None:
        self.user_id = user_id
        self.random = random.Random(1)
        self.ids = [new_id() for _ in range(CONTACTS)]

    def at(self) -> datetime:
        """Return a moment of the last years."""
        return NOW - timedelta(days=YEARS * 365 * self.random.random())

    def row(self, **values: Any) -> dict[str, Any]:
        """Return a row of some contact's."""
        return {"id": new_id(), "user_id": self.user_id, "contact_id": self.random.choice(self.ids), **values}

    def contacts(self) -> Iterator[dict[str, Any]]:
        """Yield everybody: most of them were heard of, some were met."""
        for place, id_ in enumerate(self.ids):
            heard = self.at() if self.random.random() < 0.8 else None
            met = heard is not None and self.random.random() < 0.3
            yield {
                "id": id_, "user_id": self.user_id, "name": f"Person {place}",
                "phase": self.random.choices(list(Phase), (5, 3, 2))[0],
                "exchanges": self.random.randrange(9), "meetings": int(met) * self.random.randrange(1, 5),
                "received": self.random.randrange(3), "given": self.random.randrange(3),
                "last_at": heard, "last_in_at": heard, "first_met_at": heard if met else None,
            }  # fmt: skip

    def interactions(self) -> Iterator[dict[str, Any]]:
        """Yield the lines of all timelines."""
        for _ in range(INTERACTIONS):
            at = self.at()
            kind = self.random.choices([InteractionKind.MAIL, InteractionKind.MEETING], (9, 1))[0]
            direction = self.random.choice(["in", "out"]) if kind is InteractionKind.MAIL else ""
            yield self.row(kind=kind, direction=direction, at=at, recorded_at=at, summary="A line")

    def asks(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return asks, and when they were answered."""
        asks, changes = [], []
        for _ in range(EACH):
            state, at = self.random.choice(STATES), self.at()
            ask = self.row(kind=self.random.choice(list(AskKind)), text="An ask", made_at=at, state=state)
            asks.append(ask)
            moved = {"reason": "r", "evidence": "e", "contact_id": ask["contact_id"], "ask_id": ask["id"]}
            answered = at + timedelta(hours=self.random.randrange(400))
            changes.append(self.row(**moved | {"old": AskState.DRAFTED, "new": AskState.MADE, "at": at}))
            if state is not AskState.MADE:
                new = AskState.DECLINED if state is AskState.DECLINED else AskState.ANSWERED
                changes.append(self.row(**moved | {"old": AskState.MADE, "new": new, "at": answered}))
        return asks, changes

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield the hours of some years, several a day."""
        for place in range(EACH):
            day = NOW.date() - timedelta(days=place // 4)
            minutes, through = self.random.choice([15, 30, 60]), self.random.choice(list(Through))
            yield {"id": new_id(), "user_id": self.user_id, "day": day, "minutes": minutes, "through": through}

    def derived(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Return changes of phase and duties, as many as so many relationships have."""
        moves = [(Phase.INITIATE, Phase.OBTAIN), (Phase.OBTAIN, Phase.USE), (Phase.USE, Phase.OBTAIN)]
        changes = [
            self.row(at=self.at(), old=old, new=new, reason="r", evidence="e")
            for old, new in self.random.choices(moves, k=2 * EACH)
        ]
        duties = [
            self.row(kind=kind, subject="s", at=self.at(), settled_at=NOW if self.random.random() < 0.8 else None)
            for kind in self.random.choices([DutyKind.THANKS, DutyKind.REPORT_BACK, DutyKind.WAITING], k=2 * EACH)
        ]
        return changes, duties

    def fill(self, session: Session) -> None:
        """Write all of it down."""
        asks, ask_changes = self.asks()
        changes, duties = self.derived()
        tables: list[tuple[Any, list[dict[str, Any]]]] = [
            (Contact, list(self.contacts())),
            (Interaction, list(self.interactions())),
            (Ask, asks),
            (AskChange, ask_changes),
            (Outcome, [self.row(kind=OutcomeKind.ADVICE, text="x", at=self.at()) for _ in range(EACH)]),
            (Give, [self.row(way=Way.SHARE, text="x", at=self.at()) for _ in range(EACH)]),
            (Use, [self.row(text="x", at=self.at()) for _ in range(EACH // 2)]),
            (TimeEntry, list(self.entries())),
            (PhaseChange, changes),
            (Duty, duties),
        ]
        for model, rows in tables:
            session.execute(insert(model), rows)
        session.commit()


def base(folder: Path) -> tuple[Flask, str]:
    """Make the application with its base filled; return it and the token of a browser that is signed in."""
    url = f"sqlite:///{folder / 'bench.db'}"
    migrate.upgrade(url)
    app = create_app(Settings(data_dir=folder, database_url=url, secret_key="0" * 32, testing=True))
    with app.app_context():
        session = db.session()
        user = users.create(session, "alice@example.org", "four cups of tea", "Alice")
        user.timezone = "Europe/Berlin"
        session.commit()
        Filler(user.id).fill(session)
        token = users.sign_in(session, user)
        session.commit()
    return app, token


def measure(app: Flask, token: str, path: str, requests: int) -> tuple[list[float], list[float], int]:
    """Return the milliseconds of each request after a first one, those of the processor, and the statements of one."""
    browser, statements, took, worked = app.test_client(), [0], [], []
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *_: statements.__setitem__(0, statements[0] + 1))
    for _ in range(requests + 1):
        statements[0], began, busy = 0, time.perf_counter(), time.process_time()
        answer = browser.get(path)
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
        assert answer.status_code == 200, answer.status
    return took[1:], worked[1:], statements[0]


def main() -> None:
    """Fill, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--requests", type=int, default=40)
    requests = arguments.parse_args().requests
    with tempfile.TemporaryDirectory() as folder:
        app, token = base(Path(folder))
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        print(f"{CONTACTS:,} contacts, {INTERACTIONS:,} interactions, load {os.getloadavg()[0]:.2f} before")
        for path in ("/insights", "/time"):
            took, worked, statements = measure(app, token, path, requests)
            p95, busy = statistics.quantiles(took, n=20)[-1], statistics.median(worked)
            print(
                f"{path}: median {statistics.median(took):.0f} ms ({busy:.0f} ms of the processor), "
                f"p95 {p95:.0f} ms, {statements} statements"
            )


if __name__ == "__main__":
    main()

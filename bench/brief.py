"""How long the brief of a large event takes on a large base: `python -m bench.brief [--requests N] [--people N]`.

It fills an SQLite file in a folder of its own with the base of bench.insights (5,000 contacts, 100,000 interactions,
asks, outcomes, gives, duties), lays mails under the lines of those who come, lets them know each other and name each
other, puts 100 of them and of others on the list of an event, and asks for the page as a browser does, in one process
on one core.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import statistics
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from bench.insights import NOW, base, measure
from webapp.domain.people_list import Named
from webapp.extensions import db
from webapp.models import (
    AttendeeSource,
    Contact,
    Duty,
    EventKind,
    Favour,
    FollowUp,
    Interaction,
    Interview,
    InterviewState,
    Knows,
    Message,
    Organisation,
    Permission,
    Referral,
    User,
    new_id,
)
from webapp.services import attendees, events, goals
from webapp.services.events import EventCard
from webapp.services.goals import GoalCard

PLACES, UNKNOWN = 60, 0.4
WORDS = (
    "choir", "data", "Leeds", "night", "class", "sailing", "statistics", "old", "teacher", "running", "chess", "garden",
    "school", "bees",
)  # fmt: skip


class Evening:
    """An event of one user's, and what makes its people worth talking to; with a fixed seed."""

    def __init__(self, session: Session, user_id: str) -> None:
        self.session, self.user_id, self.random = session, user_id, random.Random(2)
        self.people = list(session.scalars(select(Contact.id).where(Contact.user_id == user_id).order_by(Contact.name)))
        self.places = [new_id() for _ in range(PLACES)]

    def row(self, **values: Any) -> dict[str, Any]:
        """Return a row of the user's."""
        return {"id": new_id(), "user_id": self.user_id, **values}

    def some(self, number: int) -> list[str]:
        """Return so many contacts."""
        return self.random.sample(self.people, number)

    def fill(self, people: int) -> str:
        """Write all of it down; return the id of the event."""
        self.organisations()
        self.mails()
        self.ties()
        event = self.listed(people)
        self.session.commit()
        return event

    def organisations(self) -> None:
        """Give everybody a place, some common ground and a role."""
        places = [
            self.row(id=id_, name=f"Organisation {n}", research_notes="They grow.", target_since=NOW if n < 5 else None)
            for n, id_ in enumerate(self.places)
        ]
        self.session.execute(insert(Organisation), places)
        self.session.execute(update(Contact), [self.known(id_) for id_ in self.people])

    def known(self, contact_id: str) -> dict[str, Any]:
        """Return what is known of a contact."""
        common = " and ".join(self.random.sample(WORDS, 2)) if self.random.random() < 0.6 else ""
        return {
            "id": contact_id, "organisation_id": self.random.choice(self.places), "common_ground": common,
            "role": f"head of {self.random.choice(WORDS)}", "can_hire": self.random.random() < 0.1,
        }  # fmt: skip

    def mails(self) -> None:
        """Let a third of all lines be mails."""
        lines = self.session.execute(select(Interaction.id, Interaction.at, Interaction.direction)).all()
        chosen = self.random.sample(lines, len(lines) // 3)
        mails, links = [], []
        for place, line in enumerate(chosen):
            mails.append(self.mail(place, line))
            links.append({"id": line.id, "message_row": mails[-1]["id"]})
        self.session.execute(insert(Message), mails)
        self.session.execute(update(Interaction), links)

    def mail(self, place: int, line: Any) -> dict[str, Any]:
        """Return the mail of a line; every ninth asks for something."""
        text = "Dear Alice,\n" + " ".join(self.random.choices(WORDS, k=120))
        ask = [{"label": "ask", "sure": True, "reason": "It asks."}] if place % 9 == 0 else []
        subject = " ".join(self.random.choices(WORDS, k=4))
        return self.row(
            key=f"k{place}", direction=line.direction or "in", subject=subject, at=line.at, received_at=line.at,
            text=text, new_text=text, findings=ask,
        )  # fmt: skip

    def pairs(self, number: int) -> set[tuple[str, str]]:
        """Return pairs of contacts, the smaller id first."""
        return {(min(pair), max(pair)) for pair in (self.some(2) for _ in range(number))}

    def ties(self) -> None:
        """Let people know and name each other, owe favours, and expect the user."""
        may, begins = list(Permission), NOW + timedelta(days=5)
        planned = {"purpose": "Advice", "state": InterviewState.PLANNED, "starts_at": begins, "ends_at": begins}
        lines = list(self.session.scalars(select(Interaction.id).limit(5000)))
        tables: list[tuple[Any, list[dict[str, Any]]]] = [
            (Knows, [self.row(one_id=one, other_id=two, text="the choir") for one, two in self.pairs(6000)]),
            (Favour, [self.row(owed_by_id=one, owed_to_id=two, text="A flat", at=NOW) for one, two in self.pairs(800)]),
            (Referral, [
                self.row(contact_id=one, referred_id=two, name="N", at=NOW, permission=self.random.choice(may))
                for one, two in self.pairs(1500)
            ]),
            (FollowUp, [self.row(contact_id=one, due_on=NOW.date(), text="Send the paper") for one in self.some(800)]),
            (Interview, [self.row(contact_id=one, **planned) for one in self.some(300)]),
        ]  # fmt: skip
        for model, rows in tables:
            self.session.execute(insert(model), rows)
        duties = [{"id": one, "subject": self.random.choice(lines)} for one in self.session.scalars(select(Duty.id))]
        self.session.execute(update(Duty), duties)

    def listed(self, people: int) -> str:
        """Make the event and its list: known people, and names of whom the organisation is told."""
        goals.write(
            self.session,
            self.user_id,
            GoalCard("data analyst", "A teacher", ["statistics"], "a name", "I teach. " * 20),
        )
        goals.tell(self.session, self.user_id, title="The timetable", text="It never worked. " * 30)
        begins = NOW + timedelta(hours=5)
        evening = EventCard("PyData", EventKind.GENERAL, begins, begins + timedelta(hours=3), "Leeds", aim_count=3)
        event = events.add(self.session, self.user_id, evening)
        unknown = int(people * UNKNOWN)
        attendees.pick(self.session, self.user_id, event.id, self.some(people - unknown))
        attendees.add_all(self.session, self.user_id, event.id, list(self.names(unknown)), AttendeeSource.TYPED)
        return event.id

    def names(self, number: int) -> Iterator[Named]:
        """Yield people whom nobody knows."""
        for place in range(number):
            name = f"Newcomer {chr(65 + place % 26)}{chr(97 + place // 26)}x"
            yield Named(name, "engineer", f"Organisation {place % PLACES}")


def prepare(folder: Path, people: int) -> tuple[Flask, str, str]:
    """Fill; return the application, the token of its browser, and the path of the brief."""
    app, token = base(folder)
    with app.app_context():
        session = db.session()
        event_id = Evening(session, session.scalars(select(User.id)).one()).fill(people)
    return app, token, f"/events/{event_id}/brief"


def weight(app: Flask, token: str, path: str) -> int:
    """Return the bytes of the page, compressed."""
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return len(gzip.compress(browser.get(path).data, 6))


def main() -> None:
    """Fill, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--requests", type=int, default=40)
    arguments.add_argument("--people", type=int, default=100)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app, token, path = prepare(Path(folder), given.people)
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        print(f"{given.people} people on the list, load {os.getloadavg()[0]:.2f} before")
        took, worked, statements = measure(app, token, path, given.requests)
        print(
            f"brief: median {statistics.median(took):.0f} ms ({statistics.median(worked):.0f} ms of the processor), "
            f"p95 {statistics.quantiles(took, n=20)[-1]:.0f} ms, {statements} statements, "
            f"{weight(app, token, path):,} bytes compressed"
        )


if __name__ == "__main__":
    main()

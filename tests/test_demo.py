"""The demo is lively, adds up, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from sqlalchemy import select

from tests.servers.system import free_ports, wait_until
from webapp.db import make_engine, make_sessions, reading
from webapp.demo.coming import COMING
from webapp.demo.past import PAST
from webapp.demo.people import PEOPLE
from webapp.domain.evidence import AskState, Phase
from webapp.models import (
    Ask,
    Contact,
    Duty,
    DutyKind,
    Event,
    FollowUp,
    Give,
    Interview,
    InterviewState,
    Message,
    User,
    utcnow,
)
from webapp.services import audit, duplicates, events_today, today, triage
from webapp.services.events_today import People

ROOT = Path(__file__).resolve().parent.parent
FIRST_SHOWN = 10


@dataclass
class Demo:
    """A demo that runs: its process, where its pages are, and its folder."""

    process: subprocess.Popen
    port: int
    temporary: Path
    said: str = ""

    @property
    def data(self) -> Path:
        """Its data folder."""
        (found,) = self.temporary.glob("fiftycups-demo-*")
        return found

    def read_until(self, words: str) -> None:
        """Read what it prints until that is said."""
        while words not in self.said:
            line = self.process.stdout.readline()
            assert line, f"it ended early:\n{self.said}\n{self.process.stderr.read()}"
            self.said += line

    def sessions(self):
        """Sessions on its database."""
        return make_sessions(make_engine(f"sqlite:///{self.data / 'fiftycups.db'}"))

    def children(self) -> list[int]:
        """The processes that it started."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(word) for word in found.split()]

    def leave(self, number: signal.Signals) -> int:
        """Stop it and return its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=120)
        self.said += out + err
        return self.process.returncode


def start(temporary: Path, every: str) -> Demo:
    (port,) = free_ports(1)
    env = os.environ | {
        "TMPDIR": str(temporary), "FIFTYCUPS_DEMO_EVERY": every, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT),
        # What is set for a real install is no business of the demo's.
        "DATABASE_URL": f"sqlite:///{temporary / 'real.db'}", "SECRET_KEY": "changeme",
        "BASE_URL": "https://cups.example.org",
        "PORT": str(port),
    }  # fmt: skip
    command = [sys.executable, "-m", "webapp.cli", "demo"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=pipe, stderr=pipe, text=True)
    return Demo(process, port, temporary)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo whose mail comes quickly, once it is ready."""
    running = start(tmp_path_factory.mktemp("demo"), every="0.3")
    try:
        running.read_until("What to look at")
        yield running
    finally:
        if not running.process.stdout.closed:
            running.leave(signal.SIGTERM)
        print(running.said)  # shown where a test failed


def logged(demo: Demo) -> set[str]:
    with reading(demo.sessions()) as session:
        return set(session.scalars(select(Message.message_id)))


def test_its_rows_show_every_phase_and_much_to_do(demo: Demo) -> None:
    with reading(demo.sessions()) as session:
        assert set(session.scalars(select(Contact.phase))) == set(Phase)
        assert len(list(session.scalars(select(Contact)))) == len(PEOPLE) == 31
        assert {AskState.DRAFTED, AskState.MADE, AskState.ANSWERED, AskState.DECLINED} <= set(
            session.scalars(select(Ask.state))
        )
        assert len(list(session.scalars(select(Give)))) >= 5
        held = session.scalars(select(Interview.state).order_by(Interview.state))
        assert list(held) == [InterviewState.HELD, InterviewState.PLANNED, InterviewState.PLANNED]
        user = session.scalars(select(User)).one()
        page = today.today(session, user.id, utcnow().date())
        assert page.thanks
        assert page.to_note
        assert page.waiting
        assert page.follow_ups
        assert page.triage
        assert page.came_in
        evenings = events_today.of_day(session, user.id, utcnow())
        assert [evenings.people[event.id] for event in evenings.coming] == [People(listed=12, known=5)]
        assert [evenings.people[event.id] for event in evenings.to_look_back] == [People(listed=5, known=1, met=3)]
        assert len(list(session.scalars(select(Event).where(Event.looked_back_at.is_not(None))))) == 1


def test_one_can_sign_in_and_is_told_that_it_is_a_demo(demo: Demo) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = fetch(browser, demo, "/log-in")
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', form)[1]
    address = re.search(r"address +(\S+)", demo.said)[1]
    password = re.search(r"password +(\S+)", demo.said)[1]
    page = fetch(browser, demo, "/log-in", {"csrf_token": token, "email": address, "password": password})
    assert "This is a demo" in page
    assert PEOPLE["priya"].name in page


def fetch(browser: OpenerDirector, demo: Demo, path: str, form: dict[str, str] | None = None) -> str:
    data = urlencode(form).encode() if form else None
    headers = [("Origin", f"http://127.0.0.1:{demo.port}")]
    browser.addheaders = headers
    with browser.open(f"http://127.0.0.1:{demo.port}{path}", data, timeout=30) as page:
        return page.read().decode()


def test_mail_comes_in_settles_what_is_owed_and_all_adds_up(demo: Demo) -> None:
    demo.read_until("has arrived")
    last = {letter.message_id for letter in COMING if letter.who in PEOPLE}
    wait_until(lambda: last <= logged(demo), lambda: f"not logged: {last - logged(demo)}")
    with demo.sessions()() as session:
        priya = session.scalars(select(Contact.id).where(Contact.name == PEOPLE["priya"].name)).one()
        kinds = (Duty.kind == DutyKind.THANKS, Duty.contact_id == priya, Duty.superseded_at.is_(None))
        assert [duty.settled_at is not None for duty in session.scalars(select(Duty).where(*kinds))] == [True]
        kenji = session.scalars(select(Contact.phase).where(Contact.name == PEOPLE["kenji"].name)).one()
        assert kenji is Phase.OBTAIN
        user = session.scalars(select(User)).one()
        asked = {item.row.kind.value for item in triage.waiting(session, user.id)}
        assert asked >= {"alias", "person", "stranger", "unverified"}
        assert len(duplicates.pairs(session, user.id)) == 1
        leila = session.scalars(select(Contact.id).where(Contact.name == PEOPLE["leila"].name)).one()
        assert list(session.scalars(select(FollowUp.text).where(FollowUp.contact_id == leila))) == [
            "show her the result"
        ]
        assert list(audit.audit(session)) == []
        session.rollback()


def test_told_to_stop_it_leaves_nothing(demo: Demo) -> None:
    children = demo.children()
    assert len(children) == 3
    assert demo.leave(signal.SIGINT) == 0
    assert "Traceback" not in demo.said
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)
    assert list(demo.temporary.iterdir()) == []


@pytest.mark.parametrize("which", [0, 2])
def test_where_a_part_of_it_crashes_it_ends_and_leaves_nothing(tmp_path: Path, which: int) -> None:
    demo = start(tmp_path, every="60")
    demo.read_until("What to look at")
    children = demo.children()
    os.kill(children[which], signal.SIGKILL)
    _, err = demo.process.communicate(timeout=120)
    assert demo.process.returncode == 1
    assert "ended (signal 9)" in err
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("after", [0.3, 1.0, 3.0])
def test_stopped_while_it_prepares_it_leaves_nothing(tmp_path: Path, after: float) -> None:
    demo = start(tmp_path, every="60")
    demo.read_until("Preparing")
    time.sleep(after)  # wherever it is by then, on whatever machine
    assert demo.leave(signal.SIGTERM) == 0
    assert "Traceback" not in demo.said
    assert list(tmp_path.iterdir()) == []


def test_it_names_nobody_who_could_be_real() -> None:
    addresses = [person.address for person in PEOPLE.values()]
    addresses += re.findall(r"[\w.-]+@[\w.-]+", " ".join(f"{one.who} {one.text}" for one in (*PAST, *COMING)))
    assert all(address.rstrip(".").endswith(".example") for address in addresses)

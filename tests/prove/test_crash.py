"""The worker is killed again and again while mail arrives: each mail is there, once.

KILLS says how often (5 on each kind of database unless told), SEED makes the moments the same again.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from tests.conftest import Mailbox
from tests.mailsync.house import House, eventually
from tests.prove.mutants import GAP
from tests.prove.post import PEOPLE, Outcome, Sender, compare
from tests.servers.system import PATIENCE
from webapp.db import reading, transaction
from webapp.models import FolderEpoch, MailboxState
from webapp.services import contacts

KILLS = int(os.environ.get("KILLS", "5"))
SEED = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
ROOT = Path(__file__).parents[2]


@contextmanager
def inhabited(database_url: str, tmp_path: Path, mailbox: Mailbox) -> Iterator[House]:
    """A house with all the people who will write."""
    house = House(tmp_path, database_url, mailbox.server.cafile)
    house.add_mailbox(mailbox.server.imaps_port, user=mailbox.user, password=mailbox.password)
    with transaction(house.sessions) as session:
        for number in range(PEOPLE):
            card = contacts.Card(f"Person {number}", (f"person{number}@acme.test",))
            contacts.add(session, house.alice, card)
    assert house.once()  # so that no back-fill is owed, which would find again what was lost
    yield house
    house.engine.dispose()


@pytest.fixture
def home(database_url: str, tmp_path: Path, mailbox: Mailbox) -> Iterator[House]:
    """A house on each kind of database."""
    with inhabited(database_url, tmp_path, mailbox) as house:
        yield house


@pytest.fixture
def sqlite_home(tmp_path: Path, mailbox: Mailbox) -> Iterator[House]:
    """A house on SQLite."""
    with inhabited(f"sqlite:///{tmp_path / 'test.db'}", tmp_path, mailbox) as house:
        yield house


def start(house: House, *program: str) -> subprocess.Popen[bytes]:
    """Start a worker of its own process."""
    environment = os.environ | {
        "DATA_DIR": str(house.folder),
        "DATABASE_URL": house.url,
        "MAIL_CAFILE": house.cafile,
        "MAIL_ALLOWED_PRIVATE": "127.0.0.1 ::1",
        "LOG_LEVEL": "ERROR",
    }
    return subprocess.Popen([sys.executable, "-m", *program], env=environment, cwd=ROOT)


@contextmanager
def killed(worker: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Kill the worker at the end, whatever comes: one that is left would read the mail of what follows."""
    try:
        yield worker
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


@contextmanager
def sending(house: House, mailbox: Mailbox) -> Iterator[Sender]:
    sender = Sender(mailbox, random.Random(SEED), lambda: progress(house))
    thread = threading.Thread(target=sender.run, daemon=True)
    thread.start()
    try:
        yield sender
    finally:
        sender.stopped.set()
        thread.join(PATIENCE)


def progress(house: House) -> int:
    """How many mails the cursors have passed."""
    with reading(house.sessions) as session:
        return session.scalar(select(func.sum(FolderEpoch.cursor))) or 0


def kill_again_and_again(house: House, mailbox: Mailbox, kills: int, *program: str, within: float = 0.3) -> Outcome:
    """Kill the worker so often at random moments, let the real one finish, and ask the oracle."""
    dice = random.Random(SEED)
    began = time.monotonic()
    with sending(house, mailbox) as sender:
        for _ in range(kills):
            before = progress(house)
            with killed(start(house, *program)):
                # From the moment when it reads its first mail on: before that there is little to break.
                eventually(lambda before=before: progress(house) > before)
                time.sleep(dice.uniform(0, within))
    with killed(start(house, "mailsync", "--once")) as worker:
        assert worker.wait(PATIENCE) == 0
    outcome = compare(house, sender.sent)
    seconds = time.monotonic() - began
    print(f"\nseed {SEED}: {kills} kills of {' '.join(program)}, {outcome} in {seconds:.0f} s")
    return outcome


def test_crash_loses_nothing_and_doubles_nothing(home: House, mailbox: Mailbox) -> None:
    outcome = kill_again_and_again(home, mailbox, KILLS, "mailsync")
    assert outcome.flawless, outcome
    assert home.is_in(MailboxState.UP_TO_DATE)
    assert home.books().seen == outcome.mails
    assert home.is_sound()
    if home.url.startswith("sqlite"):
        with home.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"


def test_crash_of_a_worker_that_moves_the_cursor_first_is_seen_to_lose(sqlite_home: House, mailbox: Mailbox) -> None:
    outcome = kill_again_and_again(sqlite_home, mailbox, 6, "tests.prove.mutants", "cursor-first", within=2 * GAP)
    assert outcome.lost


def test_crash_of_a_worker_that_moves_the_cursor_last_is_seen_to_double(sqlite_home: House, mailbox: Mailbox) -> None:
    outcome = kill_again_and_again(sqlite_home, mailbox, 6, "tests.prove.mutants", "body-first", within=2 * GAP)
    assert outcome.twice

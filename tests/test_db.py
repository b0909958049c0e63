"""Engine and sessions: writers that queue, readers that never wait, and times that have a zone."""

from collections.abc import Iterator
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session, sessionmaker

from webapp.db import make_engine, make_sessions, reading, transaction
from webapp.models import Base, LoginAttempt, User

WRITES = 25


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    sessions = make_sessions(engine)
    with transaction(sessions) as session:
        session.add(User(email="alice@example.org", password_hash="-"))
    return sessions


def _count_up(url: str) -> int:
    """Read the version and write one more, over and over: what fails at once where a reader turns into a writer."""
    engine = make_engine(url)
    sessions = make_sessions(engine)
    for _ in range(WRITES):
        with transaction(sessions) as session:
            read = session.scalars(select(User.version).with_for_update()).one()
            session.execute(update(User).values(version=read + 1))
    engine.dispose()
    return WRITES


def _version(sessions: sessionmaker[Session]) -> int:
    with reading(sessions) as session:
        return session.scalars(select(User.version)).one()


def test_processes_that_write_at_once_wait_for_each_other(database_url: str, sessions: sessionmaker[Session]) -> None:
    with get_context("spawn").Pool(3) as pool:
        assert pool.map(_count_up, [database_url] * 3, chunksize=1) == [WRITES] * 3
    assert _version(sessions) == 3 * WRITES


def test_threads_that_write_at_once_wait_for_each_other(database_url: str, sessions: sessionmaker[Session]) -> None:
    threads = [Thread(target=_count_up, args=(database_url,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _version(sessions) == 3 * WRITES


def test_a_reader_does_not_wait_for_a_writer_and_sees_what_was_committed(sessions: sessionmaker[Session]) -> None:
    with transaction(sessions) as writer:
        writer.execute(update(User).values(version=7))
        assert _version(sessions) == 0
    assert _version(sessions) == 7


def test_a_writer_does_not_wait_for_a_reader(sessions: sessionmaker[Session]) -> None:
    with reading(sessions) as reader:
        assert reader.scalars(select(User.version)).one() == 0
        with transaction(sessions) as writer:
            writer.execute(update(User).values(version=7))
    assert _version(sessions) == 7


def test_an_error_rolls_all_of_a_transaction_back(sessions: sessionmaker[Session]) -> None:
    def write_and_fail() -> None:
        with transaction(sessions) as session:
            session.execute(update(User).values(version=7))
            raise LookupError

    with pytest.raises(LookupError):
        write_and_fail()
    assert _version(sessions) == 0


def test_a_time_without_a_zone_is_never_stored(sessions: sessionmaker[Session]) -> None:
    with sessions() as session:
        session.add(LoginAttempt(who="x", at=datetime(2026, 3, 2)))
        with pytest.raises(StatementError, match="without a zone"):
            session.flush()


def test_a_time_comes_back_as_the_same_moment_in_utc(sessions: sessionmaker[Session]) -> None:
    given = datetime.fromisoformat("2026-03-02T01:30:00+05:30")
    with transaction(sessions) as session:
        session.add(LoginAttempt(who="x", at=given))
    with reading(sessions) as session:
        found = session.scalars(select(LoginAttempt.at)).one()
    assert (found, found.isoformat()) == (given, "2026-03-01T20:00:00+00:00")


def test_sqlite_is_set_up_for_two_processes(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'test.db'}")
    with engine.connect() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "secure_delete", "busy_timeout")
        }
        assert connection.execute(text("SELECT lower('ÄNNE'), lower(NULL)")).one() == ("änne", None)
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 10_000}
    engine.dispose()

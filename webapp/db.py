"""Engine and session for both processes; on SQLite writers take the lock first, so that they can wait for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

BUSY_TIMEOUT_S = 10


def engine_options(url: str) -> dict[str, Any]:
    """Return the options with which an engine for `url` is to be made, for those who make it themselves."""
    # Values of rows, such as the text of a mail, are not quoted in errors, which end in logs.
    if make_url(url).get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": BUSY_TIMEOUT_S}, "hide_parameters": True}
    return {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 5, "hide_parameters": True}


def prepare(engine: Engine) -> Engine:
    """Give the engine what this project relies on: WAL, foreign keys, and writers that queue instead of failing."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_connect)
        event.listen(engine, "begin", _sqlite_begin)
    return engine


def make_engine(url: str) -> Engine:
    """Return a prepared engine for `url`."""
    return prepare(create_engine(url, **engine_options(url)))


def _sqlite_connect(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes too late for IMMEDIATE: it is switched off and _sqlite_begin takes its place.
    connection.isolation_level = None
    # SQLite's own lower() knows ASCII alone: "änne" would not find Änne.
    connection.create_function("lower", 1, _lower, deterministic=True)
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _lower(text: str | None) -> str | None:
    return None if text is None else text.lower()


def _sqlite_begin(connection: Any) -> None:
    # A transaction that reads first and writes later fails at once when another wrote meanwhile (SQLITE_BUSY_SNAPSHOT,
    # no busy timeout applies): every transaction that may write takes the write lock first. Readers say so.
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Return the maker of sessions that write."""
    return sessionmaker(engine, expire_on_commit=False)


@contextmanager
def transaction(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """Yield a session and commit at the end; an error rolls all of it back."""
    with sessions() as session, session.begin():
        yield session


@contextmanager
def reading(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """Yield a session that only reads: on SQLite it takes no write lock."""
    with sessions() as session:
        session.connection(execution_options={"read_only": True})
        yield session

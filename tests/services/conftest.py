"""A fresh database for each test, Alice who owns what it is about, and Charlie who is a stranger to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session, sessionmaker

from tests.schema import lay
from tests.servers.postgres import Postgres
from tests.services.make import person, user
from webapp.db import make_engine, make_sessions
from webapp.models import Contact, LoginAttempt, SetupToken, User


@pytest.fixture(scope="session")
def kept_database(postgres: Postgres) -> Iterator[str]:
    """A database on PostgreSQL that is made once and emptied after each test: making one takes longer than a test."""
    url = postgres.new_database()
    yield url
    postgres.drop(url)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database; a test that asks for it runs once on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    url: str = request.getfixturevalue("kept_database")
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A prepared engine on a database that has all tables."""
    engine = make_engine(database_url)
    lay(engine)
    yield engine
    with engine.begin() as connection:
        for model in (User, SetupToken, LoginAttempt):  # all other rows are a user's, and go with them
            connection.execute(delete(model))
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    """The maker of sessions, for tests of more than one transaction."""
    return make_sessions(engine)


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """One session for the whole test."""
    with sessions() as session:
        yield session


@pytest.fixture
def alice(session: Session) -> str:
    """The id of the user to whom everything belongs."""
    return user(session, "alice@example.org")


@pytest.fixture
def charlie(session: Session) -> str:
    """The id of another user."""
    return user(session, "charlie@example.org")


@pytest.fixture
def ana(session: Session, alice: str) -> Contact:
    """A contact of Alice's."""
    return person(session, alice, "Ana")

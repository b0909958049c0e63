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
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine of all tests on SQLite: a new one for each would compile every statement anew."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('services') / 'test.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_engine(postgres: Postgres) -> Iterator[Engine]:
    """The engine of all tests on PostgreSQL, where making a database takes longer than a test, too."""
    url = postgres.new_database()
    engine = make_engine(url)
    lay(engine)
    yield engine
    engine.dispose()
    postgres.drop(url)


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A prepared engine on a database that has all tables and no row; a test runs once on each kind."""
    kept: Engine = request.getfixturevalue(f"{request.param}_engine")
    if request.param == "sqlite":
        lay(kept)
        yield kept
        kept.dispose()
        for file in Path(str(kept.url.database)).parent.iterdir():
            file.unlink()
        return
    yield kept
    with kept.begin() as connection:
        for model in (User, SetupToken, LoginAttempt):  # all other rows are a user's, and go with them
            connection.execute(delete(model))


@pytest.fixture
def database_url(engine: Engine) -> str:
    """The address of the database."""
    return engine.url.render_as_string(hide_password=False)


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

"""A fresh database for each test, Alice who owns what it is about, and Charlie who is a stranger to it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from tests.services.make import person, user
from webapp.db import make_engine, make_sessions
from webapp.models import Base, Contact


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A prepared engine on a database that has all tables."""
    engine = make_engine(database_url)
    Base.metadata.create_all(engine)
    yield engine
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

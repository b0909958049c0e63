"""Real servers for the tests that ask for one: each starts once, on first use, and ends with the run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.servers.dovecot import Dovecot
from tests.servers.postgres import Postgres

_numbers = count(1)

# How long an example takes says how busy the machine is, and nothing of the product.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


@dataclass(frozen=True)
class Mailbox:
    """A user of their own on the running Dovecot, with nothing in any folder yet."""

    server: Dovecot
    user: str
    password: str

    def deliver(self, message: bytes) -> None:
        """Let a mail arrive in INBOX."""
        self.server.deliver(self.user, message)

    def append(self, folder: str, message: bytes, date: datetime | None = None) -> None:
        """Put a mail into a folder, as a mail program does."""
        self.server.append(self.user, folder, message, date)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """The run's IMAP server."""
    with Dovecot() as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The run's PostgreSQL cluster."""
    with Postgres() as server:
        yield server


@pytest.fixture
def mailbox(dovecot: Dovecot) -> Mailbox:
    """A mailbox that no other test uses."""
    user = f"user{next(_numbers)}@example.test"
    dovecot.set_password(user, "a pass")
    return Mailbox(dovecot, user, "a pass")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh, empty database; a test that asks for it runs once on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.new_database()
    yield url
    server.drop(url)

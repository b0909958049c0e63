"""Alice's house, with her mailbox on the real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Mailbox
from tests.mailsync.house import House
from tests.servers.dovecot import Dovecot


@pytest.fixture
def empty_house(tmp_path: Path, dovecot: Dovecot) -> Iterator[House]:
    """A house without a mailbox, on SQLite."""
    house = House(tmp_path, f"sqlite:///{tmp_path / 'test.db'}", dovecot.cafile)
    yield house
    house.engine.dispose()


@pytest.fixture
def house(empty_house: House, mailbox: Mailbox) -> House:
    """A house whose mailbox is on the real server; Jane is known."""
    empty_house.add_mailbox(mailbox.server.imaps_port, user=mailbox.user, password=mailbox.password)
    empty_house.meet()
    return empty_house

"""The same mails leave the same database: read twice, in any order, under whatever numbers."""

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from mailsync import pipeline
from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, STRANGER, House, ago, invitation, letter
from tests.prove import mutants
from tests.servers.dovecot import Dovecot

BEN = "ben@acme.test"
SOON = ago(days=-6)
MAILS = [
    ("Sent", letter(OWNER, JANE, "Could we talk for 20 minutes?", id="ask@x", at=ago(days=9))),
    ("INBOX", letter(JANE, answers="ask@x", text="Gladly. Tuesday at ten?", id="yes@x", at=ago(days=8))),
    ("INBOX", letter(JANE, text="I am away.", Auto_Submitted="auto-replied", answers="ask@x", at=ago(days=8.5))),
    ("Sent", letter(OWNER, JANE, "Thank you very much for your time!", answers="yes@x", id="ty@x", at=ago(days=6))),
    ("INBOX", letter(BEN, text="Hello, we met at the fair.", id="", at=ago(days=5))),
    ("INBOX", letter(BEN, text="One more thing.", id="", at=ago(days=4))),
    ("Sent", letter(OWNER, f"{BEN}, {JANE}", "Meet each other", id="intro@x", at=ago(days=3))),
    ("INBOX", letter(JANE, f"{OWNER}, {BEN}", "Thanks for this!", answers="intro@x", at=ago(days=2))),
    ("INBOX", letter(STRANGER, text="Buy now", at=ago(days=2))),
    ("INBOX", letter(BEN, text="Same number, one", id="same@x", at=ago(days=1))),
    ("INBOX", letter(BEN, text="Same number, other", id="same@x", at=ago(days=1))),
    ("INBOX", invitation(SOON, answers="ask@x", id="invited@x", at=ago(days=2.5))),
    ("INBOX", invitation(SOON + timedelta(days=1), sequence=1, answers="ask@x", id="moved@x", at=ago(days=2.4))),
]
RECEIVED = ago(hours=1)
_users = count(1)


@pytest.fixture
def build(dovecot: Dovecot, tmp_path: Path) -> Iterator[Callable[[str], tuple[House, Mailbox]]]:
    """Makes houses on empty mailboxes, all alike."""
    houses = []

    def make(url: str = "") -> tuple[House, Mailbox]:
        number = next(_users)
        mailbox = Mailbox(dovecot, f"same{number}@example.test", "a pass")
        dovecot.set_password(mailbox.user, mailbox.password)
        house = House(tmp_path / str(number), url or f"sqlite:///{tmp_path / str(number)}.db", dovecot.cafile)
        house.add_mailbox(dovecot.imaps_port, user=mailbox.user, password=mailbox.password)
        house.meet()
        house.meet(BEN, "Ben")
        houses.append(house)
        return house, mailbox

    yield make
    for house in houses:
        house.engine.dispose()


Build = Callable[..., tuple[House, Mailbox]]


def fill(mailbox: Mailbox, mails: list[tuple[str, bytes]]) -> None:
    for folder, mail in mails:
        mailbox.append(folder, mail, RECEIVED)


def read_at_once(build: Build) -> object:
    house, mailbox = build()
    fill(mailbox, MAILS)
    assert house.once()
    assert len(house.texts()) == len(MAILS) - 1
    return house.dump()


def test_mail_that_is_read_twice(build: Build, database_url: str) -> None:
    house, mailbox = build(database_url)
    fill(mailbox, MAILS)
    assert house.once()
    before = house.dump()
    assert house.once()
    assert house.dump() == before == read_at_once(build)


@pytest.mark.parametrize("seed", range(2))
def test_mail_that_comes_in_another_order_one_by_one(build: Build, database_url: str, seed: int) -> None:
    mails = list(MAILS)
    random.Random(seed).shuffle(mails)
    house, mailbox = build(database_url)
    for one in mails:
        fill(mailbox, [one])
        assert house.once()
    assert house.dump() == read_at_once(build)
    assert house.is_sound()


def test_mail_that_is_derived_after_a_batch(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    one_by_one = read_at_once(build)
    monkeypatch.setattr(pipeline, "FEW", 0)
    monkeypatch.setattr(pipeline, "BATCH", 3)
    assert read_at_once(build) == one_by_one


def test_copies_of_the_same_mails_in_another_folder(build: Build, database_url: str) -> None:
    house, mailbox = build(database_url)
    fill(mailbox, [*MAILS, *((folder, mail) for folder, mail in reversed(MAILS) if folder == "INBOX")])
    assert house.once()
    assert house.dump() == read_at_once(build)
    assert house.is_sound()


def renumbered(build: Build, url: str, values: list[int]) -> tuple[House, Mailbox]:
    """A third of the mail, then a new UIDVALIDITY for each further part of it, which comes in the gap before."""
    house, mailbox = build(url)
    parts = [MAILS[start :: len(values) + 1] for start in range(len(values) + 1)]
    fill(mailbox, parts[0])
    assert house.once()
    for value, part in zip(values, parts[1:], strict=True):
        fill(mailbox, part)
        for folder in ("INBOX", "Sent"):
            mailbox.server.set_uidvalidity(mailbox.user, folder, value)
        assert house.once()
    return house, mailbox


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "values", [[2_000_000_000], [1000], [2_000_000_000, 1000], [5000, 6000, 5000], [7000, 8000, 9000, 8000]], ids=str
)
def test_mail_that_is_renumbered_with_new_mail_in_the_gap(build: Build, database_url: str, values: list[int]) -> None:
    house, _ = renumbered(build, database_url, values)
    assert house.dump() == read_at_once(build)
    assert house.row().notice.startswith("Your mail server renumbered the folder")
    assert house.is_sound()


def test_mail_whose_numbers_are_dealt_anew(build: Build, database_url: str) -> None:
    house, mailbox = build(database_url)
    fill(mailbox, MAILS[:7])
    assert house.once()
    fill(mailbox, MAILS[7:])
    maildir = mailbox.server.maildir(mailbox.user)
    for index in maildir.rglob("dovecot*"):
        shutil.rmtree(index) if index.is_dir() else index.unlink()
    assert house.once()
    assert house.dump() == read_at_once(build)
    assert house.is_sound()


def test_a_reader_that_knows_mail_by_message_id_alone_is_seen_to_lose(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_at_once(build)
    monkeypatch.setattr(mutants.record, "arrival", mutants.record.arrival)
    mutants.message_id_only()
    house, mailbox = build()
    fill(mailbox, MAILS)
    house.once()
    assert house.dump() != whole
    assert len(house.texts()) < len(MAILS) - 1


def test_a_reader_that_ignores_uidvalidity_is_seen_to_lose(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants.ledger, "open_epoch", mutants.ledger.open_epoch)
    mutants.no_uidvalidity()
    house, mailbox = build()
    fill(mailbox, MAILS[4:6])
    assert house.once()
    for path in list(mailbox.server.maildir(mailbox.user).rglob("dovecot*")):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in mailbox.server.maildir(mailbox.user).rglob("cur/*"):
        path.unlink()
    for path in mailbox.server.maildir(mailbox.user).rglob("new/*"):
        path.unlink()
    fill(mailbox, MAILS[9:11])
    fill(mailbox, MAILS[1:2])
    house.once()
    assert len(house.texts()) < 5


def test_a_reader_that_numbers_mails_by_chance_is_seen_to_double(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants.record, "arrival", mutants.record.arrival)
    mutants.random_identity()
    house, _ = renumbered(build, "", [2_000_000_000])
    assert len(house.texts()) > len(MAILS) - 1

"""Mailboxes: a password that only the worker can read and no other server ever gets, leases, books and states."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.services.make import exchange, on, person, user, version
from webapp import sealing
from webapp.db import transaction
from webapp.models import AuditEntry, Contact, Fate, FolderEpoch, Mailbox, MailboxState, Message, MessageLocation
from webapp.services import mailboxes
from webapp.services.errors import Refused
from webapp.services.mailboxes import MailboxCard

PASSWORD = "correct horse battery"
CARD = MailboxCard("alice@example.org", "imap.example.org", password=PASSWORD)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with both halves of the key."""
    sealing.make_keys(tmp_path / "secrets")
    return tmp_path / "secrets"


@pytest.fixture
def box(session: Session, alice: str, keys: Path) -> Mailbox:
    """Alice's mailbox."""
    return mailboxes.add(session, alice, CARD, keys)


def epoch_of(session: Session, box: Mailbox, uidvalidity: int = 1, **counts: int) -> FolderEpoch:
    epoch = FolderEpoch(
        user_id=box.user_id, mailbox_id=box.id, folder="INBOX", role="inbox", uidvalidity=uidvalidity, **counts
    )
    session.add(epoch)
    session.flush()
    return epoch


def test_the_password_can_be_opened_by_the_worker(box: Mailbox, keys: Path) -> None:
    assert box.sealed_password is not None
    assert sealing.unseal(box.sealed_password, box.id, keys) == PASSWORD


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_without_encryption_is_for_this_machine(session: Session, alice: str, keys: Path, host: str) -> None:
    assert mailboxes.add(session, alice, replace(CARD, host=host, tls="plain"), keys).tls == "plain"


@pytest.mark.parametrize("host", ["imap.example.org", "192.168.1.5", "localhost.example.org"])
def test_without_encryption_no_password_goes_elsewhere(session: Session, alice: str, keys: Path, host: str) -> None:
    with pytest.raises(Refused) as refused:
        mailboxes.add(session, alice, replace(CARD, host=host, tls="plain"), keys)
    assert refused.value.field == "tls"


def test_the_password_is_nowhere_in_the_files_of_the_database(
    session: Session, box: Mailbox, keys: Path, database_url: str
) -> None:
    mailboxes.change(session, box.user_id, box.id, replace(CARD, password="another secret word"), keys)
    session.commit()
    if database_url.startswith("sqlite"):
        folder = Path(database_url.removeprefix("sqlite:///")).parent
        files = [path.read_bytes() for path in folder.glob("test.db*")]
        assert any(b"imap.example.org" in text for text in files)
    else:
        rows = session.scalars(select(Mailbox)).all(), session.scalars(select(AuditEntry)).all()
        files = [repr([vars(row) for table in rows for row in table]).encode()]
    for text in files:
        assert PASSWORD.encode() not in text
        assert b"another secret word" not in text


@pytest.mark.parametrize(
    "other", [{"host": "imap.evil.example"}, {"port": 143}, {"tls": "starttls"}, {"username": "bob"}], ids=str
)
def test_a_stored_password_never_goes_to_another_server(
    session: Session, box: Mailbox, keys: Path, other: dict[str, object]
) -> None:
    sealed = box.sealed_password
    with pytest.raises(Refused) as refusal:
        mailboxes.change(session, box.user_id, box.id, replace(CARD, password="", **other), keys)
    assert refusal.value.field == "password"
    assert not session.dirty  # so it makes no difference whether the caller commits
    assert (box.host, box.port, box.tls, box.username) == ("imap.example.org", 993, "tls", "alice@example.org")
    assert box.sealed_password == sealed


@pytest.mark.parametrize(
    "other", [{"host": "imap.evil.example"}, {"port": 143}, {"tls": "starttls"}, {"username": "bob"}], ids=str
)
def test_with_a_change_of_server_the_new_password_replaces_the_old(
    session: Session, box: Mailbox, keys: Path, other: dict[str, object]
) -> None:
    mailboxes.change(session, box.user_id, box.id, replace(CARD, password="new word", **other), keys)
    assert box.sealed_password is not None
    assert sealing.unseal(box.sealed_password, box.id, keys) == "new word"


def test_the_same_server_written_otherwise_keeps_the_password(session: Session, box: Mailbox, keys: Path) -> None:
    sealed = box.sealed_password
    card = replace(CARD, password="", host=" IMAP.Example.ORG. ", sent_folder="Gesendet")
    mailboxes.change(session, box.user_id, box.id, card, keys)
    assert (box.sealed_password, box.sent_folder) == (sealed, "Gesendet")


@pytest.mark.parametrize("other", [{"host": "imap.other.example"}, {"username": "bob"}], ids=str)
def test_another_account_is_read_from_its_beginning_and_what_was_logged_stays(
    session: Session, ana: Contact, box: Mailbox, keys: Path, other: dict[str, object]
) -> None:
    exchange(session, ana)
    epoch_of(session, box, cursor=7)
    mailboxes.change(session, box.user_id, box.id, replace(CARD, **other), keys)
    assert mailboxes.epochs_of(session, box) == []
    assert len(session.scalars(select(Message)).all()) == 2


def test_a_worker_at_the_old_server_writes_nothing_more(session: Session, box: Mailbox, keys: Path) -> None:
    mailboxes.lease(session, "one", on(0), MINUTE)
    fence = box.fence
    mailboxes.change(session, box.user_id, box.id, replace(CARD, port=143), keys)
    assert box.fence > fence
    assert mailboxes.lease(session, "two", on(0), MINUTE) == [box]


def test_saving_an_unchanged_mailbox_tries_again_at_once(session: Session, box: Mailbox, keys: Path) -> None:
    box.password_failures, box.next_try_at = 3, on(9)
    mailboxes.went(session, box, MailboxState.NEEDS_YOU, "The password was refused.")
    mailboxes.change(session, box.user_id, box.id, replace(CARD, password=""), keys)
    assert (box.state, box.password_failures, box.next_try_at) == (MailboxState.WAITING, 0, None)
    assert box.check_requested_at is not None


def test_a_paused_mailbox_stays_paused_when_it_is_changed(session: Session, box: Mailbox, keys: Path) -> None:
    mailboxes.pause(session, box.user_id, box.id)
    mailboxes.change(session, box.user_id, box.id, replace(CARD, sent_folder="Sent"), keys)
    assert box.state is MailboxState.PAUSED
    mailboxes.check_now(session, box.user_id, box.id)
    assert box.state is MailboxState.WAITING


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "alice"), ("host", ""), ("host", "a b"), ("host", "user@host"), ("host", "http://x"), ("port", 0),
        ("port", 65536), ("tls", "maybe"), ("password", ""), ("password", "a\nb"), ("password", "a\x00b"),
        ("other_addresses", "fine@example.org nonsense"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_mailbox_is_refused_beside_its_field(
    session: Session, alice: str, keys: Path, field: str, value: object
) -> None:
    with pytest.raises(Refused) as refusal:
        mailboxes.add(session, alice, replace(CARD, **{field: value}), keys)
    assert refusal.value.field == field


def test_a_mailbox_is_added_once(session: Session, box: Mailbox, keys: Path) -> None:
    with pytest.raises(Refused):
        mailboxes.add(session, box.user_id, replace(CARD, address="ALICE@example.org"), keys)


def test_a_removed_mailbox_leaves_what_was_logged(session: Session, ana: Contact, box: Mailbox) -> None:
    exchange(session, ana)
    place = MessageLocation(user_id=box.user_id, epoch_id=epoch_of(session, box).id, uid=1, fate=Fate.LOGGED)
    session.add(place)
    session.flush()
    mailboxes.remove(session, box.user_id, box.id)
    session.flush()
    assert session.scalars(select(MessageLocation)).all() == []
    assert len(session.scalars(select(Message)).all()) == 2


def test_the_users_own_addresses_are_those_they_log_in_with_and_write_from(
    session: Session, box: Mailbox, keys: Path
) -> None:
    card = replace(CARD, username="a.login@example.org", other_addresses="A@work.example, b@work.example")
    mailboxes.change(session, box.user_id, box.id, card, keys)
    wanted = {"alice@example.org", "a.login@example.org", "a@work.example", "b@work.example"}
    assert mailboxes.owners(session, box.user_id) == wanted


def test_a_lease_is_held_by_one_worker_until_it_ends(session: Session, box: Mailbox) -> None:
    assert mailboxes.lease(session, "one", on(0), MINUTE) == [box]
    fence = box.fence
    assert mailboxes.lease(session, "two", on(0), MINUTE) == []
    assert mailboxes.lease(session, "one", on(0) + MINUTE / 2, MINUTE) == [box]
    assert box.fence == fence
    assert mailboxes.lease(session, "two", on(0) + MINUTE, MINUTE) == []
    assert mailboxes.lease(session, "two", on(0) + 2 * MINUTE, MINUTE) == [box]
    assert box.fence == fence + 1


def test_a_worker_that_stops_gives_its_leases_up(session: Session, box: Mailbox) -> None:
    mailboxes.lease(session, "one", on(0), MINUTE)
    fence = box.fence
    mailboxes.release(session, "two")
    assert mailboxes.lease(session, "two", on(0), MINUTE) == []
    mailboxes.release(session, "one")
    session.expire_all()
    assert mailboxes.lease(session, "two", on(0), MINUTE) == [box]
    assert box.fence == fence + 1


def test_of_two_workers_at_once_each_mailbox_is_leased_by_one(sessions: sessionmaker[Session], keys: Path) -> None:
    with transaction(sessions) as session:
        alice = user(session, "alice@example.org")
        for number in range(6):
            mailboxes.add(session, alice, replace(CARD, address=f"a{number}@example.org"), keys)
    barrier, leased = Barrier(2), dict[str, list[str]]()

    def work(name: str) -> None:
        barrier.wait()
        with transaction(sessions) as session:
            leased[name] = [box.id for box in mailboxes.lease(session, name, on(0), MINUTE)]

    workers = [Thread(target=work, args=(name,)) for name in ("one", "two")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    everything = leased["one"] + leased["two"]
    assert len(set(everything)) == len(everything)
    with transaction(sessions) as session:
        owner = {box.id: box.lease_owner for box in session.scalars(select(Mailbox))}
        assert all(owner[box] == name for name, boxes in leased.items() for box in boxes)


def test_the_books_of_a_mailbox_are_summed_over_its_folders(session: Session, box: Mailbox) -> None:
    first, second = epoch_of(session, box, 1, seen=4, unrelated=2), epoch_of(session, box, 2, seen=3, unrelated=0)
    fates = [
        (first, 1, Fate.LOGGED),
        (first, 2, Fate.AUTOMATIC),
        (second, 1, Fate.QUARANTINED),
        (second, 2, Fate.TOO_LARGE),
    ]
    session.add_all(
        MessageLocation(user_id=box.user_id, epoch_id=epoch.id, uid=uid, fate=fate) for epoch, uid, fate in fates
    )
    session.flush()
    books = mailboxes.books(session, box)
    assert (books.seen, books.accounted, books.balance) == (7, 6, False)
    assert (books.logged, books.automatic, books.quarantined, books.too_large, books.unrelated) == (1, 1, 1, 1, 2)
    assert mailboxes.books(session, box, [first]).balance


def test_the_time_of_a_state_moves_with_the_state_alone(session: Session, box: Mailbox) -> None:
    box.state_at = on(0)
    mailboxes.went(session, box, MailboxState.WAITING, "The server does not answer.", on(1))
    assert (box.state_at, box.next_try_at) == (on(0), on(1))
    mailboxes.went(session, box, MailboxState.UP_TO_DATE)
    assert (box.state_at > on(0), box.next_try_at, box.state_reason) == (True, None, "")


def test_a_state_that_stays_the_same_wakes_no_page(session: Session, box: Mailbox) -> None:
    mailboxes.went(session, box, MailboxState.UP_TO_DATE)
    before = version(session, box.user_id)
    mailboxes.went(session, box, MailboxState.UP_TO_DATE)
    assert version(session, box.user_id) == before
    mailboxes.went(session, box, MailboxState.WAITING, "The server does not answer.")
    assert version(session, box.user_id) == before + 1


def test_past_mail_that_was_fetched_is_owed_no_longer(session: Session, box: Mailbox) -> None:
    person(session, box.user_id, "Jo")
    owed = mailboxes.addresses_to_backfill(session, box)
    assert list(owed.values()) == ["jo@people.example"]
    mailboxes.backfilled(session, box, dict.fromkeys(owed, 2))
    assert mailboxes.addresses_to_backfill(session, box) == {}

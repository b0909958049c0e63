"""The worker: whose mailbox it is, when it is read, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from mailsync import watch as watching
from mailsync import worker as working
from mailsync.connection import Connection
from mailsync.record import Recorder, Unrelated
from mailsync.worker import Worker
from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, House, ago, eventually, letter
from tests.servers.liar import Liar
from tests.servers.system import PATIENCE
from webapp.db import reading, transaction
from webapp.models import Contact, FolderEpoch, MailboxState, User, utcnow
from webapp.services import mailboxes, users
from webapp.services.ledger import LeaseLost

ROOT = Path(__file__).parents[2]


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No poll comes to the help of what is to be noticed otherwise."""
    monkeypatch.setattr(working, "SENT_EVERY", 3600.0)


def listening(worker: Worker) -> bool:
    return any(slot.watch.listening for slot in worker.slots.values())


def test_mail_that_arrives_is_noticed_without_a_poll(house: House, mailbox: Mailbox, unhurried: None) -> None:
    with house.working() as worker:
        eventually(lambda: listening(worker))
        mailbox.deliver(letter(text="Just now"))
        eventually(lambda: house.texts() == ["Just now"])


def test_sent_mail_is_looked_for_often_while_a_page_is_open(
    house: House, mailbox: Mailbox, unhurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "OPEN_PAGE", timedelta(hours=1))
    with transaction(house.sessions) as session:
        users.sign_in(session, session.get_one(User, house.alice))
    with house.working() as worker:
        eventually(lambda: listening(worker))
        mailbox.append("Sent", letter(OWNER, JANE, "Written just now"))
        eventually(lambda: house.texts() == ["Written just now"])


class Chatty(Liar):
    """Tells of new mail with the last answer before the client listens, and never again."""

    said_it = False

    def finish(self, tag: bytes, command: bytes) -> bytes:
        if command.startswith(b"EXAMINE") and b"INBOX" in command and not self.said_it:
            self.said_it = True
            return tag + b" OK done\r\n* 4 EXISTS\r\n"
        return super().finish(tag, command)

    def idle(self, line: socket.socket) -> None:
        line.sendall(b"+ idling\r\n")


def test_news_told_before_the_listening_lead_to_another_round(empty_house: House, unhurried: None) -> None:
    with Chatty() as server:
        empty_house.add_mailbox(server.port, "plain")
        with empty_house.working():
            eventually(lambda: sum(line == b'EXAMINE "INBOX"' for line in server.commands) >= 2)


def test_a_server_that_cannot_push_is_polled(
    empty_house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "SENT_EVERY", 1.0)
    monkeypatch.setattr(Connection, "has_idle", False)
    empty_house.add_mailbox(mailbox.server.imaps_port, user=mailbox.user, password=mailbox.password)
    empty_house.meet()
    with empty_house.working() as worker:
        eventually(empty_house.up_to_date)
        assert not listening(worker)
        mailbox.deliver(letter(text="Polled"))
        eventually(lambda: empty_house.texts() == ["Polled"])


def test_a_line_that_had_held_is_made_anew_without_a_word(
    house: House, mailbox: Mailbox, unhurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "STEADY", 0.0)
    with house.working() as worker:
        eventually(lambda: listening(worker))
        since = house.row().state_at
        mailbox.server.kick(mailbox.user)
        mailbox.deliver(letter(text="After the kick"))
        eventually(lambda: house.texts() == ["After the kick"])
        assert house.row().state is MailboxState.UP_TO_DATE
        assert house.row().state_at == since


def test_a_line_that_breaks_at_once_is_asked_for_ever_less_often(
    house: House, mailbox: Mailbox, unhurried: None
) -> None:
    with house.working() as worker:
        for failures in (1, 2):
            eventually(lambda: listening(worker))
            mailbox.server.kick(mailbox.user)
            eventually(lambda: house.is_in(MailboxState.WAITING))
            assert worker.slots[house.mailbox].watch.status.failures == failures
            house.change(next_try_at=None)


def test_a_paused_mailbox_is_not_read_until_it_is_resumed(house: House, mailbox: Mailbox, unhurried: None) -> None:
    with house.working() as worker:
        eventually(lambda: listening(worker))
        house.pause()
        eventually(lambda: not listening(worker))
        mailbox.deliver(letter(text="Meanwhile"))
        time.sleep(1.5)
        assert house.texts() == []
        house.check_now()
        eventually(lambda: house.texts() == ["Meanwhile"])
        eventually(lambda: house.is_in(MailboxState.UP_TO_DATE))


def test_a_pause_ends_a_long_first_reading(house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MANY", 0)
    monkeypatch.setattr("mailsync.pipeline.FEW", 0)
    monkeypatch.setattr("mailsync.pipeline.BATCH", 1)
    whole = Recorder.record

    def pausing(self: Recorder, *rest: object, **more: object) -> None:
        whole(self, *rest, **more)
        house.pause()

    monkeypatch.setattr(Recorder, "record", pausing)
    for number in range(3):
        mailbox.deliver(letter(text=f"Number {number}"))
    assert not house.once()
    assert house.texts() == ["Number 0"]
    assert house.is_in(MailboxState.PAUSED)


def test_a_check_asked_for_while_waiting_begins_at_once(house: House, mailbox: Mailbox, unhurried: None) -> None:
    house.change(state=MailboxState.WAITING, next_try_at=ago(hours=-1))
    with house.working():
        time.sleep(1.2)
        assert house.row().checked_at is None
        house.check_now()
        eventually(house.up_to_date)


def test_a_mailbox_that_is_just_added_is_read_at_once(
    empty_house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "RENEW_EVERY", 3600.0)  # the next regular look comes too late
    with empty_house.working():
        time.sleep(0.5)
        empty_house.add_mailbox(mailbox.server.imaps_port, user=mailbox.user, password=mailbox.password)
        eventually(empty_house.up_to_date)


def test_an_idle_worker_waits(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = []
    whole = Worker._turn
    monkeypatch.setattr(Worker, "_turn", lambda self: (turns.append(1), whole(self))[1])
    for state in (MailboxState.PAUSED, MailboxState.NEEDS_YOU):
        house.change(state=state)
        turns.clear()
        with house.working():
            time.sleep(2)
        assert len(turns) < 6


def test_a_worker_fenced_off_cannot_write_and_lets_go(house: House, mailbox: Mailbox) -> None:
    first = house.worker()
    first._lease()
    slot = first.slots[house.mailbox]
    first._round(slot)
    house.change(lease_until=ago(seconds=1))
    second = Worker(house.settings, house.sessions, name="second:1:x")
    second._lease()
    mailbox.deliver(letter())
    epoch = next(row for row in house.all(FolderEpoch) if row.role == "inbox")
    with pytest.raises(LeaseLost):
        slot.watch.recorder.record(epoch.id, [Unrelated(1)], cursor=1)
    assert not first._round(slot)
    first._lease()
    assert not first.slots
    assert slot.watch.connection is None
    assert second._round(second.slots[house.mailbox])
    assert house.books().logged == 1
    second._give_up()


def test_a_worker_that_dies_loses_its_leases_when_they_run_out(house: House) -> None:
    dead = Worker(house.settings, house.sessions, name="elsewhere:1:x")
    dead._lease()
    heir = house.worker()
    heir._bury()
    heir._lease()
    assert not heir.slots
    house.change(lease_until=ago(seconds=1))
    heir._lease()
    assert list(heir.slots) == [house.mailbox]


def test_a_worker_that_died_on_this_machine_is_succeeded_at_once(house: House) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    dead = house.worker()
    dead.name = dead.name.replace(str(os.getpid()), str(gone.pid))
    dead._lease()
    assert house.once()


def test_a_worker_that_lives_on_this_machine_keeps_its_leases(house: House) -> None:
    other = house.worker()
    other.name = other.name.replace(str(os.getpid()), str(os.getppid()))
    other._lease()
    house.once()
    assert house.row().lease_owner == other.name


def test_a_long_round_keeps_the_leases_alive(house: House) -> None:
    worker = house.worker()
    worker._lease()
    house.change(lease_until=ago(seconds=30))
    worker._leased_at -= working.RENEW_EVERY
    worker._breathe()
    assert house.row().lease_until > ago()


def test_a_first_reading_lets_other_mailboxes_have_their_turn(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailsync.pipeline.FEW", 0)
    monkeypatch.setattr("mailsync.pipeline.BATCH", 2)
    for number in range(5):
        mailbox.deliver(letter(text=f"Number {number}"))
    worker = house.worker()
    worker._lease()
    slot = worker.slots[house.mailbox]
    lengths = []
    while not worker._round(slot, until=time.monotonic()):
        lengths.append(len(house.texts()))
        assert slot.last_round == working.NEVER
    assert lengths == [2, 4]
    assert len(house.texts()) == 5
    assert house.is_sound()
    worker._give_up()


def test_a_disk_that_is_nearly_full_stops_the_reading_with_a_sentence(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(letter(text="Later"))
    with monkeypatch.context() as full:
        full.setattr(working, "LEAST_FREE", 10**18)
        assert not house.once()
    row = house.row()
    assert row.state is MailboxState.WAITING
    assert "disk of this server is nearly full" in row.state_reason
    assert row.next_try_at is not None
    house.change(next_try_at=None)
    assert house.once()
    assert house.texts() == ["Later"]


def test_after_the_machine_slept_all_lines_are_made_anew(
    house: House, unhurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with house.working() as worker:
        eventually(lambda: listening(worker))
        before = worker.slots[house.mailbox].watch.connection
        slept = working._seconds_slept() + 8 * 3600
        monkeypatch.setattr(working, "_seconds_slept", lambda: slept)
        eventually(lambda: listening(worker) and worker.slots[house.mailbox].watch.connection is not before)


def test_a_database_that_fails_does_not_make_it_spin(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {"text": "somebody's mail"}, Exception("disk I/O error"))

    worker = house.worker()
    worker._lease()
    slot = worker.slots[house.mailbox]
    monkeypatch.setattr(watching.Watch, "round", failing)
    monkeypatch.setattr("mailsync.status.Status.failed", failing)
    assert not worker._round(slot)
    assert not worker._awake(worker._wishes())
    assert "somebody's mail" not in caplog.text
    monkeypatch.undo()
    worker._give_up()


def test_once_skips_who_needs_their_user_and_says_so(house: House) -> None:
    house.change(state=MailboxState.NEEDS_YOU)
    assert not house.once()
    assert house.row().checked_at is None


def test_who_was_deleted_long_ago_is_really_deleted(empty_house: House) -> None:
    jane = empty_house.meet()
    with transaction(empty_house.sessions) as session:
        session.get_one(Contact, jane).deleted_at = utcnow() - timedelta(days=31)
    empty_house.worker().once()
    with reading(empty_house.sessions) as session:
        assert session.get(Contact, jane) is None


def test_once_is_content_where_all_is_paused(house: House) -> None:
    house.pause()
    assert house.once()


def environment(house: House) -> dict[str, str]:
    return os.environ | {
        "DATA_DIR": str(house.folder),
        "DATABASE_URL": house.url,
        "MAIL_CAFILE": house.cafile,
        "MAIL_ALLOWED_PRIVATE": "127.0.0.1 ::1",
        "LOG_LEVEL": "DEBUG",
    }


def run_once(house: House) -> int:
    command = [sys.executable, "-m", "mailsync", "--once"]
    return subprocess.run(command, env=environment(house), cwd=ROOT, check=False, timeout=PATIENCE).returncode


def test_the_exit_status_of_once_says_whether_all_went_well(house: House) -> None:
    assert run_once(house) == 0
    house.change(host="nowhere.invalid")
    assert run_once(house) == 1


def test_a_bad_setting_is_said_in_a_sentence(house: House) -> None:
    wrong = environment(house) | {"MAIL_ALLOWED_PRIVATE": "nonsense"}
    done = subprocess.run(
        [sys.executable, "-m", "mailsync"], env=wrong, cwd=ROOT, check=False, capture_output=True, timeout=PATIENCE
    )
    assert done.returncode == 2
    assert b"MAIL_ALLOWED_PRIVATE holds" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.fixture
def process(house: House) -> Iterator[subprocess.Popen[bytes]]:
    """The worker as a service manager starts it."""
    with (house.folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "mailsync"]
        running = subprocess.Popen(command, env=environment(house), cwd=ROOT, stderr=log)
    yield running
    running.kill()
    running.wait()


def test_a_signal_ends_it_within_seconds_and_gives_the_leases_up(
    house: House, process: subprocess.Popen[bytes]
) -> None:
    eventually(house.up_to_date)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert (house.row().lease_owner, house.row().lease_until) == ("", None)


class Stuck(Liar):
    """Takes a command and never answers it."""

    def answer(self, tag: bytes, command: bytes) -> bytes:
        return b"" if command.startswith(b"EXAMINE") else super().answer(tag, command)


def test_a_signal_ends_it_also_while_a_server_keeps_it_waiting(
    empty_house: House,
) -> None:
    house = empty_house
    with Stuck() as server:
        house.add_mailbox(server.port, "plain")
        command = [sys.executable, "-m", "mailsync"]
        running = subprocess.Popen(command, env=environment(house), cwd=ROOT)
        eventually(lambda: any(line.startswith(b"EXAMINE") for line in server.commands))
        running.send_signal(signal.SIGTERM)
        assert running.wait(10) == 0
    assert house.row().lease_owner == ""


def test_the_log_names_nobody_and_quotes_nothing(
    house: House, mailbox: Mailbox, process: subprocess.Popen[bytes]
) -> None:
    mailbox.deliver(letter(text="A secret text", subject="A secret subject"))
    eventually(lambda: house.texts() == ["A secret text"])
    mailbox.server.kick(mailbox.user)
    eventually(lambda: b"ConnectionLost" in (house.folder / "log").read_bytes() or not house.up_to_date())
    process.send_signal(signal.SIGTERM)
    process.wait(PATIENCE)
    log = (house.folder / "log").read_text()
    for secret in ("secret", OWNER, mailbox.user, mailbox.password, "jane@"):
        assert secret not in log


def test_a_changed_password_is_tried_at_once(house: House, mailbox: Mailbox, unhurried: None) -> None:
    with house.working() as worker:
        eventually(lambda: listening(worker))
        with transaction(house.sessions) as session:
            card = mailboxes.MailboxCard(OWNER, "localhost", mailbox.user, "wrong pass", mailbox.server.imaps_port)
            mailboxes.change(session, house.alice, house.mailbox, card, house.settings.secrets_dir)
        eventually(lambda: house.row().password_failures > 0)


def test_leases_last_longer_than_they_are_renewed() -> None:
    assert timedelta(seconds=2 * working.RENEW_EVERY) < working.LEASE

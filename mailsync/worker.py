"""The worker: leases the mailboxes, waits on all their connections at once, and makes a round where one is due."""

from __future__ import annotations

import logging
import os
import secrets
import selectors
import shutil
import socket
import time
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from mailsync.errors import MailServerError
from mailsync.record import Recorder
from mailsync.status import NeedsRoom, NeedsUser, Status
from mailsync.watch import Watch
from webapp.config import Settings
from webapp.db import reading, transaction
from webapp.models import Backfill, Mailbox, MailboxState, utcnow
from webapp.services import mailboxes, users
from webapp.services.ledger import LeaseLost

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
RENEW_EVERY = 15.0
LOOK_EVERY = 1.0  # at the rows with which pages ask for something
SENT_EVERY, SENT_EVERY_WHILE_OPEN = 60.0, 2.0
OPEN_PAGE = timedelta(seconds=15)
IDLE_WINDOW = 300.0  # RFC 2177 allows 29 minutes; many a router forgets the line after five
LEAST_FREE = 200_000_000
LONG_SLEEP = 120.0


@dataclass(slots=True)
class Slot:
    """A watch with its times on the worker's own clock."""

    watch: Watch
    last_round: float = float("-inf")
    listening_since: float = 0.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the rows say: the state of each mailbox, which ones to check at once, and whose pages are open."""

    mailboxes: dict[str, Mailbox] = field(default_factory=dict)
    at_once: frozenset[str] = frozenset()
    open_pages: frozenset[str] = frozenset()


@dataclass(slots=True)
class Worker:
    """One process reading many mailboxes. `stop` may be called from a signal handler."""

    settings: Settings
    sessions: sessionmaker[Session]
    name: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}")
    slots: dict[str, Slot] = field(default_factory=dict)
    stopping: bool = False
    _leased_at: float = float("-inf")
    _slept: float = field(init=False)

    def __post_init__(self) -> None:
        self._slept = _seconds_slept()

    def stop(self) -> None:
        """Ask the loop to end after what it is doing."""
        self.stopping = True

    def run(self) -> None:
        """Work until stopped; then give the leases up, so that another worker can begin at once."""
        try:
            while not self.stopping:
                self._turn()
        finally:
            self._give_up()

    def once(self) -> bool:
        """Make one round through every mailbox that is not paused, as cron wants it; return whether all went well."""
        try:
            self._lease()
            rows = self._wishes().mailboxes
            awake = [slot for key, slot in self.slots.items() if rows[key].state is not MailboxState.PAUSED]
            went = [self._round(slot) for slot in awake]  # all of them, also after one that failed
            return all(went)
        finally:
            self._give_up()

    def _give_up(self) -> None:
        for slot in self.slots.values():
            slot.watch.close()
        with transaction(self.sessions) as session:
            mailboxes.release(session, self.name)

    def _turn(self) -> None:
        try:
            self._wake()
            if time.monotonic() - self._leased_at >= RENEW_EVERY:
                self._lease()
            wishes = self._wishes()
        except OperationalError:
            log.exception("the database does not answer")
            time.sleep(LOOK_EVERY)
            return
        told = self._wait(wishes)
        for key, slot in list(self.slots.items()):
            if not self.stopping and self._due(slot, key, wishes, key in told):
                self._round(slot)

    def _wake(self) -> None:
        """Drop connections that went stale while the machine slept: the monotonic clock does not count sleep."""
        slept = _seconds_slept()
        if slept - self._slept > LONG_SLEEP:
            for slot in self.slots.values():
                slot.watch.close()
                slot.last_round = float("-inf")
        self._slept = slept

    def _lease(self) -> None:
        with transaction(self.sessions) as session:
            mine = {row.id: row for row in mailboxes.lease(session, self.name, utcnow(), LEASE)}
        self._leased_at = time.monotonic()
        for gone in self.slots.keys() - mine.keys():
            self.slots.pop(gone).watch.close()
        for key, row in mine.items():
            if key not in self.slots or self.slots[key].watch.recorder.fence != row.fence:
                recorder = Recorder(self.sessions, row.user_id, row.id, row.fence)
                self.slots[key] = Slot(Watch(self.settings, recorder, Status(recorder)))

    def _wishes(self) -> Wishes:
        with reading(self.sessions) as session:
            rows = {row.id: row for row in session.scalars(select(Mailbox).where(Mailbox.id.in_(self.slots)))}
            backfills = session.scalars(select(Backfill.mailbox_id).where(Backfill.done_at.is_(None)))
            at_once = {key for key, row in rows.items() if row.check_requested_at is not None} | set(backfills)
            return Wishes(rows, frozenset(at_once), frozenset(users.page_open_since(session, utcnow() - OPEN_PAGE)))

    def _wait(self, wishes: Wishes) -> set[str]:
        """Wait for news on any line, at most until it is time to look at the rows again; return whose line has some."""
        lines = {key: slot.watch.connection for key, slot in self.slots.items() if slot.watch.listening}
        told = {key for key, line in lines.items() if line is None or line.lost or line.pending()}
        with selectors.DefaultSelector() as selector:
            for key, line in lines.items():
                if key not in told and line is not None:
                    selector.register(line, selectors.EVENT_READ, key)
            eager = told or any(slot.last_round == float("-inf") for slot in self.slots.values())
            ready = selector.select(0 if eager else LOOK_EVERY)
        return told | {key.data for key, _ in ready}

    def _due(self, slot: Slot, key: str, wishes: Wishes, told: bool) -> bool:
        row = wishes.mailboxes.get(key)
        if row is None or row.state is MailboxState.PAUSED:
            slot.watch.close()
            return False
        if row.state is MailboxState.NEEDS_YOU:
            return row.next_try_at is not None and row.next_try_at <= utcnow()
        if row.state is MailboxState.WAITING:
            return row.next_try_at is None or row.next_try_at <= utcnow()
        since = time.monotonic() - slot.last_round
        every = SENT_EVERY_WHILE_OPEN if row.user_id in wishes.open_pages else SENT_EVERY
        tired = slot.watch.listening and time.monotonic() - slot.listening_since >= IDLE_WINDOW
        return told or tired or key in wishes.at_once or since >= every

    def _round(self, slot: Slot) -> bool:
        watch = slot.watch
        try:
            if self._disk_full():
                raise NeedsRoom
            watch.stop_listening()
            watch.round()
            watch.listen()
        except LeaseLost:
            log.info("another worker reads this mailbox now")
            watch.close()
            self._leased_at = float("-inf")
            return False
        except Exception as error:
            return self._failed(slot, error)
        finally:
            slot.last_round = slot.listening_since = time.monotonic()
        return True

    def _failed(self, slot: Slot, error: Exception) -> bool:
        slot.watch.close()
        expected = isinstance(error, MailServerError | NeedsUser | NeedsRoom)
        detail = getattr(error, "detail", "")
        log.warning(
            "mailbox %s: %s %s", slot.watch.recorder.mailbox_id, type(error).__name__, detail, exc_info=not expected
        )
        try:
            slot.watch.status.failed(error)
        except (OperationalError, LeaseLost):
            log.exception("the state of the mailbox could not be written")
        return False

    def _disk_full(self) -> bool:
        return shutil.disk_usage(self.settings.data_dir).free < LEAST_FREE


def _seconds_slept() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.monotonic()

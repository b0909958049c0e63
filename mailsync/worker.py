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
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from mailsync.digests import Digests
from mailsync.errors import MailServerError, where
from mailsync.importing import UPLOADS, Importer, clear
from mailsync.letters import Letters
from mailsync.record import Recorder
from mailsync.status import Interrupted, NeedsRoom, NeedsUser, Status
from mailsync.watch import Watch
from webapp.config import Settings
from webapp.db import reading, transaction
from webapp.models import Backfill, Mailbox, MailboxState, utcnow
from webapp.services import deleted, digests, imports, letters_drafts, mailboxes, users
from webapp.services.ledger import LeaseLost

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
RENEW_EVERY = 15.0
LOOK_EVERY = 1.0  # at the rows with which pages ask for something
# Each round ends the listening and begins it anew: well within the five minutes after which routers forget a line.
SENT_EVERY, SENT_EVERY_WHILE_OPEN = 60.0, 2.0
OPEN_PAGE = timedelta(seconds=15)
TURN = 10.0  # how long a first reading goes on while other mailboxes wait
LEAST_FREE = 200_000_000
LONG_SLEEP = 120.0
DATABASE_PAUSE = 10.0
LETTERS_PAUSE = 30.0  # until a letter is tried again that could not be put into the Drafts for a passing trouble
DIGESTS_EVERY = 5.0  # that it is looked which digests are due
PURGE_EVERY = 6 * 3600.0
NEVER = float("-inf")


@dataclass(slots=True)
class Slot:
    """A watch, the letters and the digests of its mailbox, with their times on the worker's own clock."""

    watch: Watch
    letters: Letters
    digests: Digests
    last_round: float = NEVER
    not_before: float = NEVER
    letters_not_before: float = NEVER


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the rows say: the state of each mailbox, which ones to check at once, and whose pages are open."""

    mailboxes: dict[str, Mailbox] = field(default_factory=dict)
    at_once: frozenset[str] = frozenset()
    open_pages: frozenset[str] = frozenset()
    unleased: bool = False
    imports: bool = False


@dataclass(slots=True)
class Worker:
    """One process reading many mailboxes. `stop` may be called from a signal handler."""

    settings: Settings
    sessions: sessionmaker[Session]
    name: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}")
    slots: dict[str, Slot] = field(default_factory=dict)
    stopping: bool = False
    _leased_at: float = NEVER
    _letters_at: float = NEVER
    _digests_at: float = NEVER
    _purged_at: float = NEVER
    _importer: Importer = field(init=False)
    _slept: float = field(init=False)

    def __post_init__(self) -> None:
        self._slept = _seconds_slept()
        self._importer = Importer(self.sessions, self.name)

    def stop(self) -> None:
        """Ask the loop to end after the transaction that it is in; it waits for no server any more."""
        self.stopping = True
        for slot in list(self.slots.values()):
            slot.letters.cut()
            slot.digests.cut()
            if slot.watch.connection is not None:
                slot.watch.connection.cut()

    def run(self) -> None:
        """Work until stopped; then give the leases up, so that another worker can begin at once."""
        try:
            self._bury()
            while not self.stopping:
                self._turn()
        finally:
            self._give_up()

    def once(self) -> bool:
        """Make one round through every mailbox that is not paused, as cron wants it; return whether all went well."""
        try:
            self._bury()
            self._lease()
            self._purge()
            self._save_letters()
            rows = self._wishes().mailboxes
            # All of them, also after one that failed; one that waits for its time or for its user went not well.
            went = [
                _awake(rows[key]) and self._round(slot)
                for key, slot in list(self.slots.items())
                if key in rows and rows[key].state is not MailboxState.PAUSED
            ]
            self._digests_at = NEVER  # after the rounds it is known which mailboxes answer
            self._deliver_digests()
            return all(went)
        finally:
            self._give_up()

    def _bury(self) -> None:
        """Take over at once from workers of this machine that died with their leases; should one live, it is fenced."""
        with transaction(self.sessions) as session:
            for name in mailboxes.lease_owners(session) - {self.name}:
                if _died_here(name):
                    mailboxes.release(session, name)

    def _give_up(self) -> None:
        for slot in self.slots.values():
            slot.watch.close()
        with transaction(self.sessions) as session:
            mailboxes.release(session, self.name)

    def _turn(self) -> None:
        """Make all rounds that are due, after waiting at most until it is time to look at the rows again."""
        try:
            self._wake()
            if time.monotonic() - self._leased_at >= RENEW_EVERY:
                self._lease()
            self._purge()
            self._save_letters()
            self._deliver_digests()
            wishes = self._wishes()
        except DBAPIError as error:
            log.error("the database does not answer: %s", where(error))
            time.sleep(LOOK_EVERY)
            return
        if wishes.unleased:
            self._leased_at = NEVER
        awake = self._awake(wishes)
        due = {key for key, slot in awake.items() if self._due(slot, key, wishes)}
        told = self._wait(awake, 0 if due or wishes.unleased or wishes.imports else LOOK_EVERY)
        for key in awake:
            if key in due | told and not self.stopping and key in self.slots:
                self._round(self.slots[key], time.monotonic() + TURN if len(awake) > 1 else float("inf"))
        if wishes.imports:
            self._import()

    def _purge(self) -> None:
        """Really delete, now and then, what users deleted so long ago that it cannot be brought back any more."""
        if time.monotonic() - self._purged_at >= PURGE_EVERY:
            self._purged_at = time.monotonic()
            with transaction(self.sessions) as session:
                deleted.purge(session, utcnow())

    def _import(self) -> None:
        """Read on in what was uploaded, a short while at a time: mail that comes in does not wait for it."""
        if self.stopping or self._disk_full():
            return
        try:
            self._importer.turn(time.monotonic() + LOOK_EVERY)
            clear(self.settings.data_dir / UPLOADS, self.sessions)
        except DBAPIError as error:
            log.error("an import could not be written down: %s", where(error))

    def _wake(self) -> None:
        """Drop connections that went stale while the machine slept: the monotonic clock does not count sleep."""
        slept = _seconds_slept()
        if slept - self._slept > LONG_SLEEP:
            self._leased_at = NEVER
            for slot in self.slots.values():
                slot.watch.close()
                slot.last_round = NEVER
        self._slept = slept

    def _lease(self) -> None:
        with transaction(self.sessions) as session:
            mine = {row.id: row for row in mailboxes.lease(session, self.name, utcnow(), LEASE)}
        self._leased_at = time.monotonic()
        for key, slot in list(self.slots.items()):
            if key not in mine or mine[key].fence != slot.watch.recorder.fence:
                self.slots.pop(key).watch.close()
        for key in mine.keys() - self.slots.keys():
            recorder = Recorder(self.sessions, mine[key].user_id, key, mine[key].fence)
            watch = Watch(self.settings, recorder, Status(recorder), self._breathe)
            self.slots[key] = Slot(
                watch,
                Letters(recorder, watch.server, self._hold, self.settings.mail_allowed_private),
                Digests(recorder, watch.server, self._hold, self.settings),
            )

    def _breathe(self) -> None:
        """Keep the leases alive during a long round, put letters and digests where they belong, end it at a stop."""
        self._hold()
        self._save_letters()
        self._deliver_digests()

    def _hold(self) -> None:
        if self.stopping:
            raise Interrupted
        if time.monotonic() - self._leased_at >= RENEW_EVERY:
            self._lease()

    def _save_letters(self) -> None:
        """Put letters into the Drafts as soon as somebody wants them there."""
        if time.monotonic() - self._letters_at < LOOK_EVERY:
            return
        self._letters_at = time.monotonic()
        with reading(self.sessions) as session:
            wanted = letters_drafts.mailboxes_waiting(session)
        for key in wanted & self.slots.keys():
            slot = self.slots[key]
            if time.monotonic() < slot.letters_not_before:
                continue
            try:
                slot.letters_not_before = time.monotonic() + LETTERS_PAUSE if slot.letters.save() else NEVER
            except LeaseLost:
                self._leased_at = NEVER
            except Interrupted:
                return

    def _deliver_digests(self) -> None:
        """Put digests into the INBOX of whoever wants them, once their hour has come."""
        if time.monotonic() - self._digests_at < DIGESTS_EVERY:
            return
        self._digests_at = time.monotonic()
        with reading(self.sessions) as session:
            due = digests.due(session, self.slots.keys(), utcnow())
        for slot in [self.slots[key] for key in due]:
            try:
                slot.digests.deliver()
            except LeaseLost:
                self._leased_at = NEVER
            except Interrupted:
                return

    def _wishes(self) -> Wishes:
        with reading(self.sessions) as session:
            rows = {row.id: row for row in session.scalars(select(Mailbox).where(Mailbox.id.in_(self.slots)))}
            backfills = session.scalars(select(Backfill.mailbox_id).where(Backfill.done_at.is_(None)))
            at_once = {key for key, row in rows.items() if row.check_requested_at is not None} | set(backfills)
            open_pages = users.page_open_since(session, utcnow() - OPEN_PAGE)
            return Wishes(
                rows, frozenset(at_once), frozenset(open_pages), mailboxes.unleased(session), imports.waiting(session)
            )

    def _awake(self, wishes: Wishes) -> dict[str, Slot]:
        """Return what may be read now; the lines of the others are closed."""
        awake = {}
        for key, slot in self.slots.items():
            if key in wishes.mailboxes and _awake(wishes.mailboxes[key]) and time.monotonic() >= slot.not_before:
                awake[key] = slot
            else:
                slot.watch.close()
        return awake

    def _due(self, slot: Slot, key: str, wishes: Wishes) -> bool:
        row = wishes.mailboxes[key]
        if row.state in {MailboxState.WAITING, MailboxState.NEEDS_YOU}:
            return True
        since = time.monotonic() - slot.last_round
        every = SENT_EVERY_WHILE_OPEN if row.user_id in wishes.open_pages else SENT_EVERY
        asked = slot.watch.news or key in wishes.at_once
        return since >= (LOOK_EVERY if asked else every)

    def _wait(self, awake: dict[str, Slot], seconds: float) -> set[str]:
        """Wait for news on any line; return whose line has some."""
        lines = {key: slot.watch.connection for key, slot in awake.items() if slot.watch.listening}
        told = {key for key, line in lines.items() if line is None or line.lost or line.pending()}
        with selectors.DefaultSelector() as selector:
            for key, line in lines.items():
                if key not in told and line is not None:
                    selector.register(line, selectors.EVENT_READ, key)
            ready = selector.select(0 if told or self.stopping else seconds)
        return told | {key.data for key, _ in ready}

    def _round(self, slot: Slot, until: float = float("inf")) -> bool:
        """Make one round; return whether it went well to its end."""
        watch, began = slot.watch, utcnow()
        slot.last_round = time.monotonic()
        try:
            if self._disk_full():
                raise NeedsRoom
            watch.round(until)
            watch.listen()
        except Interrupted:
            slot.last_round = NEVER  # the rest is due at once
            return False
        except Exception as error:
            watch.close()
            if not self.stopping:  # which breaks the lines by itself
                self._failed(slot, error, began)
            return False
        slot.last_round = time.monotonic()
        return True

    def _failed(self, slot: Slot, error: Exception, began: datetime) -> None:
        try:
            if isinstance(error, LeaseLost):
                raise error
            expected = isinstance(error, MailServerError | NeedsUser | NeedsRoom)
            what = f"{type(error).__name__} {getattr(error, 'detail', '')}" if expected else where(error)
            log.warning("mailbox %s: %s", slot.watch.recorder.mailbox_id, what)
            slot.watch.status.failed(error, began)
        except LeaseLost:
            log.info("mailbox %s is another worker's now", slot.watch.recorder.mailbox_id)
            self._leased_at = NEVER
        except DBAPIError as problem:
            log.error("the state of the mailbox could not be written: %s", where(problem))
            slot.not_before = time.monotonic() + DATABASE_PAUSE

    def _disk_full(self) -> bool:
        return shutil.disk_usage(self.settings.data_dir).free < LEAST_FREE


def _awake(row: Mailbox) -> bool:
    """Whether a mailbox may be read now: it is not paused, and waits neither for its time nor for its user."""
    if row.state in {MailboxState.WAITING, MailboxState.NEEDS_YOU} and row.next_try_at is not None:
        return row.next_try_at <= utcnow()
    return row.state not in {MailboxState.PAUSED, MailboxState.NEEDS_YOU}


def _died_here(name: str) -> bool:
    """Whether a worker's name is that of a process on this machine which is no more."""
    host, number, _ = name.rsplit(":", 2)
    if host != socket.gethostname() or int(number) == os.getpid():
        return host == socket.gethostname()
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _seconds_slept() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.monotonic()

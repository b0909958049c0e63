"""One mailbox under watch: its connection, its rounds through the folders, and its listening in between."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast

from mailsync import fetch
from mailsync.connect import Connection, FolderStatus, Server, connect
from mailsync.errors import ConnectionLost, FolderGone
from mailsync.folders import DRAFTS_FLAGS, Folder, find_named, find_sent
from mailsync.log_mail import Role
from mailsync.pipeline import Reader
from mailsync.record import READER, Recorder
from mailsync.status import Interrupted, NeedsUser, Status
from webapp import sealing
from webapp.config import Settings
from webapp.db import reading
from webapp.domain.wording import _
from webapp.models import FolderEpoch, Mailbox, utcnow
from webapp.services import ledger, mailboxes, suggestions

BACKFILL = timedelta(days=366)
RECONCILE_EVERY = timedelta(days=1)
MANY = 50  # more new mails than this are shown as "catching up"
RENUMBERED_OFTEN = 5
LIST_AGAIN = 10.0  # seconds until a folder that is not there is looked for anew
STEADY = 60.0  # seconds after which a line has held


@dataclass(slots=True)
class Watch:
    """The worker's side of one mailbox. `round` and the listening may raise MailServerError, NeedsUser, Interrupted.

    `breathe` is called between two transactions of a long reading. `news`: something came while nobody listened.
    """

    settings: Settings
    recorder: Recorder
    status: Status
    breathe: Callable[[], None] = lambda: None
    connection: Connection | None = None
    sent: Folder | None = None
    drag: Folder | None = None
    listening: bool = False
    news: bool = False
    _chosen: tuple[str, str] = ("", "")
    _listed_at: float = float("-inf")
    _connected_at: float = 0.0
    _until: float = float("inf")
    _done: int = 0
    _total: int = 0

    def round(self, until: float = float("inf")) -> None:
        """Look once into every folder and at what else was asked for; afterwards the mailbox is up to date.

        At `until`, on the monotonic clock, a first reading stops for other mailboxes' sake. A line that had held and
        breaks is made anew without a word: routers and servers do that every day.
        """
        self._until = until
        held = self.connection is not None and self._steady()
        try:
            self._look()
        except ConnectionLost:
            if not held:
                raise
            self.close()
            self.breathe()
            self._look()

    def _look(self) -> None:
        began = utcnow()
        self.stop_listening()
        connection = self._connected()
        # Sent first: an answer in INBOX is then known to answer something.
        if self.sent is not None:
            self._look_into(connection, self.sent.name, "sent", self.sent.display)
        self._backfill(connection)
        self._look_into(connection, "INBOX", "inbox", "INBOX")
        if self.drag is not None:
            self._look_into(connection, self.drag.name, "drag", self.drag.display)
        self.status.up_to_date(began, steady=self._steady())

    def _steady(self) -> bool:
        return time.monotonic() - self._connected_at >= STEADY

    def _connected(self) -> Connection:
        """Return the open connection, or a new one; the Sent folder is looked for where another may be it now."""
        connection = self.connection if self.connection is not None and not self.connection.lost else None
        with self.status.mailbox() as (_session, mailbox):
            chosen, wanted = mailbox.sent_folder, mailbox.log_folder
            server = self.server(mailbox) if connection is None else None
        if server is not None:
            self.recorder.derive_due()  # what a worker that died had written down
            connection = connect(server, allowed_private=self.settings.mail_allowed_private)
            self.connection, self.sent, self._connected_at = connection, None, time.monotonic()
        assert connection is not None
        missing = bool(wanted) and self.drag is None and time.monotonic() - self._listed_at >= LIST_AGAIN
        if self.sent is None or (chosen, wanted) != self._chosen or missing:
            self._find_folders(connection, chosen, wanted)
        return connection

    def _find_folders(self, connection: Connection, chosen: str, wanted: str) -> None:
        """Find the Sent folder and the one for what is to be logged, which the user may make at any time."""
        # What was not sent yet is read by no name: a draft says nothing of what happened.
        folders = [one for one in connection.folders() if not one.flags & DRAFTS_FLAGS]
        named = next((one for one in folders if chosen and chosen in {one.display, one.name}), None)
        self.sent, self.drag = named or find_sent(folders), find_named(folders, wanted)
        self._chosen, self._listed_at = (chosen, wanted), time.monotonic()
        self.status.sent_folder(self.sent is not None)

    def server(self, mailbox: Mailbox) -> Server:
        """Where the mailbox is and how to log in; raises NeedsUser."""
        if mailbox.sealed_password is None:
            raise NeedsUser(_("Enter the password of this mailbox again."))
        try:
            password = sealing.unseal(mailbox.sealed_password, mailbox.id, self.settings.secrets_dir)
        except sealing.CannotOpen as error:
            raise NeedsUser(
                _(
                    "The key that opens the stored password is another one now, as after moving the data without its "
                    "secrets folder. Nothing is lost. Enter the password again."
                )
            ) from error
        tls = cast(Literal["tls", "starttls", "plain"], mailbox.tls)
        return Server(mailbox.host, mailbox.port, tls, mailbox.username, password, self.settings.mail_cafile or None)

    def _look_into(self, connection: Connection, name: str, role: str, display: str) -> None:
        try:
            status = connection.examine(name)
        except FolderGone:
            if role == "inbox":
                raise
            if role == "drag":
                self.drag = None
                return
            self.sent = None
            self.status.sent_folder(False)
            return
        epoch, due = self._epoch(display, role, status)
        new = _new_in(connection, status, epoch)
        if new:
            self._done, self._total = 0, len(new)
            self._reader(connection, epoch, self._read_new).read_new(new)
        reconcile = epoch.reconciled_at is None or utcnow() - epoch.reconciled_at >= RECONCILE_EVERY
        if reconcile:
            due = sorted({*due, *self._overlooked(connection, epoch)})
        if due:
            self._done, self._total = 0, len(due)
            self._reader(connection, epoch, self._read_again).read_again(due)
        if reconcile:
            with self.status.mailbox() as (session, _mailbox):
                ledger.reconciled(session, epoch)
        if epoch.people_due:
            self._look_for_people(connection, epoch)

    def _look_for_people(self, connection: Connection, epoch: FolderEpoch) -> None:
        """Read the headers of the last year once more: the user just asked for the people with whom they write."""
        uids = [uid for uid in fetch.since(connection, (utcnow() - BACKFILL).date()) if uid <= epoch.cursor]
        self._done, self._total = 0, len(uids)
        self._reader(connection, epoch, self._read_again).notice(uids)
        with self.status.mailbox() as (session, _mailbox):
            suggestions.looked(session, epoch)

    def _epoch(self, display: str, role: str, status: FolderStatus) -> tuple[FolderEpoch, list[int]]:
        """Return the folder's epoch and the UIDs of it that wait in quarantine for another try."""
        with self.status.mailbox() as (session, mailbox):
            epoch = ledger.open_epoch(session, mailbox, display, role, status.uidvalidity)
            if status.uidnext is not None and status.uidnext <= epoch.cursor:
                ledger.restart_epoch(session, mailbox, epoch)
            often = ledger.unread_epochs(session, mailbox.id, display, utcnow() - timedelta(days=1))
            due = ledger.to_retry(session, mailbox.id, READER, utcnow()).get(epoch.id, [])
        if often > RENUMBERED_OFTEN and not epoch.cursor and status.exists:
            raise NeedsUser(
                _(
                    "The mail server renumbers the folder %(folder)s again and again, so it cannot be read reliably. "
                    "Nothing is lost. Please ask your provider; “Check now” tries again.",
                    folder=display,
                )
            )
        return epoch, due

    def _reader(self, connection: Connection, epoch: FolderEpoch, progress: Callable[[int], None]) -> Reader:
        return Reader(connection, self.recorder, epoch.id, cast(Role, epoch.role), self.recorder.book(), progress)

    def _read_new(self, number: int) -> None:
        self._read_again(number)
        if time.monotonic() >= self._until and self._done < self._total:
            raise Interrupted

    def _read_again(self, number: int) -> None:
        self._done += number
        if self._total > MANY:
            self.status.catching_up(self._done, self._total)
        self.breathe()

    def _overlooked(self, connection: Connection, epoch: FolderEpoch) -> list[int]:
        """Return UIDs behind the cursor that the server names for people we know, though nothing of them was read.

        Once a day: whatever error of ours or the server's hid a mail, it comes late and is not lost.
        """
        found = self._search(connection, sorted(self.recorder.book().contacts))
        with reading(self.recorder.sessions) as session:
            cursor = ledger.epoch(session, epoch.user_id, epoch.id).cursor
            return sorted({uid for uid in found if uid <= cursor} - ledger.placed(session, epoch.id, found))

    def _search(self, connection: Connection, addresses: list[str]) -> list[int]:
        since = (utcnow() - BACKFILL).date()
        return fetch.search_from(connection, addresses, since) if addresses else []

    def _backfill(self, connection: Connection) -> None:
        """Fetch the past mail of new addresses, from the folders that were read before they were known."""
        with reading(self.recorder.sessions) as session:
            mailbox = session.get_one(Mailbox, self.recorder.mailbox_id)
            waiting = mailboxes.addresses_to_backfill(session, mailbox)
            epochs = mailboxes.epochs_of(session, mailbox, current=True)
        if not waiting:
            return
        # Sent first here too: what it holds tells which of the others are answers.
        epochs.sort(key=lambda one: one.role != "sent")
        addresses = sorted(set(waiting.values()))
        named = [(epoch, self._past(connection, epoch, addresses)) for epoch in epochs]
        self._done, self._total = 0, sum(len(uids) for _epoch, uids in named)
        found: Counter[str] = Counter()

        def progress(number: int) -> None:
            self._read_again(number)
            with self.status.mailbox() as (session, mailbox):
                mailboxes.backfilling(session, mailbox, waiting, self._done, self._total)

        progress(0)
        for epoch, uids in named:
            if uids and self._examined(connection, epoch):
                reader = self._reader(connection, epoch, progress)
                reader.read_again(uids)
                found += reader.tally
        with self.status.mailbox() as (session, mailbox):
            mailboxes.backfilled(session, mailbox, {key: found[address] for key, address in waiting.items()})

    def _past(self, connection: Connection, epoch: FolderEpoch, addresses: list[str]) -> list[int]:
        """Return the UIDs that were read before these addresses were known, and that the server names for them."""
        if not self._examined(connection, epoch):
            return []
        return [uid for uid in self._search(connection, addresses) if uid <= epoch.cursor]

    def _examined(self, connection: Connection, epoch: FolderEpoch) -> bool:
        """Open the folder of an epoch; a new epoch is read from its beginning anyway."""
        name = self._name_of(epoch)
        return bool(name) and connection.examine(name).uidvalidity == epoch.uidvalidity

    def _name_of(self, epoch: FolderEpoch) -> str:
        """Return the name of an epoch's folder for the server; "" for a former Sent folder."""
        if epoch.role == "inbox":
            return "INBOX"
        return self.sent.name if self.sent is not None and self.sent.display == epoch.folder else ""

    def listen(self) -> None:
        """Let the server tell what is new, where it can and nothing is known to be new already."""
        connection = self.connection
        if connection is None or connection.lost:
            return
        self.news = connection.pending()
        if connection.has_idle and not self.news:
            connection.idle_start()
            self.listening = True

    def stop_listening(self) -> None:
        """End listening, so that something can be asked."""
        if self.listening and self.connection is not None:
            self.listening = False
            self.connection.idle_done()

    def close(self) -> None:
        """Let the connection go; the next round makes a new one."""
        if self.connection is not None:
            self.connection.close()
        self.connection, self.listening, self.news = None, False, False


def _new_in(connection: Connection, status: FolderStatus, epoch: FolderEpoch) -> list[int]:
    if status.uidnext is not None and status.uidnext - 1 <= epoch.cursor:
        return []
    return fetch.new_uids(connection, epoch.cursor, status.uidnext - 1 if status.uidnext is not None else None)

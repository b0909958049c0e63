"""One mailbox under watch: its connection, its rounds through the folders, and its listening in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, cast

from mailsync import fetch
from mailsync.connect import Connection, FolderStatus, Server, connect
from mailsync.errors import FolderGone
from mailsync.folders import Folder, find_sent
from mailsync.pipeline import Reader
from mailsync.record import READER, Recorder
from mailsync.status import NeedsUser, Status
from webapp import sealing
from webapp.config import Settings
from webapp.db import transaction
from webapp.models import FolderEpoch, Mailbox, utcnow
from webapp.services import ledger, mailboxes

BACKFILL = timedelta(days=366)
MANY = 50  # more new mails than this are shown as "catching up"
RENUMBERED_OFTEN = 5


@dataclass(slots=True)
class Watch:
    """The worker's side of one mailbox. `round` and the listening may raise MailServerError or NeedsUser."""

    settings: Settings
    recorder: Recorder
    status: Status
    connection: Connection | None = None
    sent: Folder | None = None
    listening: bool = False
    _done: int = 0
    _total: int = field(default=0)

    def round(self) -> None:
        """Look once into every folder and at what else was asked for; afterwards the mailbox is up to date."""
        began = utcnow()
        connection = self._connected()
        self.recorder.derive_due()
        # Sent first: an answer in INBOX is then known to answer something.
        if self.sent is not None:
            self._look_into(connection, self.sent.name, "sent", self.sent.display)
        self._backfill(connection)
        self._look_into(connection, "INBOX", "inbox", "INBOX")
        self.status.up_to_date(began)

    def _connected(self) -> Connection:
        if self.connection is not None and not self.connection.lost:
            return self.connection
        with self.status.mailbox() as (_session, mailbox):
            server, chosen = self._server(mailbox), mailbox.sent_folder
        self.connection = connect(server, allowed_private=self.settings.mail_allowed_private)
        folders = self.connection.folders()
        named = next((one for one in folders if chosen and chosen in {one.display, one.name}), None)
        self.sent = named or find_sent(folders)
        self.status.sent_folder(self.sent is not None)
        return self.connection

    def _server(self, mailbox: Mailbox) -> Server:
        if mailbox.sealed_password is None:
            raise NeedsUser("Enter the password of this mailbox again.")
        try:
            password = sealing.unseal(mailbox.sealed_password, mailbox.id, self.settings.secrets_dir)
        except sealing.CannotOpen as error:
            raise NeedsUser(
                "The key that opens the stored password is another one now, as after moving the data without its "
                "secrets folder. Nothing is lost. Enter the password again."
            ) from error
        tls = cast(Literal["tls", "starttls", "plain"], mailbox.tls)
        return Server(mailbox.host, mailbox.port, tls, mailbox.username, password, self.settings.mail_cafile or None)

    def _look_into(self, connection: Connection, name: str, role: str, display: str) -> None:
        try:
            status = connection.examine(name)
        except FolderGone:
            if role == "inbox":
                raise
            self.sent = None
            self.status.sent_folder(False)
            return
        epoch, due = self._epoch(display, role, status)
        new = _new_in(connection, status, epoch)
        if new:
            self._done, self._total = 0, len(new)
            self._progressed(0)
            self._reader(connection, epoch).read_new(new)
        if due:
            self._reader(connection, epoch).read_again(due)

    def _epoch(self, display: str, role: str, status: FolderStatus) -> tuple[FolderEpoch, list[int]]:
        """Return the folder's epoch and the UIDs of it that wait in quarantine for another try."""
        with self.status.mailbox() as (session, mailbox):
            epoch = ledger.open_epoch(session, mailbox, display, role, status.uidvalidity)
            if status.uidnext is not None and status.uidnext <= epoch.cursor:
                ledger.restart_epoch(session, epoch)
            often = ledger.new_epochs(session, mailbox.id, display, utcnow() - timedelta(days=1))
            due = ledger.to_retry(session, mailbox.id, READER, utcnow()).get(epoch.id, [])
        if often > RENUMBERED_OFTEN and not epoch.cursor:
            raise NeedsUser(
                f"The mail server renumbers the folder {display} again and again, so it cannot be read reliably. "
                "Nothing is lost. Please ask your provider; “Check now” tries again."
            )
        return epoch, due

    def _reader(self, connection: Connection, epoch: FolderEpoch) -> Reader:
        return Reader(connection, self.recorder, epoch.id, epoch.role == "sent", self.recorder.book(), self._progressed)

    def _progressed(self, number: int) -> None:
        self._done += number
        if self._total > MANY:
            self.status.catching_up(self._done, self._total)

    def _backfill(self, connection: Connection) -> None:
        """Fetch the past mail of new addresses, from the folders that were read before they were known."""
        with transaction(self.recorder.sessions) as session:
            mailbox = session.get_one(Mailbox, self.recorder.mailbox_id)
            waiting = mailboxes.addresses_to_backfill(session, mailbox)
            epochs = mailboxes.epochs_of(session, mailbox, current=True)
        if not waiting:
            return
        # Sent first here too: what it holds tells which of the others are answers.
        epochs.sort(key=lambda one: one.role != "sent")
        found = sum(self._backfill_folder(connection, epoch, sorted(set(waiting.values()))) for epoch in epochs)
        with self.status.mailbox() as (session, mailbox):
            mailboxes.backfilled(session, mailbox, list(waiting), found)

    def _backfill_folder(self, connection: Connection, epoch: FolderEpoch, addresses: list[str]) -> int:
        name = "INBOX" if epoch.role == "inbox" else self.sent.name if self.sent else ""
        if not name or connection.examine(name).uidvalidity != epoch.uidvalidity:
            return 0  # a new epoch is read from its beginning anyway
        since = (utcnow() - BACKFILL).date()
        uids = [uid for uid in fetch.search_from(connection, addresses, since) if uid <= epoch.cursor]
        self._done, self._total = 0, len(uids)
        return self._reader(connection, epoch).read_again(uids) if uids else 0

    def listen(self) -> None:
        """Let the server tell what is new, where it can and nothing is known to be new already."""
        connection = self.connection
        if connection is not None and not connection.lost and connection.has_idle and not connection.pending():
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
        self.connection, self.listening = None, False


def _new_in(connection: Connection, status: FolderStatus, epoch: FolderEpoch) -> list[int]:
    if status.uidnext is not None and status.uidnext - 1 <= epoch.cursor:
        return []
    return fetch.new_uids(connection, epoch.cursor, status.uidnext - 1 if status.uidnext is not None else None)

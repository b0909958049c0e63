"""Mail from files goes the same way as mail from a mailbox: in batches, each with how far it got, and never twice."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from mailsync import files
from mailsync.files import Found, Kind
from mailsync.headers import split_message
from mailsync.mail import Book
from mailsync.pipeline import BATCH, Copy, understand
from mailsync.record import Broken, Item, Recorder, Understood, arrival, fate
from webapp.db import reading, transaction
from webapp.domain.wording import _
from webapp.models import Fate, Import, ImportedMail, Message, Via, utcnow
from webapp.services import contacts, imports, messages

log = logging.getLogger(__name__)

CLAIM = timedelta(seconds=60)
UPLOADS = "imports"  # a folder in the data folder
SETTLED = 60.0  # seconds after which an upload has its row, if it is to have one


@dataclass(frozen=True, slots=True)
class Importer:
    """Reads what is asked to be imported, for one process. `progress` is told each batch's end."""

    sessions: sessionmaker[Session]
    name: str
    progress: Callable[[int], None] = lambda _position: None

    def turn(self, until: float = float("inf"), import_id: str = "") -> bool:
        """Read on in the import that waits longest (or the one named), until that time on the monotonic clock.

        Return whether there was one.
        """
        with transaction(self.sessions) as session:
            row = imports.claim(session, self.name, CLAIM, import_id)
        if row is None:
            return False
        try:
            if self._read(row, until):
                self._finish(row)
            else:
                self._let_go(row)
        except imports.Overtaken:
            log.info("import %s goes on elsewhere, or was cancelled", row.id)
        except (OSError, files.NoMail) as error:
            why = getattr(error, "strerror", None) or error
            self._finish(row, _("The file cannot be read: %(why)s.", why=why))
        return True

    def _read(self, row: Import, until: float) -> bool:
        """Read batches; return whether the end was reached."""
        recorder = Recorder(self.sessions, row.user_id, "", 0)
        book, began = recorder.book(), utcnow()
        found = files.mails(Path(row.path), Kind(row.kind), row.position, row.last_name)
        # Only what was understood is held, never a hundred whole mails.
        steps = (_step(one, book, row.sent, began) for one in found)
        try:
            while batch := list(islice(steps, BATCH)):
                self._record(row, batch)
                self.progress(row.position)
                if time.monotonic() >= until:
                    return False
        finally:
            recorder.derive_due()
        return True

    def _record(self, row: Import, batch: Sequence[Step]) -> None:
        last = batch[-1]
        with transaction(self.sessions) as session:
            imports.advance(session, row, last.after, last.name)
            stored = imports.get(session, row.user_id, row.id)
            stored.claimed_until = utcnow() + CLAIM
            stored.seen += len(batch)
            touched = set().union(*(_enter(session, stored, step) for step in batch))
            contacts.derive_later(session, row.user_id, touched)
        row.position, row.last_name = last.after, last.name

    def _let_go(self, row: Import) -> None:
        with transaction(self.sessions) as session:
            imports.release(session, row)

    def _finish(self, row: Import, reason: str = "") -> None:
        with transaction(self.sessions) as session:
            imports.finish(session, row.user_id, row.id, reason=reason)


@dataclass(frozen=True, slots=True)
class Step:
    """A mail of a file that was understood: its place, the place after it, its file's name."""

    item: Item
    position: int
    after: int
    name: str


def _step(one: Found, book: Book, sent: bool, otherwise: datetime) -> Step:
    header, _body = split_message(one.raw)
    copy = Copy(one.position, files.received(header, otherwise), header, one.too_large)
    item = understand(one.raw, copy, book, in_sent=sent or files.never_travelled(header))
    return Step(item, one.position, one.after, one.name)


def _enter(session: Session, row: Import, step: Step) -> set[str]:
    """Write one mail down, or count it; return whose history it may change."""
    item = step.item
    if isinstance(item, Understood):
        key = (Message.user_id == row.user_id, Message.key == item.mail.key)
        known = session.scalar(select(Message.id).where(*key)) is not None
        message, touched = messages.mail_arrived(session, row.user_id, arrival(item))
        if known:
            row.known += 1
        else:
            message.via = Via.IMPORT
            session.add(_place(row, step, fate(item), message.id))
        return touched
    if isinstance(item, Broken):
        session.add(_place(row, step, Fate.QUARANTINED, None, f"{step.name}: {item.reason}"))
    else:
        row.unrelated += 1
    return set()


def _place(row: Import, step: Step, what: Fate, message: str | None, reason: str = "") -> ImportedMail:
    return ImportedMail(
        user_id=row.user_id,
        import_id=row.id,
        position=step.position,
        message_row=message,
        fate=what,
        reason=reason,
    )


def clear(uploads: Path, sessions: sessionmaker[Session]) -> None:
    """Delete uploaded files that nothing is left to be read of."""
    folders = [folder for folder in uploads.glob("*/") if time.time() - folder.stat().st_mtime > SETTLED]
    if not folders:
        return
    with reading(sessions) as session:
        needed = imports.needed(session)
    for folder in folders:
        if not any(Path(path).is_relative_to(folder) for path in needed):
            shutil.rmtree(folder, ignore_errors=True)

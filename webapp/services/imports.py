"""Imports of mail from files: asked for, claimed by one reader at a time, advanced with what was read, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from webapp.domain.text import line
from webapp.domain.wording import _
from webapp.models import Fate, Import, ImportedMail, ImportState, utcnow
from webapp.services.errors import Refused
from webapp.services.scope import owned, touch

LISTED = 50


class Overtaken(RuntimeError):
    """Somebody else has read on, or the user cancelled: nothing more may be written for this import from here."""


@dataclass(frozen=True, slots=True)
class Result:
    """An import with what became of its mails; they add up to `row.seen`."""

    row: Import
    logged: int
    automatic: int
    too_large: int
    unread: Sequence[ImportedMail]

    @property
    def accounted(self) -> int:
        """How many mails are accounted for."""
        return (
            self.row.known + self.row.unrelated + self.logged + self.automatic + self.too_large + len(self.unread)
        )  # fmt: skip


def ask_for(
    session: Session, user_id: str, *, name: str, path: str, kind: str, size: int, sent: bool, upload: bool
) -> Import:
    """Ask for a file or folder to be imported."""
    row = Import(
        user_id=user_id, name=line(name, 200) or "mail", path=path, kind=kind, size=size, sent=sent, upload=upload
    )  # fmt: skip
    session.add(row)
    session.flush()
    touch(session, user_id)
    return row


def get(session: Session, user_id: str, import_id: str) -> Import:
    """Return the user's import; raises NotFound."""
    return owned(session, Import, user_id, import_id)


def resumable(session: Session, user_id: str, path: str) -> Import | None:
    """Return the import of this very file that was broken off, if there is one."""
    unfinished = (Import.path == path, Import.state.in_({ImportState.WAITING, ImportState.RUNNING}))
    return session.scalar(select(Import).where(Import.user_id == user_id, *unfinished).order_by(Import.created_at))


def results(session: Session, user_id: str) -> list[Result]:
    """Return the latest imports, newest first."""
    query = select(Import).where(Import.user_id == user_id).order_by(Import.created_at.desc(), Import.id)
    return [result(session, row) for row in session.scalars(query.limit(LISTED))]


def result(session: Session, row: Import) -> Result:
    """Return an import with what became of its mails."""
    mine = ImportedMail.import_id == row.id
    counted = select(ImportedMail.fate, func.count().label("number")).where(mine).group_by(ImportedMail.fate)
    fates: dict[Fate, int] = {row.fate: row.number for row in session.execute(counted)}
    unread = select(ImportedMail).where(mine, ImportedMail.fate == Fate.QUARANTINED).order_by(ImportedMail.position)
    return Result(
        row,
        logged=fates.get(Fate.LOGGED, 0),
        automatic=fates.get(Fate.AUTOMATIC, 0),
        too_large=fates.get(Fate.TOO_LARGE, 0),
        unread=list(session.scalars(unread)),
    )


def waiting(session: Session) -> bool:
    """Whether an upload waits to be read."""
    unfinished = Import.state.in_({ImportState.WAITING, ImportState.RUNNING})
    free = or_(Import.claimed_until.is_(None), Import.claimed_until < utcnow())
    return session.scalar(select(Import.id).where(Import.upload.is_(True), unfinished, free).limit(1)) is not None


def claim(session: Session, worker: str, length: timedelta, import_id: str = "") -> Import | None:
    """Claim the import that waits longest, or the one named; None where none is free."""
    now = utcnow()
    free = or_(Import.claimed_until.is_(None), Import.claimed_until < now, Import.claimed_by == worker)
    unfinished = Import.state.in_({ImportState.WAITING, ImportState.RUNNING})
    # What the command line imports is a file of the user who typed it: only that command reads on in it, at once.
    which = (Import.id == import_id,) if import_id else (Import.upload.is_(True), free)
    query = select(Import).where(unfinished, *which).order_by(Import.created_at).limit(1)
    row = session.scalar(query.with_for_update(skip_locked=True))
    if row is not None:
        row.state, row.claimed_by, row.claimed_until = ImportState.RUNNING, worker, now + length
    return row


def advance(session: Session, row: Import, position: int, last_name: str) -> None:
    """Move on in an import whose mails were just entered; raises Overtaken where it stands elsewhere by now."""
    moved = session.execute(
        update(Import)
        .where(Import.id == row.id, Import.position == row.position, Import.state == ImportState.RUNNING)
        .values(position=position, last_name=last_name or row.last_name)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE has it
        raise Overtaken(row.id)
    touch(session, row.user_id)


def release(session: Session, row: Import) -> None:
    """Let whoever comes next read on."""
    session.execute(update(Import).where(Import.id == row.id).values(claimed_until=None))


def finish(session: Session, user_id: str, import_id: str, *, reason: str = "") -> None:
    """End an import: done, or failed with its reason."""
    row = get(session, user_id, import_id)
    if row.state is ImportState.RUNNING:
        row.state, row.reason = (ImportState.FAILED, reason) if reason else (ImportState.DONE, "")
        row.finished_at, row.claimed_until = utcnow(), None
        touch(session, user_id)


def cancel(session: Session, user_id: str, import_id: str) -> Import:
    """End an import where it is; what it has logged stays."""
    row = get(session, user_id, import_id)
    if row.state not in {ImportState.WAITING, ImportState.RUNNING}:
        raise Refused("import", _("It is over already."))
    row.state, row.finished_at, row.claimed_until = ImportState.CANCELLED, utcnow(), None
    touch(session, user_id)
    return row


def needed(session: Session) -> set[str]:
    """Return the paths of all uploads that are still to be read."""
    unfinished = Import.state.in_({ImportState.WAITING, ImportState.RUNNING})
    return set(session.scalars(select(Import.path).where(Import.upload.is_(True), unfinished)))

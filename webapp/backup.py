"""A copy of an SQLite database that is whole while others write, and checked before it has its name."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

# SQLite's lock is not handed out in turn: beside a busy writer a backup may have to ask for long.
PATIENCE_S = 60


class BackupFailed(RuntimeError):
    """There is no copy, or none to rely on; the text says why."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished copy: where it is, the sha256 of the file, and how many rows of how many tables it has."""

    path: Path
    sha256: str
    rows: int
    tables: int


def backup(source: Path, target: Path, *, locked: bool = False) -> Backup:
    """Copy the database to `target`, which must not exist yet, readable by its owner alone; raises BackupFailed.

    With `locked` the caller holds the write lock already.
    """
    if target.exists():
        raise BackupFailed(f"{target} exists already, and a backup is never written over. Choose another name.")
    with _draft_beside(target) as draft:
        try:
            # Writers wait for as long as the copy takes, so that it can be compared row by row with its source.
            with nullcontext() if locked else _write_lock(source):
                expected = _copy(source, draft)
            check(draft, expected)
        except sqlite3.Error as error:
            raise BackupFailed(f"{source} could not be copied: {error}.") from error
        _flush(draft)
        _publish(draft, target)
    return Backup(target, _sha256(target), sum(expected.values()), len(expected))


def check(path: Path, expected: dict[str, int]) -> None:
    """Refuse a copy that is damaged, has rows that point nowhere, or not the number of rows per table expected."""
    with _opened(path, "ro") as database:
        damage = [row[0] for row in database.execute("PRAGMA integrity_check")]
        if damage != ["ok"]:
            raise BackupFailed(f"The copy is damaged: {damage[0]}")
        if database.execute("PRAGMA foreign_key_check").fetchone():
            raise BackupFailed("The copy has rows that point to rows that are not there.")
        found = _counts(database)
    if found != expected:
        wrong = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
        raise BackupFailed(f"The copy has another number of rows than its source in: {', '.join(wrong)}.")


@contextmanager
def _opened(path: Path, mode: str = "rw") -> Iterator[sqlite3.Connection]:
    # By URI, because a plain name would make an empty database where there is none.
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE_S, isolation_level=None)) as database:
        yield database


@contextmanager
def _write_lock(source: Path) -> Iterator[None]:
    with _opened(source) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def _copy(source: Path, draft: Path) -> dict[str, int]:
    with _opened(source) as database:
        database.execute("VACUUM INTO ?", (str(draft),))
        return _counts(database)


def _counts(database: sqlite3.Connection) -> dict[str, int]:
    names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - our own tables


@contextmanager
def _draft_beside(target: Path) -> Iterator[Path]:
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        # VACUUM INTO accepts a file that is empty, and would make one with the mode of the umask.
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise BackupFailed(f"{target.parent} cannot be written to: {error.strerror}.") from error
    try:
        yield draft
    finally:
        draft.unlink()


def _publish(draft: Path, target: Path) -> None:
    try:
        # Unlike a rename, a link does not replace a file that came into being meanwhile.
        os.link(draft, target)
    except OSError as error:
        raise BackupFailed(f"{target} cannot be written: {error.strerror}.") from error
    _flush(target.parent)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

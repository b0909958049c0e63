"""A backup is whole while others write, is checked before it has its name, and holds no secret."""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from webapp import backup, migrate, sealing
from webapp.db import make_engine, make_sessions, transaction
from webapp.services import mailboxes, users
from webapp.services.mailboxes import MailboxCard

PASSWORD = "the mail password that nobody may find"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with a user and a mailbox."""
    path = tmp_path / "fiftycups.db"
    url = f"sqlite:///{path}"
    migrate.upgrade(url)
    sealing.make_keys(tmp_path / "secrets")
    engine = make_engine(url)
    with transaction(make_sessions(engine)) as session:
        user = users.create(session, "alice@acme.example", "correct horse battery")
        card = MailboxCard("alice@acme.example", "imap.acme.example", password=PASSWORD)
        mailboxes.add(session, user.id, card, tmp_path / "secrets")
    engine.dispose()
    return path


def rows(path: Path, query: str) -> list[tuple]:
    with sqlite3.connect(path) as connection:
        return connection.execute(query).fetchall()


def test_a_backup_has_all_rows(database: Path, tmp_path: Path) -> None:
    made = backup.backup(database, tmp_path / "copy.db")
    assert rows(made.path, "SELECT email FROM user") == [("alice@acme.example",)]
    tables = [name for (name,) in rows(database, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert made.tables == len(tables)
    assert made.rows == sum(rows(database, f"SELECT count(*) FROM {name!r}")[0][0] for name in tables)


def test_a_backup_is_its_owners_alone_and_its_sum_is_told(database: Path, tmp_path: Path) -> None:
    made = backup.backup(database, tmp_path / "copy.db")
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()


def test_the_mail_password_is_not_in_a_backup(database: Path, tmp_path: Path) -> None:
    made = backup.backup(database, tmp_path / "copy.db")
    assert rows(made.path, "SELECT length(sealed_password) > 0 FROM mailbox") == [(1,)]
    assert PASSWORD.encode() not in made.path.read_bytes()


def test_an_existing_file_is_never_written_over(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(backup.BackupFailed, match="exists already"):
        backup.backup(database, target)
    assert target.read_text() == "precious"


def test_a_file_that_came_into_being_meanwhile_is_not_written_over(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"
    monkeypatch.setattr(backup, "check", lambda *_: target.write_text("precious"))
    with pytest.raises(backup.BackupFailed, match="cannot be written"):
        backup.backup(database, target)
    assert target.read_text() == "precious"


def refused(database: Path, target: Path, reason: str) -> None:
    """Expect that no backup is made, and that nothing of it is left."""
    before = {path.name for path in target.parent.iterdir()} if target.parent.is_dir() else set()
    with pytest.raises(backup.BackupFailed, match=reason):
        backup.backup(database, target)
    after = {path.name for path in target.parent.iterdir()} if target.parent.is_dir() else set()
    assert after - {f"{database.name}-wal", f"{database.name}-shm"} <= before


def test_a_damaged_copy_is_refused(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = backup._copy

    def damage(source: Path, draft: Path) -> dict[str, int]:
        counts = copy(source, draft)
        with draft.open("r+b") as file:
            file.seek(5 * 4096)
            file.write(b"\xff" * 4096)
        return counts

    monkeypatch.setattr(backup, "_copy", damage)
    refused(database, tmp_path / "copy.db", "damaged|malformed")


def test_a_copy_that_lacks_rows_is_refused(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = backup._copy

    def lose(source: Path, draft: Path) -> dict[str, int]:
        counts = copy(source, draft)
        with sqlite3.connect(draft) as connection:
            connection.execute("DELETE FROM audit_entry")
        return counts

    monkeypatch.setattr(backup, "_copy", lose)
    refused(database, tmp_path / "copy.db", "audit_entry")


def test_rows_that_point_nowhere_are_refused(database: Path, tmp_path: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DELETE FROM user")
    refused(database, tmp_path / "copy.db", "not there")


def test_a_source_that_is_no_database_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    refused(broken, tmp_path / "copy.db", "could not be copied")


def test_a_source_that_is_not_there_is_refused_and_not_made(tmp_path: Path) -> None:
    refused(tmp_path / "missing.db", tmp_path / "copy.db", "could not be copied")
    assert not (tmp_path / "missing.db").exists()


def test_a_folder_that_is_not_there_is_refused(database: Path, tmp_path: Path) -> None:
    refused(database, tmp_path / "no" / "copy.db", "cannot be written")


WRITER = textwrap.dedent(
    """
    import sqlite3, sys, time
    database = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE pair (a INTEGER, b INTEGER)")
    number = 0
    while True:
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO pair VALUES (?, 0)", (number,))
        database.execute("UPDATE pair SET b = a WHERE a = ?", (number,))
        database.execute("COMMIT")
        if number == 50:
            print("writing", flush=True)
        number += 1
        time.sleep(0.001)  # SQLite's lock is not handed out in turn
    """
)


def test_a_backup_under_writes_is_one_moment(database: Path, tmp_path: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, database], stdout=subprocess.PIPE)
    try:
        assert writer.stdout.readline() == b"writing\n"
        sizes: list[int] = []
        # Five at least, and as many more as a busy machine needs to let the writer write between two of them.
        for number in itertools.count():
            if len(sizes) >= 5 and sizes[-1] > sizes[0]:
                break
            made = backup.backup(database, tmp_path / f"copy{number}.db")
            counted, highest, torn = rows(made.path, "SELECT count(*), max(a), sum(a <> b) FROM pair")[0]
            assert (counted, torn) == (highest + 1, 0)
            sizes.append(counted)
            assert writer.poll() is None
        assert sizes == sorted(sizes)
    finally:
        writer.kill()
        writer.wait()

"""The database is brought up to date at every start, by one process at a time and in one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url

from webapp.backup import backup
from webapp.config import BadSettings
from webapp.db import engine_options, prepare
from webapp.paths import migrations_dir

# Whoever comes second waits for the first one's migration, and then finds nothing left to do.
WAIT_S = 300
# Any number will do for PostgreSQL's advisory lock, as long as it is the same in every process.
LOCK = 50_2026


class NewerDatabase(BadSettings):
    """The database was written by a later release than this one; the text says what to do."""


def head() -> str:
    """Return the number of the newest version, told from the file names so that a start need not load Alembic."""
    return max(path.name.partition("_")[0] for path in (migrations_dir() / "versions").glob("[0-9]*.py"))


def upgrade(url: str) -> bool:
    """Bring the database up to date and say whether there was anything to do; raises NewerDatabase.

    An SQLite database that has data is copied to backups/ beside it first. There is no downgrade: one goes back by
    restoring that copy.
    """
    engine = _engine(url)
    try:
        with engine.connect().execution_options(read_only=True) as connection:
            if current(connection) == head():
                return False
        with engine.begin() as connection:
            return _upgrade_locked(engine, connection)
    finally:
        engine.dispose()


def current(connection: Connection) -> str:
    """Return the version of a database, "" for one without any."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def _engine(url: str) -> Engine:
    options = engine_options(url)
    sqlite = make_url(url).get_backend_name() == "sqlite"
    if sqlite:
        options["connect_args"]["timeout"] = WAIT_S
        _keep_private(make_url(url).database)
    engine = prepare(create_engine(url, **options))
    if sqlite:
        event.listen(engine, "connect", _without_foreign_keys)
    return engine


def _keep_private(database: str | None) -> None:
    """Make a new database file its owner's alone: it holds the mail of others. SQLite gives its log the same mode."""
    if database and database != ":memory:":
        Path(database).touch(mode=0o600, exist_ok=True)


def _without_foreign_keys(connection: Any, _record: Any) -> None:
    # SQLite alters a table by dropping it, which would delete all that hangs on its rows. They are checked at the end.
    connection.execute("PRAGMA foreign_keys=OFF")


def _upgrade_locked(engine: Engine, connection: Connection) -> bool:
    if engine.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    found = current(connection)
    if found == head():
        return False
    if found > head():
        raise NewerDatabase(
            f"The database is of a newer release (version {found}) than this program (version {head()}). "
            "Install the newer release again, or restore the backup from before its upgrade."
        )
    if found and engine.dialect.name == "sqlite":
        _copy_before(str(engine.url.database), found)
    _run(connection)
    if engine.dialect.name == "sqlite":
        _check_foreign_keys(connection)
    return True


def _copy_before(database: str, revision: str) -> None:
    source = Path(database).resolve()
    folder = source.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"before-{revision}.db"
    # One that is there is of an upgrade that failed: the database went on from there.
    target.unlink(missing_ok=True)
    backup(source, target, locked=True)


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(migrations_dir() / "alembic.ini")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"the upgrade would leave rows that point nowhere: {broken[:5]}")

"""The steps of the schema lead to the models, on every database, once, and never over data without a copy of it."""

from __future__ import annotations

import multiprocessing
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from webapp import migrate
from webapp.models import Base
from webapp.paths import migrations_dir


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path / 'test.db'}"


def stand_at(url: str, revision: str) -> None:
    """Say in the database that it is of that version."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    engine.dispose()


def named(engine: Engine) -> set[str]:
    """The names of all keys, constraints and indexes in the database."""
    inspector = inspect(engine)
    names = set()
    for table in Base.metadata.tables:
        found = [
            inspector.get_pk_constraint(table),
            *inspector.get_foreign_keys(table),
            *inspector.get_unique_constraints(table),
            *inspector.get_indexes(table),
        ]
        names |= {each["name"] for each in found}
    return names


def test_an_upgrade_from_empty_equals_the_models(database_url: str) -> None:
    assert migrate.upgrade(database_url) is True
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_every_name_follows_the_convention(database_url: str, sqlite_url: str) -> None:
    migrate.upgrade(database_url)
    migrated = create_engine(database_url)
    from_models = create_engine(sqlite_url + ".models")
    Base.metadata.create_all(from_models)
    assert named(migrated) == named(from_models)
    assert all(name.split("_")[0] in {"pk", "fk", "uq", "ix"} for name in named(migrated))
    migrated.dispose()


def test_a_second_upgrade_has_nothing_to_do(database_url: str) -> None:
    migrate.upgrade(database_url)
    assert migrate.upgrade(database_url) is False


def test_a_start_that_has_nothing_to_do_does_not_load_alembic(sqlite_url: str) -> None:
    migrate.upgrade(sqlite_url)
    code = f"import sys; from webapp.migrate import upgrade; upgrade({sqlite_url!r}); print('alembic' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"


def test_the_head_told_from_file_names_is_the_head() -> None:
    assert ScriptDirectory.from_config(Config(migrations_dir() / "alembic.ini")).get_heads() == [migrate.head()]


def test_of_processes_that_start_together_one_upgrades(database_url: str) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert sorted(pool.map(migrate.upgrade, [database_url] * 4)) == [False, False, False, True]


def test_a_new_database_is_not_copied(sqlite_url: str, tmp_path: Path) -> None:
    migrate.upgrade(sqlite_url)
    assert not (tmp_path / "backups").exists()


@pytest.fixture
def older(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with a row, one step behind a release that adds nothing but its number."""
    migrate.upgrade(sqlite_url)
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        database.execute(
            "INSERT INTO user (id, email, name, password_hash, timezone, version, created_at, suggest_people) "
            "VALUES ('u', 'a@acme.example', 'A', 'x', 'UTC', 0, '2026-01-01 00:00:00.000000', 0)"
        )
    monkeypatch.setattr(migrate, "head", lambda: "0003")
    return sqlite_url


def step(connection: object) -> None:
    """A later step, as Alembic would run it."""
    connection.execute(text("DELETE FROM user"))
    connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))


def test_data_is_copied_before_it_is_changed(older: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "_run", step)
    migrate.upgrade(older)
    copy = tmp_path / "backups" / "before-0002.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT email FROM user").fetchall() == [("a@acme.example",)]
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("0002",)]


def test_a_step_that_fails_leaves_the_database_as_it_was(older: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(connection: object) -> None:
        step(connection)
        raise RuntimeError("in the middle")

    monkeypatch.setattr(migrate, "_run", fails)
    with pytest.raises(RuntimeError, match="in the middle"):
        migrate.upgrade(older)
    with sqlite3.connect(older.removeprefix("sqlite:///")) as database:
        assert database.execute("SELECT email FROM user").fetchall() == [("a@acme.example",)]
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("0002",)]


def test_a_step_that_leaves_rows_pointing_nowhere_is_undone(older: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(older.removeprefix("sqlite:///")) as database:
        database.execute("INSERT INTO never_log VALUES ('n', 'u', '@acme.example', '2026-01-01 00:00:00.000000')")
    monkeypatch.setattr(migrate, "_run", step)
    with pytest.raises(RuntimeError, match="point nowhere"):
        migrate.upgrade(older)
    with sqlite3.connect(older.removeprefix("sqlite:///")) as database:
        assert database.execute("SELECT count(*) FROM user").fetchall() == [(1,)]


def test_a_database_of_a_newer_release_is_refused(database_url: str) -> None:
    migrate.upgrade(database_url)
    stand_at(database_url, "9999")
    with pytest.raises(migrate.NewerDatabase, match="Install the newer release"):
        migrate.upgrade(database_url)


def test_a_new_sqlite_file_and_its_log_are_for_their_owner_alone(sqlite_url: str, tmp_path: Path) -> None:
    migrate.upgrade(sqlite_url)
    with migrate._engine(sqlite_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
        files = list(tmp_path.glob("test.db*"))
        assert tmp_path / "test.db-wal" in files
        assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}

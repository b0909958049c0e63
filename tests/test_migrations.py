"""The steps of the schema lead to the models, on every database, once, and never over data without a copy of it."""

from __future__ import annotations

import multiprocessing
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from webapp import migrate
from webapp.db import make_engine, make_sessions
from webapp.models import Base, Message, utcnow
from webapp.paths import migrations_dir
from webapp.services.messages import Arrival, mail_arrived


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
    monkeypatch.setattr(migrate, "head", lambda: "0005")
    return sqlite_url


def step(connection: object) -> None:
    """A later step, as Alembic would run it."""
    connection.execute(text("DELETE FROM user"))
    connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))


def test_data_is_copied_before_it_is_changed(older: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "_run", step)
    migrate.upgrade(older)
    copy = tmp_path / "backups" / "before-0004.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT email FROM user").fetchall() == [("a@acme.example",)]
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("0004",)]


def test_a_step_that_fails_leaves_the_database_as_it_was(older: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(connection: object) -> None:
        step(connection)
        raise RuntimeError("in the middle")

    monkeypatch.setattr(migrate, "_run", fails)
    with pytest.raises(RuntimeError, match="in the middle"):
        migrate.upgrade(older)
    with sqlite3.connect(older.removeprefix("sqlite:///")) as database:
        assert database.execute("SELECT email FROM user").fetchall() == [("a@acme.example",)]
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("0004",)]


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


def step_to(url: str, revision: str) -> None:
    """Bring an empty database to an older version."""
    engine = create_engine(url)
    config = Config(migrations_dir() / "alembic.ini")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def write_mail(connection: Connection, rows: list[dict[str, str]]) -> None:
    """Write mails down as version 0001 kept them; `names` are the Message-IDs of a mail's references."""
    at = datetime(2026, 3, 2, tzinfo=UTC) if connection.dialect.name == "postgresql" else "2026-03-02 00:00:00.000000"
    old = {
        "date_text": "", "from_name": "", "from_address": "", "text": "", "new_text": "", "to_addresses": "[]",
        "cc_addresses": "[]", "attachments": "[]", "findings": "[]", "thanks_for": "[]", "match_reasons": "[]",
        "automatic": False, "at": at, "received_at": at, "recorded_at": at, "direction": "in", "user_id": "u",
    }  # fmt: skip
    columns = ("id", "key", "message_id", "subject", "header", *old)
    insert = f"INSERT INTO message ({', '.join(columns)}) VALUES ({', '.join(f':{one}' for one in columns)})"
    named = "INSERT INTO message_reference (id, user_id, message_row, reference) VALUES (:id, 'u', :row, :reference)"
    mails = [{"header": "", "message_id": f"<{one['id']}@x>", **old, **one, "key": one["id"]} for one in rows]
    references = [
        {"id": f"{one['id']} {name}", "row": one["id"], "reference": name}
        for one in rows
        for name in filter(None, one.get("names", "").split())
    ]
    connection.execute(text(insert), mails)
    if references:
        connection.execute(text(named), references)


def of_0001(url: str, rows: list[dict[str, str]]) -> dict[str, str]:
    """Bring a database of version 0001 with these mails up to date; return mail → the first of its conversation."""
    step_to(url, "0001")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text(
                'INSERT INTO "user" (id, email, name, password_hash, timezone, version, created_at) '
                "VALUES ('u', 'a@acme.example', 'A', 'x', 'UTC', 0, '2026-01-01 00:00:00.000000')"
            )
        )
        write_mail(connection, rows)
    migrate.upgrade(url)
    first: dict[str, str] = {}
    with engine.connect() as connection:
        found = connection.execute(text("SELECT id, thread_id FROM message ORDER BY id")).all()
    engine.dispose()
    return {row.id: first.setdefault(row.thread_id, row.id) for row in found}


def test_mail_of_an_older_version_gets_its_conversations(database_url: str) -> None:
    index = "Thread-Index: AQIDBAUGBwgJCgsMDQ4PEBESExQVFg==\n"
    found = of_0001(
        database_url,
        [
            {"id": "a1", "subject": "20 minutes?"},
            {"id": "a2", "subject": "Fine", "names": "<a1@x>", "header": "Subject: Fine\nIn-Reply-To:\n <a1@x>\n"},
            {"id": "a3", "subject": "Re: 20 minutes?", "names": "<a1@x>", "header": "References: <a1@x>\n"},
            {"id": "b1", "subject": "Party", "names": "<a1@x>", "header": "References: <a1@x>\n"},
            {"id": "b2", "subject": "20 minutes?"},
            {"id": "c1", "subject": "Lunch", "header": index},
            {"id": "c2", "subject": "AW: Lunch", "header": index},
            {"id": "d1", "subject": "No id", "message_id": ""},
            {"id": "d2", "subject": "No id", "message_id": ""},
        ],
    )
    assert found == {
        "a1": "a1", "a2": "a1", "a3": "a1", "b1": "b1", "b2": "b2", "c1": "c1", "c2": "c1", "d1": "d1", "d2": "d2",
    }  # fmt: skip
    engine = create_engine(database_url)
    with engine.connect() as connection:
        direct = connection.execute(text("SELECT message_row FROM message_reference WHERE direct")).scalars().all()
        keys = connection.execute(text("SELECT count(DISTINCT subject_key) FROM message")).scalar()
    engine.dispose()
    assert direct == ["a2"]
    assert keys == 5


def test_mail_that_comes_after_the_upgrade_finds_its_older_conversation(database_url: str) -> None:
    of_0001(database_url, [{"id": "a1", "subject": "20 minutes?"}])
    engine = make_engine(database_url)
    with make_sessions(engine)() as session:
        arrival = Arrival("later", "in", utcnow(), message_id="<2@x>", references=["<a1@x>"], subject="Re: 20 minutes?")
        message, _ = mail_arrived(session, "u", arrival)
        assert message.thread_id == session.get_one(Message, "a1").thread_id
    engine.dispose()


def test_ten_thousand_mails_of_an_older_version_get_their_conversations(database_url: str) -> None:
    def mail(number: int) -> dict[str, str]:
        before = f"<{number - 1}@x>" if number % 10 else ""
        header = f"In-Reply-To: {before}\n" + "X-Filler: " + "x" * 2000 if before else ""
        return {"id": f"{number}", "subject": f"Subject {number // 10}", "names": before, "header": header}

    found = of_0001(database_url, [mail(number) for number in range(10_000)])
    assert len(found) == 10_000
    assert len(set(found.values())) == 1_000

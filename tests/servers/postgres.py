"""A throw-away PostgreSQL cluster on loopback, without fsync, with a fresh database for whoever asks."""

import os
import pwd
import shutil
import signal
import subprocess
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg

from tests.servers.system import PATIENCE, find_binary, free_ports, server_folder, wait_until

PACKAGES = "postgresql"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
}


class Postgres:
    """One cluster; `url` is its maintenance database. Root starts it as "postgres", for it refuses root."""

    def __init__(self) -> None:
        versions = Path("/usr/lib/postgresql").glob("*/bin")
        newest_first = sorted(versions, key=lambda folder: float(folder.parent.name), reverse=True)
        self._initdb = find_binary("initdb", PACKAGES, *newest_first)
        self._binary = find_binary("postgres", PACKAGES, *newest_first)
        self._folder = server_folder("postgres-")
        (self._port,) = free_ports(1)
        self._numbers = count(1)
        self.url = self._url("postgres")

    def __enter__(self) -> Self:
        data = self._folder / "data"
        identity = self._identity()
        options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(
            [self._initdb, "-D", data, *options],
            check=True,
            capture_output=True,
            cwd=self._folder,
            **identity,
        )
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        with (self._folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                [self._binary, "-D", data, "-p", str(self._port), "-k", self._folder, *settings],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,
                **identity,
            )
        wait_until(self._answers, self._log)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.send_signal(signal.SIGQUIT)  # shuts down at once; nothing here is worth a checkpoint
        self._server.wait(timeout=PATIENCE)
        shutil.rmtree(self._folder, ignore_errors=True)

    def new_database(self) -> str:
        """URL of a new, empty database."""
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._run(f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)")

    def _identity(self) -> dict[str, Any]:
        if os.getuid() != 0:
            return {}
        account = pwd.getpwnam("postgres")
        os.chown(self._folder, account.pw_uid, account.pw_gid)
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def _url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self._port}/{database}"

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _answers(self) -> bool:
        if self._server.poll() is not None:
            raise RuntimeError(self._log())
        try:
            self._run("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _log(self) -> str:
        return "PostgreSQL did not start:\n" + (self._folder / "log").read_text(errors="replace")

"""The product started as a newcomer starts it, in a folder of its own, reading a throw-away Dovecot."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.system import PATIENCE, free_ports

ROOT = Path(__file__).resolve().parents[2]
SET_UP = re.compile(r"http://\S+/set-up/\S+")


class House:
    """`fiftycups run` with its two processes; `set_up_link` is what it prints for the first user."""

    def __init__(self, folder: Path, cafile: str) -> None:
        self.folder = folder
        self.port = free_ports(1)[0]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "house.log"
        self._environment = os.environ | {
            "DATA_DIR": str(folder / "data"),
            "PORT": str(self.port),
            "MAIL_CAFILE": cafile,
            "MAIL_ALLOWED_PRIVATE": "127.0.0.1,::1",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }

    def __enter__(self) -> Self:
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "webapp.cli", "run"],
                cwd=self.folder, env=self._environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self.set_up_link = self._printed(SET_UP)
        self._printed(re.compile("Serving on|Listening|serving", re.IGNORECASE))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(timeout=PATIENCE)
        finally:
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a `fiftycups` command against the same data."""
        command = [sys.executable, "-m", "webapp.cli", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False,
            timeout=PATIENCE,
        )  # fmt: skip

    def _printed(self, pattern: re.Pattern[str]) -> str:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            found = pattern.search(self.log.read_text())
            if found:
                return found.group()
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"{pattern.pattern!r} was not printed:\n{self.log.read_text()}")


def mail(
    sender: str, to: str, subject: str, text: str, *, written: datetime | None = None, **headers: str
) -> EmailMessage:
    """Return a mail of now unless told; header names are written with underscores."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = format_datetime(written or datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip(">"))
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def answer(to: EmailMessage, text: str, written: datetime | None = None) -> EmailMessage:
    """Return the answer of the person whom a mail was sent to."""
    id = to["Message-ID"]
    subject = f"Re: {to['Subject']}"
    return mail(to["To"], to["From"], subject, text, written=written, In_Reply_To=id, References=id)

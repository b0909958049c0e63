"""The mailbox of the demo: an IMAP server on loopback, and the hand that puts mail into it."""

from __future__ import annotations

import imaplib
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from webapp.demo.letters import Letter, write
from webapp.demo.people import ADDRESS

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Account:
    """Where the mailbox is and how one gets in."""

    port: int
    password: str

    @property
    def server(self) -> tuple[str, ...]:
        """The command that serves it, from memory alone."""
        where = ("--host", HOST, "--port", str(self.port), "--no-tls")
        who = ("dict", "--demo-user", ADDRESS, "--demo-password", self.password)
        return (sys.executable, "-P", "-c", "from pymap.main import main; main()", *where, *who)


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


class Post:
    """An open line to the mailbox, over which mail is put into its folders."""

    def __init__(self, account: Account, waiting: Callable[[], bool]) -> None:
        self._imap = _opened(account.port, waiting)
        # The client writes a mail in two pieces, which would otherwise wait for each other.
        self._imap.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._imap.login(ADDRESS, account.password)
        self._imap.create("Sent")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._imap.shutdown()

    def deliver(self, letter: Letter, at: datetime) -> None:
        """Put a mail where it belongs, as having arrived then."""
        answer, _ = self._imap.append(letter.folder, "", imaplib.Time2Internaldate(at), write(letter, at))
        if answer != "OK":
            raise RuntimeError(f"the mailbox did not take “{letter.subject}”: {answer}")


def _opened(port: int, waiting: Callable[[], bool]) -> imaplib.IMAP4:
    while True:
        try:
            return imaplib.IMAP4(HOST, port, timeout=30)
        except OSError:
            if not waiting():
                raise
            time.sleep(0.1)

"""A mailbox that is logged in to: read-only, one owner thread, closed as soon as the server speaks nonsense.

Everything that goes wrong comes out as one of mailsync.errors.
"""

from __future__ import annotations

import contextlib
import imaplib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from socket import SHUT_RDWR
from socket import socket as Socket
from typing import Literal, Self, cast

from imapclient import IMAPClient

from mailsync import folders as folder_list
from mailsync.errors import (
    ConnectionLost,
    FolderGone,
    MailServerError,
    NotReady,
    WrongPassword,
    from_answer,
    from_exception,
)
from mailsync.folders import Folder
from mailsync.responses import Piece
from mailsync.wire import Wire

DONE_TIMEOUT = 15.0
NEWS = frozenset({"EXISTS", "RECENT", "EXPUNGE", "FETCH", "FLAGS"})


@dataclass(frozen=True)
class FolderStatus:
    """What a folder says when it is opened; `uidnext` is a hint that some servers do not give."""

    uidvalidity: int
    uidnext: int | None
    exists: int


@dataclass(frozen=True)
class Answer:
    """What came back for a command: `ok` is False where the server refused it."""

    ok: bool
    data: Sequence[Piece]
    text: str = ""


class Connection:
    """A mailbox that is logged in to. Folders are opened with EXAMINE only: nothing here can change anything."""

    def __init__(self, client: IMAPClient, host: str) -> None:
        self._client = client
        self._wire: Wire = client._imap
        self._host = host
        self._idle_tag: bytes | None = None
        self._examined: FolderStatus | None = None
        self.lost = False
        with self._speaking():
            self.capabilities = frozenset(word.decode("ascii", "replace") for word in client.capabilities())

    @property
    def has_idle(self) -> bool:
        """Whether the server tells by itself what is new."""
        return "IDLE" in self.capabilities

    @property
    def received(self) -> int:
        """Bytes read so far."""
        return self._wire.received

    @property
    def socket(self) -> Socket:
        """For a selector; ask `pending` before each wait."""
        return self._wire.sock

    def fileno(self) -> int:
        """The socket's number, so that the connection itself can be registered."""
        return self._wire.sock.fileno()

    def pending(self) -> bool:
        """Whether there is something to read that the selector cannot see."""
        return bool(NEWS & self._wire.untagged_responses.keys()) or self._wire.pending()

    def examine(self, name: str) -> FolderStatus:
        """Open a folder (Folder.name, or "INBOX") to read."""
        with self._speaking():
            status, data = self._wire.select(cast("str", quoted(name)), readonly=True)  # bytes pass as they are
            if status != "OK":
                raise from_answer(last_word(data), self._host, FolderGone)
            self._examined = FolderStatus(
                self._number("UIDVALIDITY") or 0, self._number("UIDNEXT"), self._number("EXISTS") or 0
            )
            self._wire.untagged_responses.clear()  # what is said from now on is news
            return self._examined

    def folders(self) -> list[Folder]:
        """All folders that the server lists."""
        with self._speaking():
            status, data = self._wire.list('""', "*")
            if status != "OK":
                raise from_answer(last_word(data), self._host, NotReady)
            return folder_list.from_list(data)

    def ask(self, command: Literal["SEARCH", "FETCH"], *arguments: str) -> Answer:
        """A command by UID in the open folder; what is refused for one mail's sake is no error here."""
        with self._speaking():
            self._wire.untagged_responses.pop(command, None)  # of what was not asked for, nothing counts
            try:
                status, data = self._wire.uid(command, *arguments)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                status, data = "BAD", [str(error).encode()]
            self._same_numbers()
            if status == "OK":
                return Answer(True, data)
            refusal = from_answer(last_word(data), self._host, ConnectionLost)
            lasting = isinstance(refusal, (NotReady, WrongPassword)) or refusal.retry_after is not None
            if lasting:
                raise refusal
            return Answer(False, self._wire.untagged_responses.pop(command, []), refusal.detail)

    def broken(self, reason: str) -> MailServerError:
        """The error to raise where an answer makes no sense; the connection is of no more use."""
        self._drop()
        return from_exception(imaplib.IMAP4.abort(reason), self._host)

    def noop(self) -> bool:
        """Whether the server has something to tell of the open folder."""
        with self._speaking():
            self._client.noop()
            return self._news()

    def idle_start(self) -> None:
        """Let the server talk (RFC 2177); nothing else may be asked until `idle_done`."""
        with self._speaking():
            tag = self._wire._command("IDLE")
            # IMAPClient.idle() takes a line that comes before the "+" for an error.
            while self._wire._get_response() is not None:
                if self._wire.tagged_commands.get(tag):
                    raise self._wire.abort("IDLE refused")
            self._idle_tag = tag

    def idle_done(self) -> bool:
        """Stop listening; whether anything was said of the open folder. Waits for a dead line 15 s at most."""
        with self._speaking():
            usual = self._wire.sock.gettimeout()
            self._wire.sock.settimeout(DONE_TIMEOUT)
            tag, self._idle_tag = self._idle_tag, None
            self._wire.send(b"DONE\r\n")
            status, data = self._wire._get_tagged_response(tag)
            self._wire.sock.settimeout(usual)
            if status != "OK":
                raise from_answer(last_word(data), self._host, ConnectionLost)
            return self._news()

    def close(self) -> None:
        """Say goodbye where that is still possible; never fails."""
        with contextlib.suppress(Exception):
            if not self.lost and self._idle_tag is None:
                self._wire.sock.settimeout(2)
                self._client.logout()
        self._drop()

    def cut(self) -> None:
        """End every waiting for the server at once, also from a signal handler."""
        with contextlib.suppress(OSError):
            Socket.shutdown(self._wire.sock, SHUT_RDWR)  # an SSLSocket's own forgets its TLS session first

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _speaking(self) -> Iterator[None]:
        """Turn what goes wrong into our own errors; after anything but a plain refusal the line is dropped."""
        if self.lost:
            raise from_exception(imaplib.IMAP4.abort("closed before"), self._host)
        try:
            yield
        except FolderGone:
            raise
        except Exception as error:
            self._drop()
            raise from_exception(error, self._host) from error

    def _news(self) -> bool:
        said = bool(NEWS & self._wire.untagged_responses.keys())
        self._wire.untagged_responses.clear()
        return said

    def _number(self, name: str) -> int | None:
        word = (self._wire.untagged_responses.get(name) or [b""])[-1]
        return int(word) if isinstance(word, bytes) and word.isdigit() else None

    def _same_numbers(self) -> None:
        """The UIDs that we know are those of this folder only as long as it is not renumbered under us."""
        now = self._number("UIDVALIDITY")
        if self._examined and now is not None and now != self._examined.uidvalidity:
            raise self._wire.abort("the folder was renumbered meanwhile")

    def _drop(self) -> None:
        self.lost = True
        with contextlib.suppress(Exception):
            self._wire.shutdown()


def quoted(name: str) -> bytes:
    """The name of a folder as a command has it."""
    if any(sign in name for sign in "\r\n\0"):
        raise ValueError("a folder name of several lines")
    return b'"' + name.encode("latin-1").replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def last_word(data: Sequence[object]) -> str:
    """What the server said at the end of an answer."""
    word = data[-1] if data else b""
    return word.decode("utf-8", "replace") if isinstance(word, bytes) else str(word)

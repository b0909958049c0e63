"""Opens and holds the connection to a mailbox: encrypted before the password, read-only, one owner thread.

Everything that goes wrong comes out as one of mailsync.errors, and a connection that has seen nonsense is closed.
"""

from __future__ import annotations

import contextlib
import imaplib
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from socket import socket as Socket
from typing import Literal, cast

from imapclient import IMAPClient, SocketTimeout

from mailsync import folders as folder_list
from mailsync.errors import (
    CertificateProblem,
    ConnectionLost,
    FolderGone,
    MailServerError,
    NotReady,
    WrongPassword,
    from_answer,
    from_exception,
)
from mailsync.folders import Folder
from mailsync.reach import Endpoint, endpoints
from mailsync.responses import Piece
from mailsync.wire import CONNECT_TIMEOUT, Wire

DONE_TIMEOUT = 15.0
NEWS = frozenset({"EXISTS", "RECENT", "EXPUNGE", "FETCH", "FLAGS"})


@dataclass(frozen=True)
class Server:
    """Where a mailbox is and how to log in. `plain` is for servers on loopback alone."""

    host: str
    port: int
    tls: Literal["tls", "starttls", "plain"]
    user: str
    password: str = field(repr=False)
    cafile: str | None = None


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


class _Client(IMAPClient):  # type: ignore[misc]  # the library has no types
    """IMAPClient over our own line, to addresses that were checked."""

    def __init__(self, server: Server, places: Sequence[Endpoint], context: ssl.SSLContext, timeout: float) -> None:
        self._places = places
        self._tls_at_once = context if server.tls == "tls" else None
        super().__init__(
            server.host, server.port, ssl=server.tls == "tls", timeout=SocketTimeout(CONNECT_TIMEOUT, timeout)
        )
        # IMAPClient switches imaplib's debugging on: a repr() of all that is read, 60 % of the time of a fetch,
        # and of the LOGIN command.
        self._imap.debug = 0

    def _create_IMAP4(self) -> Wire:
        return Wire(self.host, self.port, self._places, self._tls_at_once)


class Connection:
    """A mailbox that is logged in to. Folders are opened with EXAMINE only: nothing here can change anything."""

    def __init__(self, client: _Client, host: str) -> None:
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
            status, data = self._wire.select(cast("str", _quoted(name)), readonly=True)  # bytes pass as they are
            if status != "OK":
                raise from_answer(_last(data), self._host, FolderGone)
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
                raise from_answer(_last(data), self._host, NotReady)
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
            refusal = from_answer(_last(data), self._host, ConnectionLost)
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
                raise from_answer(_last(data), self._host, ConnectionLost)
            return self._news()

    def close(self) -> None:
        """Say goodbye where that is still possible; never fails."""
        with contextlib.suppress(Exception):
            if not self.lost and self._idle_tag is None:
                self._wire.sock.settimeout(2)
                self._client.logout()
        self._drop()

    def __enter__(self) -> Connection:
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


def connect(server: Server, *, timeout: float = 30, allowed_private: Sequence[str] = ()) -> Connection:
    """Open, encrypt, log in. `timeout` is for each read; `allowed_private` as in reach.endpoints.

    Raises a MailServerError; the password is sent only to a server that has proved its name.
    """
    places = endpoints(server.host, server.port, allowed_private)
    if server.tls == "plain" and not all(place.loopback for place in places):
        raise CertificateProblem(
            f"Without encryption your password is not sent to {server.host}. Choose TLS or STARTTLS."
        )
    client: _Client | None = None
    try:
        context = _context(server.cafile)
        client = _Client(server, places, context, timeout)
        if server.tls == "starttls":
            _upgrade(client, context, server.host)
        _log_in(client, server)
        return Connection(client, server.host)
    except Exception as error:
        if client is not None:
            with contextlib.suppress(Exception):
                client._imap.shutdown()
        raise from_exception(error, server.host) from error


@lru_cache(maxsize=32)
def _context(cafile: str | None) -> ssl.SSLContext:
    """One for all connections: each costs a megabyte."""
    return ssl.create_default_context(cafile=cafile)


def _upgrade(client: _Client, context: ssl.SSLContext, host: str) -> None:
    if "STARTTLS" not in client._imap.capabilities:
        raise CertificateProblem(
            f"Your password was not sent: {host} offers no encryption at this port. Use TLS at port 993."
        )
    client._imap.upgrade(context)
    client._starttls_done = True


def _log_in(client: _Client, server: Server) -> None:
    if any(sign in server.user + server.password for sign in "\r\n\0"):
        raise from_answer("invalid password", server.host, WrongPassword)
    wire: Wire = client._imap
    ascii_only = (server.user + server.password).isascii()
    try:
        if ascii_only and "LOGINDISABLED" not in wire.capabilities:
            wire.login(wire._quote(server.user), server.password)
        else:  # LOGIN has no agreed way to write other letters
            secret = f"\0{server.user}\0{server.password}".encode()
            wire.authenticate("PLAIN", lambda _: secret)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        otherwise = NotReady if "command error: BAD" in str(error) else WrongPassword
        raise from_answer(str(error), server.host, otherwise) from error


def _quoted(name: str) -> bytes:
    if any(sign in name for sign in "\r\n\0"):
        raise ValueError("a folder name of several lines")
    return b'"' + name.encode("latin-1").replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def _last(data: Sequence[object]) -> str:
    word = data[-1] if data else b""
    return word.decode("utf-8", "replace") if isinstance(word, bytes) else str(word)

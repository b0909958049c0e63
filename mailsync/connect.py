"""Opens the connection to a mailbox: a checked address, encryption before the password, errors in plain words."""

from __future__ import annotations

import contextlib
import imaplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeVar

from imapclient import IMAPClient, SocketTimeout

from mailsync.connection import Connection, FolderStatus
from mailsync.errors import CertificateProblem, NotReady, WrongPassword, from_answer, from_exception
from mailsync.reach import Endpoint, endpoints
from mailsync.wire import CONNECT_TIMEOUT, Wire
from webapp.domain.wording import _

__all__ = ["Connection", "FolderStatus", "Server", "connect", "connect_as", "tls_context"]

AnyConnection = TypeVar("AnyConnection", bound=Connection)


@dataclass(frozen=True)
class Server:
    """Where a mailbox is and how to log in. `plain` is for servers on loopback alone."""

    host: str
    port: int
    tls: Literal["tls", "starttls", "plain"]
    user: str
    password: str = field(repr=False)
    cafile: str | None = None


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


def connect(server: Server, *, timeout: float = 30, allowed_private: Sequence[str] = ()) -> Connection:
    """Open a connection with which mail is read, as connect_as."""
    return connect_as(Connection, server, timeout=timeout, allowed_private=allowed_private)


def connect_as(
    kind: type[AnyConnection], server: Server, *, timeout: float = 30, allowed_private: Sequence[str] = ()
) -> AnyConnection:
    """Open, encrypt, log in. `timeout` is for each read; `allowed_private` as in reach.endpoints.

    Raises a MailServerError; the password is sent only to a server that has proved its name.
    """
    places = endpoints(server.host, server.port, allowed_private)
    if server.tls == "plain" and not all(place.loopback for place in places):
        raise CertificateProblem(
            _("Without encryption your password is not sent to %(host)s. Choose TLS or STARTTLS.", host=server.host)
        )
    client: _Client | None = None
    try:
        context = tls_context(server.cafile)
        client = _Client(server, places, context, timeout)
        if server.tls == "starttls":
            _upgrade(client, context, server.host)
        _log_in(client, server)
        return kind(client, server.host)
    except Exception as error:
        if client is not None:
            with contextlib.suppress(Exception):
                client._imap.shutdown()
        raise from_exception(error, server.host) from error


@lru_cache(maxsize=32)
def tls_context(cafile: str | None) -> ssl.SSLContext:
    """Return what proves a server's name, one for all connections: each costs a megabyte."""
    context = ssl.create_default_context()
    if cafile:
        # Beside the system's, not in their place: a household has its own server and an account elsewhere.
        context.load_verify_locations(cafile)
    return context


def _upgrade(client: _Client, context: ssl.SSLContext, host: str) -> None:
    if "STARTTLS" not in client._imap.capabilities:
        raise CertificateProblem(
            _("Your password was not sent: %(host)s offers no encryption at this port. Use TLS at port 993.", host=host)
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
            wire.authenticate("PLAIN", lambda _challenge: secret)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        otherwise = NotReady if "command error: BAD" in str(error) else WrongPassword
        raise from_answer(str(error), server.host, otherwise) from error

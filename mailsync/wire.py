"""The line to the server below imaplib: own buffer, own limits, TLS before anything else is said.

imaplib's own reader loses what the server said when a line comes in two packets, cannot tell what is already
buffered (so no selector can wait for it), and takes over text that a third party slipped in before STARTTLS.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Sequence
from typing import Any

from mailsync.reach import Endpoint

CONNECT_TIMEOUT = 10.0
LINE_MAX = 16_000_000  # 16 MB: a SEARCH answer for two million messages
LITERAL_MAX = 64_000_000
ANSWER_MAX = 256_000_000  # what one command may bring in all: an endless answer must end
_CHUNK = 256 * 1024
_BARE_STATUS = (b" OK\r\n", b" NO\r\n", b" BAD\r\n", b" BYE\r\n")


class Wire(imaplib.IMAP4):
    """imaplib's protocol over a socket to one of `endpoints`; with a `context` it speaks TLS from the first byte."""

    def __init__(self, host: str, port: int, endpoints: Sequence[Endpoint], context: ssl.SSLContext | None) -> None:
        self._endpoints = endpoints
        self._context = context
        self._buffer = bytearray()
        self._answer_bytes = 0
        self.received = 0
        super().__init__(host, port, CONNECT_TIMEOUT)

    def pending(self) -> bool:
        """Whether the server said something that has left the socket already: a selector would not notice."""
        return bool(self._buffer) or (isinstance(self.sock, ssl.SSLSocket) and self.sock.pending() > 0)

    def upgrade(self, context: ssl.SSLContext) -> None:
        """Go on over TLS (STARTTLS), or fail."""
        status, _ = self._simple_command("STARTTLS")
        if status != "OK":
            raise self.abort("STARTTLS refused")
        if self._buffer:
            raise self.abort("text before the TLS handshake: somebody may be in between")
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self._tls_established = True
        self.untagged_responses.clear()
        self._get_capabilities()

    def send(self, data: Any) -> None:
        """Send; what comes next answers this."""
        self._answer_bytes = 0
        self.sock.sendall(data)

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes."""
        if size > LITERAL_MAX:
            raise self.abort(f"a literal of {size} bytes")
        while len(self._buffer) < size:
            if not self._receive():
                raise self.abort("EOF inside a literal")
        return self._take(size)

    def readline(self) -> bytes:
        """One whole line, however many packets it takes; less only at the end of the connection."""
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > LINE_MAX:
                raise self.abort("an endless line")
            if not self._receive():
                return self._take(searched)
        line = self._take(end + 1)
        # imaplib gives up on a status line without text, which some servers send.
        return line[:-2] + b" \r\n" if line.endswith(_BARE_STATUS) else line

    def _take(self, size: int) -> bytes:
        with memoryview(self._buffer) as view:
            data = bytes(view[:size])
        del self._buffer[:size]
        return data

    def _receive(self) -> bool:
        chunk = self.sock.recv(_CHUNK)
        self._buffer += chunk
        self.received += len(chunk)
        self._answer_bytes += len(chunk)
        if self._answer_bytes > ANSWER_MAX:
            raise self.abort("an endless answer")
        return bool(chunk)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        raw = self._reach_one()
        _keep_alive(raw)
        if self._context is None:
            return raw
        try:
            return self._context.wrap_socket(raw, server_hostname=self.host)
        except BaseException:
            raw.close()
            raise

    def _reach_one(self) -> socket.socket:
        problem: OSError = OSError("no address")
        for endpoint in self._endpoints:
            line = socket.socket(endpoint.family, socket.SOCK_STREAM)
            line.settimeout(CONNECT_TIMEOUT)
            try:
                line.connect((endpoint.address, endpoint.port))
            except OSError as error:
                line.close()
                problem = error
            else:
                return line
        raise ConnectionRefusedError(str(problem)) from problem

    def _get_line(self) -> bytes:
        line = self.readline()
        if not line.endswith(b"\r\n"):
            raise self.abort("EOF" if not line else "a line breaks off")
        return line[:-2]  # imaplib's own would also write a repr() of each line into a log that nobody reads

    def _log(self, line: str) -> None:
        """Keep nothing: imaplib would hold on to the last ten lines, the password among them."""


def _keep_alive(line: socket.socket) -> None:
    """Notice within minutes that the other side is gone; what the system does not offer is left out."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in (
        ("TCP_KEEPIDLE", 60),
        ("TCP_KEEPINTVL", 20),
        ("TCP_KEEPCNT", 4),
        ("TCP_USER_TIMEOUT", 60_000),
    ):
        if hasattr(socket, option):
            line.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)

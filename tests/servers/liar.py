"""A scripted IMAP server on loopback for what an honest one never does; each personality is a subclass of Liar.

It remembers every byte that it was sent, so that a test can show that the password never came.
"""

import re
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from tests.servers.certificates import Certificate

MAIL = (
    b"From: Alice <alice@example.test>\r\nTo: bob@example.test\r\nSubject: Hello\r\nMessage-ID: <1@x>\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nA short text.\r\n"
)


class Liar:
    """An honest server with three mails of one text part: what the personalities start from."""

    greeting = b"* OK ready\r\n"
    capabilities = b"IMAP4rev1 IDLE SPECIAL-USE UIDPLUS"
    uids: Sequence[int] = (3, 5, 8)
    login_answer = b"OK logged in"
    list_answer = b'* LIST (\\HasNoChildren) "/" INBOX\r\n* LIST (\\sent) "/" "Gesendet"\r\n'

    def __init__(self, certificate: Certificate | None = None, *, tls: bool = False) -> None:
        self._tls = tls
        self._context: ssl.SSLContext | None = None
        if certificate:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(certificate.certfile, certificate.keyfile)
        self.received = bytearray()
        self.said = threading.Event()
        self._lines: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for line in (self._listener, *self._lines):
            line.close()

    @property
    def commands(self) -> list[bytes]:
        """The lines that were received, without their tags."""
        return [line.partition(b" ")[2] for line in bytes(self.received).split(b"\r\n") if b" " in line]

    # What a personality overrides. Each gives the untagged lines; `finish` the tagged one.

    def examine(self) -> bytes:
        uidnext = max(self.uids) + 1
        return b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT %d] ok\r\n" % (
            len(self.uids),
            uidnext,
        )

    def search(self, criteria: bytes) -> bytes:
        """Only UID sets are understood; all else finds everything."""
        found = self.uids
        if match := re.fullmatch(rb"UID (\d+|\*)(?::(\d+|\*))?", criteria):
            first, last = (self._uid(word) for word in (match[1], match[2] or match[1]))
            found = [uid for uid in self.uids if first <= uid <= last]
        return b"* SEARCH%s\r\n" % b"".join(b" %d" % uid for uid in found)

    def fetch(self, uids: Sequence[int], items: bytes) -> bytes:
        return b"".join(self.fetch_one(uid, items) for uid in uids)

    def fetch_one(self, uid: int, items: bytes) -> bytes:
        return b"* %d FETCH (UID %d %s)\r\n" % (self.uids.index(uid) + 1, uid, self.items(uid, items))

    def items(self, uid: int, items: bytes) -> bytes:
        text = MAIL.partition(b"\r\n\r\n")[2]
        known = {
            b"RFC822.SIZE": b"%d" % len(MAIL),
            b"INTERNALDATE": b'"01-Feb-2026 10:00:00 +0100"',
            b"BODYSTRUCTURE": b'("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "7BIT" %d 1 NIL NIL NIL NIL)' % len(text),
        }
        answers = [name + b" " + value for name, value in known.items() if name in items]
        for section in re.findall(rb"BODY\.PEEK\[([^\]]*)\]", items):
            content = {b"": MAIL, b"1": text}.get(section, MAIL[: -len(text)])
            answers.append(b"BODY[%s]<0> %s" % (section, self.content(uid, section, content)))
        return b" ".join(answers)

    def content(self, uid: int, section: bytes, content: bytes) -> bytes:
        return b"{%d}\r\n%s" % (len(content), content)

    def finish(self, tag: bytes, command: bytes) -> bytes:
        return tag + b" OK done\r\n"

    def idle(self, line: socket.socket) -> None:
        """Says something while the client listens."""
        line.sendall(b"+ idling\r\n* 4 EXISTS\r\n")

    # How it is done.

    def _uid(self, word: bytes) -> int:
        return max(self.uids) if word == b"*" else int(word)

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            self._lines.append(line)
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        try:
            if self._context and self._tls:
                line = self._context.wrap_socket(line, server_side=True)
            line.sendall(self.greeting)
            self._converse(line)
        except OSError:
            pass  # the client went away, as some tests want it to
        finally:
            line.close()

    def _converse(self, line: socket.socket) -> None:
        unread = b""
        while True:
            while b"\r\n" not in unread:
                chunk = line.recv(65536)
                if not chunk:
                    return
                self.received += chunk
                unread += chunk
            command, _, unread = unread.partition(b"\r\n")
            tag, _, rest = command.partition(b" ")
            if tag.upper() == b"DONE":
                line.sendall(self._idle_tag + b" OK idled\r\n")
            elif rest == b"IDLE":
                self._idle_tag = tag
                self.idle(line)
            elif rest == b"STARTTLS" and self._context:
                line.sendall(self.before_tls(tag))
                line = self._context.wrap_socket(line, server_side=True)
            else:
                line.sendall(self.answer(tag, rest))

    def before_tls(self, tag: bytes) -> bytes:
        return tag + b" OK begin\r\n"

    def answer(self, tag: bytes, command: bytes) -> bytes:
        """The whole answer to a command."""
        verb, _, rest = command.partition(b" ")
        if verb == b"LOGIN":
            return tag + b" " + self.login_answer + b"\r\n"
        untagged = b""
        if verb == b"CAPABILITY":
            untagged = b"* CAPABILITY " + self.capabilities + b"\r\n"
        elif verb == b"EXAMINE":
            untagged = self.examine()
        elif verb == b"LIST":
            untagged = self.list_answer
        elif rest.startswith(b"SEARCH "):
            untagged = self.search(rest.partition(b" ")[2])
        elif rest.startswith(b"FETCH "):
            _, uid_set, items = rest.split(b" ", 2)
            untagged = self.fetch(self._listed(uid_set), items)
        return untagged + self.finish(tag, command)

    def _listed(self, uid_set: bytes) -> list[int]:
        runs = [run.split(b":") for run in uid_set.split(b",")]
        return [uid for uid in self.uids if any(int(run[0]) <= uid <= int(run[-1]) for run in runs)]


class WrongUid(Liar):
    """Hands out mail 5 under a number that nobody asked for (RELIABILITY: a wrong UID is no success)."""

    def fetch_one(self, uid: int, items: bytes) -> bytes:
        return super().fetch_one(uid, items).replace(b"(UID 5 ", b"(UID 4711 ")


class UidLess(Liar):
    """Sends answers without a UID in between, as some servers do for changed flags."""

    def fetch_one(self, uid: int, items: bytes) -> bytes:
        return b"* 2 FETCH (FLAGS (\\Seen))\r\n* 9 FETCH (BODY[HEADER] {5}\r\nhello)\r\n" + super().fetch_one(
            uid, items
        )


class UidAfterBody(Liar):
    """Names the UID behind the literal."""

    def fetch_one(self, uid: int, items: bytes) -> bytes:
        return b"* %d FETCH (%s UID %d)\r\n" % (self.uids.index(uid) + 1, self.items(uid, items), uid)


class NilBody(Liar):
    """Says NIL for every content of mail 5, for good."""

    def content(self, uid: int, section: bytes, content: bytes) -> bytes:
        return b"NIL" if uid == 5 else super().content(uid, section, content)


class ForgetfulInBatches(Liar):
    """Hands out mail 5 only when it is asked for alone (Exchange)."""

    def fetch(self, uids: Sequence[int], items: bytes) -> bytes:
        return super().fetch([uid for uid in uids if uid != 5 or len(uids) == 1], items)


class Expunged(Liar):
    """Mail 5 was removed after it was listed."""

    def fetch(self, uids: Sequence[int], items: bytes) -> bytes:
        return super().fetch([uid for uid in uids if uid != 5], items)

    def search(self, criteria: bytes) -> bytes:
        return super().search(criteria).replace(b" 5", b"")


class Unsorted(Liar):
    """Lists UIDs in no order and in two lines, with a number that belongs to no mail behind."""

    def search(self, criteria: bytes) -> bytes:
        return b"* SEARCH 8 3\r\n* SEARCH 5 5 (MODSEQ 917)\r\n"


class Echo(Liar):
    """Answers a search above the last UID with the last mail, as the standard wants it for n:*."""

    def search(self, criteria: bytes) -> bytes:
        return b"* SEARCH 8\r\n"


class NoUidnext(Liar):
    """Does not say which UID comes next (163.com)."""

    def examine(self) -> bytes:
        return b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n"


class Leaping(NoUidnext):
    """UIDs with gaps of billions."""

    uids = (3, 5, 4_000_000_001)


class ByeMidFetch(Liar):
    """Says goodbye in the middle of an answer."""

    def fetch_one(self, uid: int, items: bytes) -> bytes:
        return b"* BYE Server shutting down.\r\n" if uid == 5 else super().fetch_one(uid, items)


class NoText(Liar):
    """Ends each command without a word behind OK (Gmail did)."""

    def finish(self, tag: bytes, command: bytes) -> bytes:
        return tag + b" OK\r\n"


class OverQuota(Liar):
    """The daily limit is used up (Gmail)."""

    def answer(self, tag: bytes, command: bytes) -> bytes:
        if command.startswith(b"UID FETCH"):
            return tag + b" NO [OVERQUOTA] Account exceeded command or bandwidth limits.\r\n"
        return super().answer(tag, command)


class NotConnected(Liar):
    """Accepts the password and then nothing (Exchange with IMAP switched off)."""

    def answer(self, tag: bytes, command: bytes) -> bytes:
        if command.startswith(b"EXAMINE"):
            return tag + b" BAD User is authenticated but not connected.\r\n"
        return super().answer(tag, command)


class Poor(Liar):
    """Nothing but the oldest protocol: no IDLE, no SPECIAL-USE."""

    capabilities = b"IMAP4rev1"
    list_answer = b'* LIST () "." INBOX\r\n* LIST () "." "INBOX.Sent"\r\n* LIST () "." "INBOX.Archive"\r\n'


class Silent(Liar):
    """Takes the call and never says a word."""

    greeting = b""


class OddStructure(Liar):
    """Writes a BODYSTRUCTURE for mail 5 that makes no sense (iCloud)."""

    def items(self, uid: int, items: bytes) -> bytes:
        answer = super().items(uid, items)
        return answer.replace(b'("TEXT" "PLAIN" (', b'("TEXT" ((((') if uid == 5 else answer


class EndlessLiteral(Liar):
    """Announces three gigabytes."""

    def content(self, uid: int, section: bytes, content: bytes) -> bytes:
        return b"{3000000000}\r\n" + content


class CutLiteral(Liar):
    """Breaks off inside a content."""

    def answer(self, tag: bytes, command: bytes) -> bytes:
        whole = super().answer(tag, command)
        if not command.startswith(b"UID FETCH"):
            return whole
        self._listener.close()
        for line in self._lines:
            line.sendall(whole[: len(whole) // 2])
            line.shutdown(socket.SHUT_RDWR)
        return b""


class Renumbering(Liar):
    """Renumbers the folder while it is open."""

    def search(self, criteria: bytes) -> bytes:
        return b"* OK [UIDVALIDITY 8] new numbers\r\n" + super().search(criteria)


class Smuggler(Liar):
    """Slips an answer in before the TLS handshake, as somebody in between could."""

    capabilities = b"IMAP4rev1 STARTTLS"

    def before_tls(self, tag: bytes) -> bytes:
        return tag + b" OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"


class SplitLines(Liar):
    """Sends a line in two packets while the client listens, and one before the client may listen."""

    def idle(self, line: socket.socket) -> None:
        line.sendall(b"* FLAGS (\\Seen)\r\n")
        line.sendall(b"+ idling\r\n* 4 EX")
        time.sleep(0.2)
        line.sendall(b"ISTS\r\n")


class Quoter(Liar):
    """Quotes the names of header fields in its answer, and short contents instead of a literal (Courier)."""

    def fetch_one(self, uid: int, items: bytes) -> bytes:
        answer = super().fetch_one(uid, items)
        return re.sub(rb"FIELDS \(([^)]*)\)", lambda m: b'FIELDS ("' + b'" "'.join(m[1].split()) + b'")', answer)

"""What is added to a mailbox, as its owner sees it; servers that take nothing, or whose answer nobody hears."""

import imaplib
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from tests.conftest import Mailbox
from tests.servers.liar import Liar


def imap(mailbox: Mailbox) -> imaplib.IMAP4:
    """A line to the mailbox, as a mail program has one."""
    line = imaplib.IMAP4("127.0.0.1", mailbox.server.imap_port)
    line.login(mailbox.user, mailbox.password)
    return line


def held(mailbox: Mailbox, folder: str = "Drafts") -> list[tuple[str, EmailMessage]]:
    """What a folder holds, as (flags, mail)."""
    with imap(mailbox) as line:
        if line.select(f'"{folder}"', readonly=True)[0] != "OK":
            return []
        numbers = line.search(None, "ALL")[1][0].split()
        found = [line.fetch(number, "(FLAGS BODY.PEEK[])")[1][0] for number in numbers]
    return [(flags.decode(), message_from_bytes(raw, policy=default)) for flags, raw in found]  # type: ignore[misc]


class Deaf(Liar):
    """Takes a mail, and the line breaks before anybody hears so."""

    list_answer = b'* LIST (\\drafts) "/" "Drafts"\r\n'
    taken = 0

    def search(self, criteria: bytes) -> bytes:
        return b"* SEARCH 1\r\n" if self.taken and b"HEADER" in criteria else b"* SEARCH\r\n"

    def answer(self, tag: bytes, command: bytes) -> bytes:
        if not command.startswith(b"APPEND"):
            return super().answer(tag, command)
        self.taken += 1
        self._lines[-1].sendall(b"+ go on\r\n")
        self._lines[-1].close()
        return b""


class Refusing(Deaf):
    """Refuses each mail."""

    refusal = b"NO [OVERQUOTA] Quota exceeded (mailbox for user is full)"

    def answer(self, tag: bytes, command: bytes) -> bytes:
        if not command.startswith(b"APPEND"):
            return super().answer(tag, command)
        return tag + b" " + self.refusal + b"\r\n"

    @property
    def asked(self) -> int:
        """How often somebody wanted to add something."""
        return sum(line.startswith(b"APPEND") for line in self.commands)

"""Puts a draft into a mailbox: the one thing that is ever added there, over a connection of its own.

Nothing else can be changed by it: folders are opened to read only, and there is no other command that writes.
"""

from __future__ import annotations

import imaplib
from collections.abc import Callable, Sequence
from typing import cast

from mailsync.connect import Connection, Server, connect_as
from mailsync.connection import last_word, quoted
from mailsync.drafts import Draft, mime
from mailsync.errors import FolderGone, MailServerError, from_answer
from mailsync.folders import Folder, find_drafts, find_sent
from mailsync.responses import numbers

FLAGS = r"(\Draft \Seen)"


class NotSaved(MailServerError):
    """The draft was refused, or there is no place for it: the user has to do something first."""


class DraftsConnection(Connection):
    """A mailbox into which drafts are put."""

    def append(self, folder: Folder, message: bytes) -> None:
        """Add a draft to a folder; raises NotSaved where the server refuses it."""
        with self._speaking():
            try:
                name = cast("str", quoted(folder.name))  # bytes pass as they are
                status, data = self._wire.append(name, FLAGS, None, message)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                status, data = "BAD", [str(error).encode()]
        if status != "OK":
            raise _refused(last_word(data), self._host, folder.display)


def open_drafts(server: Server, allowed_private: Sequence[str] = ()) -> DraftsConnection:
    """Open a connection for drafts, as mailsync.connect."""
    return connect_as(DraftsConnection, server, allowed_private=allowed_private)


def put(connection: DraftsConnection, draft: Draft, last_look: Callable[[], None] = lambda: None) -> str:
    """Put a draft into the Drafts folder, and return the name of the folder in which it is.

    One that is there already, or was sent meanwhile, is left as it is: an earlier try may have come through although
    nobody heard the answer. `last_look` is called right before something is added, and may raise. Raises
    MailServerError.
    """
    folders = connection.folders()
    drafts, sent = find_drafts(folders), find_sent(folders)
    if drafts is None:
        raise NotSaved(
            "This mailbox has no Drafts folder. Make a folder named Drafts in your mail program, then ask for the "
            "letter again; or copy it from here."
        )
    for folder in (drafts, sent):
        if folder is not None and _holds(connection, folder, draft.message_id):
            return folder.display
    message = mime(draft)
    last_look()
    connection.append(drafts, message)
    return drafts.display


def _holds(connection: DraftsConnection, folder: Folder, message_id: str) -> bool:
    try:
        connection.examine(folder.name)
    except FolderGone:
        return False
    answer = connection.ask("SEARCH", f'HEADER Message-ID "{message_id}"')
    if not answer.ok:
        raise connection.broken(f"SEARCH refused: {answer.text}")
    return bool(numbers(answer.data))


def _refused(said: str, host: str, folder: str) -> MailServerError:
    refusal = from_answer(said, host, FolderGone)
    if "QUOTA" in said.upper():
        sentence = "Your mailbox is full, so the letter could not be put into it. Make room, then ask for it again."
    elif refusal.transient:
        return refusal
    else:
        sentence = (
            f"{host} did not take the letter into the folder {folder}. Ask for it again; if that does not help, "
            "copy it from here into your mail program."
        )
    return NotSaved(sentence, said)

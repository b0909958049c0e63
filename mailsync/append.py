"""Puts a draft into the Drafts, and a digest into the INBOX: all that is ever added to a mailbox.

Each over a connection of its own, with a door of its own. Nothing else can be changed by them: folders are opened to
read only, and there is no other command that writes.
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
from mailsync.post import Post
from mailsync.post import mime as mime_of_digest
from mailsync.responses import numbers
from webapp.domain.wording import _

FLAGS = r"(\Draft \Seen)"
INBOX = "INBOX"


class NotSaved(MailServerError):
    """It was refused, or there is no place for it: the user has to do something first."""


class _Adding(Connection):
    """A mailbox to which something may be added."""

    def _add(self, folder: bytes | str, flags: str | None, message: bytes) -> str | None:
        """Add a mail to a folder; return what the server said where it refused it, None where it took it."""
        with self._speaking():
            try:
                status, data = self._wire.append(cast("str", folder), flags, None, message)  # bytes pass as they are
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                status, data = "BAD", [str(error).encode()]
        return None if status == "OK" else last_word(data)


class DraftsConnection(_Adding):
    """A mailbox into which drafts are put."""

    def append(self, folder: Folder, message: bytes) -> None:
        """Add a draft to a folder; raises NotSaved where the server refuses it."""
        said = self._add(quoted(folder.name), FLAGS, message)
        if said is not None:
            raise _refused(said, self._host, folder.display)


class InboxConnection(_Adding):
    """A mailbox into whose INBOX digests are put: no other folder, and nothing but a digest."""

    def append(self, post: Post) -> None:
        """Add a digest to INBOX, unread; raises NotSaved where the server refuses it."""
        said = self._add(INBOX, None, mime_of_digest(post))
        if said is not None:
            raise _refused_digest(said, self._host)


def open_drafts(server: Server, allowed_private: Sequence[str] = ()) -> DraftsConnection:
    """Open a connection for drafts, as mailsync.connect."""
    return connect_as(DraftsConnection, server, allowed_private=allowed_private)


def open_inbox(server: Server, allowed_private: Sequence[str] = ()) -> InboxConnection:
    """Open a connection for digests, as mailsync.connect."""
    return connect_as(InboxConnection, server, allowed_private=allowed_private)


def deliver(connection: InboxConnection, post: Post, last_look: Callable[[], None], *, again: bool) -> None:
    """Put a digest into INBOX, unless an earlier try came through; `last_look` and what it raises as with `put`.

    `again` says that there was one. By now the digest may lie in any folder: its owner files it, deletes it, or has
    rules that do.
    """
    if again and _held_anywhere(connection, post.message_id):
        return
    last_look()
    connection.append(post)


def _held_anywhere(connection: Connection, message_id: str) -> bool:
    names = [INBOX, *(folder.name for folder in connection.folders() if folder.selectable)]
    return any(_holds(connection, name, message_id) for name in dict.fromkeys(names))


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
            _(
                "This mailbox has no Drafts folder. Make a folder named Drafts in your mail program, then ask for the "
                "letter again; or copy it from here."
            )
        )
    for folder in (drafts, sent):
        if folder is not None and _holds(connection, folder.name, draft.message_id):
            return folder.display
    message = mime(draft)
    last_look()
    connection.append(drafts, message)
    return drafts.display


def _holds(connection: Connection, folder: str, message_id: str) -> bool:
    try:
        connection.examine(folder)
    except FolderGone:
        return False
    answer = connection.ask("SEARCH", f'HEADER Message-ID "{message_id}"')
    if not answer.ok:
        raise connection.broken(f"SEARCH refused: {answer.text}")
    return bool(numbers(answer.data))


def _refused(said: str, host: str, folder: str) -> MailServerError:
    refusal = from_answer(said, host, FolderGone)
    if "QUOTA" in said.upper():
        sentence = _("Your mailbox is full, so the letter could not be put into it. Make room, then ask for it again.")
    elif refusal.transient:
        return refusal
    else:
        sentence = _(
            "%(host)s did not take the letter into the folder %(folder)s. Ask for it again; if that does not help, "
            "copy it from here into your mail program.",
            host=host,
            folder=folder,
        )
    return NotSaved(sentence, said)


def _refused_digest(said: str, host: str) -> MailServerError:
    refusal = from_answer(said, host, FolderGone)
    if "QUOTA" in said.upper():
        return NotSaved(_("Your mailbox is full. Make room, and it is tried again within the hour."), said)
    if refusal.transient:
        return refusal
    sentence = _(
        "%(host)s lets nothing be put into your INBOX. Choose another mailbox, or ask its administrator.", host=host
    )
    return NotSaved(sentence, said)

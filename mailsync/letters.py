"""The letters of one mailbox: each that the user asked for is put into its Drafts once, and they are told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from mailsync.append import DraftsConnection, open_drafts, put
from mailsync.connect import Server
from mailsync.drafts import Draft
from mailsync.errors import MailServerError, where
from mailsync.parse import envelope
from mailsync.record import Recorder
from mailsync.status import Interrupted, NeedsUser
from webapp.db import transaction
from webapp.domain.wording import N_, _
from webapp.models import Contact, Letter, Mailbox, MailboxState, Message, User, utcnow
from webapp.services import ledger, letters_drafts
from webapp.services.ledger import LeaseLost

log = logging.getLogger(__name__)

PAUSED = N_("This mailbox is paused, so nothing is put into it. Resume it, then ask for the letter again.")
NOTED = N_("Something went wrong on this server; it is noted. Ask for the letter again, or copy it from here.")


@dataclass(slots=True)
class Letters:
    """Writes under the lease of `recorder`, which `hold` keeps; `server` says where a mailbox is."""

    recorder: Recorder
    server: Callable[[Mailbox], Server]
    hold: Callable[[], None]
    allowed_private: Sequence[str] = ()
    connection: DraftsConnection | None = None

    def save(self) -> bool:
        """Put all wanted letters into the Drafts; return whether one is to be tried again by itself.

        What goes wrong is told with the letter; it is no trouble of the mailbox, which may be read all the same.
        """
        try:
            drafts, server = self._wanted()
            if server is not None:
                self._put(drafts, server)
        except (LeaseLost, DBAPIError, Interrupted):
            raise
        except NeedsUser as trouble:
            self._failed(str(trouble))
        except MailServerError as error:
            log.warning("a letter was not saved: %s %s", type(error).__name__, error.detail)
            self._failed(error.sentence, again=error.transient)
            return error.transient
        except Exception as error:
            log.error("a letter was not saved: %s", where(error))
            self._failed(_(NOTED))
        return False

    def cut(self) -> None:
        """End every waiting for the server at once, also from a signal handler."""
        if self.connection is not None:
            self.connection.cut()

    def _put(self, drafts: Mapping[str, Draft], server: Server) -> None:
        with open_drafts(server, self.allowed_private) as self.connection:
            for letter_id, draft in drafts.items():
                self._saved(letter_id, put(self.connection, draft, self._still_mine), draft.at)
        self.connection = None

    def _still_mine(self) -> None:
        self.hold()
        with transaction(self.recorder.sessions) as session:
            self._mailbox(session)

    def _wanted(self) -> tuple[dict[str, Draft], Server | None]:
        """Return the wanted letters as they are now, and the server; None where there is nothing to do there."""
        with transaction(self.recorder.sessions) as session:
            mailbox = self._mailbox(session)
            letters = letters_drafts.wanted(session, mailbox.id)
            if mailbox.state in {MailboxState.PAUSED, MailboxState.NEEDS_YOU}:
                trouble = _(PAUSED) if mailbox.state is MailboxState.PAUSED else mailbox.state_reason
                for letter in letters:
                    letters_drafts.failed(session, letter, trouble)
                return {}, None
            drafts = {letter.id: draft_of(session, letter, mailbox, utcnow()) for letter in letters}
            return drafts, self.server(mailbox) if drafts else None

    def _saved(self, letter_id: str, folder: str, as_of: datetime) -> None:
        with transaction(self.recorder.sessions) as session:
            self._mailbox(session)
            letter = session.get(Letter, letter_id)
            if letter is not None:
                letters_drafts.saved(session, letter, folder, as_of)

    def _failed(self, trouble: str, *, again: bool = False) -> None:
        with transaction(self.recorder.sessions) as session:
            for letter in letters_drafts.wanted(session, self._mailbox(session).id):
                letters_drafts.failed(session, letter, trouble, again=again)

    def _mailbox(self, session: Session) -> Mailbox:
        return ledger.check_fence(session, self.recorder.mailbox_id, self.recorder.fence)


def draft_of(session: Session, letter: Letter, mailbox: Mailbox, at: datetime) -> Draft:
    """Return what the draft of a letter says."""
    answers = letters_drafts.answered(session, letter)
    return Draft(
        message_id=letter.message_id,
        from_name=session.get_one(User, letter.user_id).name,
        from_address=mailbox.address,
        to_name=session.get_one(Contact, letter.contact_id).name,
        to_address=letter.to_address,
        subject=letter.subject,
        text=letter.body,
        at=at,
        conversation=_conversation(answers) if answers is not None else (),
    )


def _conversation(answered: Message) -> tuple[str, ...]:
    """Return the Message-IDs of a conversation, that of the given mail last."""
    if not answered.message_id:
        return ()
    before = envelope(answered.header.encode()).references
    return (*(one for one in before if one != answered.message_id), answered.message_id)

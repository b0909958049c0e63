"""The digests of one mailbox: each that is due is put into its INBOX once; what is refused there a relay may take."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from mailsync import relay
from mailsync.append import InboxConnection, deliver, open_inbox
from mailsync.connect import Server
from mailsync.errors import MailServerError, where
from mailsync.post import Post, mime
from mailsync.record import Recorder
from mailsync.status import Interrupted, NeedsUser
from webapp import zones
from webapp.config import Settings
from webapp.db import reading, transaction
from webapp.domain.wording import N_, _
from webapp.models import DigestKind, Mailbox, User, utcnow
from webapp.services import digest_text, digests, ledger
from webapp.services.digests import Due
from webapp.services.ledger import LeaseLost

log = logging.getLogger(__name__)

SOON, LATER = timedelta(minutes=5), timedelta(hours=1)
NOTED = N_("Something went wrong on this server; it is noted, and tried again within the hour.")
RELAY_TOO = N_("The relay for such cases did not take it either.")
UNANSWERED = N_("It was handed to the relay, which broke off without an answer: it may come or not.")


class Withdrawn(Exception):
    """It is no longer due: the user paused the mailbox or switched it off meanwhile."""


@dataclass(slots=True)
class Digests:
    """Writes under the lease of `recorder`, which `hold` keeps; `server` says where a mailbox is."""

    recorder: Recorder
    server: Callable[[Mailbox], Server]
    hold: Callable[[], None]
    settings: Settings
    connection: InboxConnection | None = None

    def deliver(self) -> None:
        """Deliver all that is due; what goes wrong is told on the Account page, and no trouble of the mailbox."""
        with reading(self.recorder.sessions) as session:
            waiting = self._due(session)
        for one in waiting:
            self._deliver(one)

    def cut(self) -> None:
        """End every waiting for the server at once, also from a signal handler."""
        if self.connection is not None:
            self.connection.cut()

    def _due(self, session: Session) -> list[Due]:
        key = self.recorder.mailbox_id
        return digests.due(session, [key], utcnow()).get(key, [])

    def _deliver(self, one: Due) -> None:
        try:
            self._put(one)
        except (LeaseLost, DBAPIError, Interrupted):
            raise
        except Withdrawn:
            return
        except NeedsUser as trouble:
            self._failed(one, str(trouble), LATER)
        except MailServerError as error:
            log.warning("a digest was not delivered: %s %s", type(error).__name__, error.detail)
            self._refused(one, error)
        except Exception as error:
            log.error("a digest was not delivered: %s", where(error))
            self._failed(one, _(NOTED), LATER)

    def _put(self, one: Due) -> None:
        post = self._written(one)
        if post is None:
            self._noted(one, digests.NOTHING)
            return
        with reading(self.recorder.sessions) as session:
            server = self.server(session.get_one(Mailbox, self.recorder.mailbox_id))
            again = digests.may_be_there(session, one)
        with open_inbox(server, self.settings.mail_allowed_private) as self.connection:
            deliver(self.connection, post, lambda: self._about_to_put(one), again=again)
        self.connection = None
        self._noted(one, digests.IMAP)

    def _written(self, one: Due) -> Post | None:
        """Return the digest as it is now; None where there is nothing to say and the user wants none then."""
        with reading(self.recorder.sessions) as session:
            user = session.get_one(User, one.user_id)
            mailbox = session.get_one(Mailbox, self.recorder.mailbox_id)
            plan = digests.plan(session, one.user_id)
            now = utcnow()
            said = digest_text.words(session, one, now, zones.zone(user.timezone), self.settings.url)
            if said.quiet and one.kind is DigestKind.DAILY and not (plan and plan.always):
                return None
            return Post(one.message_id, user.id, user.name, mailbox.address, said.subject, said.text, now)

    def _still_due(self, one: Due) -> None:
        self.hold()
        with transaction(self.recorder.sessions) as session:
            self._mailbox(session)
            if one not in self._due(session):
                raise Withdrawn

    def _about_to_put(self, one: Due) -> None:
        """Note before it goes that it may be there: whoever dies or hears no answer now looks for it the next time."""
        self._still_due(one)
        with transaction(self.recorder.sessions) as session:
            self._mailbox(session)
            digests.about_to_put(session, one)

    def _refused(self, one: Due, error: MailServerError) -> None:
        """Let the relay have what the mailbox will not take; what may work by itself soon is tried again."""
        if error.transient:
            self._failed(one, error.sentence, error.retry_after or SOON)
        elif self.settings.smtp is None:
            self._failed(one, error.sentence, LATER)
        else:
            self._relay(one, error.sentence)

    def _relay(self, one: Due, refusal: str) -> None:
        smtp, post = self.settings.smtp, self._written(one)
        assert smtp is not None
        if post is None:
            return
        message = mime(replace(post, sender=smtp.sender))
        try:
            relay.send(smtp, message, post.address, self.settings.mail_cafile, lambda: self._hand_over(one))
        except Withdrawn:
            return
        except relay.NotSent as error:
            log.warning("the relay did not take a digest: %s", error)
            self._failed(one, f"{refusal} {_(RELAY_TOO)}", LATER)
        except relay.Unanswered as error:
            log.warning("the relay broke off: %s", error)
            self._noted(one, digests.SMTP, _(UNANSWERED))

    def _hand_over(self, one: Due) -> None:
        """Note before it goes that it went: a relay cannot be asked whether it has a mail already."""
        self._still_due(one)
        self._noted(one, digests.SMTP)

    def _noted(self, one: Due, via: str, trouble: str = "") -> None:
        with transaction(self.recorder.sessions) as session:
            self._mailbox(session)
            digests.delivered(session, one, via, trouble)

    def _failed(self, one: Due, trouble: str, pause: timedelta) -> None:
        with transaction(self.recorder.sessions) as session:
            self._mailbox(session)
            digests.failed(session, one, trouble, pause)

    def _mailbox(self, session: Session) -> Mailbox:
        return ledger.check_fence(session, self.recorder.mailbox_id, self.recorder.fence)

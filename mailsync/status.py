"""What the worker tells the user of a mailbox: one of five states, and a sentence that says what to do."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailsync.errors import MailServerError, WrongPassword
from mailsync.record import Recorder
from webapp.db import transaction
from webapp.domain.wording import N_, _
from webapp.models import Mailbox, MailboxState, utcnow
from webapp.services import ledger, mailboxes
from webapp.services.scope import touch

SAY_CHECKED_EVERY = timedelta(seconds=20)
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0
ASK_AGAIN_AFTER = timedelta(hours=1)
THREE_TIMES = N_(
    "The mail server refused the password three times, so we stopped trying. Nothing is lost. "
    "Enter the password again, or a new app password."
)
DISK_FULL = N_("The disk of this server is nearly full, so no mail is read for now. Nothing is lost. Please make room.")


class NeedsUser(Exception):
    """Nothing will work before the user has done something; the text says what."""


class NeedsRoom(Exception):
    """The disk is nearly full: reading waits, so that the pages go on working."""


class Interrupted(Exception):
    """A long round ends early, between two transactions: the rest is read in the next one."""


@dataclass(slots=True)
class Status:
    """Writes the state of one mailbox, under its lease. `failures` counts those in a row."""

    recorder: Recorder
    failures: int = 0

    @contextmanager
    def mailbox(self) -> Iterator[tuple[Session, Mailbox]]:
        """Yield the mailbox in a transaction of its own."""
        with transaction(self.recorder.sessions) as session:
            yield session, ledger.check_fence(session, self.recorder.mailbox_id, self.recorder.fence)

    def catching_up(self, done: int, total: int) -> None:
        """Show how far a long reading has come; raises Interrupted where the user paused it meanwhile."""
        with self.mailbox() as (session, mailbox):
            if mailbox.state is MailboxState.PAUSED:
                raise Interrupted
            mailbox.progress_done, mailbox.progress_total = done, total
            mailboxes.went(session, mailbox, MailboxState.CATCHING_UP)
            touch(session, mailbox.user_id)

    def up_to_date(self, began: datetime, *, steady: bool = True) -> None:
        """Note that all folders were looked into by a round that began then.

        Failures are forgotten only once the line is `steady`: a server that cuts it each time is asked ever less often.
        """
        if steady:
            self.failures = 0
        with self.mailbox() as (session, mailbox):
            asked = mailbox.check_requested_at is not None and mailbox.check_requested_at <= began
            said = mailbox.checked_at is not None and utcnow() - mailbox.checked_at < SAY_CHECKED_EVERY
            if mailbox.state is MailboxState.UP_TO_DATE and said and not asked:
                return
            mailbox.checked_at, mailbox.password_failures = utcnow(), 0
            if asked:
                mailbox.check_requested_at = None
                touch(session, mailbox.user_id)
            if mailbox.state is not MailboxState.PAUSED:
                mailboxes.went(session, mailbox, MailboxState.UP_TO_DATE)

    def sent_folder(self, found: bool) -> None:
        """Note whether there is a Sent folder: without it, what the user writes is not logged."""
        with self.mailbox() as (session, mailbox):
            if mailbox.sent_folder_missing == found:
                mailbox.sent_folder_missing = not found
                touch(session, mailbox.user_id)

    def failed(self, error: Exception, began: datetime) -> None:
        """Tell what is wrong and when it is tried again, after a round that began then."""
        self.failures += 1
        with self.mailbox() as (session, mailbox):
            state, sentence, pause = self._judge(mailbox, error)
            again = None if pause is None else utcnow() + timedelta(seconds=pause)
            if mailbox.check_requested_at is not None and mailbox.check_requested_at > began:
                state, again = MailboxState.WAITING, None  # the user asked anew while it failed
            mailbox.check_requested_at = None
            if mailbox.state is not MailboxState.PAUSED:
                mailboxes.went(session, mailbox, state, sentence, again)

    def _judge(self, mailbox: Mailbox, error: Exception) -> tuple[MailboxState, str, float | None]:
        if isinstance(error, NeedsUser):
            return MailboxState.NEEDS_YOU, str(error), None
        if isinstance(error, NeedsRoom):
            return MailboxState.WAITING, _(DISK_FULL), LONGEST_PAUSE
        if not isinstance(error, MailServerError):
            return MailboxState.WAITING, _("Something went wrong on this server; it is noted."), self._pause()
        if isinstance(error, WrongPassword):
            mailbox.password_failures += 1
            if mailbox.password_failures >= mailboxes.PASSWORD_TRIES:
                return MailboxState.NEEDS_YOU, _(THREE_TIMES), None
            return MailboxState.WAITING, error.sentence, self._pause()
        if not error.transient:
            return MailboxState.NEEDS_YOU, error.sentence, ASK_AGAIN_AFTER.total_seconds()
        asked = error.retry_after
        return MailboxState.WAITING, error.sentence, asked.total_seconds() if asked else self._pause()

    def _pause(self) -> float:
        # Jitter, so that a server that comes back does not meet everybody at once.
        longer = FIRST_PAUSE * 2 ** min(self.failures - 1, 10)
        return float(min(LONGEST_PAUSE, longer) * random.uniform(0.7, 1.3))  # noqa: S311 - no secret is made of it

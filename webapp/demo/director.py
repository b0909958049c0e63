"""What happens in the demo, in its order: the past is read, notes are written, and then mail comes in."""

from __future__ import annotations

import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import click
from sqlalchemy.orm import Session, sessionmaker

from webapp.config import Settings
from webapp.db import reading, transaction
from webapp.demo.coming import COMING
from webapp.demo.evenings import Evenings
from webapp.demo.letters import LOG
from webapp.demo.notes import Notes
from webapp.demo.past import PAST
from webapp.demo.people import ADDRESS, NAME, PEOPLE
from webapp.demo.post import HOST, Account, Post
from webapp.demo.search import Search
from webapp.models import MailboxState, utcnow
from webapp.services import contacts, log_address, mailboxes, users
from webapp.services.mailboxes import MailboxCard

LONGEST_START_S = 120

READY = """
This is a demo: nobody in it is real, and all of it is gone when you stop it with Ctrl-C.

  {url}
  address   {address}
  password  {password}

What to look at:
  Today      whom Mira owes thanks, which answers are waited for, what came in
  Priya      met two days ago; soon the thank-you is seen in Sent, and is owed no more
  Kenji      has not answered yet; he will, and goes from Initiate to Obtain before your eyes
  Diego      sent an invitation: it became an interview by itself
  Leila      soon a mail of hers is forwarded to the log address, and lands with her
  Events     the brief for tonight; “Maps & beer” was two days ago, and has things still to do
  Triage     a mail from Mei-Ling's private address, one that is not verified, and whom Claire introduces
  People     Chidi Eze stands there twice: “One person twice?” has noticed
  Mailboxes  what was read, and what became of every single mail

A new mail arrives every {every:g} seconds, {count} in all.
"""


@dataclass
class Director(threading.Thread):
    """Works beside the processes of the demo, until it is done or told to stop. Where it fails, the demo ends.

    `closing` says whether the processes have been told to end already.
    """

    settings: Settings
    sessions: sessionmaker[Session]
    account: Account
    password: str
    every: float
    closing: Callable[[], bool]
    failed: bool = False
    _stopping: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(name="director", daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self._stopping.set()
        if self.is_alive():
            self.join(timeout=30)

    def run(self) -> None:
        """Play the whole piece."""
        try:
            self._play()
        except Exception:
            # Where the mailbox server went first, whoever watches over it knows in a moment, and says so better.
            if not (self._stopping.wait(1) or self.closing()):
                self.failed = True
                traceback.print_exc()
                os.kill(os.getpid(), signal.SIGTERM)

    def _play(self) -> None:
        until = time.monotonic() + LONGEST_START_S
        began = utcnow()
        with Post(self.account, lambda: self._may_wait(until)) as post:
            for letter in PAST:
                post.deliver(letter, began - timedelta(days=letter.days))
            user_id, people, log = self._add_people()
            self._wait_until_read(user_id, until)
            with transaction(self.sessions) as session:
                Notes(session, user_id, people, utcnow()).write()
                Search(session, user_id, people, utcnow()).write()
                Evenings(session, user_id, utcnow()).write()
            self._say_ready()
            for letter in COMING:
                if self._stopping.wait(self.every):
                    return
                post.deliver(replace(letter, who=log) if letter.who == LOG else letter, utcnow())
        click.echo("All mail of the demo has arrived. It stays open until you stop it.")

    def _may_wait(self, until: float) -> bool:
        return time.monotonic() < until and not self._stopping.is_set()

    def _add_people(self) -> tuple[str, dict[str, str], str]:
        with transaction(self.sessions) as session:
            user = users.create(session, ADDRESS, self.password, NAME)
            people = {key: contacts.add(session, user.id, one.card).id for key, one in PEOPLE.items()}
            card = MailboxCard(ADDRESS, HOST, ADDRESS, self.account.password, self.account.port, "plain")
            mailbox = mailboxes.add(session, user.id, card, self.settings.secrets_dir)
            log = log_address.written(session, log_address.create(session, user.id, mailbox.id))
        return user.id, people, log

    def _wait_until_read(self, user_id: str, until: float) -> None:
        while self._may_wait(until):
            with reading(self.sessions) as session:
                (mailbox,) = mailboxes.all_of(session, user_id)
                if mailbox.checked_at is not None and mailbox.state is MailboxState.UP_TO_DATE:
                    return
            self._stopping.wait(0.2)
        raise TimeoutError("the sample mailbox was not read in time")

    def _say_ready(self) -> None:
        shown = {"url": self.settings.url, "address": ADDRESS, "password": self.password}
        click.echo(READY.format(every=self.every, count=len(COMING), **shown))

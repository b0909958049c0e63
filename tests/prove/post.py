"""The sender who keeps a ledger of what was sent, and the oracle that compares it with the database."""

from __future__ import annotations

import random
import smtplib
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import func, select

from tests.conftest import Mailbox
from tests.mailsync.house import OWNER, STRANGER, House, letter
from webapp.db import reading
from webapp.models import FolderEpoch, Interaction, Message, MessageLocation

PEOPLE = 40
BURST = 30  # more than what is read one by one
AHEAD = 200  # as many may wait to be read: on a busy machine no worker would ever catch up with more


@dataclass
class Sender:
    """Sends mail of every kind until stopped; `sent` has the kind of each by its token, `read` counts what was read."""

    mailbox: Mailbox
    dice: random.Random
    read: Callable[[], int]
    sent: dict[str, str] = field(default_factory=dict)
    stopped: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.stopped.is_set():
            if len(self.sent) < self.read() + AHEAD:
                self.send(BURST if self.dice.random() < 0.02 else self.dice.randrange(1, 4))
            self.stopped.wait(self.dice.uniform(0, 0.25))

    def send(self, number: int) -> None:
        """Send so many mails, one in four of them the user's own."""
        with smtplib.LMTP("127.0.0.1", self.mailbox.server.lmtp_port) as post:
            for _ in range(number):
                kind = self.dice.choice(["reply", "unrelated", "newsletter", "out-of-office", "sent", "thank-you"])
                token = f"token{len(self.sent):06}"
                mail = self._mail(kind, token)
                if kind in {"sent", "thank-you"}:
                    self.mailbox.append("Sent", mail)
                else:
                    post.sendmail("post@elsewhere.test", [self.mailbox.user], mail)
                self.sent[token] = kind

    def _mail(self, kind: str, token: str) -> bytes:
        person = f"person{self.dice.randrange(PEOPLE)}@acme.test"
        make: dict[str, Callable[[], bytes]] = {
            "reply": lambda: letter(person, text=token, answers="known@home.test"),
            "unrelated": lambda: letter(STRANGER, text=token),
            "newsletter": lambda: letter(
                person, text=token, List_Unsubscribe="<https://acme.test/u>", Precedence="bulk"
            ),
            "out-of-office": lambda: letter(person, text=token, Auto_Submitted="auto-replied"),
            "sent": lambda: letter(OWNER, person, f"Could we talk? {token}"),
            "thank-you": lambda: letter(OWNER, person, f"Thank you very much for your help yesterday! {token}"),
        }
        return make[kind]()


@dataclass(frozen=True)
class Outcome:
    """What the oracle found: how many were sent, how many of them are not there, and how many are there twice."""

    mails: int
    lost: int
    twice: int

    @property
    def flawless(self) -> bool:
        """Whether each mail is there exactly once."""
        return self.lost == self.twice == 0


def compare(house: House, sent: dict[str, str]) -> Outcome:
    """Compare the sender's ledger with the database: logged mail by token, all others by their number."""
    expected = Counter({token: 1 for token, kind in sent.items() if kind != "unrelated"})
    with reading(house.sessions) as session:
        text = select(Message.text)
        found = [
            Counter(_token(line) for line in session.scalars(query))
            for query in (
                text,
                text.join(Interaction, Interaction.message_row == Message.id),
                text.join(MessageLocation, MessageLocation.message_row == Message.id),
            )
        ]
        counted = session.scalar(select(func.sum(FolderEpoch.unrelated))) or 0
    lost, twice = set(), set()
    for one in found:
        lost |= set(expected - one)
        twice |= set(one - expected)
    unrelated = sum(kind == "unrelated" for kind in sent.values())
    return Outcome(len(sent), len(lost) + max(0, unrelated - counted), len(twice) + max(0, counted - unrelated))


def _token(text: str) -> str:
    return text.rsplit(maxsplit=1)[-1]

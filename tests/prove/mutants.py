"""Recorders that are wrong on purpose: what proves the real one has to catch each of them.

`python -m tests.prove.mutants NAME` is the worker with that mutant in it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from mailsync import __main__, record
from mailsync.record import Item, Recorder, Understood
from webapp.db import transaction
from webapp.models import Mailbox
from webapp.models.base import new_id
from webapp.services import ledger
from webapp.services.relationships import rederive

# The gap between two transactions of a recorder that uses two, made wide so that few kills suffice to hit it, also on a
# busy machine, where the transactions take their time.
GAP = 1.0


def _enter(recorder: Recorder, session: Any, epoch: Any, items: Sequence[Item]) -> None:
    mailbox = session.get_one(Mailbox, recorder.mailbox_id)
    touched: set[str] = set()
    for item in items:
        touched |= recorder._enter(session, mailbox, epoch, item)
    for contact_id in sorted(touched):
        rederive(session, recorder.user_id, contact_id)


def cursor_first() -> None:
    """The cursor is moved before the mail is written down: a death in between loses it."""

    def record_(self: Recorder, epoch_id: str, items: Sequence[Item], cursor: int | None = None, **_: bool) -> None:
        with transaction(self.sessions) as session:
            epoch = ledger.epoch(session, self.user_id, epoch_id)
            before, epoch.cursor = epoch.cursor, max(epoch.cursor, cursor or 0)
            after = epoch.cursor
        time.sleep(GAP)
        with transaction(self.sessions) as session:
            epoch = ledger.epoch(session, self.user_id, epoch_id)
            epoch.cursor = before
            _enter(self, session, epoch, items)
            epoch.cursor = after

    Recorder.record = record_


def body_first() -> None:
    """The mail is written down, under a key of its own, before the cursor is moved: a death in between doubles it."""
    random_identity()

    def record_(self: Recorder, epoch_id: str, items: Sequence[Item], cursor: int | None = None, **_: bool) -> None:
        with transaction(self.sessions) as session:
            _enter(self, session, ledger.epoch(session, self.user_id, epoch_id), items)
        time.sleep(GAP)
        with transaction(self.sessions) as session:
            epoch = ledger.epoch(session, self.user_id, epoch_id)
            epoch.cursor = max(epoch.cursor, cursor or 0)

    Recorder.record = record_


def _identify(key: Callable[[Understood], str]) -> None:
    whole = record.arrival
    record.arrival = lambda item, *rest: replace(whole(item, *rest), key=key(item))


def random_identity() -> None:
    """Each copy is a mail of its own."""
    _identify(lambda _: new_id())


def message_id_only() -> None:
    """Two mails under one Message-ID are taken for one."""
    _identify(lambda item: item.mail.envelope.message_id)


def no_uidvalidity() -> None:
    """UIDs are believed to stay what they are."""
    whole = ledger.open_epoch
    ledger.open_epoch = lambda session, mailbox, folder, role, _uidvalidity: whole(session, mailbox, folder, role, 1)


MUTANTS = {
    mutant.__name__.replace("_", "-"): mutant
    for mutant in (cursor_first, body_first, random_identity, message_id_only, no_uidvalidity)
}

if __name__ == "__main__":
    MUTANTS[sys.argv.pop(1)]()
    sys.exit(__main__.main())

"""Digests in the user's own INBOX: there once, whatever happens, never read as mail, told where they cannot be."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from mailsync import worker as working
from tests.conftest import Mailbox
from tests.mailsync.adding import Deaf, Refusing, held, imap
from tests.mailsync.house import OWNER, House, eventually, letter
from tests.servers.system import free_ports
from webapp.config import Smtp
from webapp.db import reading, transaction
from webapp.models import (
    Contact,
    Digest,
    DigestKind,
    DigestPlan,
    Interaction,
    MailboxState,
    Message,
    TriageItem,
    User,
    utcnow,
)
from webapp.models import Mailbox as MailboxRow
from webapp.services import digests, gives
from webapp.services.digests import Wishes

ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal
from webapp.services import digests
digests.delivered = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from mailsync.__main__ import main
main(["--once"])
"""
# Its hour has come whenever the test runs.
DAILY = Wishes(daily=True, daily_hour=0, always=True)


def wish(house: House, wishes: Wishes = DAILY) -> None:
    """Switch digests on long ago, in a zone where it is noon, so that no day ends while a test runs."""
    with transaction(house.sessions) as session:
        ahead = 12 - utcnow().hour
        session.get_one(User, house.alice).timezone = f"Etc/GMT{-ahead:+d}"
        session.get_one(User, house.alice).name = "Alice Müller"
        digests.change(session, house.alice, house.mailbox, wishes).changed_at = utcnow() - timedelta(days=9)


def owe_a_call(house: House) -> None:
    """Give the day something to say."""
    with transaction(house.sessions) as session:
        jane = session.query(Contact).one()
        gives.follow_up(session, house.alice, jane.id, due_on=utcnow().date() - timedelta(days=2), text="Rufe an: Köln")


def row(house: House) -> Digest:
    (found,) = house.all(Digest)
    assert isinstance(found, Digest)
    return found


def wait_no_more(house: House) -> None:
    """Let the time come at which what failed is tried again."""
    with transaction(house.sessions) as session:
        session.query(Digest).one().next_try_at = None


def test_a_digest_lies_in_the_inbox_unread_and_says_what_is_due(house: House, mailbox: Mailbox) -> None:
    wish(house, replace(DAILY, always=False))
    owe_a_call(house)
    assert house.once()
    ((flags, mail),) = held(mailbox, "INBOX")
    assert r"\Seen" not in flags
    assert (mail["From"], mail["To"]) == (f"Fifty Cups <{OWNER}>", f"Alice Müller <{OWNER}>")
    assert (mail["Auto-Submitted"], mail["Message-ID"]) == ("auto-generated", row(house).message_id)
    assert "Jane: Rufe an: Köln" in mail.get_content()
    assert (row(house).via, row(house).trouble) == ("imap", "")
    assert held(mailbox, "Drafts") == held(mailbox, "Sent") == []


def test_it_comes_once_however_often_it_is_looked(house: House, mailbox: Mailbox) -> None:
    wish(house)
    for _ in range(3):
        assert house.once()
    assert len(held(mailbox, "INBOX")) == 1


def test_it_is_never_logged_and_counts_as_automatic(house: House, mailbox: Mailbox) -> None:
    house.meet(OWNER.replace("alice", "alice+cups"), "Herself")
    house.change(is_log=True)
    wish(house)
    assert house.once()
    mailbox.deliver(letter(text="From Jane"))
    assert house.once()
    books = house.books()
    assert (books.automatic, books.seen, books.balance) == (1, 2, True)
    assert house.texts() == ["From Jane"]
    assert (house.count(Message), house.count(Interaction), house.count(TriageItem)) == (1, 1, 1)
    assert house.is_sound()


def test_a_digest_that_is_dragged_into_the_log_folder_is_no_mail_either(house: House, mailbox: Mailbox) -> None:
    house.change(log_folder="Fifty Cups")
    wish(house)
    house.once()
    ((_, mail),) = held(mailbox, "INBOX")
    mailbox.append("Fifty Cups", mail.as_bytes())
    house.once()
    assert (house.count(Message), house.books().automatic, house.is_sound()) == (0, 2, True)


def test_a_day_without_anything_to_say_has_none(house: House, mailbox: Mailbox) -> None:
    wish(house, replace(DAILY, always=False))
    assert house.once()
    assert (held(mailbox, "INBOX"), row(house).via) == ([], "nothing")
    owe_a_call(house)
    assert house.once()
    assert held(mailbox, "INBOX") == []


@pytest.mark.parametrize("folder", ["INBOX", "Read/K&APY-ln"])
def test_a_worker_that_dies_before_it_notes_the_digest_brings_no_second_one(
    house: House, mailbox: Mailbox, folder: str
) -> None:
    wish(house)
    environment = os.environ | {
        "DATA_DIR": str(house.folder), "DATABASE_URL": house.url, "MAIL_CAFILE": house.cafile,
        "MAIL_ALLOWED_PRIVATE": "127.0.0.1 ::1", "LOG_LEVEL": "ERROR",
    }  # fmt: skip
    died = subprocess.run([sys.executable, "-c", KILLED], env=environment, cwd=ROOT, check=False)
    assert died.returncode == -signal.SIGKILL
    assert (len(held(mailbox, "INBOX")), row(house).delivered_at) == (1, None)
    if folder != "INBOX":
        with imap(mailbox) as line:
            line.create(folder)
            line.select("INBOX")
            assert line.copy("1", folder)[0] == "OK"
            line.store("1", "+FLAGS", r"(\Deleted)")
            line.expunge()
    assert house.once()
    assert (len(held(mailbox, "INBOX")), row(house).via) == (int(folder == "INBOX"), "imap")


def test_one_that_is_asked_for_comes_while_the_mailbox_is_idle(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "DIGESTS_EVERY", 0.1)
    wish(house, Wishes())
    with house.working() as worker:
        eventually(lambda: any(slot.watch.listening for slot in worker.slots.values()))
        with transaction(house.sessions) as session:
            digests.ask_now(session, house.alice)
        eventually(lambda: row(house).delivered_at is not None)
    ((_, mail),) = held(mailbox, "INBOX")
    assert mail["Subject"].endswith("nothing is waiting")


@pytest.mark.parametrize("state", [MailboxState.PAUSED, MailboxState.NEEDS_YOU])
def test_a_mailbox_that_is_not_read_gets_none(house: House, mailbox: Mailbox, state: MailboxState) -> None:
    wish(house)
    house.change(state=state, state_reason="x", next_try_at=None)
    house.once()
    assert (held(mailbox, "INBOX"), house.count(Digest)) == ([], 0)


def test_nothing_is_added_once_the_user_paused_it_or_another_worker_has_it(house: House, mailbox: Mailbox) -> None:
    house.once()
    worker = house.worker()
    worker._lease()
    slot = worker.slots[house.mailbox]
    wish(house)
    slot.digests.hold = house.pause
    slot.digests.deliver()
    assert house.count(Digest) == 0
    house.change(state=MailboxState.UP_TO_DATE)
    slot.digests.hold = lambda: house.change(fence=99)
    with pytest.raises(working.LeaseLost):
        slot.digests.deliver()
    assert (held(mailbox, "INBOX"), house.count(Digest)) == ([], 0)


def test_another_users_digest_never_comes_into_this_mailbox(house: House, mailbox: Mailbox) -> None:
    with transaction(house.sessions) as session:
        bob = User(email="bob@home.test", password_hash="-")
        session.add(bob)
        session.flush()
        long_ago = utcnow() - timedelta(days=9)
        wishes = {"daily": True, "daily_hour": 0, "always": True, "changed_at": long_ago}
        session.add(DigestPlan(user_id=bob.id, mailbox_id=house.mailbox, **wishes))
    assert house.once()
    assert house.once()
    assert held(mailbox, "INBOX") == []


def test_a_lost_answer_leads_to_no_second_digest(empty_house: House) -> None:
    with Deaf() as server:
        empty_house.add_mailbox(server.port, "plain")
        empty_house.once()
        wish(empty_house)
        empty_house.once()
        assert "broke off" in row(empty_house).trouble
        wait_no_more(empty_house)
        empty_house.once()
        assert (server.taken, row(empty_house).via) == (1, "imap")


@pytest.mark.parametrize(
    ("refusal", "says"),
    [(b"NO [OVERQUOTA] Quota exceeded", "mailbox is full"), (b"NO [NOPERM] Read-only", "lets nothing be put into")],
)
def test_a_refused_digest_is_told_and_tried_again_an_hour_later(
    empty_house: House, refusal: bytes, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Refusing, "refusal", refusal)
    with Refusing() as server:
        empty_house.add_mailbox(server.port, "plain")
        wish(empty_house)
        for _ in range(3):
            assert empty_house.once()  # the mailbox is read all the same
        assert server.asked == 1
        found = row(empty_house)
        assert (says in found.trouble, found.delivered_at) == (True, None)
        assert found.next_try_at is not None
        assert timedelta(minutes=55) < found.next_try_at - utcnow() <= timedelta(hours=1)
        wait_no_more(empty_house)
        empty_house.once()
        assert server.asked == 2


class Desk:
    """What the relay does with a mail, and what it took."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.answer = "250 taken"
        self.breaks_off = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail."""
        self.taken.append(envelope)
        if self.breaks_off:
            server.transport.close()
        return self.answer


@pytest.fixture
def desk(empty_house: House) -> Iterator[Desk]:
    """A relay on loopback that the house may use, while its mailbox refuses everything."""
    one, (port,) = Desk(), free_ports(1)
    relay = Controller(one, hostname="127.0.0.1", port=port)
    relay.start()
    smtp = Smtp(host="127.0.0.1", sender="cups@relay.test", port=port, tls="plain")
    empty_house.settings = replace(empty_house.settings, smtp=smtp)
    with Refusing() as server:
        empty_house.add_mailbox(server.port, "plain")
        wish(empty_house)
        yield one
    relay.stop()


def test_what_the_mailbox_refuses_the_relay_takes_once(empty_house: House, desk: Desk) -> None:
    empty_house.once()
    wait_no_more(empty_house)
    empty_house.once()
    (envelope,) = desk.taken
    raw: Any = envelope.content
    assert (envelope.mail_from, envelope.rcpt_tos) == ("cups@relay.test", [OWNER])
    assert re.search(rb"^From: Fifty Cups <cups@relay\.test>\r$", raw, re.MULTILINE)
    assert row(empty_house).message_id.encode() in raw
    assert (row(empty_house).via, row(empty_house).trouble) == ("smtp", "")


def test_what_the_relay_refuses_too_is_told_and_tried_again(empty_house: House, desk: Desk) -> None:
    desk.answer = "554 not today"
    empty_house.once()
    found = row(empty_house)
    assert (found.delivered_at, found.via, "did not take it either" in found.trouble) == (None, "", True)
    assert found.next_try_at is not None
    desk.answer = "250 taken"
    wait_no_more(empty_house)
    empty_house.once()
    assert (len(desk.taken), row(empty_house).via) == (2, "smtp")


def test_a_relay_that_breaks_off_may_have_it_so_it_is_not_handed_over_twice(empty_house: House, desk: Desk) -> None:
    desk.breaks_off = True
    empty_house.once()
    empty_house.once()
    assert len(desk.taken) == 1
    assert (row(empty_house).via, "may come or not" in row(empty_house).trouble) == ("smtp", True)


def test_a_passing_trouble_of_the_mailbox_is_no_matter_for_the_relay(empty_house: House, desk: Desk) -> None:
    with Deaf() as server:
        with transaction(empty_house.sessions) as session:
            session.query(MailboxRow).one().port = server.port
        empty_house.once()
    assert (desk.taken, row(empty_house).kind) == ([], DigestKind.DAILY)
    with reading(empty_house.sessions) as session:
        assert session.query(Digest).one().delivered_at is None

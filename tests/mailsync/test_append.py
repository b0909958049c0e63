"""Letters that the user wants in their Drafts: there once, whole, and told where they cannot be."""

import os
import re
import signal
import subprocess
import sys
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from mailsync import letters as saving
from mailsync import worker as working
from tests.conftest import Mailbox
from tests.mailsync.adding import Deaf, Refusing, held, imap
from tests.mailsync.house import JANE, OWNER, House, ago, eventually, letter
from tests.servers.liar import Liar
from webapp.db import reading, transaction
from webapp.domain.evidence import AskState
from webapp.models import (
    Ask,
    AskKind,
    Contact,
    FolderEpoch,
    Interaction,
    Letter,
    LetterKind,
    MailboxState,
    User,
    utcnow,
)
from webapp.services import asks, letters_drafts
from webapp.services.asks import AskCard

ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from webapp.services import letters_drafts
letters_drafts.saved = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from mailsync.__main__ import main
main(["--once"])
"""


def write(house: House, **more: Any) -> str:
    """A letter to Jane that is wanted in the Drafts; its id."""
    with transaction(house.sessions) as session:
        session.get_one(User, house.alice).name = "Alice Müller"
        contact = session.query(Contact).one()
        row = Letter(
            user_id=house.alice, contact_id=contact.id, message_id=letters_drafts.message_id(), updated_at=ago(hours=1),
            **{"kind": LetterKind.APPROACH, "to_address": JANE, "subject": "Zwölf Fragen", "body": "Grüße aus Köln."}
            | more,
        )  # fmt: skip
        session.add(row)
        session.flush()
        letters_drafts.want(session, row, house.mailbox)
        return row.id


def want(house: House, letter_id: str, **change: Any) -> None:
    """Ask for it in the Drafts once more, perhaps changed before."""
    with transaction(house.sessions) as session:
        row = session.get_one(Letter, letter_id)
        for name, value in change.items():
            setattr(row, name, value)
        letters_drafts.want(session, row, house.mailbox)


def row(house: House, letter_id: str) -> Letter:
    with reading(house.sessions) as session:
        return session.get_one(Letter, letter_id)


def told(house: House, letter_id: str) -> tuple[str, bool]:
    one = row(house, letter_id)
    return one.trouble, one.wanted_at is not None


def test_a_wanted_letter_lies_in_the_drafts_with_all_its_headers(house: House, mailbox: Mailbox) -> None:
    key = write(house)
    assert house.once()
    ((flags, mail),) = held(mailbox)
    assert {r"\Draft", r"\Seen"} <= set(re.findall(r"\\\w+", flags))
    assert (mail["From"], mail["To"]) == (f"Alice Müller <{OWNER}>", f"Jane <{JANE}>")
    assert (mail["Subject"], mail["Message-ID"]) == ("Zwölf Fragen", row(house, key).message_id)
    assert mail.get_content().strip() == "Grüße aus Köln."
    assert mail["In-Reply-To"] is None
    assert (row(house, key).saved_in, told(house, key)[0]) == ("Drafts", "")
    assert held(mailbox, "INBOX") == held(mailbox, "Sent") == []


def test_a_letter_that_answers_a_mail_goes_on_in_its_conversation(house: House, mailbox: Mailbox) -> None:
    mailbox.deliver(letter(id="2@mail.test", answers="1@mail.test", References="<0@mail.test> <1@mail.test>"))
    assert house.once()
    (line,) = house.all(Interaction)
    write(house, answers=line.id)
    assert house.once()
    ((_, mail),) = held(mailbox)
    assert mail["In-Reply-To"] == "<2@mail.test>"
    assert mail["References"].split() == ["<0@mail.test>", "<1@mail.test>", "<2@mail.test>"]


def test_a_wanted_letter_is_noticed_while_the_mailbox_is_idle(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "SENT_EVERY", 3600.0)
    with house.working() as worker:
        eventually(lambda: any(slot.watch.listening for slot in worker.slots.values()))
        checked = house.row().checked_at
        key = write(house)
        eventually(lambda: row(house, key).saved_at is not None)
        assert house.row().checked_at == checked  # the mailbox itself was left listening
    assert len(held(mailbox)) == 1


def test_a_worker_that_dies_before_it_notes_the_draft_makes_no_second_one(house: House, mailbox: Mailbox) -> None:
    key = write(house)
    environment = os.environ | {
        "DATA_DIR": str(house.folder), "DATABASE_URL": house.url, "MAIL_CAFILE": house.cafile,
        "MAIL_ALLOWED_PRIVATE": "127.0.0.1 ::1", "LOG_LEVEL": "ERROR",
    }  # fmt: skip
    died = subprocess.run([sys.executable, "-c", KILLED], env=environment, cwd=ROOT, check=False)
    assert died.returncode == -signal.SIGKILL
    assert (len(held(mailbox)), row(house, key).saved_at) == (1, None)
    assert house.once()
    assert len(held(mailbox)) == 1
    assert row(house, key).saved_in == "Drafts"


def test_a_draft_that_was_sent_before_it_was_noted_is_not_made_again(house: House, mailbox: Mailbox) -> None:
    key = write(house)
    mailbox.append("Sent", letter(OWNER, JANE, id=row(house, key).message_id.strip("<>")))
    assert house.once()
    assert (held(mailbox), row(house, key).saved_in) == ([], "Sent")


def test_a_lost_answer_leads_to_no_second_draft(empty_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "LETTERS_PAUSE", 0.0)
    with Deaf() as server:
        empty_house.add_mailbox(server.port, "plain")
        empty_house.meet()
        key = write(empty_house)
        with empty_house.working():
            eventually(lambda: row(empty_house, key).saved_at is not None)
        assert server.taken == 1
    assert told(empty_house, key)[0] == ""


def test_a_broken_line_is_told_and_tried_again_by_itself(empty_house: House) -> None:
    with Deaf() as server:
        empty_house.add_mailbox(server.port, "plain")
        empty_house.meet()
        key = write(empty_house)
        empty_house.once()
    trouble, waits = told(empty_house, key)
    assert ("broke off" in trouble, waits) == (True, True)


@pytest.mark.parametrize(
    ("refusal", "says"),
    [
        (b"NO [OVERQUOTA] Quota exceeded (mailbox for user is full)", "Your mailbox is full"),
        (b"NO [CANNOT] Not here", "did not take the letter"),
        (b"BAD Error in IMAP command", "did not take the letter"),
    ],
)
def test_a_refused_letter_says_what_to_do_and_waits_for_the_user(
    empty_house: House, refusal: bytes, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Refusing, "refusal", refusal)
    with Refusing() as server:
        empty_house.add_mailbox(server.port, "plain")
        empty_house.meet()
        key = write(empty_house)
        assert empty_house.once()  # the mailbox is read all the same
        empty_house.once()
        assert server.asked == 1
    trouble, waits = told(empty_house, key)
    assert (says in trouble, waits) == (True, False)


class Nameless(Liar):
    """Has no Drafts folder."""


def test_a_mailbox_without_drafts_says_so_and_the_letter_is_put_there_once_it_has_some(empty_house: House) -> None:
    with Nameless() as server:
        empty_house.add_mailbox(server.port, "plain")
        empty_house.meet()
        key = write(empty_house)
        empty_house.once()
        assert "Make a folder named Drafts" in told(empty_house, key)[0]
        assert not any(line.startswith(b"APPEND") for line in server.commands)


class Named(Deaf):
    """Calls its folders in another language, without a flag."""

    list_answer = b'* LIST () "." INBOX\r\n* LIST () "." "INBOX.Entw&APw-rfe"\r\n'


def test_a_folder_is_found_by_its_name_in_another_language(empty_house: House) -> None:
    with Named() as server:
        empty_house.add_mailbox(server.port, "plain")
        empty_house.meet()
        write(empty_house)
        empty_house.once()
        assert any(line.startswith(b'APPEND "INBOX.Entw&APw-rfe" (\\Draft \\Seen)') for line in server.commands)


@pytest.mark.parametrize(("state", "says"), [("PAUSED", "is paused"), ("NEEDS_YOU", "Enter the password again")])
def test_a_mailbox_that_is_not_read_says_so_at_the_letter(
    house: House, mailbox: Mailbox, state: str, says: str
) -> None:
    house.change(state=MailboxState[state], state_reason="Enter the password again.", next_try_at=None)
    key = write(house)
    house.once()
    trouble, waits = told(house, key)
    assert (says in trouble, waits, held(mailbox)) == (True, False, [])


def test_a_refused_password_is_tried_once_for_a_letter(house: House, mailbox: Mailbox) -> None:
    mailbox.server.set_password(mailbox.user, "another")
    key = write(house)
    house.once()
    assert told(house, key) == (row(house, key).trouble, False)
    assert "refused the user name or the password" in row(house, key).trouble


def test_a_worker_that_lost_its_lease_adds_nothing(house: House, mailbox: Mailbox) -> None:
    worker = house.worker()
    worker._lease()
    slot = worker.slots[house.mailbox]
    key = write(house)
    slot.letters.hold = lambda: house.change(fence=99)
    with pytest.raises(working.LeaseLost):
        slot.letters.save()
    assert (held(mailbox), row(house, key).saved_at) == ([], None)


def test_a_letter_that_was_changed_is_another_draft_and_the_old_one_stays(house: House, mailbox: Mailbox) -> None:
    key = write(house)
    house.once()
    old = row(house, key).message_id
    want(house, key, body="New words.", updated_at=utcnow())
    house.once()
    assert [mail["Message-ID"] for _, mail in held(mailbox)] == [old, row(house, key).message_id]


def test_a_letter_that_was_not_changed_is_only_looked_for(house: House, mailbox: Mailbox) -> None:
    key = write(house)
    house.once()
    want(house, key)
    house.once()
    assert (len(held(mailbox)), row(house, key).saved_at is not None) == (1, True)


def test_a_draft_that_the_user_removed_is_made_again_when_they_ask(house: House, mailbox: Mailbox) -> None:
    key = write(house)
    house.once()
    with imap(mailbox) as line:
        line.select("Drafts")
        line.store("1", "+FLAGS", r"(\Deleted)")
        line.expunge()
    house.once()
    assert held(mailbox) == []
    want(house, key)
    house.once()
    assert len(held(mailbox)) == 1


def test_what_is_changed_while_it_is_put_there_is_not_taken_for_saved(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = write(house)

    def changing(*rest: Any) -> str:
        with transaction(house.sessions) as session:
            session.get_one(Letter, key).updated_at = utcnow()
        return saving_put(*rest)

    saving_put = saving.put
    monkeypatch.setattr(saving, "put", changing)
    house.once()
    one = row(house, key)
    assert one.saved_at is not None
    assert one.updated_at >= one.saved_at


@pytest.mark.parametrize("setting", ["sent_folder", "log_folder"])
def test_drafts_are_never_read_as_mail(house: House, mailbox: Mailbox, setting: str) -> None:
    house.change(**{setting: "Drafts"})
    mailbox.append("Drafts", letter(OWNER, JANE, "Not sent"))
    assert house.once()
    assert house.texts() == []
    assert "Drafts" not in {epoch.folder for epoch in house.all(FolderEpoch)}  # type: ignore[attr-defined]


def test_a_letter_is_followed_from_the_drafts_to_the_answer_that_is_waited_for(house: House, mailbox: Mailbox) -> None:
    with transaction(house.sessions) as session:
        jane = session.query(Contact).one()
        card = AskCard(AskKind.INFORMATION, "How did you begin?")
        ask = asks.make(session, house.alice, jane.id, card).id
    day = utcnow().date() + timedelta(days=5)
    key = write(house, ask_id=ask, call_on=day)
    assert house.once()
    _send_draft(mailbox, "Grüße aus Köln, und noch ein Satz.")
    assert house.once()
    with reading(house.sessions) as session:
        sent, made = session.get_one(Letter, key), session.get_one(Ask, ask)
        line = session.get_one(Interaction, sent.sent_line)
        assert (line.direction, sent.sent_sure) == ("out", True)
        assert (made.state, made.interaction_id, made.follow_up_on) == (AskState.MADE, line.id, day)
    mailbox.deliver(letter(text="Gladly.", answers=row(house, key).message_id.strip("<>")))
    assert house.once()
    with reading(house.sessions) as session:
        assert session.get_one(Ask, ask).state is AskState.ANSWERED
    assert house.is_sound()


def _send_draft(mailbox: Mailbox, text: str) -> None:
    """Change the draft, put it into Sent and take it out of Drafts, as a mail program that sends it does."""
    ((_, mail),) = held(mailbox)
    mail.set_content(text)
    mail.replace_header("Date", format_datetime(ago(minutes=5)))
    mailbox.append("Sent", mail.as_bytes())
    with imap(mailbox) as line:
        line.select("Drafts")
        line.store("1", "+FLAGS", r"(\Deleted)")
        line.expunge()

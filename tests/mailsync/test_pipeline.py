"""From the mailbox to the database: only what concerns us is read, nothing is lost, and a bad mail costs itself."""

import random
import sqlite3
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from mailsync import pipeline, record
from mailsync.connection import Connection
from mailsync.limits import time_limit
from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, STRANGER, House, ago, letter
from tests.servers.liar import Liar
from webapp.db import reading
from webapp.models import (
    Contact,
    Fate,
    FolderEpoch,
    Interaction,
    Message,
    MessageLocation,
    TriageItem,
    TriageKind,
)

CANARY = "canary-7f3a"


def contact(house: House) -> Contact:
    with reading(house.sessions) as session:
        return session.scalars(select(Contact)).one()


def places(house: House) -> list[MessageLocation]:
    with reading(house.sessions) as session:
        return list(session.scalars(select(MessageLocation).order_by(MessageLocation.uid)))


def snapshot(folder: Path) -> dict[str, bytes]:
    """The mails with their flags, which a Maildir writes into the names."""
    mails = [path for path in folder.rglob("*") if path.is_file() and path.parent.name in {"cur", "new"}]
    return {str(path.relative_to(folder)): path.read_bytes() for path in mails}


def test_an_answer_is_known_as_one_because_sent_is_read_first(house: House, mailbox: Mailbox) -> None:
    mailbox.deliver(letter(answers="ask@x", text="Gladly."))
    mailbox.append("Sent", letter(OWNER, JANE, "Could we meet?", id="ask@x"))
    assert house.once()
    answer = next(row for row in house.all(Interaction) if row.direction == "in")
    assert answer.grade == "B"
    with reading(house.sessions) as session:
        mail = session.get_one(Message, answer.message_row)
    assert [found["label"] for found in mail.findings] == ["reply"]


def test_nothing_in_the_mailbox_changes(house: House, mailbox: Mailbox) -> None:
    mailbox.deliver(letter())
    mailbox.deliver(letter(STRANGER))
    mailbox.append("Sent", letter(OWNER, JANE))
    house.once()  # lets the server write what it writes at the first look
    before = snapshot(mailbox.server.maildir(mailbox.user))
    mailbox_again = House(house.folder / "again", f"sqlite:///{house.folder / 'again.db'}", mailbox.server.cafile)
    mailbox_again.add_mailbox(mailbox.server.imaps_port, user=mailbox.user, password=mailbox.password)
    mailbox_again.meet()
    assert mailbox_again.once()
    assert len(mailbox_again.texts()) == 2
    assert snapshot(mailbox.server.maildir(mailbox.user)) == before
    assert len(before) == 3


def test_of_mail_that_concerns_nobody_nothing_is_kept(house: House, mailbox: Mailbox) -> None:
    mailbox.deliver(letter(f"{CANARY}@elsewhere.test", text=CANARY, subject=CANARY, id=f"{CANARY}@x"))
    mailbox.deliver(letter(text="From Jane."))
    assert house.once()
    assert house.texts() == ["From Jane."]
    with sqlite3.connect(house.folder / "test.db") as raw:
        assert not [line for line in raw.iterdump() if CANARY in line]
    assert house.books().unrelated == 1


class Correspondence(Liar):
    """Mail 3 comes from Jane, 5 and 8 from others; only UIDs of one EXAMINE."""

    def items(self, uid: int, items: bytes) -> bytes:
        answer = super().items(uid, items)
        return answer if uid == 3 else answer.replace(b"alice@example.test", b"other@example.test")


def test_bodies_are_asked_for_only_where_somebody_is_concerned(empty_house: House) -> None:
    with Correspondence() as server:
        empty_house.meet("alice@example.test", "Alice Example")
        empty_house.add_mailbox(server.port, "plain")
        assert empty_house.once()
    fetches = [line for line in server.commands if line.startswith(b"UID FETCH")]
    bodies = [line for line in fetches if b"BODYSTRUCTURE" in line or b"PEEK[1]" in line or b"PEEK[]" in line]
    assert bodies
    assert {line.split()[2] for line in bodies} == {b"3"}
    assert empty_house.texts() == ["A short text."]


def test_folders_are_opened_to_be_read_only(empty_house: House) -> None:
    with Liar() as server:
        empty_house.meet("alice@example.test")
        empty_house.add_mailbox(server.port, "plain")
        assert empty_house.once()
    said = b"\n".join(server.commands).upper()
    for word in (b"SELECT", b"STORE", b"COPY", b"MOVE", b"EXPUNGE", b"APPEND", b"CREATE", b"DELETE"):
        assert word not in said
    assert b"EXAMINE" in said
    assert b"BODY[" not in said  # without PEEK it would mark the mail as seen


def test_who_forges_the_users_address_makes_them_do_nothing(house: House, mailbox: Mailbox) -> None:
    mailbox.deliver(letter(OWNER, JANE, "Thank you so much for the introduction!"))
    assert house.once()
    assert house.texts() == []
    assert contact(house).last_at is None
    assert house.books().unrelated == 1


def test_a_stranger_in_a_known_thread_is_asked_about(house: House, mailbox: Mailbox) -> None:
    mailbox.append("Sent", letter(OWNER, JANE, id="ask@x"))
    mailbox.deliver(letter(f"Carla Ruiz <{STRANGER}>", answers="ask@x", text="Jane asked me to write."))
    assert house.once()
    asked = [row for row in house.all(TriageItem) if row.kind is TriageKind.STRANGER]
    assert len(asked) == 1
    assert asked[0].candidates == [contact(house).id]
    assert "Jane asked me to write." in house.texts()


def test_a_copy_to_oneself_is_one_mail_in_two_places(house: House, mailbox: Mailbox) -> None:
    mail = letter(JANE, OWNER)
    mailbox.deliver(mail)
    mailbox.deliver(mail)
    assert house.once()
    assert len(house.texts()) == 1
    assert house.books().logged == 2
    assert house.is_sound()


def test_mail_without_any_message_id_is_all_logged(house: House, mailbox: Mailbox) -> None:
    for number in range(3):
        mailbox.deliver(letter(text=f"Number {number}", id=""))
    assert house.once()
    assert house.texts() == ["Number 0", "Number 1", "Number 2"]


def test_two_mails_under_one_message_id_are_both_logged(house: House, mailbox: Mailbox) -> None:
    mailbox.deliver(letter(text="One", id="same@x"))
    mailbox.deliver(letter(text="Two", id="same@x"))
    assert house.once()
    assert house.texts() == ["One", "Two"]


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """While it lasts, mail that says "poison" cannot be read."""
    whole = pipeline.classify

    def picky(mail, *rest, **more):
        if "poison" in mail.text:
            raise ValueError(f"cannot read {mail.text}")
        return whole(mail, *rest, **more)

    monkeypatch.setattr(pipeline, "classify", picky)
    return monkeypatch


def quarantine(house: House, mailbox: Mailbox) -> None:
    mailbox.deliver(letter(text="Before"))
    mailbox.deliver(letter(text="poison"))
    mailbox.deliver(letter(text="After"))
    assert house.once()


def test_a_broken_mail_costs_itself_alone(house: House, mailbox: Mailbox, unreadable: pytest.MonkeyPatch) -> None:
    quarantine(house, mailbox)
    assert house.texts() == ["After", "Before"]
    assert house.books().quarantined == 1
    assert house.is_sound()


def test_the_log_does_not_quote_a_broken_mail(
    house: House, mailbox: Mailbox, unreadable: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    quarantine(house, mailbox)
    assert "quarantine: ValueError" in caplog.text
    for secret in ("poison", JANE, OWNER, mailbox.user, mailbox.password, "Coffee"):
        assert secret not in caplog.text


def test_a_broken_mail_is_left_alone_for_a_day(house: House, mailbox: Mailbox, unreadable: pytest.MonkeyPatch) -> None:
    quarantine(house, mailbox)
    assert house.once()
    assert [place.tries for place in places(house)] == [1, 1, 1]


def wait_a_day(house: House) -> None:
    with house.sessions.begin() as session:
        for place in session.scalars(select(MessageLocation)):
            place.tried_at -= timedelta(days=1)


def test_a_broken_mail_is_tried_again_daily(house: House, mailbox: Mailbox, unreadable: pytest.MonkeyPatch) -> None:
    quarantine(house, mailbox)
    wait_a_day(house)
    assert house.once()
    assert [place.tries for place in places(house)] == [1, 2, 1]
    assert house.books().quarantined == 1
    assert house.is_sound()


def test_a_broken_mail_is_read_at_once_by_a_better_reader(
    house: House, mailbox: Mailbox, unreadable: pytest.MonkeyPatch
) -> None:
    quarantine(house, mailbox)
    unreadable.undo()
    unreadable.setattr(record, "READER", "better")
    unreadable.setattr("mailsync.watch.READER", "better")
    assert house.once()
    assert house.texts() == ["After", "Before", "poison"]
    assert house.books().logged == 3
    assert house.is_sound()


def test_a_broken_mail_that_turns_out_to_be_nobodys_is_counted(
    house: House, mailbox: Mailbox, unreadable: pytest.MonkeyPatch
) -> None:
    quarantine(house, mailbox)
    with house.sessions.begin() as session:
        session.scalars(select(Contact)).one().deleted_at = ago()
    wait_a_day(house)
    assert house.once()
    books = house.books()
    assert (books.quarantined, books.unrelated, books.logged) == (0, 1, 2)
    assert books.balance


def test_a_broken_mail_that_vanished_is_gone(house: House, mailbox: Mailbox, unreadable: pytest.MonkeyPatch) -> None:
    quarantine(house, mailbox)
    poisoned = [path for path in mailbox.server.maildir(mailbox.user).rglob("*") if path.parent.name in {"cur", "new"}]
    next(path for path in poisoned if b"poison" in path.read_bytes()).unlink()
    wait_a_day(house)
    assert house.once()
    assert house.books().seen == 2
    assert house.is_sound()


def test_what_takes_too_long_is_put_aside(house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(mail, *rest, **more):
        while True:
            pass

    monkeypatch.setattr(pipeline, "time_limit", partial(time_limit, 0.1))
    monkeypatch.setattr(pipeline, "classify", slow)
    mailbox.deliver(letter())
    assert house.once()
    assert house.books().quarantined == 1


@pytest.mark.parametrize("seed", range(4))
def test_the_books_balance_whatever_arrives(
    house: House, mailbox: Mailbox, unreadable: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)
    kinds = {
        "logged": lambda: letter(text=f"Hello {dice.random()}"),
        "unrelated": lambda: letter(STRANGER),
        "automatic": lambda: letter(Auto_Submitted="auto-replied", subject="Out of office"),
        "quarantined": lambda: letter(text=f"poison {dice.random()}"),
    }
    sent = []
    for _ in range(2):
        for _ in range(dice.randrange(1, 12)):
            sent.append(dice.choice(list(kinds)))
            mailbox.append("INBOX", kinds[sent[-1]]())
        assert house.once()
        books = house.books()
        assert {kind: getattr(books, kind) for kind in kinds} == {kind: sent.count(kind) for kind in kinds}
        assert books.seen == len(sent)
        assert house.is_sound()


def test_the_past_mail_of_a_new_contact_is_fetched(house: House, mailbox: Mailbox) -> None:
    mailbox.append("INBOX", letter("new@acme.test", text="Ten months ago", at=ago(days=300)), ago(days=300))
    mailbox.append("INBOX", letter("new@acme.test", text="Two years ago", at=ago(days=700)), ago(days=700))
    mailbox.append("Sent", letter(OWNER, "new@acme.test", "I wrote first", at=ago(days=301)), ago(days=301))
    mailbox.append("INBOX", letter(STRANGER))
    assert house.once()
    assert house.texts() == []
    house.meet("new@acme.test", "New")
    assert house.once()
    assert house.texts() == ["I wrote first", "Ten months ago"]
    books = house.books()
    assert (books.seen, books.logged, books.unrelated) == (4, 2, 2)
    assert house.is_sound()


def test_who_is_met_during_a_first_sync_gets_all_their_mail(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "FEW", 1)
    monkeypatch.setattr(pipeline, "BATCH", 2)
    for number in range(6):
        mailbox.append("INBOX", letter(text=f"Jane {number}"))
        mailbox.append("INBOX", letter("new@acme.test", text=f"New {number}"))
    whole = record.Recorder.record
    met = []

    def meeting_meanwhile(self, *rest, **more):
        whole(self, *rest, **more)
        if not met:
            met.append(house.meet("new@acme.test", "New"))

    monkeypatch.setattr(record.Recorder, "record", meeting_meanwhile)
    assert house.once()
    assert house.once()
    assert len(house.texts()) == 12
    assert house.is_sound()


def test_what_the_server_once_hid_is_found_within_a_day(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(letter(text="Hidden at first"))
    mailbox.deliver(letter(text="Seen at once"))
    whole = pipeline.fetch.new_uids
    monkeypatch.setattr("mailsync.fetch.new_uids", lambda *rest: whole(*rest)[1:])
    assert house.once()
    assert house.texts() == ["Seen at once"]
    monkeypatch.undo()
    with house.sessions.begin() as session:
        for epoch in session.scalars(select(FolderEpoch)):
            epoch.reconciled_at = ago(days=1)
    assert house.once()
    assert house.texts() == ["Hidden at first", "Seen at once"]
    assert house.books().seen == 2
    assert house.is_sound()


def test_a_logged_mail_that_is_withheld_later_stays_logged(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(letter("both@acme.test", text="Logged"))
    house.meet("both@acme.test", "Both")
    assert house.once()
    with house.sessions.begin() as session:
        epoch = session.scalars(select(FolderEpoch).where(FolderEpoch.role == "inbox")).one()
        mailbox_row = house.row()
    recorder = record.Recorder(house.sessions, house.alice, house.mailbox, mailbox_row.fence)
    recorder.record(epoch.id, [record.Broken(1, "withheld")])
    recorder.record(epoch.id, [record.Unrelated(1)])
    recorder.record(epoch.id, [record.Gone(1)])
    assert [place.fate for place in places(house)] == [Fate.LOGGED]
    assert house.is_sound()


def test_the_first_reading_of_many_mails_moves_the_relationship(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "FEW", 1)
    mailbox.append("Sent", letter(OWNER, JANE, "Could you help me?", id="ask@x", at=ago(days=3)))
    for number in range(3):
        mailbox.append("INBOX", letter(answers="ask@x", text=f"Gladly {number}", at=ago(days=2)))
    assert house.once()
    assert contact(house).phase is not None
    assert contact(house).derive_due is False
    assert house.is_sound()


def test_what_a_worker_that_died_had_written_is_derived_by_the_next(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "FEW", 0)
    mailbox.append("Sent", letter(OWNER, JANE, "Could you help me?", id="ask@x"))
    with monkeypatch.context() as dying:
        dying.setattr(record.Recorder, "derive_due", lambda self: None)
        assert house.once()
    assert contact(house).derive_due
    assert house.once()
    assert not contact(house).derive_due
    assert contact(house).last_at is not None
    assert house.is_sound()


def test_a_line_lost_in_the_middle_of_a_batch_loses_nothing_and_doubles_nothing(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "FEW", 1)
    monkeypatch.setattr(pipeline, "BATCH", 3)
    for number in range(10):
        mailbox.append("INBOX", letter(text=f"Number {number}"))
    asked = []
    whole = Connection.ask

    def breaking(self, *rest):
        asked.append(rest)
        if len(asked) % 4 == 0:
            self.cut()
        return whole(self, *rest)

    monkeypatch.setattr(Connection, "ask", breaking)
    went = []
    for _ in range(12):
        house.change(next_try_at=None)
        went.append(house.once())
    assert False in went
    monkeypatch.undo()
    house.change(next_try_at=None)
    assert house.once()
    assert house.texts() == sorted(f"Number {number}" for number in range(10))
    assert house.books().logged == 10
    assert house.is_sound()

"""One transaction: wherever it breaks off, nothing is half written, and the next reading makes it whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from mailsync import pipeline
from mailsync.record import Broken, Gone, Item, Recorder, Unrelated
from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, STRANGER, House, letter
from webapp.db import transaction
from webapp.models import FolderEpoch, MessageLocation
from webapp.models import Mailbox as MailboxRow
from webapp.services import ledger, mailboxes, messages
from webapp.services.ledger import LeaseLost


class Death(BaseException):
    """The end of the process, as far as the database can tell."""


@contextmanager
def dying_at(house: House, number: int) -> Iterator[list[int]]:
    """Break off before the statement of that number; yields a list as long as the number of statements so far."""
    said: list[int] = []

    def count(*_: Any) -> None:
        said.append(1)
        if len(said) == number:
            raise Death

    event.listen(house.engine, "before_cursor_execute", count)
    try:
        yield said
    finally:
        event.remove(house.engine, "before_cursor_execute", count)


def fill(mailbox: Mailbox) -> None:
    mailbox.append("Sent", letter(OWNER, JANE, "Could we talk?", id="ask@x"))
    mailbox.deliver(letter(answers="ask@x", text="Gladly."))
    mailbox.deliver(letter(STRANGER))
    mailbox.deliver(letter(STRANGER, answers="ask@x", text="Jane sent me."))


def another_house(house: House, mailbox: Mailbox, name: str) -> House:
    other = House(house.folder / name, f"sqlite:///{house.folder / name}.db", house.cafile)
    other.add_mailbox(mailbox.server.imaps_port, user=mailbox.user, password=mailbox.password)
    other.meet()
    return other


@pytest.mark.parametrize("few", [20, 0], ids=["one by one", "in a batch"])
def test_a_death_before_any_statement_leaves_what_the_next_reading_completes(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(pipeline, "FEW", few)
    fill(mailbox)
    with dying_at(house, 0) as said:
        assert house.once()
    assert len(house.texts()) == 3
    for number in range(1, len(said), 17):
        other = another_house(house, mailbox, str(number))
        with dying_at(other, number), pytest.raises(Death):
            other.once()
        assert other.once()
        assert other.dump() == house.dump()
        assert other.books() == house.books()
        assert other.is_sound()
        other.engine.dispose()


@pytest.fixture
def recorder(house: House) -> Recorder:
    """Writes for the mailbox of the house."""
    return Recorder(house.sessions, house.alice, house.mailbox, house.row().fence)


@pytest.fixture
def inbox(house: House) -> str:
    """A folder of which nothing is read yet."""
    with transaction(house.sessions) as session:
        return ledger.open_epoch(session, session.get_one(MailboxRow, house.mailbox), "INBOX", "inbox", 7).id


def test_the_cursor_never_goes_back(house: House, recorder: Recorder, inbox: str) -> None:
    recorder.record(inbox, [Unrelated(5)], cursor=5)
    recorder.record(inbox, [], cursor=3)
    assert [epoch.cursor for epoch in house.all(FolderEpoch)] == [5]


@pytest.mark.parametrize("item", [Unrelated(3), Broken(3, "why"), Gone(3)], ids=repr)
def test_what_is_recorded_twice_is_counted_once(house: House, recorder: Recorder, inbox: str, item: Item) -> None:
    recorder.record(inbox, [item], cursor=3)
    before = house.books()
    recorder.record(inbox, [item])
    assert house.books() == before
    assert before.balance


def test_a_uid_that_was_never_counted_is_seen_when_it_turns_up(house: House, recorder: Recorder, inbox: str) -> None:
    recorder.record(inbox, [Gone(3)], cursor=3)
    recorder.record(inbox, [Broken(3, "there after all")])
    assert house.books() == mailboxes.Books(seen=1, quarantined=1)


def test_who_lost_the_lease_writes_nothing(house: House, recorder: Recorder, inbox: str) -> None:
    house.change(fence=house.row().fence + 1)
    with pytest.raises(LeaseLost):
        recorder.record(inbox, [Broken(3, "why")], cursor=3)
    assert house.count(MessageLocation) == 0
    assert house.books().seen == 0


@pytest.mark.parametrize("few", [20, 0], ids=["one by one", "in a batch"])
def test_a_mail_that_cannot_be_written_down_costs_itself_alone(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(pipeline, "FEW", few)
    whole = messages.mail_arrived

    def failing(session: Session, user_id: str, arrival: messages.Arrival) -> Any:
        found = whole(session, user_id, arrival)
        if "poison" in arrival.text:
            session.flush()
            raise OverflowError("a year that no database takes")
        return found

    monkeypatch.setattr(messages, "mail_arrived", failing)
    for text in ("first", "poison", "last"):
        mailbox.deliver(letter(text=text))
    assert house.once()
    assert sorted(text.strip() for text in house.texts()) == ["first", "last"]
    assert house.books().quarantined == 1
    assert house.is_sound()
    monkeypatch.undo()
    with transaction(house.sessions) as session:
        for place in session.scalars(select(MessageLocation)):
            place.tried_by = "an older reader"
    assert house.once()
    assert len(house.texts()) == 3

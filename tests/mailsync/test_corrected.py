"""What the user said of a mail holds, whatever is read later: a copy, all of it again, or by a better reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailsync import record
from tests.conftest import Mailbox
from tests.mailsync.house import JANE, OWNER, STRANGER, House, ago, letter
from webapp.db import reading
from webapp.domain.evidence import Phase
from webapp.models import Contact, Correction, Interaction, Message, Thread, TriageItem, TriageKind
from webapp.services import conversations, interactions, mailboxes, triage

ASK = letter(OWNER, JANE, "Could we talk?", id="ask@x", at=ago(days=3))
ANSWER = letter(answers="ask@x", text="Gladly.", id="answer@x", at=ago(days=2))
THANKS = letter(OWNER, JANE, "Thank you so much for your time on Tuesday!", id="thanks@x", at=ago(days=1))


def corrected(house: House, mailbox: Mailbox) -> None:
    """Read three mails, and say that one was no thank-you and another is not theirs."""
    mailbox.append("Sent", ASK)
    mailbox.append("Sent", THANKS)
    mailbox.deliver(ANSWER)
    assert house.once()
    with house.sessions.begin() as session:
        lines = {message.message_id: line for line, message in rows(session)}
        interactions.thanks(session, house.alice, lines["<thanks@x>"].id, False)
        interactions.undo(session, house.alice, lines["<answer@x>"].id)


def rows(session: Session) -> Sequence[Any]:
    """The lines with their mails."""
    query = select(Interaction, Message).join(Message, Message.id == Interaction.message_row)
    return session.execute(query.order_by(Message.at)).all()


def holds(house: House) -> bool:
    """Whether both words hold, in the lines and as corrections, and everything adds up."""
    with reading(house.sessions) as session:
        lines = {message.message_id: line for line, message in rows(session)}
        said = session.scalars(select(Correction)).all()
        return (
            lines["<thanks@x>"].is_thanks is False
            and lines["<answer@x>"].undone_at is not None
            and len(said) == 2
            and all(one.taken_back_at is None for one in said)
            and session.scalars(select(Contact)).one().phase is Phase.INITIATE
            and house.is_sound()
        )


def test_another_copy_changes_no_word(house: House, mailbox: Mailbox) -> None:
    corrected(house, mailbox)
    mailbox.deliver(ANSWER)
    mailbox.append("Sent", THANKS)
    assert house.once()
    assert holds(house)


def test_a_better_reader_changes_no_word(house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    corrected(house, mailbox)
    monkeypatch.setattr(record, "READER", "better")
    monkeypatch.setattr("mailsync.watch.READER", "better")
    with house.sessions.begin() as session:
        for epoch in mailboxes.epochs_of(session, house.row()):
            epoch.reconciled_at = ago(days=2)
    assert house.once()
    assert holds(house)


def test_reading_all_of_it_again_changes_no_word(house: House, mailbox: Mailbox) -> None:
    corrected(house, mailbox)
    for folder in ("INBOX", "Sent"):
        mailbox.server.set_uidvalidity(mailbox.user, folder, 4711)
    assert house.once()
    assert holds(house)


def test_mail_of_a_silenced_conversation_is_accounted_for_and_on_no_timeline(house: House, mailbox: Mailbox) -> None:
    mailbox.append("Sent", ASK)
    assert house.once()
    with house.sessions.begin() as session:
        conversations.silence(session, house.alice, session.scalars(select(Thread)).one().id)
    mailbox.deliver(ANSWER)
    mailbox.deliver(letter(STRANGER, answers="answer@x", text="Me too."))
    mailbox.deliver(letter(STRANGER, answers="ask@x", text="Me too."))
    assert house.once()
    with reading(house.sessions) as session:
        assert triage.waiting(session, house.alice) == []
    books = house.books()
    assert (books.seen, books.logged, books.unrelated, books.balance) == (4, 3, 1, True)
    with reading(house.sessions) as session:
        contact = session.scalars(select(Contact)).one()
        assert contact.phase is Phase.INITIATE
        assert len(session.scalars(select(Thread)).all()) == 1
    with house.sessions.begin() as session:
        conversations.restore(session, house.alice, session.scalars(select(Thread)).one().id)
    with reading(house.sessions) as session:
        assert session.scalars(select(Contact)).one().phase is Phase.OBTAIN
        open_items = session.scalars(select(TriageItem).where(TriageItem.settled_at.is_(None)))
        assert TriageKind.ALIAS in {item.kind for item in open_items}
    assert house.is_sound()

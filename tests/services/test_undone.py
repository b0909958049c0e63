"""What a note above a mail made goes with the line of that mail, and comes back with it."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, exchange, on, person
from tests.services.test_handed_over import hand, lines, settled
from webapp.domain.evidence import AskState
from webapp.models import Ask, AskKind, Contact, Correction, FollowUp, Message
from webapp.services import asks, audit, gives, handed_over, interactions, undone
from webapp.services.asks import AskCard

pytestmark = SQLITE_ALONE

TO_ANA: dict[str, Any] = {"direction": "out", "from_address": "alice@example.org", "to": ["ana@people.example"]}


def holding(session: Session) -> tuple[list[str], list[str]]:
    asked = select(Ask.text).where(Ask.deleted_at.is_(None))
    days = select(FollowUp.text).where(FollowUp.deleted_at.is_(None))
    return sorted(session.scalars(asked)), sorted(session.scalars(days))


def line_of(session: Session, message: Message, contact: Contact) -> str:
    return next(line.id for line in lines(session, contact) if line.message_row == message.id)


@pytest.fixture
def forwarded(session: Session, alice: str, ana: Contact) -> str:
    """The line of a mail of Alice's to Ana, with an ask and a day in the note above it."""
    note = "ask: your advice?; remind in 2 days to call"
    message = hand(session, alice, note=note, counterparts=[ana.id], **TO_ANA)
    return line_of(session, message, ana)


def test_an_ask_and_a_day_go_with_the_line_and_come_back_with_it(
    session: Session, alice: str, ana: Contact, forwarded: str
) -> None:
    for _ in range(2):
        undone.undo(session, alice, forwarded)
        session.flush()
        assert holding(session) == ([], [])
        undone.redo(session, alice, forwarded)
        session.flush()
        assert holding(session) == (["your advice?"], ["call"])
        ask = session.scalars(select(Ask)).one()
        assert (ask.state, ask.made_at, ask.interaction_id) == (AskState.MADE, on(1), forwarded)
    assert list(audit.audit(session)) == []


def test_to_take_back_twice_takes_nothing_more(session: Session, alice: str, forwarded: str) -> None:
    undone.undo(session, alice, forwarded)
    undone.undo(session, alice, forwarded)
    undone.redo(session, alice, forwarded)
    undone.redo(session, alice, forwarded)
    assert holding(session) == (["your advice?"], ["call"])


def test_what_the_user_deleted_before_stays_deleted(session: Session, alice: str, forwarded: str) -> None:
    asks.delete(session, alice, session.scalars(select(Ask)).one())
    undone.undo(session, alice, forwarded)
    undone.redo(session, alice, forwarded)
    assert holding(session) == ([], ["call"])


def test_what_the_user_changed_comes_back_as_they_left_it(session: Session, alice: str, forwarded: str) -> None:
    ask, follow_up = session.scalars(select(Ask)).one(), session.scalars(select(FollowUp)).one()
    asks.change(session, alice, ask.id, AskCard(AskKind.INFORMATION, "How?", interaction_id=forwarded))
    gives.followed_up(session, alice, follow_up.id)
    undone.undo(session, alice, forwarded)
    assert holding(session) == ([], [])
    undone.redo(session, alice, forwarded)
    assert holding(session) == (["How?"], ["call"])
    assert follow_up.done_at is not None


def test_what_the_user_added_themselves_stays(session: Session, alice: str, ana: Contact, forwarded: str) -> None:
    asks.make(session, alice, ana.id, AskCard(AskKind.ADVICE, "And how do you do it?", made_at=on(2)))
    undone.undo(session, alice, forwarded)
    assert holding(session) == (["And how do you do it?"], [])


def test_the_correction_says_that_the_ask_waits_no_longer(session: Session, alice: str, forwarded: str) -> None:
    undone.undo(session, alice, forwarded)
    session.flush()
    assert "An ask waits no longer." in session.scalars(select(Correction.effect)).one()


def test_thanks_above_a_sent_mail_go_with_it(session: Session, alice: str, ana: Contact) -> None:
    exchange(session, ana)
    interactions.log_meeting(session, alice, ana.id, at=on(2), summary="Coffee")
    message = hand(session, alice, note="thanks", counterparts=[ana.id], moment=on(3), **TO_ANA)
    line, before = line_of(session, message, ana), len(settled(session, ana))
    undone.undo(session, alice, line)
    assert len(settled(session, ana)) < before
    undone.redo(session, alice, line)
    assert len(settled(session, ana)) == before


def test_thanks_noted_for_what_is_owed_go_with_the_note(session: Session, alice: str) -> None:
    kim = person(session, alice, "Kim Lee", "kim@people.example")
    interactions.log_meeting(session, alice, kim.id, at=on(0), summary="Coffee")
    words = "with Kim Lee; thanks"
    message = hand(session, alice, what="note", note=words, direction="", text=words, moment=on(3))
    line = line_of(session, message, kim)
    undone.undo(session, alice, line)
    assert settled(session, kim) == []
    undone.redo(session, alice, line)
    assert len(settled(session, kim)) == 1


def test_of_two_people_on_a_mail_the_other_keeps_their_line(session: Session, alice: str, ana: Contact) -> None:
    ben = person(session, alice, "Ben")
    message = hand(session, alice, counterparts=[ana.id, ben.id], note="kind", **TO_ANA)
    undone.undo(session, alice, line_of(session, message, ana))
    assert (len(lines(session, ana)), len(lines(session, ben))) == (0, 1)


def test_a_note_given_again_is_not_brought_back_twice(
    session: Session, alice: str, ana: Contact, forwarded: str
) -> None:
    undone.undo(session, alice, forwarded)
    hand(session, alice, "again", note="ask: your advice?", counterparts=[ana.id], **TO_ANA)
    undone.redo(session, alice, forwarded)
    assert holding(session) == (["your advice?"], [])
    undone.undo(session, alice, forwarded)
    undone.redo(session, alice, forwarded)
    assert holding(session) == (["your advice?"], [])


def test_what_was_taken_back_where_it_was_asked_does_not_come_back_with_the_line(
    session: Session, alice: str, ana: Contact
) -> None:
    message = hand(session, alice, from_address="", unsure="It names no address.", note="remind tomorrow to call")
    handed_over.settle(session, message, ana.id)
    line = line_of(session, message, ana)
    undone.undo(session, alice, line)
    handed_over.take_back(session, message)
    undone.redo(session, alice, line)
    assert holding(session) == ([], [])

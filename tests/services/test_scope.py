"""Whose a row is, and that nothing new is written for somebody who was deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, exchange, mail, on, person, received
from webapp.domain.evidence import Phase
from webapp.models import (
    AskKind,
    Base,
    Contact,
    LetterKind,
    Message,
    OutcomeKind,
    Permission,
    Through,
    Way,
)
from webapp.services import (
    addresses,
    asks,
    contacts,
    favours,
    gives,
    hours,
    interactions,
    knowing,
    letters,
    referred,
)
from webapp.services.asks import AskCard
from webapp.services.errors import Refused
from webapp.services.gives import InterviewCard
from webapp.services.letters import About, Words

pytestmark = SQLITE_ALONE

DAY = date(2026, 1, 5)
APPROACH = About(LetterKind.APPROACH)
# Each takes (session, user id, contact id).
WRITES: dict[str, Callable[[Session, str, str], object]] = {
    "an ask": lambda session, user, ana: asks.make(session, user, ana, AskCard(AskKind.ADVICE, "How?")),
    "what was obtained": lambda session, user, ana: asks.obtained(
        session, user, ana, kind=OutcomeKind.ADVICE, text="Start small"
    ),
    "what was done": lambda session, user, ana: asks.used(session, user, ana, text="Began", override_note="By phone"),
    "a give": lambda session, user, ana: gives.given(session, user, ana, way=Way.SHARE, text="An article"),
    "an interview": lambda session, user, ana: gives.plan_interview(session, user, ana, InterviewCard("Data", on(0))),
    "a follow-up": lambda session, user, ana: gives.follow_up(session, user, ana, due_on=DAY, text="Call"),
    "a message": lambda session, user, ana: interactions.log_message(
        session, user, ana, direction="in", at=on(0), summary="Yes"
    ),
    "a meeting": lambda session, user, ana: interactions.log_meeting(session, user, ana, at=on(0), summary="Coffee"),
    "a name": lambda session, user, ana: referred.refer(
        session, user, ana, name="Cy Orr", permission=Permission.NOT_ASKED
    ),
    "a favour": lambda session, user, ana: favours.note(session, user, ana, other="Bob", text="A bed", owes=True),
    "an acquaintance": lambda session, user, ana: knowing.knows(session, user, ana, name="Bob"),
    "an address": lambda session, user, ana: addresses.give(session, user, ana, "other@people.example"),
    "some minutes": lambda session, user, ana: hours.add(session, user, 20, Through.PEOPLE, DAY, contact_id=ana),
    "the draft of a letter": lambda session, user, ana: letters.draft(session, user, ana, APPROACH, DAY),
    "a letter": lambda session, user, ana: letters.write(
        session, user, ana, "0123456789abcdef0123", APPROACH, Words(body="Dear Ana"), DAY
    ),
}


def everything(session: Session) -> dict[str, int]:
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_nothing_is_written_for_somebody_deleted_before_they_are_brought_back(
    session: Session, ana: Contact, write: Callable[[Session, str, str], object]
) -> None:
    person(session, ana.user_id, "Bob")
    contacts.delete(session, ana.user_id, ana.id)
    before = everything(session)
    with pytest.raises(Refused, match=r"You deleted Ana\. Bring them back first"):
        write(session, ana.user_id, ana.id)
    assert (everything(session), ana.phase) == (before, Phase.INITIATE)
    contacts.restore(session, ana.user_id, ana.id)
    assert write(session, ana.user_id, ana.id)


def test_nobody_is_thanked_who_was_deleted(session: Session, ana: Contact) -> None:
    line = interactions.log_meeting(session, ana.user_id, ana.id, at=on(0), summary="Coffee")
    contacts.delete(session, ana.user_id, ana.id)
    with pytest.raises(Refused, match="Bring them back first"):
        interactions.log_thanks(session, ana.user_id, ana.id, settles=line.id)


def test_no_mail_is_put_on_somebody_deleted(session: Session, ana: Contact) -> None:
    bob = person(session, ana.user_id, "Bob")
    line = mail(session, bob, received(1, 1))
    contacts.delete(session, ana.user_id, ana.id)
    with pytest.raises(Refused, match="Bring them back first"):
        interactions.move(session, ana.user_id, line.id, ana.id)
    with pytest.raises(Refused, match="Bring them back first"):
        interactions.put_on(session, session.get_one(Message, line.message_row), ana.id)


def test_a_letter_to_somebody_deleted_goes_nowhere(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    words = Words(body="Dear Ana")
    letter, _ = letters.write(session, ana.user_id, ana.id, "0123456789abcdef0123", APPROACH, words, DAY)
    contacts.delete(session, ana.user_id, ana.id)
    for act in (
        lambda: letters.want(session, ana.user_id, letter.id, ""),
        lambda: letters.sent_by_hand(session, ana.user_id, letter.id),
    ):
        with pytest.raises(Refused, match="Bring them back first"):
            act()

"""What the user says about mail: a row each, taken back with the act, told with what followed, never read over."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import (
    PERHAPS,
    SQLITE_ALONE,
    SURE,
    arrive,
    exchange,
    line,
    mail,
    on,
    person,
    questions,
    received,
    sent,
)
from webapp.domain.evidence import Phase
from webapp.models import AskKind, Contact, ContactAddress, Corrected, Correction, Message, TriageItem
from webapp.services import asks, explanations, interactions, senders, settlements, timeline, triage
from webapp.services.asks import AskCard
from webapp.services.errors import Refused

pytestmark = SQLITE_ALONE


def said(session: Session) -> list[tuple[str, str, str, bool]]:
    """The corrections in order: what, was, said, and whether it holds."""
    rows = session.scalars(select(Correction).order_by(Correction.at, Correction.id)).all()
    return sorted((row.what.value, row.was, row.said, row.taken_back_at is None) for row in rows)


def test_taking_a_line_back_is_a_correction_until_it_is_redone(session: Session, ana: Contact) -> None:
    _, reply = exchange(session, ana)
    interactions.undo(session, ana.user_id, reply.id)
    interactions.undo(session, ana.user_id, reply.id)
    assert said(session) == [("undone", "logged", "taken back", True)]
    assert session.scalars(select(Correction)).one().effect == "The phase is Initiate now; it was Obtain."
    interactions.redo(session, ana.user_id, reply.id)
    assert said(session) == [("undone", "logged", "taken back", False)]


@pytest.mark.parametrize(("findings", "was"), [([], "no"), ([PERHAPS], "perhaps"), ([SURE], "yes")])
@pytest.mark.parametrize("word", [True, False])
def test_a_word_about_a_thank_you_is_kept_with_what_was_read(
    session: Session, ana: Contact, findings: list[Any], was: str, word: bool
) -> None:
    thanks = mail(session, ana, sent(1, 1, findings=findings))
    interactions.thanks(session, ana.user_id, thanks.id, word)
    new = "yes" if word else "no"
    assert said(session) == ([] if new == was else [("thank_you", was, new, True)])
    interactions.thanks(session, ana.user_id, thanks.id, not word)
    assert all(one[2] != new or not one[3] for one in said(session))
    assert {one[1] for one in said(session)} <= {was}


def test_a_word_about_an_answer_is_kept(session: Session, ana: Contact) -> None:
    ask = asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=on(0.5)))
    _, reply = exchange(session, ana)
    interactions.answers(session, ana.user_id, reply.id, "")
    assert said(session) == [("answer", "answer", "no answer", True)]
    assert session.scalars(select(Correction)).one().effect == "An ask waits again."
    interactions.answers(session, ana.user_id, reply.id, ask.id)
    assert said(session) == [("answer", "answer", "no answer", False)]


def test_an_acceptance_is_kept_alone_or_together_and_taken_back(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    strays = [mail(session, ana, received(number, number)) for number in (2, 3)]
    interactions.accept(session, ana.user_id, strays[0].id)
    interactions.unaccept(session, ana.user_id, strays[0].id)
    items = session.scalars(select(TriageItem.id).where(TriageItem.settled_at.is_(None))).all()
    mark = settlements.accept_together(session, ana.user_id, ana.id, items)
    accepted = ("accepted", "grade C", "theirs")
    assert said(session) == sorted([(*accepted, False), (*accepted, True), (*accepted, True)])
    settlements.reopen_together(session, ana.user_id, ana.id, mark)
    assert said(session) == [(*accepted, False)] * 3


def test_a_move_is_one_correction_and_moving_back_takes_it_back(session: Session, ana: Contact) -> None:
    ben = person(session, ana.user_id, "Ben")
    _, reply = exchange(session, ana)
    there = interactions.move(session, ana.user_id, reply.id, ben.id)
    assert said(session) == [("moved", "logged", ben.id, True)]
    interactions.move(session, ana.user_id, there.id, ana.id)
    assert [row for row in said(session) if row[3]] == [("moved", "logged", ana.id, True)]


@pytest.mark.parametrize("answer", ["accept", "another", "not this", "never log"])
def test_each_answer_in_triage_is_kept_and_taken_back_with_it(session: Session, ana: Contact, answer: str) -> None:
    mail(session, ana, sent(1, 0))
    address = "ana@else.example"
    arrive(session, ana.user_id, received(2, 1, refs=(1,), from_address=address, stranger=address))
    item = session.scalars(select(TriageItem)).one()
    match answer:
        case "accept":
            triage.accept(session, ana.user_id, item.id, ana.id)
        case "another":
            triage.another(session, ana.user_id, item.id, ana.id, always=True)
        case "not this":
            triage.not_this(session, ana.user_id, item.id)
        case "never log":
            triage.never_log(session, ana.user_id, item.id)
    words = {"accept": ["accepted"], "another": ["learned"], "not this": ["refused"], "never log": ["never"] * 2}
    assert [row[2] for row in said(session)] == words[answer]
    settlements.reopen(session, ana.user_id, item.id)
    assert [row for row in said(session) if row[3]] == []


def test_what_was_noted_by_hand_is_no_mail_to_correct(session: Session, ana: Contact) -> None:
    meeting = interactions.log_meeting(session, ana.user_id, ana.id, at=on(1), summary="Coffee")
    interactions.undo(session, ana.user_id, meeting.id)
    assert said(session) == []


def test_signs_hold_no_word_of_the_mail(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    canary = replace(
        received(2, 1, refs=(1,)), subject="Canary", text="canary", new_text="Thanks canary, and what do you think?",
        findings=[SURE | {"reason": "“Canary” thanks"}], header="X-Mailer: canary\nList-Id: <canary>\nTo: canary@x",
        match_reasons=["From canary@people.example, an address of this contact", "Answers a mail that you sent"],
        attachments=["canary.pdf"], from_name="Canary",
    )  # fmt: skip
    interactions.undo(session, ana.user_id, mail(session, ana, canary).id)
    row = session.scalars(select(Correction)).one()
    assert "canary" not in json.dumps([row.signs, row.was, row.said, row.effect]).lower()
    assert "people.example" not in json.dumps(row.signs)
    assert row.signs["labels"] == {"thank_you": True}
    assert row.signs["rules"] == ["address", "answers_sent"]
    assert row.signs["headers"] == ["list-id", "x-mailer"]
    assert (row.signs["in_reply_to"], row.signs["words"], row.signs["language"]) == (True, 7, "en")
    assert (row.signs["grade"], row.signs["role"], row.signs["direction"]) == ("B", "counterpart", "in")


def test_no_copy_that_is_read_later_overwrites_a_word_of_the_user(session: Session, ana: Contact) -> None:
    interactions.log_meeting(session, ana.user_id, ana.id, at=on(0), summary="Coffee")
    read_as = sent(1, 1, findings=[SURE])
    thanks = mail(session, ana, read_as)
    interactions.thanks(session, ana.user_id, thanks.id, False)
    stray = mail(session, ana, received(2, 2))
    interactions.accept(session, ana.user_id, stray.id)
    gone = mail(session, ana, received(3, 3))
    interactions.undo(session, ana.user_id, gone.id)
    for later in (
        replace(read_as, received_at=on(9)),  # another folder holds it too
        replace(read_as, received_at=on(0.5), findings=[SURE, PERHAPS], thanks_for=["meeting"]),  # an earlier copy
        replace(received(2, 2), automatic=True),  # a mailing list hands it out as well
        replace(received(2, 2), received_at=on(1), findings=[SURE]),  # read again by rules that find more
        replace(received(3, 3), received_at=on(1)),
    ):
        mail(session, ana, later)
    assert (thanks.is_thanks, stray.accepted_at is not None, gone.undone_at is not None) == (False, True, True)
    assert len([row for row in said(session) if row[3]]) == 3
    owed = explanations.accounts(session, ana, timeline.relationship(session, ana).timeline)
    assert "It settled the thank-you for Coffee." not in owed[thanks.id].changed


def test_a_moved_mail_offers_to_learn_its_sender_and_forgets_it_again(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    address = "ben@else.example"
    arrive(session, ana.user_id, received(2, 1, refs=(1,), from_address=address, stranger=address))
    ben = person(session, ana.user_id, "Ben")
    item = session.scalars(select(TriageItem)).one()
    triage.another(session, ana.user_id, item.id, ben.id)
    there = line(session, session.get_one(Message, item.message_row), ben)
    senders.learn(session, ana.user_id, there.id)
    known = select(ContactAddress.contact_id).where(ContactAddress.address == address)
    assert session.scalars(known).one() == ben.id
    assert ("learned", "unknown address", "always", True) in said(session)
    senders.forget(session, ana.user_id, there.id)
    assert session.scalars(known).all() == []
    assert ("learned", "unknown address", "always", False) in said(session)


def test_an_address_that_is_somebody_elses_is_not_learned(session: Session, ana: Contact) -> None:
    ben = person(session, ana.user_id, "Ben")
    _, reply = exchange(session, ana)
    moved = interactions.move(session, ana.user_id, reply.id, ben.id)
    with pytest.raises(Refused, match=r"ana@people\.example is Ana’s"):
        senders.learn(session, ana.user_id, moved.id)


def test_each_mail_tells_what_came_of_it(session: Session, ana: Contact) -> None:
    asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=on(0.5)))
    first, reply = exchange(session, ana)
    ben = person(session, ana.user_id, "Ben")
    stray = mail(session, ana, received(3, 2))
    interactions.move(session, ana.user_id, stray.id, ben.id)
    told = explanations.accounts(session, ana, timeline.relationship(session, ana).timeline)
    assert told[first.id].changed == ["It changed no phase, answered no ask and settled nothing."]
    assert "It took the phase from Initiate to Obtain. You wrote to each other." in told[reply.id].changed
    assert "It answers the ask “How?”." in told[reply.id].changed
    assert told[stray.id].moved_to == (ben.id, "Ben")
    assert [one.what for one in told[stray.id].corrections] == [Corrected.MOVED]
    assert (ana.phase, questions(session, ana.user_id)) == (Phase.OBTAIN, [])

"""What was handed over is logged once, as the user's word, and its note is obeyed."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, arrive, exchange, mail, on, person, questions, received, sent
from webapp.domain.evidence import AskState
from webapp.models import Ask, Contact, Duty, FollowUp, Interaction, InteractionKind, Message, User, Via
from webapp.services import audit, handed_over, interactions, merges
from webapp.services.handed_over import Handing
from webapp.services.messages import Arrival

pytestmark = SQLITE_ALONE

DAY_1 = on(1)
TEXT = "Happy to meet you on Thursday at ten o'clock."


def hand(
    session: Session, user_id: str, by: str = "outer", *, note: str = "", held: str = "", unsure: str = "",
    what: str = "forward", moment: datetime | None = DAY_1, **more: Any,
) -> Message:  # fmt: skip
    """Let a forward of Ana's mail of day 1 arrive on day 5."""
    values: dict[str, Any] = {
        "key": "inner", "direction": "in", "from_address": "ana@people.example", "from_name": "Ana",
        "subject": "Coffee", "text": TEXT, "new_text": TEXT, "via": Via.FORWARD,
    }  # fmt: skip
    arrival = Arrival(received_at=on(5), **(values | more))
    message, _ = handed_over.arrive(session, user_id, arrival, Handing(by, on(5), what, note, moment, held, unsure))
    session.flush()
    return message


def by_itself(day: float, **more: Any) -> Arrival:
    """Ana's mail as it comes from her."""
    values: dict[str, Any] = {"subject": "Coffee", "text": TEXT} | more
    return replace(received(2, day), **values)


def lines(session: Session, contact: Contact) -> list[Interaction]:
    holding = (Interaction.contact_id == contact.id, Interaction.undone_at.is_(None))
    return list(session.scalars(select(Interaction).where(*holding).order_by(Interaction.at)))


def test_a_forward_stands_at_its_own_date_and_counts(session: Session, alice: str, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    hand(session, alice, counterparts=[ana.id])
    line = lines(session, ana)[-1]
    assert (line.at, line.direction) == (on(1), "in")
    assert line.accepted_at is not None
    assert ana.phase.value == "obtain"


def test_a_time_without_a_zone_is_read_where_the_user_lives(session: Session, alice: str, ana: Contact) -> None:
    session.get_one(User, alice).timezone = "America/New_York"
    message = hand(session, alice, counterparts=[ana.id], moment=on(1).replace(tzinfo=None))
    assert message.at == on(1) + timedelta(hours=5)
    assert message.handed_over[0]["dated"] == "written"


def test_a_date_that_cannot_be_read_is_the_day_of_the_forward(session: Session, alice: str, ana: Contact) -> None:
    message = hand(session, alice, counterparts=[ana.id], moment=None)
    assert (message.at, message.handed_over[0]["dated"]) == (on(5), "")


def test_the_note_makes_an_ask_at_the_time_of_the_mail(session: Session, alice: str, ana: Contact) -> None:
    note = "ask: your advice?; remind in 2 days to call"
    to_ana = {"direction": "out", "from_address": "alice@example.org", "to": ["ana@people.example"]}
    hand(session, alice, note=note, counterparts=[ana.id], **to_ana)
    ask = session.scalars(select(Ask)).one()
    assert (ask.kind.value, ask.made_at, ask.state) == ("advice", on(1), AskState.MADE)
    follow_up = session.scalars(select(FollowUp)).one()
    assert (follow_up.due_on, follow_up.text) == (on(7).date(), "call")


def test_thanks_above_a_sent_mail_settles_what_is_owed(session: Session, alice: str, ana: Contact) -> None:
    exchange(session, ana)
    meeting = interactions.log_meeting(session, alice, ana.id, at=on(2), summary="Coffee")
    to_ana = {"direction": "out", "from_address": "alice@example.org", "to": ["ana@people.example"]}
    hand(session, alice, note="thanks", counterparts=[ana.id], moment=on(3), **to_ana)
    assert meeting.id in {duty.subject for duty in settled(session, ana)}


def settled(session: Session, contact: Contact) -> list[Any]:
    holding = (Duty.contact_id == contact.id, Duty.superseded_at.is_(None), Duty.settled_at.is_not(None))
    return list(session.scalars(select(Duty).where(*holding)))


@pytest.mark.parametrize("owed", [0, 1, 2])
def test_a_note_of_thanks_settles_the_only_thing_that_is_owed(session: Session, alice: str, owed: int) -> None:
    kim = person(session, alice, "Kim Lee", "kim@people.example")
    for day in range(owed):
        interactions.log_meeting(session, alice, kim.id, at=on(day), summary="Coffee")
    words = "with Kim Lee; thanks"
    message = hand(session, alice, what="note", note=words, direction="", text=words, moment=on(3))
    assert len(settled(session, kim)) == (owed == 1)
    assert bool(message.handed_over[0]["problems"]) == (owed != 1)
    line = next(one for one in lines(session, kim) if one.message_row)
    assert line.kind is InteractionKind.NOTE


def test_a_note_moves_nothing(session: Session, alice: str) -> None:
    kim = person(session, alice, "Kim Lee", "kim@people.example")
    hand(session, alice, what="note", note="with Kim Lee; met at the fair", direction="", moment=on(3))
    assert lines(session, kim)
    assert (kim.last_at, kim.phase.value) == (None, "initiate")


def test_of_several_people_nothing_is_asked_by_a_note(session: Session, alice: str, ana: Contact) -> None:
    ben = person(session, alice, "Ben")
    to_both = {"direction": "out", "from_address": "alice@example.org", "counterparts": [ana.id, ben.id]}
    message = hand(session, alice, note="remind tomorrow", **to_both)
    assert "several people" in message.handed_over[0]["problems"][0]
    assert session.scalars(select(FollowUp)).all() == []
    assert len(lines(session, ana)) == len(lines(session, ben)) == 1


def test_the_same_forward_is_obeyed_once(session: Session, alice: str, ana: Contact) -> None:
    for _ in range(3):
        message = hand(session, alice, note="remind tomorrow", counterparts=[ana.id])
    assert len(session.scalars(select(FollowUp)).all()) == len(message.handed_over) == 1


def test_another_forward_of_the_same_mail_adds_its_note_alone(session: Session, alice: str, ana: Contact) -> None:
    hand(session, alice, "one", note="kind", counterparts=[ana.id])
    message = hand(session, alice, "two", note="remind tomorrow", counterparts=[ana.id], key="inner again")
    assert message.note == "kind\n\nremind tomorrow"
    assert len(lines(session, ana)) == len(session.scalars(select(Message)).all()) == 1


@pytest.mark.parametrize(
    ("direct", "same"),
    [
        ({}, True),
        ({"subject": "Re: Coffee"}, True),
        ({"text": TEXT.replace(" ", "\n "), "new_text": ""}, True),
        ({"text": "Something else altogether, at length."}, False),
        ({"subject": "Tea"}, False),
        ({"from_address": "ben@people.example"}, False),
        ({"date": on(1) - timedelta(minutes=2)}, False),
    ],
)
def test_a_mail_that_is_logged_is_known_in_a_forward(
    session: Session, alice: str, ana: Contact, direct: dict[str, Any], same: bool
) -> None:
    mail(session, ana, by_itself(1, **direct))
    hand(session, alice, counterparts=[ana.id])
    assert (len(session.scalars(select(Message)).all()) == 1) == same


@pytest.mark.parametrize(("hours", "same"), [(0, True), (-5, True), (5.75, True), (0.1, False), (30, False)])
def test_a_time_without_a_zone_may_be_another_s(
    session: Session, alice: str, ana: Contact, hours: float, same: bool
) -> None:
    mail(session, ana, by_itself(2))
    there = (on(2) + timedelta(hours=hours)).replace(tzinfo=None)
    hand(session, alice, counterparts=[ana.id], moment=there)
    assert (len(session.scalars(select(Message)).all()) == 1) == same


def test_what_waits_is_never_taken_for_another_copy(session: Session, alice: str, ana: Contact) -> None:
    forged = hand(session, alice, held="Nobody confirms it.", counterparts=[ana.id], message_id="<2>")
    real = mail(session, ana, by_itself(1))
    assert real.message_row != forged.id
    assert [line.message_row for line in lines(session, ana)] == [real.message_row]


def test_what_waits_is_approved_by_a_copy_that_is_the_user_s(session: Session, alice: str, ana: Contact) -> None:
    hand(session, alice, held="Nobody confirms it.", counterparts=[ana.id], note="remind tomorrow")
    assert questions(session, alice)[0][0] == "held"
    hand(session, alice, counterparts=[ana.id], note="remind tomorrow")
    assert questions(session, alice) == []
    assert len(lines(session, ana)) == len(session.scalars(select(FollowUp)).all()) == 1


def test_who_plants_a_note_on_a_known_mail_is_not_obeyed_with_the_user_s(
    session: Session, alice: str, ana: Contact
) -> None:
    hand(
        session,
        alice,
        "forged",
        held="Nobody confirms it.",
        counterparts=[ana.id],
        note="remind tomorrow to pay Mallory",
    )
    hand(session, alice, "mine", counterparts=[ana.id], note="kind words")
    assert session.scalars(select(FollowUp)).all() == []
    assert [kind for kind, _ in questions(session, alice)] == ["held"]


def test_the_audit_finds_a_held_mail_that_counts(session: Session, alice: str, ana: Contact) -> None:
    message = hand(session, alice, held="Nobody confirms it.", counterparts=[ana.id])
    assert [one["check"] for one in audit.audit(session)] == []
    interactions.put_on(session, message, ana.id)
    assert "held" in [one["check"] for one in audit.audit(session)]


def test_a_person_who_is_chosen_has_the_mail_already(session: Session, alice: str, ana: Contact) -> None:
    mail(session, ana, by_itself(1))
    message = hand(session, alice, from_address="", unsure="It names no address.", note="kind")
    assert len(session.scalars(select(Message)).all()) == 2
    handed_over.settle(session, message, ana.id)
    kept = session.scalars(select(Message)).one()
    assert (kept.message_id, kept.note) == ("<2>", "kind")
    assert len(lines(session, ana)) == 1


def test_a_contact_who_is_gone_when_it_is_approved_is_asked_about(session: Session, alice: str, ana: Contact) -> None:
    message = hand(session, alice, held="Nobody confirms it.", counterparts=[ana.id])
    ana.deleted_at = on(6)
    session.flush()
    handed_over.approve(session, message)
    assert [kind for kind, _ in questions(session, alice)] == ["forward"]


def test_who_was_merged_while_a_mail_waited_has_it_under_the_name_that_is_kept(
    session: Session, alice: str, ana: Contact
) -> None:
    ben = person(session, alice, "Ben")
    message = hand(session, alice, held="Nobody confirms it.", counterparts=[ana.id], copied=[ben.id])
    merges.merge(session, alice, ben.id, ana.id, {})
    handed_over.approve(session, message)
    assert questions(session, alice) == []
    (line,) = lines(session, ben)
    assert (line.copied, line.accepted_at is not None) == (False, True)


def test_whoever_got_a_copy_has_a_line_that_moves_nothing(session: Session, alice: str, ana: Contact) -> None:
    ben = person(session, alice, "Ben")
    hand(session, alice, counterparts=[ana.id], copied=[ben.id])
    assert [(line.copied, line.accepted_at) for line in lines(session, ben)] == [(True, None)]


def test_a_mail_of_the_user_s_in_the_folder_counts(session: Session, alice: str, ana: Contact) -> None:
    message = arrive(session, alice, sent(1, 0))
    assert lines(session, ana) == []
    hand(session, alice, what="folder", key=message.key, direction="out", counterparts=[ana.id], via=Via.FOLDER)
    assert [line.grade for line in lines(session, ana)] == ["own"]

"""Interviews, gives and follow-ups."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, SURE, mail, on, received, sent
from webapp.domain.evidence import Phase
from webapp.models import Contact, Duty, DutyKind, Interaction, Interview, InterviewState, Way, utcnow
from webapp.services import gives, interactions
from webapp.services.audit import audit
from webapp.services.errors import Refused
from webapp.services.gives import InterviewCard

pytestmark = SQLITE_ALONE

CARD = InterviewCard("To learn about data", on(1), minutes=30)
LATER = InterviewCard("To learn about data", on(5), minutes=30)


def to_plan(session: Session, contact: Contact) -> list[str]:
    where = (Duty.contact_id == contact.id, Duty.kind == DutyKind.PLAN, Duty.superseded_at.is_(None))
    return list(session.scalars(select(Duty.subject).where(*where)))


def owed(session: Session, contact: Contact) -> list[Duty]:
    where = (Duty.contact_id == contact.id, Duty.kind == DutyKind.THANKS, Duty.superseded_at.is_(None))
    return list(session.scalars(select(Duty).where(*where)))


def held(session: Session, contact: Contact) -> Interview:
    interview = gives.plan_interview(session, contact.user_id, contact.id, CARD)
    return gives.took_place(session, contact.user_id, interview.id)


def test_a_planned_interview_owes_nothing(session: Session, ana: Contact) -> None:
    gives.plan_interview(session, ana.user_id, ana.id, CARD)
    assert owed(session, ana) == []
    assert ana.phase is Phase.INITIATE


def test_an_interview_that_is_planned_takes_up_the_agreement_and_one_that_is_moved_too(
    session: Session, ana: Contact
) -> None:
    mail(session, ana, sent(1, 0))
    line = mail(session, ana, received(2, 1, refs=(1,)))
    interactions.agrees(session, ana.user_id, line.id, True)
    assert to_plan(session, ana) == [line.id]
    before = gives.plan_interview(session, ana.user_id, ana.id, InterviewCard("To learn", on(0.5)))
    assert to_plan(session, ana) == [line.id]
    gives.change_interview(session, ana.user_id, before.id, LATER)
    assert (to_plan(session, ana), list(audit(session))) == ([], [])
    gives.change_interview(session, ana.user_id, before.id, InterviewCard("To learn", on(0.5)))
    assert to_plan(session, ana) == [line.id]
    gives.plan_interview(session, ana.user_id, ana.id, LATER)
    assert (to_plan(session, ana), list(audit(session))) == ([], [])


def test_an_interview_that_took_place_owes_a_thank_you_from_its_end(session: Session, ana: Contact) -> None:
    interview = held(session, ana)
    end = on(1) + timedelta(minutes=30)
    assert [(duty.at, duty.due_at, duty.settled_at) for duty in owed(session, ana)] == [
        (end, end + timedelta(days=1), None)
    ]
    assert (interview.state, ana.phase) == (InterviewState.HELD, Phase.OBTAIN)


def test_confirming_it_twice_makes_one_meeting(session: Session, ana: Contact) -> None:
    interview = held(session, ana)
    gives.took_place(session, ana.user_id, interview.id)
    assert len(session.scalars(select(Interaction)).all()) == 1


def test_an_interview_recorded_after_its_thank_you_is_born_settled(session: Session, ana: Contact) -> None:
    thanks = mail(session, ana, sent(1, 2, findings=[SURE], thanks_for=["meeting"]))
    held(session, ana)
    assert [(duty.settled_by, duty.settled_at) for duty in owed(session, ana)] == [(f"{thanks.id}:thanks", on(2))]


def test_an_interview_that_is_recorded_as_held_is_held_at_once(session: Session, ana: Contact) -> None:
    interview = gives.plan_interview(session, ana.user_id, ana.id, InterviewCard("To learn", on(1), held=True))
    assert interview.state is InterviewState.HELD
    assert len(owed(session, ana)) == 1


def test_cancelling_takes_back_what_followed_from_it(session: Session, ana: Contact) -> None:
    interview = held(session, ana)
    gives.cancel_interview(session, ana.user_id, interview.id)
    assert (owed(session, ana), ana.phase, interview.state) == ([], Phase.INITIATE, InterviewState.CANCELLED)


def test_a_held_interview_that_is_moved_moves_its_meeting_and_its_duty(session: Session, ana: Contact) -> None:
    interview = held(session, ana)
    gives.change_interview(session, ana.user_id, interview.id, InterviewCard("Something else", on(2), minutes=60))
    line = session.scalars(select(Interaction)).one()
    end = on(2) + timedelta(hours=1)
    assert (line.at, line.summary, [duty.at for duty in owed(session, ana)]) == (end, "Something else", [end])


@pytest.mark.parametrize(
    ("field", "card"),
    [
        ("purpose", InterviewCard(" \x00", on(1))),
        ("minutes", InterviewCard("x", on(1), minutes=4)),
        ("minutes", InterviewCard("x", on(1), minutes=1501)),
        ("minutes", InterviewCard("x", on(1), minutes=10**22)),
        ("minutes", InterviewCard("x", on(1), minutes=-(10**22))),
        ("starts_at", InterviewCard("x", on(1).replace(year=1815))),
        ("starts_at", InterviewCard("x", utcnow() + timedelta(days=3), held=True)),
    ],
)
def test_an_interview_that_cannot_be_is_refused(
    session: Session, ana: Contact, field: str, card: InterviewCard
) -> None:
    with pytest.raises(Refused) as refusal:
        gives.plan_interview(session, ana.user_id, ana.id, card)
    assert refusal.value.field == field


def test_what_is_still_to_come_cannot_have_taken_place(session: Session, ana: Contact) -> None:
    later = InterviewCard("To learn", utcnow() + timedelta(days=3))
    interview = gives.plan_interview(session, ana.user_id, ana.id, later)
    with pytest.raises(Refused):
        gives.took_place(session, ana.user_id, interview.id)


def test_a_give_is_noted_cleaned_deleted_and_restored(session: Session, ana: Contact) -> None:
    give = gives.given(session, ana.user_id, ana.id, way=Way.SHARE, text=" News\x00 ", at=on(1))
    session.flush()
    assert (give.text, give.at) == ("News", on(1))
    gives.delete(session, ana.user_id, give)
    assert give.deleted_at is not None
    gives.restore(session, ana.user_id, give)
    assert give.deleted_at is None
    with pytest.raises(Refused):
        gives.given(session, ana.user_id, ana.id, way=Way.SHARE, text=" \x00 ")


def test_a_follow_up_is_done_and_taken_back(session: Session, ana: Contact) -> None:
    row = gives.follow_up(session, ana.user_id, ana.id, due_on=on(3).date(), text="")
    assert row.text == "Come back to Ana"
    assert gives.followed_up(session, ana.user_id, row.id).done_at is not None
    assert gives.followed_up(session, ana.user_id, row.id, done=False).done_at is None

"""Invitations become interviews, and move and end with them; nobody else's mail touches them."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, mail, on, person, received, sent
from tests.services.say import ALICE, ANA, BOB, event, inviting, owed, waiting
from webapp.models import Contact, DutyKind, Interaction, Interview, InterviewState, QuickNote, TriageKind, utcnow
from webapp.services import agendas, deleted, gives, interactions, interviews, quick_notes, settlements, triage
from webapp.services.gives import InterviewCard
from webapp.services.relationships import rederive

pytestmark = SQLITE_ALONE

SAID = ("Coffee", "Café Gold")


@pytest.fixture(autouse=True)
def begun(session: Session, ana: Contact) -> None:
    """Ana is known since the story began, and was written to, so that what answers is verified."""
    ana.created_at = on(0)
    mail(session, ana, sent(1, 0))


def invite(session: Session, contact: Contact, number: int = 2, day: float = 1, **more: Any) -> Interaction:
    """A verified mail of the contact with one event."""
    return mail(session, contact, received(number, day, refs=(1,), **inviting(event(stamp=day, **more))))


def planned(session: Session) -> list[Interview]:
    return list(session.scalars(select(Interview).where(Interview.deleted_at.is_(None)).order_by(Interview.starts_at)))


def only(session: Session) -> Interview:
    (row,) = planned(session)
    return row


def test_an_invitation_becomes_the_interview(session: Session, ana: Contact) -> None:
    line = invite(session, ana)
    row = only(session)
    assert (row.contact_id, row.state, row.purpose, row.place) == (
        ana.id,
        InterviewState.PLANNED,
        "Coffee",
        "Café Gold",
    )
    assert (row.starts_at, row.calendar_uid, row.message_row) == (on(9), "uid-1", line.message_row)
    assert waiting(session, TriageKind.INVITATION) == []
    assert rederive(session, ana.user_id, ana.id) == []


def test_an_invitation_of_the_users_own_becomes_the_interview_too(session: Session, ana: Contact) -> None:
    mine = event(organizer=ALICE, attendees=((ANA, "NEEDS-ACTION"),))
    mail(session, ana, sent(2, 1, **inviting(mine)))
    assert only(session).starts_at == on(9)


def test_an_update_moves_it_and_says_from_when(session: Session, ana: Contact) -> None:
    invite(session, ana)
    invite(session, ana, 3, 2, sequence=1, **{"place": "Bar Blue"})
    row = only(session)
    assert (row.starts_at, row.moved_from) == (on(9), None)
    mail(session, ana, received(4, 3, refs=(1,), **inviting(event(day=10, sequence=2, stamp=3))))
    assert (row.starts_at, row.moved_from, row.place) == (on(10), on(9), "Café Gold")


def test_what_the_user_wrote_on_it_survives_an_update(session: Session, ana: Contact) -> None:
    invite(session, ana)
    row = only(session)
    gives.change_interview(
        session,
        ana.user_id,
        row.id,
        InterviewCard("To learn of her change", row.starts_at, 30, "Her office", "Ask Bob"),
    )
    mail(session, ana, received(3, 2, refs=(1,), **inviting(event(day=10, sequence=1, stamp=2, summary="Tea"))))
    assert (row.purpose, row.place, row.notes) == ("To learn of her change", "Her office", "Ask Bob")
    assert (row.starts_at, row.moved_from) == (on(10), on(9))


def test_what_was_prepared_and_noted_for_it_survives_an_update_and_a_cancellation(
    session: Session, ana: Contact
) -> None:
    invite(session, ana)
    row = only(session)
    agendas.propose(session, ana.user_id, row.id, 20)
    quick_notes.noted(session, ana.user_id, row.id, key="made-here-1", text="Ask Bob")
    before = [item.text for item in agendas.of(session, row)]
    mail(session, ana, received(3, 2, refs=(1,), **inviting(event(day=10, sequence=1, stamp=2))))
    mail(session, ana, received(4, 3, refs=(1,), **inviting(event(day=10, sequence=2, stamp=3, method="CANCEL"))))
    assert (only(session), row.state) == (row, InterviewState.CANCELLED)
    assert [item.text for item in agendas.of(session, row)] == before
    assert [note.text for note in quick_notes.of(session, row)] == ["Ask Bob"]


def test_one_that_was_prepared_stays_planned_when_its_invitation_is_undone(session: Session, ana: Contact) -> None:
    line = invite(session, ana)
    row = only(session)
    agendas.propose(session, ana.user_id, row.id, 20)
    interactions.undo(session, ana.user_id, line.id)
    assert (only(session), row.state, row.calendar_uid) == (row, InterviewState.PLANNED, "")
    interactions.redo(session, ana.user_id, line.id)
    assert (only(session), row.calendar_uid) == (row, "uid-1")


_VERSIONS = [
    received(2, 1, refs=(1,), **inviting(event(stamp=1))),
    received(3, 2, refs=(1,), **inviting(event(day=10, sequence=1, stamp=2, summary="Tea"))),
    received(4, 3, refs=(1,), **inviting(event(day=11, sequence=2, stamp=3, place="Bar Blue"))),
]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_versions_that_come_in_any_order_and_twice_leave_the_same_interview(
    session: Session, ana: Contact, order: tuple[int, ...]
) -> None:
    for one in (*order, *order):
        mail(session, ana, _VERSIONS[one])
    row = only(session)
    assert (row.starts_at, row.moved_from, row.purpose, row.place) == (on(11), on(10), "Coffee", "Bar Blue")
    assert (row.calendar_sequence, row.calendar_stamp) == (2, on(3))


def test_a_cancellation_cancels_it_and_its_undo_plans_it_again(session: Session, ana: Contact) -> None:
    invite(session, ana)
    line = invite(session, ana, 3, 2, method="CANCEL", sequence=1)
    assert only(session).state is InterviewState.CANCELLED
    interactions.undo(session, ana.user_id, line.id)
    assert only(session).state is InterviewState.PLANNED


def test_their_decline_of_the_users_invitation_cancels_it(session: Session, ana: Contact) -> None:
    mine = event(organizer=ALICE, attendees=((ANA, "NEEDS-ACTION"),))
    mail(session, ana, sent(2, 1, **inviting(mine)))
    reply = event("REPLY", organizer=ALICE, attendees=((ANA, "DECLINED"),), stamp=2)
    mail(session, ana, received(3, 2, refs=(2,), **inviting(reply)))
    assert only(session).state is InterviewState.CANCELLED


def test_their_acceptance_leaves_it_planned_and_nothing_to_plan(session: Session, ana: Contact) -> None:
    mine = event(organizer=ALICE, attendees=((ANA, "NEEDS-ACTION"),))
    mail(session, ana, sent(2, 1, **inviting(mine)))
    reply = event("REPLY", organizer=ALICE, attendees=((ANA, "ACCEPTED"),), stamp=2)
    mail(session, ana, received(3, 2, refs=(2,), **inviting(reply)))
    assert (only(session).state, owed(session, DutyKind.PLAN)) == (InterviewState.PLANNED, [])


def test_the_users_own_decline_cancels_it(session: Session, ana: Contact) -> None:
    invite(session, ana)
    reply = event("REPLY", attendees=((ALICE, "DECLINED"),), stamp=2)
    mail(session, ana, sent(3, 2, **inviting(reply)))
    assert only(session).state is InterviewState.CANCELLED


def test_one_that_took_place_is_changed_by_no_mail(session: Session, ana: Contact) -> None:
    invite(session, ana)
    row = only(session)
    row.starts_at, row.ends_at = on(2), on(2.02)
    gives.took_place(session, ana.user_id, row.id)
    invite(session, ana, 3, 3, method="CANCEL", sequence=1)
    assert (row.state, row.deleted_at) == (InterviewState.HELD, None)


def test_one_that_was_planned_by_hand_for_that_hour_is_the_same(session: Session, ana: Contact) -> None:
    card = InterviewCard("To learn of her change", on(9.02))
    row = gives.plan_interview(session, ana.user_id, ana.id, card)
    line = invite(session, ana)
    assert (only(session).id, row.purpose, row.starts_at) == (row.id, "To learn of her change", on(9))
    interactions.undo(session, ana.user_id, line.id)
    assert (only(session).id, row.calendar_uid) == (row.id, "")


def test_an_invitation_that_is_undone_takes_its_interview_with_it(session: Session, ana: Contact) -> None:
    line = invite(session, ana)
    interactions.undo(session, ana.user_id, line.id)
    assert planned(session) == []
    interactions.redo(session, ana.user_id, line.id)
    assert only(session).starts_at == on(9)


def test_one_that_the_user_deleted_comes_back_by_a_newer_invitation_alone(session: Session, ana: Contact) -> None:
    line = invite(session, ana)
    row = only(session)
    interviews.delete(session, ana.user_id, row.id)
    row.deleted_at = on(3)
    invite(session, ana, 3, 2, sequence=1)  # it was written before
    interactions.undo(session, ana.user_id, line.id)
    interactions.redo(session, ana.user_id, line.id)
    mail(session, ana, received(4, 4, refs=(1,), **inviting(event(sequence=2, stamp=4, method="CANCEL"))))
    assert (planned(session), rederive(session, ana.user_id, ana.id)) == ([], [])
    mail(session, ana, received(5, 5, refs=(1,), **inviting(event(day=10, sequence=3, stamp=5))))
    assert (only(session), row.starts_at) == (row, on(10))


def test_of_one_that_is_gone_for_good_nothing_is_left_but_that_it_is_not_wanted(session: Session, ana: Contact) -> None:
    invite(session, ana)
    row = only(session)
    row.notes, row.starts_at, row.ends_at = "Ask Bob", on(2), on(2.02)
    gives.took_place(session, ana.user_id, row.id)
    quick_notes.noted(session, ana.user_id, row.id, key="made-here-1", text="Ask Bob")
    interviews.delete(session, ana.user_id, row.id)
    in_a_while = utcnow() + timedelta(days=31)
    assert (deleted.purge(session, in_a_while), deleted.purge(session, in_a_while)) == (1, 0)
    assert (rederive(session, ana.user_id, ana.id), planned(session)) == ([], [])
    assert (row.purpose, row.place, row.notes, session.scalars(select(QuickNote)).all()) == ("", "", "", [])
    assert [one.summary for one in session.scalars(select(Interaction))] == ["", ""]  # the two mails


@pytest.mark.parametrize("first", ["the mail", "the interview"])
def test_one_that_is_brought_back_without_its_invitation_is_the_users_own(
    session: Session, ana: Contact, first: str
) -> None:
    line = invite(session, ana)
    row = only(session)
    if first == "the interview":
        interviews.delete(session, ana.user_id, row.id)
    interactions.undo(session, ana.user_id, line.id)
    interviews.restore(session, ana.user_id, row.id)
    assert (only(session), row.calendar_uid, rederive(session, ana.user_id, ana.id)) == (row, "", [])
    interactions.redo(session, ana.user_id, line.id)
    assert (only(session), row.calendar_uid) == (row, "uid-1")


_DOUBTFUL = [
    {"organizer": BOB},
    {"all_day": True},
    {"repeats": True},
    {"attendees": tuple((f"{name}@elsewhere.example", "ACCEPTED") for name in "abcdef")},
]


@pytest.mark.parametrize("more", _DOUBTFUL, ids=["another organizer", "all day", "repeats", "a crowd"])
def test_an_invitation_that_is_not_sure_is_asked_about(session: Session, ana: Contact, more: dict[str, Any]) -> None:
    invite(session, ana, **more)
    assert planned(session) == []
    (item,) = waiting(session, TriageKind.INVITATION)
    triage.accept(session, ana.user_id, item.id)
    assert only(session).purpose == "Coffee"
    settlements.reopen(session, ana.user_id, item.id)
    assert (planned(session), waiting(session, TriageKind.INVITATION)) == ([], [item])
    triage.not_this(session, ana.user_id, item.id)
    rederive(session, ana.user_id, ana.id)
    assert (planned(session), waiting(session, TriageKind.INVITATION)) == ([], [])


def test_of_several_contacts_it_is_asked_whose_it_is(session: Session, ana: Contact) -> None:
    person(session, ana.user_id, "Bob")
    invite(session, ana, attendees=((ALICE, "NEEDS-ACTION"), (BOB, "NEEDS-ACTION")))
    assert planned(session) == []
    assert [item.contact_id for item in waiting(session, TriageKind.INVITATION)] == [ana.id]


def test_an_unverified_invitation_is_one_question_whose_answer_says_whose_it_is(session: Session, ana: Contact) -> None:
    line = mail(session, ana, received(2, 1, **inviting(event())))
    assert planned(session) == waiting(session, TriageKind.UNVERIFIED) == []
    (item,) = waiting(session, TriageKind.INVITATION)
    triage.accept(session, ana.user_id, item.id)
    assert only(session).contact_id == ana.id
    assert (line.accepted_at is not None, waiting(session, TriageKind.UNVERIFIED)) == (True, [])
    settlements.reopen(session, ana.user_id, item.id)
    assert (planned(session), line.accepted_at) == ([], None)
    triage.not_this(session, ana.user_id, item.id)
    rederive(session, ana.user_id, ana.id)
    assert len(waiting(session, TriageKind.UNVERIFIED)) == 1


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "REPLY"])
def test_another_contacts_mail_with_the_same_uid_touches_nobody_elses_interview(
    session: Session, ana: Contact, method: str
) -> None:
    invite(session, ana)
    bob = person(session, ana.user_id, "Bob")
    bob.created_at = on(0)
    mail(session, bob, sent(5, 1))
    stolen = event(method, day=20, sequence=9, stamp=5, organizer=ANA, attendees=((BOB, "DECLINED"),))
    mail(session, bob, received(6, 2, refs=(5,), from_address=BOB, **inviting(stolen)))
    mine = event(method, day=20, sequence=9, stamp=5, organizer=BOB, attendees=((ALICE, "DECLINED"),))
    mail(session, bob, received(7, 3, refs=(5,), from_address=BOB, **inviting(mine)))
    hers = [row for row in planned(session) if row.contact_id == ana.id]
    assert [(row.starts_at, row.state, row.calendar_sequence) for row in hers] == [(on(9), InterviewState.PLANNED, 0)]


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_unverified_mail_with_the_same_uid_changes_nothing_without_asking(
    session: Session, ana: Contact, method: str
) -> None:
    invite(session, ana)
    mail(session, ana, received(3, 2, **inviting(event(method, day=20, sequence=9, stamp=5))))
    row = only(session)
    assert (row.starts_at, row.state) == (on(9), InterviewState.PLANNED)
    (item,) = waiting(session, TriageKind.INVITATION)
    triage.accept(session, ana.user_id, item.id)
    cancelled = method == "CANCEL"
    assert (row.state is InterviewState.CANCELLED, row.starts_at) == (cancelled, on(9) if cancelled else on(20))


@pytest.mark.parametrize(
    "one",
    [
        event("PUBLISH"), event("CANCEL"), event("REPLY", attendees=((ANA, "DECLINED"),)), event(uid=""),
        event("REPLY", attendees=((BOB, "DECLINED"),)), event(day=-40),
    ],
    ids=["published", "cancelled alone", "declined alone", "no uid", "another's answer", "long past"],
)  # fmt: skip
def test_what_invites_nobody_to_anything_makes_nothing(session: Session, ana: Contact, one: dict[str, Any]) -> None:
    mail(session, ana, received(2, 1, refs=(1,), **inviting(one)))
    assert planned(session) == waiting(session, TriageKind.INVITATION) == []


def test_somebody_elses_event_that_the_user_sends_on_is_no_interview(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(2, 1, **inviting(event(organizer=BOB))))
    assert planned(session) == waiting(session, TriageKind.INVITATION) == []


def test_an_event_without_a_title_is_a_meeting_with_them(session: Session, ana: Contact) -> None:
    invite(session, ana, summary="")
    assert only(session).purpose == "Meeting with Ana"

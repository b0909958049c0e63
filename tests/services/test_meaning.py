"""What follows from the meaning of mail: asks, declines, absences, bounces, agreements; each taken back again."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, arrive, mail, on, person, received, sent
from tests.services.say import ALICE, ANA, BOB, asking, away, bounced, event, found, inviting, owed, waiting
from webapp.domain.evidence import AskState, Phase
from webapp.models import Ask, AskKind, Contact, Duty, DutyKind, Interaction, TriageKind
from webapp.services import asks, interactions, settlements, triage
from webapp.services.asks import AskCard
from webapp.services.relationships import rederive

pytestmark = SQLITE_ALONE


@pytest.fixture(autouse=True)
def begun(ana: Contact) -> None:
    """Ana is known since the story began, so that its mails are news."""
    ana.created_at = on(0)


def only_ask(session: Session) -> Ask:
    return session.scalars(select(Ask).where(Ask.deleted_at.is_(None))).one()


def ask_in(session: Session, line: Interaction) -> Ask:
    card = AskCard(AskKind.MEETING, "20 minutes", interaction_id=line.id)
    return asks.make(session, line.user_id, line.contact_id, card)


# Asks seen in sent mail.


def test_an_ask_in_a_sent_mail_is_proposed_and_made_once_it_is_confirmed(session: Session, ana: Contact) -> None:
    line = mail(session, ana, sent(1, 0, **asking()))
    (item,) = waiting(session, TriageKind.PROPOSED_ASK)
    triage.accept(session, ana.user_id, item.id)
    ask = only_ask(session)
    assert (ask.kind, ask.text, ask.made_at) == (AskKind.MEETING, "Could we talk for 20 minutes?", on(0))
    assert (ask.interaction_id, ask.state) == (line.id, AskState.MADE)
    assert waiting(session, TriageKind.PROPOSED_ASK) == []
    settlements.reopen(session, ana.user_id, item.id)
    assert ask.deleted_at
    assert len(waiting(session, TriageKind.PROPOSED_ASK)) == 1


@pytest.mark.parametrize(("kind", "text"), [(AskKind.MEETING, "Anything"), (AskKind.ADVICE, "Twenty minutes to talk")])
def test_an_ask_that_was_drafted_is_made_by_the_mail_that_fits(
    session: Session, ana: Contact, kind: AskKind, text: str
) -> None:
    drafted = asks.make(session, ana.user_id, ana.id, AskCard(kind, text))
    line = mail(session, ana, sent(1, 0, **asking("Do you have twenty minutes to talk?")))
    (item,) = waiting(session, TriageKind.PROPOSED_ASK)
    assert item.candidates == [drafted.id]
    triage.accept(session, ana.user_id, item.id, drafted.id)
    assert (only_ask(session).id, drafted.interaction_id, drafted.state) == (drafted.id, line.id, AskState.MADE)
    settlements.reopen(session, ana.user_id, item.id)
    assert (drafted.deleted_at, drafted.made_at, drafted.state) == (None, None, AskState.DRAFTED)


def test_a_draft_of_something_else_does_not_fit(session: Session, ana: Contact) -> None:
    asks.make(session, ana.user_id, ana.id, AskCard(AskKind.FEEDBACK, "Read my résumé"))
    mail(session, ana, sent(1, 0, **asking()))
    assert waiting(session, TriageKind.PROPOSED_ASK)[0].candidates == []


def test_nothing_is_proposed_where_an_ask_stands(session: Session, ana: Contact) -> None:
    ask = ask_in(session, mail(session, ana, sent(1, 0, **asking())))
    assert waiting(session, TriageKind.PROPOSED_ASK) == []
    asks.delete(session, ana.user_id, ask)
    assert len(waiting(session, TriageKind.PROPOSED_ASK)) == 1


def test_a_refused_ask_is_never_proposed_again(session: Session, ana: Contact) -> None:
    line = mail(session, ana, sent(1, 0, **asking()))
    triage.not_this(session, ana.user_id, waiting(session, TriageKind.PROPOSED_ASK)[0].id)
    interactions.undo(session, ana.user_id, line.id)
    interactions.redo(session, ana.user_id, line.id)
    assert waiting(session, TriageKind.PROPOSED_ASK) == []


def test_a_follow_up_in_the_conversation_asks_nothing_new_but_what_is_asked_after_the_answer_does(
    session: Session, ana: Contact
) -> None:
    first = mail(session, ana, sent(1, 0, **asking()))
    mail(session, ana, sent(2, 3, refs=(1,), **asking("Just following up: could we talk?")))
    assert [item.interaction_id for item in waiting(session, TriageKind.PROPOSED_ASK)] == [first.id]
    mail(session, ana, received(3, 4, refs=(2,)))
    after = mail(session, ana, sent(4, 5, refs=(3,), **asking("Would you read my résumé?", "feedback")))
    ids = [item.interaction_id for item in waiting(session, TriageKind.PROPOSED_ASK)]
    assert ids == [first.id, after.id]


@pytest.mark.parametrize("more", [{"automatic": True}, {"copied": True}])
def test_automatic_mail_and_copies_ask_nothing(session: Session, ana: Contact, more: dict[str, bool]) -> None:
    line = mail(session, ana, sent(1, 0, **asking(), automatic="automatic" in more))
    line.copied = "copied" in more
    rederive(session, ana.user_id, ana.id)
    assert waiting(session, TriageKind.PROPOSED_ASK) == []


def test_of_mail_from_long_before_the_contact_was_added_nothing_is_asked(session: Session, ana: Contact) -> None:
    ana.created_at = on(31)
    mail(session, ana, sent(1, 0, **asking()))
    assert waiting(session, TriageKind.PROPOSED_ASK) == []


def test_a_use_step_in_a_sent_mail_is_kept_though_it_comes_too_early(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0, **asking("Would you recommend me?", "recommendation")))
    triage.accept(session, ana.user_id, waiting(session, TriageKind.PROPOSED_ASK)[0].id)
    assert (only_ask(session).state, ana.phase) == (AskState.MADE, Phase.INITIATE)


def test_a_kind_that_the_method_does_not_know_is_kept_as_information(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0, **asking(kind="wishes")))
    triage.accept(session, ana.user_id, waiting(session, TriageKind.PROPOSED_ASK)[0].id)
    assert only_ask(session).kind is AskKind.INFORMATION


# Declines.


def test_a_sure_decline_closes_the_ask_of_its_conversation(session: Session, ana: Contact) -> None:
    ask = ask_in(session, mail(session, ana, sent(1, 0)))
    line = mail(session, ana, received(2, 1, refs=(1,), **found("decline")))
    assert (ask.state, line.answered_ask, ana.phase) == (AskState.DECLINED, "", Phase.OBTAIN)
    assert owed(session, DutyKind.DECLINED) == [line.id]
    interactions.declines(session, ana.user_id, line.id, False)
    assert (ask.state, line.answered_ask) == (AskState.ANSWERED, ask.id)
    assert owed(session, DutyKind.DECLINED) == []
    interactions.declines(session, ana.user_id, line.id, None)
    assert ask.state is AskState.DECLINED


def test_whoever_is_written_to_after_a_decline_is_no_step_any_more(session: Session, ana: Contact) -> None:
    ask_in(session, mail(session, ana, sent(1, 0)))
    line = mail(session, ana, received(2, 1, refs=(1,), **found("decline")))
    interactions.nothing_obtained(session, ana.user_id, line.id)
    assert owed(session, DutyKind.DECLINED) == []
    interactions.nothing_obtained(session, ana.user_id, line.id, False)
    mail(session, ana, sent(3, 2, refs=(2,)))
    assert owed(session, DutyKind.DECLINED) == []


def test_an_unverified_decline_closes_nothing_until_it_is_accepted(session: Session, ana: Contact) -> None:
    ask = ask_in(session, mail(session, ana, sent(1, 0)))
    line = mail(session, ana, received(2, 1, **found("decline")))
    assert ask.state is AskState.MADE
    interactions.accept(session, ana.user_id, line.id)
    assert ask.state is AskState.DECLINED


def test_an_unsure_decline_is_asked_about(session: Session, ana: Contact) -> None:
    ask = ask_in(session, mail(session, ana, sent(1, 0)))
    mail(session, ana, received(2, 1, refs=(1,), **found("decline", sure=False)))
    (item,) = waiting(session, TriageKind.DECLINE)
    assert ask.state is AskState.ANSWERED
    triage.accept(session, ana.user_id, item.id)
    assert ask.state is AskState.DECLINED
    settlements.reopen(session, ana.user_id, item.id)
    assert (ask.state, waiting(session, TriageKind.DECLINE)) == (AskState.ANSWERED, [item])
    triage.not_this(session, ana.user_id, item.id)
    assert (ask.state, waiting(session, TriageKind.DECLINE)) == (AskState.ANSWERED, [])


def test_a_decline_of_nothing_that_was_asked_is_no_question(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    mail(session, ana, received(2, 1, refs=(1,), **found("decline", sure=False)))
    assert waiting(session, TriageKind.DECLINE) == []


# Absences.


def awaited(session: Session) -> Duty:
    query = select(Duty).where(Duty.kind == DutyKind.WAITING, Duty.superseded_at.is_(None))
    return session.scalars(query).one()


def test_an_absence_moves_the_clock_to_the_day_of_return_and_nothing_else(session: Session, ana: Contact) -> None:
    ask = ask_in(session, mail(session, ana, sent(1, 0)))
    notice = mail(session, ana, received(2, 0.1, refs=(1,), **away(10)))
    waits = awaited(session)
    assert (waits.at, waits.due_at and waits.due_at.date()) == (on(0), on(10).date())
    assert (ask.state, ana.phase) == (AskState.MADE, Phase.INITIATE)
    interactions.undo(session, ana.user_id, notice.id)
    assert awaited(session).due_at is None
    interactions.redo(session, ana.user_id, notice.id)
    assert awaited(session).due_at


def test_an_absence_that_answers_nothing_moves_no_clock_until_it_is_accepted(session: Session, ana: Contact) -> None:
    ask_in(session, mail(session, ana, sent(1, 0)))
    notice = mail(session, ana, received(2, 0.1, **away(10)))
    assert awaited(session).due_at is None
    interactions.accept(session, ana.user_id, notice.id)
    assert awaited(session).due_at


# Mail that came back.


@pytest.mark.parametrize("bounce_first", [False, True])
def test_a_bounce_takes_back_what_stood_on_the_mail_that_it_returns(
    session: Session, ana: Contact, bounce_first: bool
) -> None:
    out = sent(1, 0, to=[ANA])
    bounce = received(2, 0.1, **bounced(1))
    if bounce_first:
        arrive(session, ana.user_id, bounce)
        line = mail(session, ana, out)
    else:
        line = mail(session, ana, out)

        arrive(session, ana.user_id, bounce)
    ask = ask_in(session, line)
    back = session.scalars(select(Interaction).where(Interaction.automatic.is_(True))).one()
    assert (back.contact_id, back.direction, ana.phase) == (ana.id, "in", Phase.INITIATE)
    assert (ask.state, owed(session, DutyKind.WAITING)) == (AskState.DRAFTED, [])
    assert owed(session, DutyKind.RETURNED) == [line.id]
    interactions.undo(session, ana.user_id, back.id)
    assert (ask.state, owed(session, DutyKind.RETURNED)) == (AskState.MADE, [])
    assert rederive(session, ana.user_id, ana.id) == []


def test_of_several_recipients_only_those_whom_the_bounce_names_were_not_reached(
    session: Session, ana: Contact
) -> None:

    bob = person(session, ana.user_id, "Bob")
    out = sent(1, 0, to=[ANA, BOB], counterparts=[ana.id, bob.id])
    arrive(session, ana.user_id, out)
    arrive(session, ana.user_id, received(2, 0.1, text=f"550 no such user <{BOB.upper()}>", **bounced(1)))
    lines = session.scalars(select(Interaction).where(Interaction.automatic.is_(True)))
    assert [line.contact_id for line in lines] == [bob.id]


def test_an_ask_that_came_back_can_be_made_by_the_next_mail(session: Session, ana: Contact) -> None:

    ask = ask_in(session, mail(session, ana, sent(1, 0, to=[ANA], **asking())))
    arrive(session, ana.user_id, received(2, 0.1, **bounced(1)))
    again = mail(session, ana, sent(3, 1, to=[BOB], **asking()))
    (item,) = waiting(session, TriageKind.PROPOSED_ASK)
    assert (item.interaction_id, item.candidates) == (again.id, [ask.id])
    triage.accept(session, ana.user_id, item.id, ask.id)
    assert (ask.state, ask.interaction_id, owed(session, DutyKind.RETURNED)) == (AskState.MADE, again.id, [])


def test_what_says_that_it_returns_a_mail_and_is_no_bounce_returns_nothing(session: Session, ana: Contact) -> None:
    line = mail(session, ana, sent(1, 0, to=[ANA]))
    mail(
        session, ana, received(2, 0.1, refs=(1,), **found("auto_reply"), automatic=True, details={"returned_id": "<1>"})
    )
    assert (owed(session, DutyKind.RETURNED), line.grade) == ([], "own")


# Agreements to meet.


@pytest.mark.parametrize("direction", ["in", "out"])
def test_a_meeting_that_was_agreed_is_to_be_planned(session: Session, ana: Contact, direction: str) -> None:
    mail(session, ana, sent(1, 0))
    answer = (received if direction == "in" else sent)(2, 1, refs=(1,), **found("meeting_agreed"))
    line = mail(session, ana, answer)
    assert owed(session, DutyKind.PLAN) == [line.id]
    interactions.agrees(session, ana.user_id, line.id, False)
    assert owed(session, DutyKind.PLAN) == []


def test_what_only_sounds_like_an_agreement_plans_nothing(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    mail(session, ana, received(2, 1, refs=(1,), **found("meeting_agreed", sure=False)))
    assert owed(session, DutyKind.PLAN) == []


def test_an_accepted_invitation_of_which_nothing_is_known_is_to_be_planned(session: Session, ana: Contact) -> None:

    mail(session, ana, sent(1, 0))
    reply = event("REPLY", organizer=ALICE, attendees=((ANA, "ACCEPTED"),))
    line = mail(session, ana, received(2, 1, refs=(1,), **inviting(reply)))
    assert owed(session, DutyKind.PLAN) == [line.id]

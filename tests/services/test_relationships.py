"""What follows from the evidence is written down, mended, and never torn by the order in which mail is read."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session, sessionmaker

from tests.services.make import (
    PERHAPS,
    SQLITE_ALONE,
    SURE,
    arrive,
    exchange,
    mail,
    on,
    person,
    questions,
    received,
    sent,
    user,
    version,
)
from tests.services.say import ANA, asking, away, bounced, event, found, inviting, naming
from webapp.db import transaction
from webapp.domain.evidence import AskState, Phase
from webapp.models import (
    Ask,
    AskChange,
    AskKind,
    Contact,
    Duty,
    DutyKind,
    Interaction,
    Interview,
    Message,
    Outcome,
    OutcomeKind,
    PhaseChange,
    Referral,
    TriageItem,
    Use,
)
from webapp.services import asks, gives, interactions, messages
from webapp.services.asks import AskCard
from webapp.services.messages import Arrival
from webapp.services.relationships import rederive


def dump(session: Session, user_id: str) -> dict[str, list[Any]]:
    """What holds for a user: every row without recorded times, ids replaced by what they stand for."""
    session.flush()
    names = _names(session, user_id)
    found = {}
    models = (
        Contact, Interaction, PhaseChange, Ask, AskChange, Outcome, Use, Duty, TriageItem, Message, Interview, Referral,
    )  # fmt: skip
    for model in models:
        rows = [row for row in session.scalars(select(model).where(model.user_id == user_id)) if _holds(row)]
        found[model.__tablename__] = sorted(str(_told(row, names)) for row in rows)
    return found


def _names(session: Session, user_id: str) -> dict[str, str]:
    names = {}
    for model, told in ((Contact, "name"), (Message, "key"), (Ask, "text"), (Outcome, "text"), (Use, "text")):
        names |= {row.id: getattr(row, told) for row in session.scalars(select(model).where(model.user_id == user_id))}
    for row in session.scalars(select(Interaction).where(Interaction.user_id == user_id)):
        names[row.id] = f"{names[row.contact_id]}: {row.summary or names[row.message_row]}"
    for row in session.scalars(select(Message).where(Message.user_id == user_id).order_by(Message.key)):
        names[row.thread_id] = f"{names.get(row.thread_id, 'conversation')}, {row.key}"
    return names


def _holds(row: Any) -> bool:
    gone = getattr(row, "superseded_at", None) or getattr(row, "deleted_at", None)
    return gone is None and not (isinstance(row, TriageItem) and row.settled_at is not None)


_LEFT_OUT = {"id", "user_id", "recorded_at", "created_at", "opened_at"}


def _told(row: Any, names: dict[str, str]) -> dict[str, Any]:
    def name(value: Any) -> Any:
        if isinstance(value, list):
            return sorted(str(name(one)) for one in value)
        head, colon, tail = value.partition(":") if type(value) is str else (value, "", "")
        return names.get(head, head) + colon + tail if type(value) is str else value

    columns = [column.key for column in inspect(type(row)).columns if column.key not in _LEFT_OUT]
    return {key: name(getattr(row, key)) for key in columns}


def open_duties(session: Session, contact: Contact) -> list[tuple[DutyKind, str]]:
    query = select(Duty).where(Duty.contact_id == contact.id, Duty.superseded_at.is_(None), Duty.settled_at.is_(None))
    return sorted((duty.kind, duty.subject) for duty in session.scalars(query))


# A story: what comes by mail, and what is typed in.
_MAILS = [
    sent(1, 0),
    received(2, 1, refs=(1,)),
    sent(3, 2, refs=(2,)),
    received(4, 3, refs=(3,)),
    received(5, 2.5, refs=(3,), automatic=True),
    sent(6, 4, refs=(4,), findings=[SURE], thanks_for=["help"]),
    received(7, 5),
    sent(8, 9, findings=[PERHAPS]),
]


def _typed(what: str, session: Session, contact: Contact) -> None:
    user_id, contact_id = contact.user_id, contact.id
    match what:
        case "ask":
            card = AskCard(AskKind.ADVICE, "How did you change?", made_at=on(2))
            asks.make(session, user_id, contact_id, card)
        case "outcome":
            asks.obtained(session, user_id, contact_id, kind=OutcomeKind.ADVICE, text="Write more.", at=on(3.1))
        case "meeting":
            interactions.log_meeting(session, user_id, contact_id, at=on(7), summary="Coffee")


def _understood(session: Session, user_id: str, arrival: Arrival) -> Arrival:
    """What the stages that read mail say of it: an answer is known as one only when what it answers was seen."""
    seen = messages.sent_ids(session, user_id).keys() & arrival.in_reply_to
    if arrival.direction == "out" or not seen:
        return arrival
    reply = [] if arrival.automatic else [{"label": "reply", "reason": messages.IS_REPLY, "sure": True}]
    return replace(arrival, findings=[*reply, *arrival.findings], match_reasons=[messages.ANSWERS])


def _tell(session: Session, story: list[Any]) -> dict[str, list[Any]]:
    """Tell a story of a fresh user's in this order and return what holds in the end."""
    user_id = user(session, "fresh@example.org")
    ana, ben = person(session, user_id, "Ana"), person(session, user_id, "Ben")
    ana.created_at = ben.created_at = on(0)
    for step in story:
        if isinstance(step, str):
            _typed(step, session, ana)
        else:
            counterparts = [] if step.details.get("returned_id") else [ana.id]
            mail_ = replace(step, counterparts=counterparts, copied=[ben.id] if step.key == "mail 4" else [])
            arrive(session, user_id, _understood(session, user_id, mail_))
    found = dump(session, user_id)
    assert rederive(session, user_id, ana.id) == []
    session.rollback()
    return found


_STORY = [*_MAILS, "ask", "outcome", "meeting"]
_AGAIN = [replace(one, received_at=on(20)) for one in _MAILS]


@pytest.fixture
def in_order(session: Session) -> dict[str, list[Any]]:
    """What holds when everything is read as it happened."""
    return _tell(session, _STORY)


@SQLITE_ALONE  # what it says of many stories is said by the rules; other tests ask both databases
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(st.sampled_from(_AGAIN), max_size=4).flatmap(lambda again: st.permutations(_STORY + again)))
@example(story=[*reversed(_STORY)])
@example(story=[*_AGAIN, *_STORY])
@example(story=[*_STORY, *_AGAIN])
def test_mail_in_any_order_and_twice_leaves_the_same_rows(
    session: Session, in_order: dict[str, list[Any]], story: list[Any]
) -> None:
    assert _tell(session, story) == in_order


_BEN = "ben@people.example"
_MEANT = [
    sent(1, 0, to=[ANA], **asking()),
    received(2, 0.1, refs=(1,), **away(9)),
    sent(3, 1, to=[ANA], refs=(1,), **asking("Just following up: could we talk for 20 minutes?")),
    received(4, 1.1, **bounced(3)),
    received(5, 2, refs=(1,), **naming("Ben", _BEN)),
    received(6, 3, refs=(1,), **naming(introduced=False)),
    sent(7, 4, to=[ANA], **asking("How did you change?", "advice")),
    received(8, 5, refs=(7,), **found("decline")),
    received(9, 5.5, refs=(7,), **found("meeting_agreed")),
    received(10, 6, refs=(7,), **inviting(event(day=10))),
    received(11, 7, refs=(7,), **inviting(event(day=11, sequence=1, stamp=7, place="Bar Blue"))),
    received(12, 8, refs=(7,), **inviting(event(day=12, uid="uid-2", repeats=True))),
    received(13, 8.1, **inviting(event("CANCEL", sequence=2, stamp=8))),
]


@pytest.fixture
def meant(session: Session) -> dict[str, list[Any]]:
    """What holds of mail with meaning when it is read as it was written."""
    return _tell(session, _MEANT)


@SQLITE_ALONE  # what it says of many stories is said by the rules; other tests ask both databases
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(st.sampled_from(_MEANT), max_size=4).flatmap(lambda again: st.permutations(_MEANT + again)))
@example(story=[*reversed(_MEANT)])
@example(story=[*_MEANT, *_MEANT])
def test_mail_with_meaning_in_any_order_and_twice_leaves_the_same_rows(
    session: Session, meant: dict[str, list[Any]], story: list[Any]
) -> None:
    assert _tell(session, story) == meant
    tables = ("interview", "referral", "duty", "triage_item")
    assert [len(meant[table]) > 0 for table in tables] == [True] * len(tables)


def test_deriving_again_changes_nothing(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    session.commit()
    session.expire_all()
    before = session.scalar(select(func.count()).select_from(PhaseChange))
    assert rederive(session, ana.user_id, ana.id) == []
    assert session.scalar(select(func.count()).select_from(PhaseChange)) == before


def test_a_two_way_exchange_completes_initiate(session: Session, ana: Contact) -> None:
    _, reply = exchange(session, ana)
    change = session.scalars(select(PhaseChange)).one()
    assert (ana.phase, ana.phase_since, ana.last_at) == (Phase.OBTAIN, on(1), on(1))
    assert (change.old, change.new, change.evidence, change.grade) == (Phase.INITIATE, Phase.OBTAIN, reply.id, "B")


def test_undo_puts_everything_back_and_redo_restores_it(session: Session, ana: Contact) -> None:
    asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=on(0)))
    mail(session, ana, sent(1, 0))
    before = dump(session, ana.user_id)
    reply = mail(session, ana, received(2, 1, refs=(1,)))
    after = dump(session, ana.user_id)
    interactions.undo(session, ana.user_id, reply.id)
    undone = dump(session, ana.user_id)
    for table in ("contact", "phase_change", "ask", "ask_change", "duty"):
        assert undone[table] == before[table]
    assert (reply.phase, reply.answered_ask) == (None, "")
    interactions.redo(session, ana.user_id, reply.id)
    assert dump(session, ana.user_id) == after


def test_a_change_that_no_longer_holds_is_superseded_and_kept(session: Session, ana: Contact) -> None:
    _, reply = exchange(session, ana)
    interactions.undo(session, ana.user_id, reply.id)
    assert session.scalars(select(PhaseChange)).one().superseded_at is not None
    interactions.redo(session, ana.user_id, reply.id)
    assert sorted(change.superseded_at is None for change in session.scalars(select(PhaseChange))) == [False, True]


def test_a_sent_mail_that_is_seen_after_its_reply_raises_the_grade_of_the_reply(session: Session, ana: Contact) -> None:
    reply = mail(session, ana, received(2, 1, refs=(1,)))
    assert (reply.grade, ana.phase, questions(session, ana.user_id)) == ("C", Phase.INITIATE, [("unverified", [])])
    mail(session, ana, sent(1, 0))
    assert (reply.grade, ana.phase, questions(session, ana.user_id)) == ("B", Phase.OBTAIN, [])


def test_how_sure_a_change_is_follows_the_grade_of_its_evidence(session: Session, ana: Contact) -> None:
    reply = mail(session, ana, received(2, 1, refs=(1,)))
    interactions.accept(session, ana.user_id, reply.id)
    mail(session, ana, sent(3, 0))
    holding = select(PhaseChange).where(PhaseChange.superseded_at.is_(None))
    assert session.scalars(holding).one().grade == "C"
    mail(session, ana, sent(1, 0.5))
    assert session.scalars(holding).one().grade == "B"


def test_an_unverified_mail_moves_nothing_until_it_is_accepted(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=on(0)))
    stray = mail(session, ana, received(2, 1))
    ask = session.scalars(select(Ask)).one()
    assert (ana.phase, ask.state, ana.last_at) == (Phase.INITIATE, AskState.MADE, on(0))
    interactions.accept(session, ana.user_id, stray.id)
    assert (ana.phase, ask.state, ana.last_at) == (Phase.OBTAIN, AskState.ANSWERED, on(1))


@pytest.mark.parametrize("why", ["copied", "automatic"])
def test_a_line_that_is_copied_or_automatic_moves_nothing(session: Session, ana: Contact, why: str) -> None:
    mail(session, ana, sent(1, 0))
    values = {"copied": [ana.id]} if why == "copied" else {"automatic": True, "counterparts": [ana.id]}
    arrive(session, ana.user_id, received(2, 1, refs=(1,), **values))
    assert (ana.phase, ana.last_at, questions(session, ana.user_id)) == (Phase.INITIATE, on(0), [])


def test_a_person_first_seen_in_copy_becomes_the_counterpart_of_another_copy(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    arrive(session, ana.user_id, received(2, 1, refs=(1,), copied=[ana.id]))
    mail(session, ana, received(2, 1, refs=(1,)))
    arrive(session, ana.user_id, received(2, 1, refs=(1,), copied=[ana.id]))
    assert ana.phase is Phase.OBTAIN


def test_a_thank_you_settles_what_is_owed(session: Session, ana: Contact) -> None:
    meeting = interactions.log_meeting(session, ana.user_id, ana.id, at=on(1), summary="Coffee")
    assert (DutyKind.THANKS, meeting.id) in open_duties(session, ana)
    thanks = mail(session, ana, sent(1, 2, findings=[SURE]))
    duty = session.scalars(select(Duty).where(Duty.superseded_at.is_(None), Duty.kind == DutyKind.THANKS)).one()
    assert (duty.settled_by, duty.settled_at, duty.due_at) == (f"{thanks.id}:thanks", on(2), on(2))
    assert thanks.phase is meeting.phase is Phase.INITIATE


def test_a_thank_you_below_the_floor_proposes_and_settles_nothing(session: Session, ana: Contact) -> None:
    meeting = interactions.log_meeting(session, ana.user_id, ana.id, at=on(1), summary="Coffee")
    mail(session, ana, sent(1, 2, findings=[PERHAPS]))
    assert (DutyKind.THANKS, meeting.id) in open_duties(session, ana)
    assert questions(session, ana.user_id) == [("thank_you", [meeting.id])]


def test_a_proposed_thank_you_is_asked_about_no_longer_once_nothing_is_owed(session: Session, ana: Contact) -> None:
    meeting = interactions.log_meeting(session, ana.user_id, ana.id, at=on(1), summary="Coffee")
    mail(session, ana, sent(1, 2, findings=[PERHAPS]))
    interactions.log_thanks(session, ana.user_id, ana.id, settles=meeting.id, at=on(3))
    assert questions(session, ana.user_id) == []
    assert session.scalars(select(TriageItem)).one().settlement == "no longer asked"


def test_which_ask_is_asked_while_several_wait_and_settled_by_the_users_word(session: Session, ana: Contact) -> None:
    two = [
        asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, text, made_at=on(day)))
        for day, text in ((0, "How?"), (0.5, "Where?"))
    ]
    _, reply = exchange(session, ana)
    assert questions(session, ana.user_id) == [("which_ask", [two[0].id, two[1].id])]
    interactions.answers(session, ana.user_id, reply.id, two[1].id)
    assert questions(session, ana.user_id) == []
    assert [ask.state for ask in two] == [AskState.MADE, AskState.ANSWERED]
    assert reply.answered_ask == two[1].id


def test_a_question_has_one_candidate_less_when_an_ask_is_taken_back(session: Session, ana: Contact) -> None:
    three = [
        asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, f"Ask {day}", made_at=on(day / 10)))
        for day in range(3)
    ]
    exchange(session, ana)
    asks.delete(session, ana.user_id, three[0])
    assert questions(session, ana.user_id) == [("which_ask", [three[1].id, three[2].id])]


def test_not_an_answer_yet_starts_the_clock_again(session: Session, ana: Contact) -> None:
    ask = asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=on(0)))
    _, reply = exchange(session, ana)
    interactions.answers(session, ana.user_id, reply.id, "")
    waiting = session.scalars(select(Duty).where(Duty.kind == DutyKind.WAITING, Duty.superseded_at.is_(None))).one()
    assert (ask.state, waiting.at) == (AskState.MADE, on(1))


def test_the_users_word_that_a_mail_is_no_thank_you_opens_the_duty_again(session: Session, ana: Contact) -> None:
    meeting = interactions.log_meeting(session, ana.user_id, ana.id, at=on(1), summary="Coffee")
    thanks = mail(session, ana, sent(1, 2, findings=[SURE]))
    interactions.thanks(session, ana.user_id, thanks.id, False)
    assert (DutyKind.THANKS, meeting.id) in open_duties(session, ana)
    interactions.thanks(session, ana.user_id, thanks.id, True, meeting.id)
    assert (DutyKind.THANKS, meeting.id) not in open_duties(session, ana)


def test_the_user_says_which_of_two_meetings_a_thank_you_was_for(session: Session, ana: Contact) -> None:
    first, second = (
        interactions.log_meeting(session, ana.user_id, ana.id, at=on(day), summary=f"Coffee {day}") for day in (1, 2)
    )
    thanks = mail(session, ana, sent(1, 3, findings=[SURE]))
    assert questions(session, ana.user_id) == [("which_thanks", [first.id, second.id])]
    interactions.thanks(session, ana.user_id, thanks.id, True, second.id)
    assert questions(session, ana.user_id) == []
    owed = [subject for kind, subject in open_duties(session, ana) if kind is DutyKind.THANKS]
    assert owed == [first.id]


def test_an_outcome_survives_when_its_source_is_undone(session: Session, ana: Contact) -> None:
    _, reply = exchange(session, ana)
    outcome = asks.obtained(
        session, ana.user_id, ana.id, kind=OutcomeKind.ADVICE, text="Write more.", interaction_id=reply.id
    )
    assert ana.phase is Phase.USE
    interactions.undo(session, ana.user_id, reply.id)
    assert (outcome.deleted_at, outcome.interaction_id, ana.phase) == (None, reply.id, Phase.INITIATE)
    interactions.redo(session, ana.user_id, reply.id)
    assert ana.phase is Phase.USE


def test_an_answer_without_an_outcome_asks_for_one_until_there_is_nothing(session: Session, ana: Contact) -> None:
    asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=on(0)))
    _, reply = exchange(session, ana)
    assert open_duties(session, ana) == [(DutyKind.NOTE_OUTCOME, reply.id)]
    interactions.nothing_obtained(session, ana.user_id, reply.id)
    assert open_duties(session, ana) == []


def test_a_use_is_to_be_reported_until_the_giver_was_told(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    outcome = asks.obtained(session, ana.user_id, ana.id, kind=OutcomeKind.ADVICE, text="Write more.", at=on(2))
    use = asks.used(session, ana.user_id, ana.id, text="Wrote.", outcome_id=outcome.id, at=on(3))
    assert (DutyKind.REPORT_BACK, use.id) in open_duties(session, ana)
    asks.reported_back(session, ana.user_id, use.id, at=on(4))
    assert (DutyKind.REPORT_BACK, use.id) not in open_duties(session, ana)
    asks.not_reported(session, ana.user_id, use.id)
    assert (DutyKind.REPORT_BACK, use.id) in open_duties(session, ana)


def test_each_change_moves_the_version_of_its_user_alone(session: Session, ana: Contact, charlie: str) -> None:
    before, of_charlie = version(session, ana.user_id), version(session, charlie)
    exchange(session, ana)
    after = version(session, ana.user_id)
    assert after > before
    give = gives.follow_up(session, ana.user_id, ana.id, due_on=on(3).date(), text="Call")
    assert version(session, ana.user_id) == after + 1
    gives.followed_up(session, ana.user_id, give.id)
    assert version(session, ana.user_id) == after + 2
    assert version(session, charlie) == of_charlie


def test_a_transaction_that_is_rolled_back_moves_no_version(session: Session, ana: Contact) -> None:
    before = version(session, ana.user_id)
    exchange(session, ana)
    session.rollback()
    assert version(session, ana.user_id) == before


def test_a_change_of_another_transaction_is_seen_although_the_row_was_read_before(
    sessions: sessionmaker[Session],
) -> None:
    with transaction(sessions) as setting:
        ana = person(setting, user(setting, "alice@example.org"), "Ana")
        first, reply = exchange(setting, ana)
    with sessions() as late:
        late.connection(execution_options={"read_only": True})
        stale = late.get(Interaction, reply.id)
        assert stale is not None
        late.get(Contact, ana.id)
        late.commit()
        with transaction(sessions) as early:
            interactions.undo(early, ana.user_id, reply.id)
        interactions.redo(late, ana.user_id, first.id)
        late.commit()
    with transaction(sessions) as last:
        assert last.get_one(Contact, ana.id).phase is Phase.INITIATE
        assert rederive(last, ana.user_id, ana.id) == []

"""Conversations: the same in whatever order mail is read, few queries each, silenced and brought back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, arrive, exchange, line, mail, on, person, questions, received, sent, user
from tests.services.test_relationships import dump
from webapp.domain.evidence import Phase
from webapp.models import AskKind, Contact, Corrected, Correction, Message, OutcomeKind, Thread, ThreadKey
from webapp.services import asks, contacts, conversations, interactions, messages, threads, timeline, triage
from webapp.services.asks import AskCard
from webapp.services.errors import NotFound
from webapp.services.messages import Arrival
from webapp.services.relationships import rederive


def groups(session: Session, user_id: str) -> set[frozenset[str]]:
    """The conversations as sets of the keys of their mails."""
    found: dict[str | None, set[str]] = {}
    for message in session.scalars(select(Message).where(Message.user_id == user_id)):
        found.setdefault(message.thread_id, set()).add(message.key)
    assert None not in found
    assert session.scalar(select(func.count()).select_from(Thread).where(Thread.user_id == user_id)) == len(found)
    return {frozenset(one) for one in found.values()}


IDS = st.sampled_from([f"<{number}@x>" for number in range(5)])
MAILS = st.lists(
    st.builds(
        Arrival,
        key=st.just(""),
        direction=st.sampled_from(["in", "out"]),
        received_at=st.just(on(1)),
        message_id=st.one_of(st.just(""), IDS),
        original_id=st.one_of(st.just(""), st.just(""), IDS),
        in_reply_to=st.lists(IDS, max_size=1),
        references=st.lists(IDS, max_size=2),
        thread_index=st.sampled_from(["", "", "01", "02"]),
        subject=st.sampled_from(["coffee", "Re: coffee", "party"]),
    ),
    max_size=7,
).map(lambda mails: [replace(one, key=f"key {number}") for number, one in enumerate(mails)])


@SQLITE_ALONE  # what it says of many stories is said by the rules; other tests ask both databases
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mails=MAILS, data=st.data())
def test_conversations_are_the_same_in_whatever_order_mail_is_read(
    session: Session, mails: list[Arrival], data: st.DataObject
) -> None:
    found = []
    for order in (mails, data.draw(st.permutations(mails))):
        user_id = user(session, "fresh@example.org")
        for one in order:
            arrive(session, user_id, one)
            arrive(session, user_id, one)
        found.append(groups(session, user_id))
        session.rollback()
    assert found[0] == found[1]


def test_a_mail_that_came_late_makes_one_conversation_of_two(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    mail(session, ana, received(3, 2, refs=(2,)))
    assert len(groups(session, ana.user_id)) == 2
    mail(session, ana, sent(2, 1, refs=(1,)))
    assert groups(session, ana.user_id) == {frozenset({"mail 1", "mail 2", "mail 3"})}


def test_a_reply_without_headers_stays_alone(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    mail(session, ana, replace(received(2, 1), subject="Re: Mail 1"))
    assert len(groups(session, ana.user_id)) == 2


def test_users_share_no_conversation(session: Session, ana: Contact, charlie: str) -> None:
    mail(session, ana, sent(1, 0))
    arrive(session, charlie, received(2, 1, refs=(1,)))
    assert groups(session, charlie) == {frozenset({"mail 2"})}


def test_references_under_another_subject_are_no_answer(session: Session, ana: Contact) -> None:
    mail(session, ana, replace(sent(1, 0), subject="20 minutes?"))
    recycled = mail(session, ana, replace(received(2, 1), references=["<1>"], subject="Party on Friday"))
    answer = mail(session, ana, replace(received(3, 1), references=["<1>"], subject="AW: 20 minutes?"))
    assert (recycled.grade, answer.grade) == ("C", "B")


def test_an_answer_that_was_read_first_is_one_by_the_same_rule(session: Session, ana: Contact) -> None:
    recycled = mail(session, ana, replace(received(2, 1), references=["<1>"], subject="Party on Friday"))
    answer = mail(session, ana, replace(received(3, 1), references=["<1>"], subject="AW: 20 minutes?"))
    mail(session, ana, replace(sent(1, 0), subject="20 minutes?"))
    assert (recycled.grade, answer.grade) == ("C", "B")
    assert messages.ANSWERS in session.get_one(Message, answer.message_row).match_reasons
    assert messages.ANSWERS not in session.get_one(Message, recycled.message_row).match_reasons


def test_an_answer_to_the_id_that_a_server_replaced_is_an_answer(session: Session, ana: Contact) -> None:
    mail(session, ana, replace(sent(1, 0), original_id="<mine@home>"))
    assert mail(session, ana, replace(received(2, 1), in_reply_to=["<mine@home>"])).grade == "B"


@contextmanager
def counted(engine: Engine) -> Iterator[Counter[str]]:
    """Count the statements that reach the database."""
    found: Counter[str] = Counter()

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found[statement.split(maxsplit=1)[0]] += 1

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", count)


def in_a_long_thread(number: int) -> Arrival:
    """One mail of a conversation that goes on and on."""
    before = [f"<{one}>" for one in range(max(0, number - 100), number)]
    arrival = replace(received(number, number / 1000), references=before, subject="Re: on and on")
    return replace(arrival, in_reply_to=before[-1:])


def test_a_mail_costs_no_more_in_a_long_conversation(engine: Engine, session: Session, alice: str) -> None:
    for number in range(5):
        arrive(session, alice, in_a_long_thread(number))
    with counted(engine) as short:
        arrive(session, alice, in_a_long_thread(5))
    for number in range(6, 300):
        arrive(session, alice, in_a_long_thread(number))
    with counted(engine) as long:
        arrive(session, alice, in_a_long_thread(300))
    assert short == long
    assert len(groups(session, alice)) == 1
    assert (session.scalar(select(func.count()).select_from(ThreadKey)) or 0) <= 4 * 301


def test_a_page_of_a_long_conversation_shows_the_latest_mails(engine: Engine, session: Session, alice: str) -> None:
    for number in range(60):
        message = arrive(session, alice, in_a_long_thread(number))
    with counted(engine) as queries:
        found = conversations.conversation(session, alice, message.thread_id or "", limit=10)
    assert ([one.key for one in found.mails], found.earlier) == ([f"mail {number}" for number in range(50, 60)], 50)
    assert found.subject == "Re: on and on"
    assert queries.total() <= 6


def silenced(session: Session, ana: Contact) -> Thread:
    """The silenced conversation of the exchange with Ana."""
    message = session.scalars(select(Message).where(Message.message_id == "<1>", Message.user_id == ana.user_id)).one()
    return conversations.silence(session, ana.user_id, message.thread_id or "")


def test_nothing_of_a_silenced_conversation_moves_anything(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=on(0)))
    assert ana.phase is Phase.OBTAIN
    silenced(session, ana)
    assert (ana.phase, ana.last_at) == (Phase.INITIATE, None)
    assert timeline.relationship(session, ana).timeline == []
    assert messages.came_in(session, ana.user_id, on(-1)) == []
    assert [row[1:] for row in conversations.silenced_of(session, ana)] == [("Mail 1", 2)]


def test_new_mail_of_a_silenced_conversation_is_on_no_timeline_and_asks_nothing(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    silenced(session, ana)
    mail(session, ana, received(3, 2, refs=(2,)))
    arrive(session, ana.user_id, received(4, 3, refs=(1,), from_address="x@else.example", stranger="x@else.example"))
    assert timeline.relationship(session, ana).timeline == []
    assert triage.waiting(session, ana.user_id) == []
    assert contacts.open_questions(session, ana.user_id) == 0
    assert ana.phase is Phase.INITIATE


def test_taking_the_silence_back_brings_everything_back_exactly(session: Session, ana: Contact) -> None:
    story = [sent(1, 0), received(2, 1, refs=(1,)), received(3, 2, refs=(2,)), received(7, 4)]
    stranger = received(4, 3, refs=(1,), from_address="x@else.example", stranger="x@else.example")
    ben = person(session, ana.user_id, "Ben")

    def told(silence: bool) -> dict[str, list[str]]:
        with session.begin_nested() as nested:
            for number, one in enumerate(story):
                mail(session, ana, one)
                if silence and number == 1:
                    thread = silenced(session, ana)
            arrive(session, ana.user_id, replace(stranger, copied=[ben.id]))
            if silence:
                conversations.restore(session, ana.user_id, thread.id)
            found = dump(session, ana.user_id)
            assert all(rederive(session, ana.user_id, one.id) == [] for one in (ana, ben))
            nested.rollback()
        session.expire_all()
        return found

    assert told(silence=True) == told(silence=False)


def test_a_silenced_conversation_stays_so_when_it_becomes_one_with_another(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    mail(session, ana, received(9, 5, refs=(8,)))
    silenced(session, ana)
    mail(session, ana, sent(8, 4, refs=(2,)))
    assert session.scalars(select(Thread)).one().silenced_at is not None
    assert (ana.phase, timeline.relationship(session, ana).timeline) == (Phase.INITIATE, [])
    assert rederive(session, ana.user_id, ana.id) == []


def test_a_silence_is_a_correction_and_so_is_its_end(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    thread = silenced(session, ana)
    conversations.silence(session, ana.user_id, thread.id)
    row = session.scalars(select(Correction)).one()
    assert (row.what, row.taken_back_at) == (Corrected.SILENCED, None)
    conversations.restore(session, ana.user_id, thread.id)
    assert row.taken_back_at is not None


def test_what_waits_is_found_under_its_conversation(session: Session, ana: Contact) -> None:
    _, reply = exchange(session, ana)
    arrive(session, ana.user_id, received(4, 3, refs=(1,), from_address="x@else.example", stranger="x@else.example"))
    thread = threads.get(session, ana.user_id, session.get_one(Message, reply.message_row).thread_id or "")
    (item,) = triage.waiting_in(session, ana.user_id, thread.id)
    triage.accept(session, ana.user_id, item.row.id, ana.id)
    assert triage.waiting_in(session, ana.user_id, thread.id) == []
    found = conversations.conversation(session, ana.user_id, thread.id)
    assert [len(found.lines[one.id]) for one in found.mails] == [1, 1, 1]


def test_a_conversation_of_another_user_is_not_found(session: Session, ana: Contact, charlie: str) -> None:
    exchange(session, ana)
    thread = session.scalars(select(Thread)).one()
    for act in (conversations.silence, conversations.restore, conversations.conversation):
        with pytest.raises(NotFound):
            act(session, charlie, thread.id)


def test_an_undone_line_stays_undone_through_a_silence(session: Session, ana: Contact) -> None:
    _, reply = exchange(session, ana)
    interactions.undo(session, ana.user_id, reply.id)
    thread = silenced(session, ana)
    conversations.restore(session, ana.user_id, thread.id)
    assert line(session, session.get_one(Message, reply.message_row), ana).undone_at is not None
    assert questions(session, ana.user_id) == []


def test_what_was_noted_of_a_silenced_mail_stays_with_its_source_removed(session: Session, ana: Contact) -> None:
    _, reply = exchange(session, ana)
    about = {"kind": OutcomeKind.ADVICE, "text": "Write more.", "interaction_id": reply.id}
    asks.obtained(session, ana.user_id, ana.id, **about)
    silenced(session, ana)
    found = timeline.relationship(session, ana)
    assert [one.text for one in found.outcomes] == ["Write more."]
    assert reply.id in found.undone

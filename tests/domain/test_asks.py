"""docs/method.md §3, the lifecycle of an ask, a test for each of its sentences."""

import pytest
from hypothesis import given

from tests.domain.make import any_evidence, on, piece, two_way
from webapp.domain.evidence import AskState, Doubt, Evidence, Kind, Waiting
from webapp.domain.phases import derive


def ask(id: str = "a", day: float = 1, **more) -> Evidence:
    return piece(Kind.ASK, day, f"{id}-made", ask=id, **more)


def reply(day: float = 2, id: str = "reply", **more) -> Evidence:
    return piece(Kind.MESSAGE_IN, day, id, **more)


def decline(day: float = 2, id: str = "decline", **more) -> Evidence:
    return piece(Kind.DECLINE, day, id, **more)


def states(*evidence: Evidence) -> dict[str, AskState]:
    return derive(evidence).ask_states


def test_a_made_ask_waits_from_the_day_it_was_made():
    history = derive([ask()])
    assert (history.ask_states, history.waiting) == ({"a": AskState.MADE}, (Waiting("a", on(1)),))
    assert (history.ask_moves[0].old, history.ask_moves[0].reason) == (AskState.DRAFTED, "You asked")


def test_an_ask_that_nobody_confirmed_is_not_made():
    assert states(ask(counts=False)) == {}


def test_a_reply_answers_the_ask_of_its_thread():
    history = derive([ask("a", thread="t1"), ask("b", thread="t2"), reply(thread="t2")])
    assert history.ask_states == {"a": AskState.MADE, "b": AskState.ANSWERED}
    assert history.answers == {"reply": "b"}
    assert [one.ask for one in history.waiting] == ["a"]


@pytest.mark.parametrize("thread", ["", "new"])
def test_a_reply_without_a_known_thread_answers_the_only_ask_waiting(thread: str):
    assert states(ask(thread="t1"), reply(thread=thread)) == {"a": AskState.ANSWERED}


def test_if_several_wait_the_user_is_asked_and_none_moves():
    history = derive([ask("a"), ask("b"), reply()])
    assert set(history.ask_states.values()) == {AskState.MADE}
    (question,) = history.questions
    assert (question.doubt, question.interaction) == (Doubt.WHICH_ASK, "reply")
    assert question.candidates == ("a", "b")


def test_if_several_wait_in_the_thread_only_those_are_in_question():
    history = derive([ask("a", thread="t1"), ask("b", thread="t1"), ask("c"), reply(thread="t1")])
    assert history.questions[0].candidates == ("a", "b")


def test_the_ask_that_the_user_told_is_the_one_answered():
    history = derive([ask("a", thread="t1"), ask("b"), reply(thread="t1", ask="b")])
    assert history.ask_states == {"a": AskState.MADE, "b": AskState.ANSWERED}
    assert history.questions == ()


def test_a_question_is_over_once_nothing_waits_that_it_could_settle():
    later = [reply(3, "r3", ask="a"), decline(4, ask="b")]
    assert derive([ask("a"), ask("b"), reply(), *later]).questions == ()


def test_a_reply_dated_before_the_ask_never_answers_it():
    assert states(reply(0.5, thread="t1"), ask(thread="t1")) == {"a": AskState.MADE}
    assert states(reply(1, ask="a"), ask(day=1)) == {"a": AskState.MADE}


def test_a_second_reply_in_an_answered_thread_does_not_answer_another_threads_ask():
    evidence = [ask("a", thread="t1"), ask("b", thread="t2"), reply(2, thread="t1"), reply(3, "r2", thread="t1")]
    assert states(*evidence) == {"a": AskState.ANSWERED, "b": AskState.MADE}


def test_a_thread_that_answered_an_ask_noted_by_hand_is_about_that_ask():
    evidence = [ask("a"), reply(2, thread="t1"), ask("b", 3, thread="t2"), reply(4, "r2", thread="t1")]
    assert states(*evidence) == {"a": AskState.ANSWERED, "b": AskState.MADE}


def test_a_reply_in_an_answered_thread_can_answer_an_ask_that_has_no_thread():
    evidence = [ask("a", thread="t1"), reply(2, thread="t1"), ask("b", 3), ask("c", 3, thread="t3")]
    assert states(*evidence, reply(4, "r2", thread="t1"))["b"] is AskState.ANSWERED


def test_a_declining_mail_that_is_not_an_answer_yet_restarts_the_clock():
    mail = {"interaction": "mail", "not_an_answer": True}
    history = derive([ask(), reply(**mail), decline(**mail)])
    assert history.waiting == (Waiting("a", on(2)),)


def test_an_unverified_reply_answers_nothing():
    assert states(ask(), reply(counts=False)) == {"a": AskState.MADE}


def test_not_an_answer_yet_restarts_the_clock():
    history = derive([ask(), reply(not_an_answer=True)])
    assert (history.ask_states["a"], history.waiting[0].since) == (AskState.MADE, on(2))


def test_not_an_answer_yet_asks_nothing_where_several_wait():
    history = derive([ask("a"), ask("b"), reply(not_an_answer=True)])
    assert (history.questions, {one.since for one in history.waiting}) == ((), {on(1)})


def test_a_decline_closes_the_ask_of_its_mail_without_answering_it():
    mail = {"interaction": "mail", "thread": "t1"}
    history = derive([ask(thread="t1"), reply(**mail), decline(**mail)])
    assert [move.new for move in history.ask_moves] == [AskState.MADE, AskState.DECLINED]
    assert (history.waiting, history.to_note) == ((), ())


def test_a_declining_mail_raises_one_question_where_several_wait():
    mail = {"interaction": "mail"}
    history = derive([ask("a"), ask("b"), reply(**mail), decline(**mail)])
    assert [one.evidence for one in history.questions] == ["decline"]


def test_a_decline_may_follow_an_answer_in_the_same_thread():
    evidence = [ask(thread="t1"), reply(2, thread="t1"), decline(3, thread="t1")]
    history = derive(evidence)
    assert (history.ask_states["a"], history.to_note) == (AskState.DECLINED, ())


def test_nothing_re_opens_a_declined_ask():
    evidence = [ask(), decline(2), reply(3, ask="a"), piece(Kind.OUTCOME, 4, ask="a")]
    assert states(*evidence) == {"a": AskState.DECLINED}


def test_an_outcome_of_the_ask_obtains_it_answered_or_not():
    outcome = piece(Kind.OUTCOME, 3, "o", ask="a")
    assert states(ask(), outcome) == {"a": AskState.OBTAINED}
    assert states(ask(), reply(), outcome) == {"a": AskState.OBTAINED}


def test_an_outcome_of_the_answer_obtains_its_ask():
    assert states(ask(), reply(), piece(Kind.OUTCOME, 3, about="reply")) == {"a": AskState.OBTAINED}


def test_an_introduction_in_the_answer_obtains_its_ask():
    intro = piece(Kind.INTRODUCTION, 2, "intro", interaction="mail")
    assert states(ask(), reply(interaction="mail"), intro) == {"a": AskState.OBTAINED}


def test_an_outcome_of_something_else_moves_no_ask():
    assert states(ask(), piece(Kind.OUTCOME, 3)) == {"a": AskState.MADE}


def test_an_ask_is_used_and_reported_back_through_its_outcome():
    evidence = [*two_way(), ask(), piece(Kind.OUTCOME, 3, "o", ask="a"), piece(Kind.USE, 4, about="o")]
    assert states(*evidence) == {"a": AskState.USED}
    history = derive([*evidence, piece(Kind.REPORT_BACK, 5, about="o")])
    assert history.ask_states == {"a": AskState.REPORTED_BACK}
    assert [move.new for move in history.ask_moves] == [
        AskState.MADE,
        AskState.OBTAINED,
        AskState.USED,
        AskState.REPORTED_BACK,
    ]


def test_a_report_back_that_names_nothing_closes_the_ask_of_the_latest_use():
    evidence = [*two_way(), ask(), piece(Kind.OUTCOME, 3, "o", ask="a"), piece(Kind.USE, 4, about="o")]
    assert states(*evidence, piece(Kind.REPORT_BACK, 5)) == {"a": AskState.REPORTED_BACK}


def test_states_never_go_back():
    evidence = [*two_way(), ask(), piece(Kind.OUTCOME, 3, "o", ask="a"), piece(Kind.USE, 4, about="o")]
    more = [reply(5, ask="a"), decline(6, ask="a"), piece(Kind.OUTCOME, 7, ask="a")]
    assert states(*evidence, *more) == {"a": AskState.USED}


def test_asking_the_same_again_does_not_restart_the_clock():
    history = derive([ask(), piece(Kind.ASK, 3, "second", ask="a")])
    assert history.waiting == (Waiting("a", on(1)),)


@given(any_evidence)
def test_states_are_what_the_moves_say_and_waiting_is_what_was_made(evidence: list[Evidence]):
    history = derive(evidence)
    replayed: dict[str, AskState] = {}
    for move in history.ask_moves:
        assert move.old is replayed.get(move.ask, AskState.DRAFTED)
        replayed[move.ask] = move.new
    assert history.ask_states == replayed
    assert [one.ask for one in history.waiting] == [name for name, state in replayed.items() if state is AskState.MADE]


@given(any_evidence)
def test_a_question_always_has_a_choice_and_something_open(evidence: list[Evidence]):
    history = derive(evidence)
    open_ = {one.ask for one in history.waiting} | {t.interaction for t in history.thanks if not t.settled_by}
    for question in history.questions:
        assert len(question.candidates) > 1
        assert open_ & set(question.candidates)

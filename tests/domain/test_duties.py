"""Outcomes to note, uses to report back, and business days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.make import any_evidence, on, piece, two_way
from webapp.domain.duties import business_days, follow_up_day
from webapp.domain.evidence import Doubt, Evidence, Kind, Question
from webapp.domain.phases import derive

FRIDAY = date(2026, 3, 6)
_days = st.dates(date(1, 1, 1), date(9000, 1, 1))


def to_note(*evidence: Evidence) -> tuple[str, ...]:
    return derive(evidence).to_note


def answered() -> list[Evidence]:
    return [piece(Kind.ASK, 1, "a"), piece(Kind.MESSAGE_IN, 2, "reply")]


def obtained() -> list[Evidence]:
    return [*two_way(), piece(Kind.OUTCOME, 1, "advice"), piece(Kind.OUTCOME, 1, "tip")]


def to_report(*evidence: Evidence) -> tuple[str, ...]:
    return derive([*obtained(), *evidence]).to_report


def test_an_answer_and_a_meeting_want_an_outcome():
    assert to_note(*answered(), piece(Kind.MEETING, 3, "coffee")) == ("reply", "coffee")


def test_a_message_that_answered_nothing_wants_none():
    assert to_note(piece(Kind.MESSAGE_IN, 2, "reply")) == ()


def test_an_outcome_about_it_is_enough():
    coffee = piece(Kind.MEETING, 3, "coffee")
    assert to_note(coffee, piece(Kind.OUTCOME, 4, about="coffee")) == ()
    assert to_note(*answered(), piece(Kind.OUTCOME, 4, about="reply")) == ()


def test_an_outcome_on_its_ask_is_enough_for_an_answer():
    assert to_note(*answered(), piece(Kind.OUTCOME, 4, ask="a")) == ()


def test_an_introduction_mail_is_an_outcome_itself():
    intro = piece(Kind.INTRODUCTION, 2, interaction="reply")
    assert to_note(*answered(), intro) == ()


def test_the_user_can_say_that_nothing_was_obtained():
    assert to_note(piece(Kind.MEETING, 3, nothing_obtained=True)) == ()


def test_an_unverified_meeting_wants_nothing():
    assert to_note(piece(Kind.MEETING, 3, counts=False)) == ()


def test_a_use_is_due_to_be_reported_until_the_giver_is_told():
    use = piece(Kind.USE, 2, "use", about="advice")
    assert to_report(use) == ("use",)
    assert to_report(use, piece(Kind.REPORT_BACK, 3, about="advice")) == ()


def test_a_report_about_another_outcome_does_not_tell():
    use = piece(Kind.USE, 2, "use", about="advice")
    assert to_report(use, piece(Kind.REPORT_BACK, 3, about="tip")) == ("use",)


def test_a_report_before_the_use_does_not_tell():
    use = piece(Kind.USE, 2, "use", about="advice")
    assert to_report(use, piece(Kind.REPORT_BACK, 1.5, about="advice")) == ("use",)


def test_a_report_that_names_nothing_tells_of_the_latest_use():
    uses = [piece(Kind.USE, 2, "first", about="advice"), piece(Kind.USE, 3, "second", about="tip")]
    assert to_report(*uses, piece(Kind.REPORT_BACK, 4)) == ("first",)
    assert to_report(*uses, piece(Kind.REPORT_BACK, 4), piece(Kind.REPORT_BACK, 5)) == ()
    assert to_report(piece(Kind.USE, 2), piece(Kind.REPORT_BACK, 4)) == ()


def mailed(thread: str = "", **more) -> Evidence:
    return piece(Kind.REPORT_BACK, 4, "told", interaction="mail", thread=thread, **more)


def used_twice() -> list[Evidence]:
    """An advice of the conversation t1 and a tip of t2, both put to use."""
    return [
        *two_way(),
        piece(Kind.OUTCOME, 1, "advice", thread="t1"),
        piece(Kind.OUTCOME, 1, "tip", thread="t2"),
        piece(Kind.USE, 2, "first", about="advice"),
        piece(Kind.USE, 3, "second", about="tip"),
    ]


def test_a_mail_tells_of_what_came_out_of_its_own_conversation():
    assert derive([*used_twice(), mailed("t1")]).to_report == ("second",)


def test_a_mail_tells_of_the_only_thing_that_is_to_be_told():
    assert to_report(piece(Kind.USE, 2, "use", about="advice"), mailed("elsewhere")) == ()


def test_a_mail_that_could_tell_of_several_things_asks():
    history = derive([*used_twice(), mailed()])
    assert history.to_report == ("first", "second")
    assert history.questions == (Question(Doubt.REPORT_BACK, "told", "mail", ("first", "second")),)


def test_what_was_told_otherwise_meanwhile_is_not_asked_for():
    (question,) = derive([*used_twice(), mailed(), piece(Kind.REPORT_BACK, 5, about="advice")]).questions
    assert question.candidates == ("second",)


def test_once_the_user_said_of_what_a_mail_tells_nothing_is_asked():
    history = derive([*used_twice(), mailed(about="tip")])
    assert (history.to_report, history.questions) == (("first",), ())


def test_a_mail_that_tells_of_nothing_stands_where_it_would_stand_without():
    hello = [*two_way(), piece(Kind.MESSAGE_OUT, 4, interaction="mail")]
    assert derive([*hello, mailed()]).held == derive(hello).held


@given(any_evidence)
def test_what_is_asked_about_a_report_is_still_to_be_told(evidence: list[Evidence]):
    history = derive(evidence)
    for question in history.questions:
        if question.doubt is Doubt.REPORT_BACK:
            assert question.candidates
            assert set(question.candidates) <= set(history.to_report)


def test_a_report_with_nothing_to_tell_is_harmless():
    assert to_report(piece(Kind.REPORT_BACK, 4), piece(Kind.REPORT_BACK, 5, about="advice")) == ()


def test_a_follow_up_after_three_business_days_skips_the_weekend():
    assert follow_up_day(FRIDAY) == date(2026, 3, 11)
    assert follow_up_day(date(2026, 3, 2)) == date(2026, 3, 5)


def test_from_a_weekend_the_first_business_day_is_monday():
    for weekend in (FRIDAY + timedelta(1), FRIDAY + timedelta(2)):
        assert follow_up_day(weekend, 1) == date(2026, 3, 9)


def test_a_weekend_has_no_business_days():
    assert business_days(FRIDAY, FRIDAY + timedelta(2)) == 0
    assert business_days(FRIDAY, FRIDAY + timedelta(3)) == 1


def test_no_business_days_lie_backwards():
    assert business_days(FRIDAY, FRIDAY - timedelta(30)) == 0


def test_the_end_of_the_calendar_is_no_error():
    assert follow_up_day(date.max) == date.max
    assert follow_up_day(FRIDAY, 10**12) == date.max


@given(_days, st.integers(0, 60))
def test_business_days_are_the_days_that_are_no_weekend(since: date, length: int):
    days = [since + timedelta(day) for day in range(1, length + 1)]
    assert business_days(since, since + timedelta(length)) == sum(day.weekday() < 5 for day in days)


@given(_days, st.integers(1, 5000))
def test_the_follow_up_day_is_the_business_day_that_many_business_days_later(since: date, days: int):
    day = follow_up_day(since, days)
    assert day.weekday() < 5
    assert business_days(since, day) == days


def test_the_clock_of_a_follow_up_starts_where_the_ask_waits_from():
    (waiting,) = derive([piece(Kind.ASK, 0, "a")]).waiting
    assert follow_up_day(waiting.since.date()) == (on(3)).date()


def declined(*later: Evidence, **more) -> tuple[str, ...]:
    ask = piece(Kind.ASK, 1, "a")
    return derive([ask, piece(Kind.DECLINE, 2, interaction="sorry", **more), *later]).to_ask_on


def test_a_decline_by_mail_wants_the_question_who_else_could_help():
    assert declined() == ("sorry",)


def test_a_decline_that_was_noted_by_hand_wants_it_of_its_ask():
    asked, noted = piece(Kind.ASK, 1, "a"), piece(Kind.DECLINE, 2, ask="a")
    assert derive([asked, noted]).to_ask_on == ("a",)
    assert derive([asked, noted, piece(Kind.MESSAGE_OUT, 3)]).to_ask_on == ()


def test_whoever_was_asked_something_else_since_is_not_to_be_asked_on():
    assert declined(piece(Kind.ASK, 3, "b")) == ()


def test_a_decline_that_closed_no_ask_wants_nothing():
    assert derive([piece(Kind.DECLINE, 2, interaction="sorry")]).to_ask_on == ()


def test_whoever_was_written_to_after_the_decline_needs_no_other_mail():
    assert declined(piece(Kind.MESSAGE_OUT, 3)) == ()
    assert declined(piece(Kind.MESSAGE_OUT, 1.5)) == ("sorry",)


def test_the_user_can_let_a_decline_rest():
    assert declined(nothing_obtained=True) == ()


AGREED = piece(Kind.AGREED, 2, interaction="yes")


def test_a_meeting_that_was_agreed_is_to_be_planned():
    assert derive([AGREED]).to_plan == ("yes",)


def test_only_the_latest_agreement_is_to_be_planned():
    assert derive([AGREED, piece(Kind.AGREED, 3, interaction="later")]).to_plan == ("later",)


def test_a_planned_interview_or_a_meeting_after_it_is_enough():
    assert derive([AGREED, piece(Kind.PLANNED, 5)]).to_plan == ()
    assert derive([AGREED, piece(Kind.MEETING, 5)]).to_plan == ()
    assert derive([AGREED, piece(Kind.MEETING, 1)]).to_plan == ("yes",)


def test_an_agreement_moves_nothing():
    assert derive([*two_way(), AGREED, piece(Kind.PLANNED, 5)]).moves == derive(two_way()).moves

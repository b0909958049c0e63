"""docs/method.md §6, the thank-you owed, a test for each of its sentences."""

from datetime import UTC, datetime, timedelta

from hypothesis import given

from tests.domain.make import any_evidence, on, piece
from webapp.domain.evidence import Doubt, Evidence, Kind, Source
from webapp.domain.phases import derive


def meeting(day: float = 0, id: str = "coffee", **more) -> Evidence:
    return piece(Kind.MEETING, day, id, **more)


def introduction(day: float = 0, id: str = "intro", **more) -> Evidence:
    return piece(Kind.INTRODUCTION, day, id, **more)


def thanks(day: float = 5, id: str = "thanks", **more) -> Evidence:
    return piece(Kind.THANKS, day, id, **more)


def settled(*evidence: Evidence) -> dict[str, str]:
    return {one.interaction: one.settled_by for one in derive(evidence).thanks}


def test_a_one_on_one_owes_a_thank_you_within_24_hours():
    (owed,) = derive([meeting()]).thanks
    assert (owed.interaction, owed.source, owed.at) == ("coffee", Source.MEETING, on(0))
    assert (owed.due, owed.settled_by, owed.settled_at) == (on(0) + timedelta(hours=24), "", None)


def test_a_one_on_one_owes_one_thank_you_with_all_that_it_brought():
    outcomes = [piece(Kind.OUTCOME, day, about="coffee") for day in (0, 1, 2)]
    assert settled(meeting(), *outcomes) == {"coffee": ""}


def test_an_introduction_owes_one():
    (owed,) = derive([introduction()]).thanks
    assert owed.source is Source.INTRODUCTION


def test_help_given_by_mail_owes_one_since_that_mail():
    mail = piece(Kind.MESSAGE_IN, 0, "mail")
    noted = [piece(Kind.OUTCOME, 3, about="mail"), piece(Kind.OUTCOME, 4, about="mail")]
    (owed,) = derive([mail, *noted]).thanks
    assert (owed.interaction, owed.source, owed.at) == ("mail", Source.HELP, on(0))


def test_help_out_of_nothing_known_owes_one_by_itself():
    assert settled(piece(Kind.OUTCOME, 0, "tip")) == {"tip": ""}
    assert settled(piece(Kind.OUTCOME, 0, "tip", interaction="line", about="gone")) == {"line": ""}


def test_help_noted_on_the_line_of_a_mail_is_owed_since_that_mail():
    mail = piece(Kind.MESSAGE_IN, 0, "mail")
    (owed,) = derive([mail, piece(Kind.OUTCOME, 3, interaction="mail")]).thanks
    assert owed.at == on(0)


def test_an_unverified_mail_does_not_date_the_help_noted_from_it():
    mail = piece(Kind.MESSAGE_IN, 0, "mail", counts=False)
    (owed,) = derive([mail, piece(Kind.OUTCOME, 3, "tip", about="mail")]).thanks
    assert (owed.interaction, owed.at) == ("tip", on(3))


def test_what_an_introduction_mail_brought_is_thanked_for_with_it():
    assert settled(introduction(), piece(Kind.OUTCOME, 1, about="intro")) == {"intro": ""}


def test_an_unverified_meeting_owes_nothing():
    assert settled(meeting(counts=False)) == {}


def test_a_thank_you_settles_the_only_source_open():
    (owed,) = derive([meeting(), thanks()]).thanks
    assert (owed.settled_by, owed.settled_at) == ("thanks", on(5))


def test_an_unverified_thank_you_settles_nothing():
    assert settled(meeting(), thanks(counts=False)) == {"coffee": ""}


def test_a_thank_you_settles_only_sources_before_it():
    assert settled(meeting(6), thanks(5)) == {"coffee": ""}
    assert settled(meeting(5), thanks(5)) == {"coffee": "thanks"}


def test_a_meeting_recorded_after_its_thank_you_is_born_settled():
    assert settled(thanks(5), meeting(4)) == {"coffee": "thanks"}


def test_help_noted_after_its_thank_you_is_born_settled():
    evidence = [piece(Kind.MESSAGE_IN, 4, "mail"), thanks(5), piece(Kind.OUTCOME, 6, about="mail")]
    assert settled(*evidence) == {"mail": "thanks"}


def test_a_thank_you_settles_the_source_of_its_thread_first():
    sources = [meeting(), introduction(1, thread="t1")]
    assert settled(*sources, thanks(thread="t1", names=frozenset({Source.MEETING}))) == {
        "coffee": "",
        "intro": "thanks",
    }


def test_a_thank_you_in_the_thread_of_the_helping_mail_settles_the_help():
    mail = piece(Kind.MESSAGE_IN, 0, "mail", thread="t1")
    evidence = [mail, piece(Kind.OUTCOME, 1, about="mail"), meeting(2), thanks(thread="t1")]
    assert settled(*evidence) == {"mail": "thanks", "coffee": ""}


def test_else_a_thank_you_settles_the_source_that_its_words_name():
    named = thanks(names=frozenset({Source.INTRODUCTION}))
    assert settled(meeting(), introduction(1), named) == {"coffee": "", "intro": "thanks"}


def test_words_that_name_two_sources_settle_both():
    named = thanks(names=frozenset({Source.MEETING, Source.INTRODUCTION}))
    assert settled(meeting(), introduction(1), named) == {"coffee": "thanks", "intro": "thanks"}


def test_words_that_could_mean_two_meetings_are_asked_about():
    history = derive([meeting(), meeting(1, "lunch"), introduction(), thanks(names=frozenset({Source.MEETING}))])
    (question,) = history.questions
    assert (question.doubt, question.evidence) == (Doubt.WHICH_THANKS, "thanks")
    assert question.candidates == ("coffee", "lunch")
    assert not any(one.settled_by for one in history.thanks)


def test_words_that_name_nothing_open_leave_the_only_one_open():
    assert settled(meeting(), thanks(names=frozenset({Source.HELP}))) == {"coffee": "thanks"}


def test_else_the_user_is_asked():
    (question,) = derive([meeting(), introduction(1), thanks()]).questions
    assert question.candidates == ("coffee", "intro")


def test_the_users_word_settles_what_was_asked():
    history = derive([meeting(), introduction(1), thanks(about="intro", thread="t1")])
    assert history.questions == ()
    assert [one.interaction for one in history.thanks if one.settled_by] == ["intro"]


def test_the_users_word_settles_nothing_else():
    assert settled(meeting(), thanks(about="gone")) == {"coffee": ""}


def test_one_thank_you_settles_one_source_and_the_next_the_next():
    evidence = [meeting(0), thanks(1, "first"), meeting(2, "lunch"), thanks(3, "second")]
    assert settled(*evidence) == {"coffee": "first", "lunch": "second"}


def test_a_thank_you_that_finds_nothing_open_asks_nothing():
    assert derive([meeting(), thanks(5), thanks(6, "again")]).questions == ()


def test_a_question_is_over_once_all_it_could_settle_is_settled():
    by_hand = [thanks(6, "h1", about="coffee"), thanks(7, "h2", about="intro")]
    assert derive([meeting(), introduction(1), thanks(), *by_hand]).questions == ()


def test_the_last_day_of_the_calendar_does_not_overflow():
    last = Evidence("m", Kind.MEETING, datetime.max.replace(tzinfo=UTC))
    assert derive([last]).thanks[0].due == last.at


@given(any_evidence)
def test_no_source_is_settled_before_it_happened_and_none_twice(evidence: list[Evidence]):
    owed = derive(evidence).thanks
    assert len({one.interaction for one in owed}) == len(owed)
    for one in owed:
        assert bool(one.settled_by) == (one.settled_at is not None)
        assert one.settled_at is None or one.settled_at >= one.at

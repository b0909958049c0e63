"""What strength is measured from, counted in the evidence."""

from hypothesis import given

from tests.domain.make import any_evidence, on, piece, two_way
from webapp.domain.evidence import Evidence, Kind, Tally
from webapp.domain.phases import derive


def tally(*evidence: Evidence) -> Tally:
    return derive(evidence).tally


def test_nothing_is_counted_where_nothing_happened():
    assert tally() == Tally()


def test_a_message_and_one_of_the_other_side_are_an_exchange_whoever_began():
    assert tally(*two_way()).exchanges == 1
    assert tally(piece(Kind.MESSAGE_IN, 0), piece(Kind.MESSAGE_OUT, 1)).exchanges == 1


def test_an_exchange_ends_with_its_answer_and_the_next_begins_after_it():
    sides = (Kind.MESSAGE_OUT, Kind.MESSAGE_IN, Kind.MESSAGE_OUT, Kind.MESSAGE_OUT, Kind.MESSAGE_IN, Kind.MESSAGE_OUT)
    assert tally(*(piece(kind, day) for day, kind in enumerate(sides))).exchanges == 2


def test_an_introduction_of_which_an_outcome_is_noted_is_received_once():
    introduction = piece(Kind.INTRODUCTION, 1, "intro", interaction="mail")
    assert tally(introduction).received == 1
    assert tally(introduction, piece(Kind.OUTCOME, 1, about="mail")).received == 1
    assert tally(introduction, piece(Kind.OUTCOME, 1, about="elsewhere")).received == 2


def test_a_meeting_is_counted_and_dated():
    found = tally(piece(Kind.MEETING, 3, "second"), piece(Kind.MEETING, 1, "first"))
    assert (found.meetings, found.first_met_at, found.last_in_at, found.last_out_at) == (2, on(1), on(3), None)


def test_messages_in_a_row_are_unanswered_until_they_write_or_meet():
    mine = [piece(Kind.MESSAGE_OUT, day) for day in (0, 1, 2)]
    assert tally(*mine).unanswered == 3
    assert tally(*mine, piece(Kind.MESSAGE_IN, 1.5)).unanswered == 1
    assert tally(*mine, piece(Kind.MEETING, 3)).unanswered == 0


def test_thanks_and_reports_ask_for_no_answer():
    thanking = [piece(Kind.MESSAGE_OUT, 1, "mail"), piece(Kind.THANKS, 1, "mail:thanks", interaction="mail")]
    assert tally(*thanking).unanswered == 0


def test_what_came_back_or_is_unverified_is_not_counted():
    lost = [piece(Kind.MESSAGE_OUT, 0, "lost"), piece(Kind.RETURNED, 0.1, about="lost")]
    assert tally(*lost, piece(Kind.MESSAGE_IN, 1, counts=False)) == Tally()


@given(any_evidence)
def test_no_count_is_larger_than_what_happened(evidence: list[Evidence]):
    found = derive(evidence).tally
    kinds = [one.kind for one in evidence]
    sides = (kinds.count(Kind.MESSAGE_OUT), kinds.count(Kind.MESSAGE_IN))
    assert 0 <= found.exchanges <= min(sides)
    assert found.meetings <= kinds.count(Kind.MEETING)
    assert found.unanswered <= sides[0]
    assert (found.first_met_at is None) == (found.meetings == 0)

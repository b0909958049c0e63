"""docs/method.md §2, a test for each of its sentences."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.make import any_evidence, any_piece, on, piece, two_way
from webapp.domain.evidence import Evidence, Kind, Phase
from webapp.domain.phases import derive

INITIATE, OBTAIN, USE = Phase.INITIATE, Phase.OBTAIN, Phase.USE


def route(evidence: list[Evidence]) -> list[tuple[Phase, Phase]]:
    return [(move.old, move.new) for move in derive(evidence).moves]


def used_round() -> list[Evidence]:
    """A whole round: obtained on day 1, used on day 2, thanked on day 3, reported back on day 4."""
    return [
        *two_way(),
        piece(Kind.OUTCOME, 1, "advice"),
        piece(Kind.USE, 2, "revised", about="advice"),
        piece(Kind.THANKS, 3, "thanks"),
        piece(Kind.REPORT_BACK, 4, "told", about="advice"),
    ]


def test_a_relationship_starts_in_initiate():
    history = derive([])
    assert (history.phase, history.since, history.moves) == (INITIATE, None, ())
    assert history.missing == (Kind.MESSAGE_OUT, Kind.MESSAGE_IN)


def test_one_message_is_not_an_exchange():
    history = derive([piece(Kind.MESSAGE_OUT, 0), piece(Kind.MESSAGE_OUT, 1)])
    assert (history.phase, history.missing) == (INITIATE, (Kind.MESSAGE_IN,))


def test_a_two_way_exchange_completes_initiate():
    history = derive(two_way())
    assert (history.phase, history.since) == (OBTAIN, on(0.04))
    assert history.missing == (Kind.OUTCOME,)
    assert (history.moves[0].reason, history.moves[0].evidence) == ("You wrote to each other", "hello-back")


def test_it_does_not_matter_who_began():
    assert derive([piece(Kind.MESSAGE_IN, 0), piece(Kind.MESSAGE_OUT, 1)]).phase is OBTAIN


def test_a_meeting_completes_initiate():
    history = derive([piece(Kind.MEETING, 0)])
    assert (history.phase, history.moves[0].reason) == (OBTAIN, "You met")


def test_an_answer_is_not_yet_an_outcome():
    evidence = [*two_way(), piece(Kind.ASK, 1, "ask"), piece(Kind.MESSAGE_IN, 2)]
    assert derive(evidence).phase is OBTAIN


def test_a_decline_completes_nothing():
    evidence = [piece(Kind.MESSAGE_OUT, 0), piece(Kind.ASK, 0, "ask"), piece(Kind.DECLINE, 1)]
    assert derive(evidence).phase is INITIATE
    assert derive([*two_way(), piece(Kind.ASK, 1, "ask"), piece(Kind.DECLINE, 2)]).phase is OBTAIN


def test_an_outcome_completes_obtain():
    history = derive([*two_way(), piece(Kind.OUTCOME, 1)])
    assert (history.phase, history.moves[-1].reason) == (USE, "Something was obtained")


def test_an_introduction_mail_completes_obtain():
    history = derive([*two_way(), piece(Kind.INTRODUCTION, 1)])
    assert (history.phase, history.moves[-1].reason) == (USE, "They introduced you to somebody")


def test_an_introduction_in_the_very_reply_completes_both_phases_in_turn():
    reply = {"interaction": "reply"}
    history = derive(
        [
            piece(Kind.MESSAGE_OUT, 0),
            piece(Kind.MESSAGE_IN, 1, **reply),
            piece(Kind.INTRODUCTION, 1, **reply),
        ]
    )
    assert [move.new for move in history.moves] == [OBTAIN, USE]
    assert history.held["reply"] is INITIATE


def test_an_outcome_that_came_early_is_held_until_initiate_is_complete():
    evidence = [piece(Kind.OUTCOME, 0, "early"), piece(Kind.MESSAGE_OUT, 1)]
    assert derive(evidence).phase is INITIATE
    moves = derive([*evidence, piece(Kind.MESSAGE_IN, 2, "reply")]).moves
    assert [(move.new, move.at, move.evidence) for move in moves] == [
        (OBTAIN, on(2), "reply"),
        (USE, on(2), "early"),
    ]


def test_use_is_complete_when_used_thanked_and_told():
    history = derive(used_round())
    assert (history.phase, history.missing) == (USE, ())


def test_use_names_what_it_still_lacks():
    *begun, use, thanks, told = used_round()
    assert derive(begun).missing == (Kind.USE, Kind.THANKS, Kind.REPORT_BACK)
    assert derive([*begun, thanks]).missing == (Kind.USE, Kind.REPORT_BACK)
    assert derive([*begun, use, told]).missing == (Kind.THANKS,)
    assert derive([*begun, use, thanks]).missing == (Kind.REPORT_BACK,)


def test_a_report_back_before_the_use_does_not_complete_use():
    early = piece(Kind.REPORT_BACK, 1.5, about="advice")
    assert Kind.REPORT_BACK in derive([*used_round()[:-1], early]).missing


def test_a_thank_you_for_the_meeting_thanks_for_advice_noted_after_it():
    evidence = [piece(Kind.MEETING, 0, interaction="coffee"), piece(Kind.THANKS, 1)]
    evidence.append(piece(Kind.OUTCOME, 2, about="coffee"))
    assert Kind.THANKS not in derive(evidence).missing


def test_a_thank_you_before_anything_was_obtained_does_not_count_for_it():
    evidence = [*two_way(), piece(Kind.THANKS, 0.5), piece(Kind.OUTCOME, 1)]
    assert Kind.THANKS in derive(evidence).missing


def test_a_complete_relationship_rests_in_use():
    assert derive([*used_round(), piece(Kind.MESSAGE_IN, 5), piece(Kind.MEETING, 6)]).phase is USE


def test_a_new_ask_re_enters_obtain():
    history = derive([*used_round(), piece(Kind.ASK, 5, "again")])
    assert (history.phase, history.missing) == (OBTAIN, (Kind.OUTCOME,))
    assert history.moves[-1].reason == "You asked for something new"


def test_an_unconfirmed_ask_does_not_re_enter_obtain():
    assert derive([*used_round(), piece(Kind.ASK, 5, "again", counts=False)]).phase is USE


def test_the_same_ask_repeated_does_not_re_enter_obtain():
    evidence = [*two_way(), piece(Kind.ASK, 0.5, ask="a"), piece(Kind.OUTCOME, 1), piece(Kind.ASK, 2, ask="a")]
    assert derive(evidence).phase is USE


def test_an_ask_made_while_use_is_incomplete_re_enters_and_the_report_back_stays_due():
    history = derive([*used_round()[:-1], piece(Kind.ASK, 5, "again")])
    assert (history.phase, history.to_report) == (OBTAIN, ("revised",))


def test_every_round_can_be_read_in_the_moves():
    evidence = [*used_round(), piece(Kind.ASK, 5, "again"), piece(Kind.OUTCOME, 6, "more")]
    assert route(evidence) == [(INITIATE, OBTAIN), (OBTAIN, USE), (USE, OBTAIN), (OBTAIN, USE)]
    assert derive(evidence).missing == (Kind.USE, Kind.THANKS, Kind.REPORT_BACK)


def test_a_new_round_needs_an_outcome_of_its_own():
    evidence = [*used_round(), piece(Kind.ASK, 5, "again"), piece(Kind.MEETING, 6)]
    assert derive(evidence).phase is OBTAIN


def test_the_reply_that_completes_initiate_is_in_initiate():
    assert derive(two_way()).held == {"hello": INITIATE, "hello-back": INITIATE}


def test_a_meeting_is_held_in_the_phase_before_it():
    held = derive([piece(Kind.MEETING, 0, "first"), piece(Kind.MEETING, 1, "second")]).held
    assert (held["first"], held["second"]) == (INITIATE, OBTAIN)


def test_the_interview_and_the_advice_it_brought_are_in_obtain():
    interview = piece(Kind.MEETING, 1, interaction="interview")
    held = derive([*two_way(), interview, piece(Kind.OUTCOME, 1, "advice", about="interview")]).held
    assert (held["interview"], held["advice"]) == (OBTAIN, OBTAIN)


def test_an_outcome_is_in_obtain_early_or_late():
    held = derive([piece(Kind.OUTCOME, -1, "early"), *used_round(), piece(Kind.OUTCOME, 5, "late")]).held
    assert (held["early"], held["late"]) == (OBTAIN, OBTAIN)


def test_an_outcome_on_the_line_of_a_reply_leaves_the_reply_where_it_is():
    out, back = two_way()
    held = derive([out, back, piece(Kind.OUTCOME, 1, interaction=back.line)]).held
    assert held[back.line] is INITIATE


def test_a_use_and_a_report_back_are_in_use_even_after_a_new_ask():
    held = derive([*used_round()[:-1], piece(Kind.ASK, 3.5, "again"), used_round()[-1]]).held
    assert (held["revised"], held["told"]) == (USE, USE)


def test_a_report_back_puts_its_mail_into_use():
    mail = {"interaction": "mail"}
    more = [piece(Kind.MESSAGE_OUT, 6, **mail), piece(Kind.REPORT_BACK, 6, about="advice", **mail)]
    assert derive([*used_round()[:-1], piece(Kind.ASK, 5, "again"), *more]).held["mail"] is USE


def test_a_thank_you_carries_the_phase_of_what_it_thanks_for():
    evidence = [piece(Kind.MEETING, 0, "coffee"), piece(Kind.OUTCOME, 0, about="coffee")]
    mail = {"interaction": "mail"}
    evidence += [piece(Kind.MESSAGE_OUT, 1, **mail), piece(Kind.THANKS, 1, **mail)]
    history = derive(evidence)
    assert (history.phase, history.held["mail"]) == (USE, INITIATE)


def test_a_thank_you_for_nothing_stands_in_the_phase_before_it():
    assert derive([*two_way(), piece(Kind.THANKS, 1, "thanks")]).held["thanks"] is OBTAIN


def test_a_use_step_that_came_too_early_is_flagged_and_moves_nothing():
    history = derive([*two_way(), piece(Kind.USE, 1, "hasty", about="x")])
    assert (history.phase, history.skipped, history.to_report) == (OBTAIN, ("hasty",), ())
    assert history.held["hasty"] is OBTAIN


def test_a_skipped_use_does_not_count_later():
    history = derive([*two_way(), piece(Kind.USE, 1, "hasty"), piece(Kind.OUTCOME, 2)])
    assert Kind.USE in history.missing


def test_the_user_can_override_with_a_written_note():
    history = derive([piece(Kind.USE, 1, "bold", override="She offered it herself")])
    assert (history.phase, history.skipped) == (USE, ())
    assert history.moves[0].old is INITIATE
    assert "She offered it herself" in history.moves[0].reason


def test_a_use_of_an_earlier_rounds_outcome_is_not_too_early_in_the_next_round():
    late = piece(Kind.USE, 6, "late", about="advice")
    history = derive([*used_round(), piece(Kind.ASK, 5, "again"), late])
    assert (history.phase, history.skipped, history.to_report) == (OBTAIN, (), ("late",))


def test_a_use_of_an_earlier_rounds_outcome_does_not_complete_this_round():
    more = [piece(Kind.ASK, 5, "again"), piece(Kind.OUTCOME, 6, "more"), piece(Kind.USE, 7, about="advice")]
    assert Kind.USE in derive([*used_round(), *more]).missing


def test_things_of_the_same_moment_happen_in_the_order_of_their_kinds():
    evidence = [piece(kind, 0, str(kind)) for kind in reversed(Kind)]
    assert route(evidence) == [(INITIATE, OBTAIN), (OBTAIN, USE)]


def test_undone_evidence_leaves_no_trace():
    before = used_round()
    derive([*before, piece(Kind.ASK, 5, "again")])
    assert derive(before) == derive(used_round())


@given(any_evidence, st.randoms(use_true_random=False))
def test_any_order_of_the_same_evidence_with_duplicates_gives_the_same_history(
    evidence: list[Evidence], dice: random.Random
):
    shuffled = evidence + dice.choices(evidence, k=5) if evidence else []
    dice.shuffle(shuffled)
    assert derive(shuffled) == derive(evidence)


@given(any_evidence)
def test_the_phase_is_always_what_the_moves_say(evidence: list[Evidence]):
    history = derive(evidence)
    phase, at = INITIATE, None
    for move in history.moves:
        assert move.old is phase
        assert move.new is not phase
        assert at is None or at <= move.at
        phase, at = move.new, move.at
    assert (history.phase, history.since) == (phase, at)


@given(any_evidence, any_piece)
def test_what_nobody_has_verified_moves_nothing(evidence: list[Evidence], stray: Evidence):
    stray = replace(stray, id="stray", counts=False)
    with_it, without = derive([*evidence, stray]), derive(evidence)
    assert with_it.held[stray.line] in Phase
    assert replace(with_it, held={}) == replace(without, held={})


@given(st.lists(any_piece, max_size=20, unique_by=lambda one: one.id))
def test_every_line_has_a_phase(evidence: list[Evidence]):
    assert set(derive(evidence).held) == {one.line for one in evidence}


@given(any_evidence)
def test_nothing_rests_that_was_not_used_thanked_for_and_told(evidence: list[Evidence]):
    history = derive(evidence)
    if not history.missing:
        assert {one.kind for one in evidence if one.counts} >= {Kind.USE, Kind.THANKS, Kind.REPORT_BACK}


def test_two_thousand_pieces_are_read():
    crowd = [piece(Kind.ASK, day, thread=f"t{day % 7}") for day in range(1000)]
    crowd += [piece(Kind.MESSAGE_IN, day + 0.5, thread=f"t{day % 5}") for day in range(1000)]
    assert len(derive(crowd).ask_states) == 1000

"""Asks that are Use-steps: with their evidence asks as any other, without it they move no phase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.make import any_evidence, piece, two_way
from webapp.domain.evidence import AskState, Evidence, Kind, Phase
from webapp.domain.fit import SMALLEST, is_use_step
from webapp.domain.phases import derive


def vouch(day: float, **more) -> Evidence:
    return piece(Kind.ASK, day, "vouch", use_step=True, **more)


def test_recommendations_vouches_and_introductions_to_somebody_who_can_hire_are_use_steps() -> None:
    assert {kind for kind in SMALLEST if is_use_step(kind, False)} == {"recommendation", "vouch"}
    assert {kind for kind in SMALLEST if is_use_step(kind, True)} == {"recommendation", "vouch", "introduction"}


@pytest.mark.parametrize("before", [[], two_way(), [piece(Kind.OUTCOME, 0)], [piece(Kind.MEETING, 0)]])
def test_one_without_the_evidence_of_initiate_and_obtain_is_flagged_and_moves_no_phase(before: list[Evidence]) -> None:
    history = derive([*before, vouch(1)])
    assert history.skipped == ("vouch",)
    assert (history.phase, history.moves) == (derive(before).phase, derive(before).moves)


def test_one_that_came_too_early_still_waits_for_its_answer() -> None:
    history = derive([*two_way(), vouch(1)])
    assert history.ask_states == {"vouch": AskState.MADE}
    assert [one.ask for one in history.waiting] == ["vouch"]


@pytest.mark.parametrize("kind", [Kind.OUTCOME, Kind.INTRODUCTION])
def test_one_after_something_was_obtained_re_enters_obtain_as_any_ask(kind: Kind) -> None:
    history = derive([*two_way(), piece(kind, 1), vouch(2)])
    assert (history.phase, history.skipped) == (Phase.OBTAIN, ())


def test_what_was_obtained_in_an_earlier_round_serves_too() -> None:
    history = derive([*two_way(), piece(Kind.OUTCOME, 1), piece(Kind.ASK, 2, "other"), vouch(3)])
    assert history.skipped == ()


def test_an_override_alone_is_no_evidence_for_the_next_step() -> None:
    evidence = [*two_way(), piece(Kind.USE, 1, override="I must"), vouch(2)]
    history = derive(evidence)
    assert (history.phase, history.skipped) == (Phase.USE, ("vouch",))


def test_one_with_a_written_note_is_not_flagged() -> None:
    assert derive([vouch(1, override="She offered")]).skipped == ()


def test_an_outcome_that_is_noted_later_and_happened_before_takes_the_flag_away() -> None:
    assert derive([vouch(2), *two_way(), piece(Kind.OUTCOME, 1)]).skipped == ()


@given(any_evidence, st.randoms(use_true_random=False))
def test_a_flagged_step_moves_no_phase_in_whatever_order_it_is_read(evidence: list[Evidence], random) -> None:
    history = derive(evidence)
    random.shuffle(evidence)
    assert derive(evidence) == history
    assert {move.evidence for move in history.moves}.isdisjoint(history.skipped)

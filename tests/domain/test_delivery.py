"""What the machines on the way say: docs/method.md §2 and §3, what came back and who is away."""

from datetime import datetime

import pytest

from tests.domain.make import on, piece, two_way
from webapp.domain.evidence import AskState, Evidence, History, Kind, Phase
from webapp.domain.phases import derive


def returned(line: str = "hello", day: float = 0.1, **more) -> Evidence:
    return piece(Kind.RETURNED, day, f"{line}-returned", about=line, **more)


def away(day: float, until: float | None, **more) -> Evidence:
    return piece(Kind.AWAY, day, until=None if until is None else on(until), **more)


def back(history: History) -> datetime | None:
    (one,) = history.waiting
    return one.back


ASK = [piece(Kind.MESSAGE_OUT, 0, "hello"), piece(Kind.ASK, 0, "a-made", ask="a", interaction="hello")]


def test_a_mail_that_came_back_is_no_half_of_the_exchange():
    assert derive([*two_way(), returned()]).phase is Phase.INITIATE


def test_what_came_back_is_no_message_from_them():
    history = derive([piece(Kind.MESSAGE_OUT, 0, "hello"), returned("other")])
    assert (history.phase, history.missing) == (Phase.INITIATE, (Kind.MESSAGE_IN,))


def test_an_ask_that_came_back_waits_for_nothing_and_is_still_to_be_made():
    history = derive([*ASK, returned()])
    assert (history.waiting, history.ask_states) == ((), {})
    assert history.to_readdress == ("hello",)


def test_an_ask_that_came_back_opens_no_new_round():
    used = [*two_way(), piece(Kind.OUTCOME, 1)]
    again = piece(Kind.ASK, 2, "b-made", ask="b", interaction="letter")
    assert derive([*used, again]).phase is Phase.OBTAIN
    assert derive([*used, again, returned("letter", 2.1)]).phase is Phase.USE


def test_a_thank_you_that_came_back_settles_nothing():
    history = derive([piece(Kind.MEETING, 0), piece(Kind.THANKS, 1, interaction="ty"), returned("ty", 1.1)])
    assert [one.settled_by for one in history.thanks] == [""]


def test_the_clocks_of_two_servers_do_not_matter():
    assert derive([*ASK, returned(day=-0.1)]).to_readdress == ("hello",)


def test_a_return_that_nobody_has_verified_takes_nothing_back():
    history = derive([*ASK, returned(counts=False)])
    assert (history.to_readdress, history.ask_states) == ((), {"a": AskState.MADE})


@pytest.mark.parametrize("kind", [Kind.MESSAGE_OUT, Kind.MESSAGE_IN, Kind.MEETING])
def test_a_later_message_or_meeting_shows_another_way_to_them(kind: Kind):
    assert derive([*ASK, returned(), piece(kind, 1)]).to_readdress == ()


def test_a_second_mail_that_comes_back_too_shows_none():
    again = piece(Kind.MESSAGE_OUT, 1, "again")
    assert derive([*ASK, returned(), again, returned("again", 1.1)]).to_readdress == ("hello", "again")


def test_who_is_away_is_awaited_from_the_day_of_their_return():
    assert back(derive([*ASK, away(1, 9)])) == on(9)


def test_an_ask_that_is_made_while_they_are_away_waits_for_their_return_too():
    assert back(derive([away(-1, 9), *ASK])) == on(9)


def test_an_ask_that_is_made_after_their_return_waits_at_once():
    assert back(derive([away(-5, -1), *ASK])) is None


def test_an_absence_moves_no_phase_and_answers_nothing():
    history = derive([*ASK, away(1, 9)])
    assert (history.phase, history.ask_states) == (Phase.INITIATE, {"a": AskState.MADE})


def test_the_latest_return_counts():
    assert back(derive([*ASK, away(1, 9), away(2, 5)])) == on(9)


def test_whoever_writes_is_back():
    wrote = piece(Kind.MESSAGE_IN, 3, not_an_answer=True)
    assert back(derive([*ASK, away(1, 9), wrote])) is None


@pytest.mark.parametrize(("day", "until"), [(1, None), (1, 1), (1, 0.5), (1, 400)])
def test_a_day_of_return_that_cannot_be_right_moves_nothing(day: float, until: float | None):
    assert back(derive([*ASK, away(day, until)])) is None


def test_an_absence_that_nobody_has_verified_moves_nothing():
    assert back(derive([*ASK, away(1, 9, counts=False)])) is None

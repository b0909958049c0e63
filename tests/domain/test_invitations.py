"""An event of a calendar through its versions: invited, moved, cancelled, declined."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.make import on
from webapp.domain.invitations import Meeting, Said, settle

INVITED = Said("REQUEST", 0, on(0), on(0), "invited", on(5), on(5.02), "Coffee", "Café Gold")
MOVED = replace(INVITED, sequence=1, stamp=on(1), at=on(1), source="moved", starts=on(6), ends=on(6.02))
CANCELLED = replace(INVITED, method="CANCEL", sequence=1, stamp=on(2), at=on(2), source="cancelled")
DECLINED = replace(INVITED, method="REPLY", stamp=on(2), at=on(2), source="declined", answer="DECLINED")
ACCEPTED = replace(DECLINED, stamp=on(3), at=on(3), source="accepted", answer="ACCEPTED")


def settled(*said: Said) -> Meeting:
    meeting = settle(said)
    assert meeting
    return meeting


def test_an_invitation_is_a_meeting():
    meeting = settled(INVITED)
    assert (meeting.latest, meeting.source, meeting.called_off, meeting.moved_from) == (INVITED, "invited", False, None)


@pytest.mark.parametrize("alone", [CANCELLED, DECLINED, ACCEPTED])
def test_without_an_invitation_there_is_none(alone: Said):
    assert settle([alone]) is None


def test_a_higher_sequence_moves_it():
    meeting = settled(MOVED, INVITED)
    assert (meeting.latest.starts, meeting.moved_from, meeting.source) == (on(6), on(5), "moved")


def test_of_an_equal_sequence_the_later_stamp_counts():
    again = replace(INVITED, stamp=on(0.5), starts=on(7), source="again")
    assert settled(again, INVITED).latest.starts == on(7)


def test_without_a_stamp_the_time_of_the_mail_counts():
    plain = replace(INVITED, stamp=None, at=on(3), starts=on(7), source="plain")
    assert settled(plain, INVITED).latest is plain


def test_a_cancellation_of_this_version_calls_it_off():
    meeting = settled(CANCELLED, INVITED)
    assert (meeting.called_off, meeting.source, meeting.latest) == (True, "cancelled", INVITED)


def test_a_cancellation_of_an_earlier_version_does_not():
    assert not settled(INVITED, replace(MOVED, sequence=2), CANCELLED).called_off


def test_a_decline_calls_it_off_until_they_accept():
    assert settled(INVITED, DECLINED).called_off
    assert not settled(INVITED, DECLINED, ACCEPTED).called_off


def test_a_decline_of_the_earlier_time_says_nothing_of_the_new_one():
    assert not settled(INVITED, MOVED, replace(DECLINED, stamp=on(9))).called_off


_said = st.builds(
    Said,
    st.sampled_from(["REQUEST", "REQUEST", "CANCEL", "REPLY"]),
    st.integers(0, 2),
    st.none() | st.integers(0, 3).map(on),
    st.integers(0, 3).map(on),
    st.sampled_from("abcdef"),
    st.integers(4, 6).map(on),
    st.integers(7, 9).map(on),
    answer=st.sampled_from(["ACCEPTED", "DECLINED"]),
)


@given(st.lists(_said, max_size=12, unique_by=lambda one: one.source), st.randoms(use_true_random=False))
def test_any_order_with_duplicates_comes_to_the_same(said: list[Said], dice: random.Random):
    shuffled = said + dice.choices(said, k=3) if said else []
    dice.shuffle(shuffled)
    assert settle(shuffled) == settle(said)

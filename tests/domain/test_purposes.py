"""Whether two one-on-ones have the same purpose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.purposes import same_purpose


@pytest.mark.parametrize(
    "other",
    ["how hospitals buy software", "How hospitals buy software?", "Talk again about how hospitals buy software"],
)
def test_the_same_in_other_words_of_no_weight_is_the_same_purpose(other: str):
    assert same_purpose("How hospitals buy software", other)


@pytest.mark.parametrize("other", ["How schools buy software", "Who else to speak to", ""])
def test_another_matter_is_another_purpose(other: str):
    assert not same_purpose("How hospitals buy software", other)


@given(st.text(max_size=40), st.text(max_size=40))
def test_it_does_not_matter_which_came_first(one: str, other: str):
    assert same_purpose(one, other) == same_purpose(other, one)
    assert same_purpose(one, one)

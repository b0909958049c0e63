"""Texts about the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.likeness import alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("20 minutes on moving into data", "Could you spare 20 minutes to talk about moving into data?", True),
        ("Feedback on my résumé", "Would you look at my résumé?", True),
        ("An introduction to Bob", "20 minutes on moving into data", False),
        ("", "anything at all", False),
        ("a b c", "a b c", False),
    ],
)
def test_texts_are_alike_by_the_longer_words_that_they_share(one: str, other: str, same: bool):
    assert alike(one, other) is same


@given(st.text(), st.text())
def test_it_does_not_matter_which_comes_first(one: str, other: str):
    assert alike(one, other) == alike(other, one)

"""The choke point: what no text from outside gets past."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.text import clean, line

any_text = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from("a \x00\r\n\t\x0b\x85\u2028\ud800\udc00\u202e\u2066é…\u00a0"), max_size=40
)
limits = st.integers(1, 30)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\x00b", "ab"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("tab\there", "tab\there"),
        ("page\x0cbreak", "page break"),
        ("lone \ud800 half", "lone � half"),
        ("\ud83d\ude00", "😀"),
        ("in\u202evoice\u2066", "invoice"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("bell\x07 \x9b", "bell "),
    ],
)
def test_a_body_keeps_what_can_be_read(raw: str, expected: str):
    assert clean(raw) == expected


def test_a_line_has_only_single_spaces():
    assert line("  Jane\r\n\t Doe\u00a0\u2029 ") == "Jane Doe"


def test_what_is_cut_says_so():
    assert clean("abcdef", limit=4) == "abc…"
    assert line("ab cdef", limit=4) == "ab…"
    assert clean("abcd", limit=4) == "abcd"


@given(any_text, limits)
def test_cleaning_what_is_clean_changes_nothing(raw: str, limit: int):
    assert clean(clean(raw, limit), limit) == clean(raw, limit)
    assert line(line(raw, limit), limit) == line(raw, limit)


@given(any_text, limits)
def test_nothing_gets_past_that_a_database_refuses(raw: str, limit: int):
    for text in (clean(raw, limit), line(raw, limit)):
        text.encode("utf-8")
        assert len(text) <= limit
        assert all(unicodedata.category(char) != "Cc" or char in "\n\t" for char in text)


@given(any_text)
def test_a_line_is_one_line(raw: str):
    assert len(line(raw).splitlines()) <= 1
    assert line(raw) == line(raw).strip()


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_ordinary_text_is_left_alone(text: str):
    assert clean(text) == text

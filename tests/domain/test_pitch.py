"""The pitch: its length when spoken, its draft, and what it lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from webapp.domain.pitch import LONGEST, Pitch, draft, missing, seconds

WHOLE = Pitch(
    position="data analyst",
    situation="I ran the till systems of a supermarket for eight years",
    skills=("SQL", "explaining numbers", "patience with tills"),
    wish="I would like to meet one person who made the same change.",
    stories=("The night the tills stood still", "The missing pallets"),
    text="I make numbers speak.",
)


@pytest.mark.parametrize(("words", "spoken"), [(0, 0), (5, 2), (75, 30), (150, 60)])
def test_a_hundred_and_fifty_words_are_a_minute(words: int, spoken: int) -> None:
    assert seconds("word " * words) == spoken


def test_a_whole_pitch_lacks_nothing() -> None:
    assert missing(WHOLE) == ()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"position": ""}, "position"),
        ({"skills": ("SQL", "", "")}, "1 of 3"),
        ({"wish": ""}, "like from people"),
        ({"stories": ("One",)}, "stories"),
        ({"text": "word " * 300}, "120 seconds"),
    ],
)
def test_what_is_missing_is_named(change: dict[str, object], word: str) -> None:
    [said] = missing(replace(WHOLE, **change))
    assert word in said


def test_a_draft_says_position_skills_and_wish_and_is_short_enough() -> None:
    said = draft(WHOLE)
    for part in ("data analyst", "SQL", "patience with tills", "one person who made the same change"):
        assert part in said
    assert seconds(said) <= LONGEST


def test_nothing_is_drafted_from_nothing() -> None:
    assert draft(Pitch(situation="Here.", wish="A name.")) == ""

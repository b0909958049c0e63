"""What is theirs is said to their face in words of its own, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from webapp.domain import whose_words, wording

GERMAN = {
    "their advice “%(text)s”": "der Rat „%(text)s“ von dort",
    "your advice “%(text)s”": "deinen Rat „%(text)s“",
}


class _German(NullTranslations):
    def gettext(self, message: str) -> str:
        return GERMAN.get(message, message)


@pytest.fixture
def german() -> Iterator[None]:
    wording.speak(_German())
    yield
    wording.speak(NullTranslations())


@pytest.mark.parametrize(
    ("theirs", "yours"),
    [
        ("their mail of 3 May", "your mail of 3 May"),
        ("their mail “100 % (their mail)”", "your mail “100 % (their mail)”"),
        ("their mail", "your mail"),
        ("their time on 3 May", "your time on 3 May"),
        ("the name of Noor", "the name of Noor"),
        ("", ""),
    ],
)
def test_what_is_theirs_is_said_to_their_face(theirs: str, yours: str) -> None:
    assert whose_words.yours(theirs) == yours


def test_a_mail_of_theirs_is_one_of_the_two() -> None:
    assert whose_words.the_mail("their mail “Coffee”") == "the mail “Coffee”"
    assert whose_words.the_mail("the meeting") == "the meeting"


@pytest.mark.usefixtures("german")
def test_each_language_has_its_own_words_for_both() -> None:
    assert whose_words.yours("der Rat „Frag Noor“ von dort") == "deinen Rat „Frag Noor“"

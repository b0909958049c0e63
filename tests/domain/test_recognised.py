"""Sentences that were stored are found again by the words that they were made of."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from webapp.domain import recognised, wording

COPIED = "Copied to %(address)s"


class _German(NullTranslations):
    def gettext(self, message: str) -> str:
        return {COPIED: "In Kopie an %(address)s gesandt"}.get(message, message)


@pytest.fixture
def german() -> Iterator[None]:
    wording.speak(_German())
    yield
    wording.speak(NullTranslations())


@pytest.mark.parametrize("value", ["jo@example.org", "", "a (b) [c].*\nd"])
def test_a_sentence_is_known_by_its_words_whatever_stands_between_them(value: str) -> None:
    said = wording._(COPIED, address=value)
    assert recognised.is_said(COPIED, said)
    assert not recognised.is_said("From %(address)s", said)
    assert not recognised.is_said(COPIED, f"Not {said}")


@pytest.mark.usefixtures("german")
def test_what_a_sentence_was_made_of_is_found_in_it() -> None:
    assert recognised.values_of(COPIED, "In Kopie an Jo gesandt") == {"address": "Jo"}
    assert recognised.values_of(COPIED, "Copied to Jo") == {"address": "Jo"}
    assert recognised.values_of(COPIED, "Sent to Jo") is None


@pytest.mark.usefixtures("german")
def test_a_sentence_is_known_in_the_language_of_the_install_and_in_that_of_before() -> None:
    assert recognised.is_said(COPIED, "In Kopie an jo@example.org gesandt")
    assert recognised.is_said(COPIED, "Copied to jo@example.org")
    assert not recognised.is_said(COPIED, "In Kopie an jo@example.org")

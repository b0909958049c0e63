"""What the rules say is said in the language of the install."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from tests.domain.test_openers import EXAMPLES
from webapp.domain import agenda, wording
from webapp.domain.brief import Reason, worth
from webapp.domain.next_steps import Facts, Rule, next_step
from webapp.domain.openers import opener
from webapp.domain.providers import of_domain


class _Abroad(NullTranslations):
    """Another language, in which each text stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"<{message}>"


@pytest.fixture(autouse=True)
def _abroad() -> Iterator[None]:
    wording.speak(_Abroad())
    yield
    wording.speak(NullTranslations())


@pytest.mark.parametrize("reason", Reason)
def test_a_brief_is_said_in_the_language_of_the_install(reason: Reason) -> None:
    guest = EXAMPLES[reason]
    found = worth(guest)
    for words in (found.why, found.step, opener(guest, reason)):
        assert words.startswith("<")
        assert words.endswith(">")
        assert "%(" not in words


def test_a_next_step_and_what_it_names_are_said_in_the_language_of_the_install() -> None:
    step = next_step(Facts(open={Rule.THANK: ["x"]}))
    assert (step.text, step.why) == ("<Thank them>", "<A thank-you is owed within a day of what it is for.>")


def test_a_question_that_was_asked_in_another_language_is_not_proposed_again() -> None:
    first = agenda.suited(set())[0]
    assert first.text.startswith("<")
    assert first not in agenda.suited(set(), [first.text])


def test_the_sentences_on_a_provider_are_said_one_by_one() -> None:
    assert of_domain("gmx.net").note.count("<") == 2

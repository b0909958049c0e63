"""What the help that somebody gave is called inside a sentence."""

from __future__ import annotations

import pytest

from webapp.models import OutcomeKind
from webapp.services.help_words import help_words, name_given


@pytest.mark.parametrize("kind", OutcomeKind)
def test_help_is_called_by_its_kind_and_its_words(kind: OutcomeKind) -> None:
    assert help_words(kind, "Ask for Ms Sample.") == f"their {kind.value} “Ask for Ms Sample.”"


def test_a_name_that_was_given_says_itself_that_it_is_a_referral() -> None:
    assert help_words(OutcomeKind.REFERRAL, name_given("Noor Haddad")) == "the name of Noor Haddad"
    assert help_words(OutcomeKind.ADVICE, name_given("Noor")) == "their advice “The name of Noor”"

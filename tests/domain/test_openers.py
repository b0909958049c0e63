"""docs/method.md §8: the opener says what is known, and nothing else."""

import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_brief import ROWS, guests, told
from webapp.domain.brief import Guest, Reason, worth
from webapp.domain.evidence import Phase
from webapp.domain.fit import SMALLEST
from webapp.domain.letter_rules import asks_for_a_job
from webapp.domain.letter_text import read
from webapp.domain.openers import opener
from webapp.domain.strength import Tier

EXAMPLES = {row[0]: told(row[3]) for row in ROWS}
USE_STEP = re.compile(r"recommend|vouch|job|hire|reference", re.IGNORECASE)


def said_to(guest: Guest) -> str:
    return opener(guest, worth(guest).reason)


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_has_an_opener_that_asks_for_no_job_and_is_no_use_step(reason: Reason):
    words = said_to(EXAMPLES[reason])
    assert words[-1] in ".?"
    assert not USE_STEP.search(words)
    assert asks_for_a_job(read(words)) is None


@pytest.mark.parametrize(
    ("guest", "words"),
    [
        (Guest(phase=Phase.USE, thanks="their time on 3 May"), "Thank you for your time on 3 May."),
        (Guest(phase=Phase.USE, thanks="the name of Noor"), "Thank you for the name of Noor."),
        (
            Guest(phase=Phase.OBTAIN, heard="their mail of 3 May"),
            "May I come back to your mail of 3 May? I would like to hear more.",
        ),
        (Guest(phase=Phase.INITIATE, common_ground="the choir"), "I think we have something in common: the choir."),
        (Guest(introducer="Ana"), "You know Ana, I hear. How did you two meet?"),
        (Guest(introducer="Ana", named=True, referrer="Ana"), "Ana gave me your name."),
        (Guest(role="CTO", organisation="Acme"), "You are CTO at Acme, if I am right. How did you come to that?"),
        (Guest(organisation="Acme"), "You are at Acme, if I am right. What do you do there?"),
        (Guest(), "What brings you here?"),
        (Guest(named=True, referrer="Bo"), "Bo gave me your name."),
        (Guest(named=True), "What brings you here?"),
        (Guest(phase=Phase.USE, in_touch=True, last="May"), "How have you been since May?"),
    ],
)
def test_an_opener_is_made_of_what_is_known(guest: Guest, words: str):
    assert said_to(guest) == words


@pytest.mark.parametrize("tier", Tier)
def test_what_is_asked_in_obtain_is_what_the_tie_bears(tier: Tier):
    words = said_to(Guest(phase=Phase.OBTAIN, in_touch=True, tier=tier))
    asked = {"advice": "advice" in words, "introduction": "Whom else" in words or "get to know" in words}
    assert all(SMALLEST[kind].rank <= tier.rank for kind, holds in asked.items() if holds)
    assert tier is Tier.DISTANT or any(asked.values())


@given(guests, st.sampled_from([one.name for one in fields(Guest) if one.type == "str"]))
def test_what_is_not_known_is_not_said(guest: Guest, field: str):
    without = replace(guest, **{field: ""})
    marked = replace(without, **{field: "Xyzzy"})
    assert "Xyzzy" not in said_to(without)
    assert said_to(without)
    assert said_to(marked)


@given(guests)
def test_whoever_would_rather_not_be_named_is_not_named(guest: Guest):
    assert "gave me your name" not in said_to(replace(guest, named=True, referrer=""))

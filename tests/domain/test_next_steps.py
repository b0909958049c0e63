"""docs/method.md §2, the next step: its table with the worked examples, and what holds of any facts."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.tables import table
from webapp.domain.evidence import Kind, Phase
from webapp.domain.fit import SMALLEST, is_use_step
from webapp.domain.next_steps import FITTING, TABLE, Facts, Rule, also, next_step
from webapp.domain.strength import Tier

ROWS = table("rule", "step")
OPEN = {
    "thanks owed": Rule.THANK,
    "an answer to note": Rule.NOTE,
    "a use to report": Rule.REPORT,
    "an interview to confirm": Rule.CONFIRM,
    "a day that has come": Rule.COME_BACK,
    "a mail that came back": Rule.READDRESS,
    "an agreement to meet": Rule.PLAN,
    "a decline": Rule.ASK_ON,
    "they asked": Rule.ANSWER,
    "an ask to follow up": Rule.FOLLOW_UP,
    "an interview to come": Rule.PREPARE,
    "an ask that waits": Rule.AWAIT,
    "a drafted ask": Rule.MAKE,
}
SAID: dict[str, dict[str, Any]] = {
    "in Initiate": {"phase": Phase.INITIATE},
    "in Obtain": {"phase": Phase.OBTAIN},
    "in Use": {"phase": Phase.USE},
    "nothing used yet": {"missing": (Kind.USE,)},
    "common ground": {"common_ground": True},
    "you wrote": {"wrote": True},
    "lately": {"lately": True},
    "three unanswered": {"unanswered": 3},
    "dormant": {"dormant": True},
    "acquainted": {"tier": Tier.ACQUAINTED},
    "received two": {"received": 2},
    "given one": {"given": 1},
    "given two": {"given": 2},
}
any_facts = st.builds(
    Facts,
    phase=st.sampled_from(Phase),
    tier=st.sampled_from(Tier),
    open=st.dictionaries(st.sampled_from([*OPEN.values(), Rule.REST]), st.lists(st.text(), min_size=1, max_size=3)),
    common_ground=st.booleans(),
    wrote=st.booleans(),
    heard=st.booleans(),
    lately=st.booleans(),
    unanswered=st.integers(0, 4),
    dormant=st.booleans(),
    missing=st.sampled_from([(), (Kind.USE,), (Kind.OUTCOME,)]),
    received=st.integers(0, 3),
    given=st.integers(0, 3),
)


def told(example: str) -> Facts:
    """The facts of a worked example."""
    facts = Facts()
    for words in example.split("; "):
        if words in OPEN:
            facts = replace(facts, open={**facts.open, OPEN[words]: [words]})
        else:
            facts = replace(facts, **SAID[words])
    return facts


def test_the_table_of_the_method_is_the_table_of_the_code():
    assert [row[0] for row in ROWS] == [row.rule.value for row in TABLE] == list(Rule)


@pytest.mark.parametrize(("rule", "step", "example"), [(row[0], row[1], row[3]) for row in ROWS])
def test_a_worked_example_comes_out(rule: str, step: str, example: str):
    found = next_step(told(example))
    assert (found.rule.value, found.text) == (rule, step)
    assert found.why


@pytest.mark.parametrize("tier", Tier)
def test_what_is_to_be_asked_for_fits_the_tier_and_is_no_use_step(tier: Tier):
    kind, words = FITTING[tier]
    assert SMALLEST[kind].rank <= tier.rank
    assert not is_use_step(kind, to_hire=False)
    assert words in next_step(Facts(phase=Phase.OBTAIN, tier=tier)).text


def test_an_ask_followed_up_twice_rests():
    assert next_step(Facts(phase=Phase.OBTAIN, open={Rule.REST: ["ask"]})).rule is Rule.REST


@given(any_facts)
def test_there_is_always_one_step_and_nothing_owed_is_forgotten(facts: Facts):
    first, others = next_step(facts), also(facts)
    assert "%(" not in first.text + first.why
    assert first not in others
    shown = {(step.rule, step.subject) for step in (first, *others)}
    for rule in set(OPEN.values()) - {Rule.MAKE, Rule.PREPARE}:
        assert {(rule, subject) for subject in facts.open.get(rule, ())} <= shown


@given(any_facts)
def test_what_else_is_open_comes_after_the_first_and_in_its_order(facts: Facts):
    places = [list(Rule).index(step.rule) for step in also(facts)]
    assert places == sorted(places)


@given(any_facts)
def test_the_order_in_which_things_were_found_does_not_matter(facts: Facts):
    turned = replace(facts, open=dict(reversed(facts.open.items())))
    assert (next_step(turned), also(turned)) == (next_step(facts), also(facts))

"""docs/method.md §8, the brief: its table with the worked examples, and what holds of anybody in a room."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.tables import table
from webapp.domain.brief import LONGEST, TABLE, Guest, Reason, said, worth
from webapp.domain.evidence import Phase
from webapp.domain.introducing import How, Link, best, in_words
from webapp.domain.strength import Tier

ROWS = table("reason", "aim")
SAID: dict[str, dict[str, Any]] = {
    "unknown": {"phase": None},
    "in Initiate": {"phase": Phase.INITIATE},
    "in Obtain": {"phase": Phase.OBTAIN},
    "in Use": {"phase": Phase.USE},
    "in touch": {"in_touch": True, "last": "May"},
    "acquainted": {"tier": Tier.ACQUAINTED},
    "left in peace": {"rests": True},
    "dormant": {"dormant": True},
    "can hire": {"can_hire": True},
    "common ground": {"common_ground": "the choir"},
    "thanks owed": {"thanks": "their time on 3 May"},
    "an answer to note": {"heard": "their mail of 3 May"},
    "a use to report": {"report": "a new résumé"},
    "they asked": {"asked_you": "“A flat?”"},
    "a day that has come": {"promised": "send the paper"},
    "an ask that waits": {"waiting": "how to begin"},
    "an agreement to meet": {"agreed": True},
    "a decline": {"declined": "their mail of 3 May"},
    "a mail that came back": {"returned": True},
    "an interview to come": {"meets": "on Thursday"},
    "Ana can introduce you": {"introducer": "Ana"},
    "at a target": {"target": True, "organisation": "Acme"},
    "named by Bo": {"named": True, "referrer": "Bo"},
    "Cy is at the same place": {"colleague": "Cy", "organisation": "Acme"},
    "may be two of your people": {"may_be": "Kim Ek or Kim Eck"},
}
words = st.sampled_from(["", "the choir", "{guest.name}", "{0}", "50 %"])
flags = ("in_touch", "rests", "dormant", "can_hire", "agreed", "returned", "target", "named")
texts = tuple(one.name for one in fields(Guest) if one.type == "str")
guests = st.builds(
    Guest,
    phase=st.sampled_from([None, *Phase]),
    tier=st.sampled_from(Tier),
    **dict.fromkeys(flags, st.booleans()),
    **dict.fromkeys(texts, words),
)


def told(example: str) -> Guest:
    """Somebody as a worked example says."""
    guest = Guest()
    for part in example.split("; "):
        guest = replace(guest, **SAID[part])
    return guest


def test_the_table_of_the_method_is_the_table_of_the_code():
    assert [row[0] for row in ROWS] == [row.reason.value for row in TABLE] == list(Reason)


@pytest.mark.parametrize(("reason", "aim", "example"), [(row[0], row[1], row[3]) for row in ROWS])
def test_a_worked_example_comes_out(reason: str, aim: str, example: str):
    found = worth(told(example))
    assert (found.reason.value, found.step.rstrip(".")) == (reason, aim)


def test_the_examples_stand_in_the_order_of_the_brief():
    ranks = [worth(told(row[3])).rank for row in ROWS]
    assert ranks == list(range(len(TABLE)))


@given(guests)
def test_there_is_always_a_reason_and_what_people_wrote_is_never_a_form_to_fill_in(guest: Guest):
    found = worth(guest)
    assert found.why
    assert found.step
    assert "guest=" not in found.why + found.step


@given(guests)
def test_whoever_is_left_in_peace_is_asked_for_nothing(guest: Guest):
    found = worth(replace(guest, phase=Phase.OBTAIN, rests=True))
    assert found.reason in {Reason.THANK, Reason.REPORT, Reason.ANSWER, Reason.REST}


@given(guests)
def test_what_one_owes_comes_before_what_one_wants(guest: Guest):
    owing = replace(guest, thanks="their time")
    assert worth(owing).rank <= worth(guest).rank


@given(guests)
def test_whoever_is_dormant_is_asked_for_nothing_new(guest: Guest):
    assert "Ask them for" not in worth(replace(guest, dormant=True)).step


@given(guests)
def test_a_step_is_never_beyond_the_phase(guest: Guest):
    step = worth(guest).step.lower()
    assert "recommend" not in step
    assert "vouch" not in step
    if guest.phase in {None, Phase.INITIATE}:
        assert "ask them for" not in step


@pytest.mark.parametrize(
    ("link", "to_hire", "open_"),
    [
        (Link("a", "Ana", How.KNOWS, tier=Tier.WARM, phase=Phase.OBTAIN), False, True),
        (Link("a", "Ana", How.KNOWS, tier=Tier.ACQUAINTED, phase=Phase.USE, received=2), False, False),
        (Link("a", "Ana", How.KNOWS, tier=Tier.CLOSE, phase=Phase.OBTAIN), True, False),
        (Link("a", "Ana", How.KNOWS, tier=Tier.CLOSE, phase=Phase.OBTAIN, received=1), True, True),
        (Link("a", "Ana", How.NAMED, tier=Tier.CLOSE, phase=Phase.USE, may_name=False), False, False),
        (Link("a", "Ana", How.COLLEAGUE, tier=Tier.CLOSE, phase=Phase.USE, received=1), False, False),
    ],
)
def test_an_introduction_is_asked_of_whom_the_tie_and_the_phase_allow(link: Link, to_hire: bool, open_: bool):
    assert link.can_introduce(to_hire) is open_
    if link.how is How.KNOWS:
        assert ("ask for an introduction" in in_words(link, "", to_hire)) is open_


def test_who_is_in_the_room_helps_most_and_is_named_once():
    absent = Link("a", "Ana", How.KNOWS, tier=Tier.CLOSE)
    there = Link("b", "Bo", How.COLLEAGUE, here=True)
    again = replace(there, how=How.KNOWS)
    other = Link("c", "Cy", How.COLLEAGUE)
    assert best([other, absent, there, again]) == (again, absent, other)


def test_a_permission_is_not_lost_where_somebody_knows_them_as_well():
    named, knows = (Link("a", "Ana", how, may_name=how is How.KNOWS) for how in (How.NAMED, How.KNOWS))
    assert best([knows, named]) == (named,)


def test_who_would_rather_not_be_named_is_known_to_be_so():
    assert "would rather not be named" in in_words(Link("a", "Ana", How.NAMED, may_name=False), "", to_hire=False)


@given(st.text(max_size=400))
def test_words_fit_into_a_sentence(text: str):
    found = said(text)
    assert len(found) <= LONGEST
    assert "\n" not in found
    assert not found.endswith(".")

"""Which ask fits which relationship, and what to do first where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.fit import SMALLEST, check, smallest
from webapp.domain.strength import Tier

DISTANT, ACQUAINTED, WARM, CLOSE = Tier
kinds, tiers = st.sampled_from(sorted(SMALLEST)), st.sampled_from(Tier)


@pytest.mark.parametrize(
    ("kind", "tier"),
    [
        ("experience", DISTANT),
        ("information", DISTANT),
        ("meeting", ACQUAINTED),
        ("advice", ACQUAINTED),
        ("feedback", ACQUAINTED),
        ("introduction", WARM),
        ("recommendation", CLOSE),
        ("vouch", CLOSE),
    ],
)
def test_each_kind_fits_from_its_smallest_tier_on(kind: str, tier: Tier) -> None:
    assert [one for one in Tier if check(kind, one).ok] == [one for one in Tier if one.rank >= tier.rank]


def test_a_meeting_fits_whoever_one_was_referred_to() -> None:
    assert check("meeting", DISTANT, referred=True).ok
    assert not check("meeting", DISTANT).ok


def test_a_referral_makes_nothing_else_fit() -> None:
    assert [kind for kind in SMALLEST if smallest(kind, referred=True) is not smallest(kind)] == ["meeting"]


@pytest.mark.parametrize(
    ("kind", "tier", "referred", "says"),
    [
        (
            "introduction", DISTANT, True,
            "You have not met. Ask for their own experience first, or for 20 minutes; "
            "ask for an introduction after that.",
        ),
        (
            "meeting", DISTANT, False,
            "You hardly know each other. Ask for their own experience first, or for information; "
            "ask for a meeting after that.",
        ),
        (
            "introduction", ACQUAINTED, False,
            "You know each other a little. Ask for advice first, and tell them what you did with it; "
            "ask for an introduction after that.",
        ),
        (
            "vouch", WARM, False,
            "This puts their own good name to yours. Ask for an introduction first, and do something for them; "
            "ask them to vouch for you after that.",
        ),
    ],
)  # fmt: skip
def test_the_warning_says_what_to_do_first(kind: str, tier: Tier, referred: bool, says: str) -> None:
    assert check(kind, tier, referred).says == says


def test_whoever_is_dormant_is_reconnected_with_first_whatever_is_asked() -> None:
    said = {check(kind, CLOSE, dormant=True).says for kind in SMALLEST}
    assert said == {"You have not heard from them for long. Reconnect first, with nothing to ask; ask later."}


def test_what_asks_for_a_job_is_told_so_in_its_own_words() -> None:
    fit = check("meeting", CLOSE, text="Could we meet for 20 minutes? Do you have any openings?")
    assert fit.says.startswith("“Do you have any openings?” asks for a job.")


@pytest.mark.parametrize("kind", ["introduction", "recommendation", "vouch"])
def test_what_is_about_a_job_by_its_nature_may_say_so(kind: str) -> None:
    assert check(kind, CLOSE, text="Sam says there are job leads; are you hiring?").ok


@given(kinds, tiers, st.booleans(), st.booleans(), st.text())
def test_a_fit_is_silent_and_a_warning_speaks(kind: str, tier: Tier, referred: bool, dormant: bool, text: str) -> None:
    fit = check(kind, tier, referred, dormant, text=text)
    assert fit.ok is (fit.says == "")


@given(kinds, tiers, tiers, st.booleans())
def test_what_fits_a_weaker_tie_fits_a_stronger_one(kind: str, one: Tier, other: Tier, referred: bool) -> None:
    weaker, stronger = sorted((one, other), key=lambda tier: tier.rank)
    assert check(kind, stronger, referred).ok or not check(kind, weaker, referred).ok


@pytest.mark.parametrize(
    "text",
    [
        "Do you have any openings?",
        "Are there any current vacancies?",
        "Is your company hiring?",
        "are you hiring at the moment",
        "Would you hire me?",
        "I am looking for a job at your company.",
        "Could you give me a job?",
        "Please keep me in mind for future roles.",
        "Do you know of any jobs for someone like me?",
        "Are there positions available?",
        "Could I apply to your team?",
        "I do not want to bother you. Are you hiring?",
    ],
)
def test_an_ask_for_a_job_is_seen(text: str) -> None:
    assert not check("advice", CLOSE, text=text).ok


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20 minutes on moving into data",
        "I am not asking for a job, only for advice.",
        "I don't expect you to know of any openings.",
        "I’m writing without asking whether you are hiring.",
        "How did you get your job?",
        "What does your job look like on an ordinary day?",
        "How does your team hire people?",
        "I am changing from teaching to a job in data.",
        "Which roles should I look at?",
        "How do people apply for positions in this field?",
        "Rather than whether there are any openings, I would like to know how you began.",
    ],
)
def test_an_honest_ask_is_left_alone(text: str) -> None:
    assert check("advice", CLOSE, text=text).ok


def test_a_long_text_can_be_weighed() -> None:
    assert check("advice", CLOSE, text="any current " * 8_000).ok

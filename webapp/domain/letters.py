"""Letters and scripts (docs/method.md §7): drafted from what is known, and checked against what belongs into them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from webapp.domain import letter_events as events
from webapp.domain import letter_formulas as says
from webapp.domain import letter_points as points
from webapp.domain import letter_rules as rules
from webapp.domain.letter_drafts import DRAFTS
from webapp.domain.letter_facts import Facts
from webapp.domain.letter_points import Need, Point, Verdict, formula
from webapp.domain.letter_text import read
from webapp.domain.wording import N_

__all__ = ["Facts", "Point", "Verdict", "call_day", "check", "draft"]

_THANKS = formula(N_("Thanks"), says.THANKS, N_("Say thank you."))
_WHY = formula(
    N_("Why this person"),
    says.WHY_YOU,
    N_("Say why you chose them: what they do, know or have done."),
    unless=says.NOT_WHY,
)
NEEDS: Mapping[str, tuple[Need, ...]] = {
    "approach": (
        points.referrer, points.who, points.situation, points.research, _WHY, points.wanted, points.help_wanted,
        points.minutes, rules.no_job, points.call, *rules.NOT_TO_DO,
    ),
    "thank_you": (
        points.thanked_for, points.plan, rules.no_request, points.in_time, rules.no_gaps,
    ),
    "reconnect": (points.last_time, points.news, rules.no_request, rules.no_pressure, rules.no_gaps),
    "report_back": (points.used, points.went, _THANKS, rules.no_job_ask, rules.no_gaps),
    "give": (points.giving, rules.no_string, rules.no_gaps),
    "decline": (
        _THANKS,
        rules.clear_no,
        formula(
            N_("A good wish, or another way"), says.WISH, N_("End with a good wish, or with what you can do instead.")
        ),
        rules.no_gaps,
    ),
    "follow_up": (
        points.reminded,
        formula(
            N_("Easy to say no"), says.EASY_NO, N_("Make it easy to say no: “If now is not a good time, that is fine.”")
        ),
        rules.no_job_ask, *rules.NOT_TO_DO,
    ),
    "phone_script": (
        formula(
            N_("Whether they have a moment"), says.TWO_MINUTES, N_("Ask first: “Have you got a couple of minutes?”")
        ),
        points.referrer, points.who, points.wanted, points.minutes, rules.no_job, _THANKS, *rules.NOT_TO_DO,
    ),
}  # fmt: skip
# The answer to a no: thanks, and whether they can suggest someone else.
_WHO_ELSE: tuple[Need, ...] = (
    _THANKS,
    formula(N_("Not taken amiss"), says.UNDERSTANDS, N_("Say that you understand. They may well help another time.")),
    formula(N_("Who else"), says.WHO_ELSE, N_("Ask whether they can suggest someone else.")),
    rules.no_job_ask,
    *rules.NOT_TO_DO,
)


def draft(kind: str, facts: Facts) -> tuple[str, str]:
    """Return subject and body of a first draft; what is not known stands in it as a gap, "[… what]"."""
    return DRAFTS[kind](facts)


def check(kind: str, text: str, facts: Facts) -> tuple[Point, ...]:
    """Return each required point of a letter: present, missing or against the rule, with what to do."""
    letter = read(text)
    needs = _WHO_ELSE if kind == "thank_you" and facts.turned_down else NEEDS[kind]
    return tuple(need(letter, facts) for need in (*needs, *events.needs(kind, facts)))


def call_day(text: str, today: date) -> date | None:
    """Return the day on which a letter says that its writer will call."""
    return points.call_day(read(text), today)[1]

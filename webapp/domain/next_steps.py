"""The one next step with a contact (docs/method.md §2): the first row of a table that fits, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from webapp.domain.cadence import rests
from webapp.domain.evidence import Kind, Phase
from webapp.domain.strength import TIERS, Tier
from webapp.domain.wording import N_, _


class Rule(StrEnum):
    """The rows of the table in their order: what is owed comes first, then what is due, then what would be good."""

    THANK = "thank"
    NOTE = "note"
    REPORT = "report"
    CONFIRM = "confirm"
    COME_BACK = "come back"
    READDRESS = "readdress"
    PLAN = "plan"
    ASK_ON = "ask on"
    ANSWER = "answer"
    FOLLOW_UP = "follow up"
    PREPARE = "prepare"
    USE = "use"
    FIND = "find common ground"
    WRITE = "write"
    REST = "rest"
    AWAIT = "await"
    WRITE_AGAIN = "write again"
    RECONNECT = "reconnect"
    MAKE = "make the ask"
    ASK = "ask"
    GIVE = "give"
    KEEP = "keep in touch"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at.

    `open` holds what each rule is about that is about something (the thanks owed, the asks to follow up), oldest first;
    `wrote` and `heard` say who ever wrote or met, `lately` that the user wrote and patience is not yet over.
    `missing` is what the phase still lacks, `received` and `given` count what went either way.
    """

    phase: Phase = Phase.INITIATE
    tier: Tier = Tier.DISTANT
    open: Mapping[Rule, Sequence[str]] = field(default_factory=dict)
    common_ground: bool = False
    wrote: bool = False
    heard: bool = False
    lately: bool = False
    unanswered: int = 0
    dormant: bool = False
    missing: tuple[Kind, ...] = ()
    received: int = 0
    given: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next, why, by which rule, and what it is about (an id, "" for nothing)."""

    rule: Rule
    text: str
    why: str
    subject: str = ""

    @property
    def action(self) -> str:
        """The rule as the page names it."""
        return self.rule.name.lower()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what to do, why, and when it fits: where the rule has something open, unless it says else."""

    rule: Rule
    text: str
    why: str
    fits: Callable[[Facts], bool] | None = None


def _new(facts: Facts) -> bool:
    return facts.phase is Phase.INITIATE


# docs/method.md §2 holds this table with a worked example of each row.
TABLE = (
    Row(Rule.THANK, N_("Thank them"), N_("A thank-you is owed within a day of what it is for.")),
    Row(Rule.NOTE, N_("Note what you obtained"), N_("An answer is not yet an outcome. What did it bring?")),
    Row(Rule.REPORT, N_("Tell them how it went"), N_("Whoever gave wants to know what became of it.")),
    Row(
        Rule.CONFIRM, N_("Did it take place?"),
        N_("The time of the interview is over, and thanks are owed from its end."),
    ),
    Row(Rule.COME_BACK, N_("Come back to them"), N_("You set yourself this day.")),
    Row(Rule.READDRESS, N_("Find another address of theirs"), N_("Your mail came back: it reached nobody.")),
    Row(Rule.PLAN, N_("Plan the interview"), N_("You agreed to meet, and no interview is planned.")),
    Row(Rule.ASK_ON, N_("Ask whether they can suggest someone else"), N_("They declined. Do not take it personally.")),
    Row(Rule.ANSWER, N_("Answer what they asked"), N_("They asked you for something, and you did not write since.")),
    Row(Rule.FOLLOW_UP, N_("Follow up on your ask"), N_("No answer came yet. A short, kind reminder is fine now.")),
    Row(
        Rule.PREPARE, N_("Prepare the interview"),
        N_("You will meet one-on-one: its purpose, their work, your questions."),
    ),
    Row(
        Rule.USE, N_("Act on what you obtained"), N_("Advice is there to be used. Then tell them how it went."),
        lambda facts: facts.phase is Phase.USE and Kind.USE in facts.missing,
    ),
    Row(
        Rule.FIND, N_("Find common ground"), N_("Without something in common nothing is begun."),
        lambda facts: _new(facts) and not (facts.wrote or facts.heard or facts.common_ground),
    ),
    Row(
        Rule.WRITE, N_("Write to them"), N_("It takes a message from each side to begin."),
        lambda facts: _new(facts) and not facts.wrote,
    ),
    Row(
        Rule.REST, N_("Let it rest"),
        N_("You wrote again and again, and nothing came back. Once more would pester them."),
        lambda facts: rests(facts.unanswered) or bool(facts.open.get(Rule.REST)),
    ),
    Row(
        Rule.AWAIT, N_("Wait for their answer"), N_("You wrote not long ago."),
        lambda facts: bool(facts.open.get(Rule.AWAIT)) or (facts.lately and (_new(facts) or facts.dormant)),
    ),
    Row(
        Rule.WRITE_AGAIN, N_("Write once more"),
        N_("No answer came, and mail is easily missed. Offer something, ask nothing."),
        _new,
    ),
    Row(
        Rule.RECONNECT, N_("Reconnect"),
        N_("They are silent for longer than their cadence. Reconnect first, ask later."),
        lambda facts: facts.dormant,
    ),
    Row(Rule.MAKE, N_("Make the ask that you drafted"), N_("It is written, and not asked yet.")),
    Row(
        Rule.ASK, N_("Ask them for %(fitting)s"), N_("You know each other well enough for that: the tie is %(tier)s."),
        lambda facts: facts.phase is Phase.OBTAIN,
    ),
    Row(
        Rule.GIVE, N_("Give something"), N_("You received more than you gave. It need not be today, but some day."),
        lambda facts: facts.received > facts.given,
    ),
    Row(Rule.KEEP, N_("Keep in touch"), N_("Nothing is owed and nothing is due."), lambda facts: True),
)  # fmt: skip

# What an ask in Obtain can be for: a kind whose smallest tier is this one (docs/method.md §3), and its words.
FITTING = {
    Tier.DISTANT: ("experience", N_("their own experience")),
    Tier.ACQUAINTED: ("advice", N_("advice")),
    Tier.WARM: ("introduction", N_("somebody else to speak to")),
    Tier.CLOSE: ("introduction", N_("an introduction")),
}


# What stands on the page in a place of its own: the drafted asks, and the interviews to come.
_SHOWN_ELSEWHERE = frozenset({Rule.MAKE, Rule.PREPARE})


def next_step(facts: Facts) -> Step:
    """The first row that fits; the last one fits always."""
    row = next(row for row in TABLE if _fits(row, facts))
    return _step(row, facts, next(iter(facts.open.get(row.rule, ())), ""))


def also(facts: Facts) -> tuple[Step, ...]:
    """What else is open, in the order of the table."""
    first = next_step(facts)
    steps = (_step(row, facts, subject) for row in TABLE for subject in facts.open.get(row.rule, ()))
    return tuple(step for step in steps if step != first and step.rule not in _SHOWN_ELSEWHERE)


def _step(row: Row, facts: Facts, subject: str) -> Step:
    named = {"fitting": _(FITTING[facts.tier][1]), "tier": _(TIERS[facts.tier])}
    return Step(row.rule, _(row.text, **named), _(row.why, **named), subject)


def _fits(row: Row, facts: Facts) -> bool:
    return bool(facts.open.get(row.rule)) if row.fits is None else row.fits(facts)

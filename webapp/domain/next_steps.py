"""The one next step with a contact (docs/method.md §2): the first row of a table that fits, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from webapp.domain.cadence import rests
from webapp.domain.evidence import Kind, Phase
from webapp.domain.strength import Tier


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
    Row(Rule.THANK, "Thank them", "A thank-you is owed within a day of what it is for."),
    Row(Rule.NOTE, "Note what you obtained", "An answer is not yet an outcome. What did it bring?"),
    Row(Rule.REPORT, "Tell them how it went", "Whoever gave wants to know what became of it."),
    Row(Rule.CONFIRM, "Did it take place?", "The time of the interview is over, and thanks are owed from its end."),
    Row(Rule.COME_BACK, "Come back to them", "You set yourself this day."),
    Row(Rule.READDRESS, "Find another address of theirs", "Your mail came back: it reached nobody."),
    Row(Rule.PLAN, "Plan the interview", "You agreed to meet, and no interview is planned."),
    Row(Rule.ASK_ON, "Ask whether they can suggest someone else", "They declined. Do not take it personally."),
    Row(Rule.ANSWER, "Answer what they asked", "They asked you for something, and you did not write since."),
    Row(Rule.FOLLOW_UP, "Follow up on your ask", "No answer came yet. A short, kind reminder is fine now."),
    Row(Rule.PREPARE, "Prepare the interview", "You will meet one-on-one: its purpose, their work, your questions."),
    Row(
        Rule.USE, "Act on what you obtained", "Advice is there to be used. Then tell them how it went.",
        lambda facts: facts.phase is Phase.USE and Kind.USE in facts.missing,
    ),
    Row(
        Rule.FIND, "Find common ground", "Without something in common nothing is begun.",
        lambda facts: _new(facts) and not (facts.wrote or facts.heard or facts.common_ground),
    ),
    Row(
        Rule.WRITE, "Write to them", "It takes a message from each side to begin.",
        lambda facts: _new(facts) and not facts.wrote,
    ),
    Row(
        Rule.REST, "Let it rest", "You wrote again and again, and nothing came back. Once more would pester them.",
        lambda facts: rests(facts.unanswered) or bool(facts.open.get(Rule.REST)),
    ),
    Row(
        Rule.AWAIT, "Wait for their answer", "You wrote not long ago.",
        lambda facts: bool(facts.open.get(Rule.AWAIT)) or (facts.lately and (_new(facts) or facts.dormant)),
    ),
    Row(
        Rule.WRITE_AGAIN, "Write once more", "No answer came, and mail is easily missed. Offer something, ask nothing.",
        _new,
    ),
    Row(
        Rule.RECONNECT, "Reconnect", "They are silent for longer than their cadence. Reconnect first, ask later.",
        lambda facts: facts.dormant,
    ),
    Row(Rule.MAKE, "Make the ask that you drafted", "It is written, and not asked yet."),
    Row(
        Rule.ASK, "Ask them for {fitting}", "You know each other well enough for that: the tie is {tier}.",
        lambda facts: facts.phase is Phase.OBTAIN,
    ),
    Row(
        Rule.GIVE, "Give something", "You received more than you gave. It need not be today, but some day.",
        lambda facts: facts.received > facts.given,
    ),
    Row(Rule.KEEP, "Keep in touch", "Nothing is owed and nothing is due.", lambda facts: True),
)  # fmt: skip

# What an ask in Obtain can be for: a kind whose smallest tier is this one (docs/method.md §3), and its words.
FITTING = {
    Tier.DISTANT: ("experience", "their own experience"),
    Tier.ACQUAINTED: ("advice", "advice"),
    Tier.WARM: ("introduction", "somebody else to speak to"),
    Tier.CLOSE: ("introduction", "an introduction"),
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
    named = {"fitting": FITTING[facts.tier][1], "tier": facts.tier.value}
    return Step(row.rule, row.text.format(**named), row.why.format(**named), subject)


def _fits(row: Row, facts: Facts) -> bool:
    return bool(facts.open.get(row.rule)) if row.fits is None else row.fits(facts)

"""Who in a room is worth talking to, why, and what to aim at (docs/method.md §8): the first row that fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.evidence import Phase
from webapp.domain.next_steps import FITTING
from webapp.domain.strength import Tier

LONGEST = 90


class Reason(StrEnum):
    """The rows of the table in their order, which is the order of the brief."""

    THANK = "thank"
    OBTAIN = "obtain"
    REPORT = "report"
    ANSWER = "answer"
    COME_BACK = "come back"
    FOLLOW_UP = "follow up"
    PLAN = "plan"
    ASK_ON = "ask on"
    READDRESS = "readdress"
    MEET = "meet"
    INTRODUCED = "be introduced"
    TARGET = "target"
    NAMED = "named"
    RECONNECT = "reconnect"
    HIRE = "can hire"
    ASK = "ask"
    BEGIN = "begin"
    FIND = "find common ground"
    COLLEAGUE = "colleague"
    KEEP = "keep in touch"
    REST = "rest"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Guest:
    """What is known of somebody who will be there; `phase` is None for a mere name.

    What is open with them is in words, the oldest first of each: `thanks`, `heard` (an answer or a meeting of which
    nothing is noted), `report`, `asked_you`, `promised`, `waiting` (the user's ask), `declined`, `meets` (the day of an
    interview). `last` is when they were heard of, as "May". `introducer` is in the room and can introduce the user,
    `colleague` is one of the user's people at the same organisation, `referrer` gave their name and may be named.
    `in_touch` says that they ever wrote or met the user, `rests` that they are to be left in peace.
    """

    phase: Phase | None = None
    tier: Tier = Tier.DISTANT
    in_touch: bool = False
    rests: bool = False
    dormant: bool = False
    can_hire: bool = False
    role: str = ""
    organisation: str = ""
    common_ground: str = ""
    last: str = ""
    thanks: str = ""
    heard: str = ""
    report: str = ""
    asked_you: str = ""
    promised: str = ""
    waiting: str = ""
    agreed: bool = False
    declined: str = ""
    returned: bool = False
    meets: str = ""
    introducer: str = ""
    target: bool = False
    named: bool = False
    referrer: str = ""
    colleague: str = ""
    may_be: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: why one would talk to them, what to aim at, and when it fits; `owed` rows fit whom one leaves in peace."""

    reason: Reason
    why: str
    step: str
    fits: Callable[[Guest], object]
    owed: bool = False


@dataclass(frozen=True, slots=True)
class Worth:
    """Why somebody is worth talking to, and what to aim at; of two people the one of the lower `rank` comes first."""

    reason: Reason
    rank: int
    why: str
    step: str


# docs/method.md §8 holds this table with a worked example of each row.
TABLE = (
    Row(
        Reason.THANK, "You owe them thanks for {guest.thanks}.", "Thank them in person.",
        lambda guest: guest.thanks, owed=True,
    ),
    Row(
        Reason.OBTAIN, "Of {guest.heard} nothing is obtained yet.", "Hear the rest of it, and note what you obtained.",
        lambda guest: guest.heard,
    ),
    Row(
        Reason.REPORT, "They do not know yet what came of it: {guest.report}.", "Tell them how it went.",
        lambda guest: guest.report, owed=True,
    ),
    Row(
        Reason.ANSWER, "They asked you for something: {guest.asked_you}.", "Answer what they asked.",
        lambda guest: guest.asked_you, owed=True,
    ),
    Row(
        Reason.COME_BACK, "You meant to come back to them: {guest.promised}.", "Come back to it.",
        lambda guest: guest.promised,
    ),
    Row(
        Reason.FOLLOW_UP, "An ask of yours is open: {guest.waiting}.", "Bring it up once, and make a no easy.",
        lambda guest: guest.waiting,
    ),
    Row(
        Reason.PLAN, "You agreed to meet, and no day is set.", "Agree on a day.",
        lambda guest: guest.agreed,
    ),
    Row(
        Reason.ASK_ON, "They declined, in {guest.declined}.", "Ask whether they can suggest someone else.",
        lambda guest: guest.declined,
    ),
    Row(
        Reason.READDRESS, "Your mail to them came back.", "Ask for an address that reaches them.",
        lambda guest: guest.returned,
    ),
    Row(
        Reason.MEET, "You meet one-on-one {guest.meets}.", "Say hello, and leave the questions for that day.",
        lambda guest: guest.meets,
    ),
    Row(
        Reason.INTRODUCED, "{guest.introducer} is here too and can introduce you.",
        "Ask {guest.introducer} to introduce you, and agree to meet one-on-one.",
        lambda guest: guest.introducer and not guest.in_touch,
    ),
    Row(
        Reason.TARGET, "They are at {guest.organisation}, one of your targets.", "{go_on}",
        lambda guest: guest.target and guest.organisation,
    ),
    Row(
        Reason.NAMED, "You were given their name.", "{go_on}",
        lambda guest: guest.named and not guest.in_touch,
    ),
    Row(
        Reason.RECONNECT, "You have not heard from them since {guest.last}.", "{go_on}",
        lambda guest: guest.dormant and guest.last,
    ),
    Row(Reason.HIRE, "They can hire.", "{go_on}", lambda guest: guest.can_hire),
    Row(
        Reason.ASK, "You are in touch, and nothing is asked.", "{go_on}",
        lambda guest: guest.phase is Phase.OBTAIN,
    ),
    Row(
        Reason.BEGIN, "You have something in common, and have not begun.", "{go_on}",
        lambda guest: guest.phase is Phase.INITIATE and guest.common_ground,
    ),
    Row(
        Reason.FIND, "They are among your people, and you have not begun.", "{go_on}",
        lambda guest: guest.phase is Phase.INITIATE,
    ),
    Row(
        Reason.COLLEAGUE, "{guest.colleague} is at {guest.organisation} too.", "{go_on}",
        lambda guest: guest.phase is None and guest.colleague and guest.organisation,
    ),
    Row(
        Reason.KEEP, "Nothing is owed and nothing is due.", "{go_on}",
        lambda guest: guest.phase and not guest.rests,
    ),
    Row(
        Reason.REST, "Nothing is owed; you leave them in peace.", "Greet them, and ask for nothing.",
        lambda guest: guest.phase, owed=True,
    ),
    Row(
        Reason.UNSURE, "This may be {guest.may_be}.", "Say on the list who it is.",
        lambda guest: guest.may_be,
    ),
    Row(Reason.UNKNOWN, "You do not know them yet.", "{go_on}", lambda guest: True, owed=True),
)  # fmt: skip
_RANKS = {row.reason: rank for rank, row in enumerate(TABLE)}


def worth(guest: Guest) -> Worth:
    """The first row that fits; whoever is left in peace is there for what is owed to them, or to be greeted."""
    row = next(row for row in TABLE if row.fits(guest) and (row.owed or not guest.rests))
    why, step = (text.format(guest=guest, go_on=_go_on(guest)) for text in (row.why, row.step))
    return Worth(row.reason, _RANKS[row.reason], why, step)


def _go_on(guest: Guest) -> str:
    """What to aim at where nothing is open: what the phase is for, and nothing that comes after it."""
    if guest.phase is None or guest.phase is Phase.INITIATE:
        common = "Speak of what you have in common" if guest.common_ground else "Find what you have in common"
        return f"{common}, and agree to meet one-on-one."
    if guest.dormant:
        return "Reconnect, and ask for nothing yet."
    if guest.phase is Phase.OBTAIN:
        return f"Ask them for {FITTING[guest.tier][1]}."
    return "Tell them your news, and hear theirs."


def said(text: str, limit: int = LONGEST) -> str:
    """Words that are stored as they fit into a sentence: one line, without the stop at its end, cut."""
    line = " ".join(text[: 4 * limit].split()).rstrip(" .!?")
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"

"""Who in a room is worth talking to, why, and what to aim at (docs/method.md §8): the first row that fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.evidence import Phase
from webapp.domain.next_steps import FITTING
from webapp.domain.strength import Tier
from webapp.domain.wording import N_, _

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

    def __getitem__(self, name: str) -> object:
        """What a row speaks of, by its name."""
        return getattr(self, name)


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


# The step is what `_go_on` says.
_GO_ON = ""
# docs/method.md §8 holds this table with a worked example of each row.
TABLE = (
    Row(
        Reason.THANK, N_("You owe them thanks for %(thanks)s."), N_("Thank them in person."),
        lambda guest: guest.thanks, owed=True,
    ),
    Row(
        Reason.OBTAIN, N_("Of %(heard)s nothing is obtained yet."),
        N_("Hear the rest of it, and note what you obtained."),
        lambda guest: guest.heard,
    ),
    Row(
        Reason.REPORT, N_("They do not know yet what came of it: %(report)s."), N_("Tell them how it went."),
        lambda guest: guest.report, owed=True,
    ),
    Row(
        Reason.ANSWER, N_("They asked you for something: %(asked_you)s."), N_("Answer what they asked."),
        lambda guest: guest.asked_you, owed=True,
    ),
    Row(
        Reason.COME_BACK, N_("You meant to come back to them: %(promised)s."), N_("Come back to it."),
        lambda guest: guest.promised,
    ),
    Row(
        Reason.FOLLOW_UP, N_("An ask of yours is open: %(waiting)s."), N_("Bring it up once, and make a no easy."),
        lambda guest: guest.waiting,
    ),
    Row(
        Reason.PLAN, N_("You agreed to meet, and no day is set."), N_("Agree on a day."),
        lambda guest: guest.agreed,
    ),
    Row(
        Reason.ASK_ON, N_("They declined: %(declined)s."), N_("Ask whether they can suggest someone else."),
        lambda guest: guest.declined,
    ),
    Row(
        Reason.READDRESS, N_("Your mail to them came back."), N_("Ask for an address that reaches them."),
        lambda guest: guest.returned,
    ),
    Row(
        Reason.MEET, N_("You meet one-on-one %(meets)s."), N_("Say hello, and leave the questions for that day."),
        lambda guest: guest.meets,
    ),
    Row(
        Reason.INTRODUCED, N_("%(introducer)s is here too and can introduce you."),
        N_("Ask %(introducer)s to introduce you, and agree to meet one-on-one."),
        lambda guest: guest.introducer and not guest.in_touch,
    ),
    Row(
        Reason.TARGET, N_("They are at %(organisation)s, one of your targets."), _GO_ON,
        lambda guest: guest.target and guest.organisation,
    ),
    Row(
        Reason.NAMED, N_("You were given their name."), _GO_ON,
        lambda guest: guest.named and not guest.in_touch,
    ),
    Row(
        Reason.RECONNECT, N_("You have not heard from them since %(last)s."), _GO_ON,
        lambda guest: guest.dormant and guest.last,
    ),
    Row(Reason.HIRE, N_("They can hire."), _GO_ON, lambda guest: guest.can_hire),
    Row(
        Reason.ASK, N_("You are in touch, and nothing is asked."), _GO_ON,
        lambda guest: guest.phase is Phase.OBTAIN,
    ),
    Row(
        Reason.BEGIN, N_("You have something in common, and have not begun."), _GO_ON,
        lambda guest: guest.phase is Phase.INITIATE and guest.common_ground,
    ),
    Row(
        Reason.FIND, N_("They are among your people, and you have not begun."), _GO_ON,
        lambda guest: guest.phase is Phase.INITIATE,
    ),
    Row(
        Reason.COLLEAGUE, N_("%(colleague)s is at %(organisation)s too."), _GO_ON,
        lambda guest: guest.phase is None and guest.colleague and guest.organisation,
    ),
    Row(
        Reason.KEEP, N_("Nothing is owed and nothing is due."), _GO_ON,
        lambda guest: guest.phase and not guest.rests,
    ),
    Row(
        Reason.REST, N_("Nothing is owed; you leave them in peace."), N_("Greet them, and ask for nothing."),
        lambda guest: guest.phase, owed=True,
    ),
    Row(
        Reason.UNSURE, N_("This may be %(may_be)s."), N_("Say on the list who it is."),
        lambda guest: guest.may_be,
    ),
    Row(Reason.UNKNOWN, N_("You do not know them yet."), _GO_ON, lambda guest: True, owed=True),
)  # fmt: skip
_RANKS = {row.reason: rank for rank, row in enumerate(TABLE)}


def worth(guest: Guest) -> Worth:
    """The first row that fits; whoever is left in peace is there for what is owed to them, or to be greeted."""
    row = next(row for row in TABLE if row.fits(guest) and (row.owed or not guest.rests))
    step = _(row.step) % guest if row.step else _go_on(guest)
    return Worth(row.reason, _RANKS[row.reason], _(row.why) % guest, step)


def _go_on(guest: Guest) -> str:
    """What to aim at where nothing is open: what the phase is for, and nothing that comes after it."""
    if guest.phase is None or guest.phase is Phase.INITIATE:
        if guest.common_ground:
            return _("Speak of what you have in common, and agree to meet one-on-one.")
        return _("Find what you have in common, and agree to meet one-on-one.")
    if guest.dormant:
        return _("Reconnect, and ask for nothing yet.")
    if guest.phase is Phase.OBTAIN:
        return _("Ask them for %(fitting)s.", fitting=_(FITTING[guest.tier][1]))
    return _("Tell them your news, and hear theirs.")


def said(text: str, limit: int = LONGEST) -> str:
    """Words that are stored as they fit into a sentence: one line, without the stop at its end, cut."""
    line = " ".join(text[: 4 * limit].split()).rstrip(" .!?")
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"

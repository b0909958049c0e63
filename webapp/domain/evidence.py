"""What can happen in a relationship, as values: the only input that the rules of docs/method.md read.

A row that holds (not undone, not superseded) becomes one or more pieces of evidence. `derive` in phases.py
reads them as a set.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from webapp.domain.wording import pgettext


class Phase(StrEnum):
    """The IOU phases of docs/method.md §2."""

    INITIATE = "initiate"
    OBTAIN = "obtain"
    USE = "use"


def phase_word(phase: str) -> str:
    """Return what a phase is called where one stands by itself; "Use" is a verb elsewhere, so these have a context."""
    names = {
        Phase.INITIATE: pgettext("phase", "Initiate"),
        Phase.OBTAIN: pgettext("phase", "Obtain"),
        Phase.USE: pgettext("phase", "Use"),
    }
    return names[Phase(phase)]


class Kind(StrEnum):
    """What happened. The order of the members is the order of things that happened at the same time."""

    MESSAGE_OUT = "message_out"  # the user wrote to the contact
    MESSAGE_IN = "message_in"  # the contact wrote to the user
    MEETING = "meeting"  # a one-on-one took place, in person or by phone
    ASK = "ask"  # an ask was made
    DECLINE = "decline"  # the contact turned an ask down
    INTRODUCTION = "introduction"  # the contact wrote to the user and to a third person
    OUTCOME = "outcome"  # something was obtained
    USE = "use"  # something was done with an outcome
    THANKS = "thanks"  # the user thanked the contact
    REPORT_BACK = "report_back"  # the user told the contact how it went
    AGREED = "agreed"  # a time to meet was agreed by mail
    PLANNED = "planned"  # an interview stands in the calendar for then
    AWAY = "away"  # the contact's mailbox says that they are away until a day
    RETURNED = "returned"  # a mail of the user's came back undelivered


class Source(StrEnum):
    """What a thank-you can be owed for (docs/method.md §6)."""

    MEETING = "meeting"
    INTRODUCTION = "introduction"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that happened.

    `id` is unique among the evidence of a relationship. `at` is aware. `interaction` is the timeline line it
    stands on, so a mail that is also a thank-you yields MESSAGE_OUT and THANKS with the same `interaction`.
    `thread` is equal for mails of one conversation, "" outside of any.

    `ask` names the ask that it is about: ASK's own id; for MESSAGE_IN, DECLINE, OUTCOME, the ask where
    somebody said so, else "". `about` names another piece: for OUTCOME the interaction that it came out of;
    for RETURNED the line of the mail that came back; for USE and REPORT_BACK the outcome's id (or ""; an introduction's
    id serves as well); for THANKS the interaction id of the source that the user said it settles. `names` are the
    sources that a thank-you's words name.
    `counts` is False for what nobody has verified: it is shown and moves nothing.
    `not_an_answer` is True where the user said that this message does not answer an ask yet,
    `nothing_obtained` where they said that this answer or meeting brought nothing to note.
    `use_step` is True for an ASK that is a Use-step. `override` is the written note with which the user made a Use-step
    all the same, `until` the day of return of AWAY.
    """

    id: str
    kind: Kind
    at: datetime
    interaction: str = ""
    thread: str = ""
    ask: str = ""
    about: str = ""
    names: frozenset[Source] = frozenset()
    counts: bool = True
    not_an_answer: bool = False
    nothing_obtained: bool = False
    use_step: bool = False
    override: str = ""
    until: datetime | None = None

    @property
    def line(self) -> str:
        """The timeline line that it stands on; a piece without an interaction is its own line."""
        return self.interaction or self.id


class AskState(StrEnum):
    """The lifecycle of docs/method.md §3. Unanswered is no state: it is derived from the due day."""

    DRAFTED = "drafted"
    MADE = "made"
    ANSWERED = "answered"
    DECLINED = "declined"
    OBTAINED = "obtained"
    USED = "used"
    REPORTED_BACK = "reported_back"


@dataclass(frozen=True, slots=True)
class PhaseMove:
    """One change of phase: when, from what to what, why, and the evidence (its id) that caused it.

    `at` is later than its evidence where that was held until the phase before it was complete.
    """

    at: datetime
    old: Phase
    new: Phase
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class AskMove:
    """One change of an ask's state, as PhaseMove."""

    ask: str
    at: datetime
    old: AskState
    new: AskState
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An ask that waits for an answer; `since` restarts where the user said "not an answer yet".

    `back` is the day on which the clock starts where the contact is away until then, None where they are not.
    `followed_up` is how often the user came back to it on a later day, `followed_up_at` when they last did.
    """

    ask: str
    since: datetime
    back: datetime | None = None
    followed_up: int = 0
    followed_up_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ThanksOwed:
    """One thank-you per source (docs/method.md §6): `interaction` is the source's line, `due` 24 hours after `at`.

    `settled_by` is the id of the THANKS evidence, "" while it is owed.
    """

    interaction: str
    source: Source
    at: datetime
    due: datetime
    settled_by: str = ""
    settled_at: datetime | None = None


class Doubt(StrEnum):
    """What the rules cannot tell and the user is asked."""

    WHICH_ASK = "which_ask"
    WHICH_THANKS = "which_thanks"
    REPORT_BACK = "report_back"


@dataclass(frozen=True, slots=True)
class Question:
    """Evidence that could mean several things; `candidates` are ask ids, the lines of thanks owed, or uses."""

    doubt: Doubt
    evidence: str
    interaction: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What strength is measured from (docs/method.md §1), counts as in strength.Measures.

    `unanswered` are the user's messages in a row to which nothing came back. `last_in_at` is when the contact last
    wrote or met the user, `last_out_at` when the user last wrote.
    """

    exchanges: int = 0
    meetings: int = 0
    received: int = 0
    unanswered: int = 0
    first_met_at: datetime | None = None
    last_out_at: datetime | None = None
    last_in_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What the evidence means: `derive` is the only maker of it.

    `since` is when the last move was made, None before the first. `missing` is what the phase still lacks;
    a relationship whose Use lacks nothing rests there. `held` gives each timeline line (interaction id) its
    phase. `answers` says which message answered which ask (interaction id → ask id).
    `to_note` are the interactions (answers and meetings) whose outcome nobody noted yet. `to_report` are ids
    of uses whose giver was not told. `to_ask_on` are the lines of declines to which the user did not write back (the id
    of the ask where the decline was noted by hand),
    `to_readdress` those of mails that came back and that no other mail made good, `to_plan` is the line of the last
    agreement to meet that no interview followed. `skipped` are ids of use-steps that came too early and moved no phase.
    `tally` is what strength is measured from.
    """

    phase: Phase
    since: datetime | None
    missing: tuple[Kind, ...]
    moves: tuple[PhaseMove, ...]
    held: dict[str, Phase]
    ask_moves: tuple[AskMove, ...]
    ask_states: dict[str, AskState]
    answers: dict[str, str]
    waiting: tuple[Waiting, ...]
    thanks: tuple[ThanksOwed, ...]
    to_note: tuple[str, ...]
    to_report: tuple[str, ...]
    to_ask_on: tuple[str, ...]
    to_readdress: tuple[str, ...]
    to_plan: tuple[str, ...]
    skipped: tuple[str, ...]
    questions: tuple[Question, ...]
    tally: Tally

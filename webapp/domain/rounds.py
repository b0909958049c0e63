"""The phase fold of docs/method.md §2: Initiate once, then rounds of Obtain and Use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from webapp.domain.evidence import Evidence, Kind, Phase, PhaseMove
from webapp.domain.wording import N_, _

_EXCHANGE = frozenset({Kind.MESSAGE_OUT, Kind.MESSAGE_IN})
_REASONS = {
    Kind.MESSAGE_OUT: N_("You wrote to each other"),
    Kind.MESSAGE_IN: N_("You wrote to each other"),
    Kind.MEETING: N_("You met"),
    Kind.OUTCOME: N_("Something was obtained"),
    Kind.INTRODUCTION: N_("They introduced you to somebody"),
    Kind.ASK: N_("You asked for something new"),
}


@dataclass(frozen=True, slots=True)
class Rounds:
    """Where the phase fold ended and how it came there.

    `obtained` is the piece that completed (or, in Initiate, will complete) the last round's Obtain, `uses`
    are the ids of that round's uses, `exchanged` the sides of the two-way exchange that were seen. `held`
    gives each line its phase.
    """

    phase: Phase
    moves: tuple[PhaseMove, ...]
    held: dict[str, Phase]
    skipped: tuple[str, ...]
    obtained: Evidence | None
    uses: tuple[str, ...]
    exchanged: frozenset[Kind]


def follow(ordered: Iterable[Evidence]) -> Rounds:
    """Walk through the evidence, in order and each piece once, from phase to phase."""
    fold = _Fold()
    claims: dict[str, tuple[int, Phase]] = {}
    for piece in ordered:
        before = fold.phase
        if piece.counts:
            fold.read(piece)
        claim = _claim(piece, before, counted=piece.counts and piece.id not in fold.skipped)
        # Of two equal claims the first stays: the phase held just before the line, not in the middle of it.
        claims[piece.line] = min(claims.get(piece.line, claim), claim, key=lambda one: one[0])
    return Rounds(
        phase=fold.phase,
        moves=tuple(fold.moves),
        held={line: phase for line, (_rank, phase) in claims.items()},
        skipped=tuple(fold.skipped),
        obtained=fold.obtained,
        uses=tuple(fold.uses),
        exchanged=frozenset(fold.exchanged),
    )


def _claim(piece: Evidence, before: Phase, *, counted: bool) -> tuple[int, Phase]:
    """The phase that a piece gives its line, with its rank among the pieces of that line (lowest wins)."""
    if counted and piece.kind is Kind.USE:
        return 0, Phase.USE
    if counted and piece.kind is Kind.OUTCOME:
        return 2, Phase.OBTAIN  # what a mail brought does not change where the mail stands
    return 1, before


class _Fold:
    """The phase, and what was seen in this round and in earlier ones."""

    def __init__(self) -> None:
        self.phase = Phase.INITIATE
        self.moves: list[PhaseMove] = []
        self.skipped: dict[str, None] = {}
        self.exchanged: set[Kind] = set()
        self.asks: set[str] = set()
        self.obtained: Evidence | None = None
        self.outcomes: set[str] = set()
        self.earlier_outcomes: set[str] = set()
        self.uses: list[str] = []

    def read(self, piece: Evidence) -> None:
        """Take one piece that counts; thanks and reports complete Use, which moves no phase."""
        match piece.kind:
            case Kind.MESSAGE_OUT | Kind.MESSAGE_IN | Kind.MEETING:
                self._start(piece)
            case Kind.OUTCOME | Kind.INTRODUCTION:
                self._obtain(piece)
            case Kind.ASK:
                self._ask(piece)
            case Kind.USE:
                self._use(piece)

    def _start(self, piece: Evidence) -> None:
        self.exchanged |= {piece.kind} & _EXCHANGE
        if self.phase is Phase.INITIATE and (piece.kind is Kind.MEETING or self.exchanged == _EXCHANGE):
            self._move(Phase.OBTAIN, piece, piece.at)
            if self.obtained:  # it came early and was held until now
                self._move(Phase.USE, self.obtained, piece.at)

    def _obtain(self, piece: Evidence) -> None:
        self.outcomes.add(piece.id)
        self.obtained = self.obtained or piece
        if self.phase is Phase.OBTAIN:
            self._move(Phase.USE, piece, piece.at)

    def _ask(self, piece: Evidence) -> None:
        ask = piece.ask or piece.id
        if piece.use_step and not piece.override and not self._may_use():
            self.skipped[piece.id] = None
        elif self.phase is Phase.USE and ask not in self.asks:
            self._move(Phase.OBTAIN, piece, piece.at)
            self.earlier_outcomes |= self.outcomes
            self.outcomes, self.uses, self.obtained = set(), [], None
        self.asks.add(ask)

    def _may_use(self) -> bool:
        """Whether Initiate and Obtain have their evidence, which an override alone is not."""
        return self.phase is not Phase.INITIATE and bool(self.outcomes or self.earlier_outcomes)

    def _use(self, piece: Evidence) -> None:
        if piece.about in self.earlier_outcomes:
            return  # its own round had come to Use: it is neither too early nor part of this round
        if self.phase is not Phase.USE:
            if not piece.override:
                self.skipped[piece.id] = None
                return
            self.obtained = self.obtained or piece
            reason = _("You went on to Use all the same: %(note)s", note=piece.override)
            self._move(Phase.USE, piece, piece.at, reason)
        self.uses.append(piece.id)

    def _move(self, new: Phase, piece: Evidence, at: datetime, reason: str = "") -> None:
        self.moves.append(PhaseMove(at, self.phase, new, reason or _(_REASONS[piece.kind]), piece.id))
        self.phase = new

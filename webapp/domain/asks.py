"""The ask fold of docs/method.md §3: which message answers which ask, and how far each ask has come."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.domain.evidence import AskMove, AskState, Doubt, Evidence, Kind, Question, Waiting
from webapp.domain.wording import N_, _

_NEXT: dict[AskState, frozenset[AskState]] = {
    AskState.DRAFTED: frozenset({AskState.MADE}),
    AskState.MADE: frozenset({AskState.ANSWERED, AskState.DECLINED, AskState.OBTAINED}),
    AskState.ANSWERED: frozenset({AskState.DECLINED, AskState.OBTAINED}),
    AskState.OBTAINED: frozenset({AskState.USED}),
    AskState.USED: frozenset({AskState.REPORTED_BACK}),
    AskState.DECLINED: frozenset(),
    AskState.REPORTED_BACK: frozenset(),
}
_REASONS = {
    AskState.MADE: N_("You asked"),
    AskState.ANSWERED: N_("They answered"),
    AskState.DECLINED: N_("They declined"),
    AskState.OBTAINED: N_("Something was obtained"),
    AskState.USED: N_("You used what was obtained"),
    AskState.REPORTED_BACK: N_("You told them how it went"),
}


# A second mail on the same day ("here is the file that I forgot") is no follow-up.
_NOT_AT_ONCE = timedelta(days=1)
_ABOUT_ELSE = frozenset({Kind.ASK, Kind.THANKS, Kind.REPORT_BACK})


@dataclass(frozen=True, slots=True)
class Asks:
    """Where each ask stands; fields as in History."""

    moves: tuple[AskMove, ...]
    states: dict[str, AskState]
    answers: dict[str, str]
    waiting: tuple[Waiting, ...]
    questions: tuple[Question, ...]


def read_asks(moving: Sequence[Evidence], reported: Mapping[str, Iterable[Evidence]]) -> Asks:
    """Follow every ask through the ordered evidence; `reported` maps a report-back's id to its uses."""
    fold = _Fold(moving, reported)
    for piece in moving:
        fold.read(piece)
    return Asks(
        moves=tuple(fold.moves),
        states=fold.states,
        answers=fold.answers,
        waiting=tuple(fold.waiting(moving)),
        # Once nothing waits any more that a message could have answered, there is nothing to ask about it.
        questions=tuple(one for one in fold.questions if any(ask in fold.since for ask in one.candidates)),
    )


class _Fold:
    """The asks so far. `since` holds those that wait; `_of_thread` finds asks by (state, thread)."""

    def __init__(self, moving: Sequence[Evidence], reported: Mapping[str, Iterable[Evidence]]) -> None:
        self.moves: list[AskMove] = []
        self.states: dict[str, AskState] = {}
        self.answers: dict[str, str] = {}
        self.since: dict[str, datetime] = {}
        self.questions: list[Question] = []
        self._threads: dict[str, str] = {}
        self._of_thread: defaultdict[tuple[AskState, str], dict[str, None]] = defaultdict(dict)
        self._discussed: set[str] = set()
        self._outcomes: dict[str, str] = {}
        self._reported = reported
        self._declining = {piece.line for piece in moving if piece.kind is Kind.DECLINE}
        self._not_answers = {piece.line for piece in moving if piece.not_an_answer}

    def read(self, piece: Evidence) -> None:
        """Take one piece; kinds that say nothing of an ask are passed over."""
        match piece.kind:
            case Kind.ASK:
                self._make(piece)
            case Kind.MESSAGE_IN | Kind.DECLINE:
                self._hear(piece)
            case Kind.OUTCOME | Kind.INTRODUCTION:
                self._obtain(piece)
            case Kind.USE:
                self._advance(self._outcomes.get(piece.about, ""), AskState.USED, piece)
            case Kind.REPORT_BACK:
                for use in self._reported.get(piece.id, ()):
                    self._advance(self._outcomes.get(use.about, ""), AskState.REPORTED_BACK, piece)

    def waiting(self, moving: Sequence[Evidence]) -> Iterable[Waiting]:
        """The asks that wait, with the user's later messages: those of its thread, and those about nothing else."""
        about_else = {piece.line for piece in moving if piece.kind in _ABOUT_ELSE}
        wrote: defaultdict[str, list[datetime]] = defaultdict(list)
        for piece in moving:
            if piece.kind is Kind.MESSAGE_OUT and piece.thread in self._discussed:
                wrote[piece.thread].append(piece.at)
            elif piece.kind is Kind.MESSAGE_OUT and piece.line not in about_else:
                wrote[""].append(piece.at)
        for ask, since in self.since.items():
            later = [_later(wrote[thread], since) for thread in {"", self._threads[ask]}]
            times = [at for _count, at in later if at]
            yield Waiting(ask, since, None, sum(count for count, _at in later), max(times, default=None))

    def _make(self, piece: Evidence) -> None:
        ask = piece.ask or piece.id
        if ask in self.states:
            return
        self._threads[ask] = piece.thread
        self._discussed |= {piece.thread} - {""}
        self.since[ask] = piece.at
        self._advance(ask, AskState.MADE, piece)

    def _hear(self, piece: Evidence) -> None:
        """A message or a decline: find the ask that it means; answer it, decline it, or restart its clock."""
        if piece.kind is Kind.MESSAGE_IN and piece.line in self._declining:
            return  # the decline of the same mail says more
        meant = self._meant(piece)
        if piece.line in self._not_answers:
            if len(meant) == 1 and meant[0] in self.since:
                self.since[meant[0]] = piece.at
        elif len(meant) > 1:
            self.questions.append(Question(Doubt.WHICH_ASK, piece.id, piece.line, meant))
        elif meant and piece.kind is Kind.DECLINE:
            self._advance(meant[0], AskState.DECLINED, piece)
        elif meant and self._advance(meant[0], AskState.ANSWERED, piece):
            self.answers[piece.line] = meant[0]
            self._adopt(meant[0], piece.thread)

    def _adopt(self, ask: str, thread: str) -> None:
        """Give an ask without a conversation the one in which it was answered."""
        if thread and not self._threads[ask]:
            del self._of_thread[self.states[ask], ""][ask]
            self._of_thread[self.states[ask], thread][ask] = None
            self._threads[ask] = thread
            self._discussed.add(thread)

    def _meant(self, piece: Evidence) -> tuple[str, ...]:
        """The ask that somebody told, else of its thread those that wait, else those that wait."""
        if piece.ask:
            return (piece.ask,)
        if piece.thread not in self._discussed:
            return tuple(self.since)
        here = self._of_thread[AskState.MADE, piece.thread]
        if not here and piece.kind is Kind.DECLINE:  # "let me see" came first, now "sorry, no"
            here = self._of_thread[AskState.ANSWERED, piece.thread]
        # A conversation about one ask does not answer an ask that has a conversation of its own.
        return tuple(here or self._of_thread[AskState.MADE, ""])

    def _obtain(self, piece: Evidence) -> None:
        ask = piece.ask or self.answers.get(piece.about or piece.line, "")
        self._outcomes[piece.id] = ask
        self._advance(ask, AskState.OBTAINED, piece)

    def _advance(self, ask: str, new: AskState, piece: Evidence) -> bool:
        """Move an ask forward, where the lifecycle has that step; say whether it moved."""
        old = self.states.get(ask, AskState.DRAFTED)
        if new not in _NEXT[old]:
            return False
        self.moves.append(AskMove(ask, piece.at, old, new, _(_REASONS[new]), piece.id))
        self.states[ask] = new
        self._of_thread[old, self._threads[ask]].pop(ask, None)
        self._of_thread[new, self._threads[ask]][ask] = None
        if new is not AskState.MADE:
            self.since.pop(ask, None)
        return True


def _later(times: Sequence[datetime], since: datetime) -> tuple[int, datetime | None]:
    """How many of the ordered times are days after another one, and the last of them."""
    before = bisect_left(times, True, key=lambda at: at - since >= _NOT_AT_ONCE)
    return len(times) - before, times[-1] if before < len(times) else None

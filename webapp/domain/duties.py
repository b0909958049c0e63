"""What is still to do: outcomes to note, uses to report back, and the business days of follow-ups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.evidence import AskMove, AskState, Doubt, Evidence, Kind, Question
from webapp.domain.thanks import origin

_SATURDAY = 5
_WORKWEEK = 5
_INTERVIEWS = frozenset({Kind.MEETING, Kind.PLANNED})
_WRITES = frozenset({Kind.MESSAGE_OUT, Kind.ASK})
_OBTAINED = frozenset({Kind.OUTCOME, Kind.INTRODUCTION})


@dataclass(frozen=True, slots=True)
class Reports:
    """Which report-back (its id) told of which uses, the ids of the uses still to report, and what must be asked."""

    told: dict[str, tuple[Evidence, ...]]
    due: tuple[str, ...]
    questions: tuple[Question, ...]


def read_reports(moving: Sequence[Evidence], first: dict[str, Evidence]) -> Reports:
    """Pair each report-back with the earlier uses of one outcome, as _Reporting finds it.

    `moving` is the ordered evidence that counts, `first` gives the first piece of a line.
    """
    open_ = _Reporting({piece.id: origin(piece, first).thread for piece in moving if piece.kind in _OBTAINED})
    told: dict[str, tuple[Evidence, ...]] = {}
    doubts: list[tuple[Evidence, tuple[str, ...]]] = []
    for piece in moving:
        if piece.kind is Kind.USE:
            open_.add(piece)
        elif piece.kind is Kind.REPORT_BACK:
            outcomes = open_.meant(piece)
            if len(outcomes) > 1:
                doubts.append((piece, tuple(use for outcome in outcomes for use in open_.uses[outcome])))
            else:
                told[piece.id] = open_.tell(outcomes)
    due = {use.id: use for uses in open_.uses.values() for use in uses.values()}
    questions = (
        Question(Doubt.REPORT_BACK, piece.id, piece.line, left)
        for piece, uses in doubts
        if (left := tuple(use for use in uses if use in due))
    )
    return Reports(told, tuple(piece.id for piece in moving if piece.id in due), tuple(questions))


class _Reporting:
    """The uses of which nobody was told, by outcome, that of the latest use last; and the outcomes by conversation."""

    def __init__(self, threads: Mapping[str, str]) -> None:
        self.uses: dict[str, dict[str, Evidence]] = {}
        self._threads = threads
        self._of_thread: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def add(self, use: Evidence) -> None:
        """Let a use be reported."""
        outcome = use.about or use.id
        self.uses[outcome] = self.uses.pop(outcome, {}) | {use.id: use}
        self._of_thread[self._threads.get(outcome, "")][outcome] = None

    def meant(self, report: Evidence) -> tuple[str, ...]:
        """The outcome that a report names; else those of its conversation; else, of a mail, all that are open.

        One that was told otherwise and names none is of the latest use.
        """
        if report.about:
            return (report.about,)
        if report.thread and self._of_thread[report.thread]:
            return tuple(self._of_thread[report.thread])
        return tuple(self.uses) if report.interaction else tuple(self.uses)[-1:]

    def tell(self, outcomes: Sequence[str]) -> tuple[Evidence, ...]:
        """Close what was done with these outcomes, and give it back."""
        told: list[Evidence] = []
        for outcome in outcomes:
            told.extend(self.uses.pop(outcome, {}).values())
            self._of_thread[self._threads.get(outcome, "")].pop(outcome, None)
        return tuple(told)


def to_note(
    moving: Sequence[Evidence],
    first: dict[str, Evidence],
    answers: Mapping[str, str],
    states: Mapping[str, AskState],
) -> tuple[str, ...]:
    """The lines of meetings and answers whose outcome nobody noted, in the order of their times."""
    noted = {origin(piece, first).line for piece in moving if piece.kind is Kind.OUTCOME}
    noted |= {piece.line for piece in moving if piece.nothing_obtained}
    lines = dict.fromkeys(
        piece.line
        for piece in moving
        if piece.kind is Kind.MEETING
        # An ask that moved on, or that was declined after all, has nothing left to note.
        or (piece.kind is Kind.MESSAGE_IN and states.get(answers.get(piece.line, "")) is AskState.ANSWERED)
    )
    return tuple(line for line in lines if line not in noted)


def to_ask_on(moving: Sequence[Evidence], ask_moves: Iterable[AskMove]) -> tuple[str, ...]:
    """What says that an ask was turned down, where the user wrote or asked nothing since (docs/method.md §3).

    That is the line of their mail, or the ask itself where the user noted it by hand.
    """
    wrote_at = max((piece.at for piece in moving if piece.kind in _WRITES), default=None)
    closing = {move.evidence for move in ask_moves if move.new is AskState.DECLINED}
    seen = {piece.line for piece in moving if piece.nothing_obtained}
    return tuple(
        piece.interaction or piece.ask
        for piece in moving
        if piece.id in closing and piece.line not in seen and (wrote_at is None or wrote_at <= piece.at)
    )


def to_plan(moving: Sequence[Evidence]) -> tuple[str, ...]:
    """The line of the latest agreement to meet, where neither a meeting nor a planned interview follows it."""
    agreed = [piece for piece in moving if piece.kind is Kind.AGREED][-1:]
    met_at = max((piece.at for piece in moving if piece.kind in _INTERVIEWS), default=None)
    return tuple(piece.line for piece in agreed if met_at is None or met_at < piece.at)


def business_days(since: date, until: date) -> int:
    """How many business days lie after `since` up to and including `until`; 0 where `until` is not later."""
    if until <= since:
        return 0
    return _business_days_to(until) - _business_days_to(since)


def follow_up_day(since: date, days: int = 3) -> date:
    """The business day that is `days` business days after `since`, or `since` itself for 0."""
    if days <= 0:
        return since
    start = min(since.weekday(), _SATURDAY - 1)  # from a weekend one counts as from its Friday
    weeks, rest = divmod(start + days, _WORKWEEK)
    try:
        return since + timedelta(days=weeks * 7 + rest - since.weekday())
    except OverflowError:
        return date.max


def _business_days_to(day: date) -> int:
    weeks, rest = divmod(day.toordinal() - 1, 7)  # 1 January 0001 was a Monday
    return weeks * _WORKWEEK + min(rest + 1, _WORKWEEK)

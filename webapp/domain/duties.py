"""What is still to do: outcomes to note, uses to report back, and the business days of follow-ups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.evidence import AskMove, AskState, Evidence, Kind
from webapp.domain.thanks import origin

_SATURDAY = 5
_WORKWEEK = 5
_INTERVIEWS = frozenset({Kind.MEETING, Kind.PLANNED})


@dataclass(frozen=True, slots=True)
class Reports:
    """Which report-back (its id) told of which uses, and the ids of the uses still to report."""

    told: dict[str, tuple[Evidence, ...]]
    due: tuple[str, ...]


def read_reports(moving: Iterable[Evidence]) -> Reports:
    """Pair each report-back with the earlier uses of its outcome; one that names none tells of the latest."""
    due: dict[str, Evidence] = {}
    of_outcome: defaultdict[str, dict[str, None]] = defaultdict(dict)
    told: dict[str, tuple[Evidence, ...]] = {}
    for piece in moving:
        if piece.kind is Kind.USE:
            due[piece.id] = piece
            of_outcome[piece.about or piece.id][piece.id] = None
        elif piece.kind is Kind.REPORT_BACK:
            outcome = piece.about
            if not outcome and due:
                latest, use = due.popitem()
                due[latest] = use
                outcome = use.about or use.id
            told[piece.id] = tuple(due.pop(use_id) for use_id in of_outcome.pop(outcome, {}))
    return Reports(told, tuple(due))


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
    """The lines of mails that turned an ask down and to which the user wrote nothing since (docs/method.md §3)."""
    wrote_at = max((piece.at for piece in moving if piece.kind is Kind.MESSAGE_OUT), default=None)
    closing = {move.evidence for move in ask_moves if move.new is AskState.DECLINED}
    seen = {piece.line for piece in moving if piece.nothing_obtained}
    return tuple(
        piece.line
        for piece in moving
        if piece.id in closing
        and piece.interaction
        and piece.line not in seen
        and (wrote_at is None or wrote_at <= piece.at)
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

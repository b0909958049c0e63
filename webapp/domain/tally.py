"""What strength is measured from (docs/method.md §1), counted in the evidence of one relationship."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.domain.evidence import Evidence, Kind, Tally

_MESSAGES = frozenset({Kind.MESSAGE_OUT, Kind.MESSAGE_IN})
_HEARD = frozenset({Kind.MESSAGE_IN, Kind.MEETING})
_CLOSING = frozenset({Kind.THANKS, Kind.REPORT_BACK})


def tally(moving: Sequence[Evidence]) -> Tally:
    """Count the evidence that counts, given in order."""
    met = [piece.at for piece in _each_line(moving, Kind.MEETING)]
    wrote = [piece.at for piece in moving if piece.kind is Kind.MESSAGE_OUT]
    heard = [piece.at for piece in moving if piece.kind in _HEARD]
    return Tally(
        exchanges=_exchanges(moving),
        meetings=len(met),
        received=len(_received(moving)),
        unanswered=_unanswered(moving),
        first_met_at=min(met, default=None),
        last_out_at=max(wrote, default=None),
        last_in_at=max(heard, default=None),
    )


def _each_line(moving: Sequence[Evidence], kind: Kind) -> list[Evidence]:
    return list({piece.line: piece for piece in reversed(moving) if piece.kind is kind}.values())


def _exchanges(moving: Sequence[Evidence]) -> int:
    """Each message of one side that follows one of the other ends an exchange; the next one begins another."""
    count, begun = 0, None
    for piece in moving:
        if piece.kind in _MESSAGES and begun not in (None, piece.kind):
            count, begun = count + 1, None
        elif piece.kind in _MESSAGES:
            begun = piece.kind
    return count


def _received(moving: Sequence[Evidence]) -> set[str]:
    """The outcomes, and the introductions of which no outcome was noted."""
    outcomes = [piece for piece in moving if piece.kind is Kind.OUTCOME]
    noted = {piece.about for piece in outcomes} | {piece.line for piece in outcomes}
    introduced = {piece.line for piece in moving if piece.kind is Kind.INTRODUCTION}
    return {piece.id for piece in outcomes} | (introduced - noted)


def _unanswered(moving: Sequence[Evidence]) -> int:
    """Thanks and reports are left out: they ask for no answer."""
    closing = {piece.line for piece in moving if piece.kind in _CLOSING}
    waiting: set[str] = set()
    for piece in moving:
        if piece.kind in _HEARD:
            waiting.clear()
        elif piece.kind is Kind.MESSAGE_OUT and piece.line not in closing:
            waiting.add(piece.line)
    return len(waiting)

"""What the machines on the way say: a mail came back undelivered, or whoever it was for is away until a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from webapp.domain.evidence import Evidence, Kind

# A longer absence is a date that was misread, or somebody who does not come back.
_LONGEST = timedelta(days=366)
_REACHING = frozenset({Kind.MESSAGE_OUT, Kind.MESSAGE_IN, Kind.MEETING})


def delivered(ordered: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with all that stands on a mail which came back counting for nothing: it reached nobody."""
    back = _came_back(ordered)
    return [replace(piece, counts=False) if piece.line in back else piece for piece in ordered]


def to_readdress(ordered: Sequence[Evidence]) -> tuple[str, ...]:
    """The lines of mails that came back, where no later message or meeting shows another way to the contact."""
    back = _came_back(ordered)
    counting = [piece for piece in ordered if piece.counts and piece.kind in _REACHING]
    reached_at = max((piece.at for piece in counting if piece.line not in back), default=None)
    lost = [piece for piece in counting if piece.line in back and piece.kind is Kind.MESSAGE_OUT]
    return tuple(dict.fromkeys(piece.line for piece in lost if reached_at is None or reached_at <= piece.at))


def _came_back(pieces: Iterable[Evidence]) -> frozenset[str]:
    lines = {piece.about for piece in pieces if piece.kind is Kind.RETURNED and piece.counts}
    return frozenset(lines - {""})


def day_of_return(moving: Iterable[Evidence]) -> datetime | None:
    """The day on which the contact is back, None where they are not away; whoever writes meanwhile is back."""
    until: datetime | None = None
    for piece in moving:
        if piece.kind is Kind.MESSAGE_IN:
            until = None
        elif piece.kind is Kind.AWAY and piece.until and piece.at < piece.until and piece.until - piece.at <= _LONGEST:
            until = max(until or piece.until, piece.until)
    return until

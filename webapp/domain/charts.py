"""Where the marks of a picture stand, in percent of its plot: so that it is as wide as the page, and its text is not.

Percentages go to the right and down, as in SVG. What a mark looks like and says is the page's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

# The share of a column's slot that is left white.
GAP = 0.3
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale: where it stands, and what it stands for."""

    at: float
    value: int


def step(most: float, lines: int = 4) -> int:
    """The distance of the lines of a scale: 1, 2 or 5 with noughts, and at most so many of them up to `most`."""
    size = 1
    while True:
        for one in _STEPS:
            if most <= one * size * lines:
                return one * size
        size *= 10


def top(most: float, lines: int = 4) -> int:
    """The number at the upper end of a scale on which `most` finds room: the next line of it, at least the first."""
    distance = step(most, lines)
    return max(-int(-most // distance), 1) * distance


def ticks(upper: int, lines: int = 4) -> list[Tick]:
    """The lines of a scale from nought to its upper end, the lowest first."""
    distance = step(upper, lines)
    return [Tick(_percent(1 - value / upper), value) for value in range(0, upper + 1, distance)]


def mirrored_ticks(upper: int, lines: int = 4) -> list[Tick]:
    """The lines of a scale that goes up and down from the middle, from the top down."""
    upward = [Tick(tick.at / 2, tick.value) for tick in reversed(ticks(upper, lines))]
    return upward + [Tick(100 - tick.at, tick.value) for tick in reversed(upward[:-1])]


def columns(stacks: Sequence[Sequence[float]], upper: float, gap: float = GAP) -> list[list[Box]]:
    """One column for each stack, side by side; the first number of a stack is the lowest part of its column."""
    slot = 1 / len(stacks) if stacks else 0
    return [
        [
            _box(place * slot + slot * gap / 2, 1 - end / upper, slot * (1 - gap), part / upper)
            for part, end in zip(stack, accumulate(stack), strict=True)
        ]
        for place, stack in enumerate(stacks)
    ]


def mirrored(pairs: Sequence[tuple[float, float]], upper: float, gap: float = GAP) -> list[tuple[Box, Box]]:
    """For each pair a column up from the middle and one down from it, on the same scale."""
    slot = 1 / len(pairs) if pairs else 0
    return [
        (
            _box(place * slot + slot * gap / 2, 0.5 - up / upper / 2, slot * (1 - gap), up / upper / 2),
            _box(place * slot + slot * gap / 2, 0.5, slot * (1 - gap), down / upper / 2),
        )
        for place, (up, down) in enumerate(pairs)
    ]


def across_column(column: Sequence[Box], percent: float) -> Box:
    """A line across a column and a little beyond it, at so many percent of its height; of no width without a column."""
    height = sum(box.height for box in column)
    reach = 1.0 if height else -column[0].width / 2
    return Box(column[0].x - reach, 100 - height * percent / 100, column[0].width + 2 * reach, 0)


def height(value: float, upper: float) -> float:
    """Where a line at a value stands on a scale."""
    return _percent(1 - value / upper)


def across(parts: Sequence[float], whole: float) -> list[Box]:
    """The parts of one bar, from left to right; without a whole they have no width."""
    ends = list(accumulate(parts, initial=0.0))
    return [
        _box(start / whole if whole else 0, 0, part / whole if whole else 0, 1)
        for part, start in zip(parts, ends, strict=False)
    ]


def middles(count: int) -> list[float]:
    """Where the middles of so many columns are."""
    return [_percent((place + 0.5) / count) for place in range(count)]


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(_percent(x), _percent(y), _percent(width), _percent(height))


def _percent(share: float) -> float:
    return round(share * 100, 3)

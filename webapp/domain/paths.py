"""The warm path (docs/method.md §5): from the user to somebody, over people who know each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Edge:
    """From `start` one comes to `end`; the warmer it is the less it costs (nothing at least), and `why` it is there."""

    start: str
    end: str
    cost: int
    why: str


def shortest(edges: Iterable[Edge], start: str, goals: Iterable[str]) -> tuple[Edge, ...]:
    """Return the steps of the cheapest way from `start` to one of the goals; none where there is no way, or no need.

    Of two ways at the same cost the one with fewer steps is taken, and then the one whose places come first in order.
    """
    onward, wanted = _onward(edges), frozenset(goals)
    if start in wanted:
        return ()
    ways: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, (start,))]
    seen: set[str] = set()
    while ways:
        cost, steps, places = heappop(ways)
        here = places[-1]
        if here in wanted:
            return tuple(onward[one][other] for one, other in pairwise(places))
        if here in seen:
            continue
        seen.add(here)
        for edge in onward.get(here, {}).values():
            if edge.end not in seen:
                heappush(ways, (cost + edge.cost, steps + 1, (*places, edge.end)))
    return ()


def _onward(edges: Iterable[Edge]) -> Mapping[str, Mapping[str, Edge]]:
    """The edges by where they start and end; of several between the same two places the cheapest."""
    found: dict[str, dict[str, Edge]] = defaultdict(dict)
    for edge in edges:
        known = found[edge.start].get(edge.end)
        if known is None or (edge.cost, edge.why) < (known.cost, known.why):
            found[edge.start][edge.end] = edge
    return found

"""Where everybody stands in the picture of the referral chain: a tidy tree, folded before it is too much to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.domain.chains import Chain

MOST_ROWS = 28
DEEPEST = 4
_WIDEST = 9


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place: `depth` steps from the root, on a row that lies between those of their children.

    With `folded` it stands for that many people behind `giver` who are not drawn, and `id` is nobody's.
    """

    id: str
    giver: str
    depth: int
    row: float
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """The places, each before those of its children, and how many rows they take."""

    places: tuple[Place, ...]
    rows: int


def arrange(chain: Chain, root: str, worth: Mapping[str, int], rows: int = MOST_ROWS) -> Picture:
    """Return the picture of the chain below a root: as much of it as has room, of most worth first.

    `worth` says who should rather be seen (1 for whoever it does not name); a bough is worth what all on it are.
    """
    values = _values(chain, root, worth)
    for widest in range(_WIDEST, 1, -1):
        drawing = _Drawing(chain, values, root, widest)
        drawing.draw(root, "", 0)
        if drawing.row <= rows:
            break
    return Picture(tuple(drawing.places), max(drawing.row, 1))


def _values(chain: Chain, root: str, worth: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for person in reversed([root, *chain.below(root)]):
        found[person] = worth.get(person, 1) + sum(found[child] for child in chain.children.get(person, ()))
    return found


@dataclass(slots=True)
class _Drawing:
    """A tree half drawn; `row` is the next that is free. The root's own boughs may be twice as many."""

    chain: Chain
    values: Mapping[str, int]
    root: str
    widest: int
    places: list[Place] = field(default_factory=list)
    row: int = 0

    def draw(self, person: str, giver: str, depth: int) -> float:
        """Draw somebody with all behind them; return their row."""
        at = len(self.places)
        children = self.chain.children.get(person, ()) if depth < DEEPEST else ()
        drawn = self._chosen(children, self.widest * 2 if person == self.root else self.widest)
        ends = [self.draw(child, person, depth + 1) for child in drawn]
        hidden = self._behind(person) - sum(1 + self._behind(child) for child in drawn)
        if hidden:
            ends.append(self._fold(person, depth + 1, hidden))
        row = (ends[0] + ends[-1]) / 2 if ends else self._next()
        self.places.insert(at, Place(person, giver, depth, row))
        return row

    def _chosen(self, children: tuple[str, ...], most: int) -> tuple[str, ...]:
        """As many as there is room for beside the fold, those of most worth, in their own order."""
        if len(children) <= most:
            return children
        best = set(sorted(children, key=lambda child: -self.values[child])[: most - 1])
        return tuple(child for child in children if child in best)

    def _behind(self, person: str) -> int:
        return sum(1 for _ in self.chain.below(person))

    def _fold(self, giver: str, depth: int, people: int) -> float:
        row = self._next()
        self.places.append(Place("", giver, depth, row, people))
        return row

    def _next(self) -> float:
        self.row += 1
        return self.row - 1

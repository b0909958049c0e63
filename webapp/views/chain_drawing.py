"""The picture of the referral chain in pixels: where each cup and its words stand, and how the ribbons run."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain.boughs import Picture, Place, arrange
from webapp.domain.chains import YOU
from webapp.domain.wording import _
from webapp.services.chain import Drawn, Member

ROW, COLUMN, FIRST, TOP = 58, 224, 96, 26
_ROOT = 54  # how wide the cup of the user is
_NAME, _LINE = 18, 23  # so many letters have room before a ribbon begins
_LAST_NAME, _LAST_LINE = 26, 34  # and beside the last in a row
_NAME_LETTER, _LINE_LETTER = 8.4, 6.8  # how wide a letter is; fonts differ, so a ribbon passes behind what is wider


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody in the picture; `member` is None for the user and for a fold, which stands for `folded` people.

    `ribbon` is the path from who led to them, "" for the root.
    """

    member: Member | None
    giver: str
    x: float
    y: float
    name: str
    line: str
    folded: int
    ribbon: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The marks and the size of the picture that holds them."""

    marks: tuple[Mark, ...]
    width: float
    height: float


def draw(drawn: Drawn, root: str) -> Drawing:
    """Return the picture of the chain below a root."""
    picture = arrange(drawn.tree, root, drawn.worth())
    stands = {place.id: place for place in picture.places if not place.folded}
    marks = tuple(_mark(drawn, place, stands, root) for place in picture.places)
    return Drawing(marks, max((one.x for one in marks), default=0) + COLUMN, _height(picture))


def _height(picture: Picture) -> float:
    return picture.rows * ROW + TOP


def _x(place: Place, root: str) -> float:
    if place.depth == 0:
        return 12 if root == YOU else 24
    return (FIRST if root == YOU else COLUMN + 24) + (place.depth - 1) * COLUMN


def _y(place: Place) -> float:
    return TOP + place.row * ROW + ROW / 2 - 8


def _mark(drawn: Drawn, place: Place, stands: dict[str, Place], root: str) -> Mark:
    member = drawn.members.get(place.id) if not place.folded else None
    name, line = _words(member, last=not drawn.tree.children.get(place.id))
    ribbon = ""
    if place.depth:
        giver = stands[place.giver]
        ribbon = _ribbon(_end(drawn, giver, root), _y(giver), _x(place, root) - 10, _y(place))
    return Mark(member, place.giver, _x(place, root), _y(place), name, line, place.folded, ribbon)


def _words(member: Member | None, *, last: bool) -> tuple[str, str]:
    """The name, and the line under it as far as it has room beside “can hire”."""
    if member is None:
        return "", ""
    room = (_LAST_LINE if last else _LINE) - _hire(member)
    line = _("a name so far") if member.of else member.place
    return _cut(member.name, _LAST_NAME if last else _NAME), _cut(line, room)


def _hire(member: Member) -> int:
    """How many letters stand before the line of somebody who can hire."""
    return len(_("can hire")) + len(" · ") if member.can_hire else 0


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip(" ·,") + "…"


def _end(drawn: Drawn, place: Place, root: str) -> float:
    """Where the words beside a cup end, and a ribbon can begin."""
    member = drawn.members.get(place.id)
    if member is None:
        return _x(place, root) + _ROOT
    name, line = _words(member, last=False)
    below = len(line) + _hire(member)
    wide = max(len(name) * _NAME_LETTER, below * _LINE_LETTER)
    return min(_x(place, root) + 44 + wide, _x(place, root) + COLUMN - 36)


def _ribbon(x: float, y: float, end_x: float, end_y: float) -> str:
    middle = (x + end_x) / 2
    return f"M{x:g} {y:g}C{middle:g} {y:g} {middle:g} {end_y:g} {end_x:g} {end_y:g}"

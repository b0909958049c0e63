"""The user's own card, as text (vCard 3.0, RFC 2426) and as a QR code: what phones take into their address books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from webapp.domain.text import line
from webapp.models import User

# A line has at most 75 octets; what is longer goes on in the next one, behind a space.
_WIDTH = 75
QUIET_ZONE = 4
# However it is written, a card with such a name fits into a code.
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: `path` draws its dark modules in a square of `size`, the quiet zone around them included."""

    size: int
    path: str


def card(user: User) -> str:
    """Return the card. Nothing stands on it but name and address: what for they are given, people say themselves."""
    name = line(user.name, LONGEST_NAME) or user.email.partition("@")[0]
    given, _, family = name.rpartition(" ")
    written = [
        ("BEGIN", "VCARD"),
        ("VERSION", "3.0"),
        ("N", ";".join(map(_escaped, [family, given] if given else ["", family])) + ";;;"),
        ("FN", _escaped(name)),
        ("EMAIL;TYPE=INTERNET", _escaped(user.email)),
        ("END", "VCARD"),
    ]
    return "".join(f"{piece}\r\n" for key, value in written for piece in _folded(f"{key}:{value}"))


def _escaped(value: str) -> str:
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\n", "\\n")


def _folded(text: str) -> Iterator[str]:
    """Break a line between characters, never inside one: they have up to four octets."""
    piece, width = "", 0
    for character in text:
        size = len(character.encode())
        if width + size > _WIDTH:
            yield piece
            piece, width = " ", 1
        piece, width = piece + character, width + size
    yield piece


# It takes as long to draw as a page, and a card hardly ever changes.
@lru_cache(maxsize=64)
def code(text: str) -> Code:
    """Return the QR code of a text in UTF-8."""
    import segno  # here alone is it needed

    rows = list(segno.make(text, error="m", micro=False, encoding="utf-8").matrix_iter(border=QUIET_ZONE))
    return Code(len(rows), "".join(_drawn(rows)))


def _drawn(rows: Iterable[Iterable[int]]) -> Iterator[str]:
    """Draw each run of dark modules as one bar."""
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                yield f"M{start} {y}h{x - start}v1h-{x - start}z"
                start = None

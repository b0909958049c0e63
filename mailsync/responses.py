"""Answers of a mail server, taken apart without trusting them: pure functions over what imaplib hands back.

imaplib gives an answer as pieces: (text, literal) for each literal, then the rest of the text. Wrong order,
missing or unasked-for items and unbalanced brackets yield what can be understood, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

Piece = bytes | tuple[bytes, bytes] | None
Value = bytes | None | list["Value"]

# A section may hold spaces and quotes: BODY[HEADER.FIELDS ("MESSAGE-ID")]<0>. Its length is limited, or a
# hostile line of open brackets would take quadratic time.
_TOKEN = re.compile(rb'"((?:[^"\\]|\\.)*)"|([()])|([^\s()"\[\]]*\[[^\]]{0,2000}\][^\s()"]*|[^\s()"]+)', re.DOTALL)
_DATE = re.compile(rb" ?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
_MONTHS = {
    name: number for number, name in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}


def values(pieces: Iterable[Piece]) -> list[Value]:
    """One answer as nested lists of byte strings; NIL is None."""
    stack: list[list[Value]] = [[]]
    for piece in pieces:
        text, literal = piece if isinstance(piece, tuple) else (piece or b"", None)
        if literal is not None:
            text = text[: text.rfind(b"{")]
        for quoted, bracket, atom in _TOKEN.findall(text):
            if bracket == b"(":
                inner: list[Value] = []
                stack[-1].append(inner)
                stack.append(inner)
            elif bracket:
                if len(stack) > 1:
                    stack.pop()
            elif atom:
                stack[-1].append(None if atom.upper() == b"NIL" else atom)
            else:
                stack[-1].append(re.sub(rb"\\(.)", rb"\1", quoted) if b"\\" in quoted else quoted)
        if literal is not None:
            stack[-1].append(literal)
    return stack[0]


def answers(data: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each answer: all up to the next one that carries no literal."""
    pieces: list[Piece] = []
    for piece in data:
        pieces.append(piece)
        if not isinstance(piece, tuple):
            yield pieces
            pieces = []


def fetched(data: Iterable[Piece]) -> Iterator[dict[str, Value]]:
    """The items of each FETCH answer by name, sections without their field list and origin: "BODY[1.MIME]"."""
    for pieces in answers(data):
        items = next((value for value in values(pieces) if isinstance(value, list)), [])
        pairs = zip(items[0::2], items[1::2], strict=False)
        yield {_item(name): content for name, content in pairs if isinstance(name, bytes)}


def numbers(data: Iterable[Piece]) -> set[int]:
    """The numbers of a SEARCH answer, which may come in several lines, with (MODSEQ n) behind."""
    found: set[int] = set()
    for piece in data:
        if isinstance(piece, bytes):
            found.update(int(word) for word in piece.split(b"(")[0].split() if word.isdigit())
    return found


def moment(value: Value) -> datetime | None:
    """An INTERNALDATE in UTC, None where it is none."""
    match = _DATE.fullmatch(value) if isinstance(value, bytes) else None
    if match is None:
        return None
    day, month, year, hour, minute, second, sign, east, and_minutes = match.groups()
    offset = timedelta(hours=int(east), minutes=int(and_minutes)) * (-1 if sign == b"-" else 1)
    try:
        zone = timezone(offset)
        return datetime(
            int(year), _MONTHS[month.lower()], int(day), int(hour), int(minute), int(second), tzinfo=zone
        ).astimezone(UTC)
    except (KeyError, ValueError, OverflowError):
        return None


@lru_cache(maxsize=256)
def _item(name: bytes) -> str:
    """The same few names come with every mail."""
    text = name[:3000].decode("ascii", "replace").upper()
    if "[" not in text:
        return text
    words = text.split("]")[0].replace("(", " ").split()
    return words[0] + "]" if words else text

"""A list of people as it is pasted: one a line, or separated by semicolons and commas where that is clearly meant."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.domain.people_columns import Column, by_headings, called
from webapp.domain.people_line import Named, is_full_name, is_role, read
from webapp.domain.roll import Roll
from webapp.domain.text import clean

__all__ = ["Named", "Reading", "parse", "reading"]

LONGEST = 100_000
LONGEST_ENTRY = 500  # nobody's name, job and address are longer; what looks into an entry may take its time with it
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff]")
_SIGN = r"[-–—*+•·◦▪●○■□☐☑✓✔✅➤►]|\[[ xX]?\]"
_NUMBER = r"\(\d{1,3}\)|\(?#?\d{1,3}[.):](?=\s)|\d{1,3}(?:\s+[-–](?=\s)|\t)"
_BULLET = re.compile(rf"^[\s>]*(?:(?:{_SIGN}|{_NUMBER})\s*)+")
_ROOM = re.compile(r"[^\S\t]+|\t{8,}")
_QUOTED = re.compile(r'"([^"\n]*)"')
# What separates stands for itself inside quotes.
_KEPT = str.maketrans(",;", "\ue000\ue001")
_BACK = str.maketrans("\ue000\ue001", ",;")
_AND = re.compile(r"\s+(?:and|&|und|et|y)\s+")
_NO_NAMES = frozenset({
    "attendees", "participants", "guests", "guest", "speakers", "going", "invited", "members", "member", "hosts",
    "organisers", "organizers", "people", "list", "attending", "teilnehmer", "gäste", "maybe", "waitlist", "names",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """Who is named in a text, in its order, and the lines that do not look like names."""

    people: list[Named]
    unread: list[str]


def parse(text: str) -> list[Named]:
    """Return who is named in a text, each once."""
    return reading(text).people


def reading(text: str) -> Reading:
    """Return who is named in a text, each once, and what was not read."""
    plain = _UNSEEN.sub("", clean(text, LONGEST))
    lines = [line for raw in plain.splitlines() if (line := _bare(raw))]
    if (table := _table(lines)) is not None:
        return Reading(_once(table), [])
    columns = _columns(lines)
    entries = [entry for line in lines for entry in _entries(line, columns)]
    return _read(entries, _surname_first(entries))


def _bare(raw: str) -> str:
    """A line without its bullet or number, and without the label of a list ("Speakers: …")."""
    line = _BULLET.sub("", _ROOM.sub(" ", raw)).strip(" ,;")
    label, colon, rest = line.partition(":")
    return rest.strip() if colon and _says_nobody(label) else line


def _says_nobody(text: str) -> bool:
    """Whether a text has no letters, or no words but those that stand over lists."""
    return set(re.findall(r"[^\W\d_]+", text.casefold())) <= _NO_NAMES


def _read(entries: Sequence[str], surname_first: bool) -> Reading:
    found: list[Named] = []
    unread: list[str] = []
    for entry in entries:
        if _says_nobody(entry):
            continue
        one = read(entry, surname_first=surname_first) if len(entry) <= LONGEST_ENTRY else None
        if one is not None:
            found.append(one)
        elif found and is_role(entry) and not (found[-1].role or found[-1].organisation):
            # As pages list people: the name, and what they do on the line under it.
            found[-1] = read(f"{found[-1].name} – {entry} {found[-1].address}") or found[-1]
        else:
            unread.append(entry)
    return Reading(_once(found), unread)


def _once(people: Iterable[Named]) -> list[Named]:
    roll: Roll[Named] = Roll()
    for one in people:
        at = roll.place_of(one)
        roll.put(one if at is None else _both(roll.entries[at], one), at)
    return roll.entries


def _both(one: Named, other: Named) -> Named:
    role, organisation = one.role or other.role, one.organisation or other.organisation
    return Named(one.name, role, organisation, one.address or other.address)


def _surname_first(entries: Sequence[str]) -> bool:
    """Whether most entries with one comma are a word and a first name: then the others are meant so, too."""
    pairs = [entry.split(",") for entry in entries if entry.count(",") == 1]
    single = sum(len(one.split()) == 1 and 1 <= len(other.split()) <= 2 for one, other in pairs)
    return 2 * single > len(pairs)


def _columns(lines: Sequence[str]) -> str:
    """The sign between the columns of a table without a heading: on each line as often; "" where it is no table."""
    for sign in ";,":
        numbers = {line.count(sign) for line in lines}
        if len(lines) > 2 and len(numbers) == 1 and 0 not in numbers:
            pieces = [piece for line in lines for piece in line.split(sign)]
            people = sum("," in piece or is_full_name(piece.strip()) for piece in pieces)
            return "" if sign == ";" and people == len(pieces) else sign
    return ""


def _entries(line: str, columns: str) -> list[str]:
    """Take a line apart where it surely names several people."""
    line = _QUOTED.sub(lambda found: found[1].translate(_KEPT), line)
    if columns:
        pieces = [line.replace(columns, ",")]
    elif ";" in line:
        pieces = line.split(";")
    elif line.count("@") > 1:
        pieces = _by_address(line)
    else:
        pieces = _by_comma(line)
    return [entry for piece in pieces for one in _by_and(piece) if (entry := one.translate(_BACK).strip(" ,;"))]


def _by_address(line: str) -> list[str]:
    """Take a line apart behind each address."""
    found, before = [], ""
    for piece in line.split(","):
        before = f"{before},{piece}" if before else piece
        if "@" in piece:
            found.append(before)
            before = ""
    return [*found, before]


def _by_comma(line: str) -> list[str]:
    """Take a line apart at its commas, where there are three names in full, three single words, or five of either."""
    pieces = [piece for part in line.split(",") for piece in _by_and(part)]
    in_full, single = sum(map(is_full_name, pieces)), sum(map(_is_single, pieces))
    clear = len(pieces) in {in_full, single} or (len(pieces) > 4 and len(pieces) == in_full + single)
    return pieces if len(pieces) > 2 and clear else [line]


def _is_single(piece: str) -> bool:
    return len(piece.split()) == 1 and is_full_name(f"{piece} {piece}")


def _by_and(piece: str) -> list[str]:
    """Take "Jane Doe and Sam Park" apart, and "Sam and Omar" too."""
    both = [part.strip() for part in _AND.split(piece.strip())]
    clear = len(both) == 2 and (all(map(is_full_name, both)) or all(map(_is_single, both)))
    return both if clear else [piece.strip()]


def _table(lines: Sequence[str]) -> list[Named] | None:
    """Read a table by the words over its columns; None where there are none."""
    for sign in "\t;,":
        heading = lines[0].split(sign) if lines else []
        columns = by_headings(heading)
        if sum(called(cell) is not Column.NOTHING for cell in heading) == len(heading) > 1:
            rows = csv.reader(lines[1:], delimiter=sign)
            return [one for row in rows if (one := _row(dict(zip(columns, row, strict=False)))) is not None]
    return None


def _row(cells: dict[Column, str]) -> Named | None:
    """Read a row; its name can be "Doe, Jane", or an address alone, as that of a line can."""
    name = cells.get(Column.NAME) or " ".join(cells.get(part, "") for part in (Column.FIRST, Column.LAST))
    one = read(f"{name} {cells.get(Column.ADDRESS, '')}"[:LONGEST_ENTRY])
    role, place = (" ".join(cells.get(part, "").split()) for part in (Column.ROLE, Column.ORGANISATION))
    return Named(one.name, role, place, one.address) if one else None

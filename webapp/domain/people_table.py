"""A list of people from a file: any delimiter and encoding that such files come in, and which column is what."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from webapp.domain.addresses import normalise
from webapp.domain.names import Words, words
from webapp.domain.people_columns import Column, by_headings, called
from webapp.domain.people_list import Named
from webapp.domain.text import line
from webapp.domain.wording import N_, _

MOST_PEOPLE = 500
MOST_COLUMNS = 30
LONGEST_CELL = 200

_DELIMITERS = ",;\t|"
_LOOKED_AT = 100
# No quoted cell of a person is so long: a quotation mark was never closed.
_LOST = 2000
_NO_LIST = {
    b"PK\x03\x04": N_("This is a spreadsheet. Open it, save it as “CSV UTF-8”, and choose that file."),
    b"\xd0\xcf\x11\xe0": N_("This is a spreadsheet. Open it, save it as “CSV UTF-8”, and choose that file."),
    b"%PDF": N_("This is a PDF. Copy the names out of it and paste them on the page of the event instead."),
}
_NO_TEXT = N_(
    "This is no list in plain text. Save it as “CSV UTF-8”, or paste the names on the page of the event instead."
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_FORMULA = re.compile(r'="([^"]*)"')

Row = tuple[str, ...]


class Unreadable(ValueError):
    """The file holds no list of people; the text says to the user what to do."""


class Unclear(ValueError):
    """The columns as chosen give no names; the text says what to do, and `column` which one is to blame, if one is."""

    def __init__(self, sentence: str, column: int | None = None) -> None:
        super().__init__(sentence)
        self.column = column


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list, all of one width. `heading` says whether the first holds the names of the `columns`."""

    rows: tuple[Row, ...]
    heading: bool
    columns: tuple[Column, ...]

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows that may be people."""
        return self.rows[1:] if self.heading else self.rows


def read(octets: bytes) -> Table:
    """The list of a file, and what its columns seem to hold; raises Unreadable."""
    for mark, sentence in _NO_LIST.items():
        if octets.startswith(mark):
            raise Unreadable(_(sentence))
    text = decoded(octets)
    if not text.strip():
        raise Unreadable(_("This file is empty. Choose the list of who will be there."))
    rows = tidy(_rows(text))
    heading = _is_heading(rows[0])
    return Table(rows, heading, guess(rows, heading))


def decoded(octets: bytes) -> str:
    """The text of a file in the encodings that programs save lists in; raises Unreadable for what is no text."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if octets.startswith(mark):
            text = octets.decode(codec, "replace")
            break
    else:
        try:
            text = octets.decode("utf-8")
        except UnicodeDecodeError:
            text = octets.decode("cp1252", "replace")
    if _CONTROL.search(text):
        raise Unreadable(_(_NO_TEXT))
    return text


def tidy(rows: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    """Rows of one width, each cell one line without what a spreadsheet would run; raises Unreadable."""
    found = [row for row in (tuple(map(_cell, row[:MOST_COLUMNS])) for row in rows) if any(map(_says_something, row))]
    if not found:
        raise Unreadable(_("This file holds no names. Choose the list of who will be there."))
    if len(found) > MOST_PEOPLE + 1:
        raise Unreadable(
            _(
                "This list has %(lines)s lines, and %(most)s people are the most for one event. "
                "Keep those whom you may want to meet, and save it again.",
                lines=f"{len(found):,}",
                most=MOST_PEOPLE,
            )
        )
    width = max(len(row) for row in found)
    return tuple(row + ("",) * (width - len(row)) for row in found)


def _says_something(cell: str) -> bool:
    return any(char.isalnum() for char in cell)


def _cell(written: str) -> str:
    """The text of a cell. A formula is none, but for a text that a spreadsheet is to leave as it is: ="Jane"."""
    text = line(written, LONGEST_CELL)
    quoted = _FORMULA.fullmatch(text)
    text = quoted[1].strip() if quoted else text
    return "" if text.startswith("=") else text


def _rows(text: str) -> list[list[str]]:
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return _split(rest, first.strip()[4])
    return _split(text, _delimiter(text))


def _delimiter(text: str) -> str:
    """The delimiter by which most of the first lines have the same number of cells; a newline where none does."""
    sample = "\n".join([row for row in text.splitlines() if row.strip()][:_LOOKED_AT])
    found: list[tuple[float, int, str]] = []
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in _split(sample, delimiter))
        width, number = max(widths.items(), key=lambda one: (one[1], one[0]))
        if width > 1:
            found.append((number / widths.total(), width, delimiter))
    share, _width, delimiter = max(found, default=(0.0, 0, "\n"))
    return delimiter if share > 0.5 else "\n"


def _split(text: str, delimiter: str) -> list[list[str]]:
    if delimiter == "\n":
        return [[row] for row in text.splitlines()]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        rows = []
    if not rows or any(len(cell) > _LOST for row in rows for cell in row):
        return [[cell.strip(' "') for cell in row.split(delimiter)] for row in text.splitlines()]
    return rows


def _is_heading(row: Row) -> bool:
    return not any("@" in cell for cell in row) and any(called(cell) is not Column.NOTHING for cell in row)


def guess(rows: Sequence[Row], heading: bool) -> tuple[Column, ...]:
    """What each column holds, by its heading and else by what stands in it."""
    body = rows[1:] if heading else rows
    columns = by_headings(rows[0]) if heading else [Column.NOTHING] * len(rows[0])
    if Column.ADDRESS not in columns:
        _fill(columns, Column.ADDRESS, _likeliest(body, columns, lambda cell: "@" in cell))
    if not {Column.NAME, Column.FIRST, Column.LAST} & set(columns):
        whole = _likeliest(body, columns, lambda cell: len(cell.split()) > 1 and _may_be_name(cell))
        halves = [at for at, one in enumerate(columns) if one is Column.NOTHING and _mostly(body, at, _may_be_name)]
        if whole is not None or len(halves) == 1:
            _fill(columns, Column.NAME, whole if whole is not None else halves[0])
        elif halves:
            _fill(columns, Column.FIRST, halves[0])
            _fill(columns, Column.LAST, halves[1])
    return tuple(columns)


def _fill(columns: list[Column], column: Column, at: int | None) -> None:
    if at is not None:
        columns[at] = column


def _likeliest(body: Sequence[Row], columns: Sequence[Column], holds: Callable[[str], bool]) -> int | None:
    """The first column that nothing is known of and most cells of which are such."""
    free = (at for at, one in enumerate(columns) if one is Column.NOTHING)
    return next((at for at in free if _mostly(body, at, holds)), None)


def _mostly(body: Sequence[Row], at: int, holds: Callable[[str], bool]) -> bool:
    cells = [row[at] for row in body if row[at]]
    return bool(cells) and sum(map(holds, cells)) > len(cells) / 2


def _may_be_name(cell: str) -> bool:
    return "@" not in cell and not any(char.isdigit() for char in cell) and bool(words(cell))


def people(table: Table) -> list[Named]:
    """The people of a list, each once; raises Unclear where the columns name nobody."""
    _check(table.columns)
    found: dict[tuple[Words, str], Named] = {}
    for one in _people(table):
        found.setdefault((words(one.name), one.address), one)
    if not found:
        raise Unclear(_("Nobody is named in this column. Choose the one that holds the names."), _name_column(table))
    if len(found) > MOST_PEOPLE:
        sentence = _(
            "These are %(people)s people, and %(most)s are the most for one event.", people=len(found), most=MOST_PEOPLE
        )
        raise Unclear(sentence)
    return list(found.values())


def _check(columns: Sequence[Column]) -> None:
    for at, column in enumerate(columns):
        if column is not Column.NOTHING and column in columns[:at]:
            raise Unclear(_("Another column is that already. Choose one of the two."), at)
    has = set(columns)
    if not has & {Column.NAME, Column.FIRST, Column.LAST, Column.ADDRESS}:
        raise Unclear(_("Say which column holds the names."), 0)
    if Column.NAME in has and has & {Column.FIRST, Column.LAST}:
        raise Unclear(_("Choose the whole name, or first and last name, and not both."), columns.index(Column.NAME))


def _name_column(table: Table) -> int:
    names = (Column.NAME, Column.LAST, Column.FIRST, Column.ADDRESS)
    return min((table.columns.index(one) for one in names if one in table.columns), default=0)


def _people(table: Table) -> Iterator[Named]:
    for row in table.body:
        cell = dict(zip(table.columns, row, strict=True))
        address = normalise(cell.get(Column.ADDRESS, ""))
        half = " ".join(filter(None, (cell.get(Column.FIRST, ""), cell.get(Column.LAST, ""))))
        name = in_order(cell.get(Column.NAME, "") or half)
        if words(name) or address:
            role, organisation = cell.get(Column.ROLE, ""), cell.get(Column.ORGANISATION, "")
            yield Named(name if words(name) else address, role, organisation, address)


def in_order(name: str) -> str:
    """A name as it is said: Jane Doe for "Doe, Jane"."""
    last, comma, first = name.partition(",")
    if comma and last.strip() and first.strip() and "," not in first and len(name.split()) <= 5:
        return f"{first.strip()} {last.strip()}"
    return name.strip(" ,")

"""The block of header fields above a mail that another one carries in its text: any language, any order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from mailsync import labels
from mailsync.labels import Field

LINE_LIMIT = 1000
TEXT_LIMIT = 200_000
ROWS_LIMIT = 60
DEPTH_LIMIT = 30
VALUE_LIMIT = 8000
_TELLING = frozenset({"from", "date", "to", "subject"})
_OTHER_LABEL = re.compile(r"[^\W\d_][\w’' -]{0,25}\s?(?::\s|：)")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a body: how deep it is quoted, whether it is indented, its text with every run of spaces as one."""

    depth: int
    indented: bool
    text: str


@dataclass(slots=True)
class Block:
    """The fields that were read, by kind; `end` is the row after them, `languages` those of their labels.

    `unknown` are the values of rows among them that look like fields, under names that the table does not have.
    """

    depth: int
    start: int
    end: int
    fields: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)

    @property
    def languages(self) -> frozenset[str]:
        """The languages that most labels belong to."""
        most = max(self.votes.values(), default=0)
        return frozenset(code for code, count in self.votes.items() if count == most)

    @property
    def telling(self) -> int:
        """How many of From, date, To and subject it has."""
        return len(_TELLING & self.fields.keys())

    def take(self, found: Field) -> None:
        """Add a field."""
        self.fields.setdefault(found.kind, found.value)
        self.votes.update(found.languages)


def unknown_value(text: str) -> str:
    """The value of a row that looks like a field, whatever its name; "" where it does not."""
    found = _OTHER_LABEL.match(text)
    return text[found.end() :].strip() if found else ""


def row(line: str) -> Row:
    """One line with its quote marks counted and taken off."""
    bare = line[:LINE_LIMIT].lstrip(" \t\xa0")
    indented = len(bare) < len(line[:LINE_LIMIT])
    depth = 0
    while bare.startswith((">", "|>")) and depth < DEPTH_LIMIT:
        bare = bare[1 if bare[0] == ">" else 2 :]
        rest = bare.lstrip(" \t\xa0")
        depth, indented, bare = depth + 1, len(bare) - len(rest) > 1, rest
    return Row(depth, indented, " ".join(bare.split()))


def read(lines: Sequence[Row], at: int, subject: str = "") -> Block | None:
    """The block that begins at this row; `subject` is that of the carrying mail, which tells how a long one goes on."""
    first = labels.field(lines[at].text)
    if first is None or first.kind == "other":
        return None
    reader = _Reader(lines, at, subject)
    while reader.step():
        pass
    return reader.block


class _Reader:
    def __init__(self, lines: Sequence[Row], at: int, subject: str) -> None:
        self.lines = lines
        self.at = at
        self.stop = min(len(lines), at + ROWS_LIMIT)
        self.subject = _comparable(subject)
        self.indented = lines[at].indented
        self.block = Block(lines[at].depth, at, at)
        self.kind = ""

    def step(self) -> bool:
        """Read one more row; whether it belonged to the block."""
        if self.at >= self.stop:
            return False
        row = self.lines[self.at]
        if not row.text:
            return self._over_blank()
        if row.depth != self.block.depth:
            return False
        found = labels.field(row.text)
        if found is not None and self._new(found):
            self._start(found)
        elif found is None and self._is_unknown(row):
            self.kind = "other"
            self.block.unknown.append(unknown_value(row.text))
        elif found is None and self._goes_on(row):
            self._extend(row.text)
        else:
            return False
        self.at += 1
        self.block.end = self.at
        return True

    def _is_unknown(self, row: Row) -> bool:
        """Whether a row is a field under a name that the table does not have: amid others, or closing them."""
        if row.indented > self.indented or not unknown_value(row.text):
            return False
        below = self.lines[self.at + 1].text if self.at + 1 < len(self.lines) else ""
        return self._label_within(2) or (self.block.telling >= 3 and "@" in row.text and not below)

    def _new(self, found: Field) -> bool:
        return found.kind == "other" or found.kind not in self.block.fields

    def _start(self, found: Field) -> None:
        self.kind = found.kind
        for piece in _pieces(found):
            if self._new(piece):
                self.block.take(piece)
                self.kind = piece.kind

    def _extend(self, text: str) -> None:
        value = self.block.fields.get(self.kind, "")
        if self.kind != "other" and len(value) < VALUE_LIMIT:
            self.block.fields[self.kind] = f"{value} {text}".strip()

    def _over_blank(self) -> bool:
        """Go on below an empty row or two, where a field follows that is still missing."""
        after = next((n for n in range(self.at, min(self.at + 3, self.stop)) if self.lines[n].text), self.stop)
        if after >= self.stop or self.lines[after].depth != self.block.depth:
            return False
        found = labels.field(self.lines[after].text)
        missing = found is not None and found.kind != "other" and self._new(found)
        if missing or (found is None and self._value_below(after)):
            self.at = after
            return True
        return False

    def _value_below(self, at: int) -> bool:
        """Whether a row holds the value of the label above it, as in a table whose cells became lines."""
        if self.block.fields.get(self.kind) != "" or self.kind == "other":
            return False
        text = self.lines[at].text
        return self._label_follows(at) or (self.kind == "subject" and self._is_subject(text))

    def _label_follows(self, at: int) -> bool:
        below = [row.text for row in self.lines[at + 1 : min(at + 4, self.stop)] if row.text][:1]
        found = labels.field(below[0]) if below else None
        return found is not None and found.kind != "other" and self._new(found)

    def _goes_on(self, row: Row) -> bool:
        """Whether a row without a label continues the value above it."""
        value = self.block.fields.get(self.kind, "")
        if row.indented and not self.indented:
            return True
        if self.kind == "subject" and self._is_subject(f"{value} {row.text}"):
            return True
        if _OTHER_LABEL.match(row.text):
            return False
        people = self.kind in ("from", "to", "cc", "bcc", "reply-to")
        return (people and _names_go_on(value, row.text)) or self._label_within(2)

    def _label_within(self, count: int) -> bool:
        for row in self.lines[self.at + 1 : min(self.at + 1 + count, self.stop)]:
            if not row.text:
                return False
            found = labels.field(row.text)
            if found is not None:
                return self._new(found)
        return False

    def _is_subject(self, text: str) -> bool:
        begin = _comparable(text)
        return bool(begin) and self.subject.startswith(begin)


def _names_go_on(value: str, text: str) -> bool:
    if text.startswith(("<", "[mailto:", "(mailto:")):
        return "@" in text
    if value.count("<") > value.count(">"):
        return True
    if not value:
        return "@" in text and (text.endswith((">", "]")) or " " not in text)
    return value.endswith((",", ";")) or ("@" in text and text.endswith((">", ",", ";", "]")))


def _pieces(found: Field) -> list[Field]:
    """The fields in a line: mostly one; all of them, where a client wrote the whole block into a line."""
    spots = list(labels.glued(found.value, found.languages | {"en"})) if len(found.value) < LINE_LIMIT else []
    kinds = {piece.kind for _, piece in spots} - {found.kind}
    if found.kind in ("subject", "other") or len(kinds & _TELLING) < 2:
        return [found]
    ends = [at for at, _ in spots[1:]] + [len(found.value)]
    pieces = [Field(found.kind, found.languages, found.value[: spots[0][0]].strip())]
    for (at, piece), end in zip(spots, ends, strict=True):
        inner = labels.field(found.value[at:end])
        if inner is not None:
            pieces.append(Field(piece.kind, piece.languages, inner.value))
    return pieces


def _comparable(subject: str) -> str:
    """A subject without case, spacing and the short words that clients put before it."""
    text = " ".join(subject.split()).casefold()
    for _ in range(5):
        head, colon, rest = text.partition(":")
        if not colon or len(head) > 6 or " " in head.strip():
            break
        text = rest.strip()
    return text

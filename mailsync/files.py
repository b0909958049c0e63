"""Mail in files: one .eml, an mbox, a Maildir or a folder of .eml, read in order from where one left off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from mailsync.headers import date, fields, first, split_message
from webapp.domain.wording import _

LARGEST = 25_000_000
MAILDIR = frozenset({"cur", "new"})
# RFC 4155: a line of its own after an empty one; mail programs differ in what stands between name and time.
_FROM_LINE = re.compile(rb"From \S.{0,200}\d{1,2}:\d{2}.{0,40}\d{4}|From \S+@\S+\s*$")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


class Kind(StrEnum):
    """What an import reads."""

    EML = "eml"
    MBOX = "mbox"
    FOLDER = "folder"


class NoMail(ValueError):
    """The file holds no mail; the text says so to the user."""


@dataclass(frozen=True, slots=True)
class Found:
    """One mail of a file. `position` is where it stands, `after` where the next one does: octets, or a number of files.

    `raw` is cut at LARGEST; `too_large` says so.
    """

    position: int
    after: int
    name: str
    raw: bytes
    too_large: bool = False


def kind_of(path: Path) -> Kind:
    """Return what a file or folder is; raises NoMail, and OSError where it cannot be read."""
    if path.is_dir():
        if next(iter(_files(path)), None) is None:
            raise NoMail(_("This folder holds no .eml file and is no Maildir."))
        return Kind.FOLDER
    with path.open("rb") as file:
        begin = file.read(4096).lstrip(b"\xef\xbb\xbf\r\n")
    if begin.startswith(b"From "):
        return Kind.MBOX
    if not fields(split_message(begin)[0]):
        raise NoMail(_("This is no mail: save it as .eml, or export the folder as mbox."))
    return Kind.EML


def size_of(path: Path, kind: Kind) -> int:
    """Return how far `position` will go: octets of a file, the number of files of a folder."""
    return sum(1 for _file in _files(path)) if kind is Kind.FOLDER else path.stat().st_size


def mails(path: Path, kind: Kind, position: int = 0, last_name: str = "") -> Iterator[Found]:
    """Yield the mails from `position` on (in a folder: those after `last_name`), in order."""
    if kind is Kind.FOLDER:
        yield from _in_folder(path, position, last_name)
    elif kind is Kind.MBOX:
        with path.open("rb") as file:
            yield from _in_mbox(file, path.name, position)
    elif position == 0:
        raw, too_large = _read(path)
        yield Found(0, path.stat().st_size, path.name, raw, too_large)


def _in_folder(path: Path, position: int, last_name: str) -> Iterator[Found]:
    for name, file in sorted(_files(path)):
        if name > last_name:
            raw, too_large = _read(file)
            yield Found(position, position + 1, name, raw, too_large)
            position += 1


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield (name, file). A Maildir moves what was read from new to cur and adds flags: neither names a mail."""
    for file in path.rglob("*"):
        if file.parent.name in MAILDIR and file.is_file():
            yield file.parent.parent.relative_to(path).joinpath(file.name.partition(":")[0]).as_posix(), file
        elif file.suffix.lower() == ".eml" and file.is_file():
            yield file.relative_to(path).as_posix(), file


def _read(file: Path) -> tuple[bytes, bool]:
    with file.open("rb") as opened:
        raw = opened.read(LARGEST + 1)
    return raw[:LARGEST], len(raw) > LARGEST


def _in_mbox(file: BinaryIO, name: str, position: int) -> Iterator[Found]:
    file.seek(position)
    begins, held, length, empty = position, bytearray(), 0, True
    while line := file.readline(LARGEST):
        if empty and _FROM_LINE.match(line):
            if length:
                yield _mail(begins, file.tell() - len(line), name, held, length)
            begins, held, length = file.tell() - len(line), bytearray(), 0
        if len(held) <= LARGEST:
            held += line
        length += len(line)
        empty = not line.strip()
    if length:
        yield _mail(begins, file.tell(), name, held, length)


def _mail(begins: int, after: int, name: str, held: bytearray, length: int) -> Found:
    text = bytes(held)
    raw = text.partition(b"\n")[2] if text.startswith(b"From ") else text
    # mboxrd and mboxo: one ">" was put before each line of the text that looks like a beginning.
    return Found(begins, after, name, _QUOTED_FROM.sub(rb"\1", raw[:LARGEST]), length > LARGEST)


def received(header: bytes, otherwise: datetime) -> datetime:
    """Return when a mail arrived: as its last server wrote (RFC 5321 §4.4), else its Date, else `otherwise`."""
    head = fields(header)
    stamped = first(head, "received").rpartition(b";")[2]
    return _moment(stamped) or date(first(head, "date")) or otherwise


def _moment(written: bytes) -> datetime | None:
    try:
        found = parsedate_to_datetime(written.decode("ascii", "replace").strip()[:100])
    except (ValueError, TypeError, AttributeError, OverflowError, IndexError):
        return None
    return found.astimezone(UTC) if found.tzinfo is not None else None


def never_travelled(header: bytes) -> bool:
    """Whether no server handed the mail on: so it is with what lies in a Sent folder, and with nothing from outside.

    Gmail's export names the folders of a mail in a field of its own at the top, and that decides where it stands.
    """
    head = fields(header)
    labels = first(head, "x-gmail-labels")
    if labels:
        return b"Sent" in [label.strip(b' "\r\n\t') for label in labels.split(b",")]
    return "received" not in head

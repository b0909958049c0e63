"""A header block read within limits: raw values first, then words, Message-IDs and dates decoded one by one."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from binascii import a2b_qp
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mailsync.charsets import decode

BLOCK_LIMIT = 256 * 1024
VALUE_LIMIT = 8 * 1024
ADDRESS_VALUE_LIMIT = 64 * 1024
ADDRESS_HEADERS = frozenset({"from", "sender", "reply-to", "to", "cc", "bcc"})
ID_OCTETS = 998
REFERENCES_KEPT = 100
ANSWERED_KEPT = 10

_FIELD = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")
_EMPTY_LINES = (b"\n\n", b"\n\r\n", b"\r\r")
_SPACES = re.compile(rb"\s+")
_WORD = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_MESSAGE_ID = re.compile(r"<[^<>]+>")
_BASE64_JUNK = bytes(
    sorted(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
)

Fields = dict[str, list[bytes]]


def split_message(raw: bytes) -> tuple[bytes, bytes]:
    """Header block and body of a message or a MIME part."""
    for start in (b"\n", b"\r\n"):
        if raw.startswith(start):
            return b"", raw[len(start) :]
    at, after = len(raw), len(raw)
    for mark in _EMPTY_LINES:  # found octet by octet in C: a regular expression takes seconds for a header of 30 MB
        found = raw.find(mark, 0, at + 1)
        if 0 <= found < at:
            at, after = found, found + len(mark)
    return raw[: min(at, BLOCK_LIMIT)].removesuffix(b"\r"), raw[after:]


def fields(block: bytes) -> Fields:
    """Raw unfolded values by lower-case name, cut before anything is decoded; lines that are no field are skipped."""
    found: Fields = {}
    for name, value in in_order(block):
        found.setdefault(name, []).append(_cut(name, value).strip())
    return found


def _cut(name: str, value: bytes) -> bytes:
    if name == "references":
        # Its end says what is answered: that of a long conversation is cut at its beginning.
        return value[-ADDRESS_VALUE_LIMIT:]
    return value[: ADDRESS_VALUE_LIMIT if name in ADDRESS_HEADERS else VALUE_LIMIT]


def in_order(block: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield each field as it stands, the topmost first: its lower-case name and its whole raw value."""
    name, pieces = "", []
    for line in block[:BLOCK_LIMIT].splitlines():
        if line[:1] in (b" ", b"\t"):
            pieces.append(line)
            continue
        match = _FIELD.match(line)
        if match is None:
            continue
        if name:
            yield name, b"\n".join(pieces)
        name, pieces = match[1].decode("ascii").lower(), [line[match.end() :]]
    if name:
        yield name, b"\n".join(pieces)


def first(found: Fields, name: str) -> bytes:
    """The first value of a header, or b""."""
    return found[name][0] if name in found else b""


def collapsed(value: bytes) -> bytes:
    """A raw value with every run of white space as one space."""
    return _SPACES.sub(b" ", value).strip()


def raw_text(value: bytes) -> str:
    """A raw value as text with its encoded words left as they are."""
    return decode(collapsed(value))


def words(value: str) -> str:
    """RFC 2047 decoded; neighbouring words of one charset are joined as octets first, as senders split characters."""
    if "=?" not in value:
        return value
    out: list[str] = []
    data, charset, at = b"", "", 0
    for match in _WORD.finditer(value):
        between = value[at : match.start()]
        adjacent = at > 0 and not between.strip()
        if not adjacent or match[1].lower() != charset:
            out.append(decode(data, charset))
            data = b""
        if not adjacent:
            out.append(between)
        charset = match[1].lower()
        data += _word_octets(match[2], match[3])
        at = match.end()
    out += [decode(data, charset), value[at:]]
    return "".join(out)


def _word_octets(encoding: str, payload: str) -> bytes:
    octets = payload.encode("utf-8", "replace")
    if encoding in "bB":
        return base64_octets(octets)
    return a2b_qp(octets.replace(b"\n", b""), header=True)


def base64_octets(data: bytes) -> bytes:
    """Base64 with junk, missing padding, or several padded blocks in a row."""
    out = []
    for block in data.translate(None, _BASE64_JUNK).split(b"="):
        usable = block[: len(block) - (len(block) % 4 == 1)]
        try:
            out.append(b64decode(usable + b"=" * (-len(usable) % 4)))
        except Base64Error:
            continue
    return b"".join(out)


def message_ids(value: bytes) -> tuple[str, ...]:
    """The Message-IDs of a value with folding removed, in angle brackets, each once; a bare one gets its brackets."""
    text = _SPACES.sub(b"", value).decode("utf-8", "replace").replace("\x00", "")
    found = _MESSAGE_ID.findall(text)
    if not found and "@" in text:
        found = [f"<{text.strip('<>')}>"]
    return tuple(one for one in dict.fromkeys(found) if len(one.encode("utf-8", "replace")) <= ID_OCTETS)


def references(value: bytes) -> tuple[str, ...]:
    """The Message-IDs of References: of more than are kept the first, which began the conversation, and the last."""
    found = message_ids(value)
    return found if len(found) <= REFERENCES_KEPT else (found[0], *found[1 - REFERENCES_KEPT :])


def date(value: bytes) -> datetime | None:
    """The moment a Date header names, in UTC; None where it is missing, unreadable or implausible."""
    try:
        # email.utils raises a different exception for nearly each way in which a date can be broken.
        moment = parsedate_to_datetime(value[:200].decode("ascii", "replace"))
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, AttributeError, OverflowError, IndexError):
        return None
    return moment if 1990 <= moment.year < 2100 else None

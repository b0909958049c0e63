"""The text parts of a message: a splitter by boundary lines without recursion, and transfer decoding that forgives."""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Iterator
from dataclasses import dataclass

from mailsync.charsets import decode
from mailsync.headers import Fields, base64_octets, fields, first, raw_text, split_message, words
from mailsync.html import html_text
from webapp.calendars.reader import KINDS
from webapp.domain.text import clean, line

PART_LIMIT = 500
DEPTH_LIMIT = 30
PART_OCTETS = 300_000
TEXT_LIMIT = 200_000
MAIL_OCTETS = 1_500_000

_PARAMETER = re.compile(r';\s*([\w-]{1,40})(?:\*\d{1,2})?(\*?)\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)')
_READABLE = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext", "text/x-markdown", "text/markdown"})


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of a message: its own header fields and its body as sent."""

    head: Fields
    body: bytes

    @property
    def kind(self) -> str:
        """Its media type; anything unreadable is plain text, as RFC 2045 has it."""
        return media_type(self.head)[0]

    @property
    def filename(self) -> str:
        """The name under which it was attached, or ""."""
        name = parameters(self.head, "content-disposition").get("filename", "")
        return line(name or media_type(self.head)[1].get("name", ""), 200)

    @property
    def method(self) -> str:
        """What a calendar part is for, as its Content-Type says; or ""."""
        return media_type(self.head)[1].get("method", "")

    @property
    def is_calendar(self) -> bool:
        """Whether it is a calendar, attached or not."""
        named = self.kind == "application/octet-stream" and self.filename.lower().endswith(".ics")
        return named or self.kind in KINDS

    @property
    def is_mail(self) -> bool:
        """Whether it is a whole mail, attached."""
        named = self.kind == "application/octet-stream" and self.filename.lower().endswith(".eml")
        return named or self.kind in ("message/rfc822", "message/global")

    @property
    def is_text(self) -> bool:
        """Whether it is part of what the sender wrote, and no attachment."""
        attached = first(self.head, "content-disposition")[:10].lower() == b"attachment"
        return self.kind in _READABLE and not attached and not (self.filename and self.kind != "text/plain")

    def mail(self) -> bytes:
        """The attached mail: as it stands, or decoded, where a client encoded it against the rules."""
        return _octets(self.head, self.body[:MAIL_OCTETS])

    def text(self) -> str:
        """Its decoded text, within the limits, HTML as plain text."""
        written = decode(_octets(self.head, self.body[:PART_OCTETS]), media_type(self.head)[1].get("charset", ""))
        if self.kind == "text/html":
            written = html_text(written[:TEXT_LIMIT])
        return clean(written.replace("\r\n", "\n"), TEXT_LIMIT)


def media_type(head: Fields) -> tuple[str, dict[str, str]]:
    """The media type in lower case and its parameters."""
    kind = first(head, "content-type")[:200].partition(b";")[0].strip().lower().decode("ascii", "replace")
    return kind if "/" in kind else "text/plain", parameters(head, "content-type")


def parameters(head: Fields, name: str) -> dict[str, str]:
    """The parameters of a MIME header, continuations joined (RFC 2231), encoded words tolerated."""
    found: dict[str, str] = {}
    for key, extended, value in _PARAMETER.findall(raw_text(first(head, name)[:4096])):
        plain = value[1:].rstrip('"').replace("\\", "") if value.startswith('"') else value.strip()
        found[key.lower()] = found.get(key.lower(), "") + (_percent(plain) if extended else words(plain))
    return found


def _percent(value: str) -> str:
    charset, _, rest = value.partition("'")
    octets = rest.partition("'")[2] if "'" in rest else value
    return decode(a2b_qp(octets.replace("=", "=3D").replace("%", "=").encode()), charset if "'" in rest else "utf-8")


def _octets(head: Fields, body: bytes) -> bytes:
    encoding = first(head, "content-transfer-encoding")[:40].strip().lower()
    if encoding == b"base64":
        return base64_octets(body)
    return a2b_qp(body) if encoding == b"quoted-printable" else body


def parts(head: Fields, body: bytes) -> Iterator[Part]:
    """The leaves of a message in order; a message inside it is a leaf. Stops at 500 parts and 30 levels."""
    waiting = [(head, body, 0)]
    seen = 0
    while waiting and seen < PART_LIMIT:
        head, body, depth = waiting.pop()
        seen += 1
        kind, params = media_type(head)
        boundary = params.get("boundary", "").strip()
        if not kind.startswith("multipart/") or not boundary or depth >= DEPTH_LIMIT:
            # A multipart without a boundary is read as the text that it is.
            yield Part({} if kind.startswith("multipart/") else head, body)
            continue
        inside = [(*_part(piece), depth + 1) for piece in _pieces(body, boundary)]
        waiting += reversed(inside)


def _part(raw: bytes) -> tuple[Fields, bytes]:
    # A part may start with an empty line: then it has no header of its own.
    header, body = split_message(raw)
    return fields(header), body


def _pieces(body: bytes, boundary: str) -> Iterator[bytes]:
    """The pieces between boundary lines; without a single one the whole body."""
    text = re.escape(boundary.encode("utf-8", "replace")[:200])
    mark = re.compile(rb"^--" + text + rb"(--)?[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
    start, count = -1, 0
    for found in mark.finditer(body):
        if start >= 0:
            # The line break before a boundary belongs to the boundary.
            yield body[start : found.start()].removesuffix(b"\n").removesuffix(b"\r")
        start, count = found.end(), count + 1
        if found[1] or count > PART_LIMIT:
            return
    if start >= 0:
        yield body[start:]
    elif count == 0:
        yield b"\n\n" + body


def readable(leaves: list[Part]) -> str:
    """The text a reader sees: of a plain part and the HTML that follows it the plain one, unless it is only a stub."""
    texts: list[tuple[str, str]] = []
    for leaf in leaves:
        text = leaf.text()
        if not text.strip():
            continue
        if leaf.kind == "text/html" and texts and texts[-1][0] != "text/html":
            if len(text.split()) <= 3 * len(texts[-1][1].split()) + 20:
                continue
            texts.pop()
        texts.append((leaf.kind, text))
    return "\n".join(text for _, text in texts)[:TEXT_LIMIT]

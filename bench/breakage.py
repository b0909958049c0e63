"""Broken and hostile mails, the same ones for the same seed: mutations of whole mails, made-up structures, bodies."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable, Iterator
from functools import partial

from mailsync.headers import split_message

TOP = "From: Jane <jane@acme.example>\r\nTo: alex@home.example\r\nDate: Tue, 3 Mar 2026 10:15:00 +0100\r\n"
_CHARSETS = (
    b"utf-9",
    b"x-unknown",
    b"utf-7",
    b"utf-16",
    b"iso-2022-jp",
    b"hz-gb-2312",
    b"idna",
    b"rot13",
    b"",
    b"\xff",
)
_ENCODINGS = (b"base64", b"quoted-printable", b"uuencode", b"x")
_KINDS = (b"text/html", b"message/rfc822", b"multipart/x", b"/", b"text")
_DATES = (
    b"99 Foo 99999 99:99:99 +9999", b"Tue, 31 Feb 0000 24:61:61 -9999", b"0", b"now", b"Tue, 3 Mar 2026",
    b"1e309", b"=?utf-8?q?", b"9" * 5000, b"Tue, 3 Mar 2026 10:15:00 +010000000000000000", b"\x00\xff",
)  # fmt: skip

Mutation = Callable[[random.Random, bytes], bytes]


def _truncated(rng: random.Random, raw: bytes) -> bytes:
    return raw[: rng.randrange(len(raw) + 1)]


def _flipped(rng: random.Random, raw: bytes) -> bytes:
    octets = bytearray(raw)
    for _ in range(max(1, len(raw) // rng.choice((20, 200, 2000)))):
        octets[rng.randrange(len(octets))] = rng.randrange(256)
    return bytes(octets)


def _sprinkled(piece: bytes, rng: random.Random, raw: bytes) -> bytes:
    for _ in range(rng.randrange(1, 30)):
        at = rng.randrange(len(raw) + 1)
        raw = raw[:at] + piece + raw[at:]
    return raw


def _without_some_lines(rng: random.Random, raw: bytes) -> bytes:
    return b"\n".join(line for line in raw.split(b"\n") if rng.random() > 0.1)


def _shuffled(rng: random.Random, raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    rng.shuffle(lines)
    return b"\n".join(lines)


def _without_boundaries(rng: random.Random, raw: bytes) -> bytes:
    keep = rng.choice((0.0, 0.5))
    return b"\n".join(line for line in raw.split(b"\n") if not line.startswith(b"--") or rng.random() < keep)


def _other_ends_of_lines(rng: random.Random, raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\n", rng.choice((b"\r", b"\n\r", b"\r\r\n", b"\x0b", b"\xe2\x80\xa8")))


def _nested(rng: random.Random, raw: bytes) -> bytes:
    for depth in range(rng.randrange(2, 40)):
        kind = rng.choice((b"message/rfc822", b"multipart/mixed; boundary=b%d" % depth))
        raw = b"Content-Type: %s\r\n\r\n--b%d\r\n\r\n%s\r\n--b%d--\r\n" % (kind, depth, raw, depth)
    return TOP.encode() + raw


def _with(pattern: bytes, replacements: tuple[bytes, ...], rng: random.Random, raw: bytes) -> bytes:
    return re.sub(pattern, lambda found: found[1] + rng.choice(replacements), raw)


MUTATIONS: tuple[Mutation, ...] = (
    _truncated, _flipped, _without_some_lines, _shuffled, _without_boundaries, _other_ends_of_lines, _nested,
    partial(_sprinkled, b"\x00"), partial(_sprinkled, b"\xed\xa0\x80"), partial(_sprinkled, b"=?utf-8?b?4p"),
    partial(_sprinkled, b"\r\n\r\n"), partial(_sprinkled, b"\xff" * 50),
    partial(_with, rb"(?i)(charset=)[^\s;]*", _CHARSETS),
    partial(_with, rb"(?i)(\ndate: )[^\r\n]*", _DATES),
    partial(_with, rb"(?i)(\ncontent-transfer-encoding: )[^\r\n]*", _ENCODINGS),
    partial(_with, rb"(?i)(\ncontent-type: )[^\r\n;]*", _KINDS),
)  # fmt: skip


def mutated(mails: list[tuple[str, bytes]], seed: int, rounds: int) -> Iterator[tuple[str, bytes]]:
    """Every mail broken in `rounds` ways, every second time in two at once."""
    rng = random.Random(seed)
    for name, raw in mails:
        for number in range(rounds):
            broken, ways = raw, rng.sample(MUTATIONS, 1 + number % 2)
            for way in ways:
                broken = way(rng, broken or b"\n")
            yield f"{name}#{number}", broken


def _dashes(count: int) -> str:
    return "Content-Type: multipart/mixed; boundary=-\r\n\r\n" + "---\r\n" * count


def _parameters(count: int) -> str:
    return "Content-Type: text/plain" + "".join(f"; a*{n}=b" for n in range(count)) + "\r\n\r\nhi"


def _body(encoding: str, body: str) -> str:
    return f"Content-Transfer-Encoding: {encoding}\r\n\r\n{body}"


def _returned(count: int) -> str:
    return "Content-Type: message/delivery-status\r\n\r\n" + "Final-Recipient: a\r\n" * count


def _parts(count: int) -> str:
    return "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + "--x\r\n\r\nhi\r\n" * count + "--x--\r\n"


def _deep(count: int) -> str:
    opened = (f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(count))
    return "".join(opened) + "\r\nhi\r\n"


def _enclosed(count: int) -> str:
    return "Content-Type: message/rfc822\r\n\r\n" * count + "From: a@b.example\r\n\r\nhi\r\n"


def _calendar(count: int) -> str:
    events = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260303T101500Z\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n" * count
    return f"Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n"


def built() -> Iterator[tuple[str, bytes]]:
    """Structures that no honest program writes."""
    recipe = {
        "a hundred thousand parts": lambda: _parts(100_000),
        "ten thousand multiparts in each other": lambda: _deep(10_000),
        "a thousand mails in each other": lambda: _enclosed(1_000),
        "a multipart whose boundary is a dash": lambda: _dashes(50_000),
        "a subject of 1 MB of encoded words": lambda: "Subject: " + "=?utf-8?q?=C3=A4?= " * 55_000 + "\r\n\r\nhi",
        "a subject of open encoded words": lambda: "Subject: " + "=?utf-8?q?" * 50_000 + "\r\n\r\nhi",
        "a From of open brackets": lambda: "From: " + "(" * 100_000 + "\r\n\r\nhi",
        "a From of open quotes": lambda: "From: " + '"a\\' * 50_000 + "<\r\n\r\nhi",
        "fifty thousand recipients": lambda: "To: " + "Jo <jo@acme.example>, " * 50_000 + "\r\n\r\nhi",
        "fifty thousand groups": lambda: "To: " + "a:b@c.example;" * 50_000 + "\r\n\r\nhi",
        "a hundred thousand header fields": lambda: "X-A: b\r\n" * 100_000 + "\r\nhi",
        "a header field of 5 MB": lambda: "X-A: " + "b" * 5_000_000 + "\r\n\r\nhi",
        "a header field folded a hundred thousand times": lambda: "Subject: a" + "\r\n b" * 100_000 + "\r\n\r\nhi",
        "a hundred thousand references": lambda: "References: " + "<a@b.example> " * 100_000 + "\r\n\r\nhi",
        "ten thousand parameters": lambda: _parameters(10_000),
        "a parameter of open quotes": lambda: "Content-Type: text/plain; name=" + '"\\' * 50_000 + "\r\n\r\nhi",
        "a thousand results of authentication": lambda: "Authentication-Results: a; spf=pass (" * 1_000 + "\r\n\r\nhi",
        "a date of nine thousand digits": lambda: f"Date: {'9' * 9_000}\r\n\r\nhi",
        "base64 of 10 MB": lambda: _body("base64", "QUJD" * 2_500_000),
        "base64 of junk": lambda: _body("base64", "=Q-_ \t?" * 150_000),
        "quoted-printable of junk": lambda: _body("quoted-printable", "=\r\n=G=" * 150_000),
        "an attachment of 10 MB": lambda: "Content-Type: application/zip\r\n\r\n" + "x" * 10_000_000,
        "fifty thousand events": lambda: _calendar(50_000),
        "a delivery report of 1 MB": lambda: _returned(50_000),
    }  # fmt: skip
    for name, make in recipe.items():
        yield name, (TOP + make()).encode()
    inside = f"{TOP}Subject: in\r\n\r\nhi".encode()
    for _ in range(12):
        inside = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(
            inside
        )
    yield "base64 in base64 in base64", TOP.encode() + inside
    yield "nothing but NUL", b"\x00" * 1_000_000
    yield "nothing but the end of lines", b"\n" * 1_000_000
    yield "every octet", bytes(range(256)) * 4_000


BODIES = {
    "100 KB of spaces": " " * 100_000,
    "100 KB of no-break spaces": "\u00a0" * 100_000,
    "100 KB of tabs and lines": "\t\n" * 50_000,
    "spaces that end in a letter": "a" + " " * 100_000 + "b",
    "50,000 less-than signs": "<" * 50_000,
    "50,000 From lines": "From:\n" * 50_000,
    "50,000 From lines with an address": "From: Jane <jane@acme.example>\n" * 50_000,
    "50,000 bold From lines": "*From:* a\n" * 50_000,
    "20,000 header blocks": "From: a@b.example\nDate: 3 March 2026\nTo: c\nSubject: d\n\n" * 20_000,
    "20,000 separators": "---------- Forwarded message ---------\n" * 20_000,
    "20,000 separators with blocks begun": "-------- Original Message --------\nFrom: a\n" * 20_000,
    "20,000 attributions": "On Tue, 3 March 2026 at 10:15, Jane <jane@acme.example> wrote:\n" * 20_000,
    "attributions that never end": "On " * 50_000,
    "100 KB of dashes": "-" * 100_000,
    "dashes and spaces": "- " * 50_000,
    "100 KB of underscores": "_" * 100_000,
    "100 KB of quote marks": ">" * 100_000,
    "50,000 lines of quote marks": "> " * 2 + "\n" + ">\n" * 50_000,
    "quotes of growing depth": "\n".join("> " * depth + "a" for depth in range(600)),
    "100 KB of one word": "a" * 100_000,
    "100 KB of words": "aa bb " * 17_000,
    "a To of 20,000 addresses": "From: a@b.example\nTo: " + "Jo <jo@acme.example>, " * 20_000 + "\nSubject: d\n\nhi\n",
    "a From of brackets": "From: " + "<" * 30_000 + ">" * 30_000 + "\nTo: a\nSubject: b\n",
    "a From of at signs": "From: " + "a@" * 40_000 + "\nTo: a\nSubject: b\n",
    "a From of mailto": "From: " + "[mailto:" * 15_000 + "\nTo: a\nSubject: b\n",
    "a Subject of 100 KB": "From: a@b.example\nTo: c\nSubject: " + "ab " * 33_000 + "\n\nhi\n",
    "a Date of 100 KB": "From: a@b.example\nTo: c\nDate: " + "1 " * 50_000 + "\nSubject: b\n\nhi\n",
    "a value folded 50,000 times": "From: a@b.example\nSubject: b\nTo: c" + ",\n  d" * 50_000 + "\n\nhi\n",
    "colons": ":" * 100_000,
    "100 KB of question marks": "?" * 100_000,
    "sentences without an end": "could you please, " * 6_000,
    "thanks a hundred thousand times": "thank you " * 10_000,
    "dates and times": "Tuesday 3 March 2026 at 10:15, " * 3_500,
    "marks of direction": "\u200f\u200eFrom\u200f: " * 15_000,
    "joined letters": "\u0307\u0301" * 50_000,
    "open tags": "<div><b>" * 25_000,
    "a table of labels": "<table><tr><td>From:<td>a" * 10_000,
    "open quotes in tags": "<a href='" * 20_000,
    "open comments": "<!--" * 25_000,
    "entities": "&#x41;&lt;&amp" * 10_000,
    "open blockquotes": "<blockquote type=cite>" * 10_000,
}  # fmt: skip


def hostile() -> Iterator[tuple[str, bytes]]:
    """Each body as plain text and as HTML, forwarded and not."""
    for name, body in BODIES.items():
        for kind in ("plain", "html"):
            for subject in ("Fwd: x", "Re: x"):
                head = f"{TOP}Subject: {subject}\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n"
                yield f"{name} ({kind}, {subject[:-3]})", head.encode() + body.encode()


def begun_forwards(mails: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """A mail with 100 KB of a hostile body put before and behind its own text."""
    for name, raw in mails:
        head, body = split_message(raw)
        for filling in (b" " * 100_000, b"<" * 50_000, b"From:\r\n" * 15_000, b"-" * 100_000, b"> " * 50_000):
            yield f"{name} below {filling[:6]!r}", head + b"\r\n\r\n" + filling + b"\r\n" + body
            yield f"{name} above {filling[:6]!r}", raw + b"\r\n" + filling

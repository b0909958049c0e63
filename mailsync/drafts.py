"""A letter as the bytes of a draft: every header written here, whatever stands in the values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.utils import format_datetime, quote

from webapp.domain.addresses import normalise
from webapp.domain.text import clean, line

REFERENCES_KEPT = 20  # the first mail of a conversation and the latest ones name it well enough
_WIDTH = 76
_FOLD = "\n "
_ID = re.compile(r"<[!-;=?-~]{1,900}>")
_ATOMS = re.compile(r"[\w!#$%&'*+/=?^`{|}~ -]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft says. Message-IDs have their angle brackets.

    `conversation` are the Message-IDs of the mails before it, that of the one which it answers last.
    """

    message_id: str
    from_name: str
    from_address: str
    to_name: str
    to_address: str
    subject: str
    text: str
    at: datetime
    conversation: tuple[str, ...] = ()


def mime(draft: Draft) -> bytes:
    """Return the draft with CRLF at the ends of its lines.

    A recipient without an address is left to the user: no line To is better than one that cannot be sent to. Raises
    ValueError for a Message-ID that is none.
    """
    if not _ID.fullmatch(draft.message_id):
        raise ValueError("not a Message-ID")
    known = [one for one in draft.conversation if _ID.fullmatch(one)]
    named = known[:1] + known[1:][-REFERENCES_KEPT + 1 :]
    headers = {
        "From": mailbox("From", draft.from_name, draft.from_address),
        "To": mailbox("To", draft.to_name, draft.to_address),
        "Subject": words("Subject", draft.subject),
        "Date": format_datetime(draft.at),
        "Message-ID": draft.message_id,
        "In-Reply-To": named[-1] if named else "",
        "References": _FOLD.join(named),
    }
    return whole(headers, draft.text)


def whole(headers: Mapping[str, str], text: str) -> bytes:
    """A mail of these headers, empty ones left out, and this text, with CRLF at the ends of its lines."""
    head = "".join(f"{name}: {value}\n" for name, value in headers.items() if value)
    return re.sub(rb"\r?\n", b"\r\n", head.encode("utf-8") + _body(text))


def mailbox(header: str, name: str, address: str) -> str:
    """The value of an address header; one that is not ASCII stands as UTF-8, there is no other way (RFC 6532)."""
    name, address = line(name), normalise(address)
    if not address or not name:
        return address
    shown = name if _ATOMS.fullmatch(name) else f'"{quote(name)}"'
    if not name.isascii() or "=?" in name:
        shown = words(header, name)
    short = len(header) + len(shown) + len(address) < _WIDTH - 5 and "\n" not in shown
    return f"{shown}{' ' if short else _FOLD}<{address}>"


def words(header: str, text: str) -> str:
    """Text of one line for a header, folded; RFC 2047 where it is not ASCII, or looks as if it were that."""
    text = line(text)
    charset = "us-ascii" if text.isascii() and "=?" not in text else "utf-8"
    return Header(text, charset, _WIDTH, header).encode(linesep="\n", splitchars=" ")


def _body(text: str) -> bytes:
    """The headers of the body and the body: as it is where it is short lines of ASCII, else quoted-printable."""
    part, utf8 = Message(), Charset("utf-8")
    utf8.body_encoding = QP
    text = clean(text).strip("\n") + "\n"
    plain = text.isascii() and all(len(one) <= _WIDTH and one == one.rstrip() for one in text.split("\n"))
    part.set_payload(text, Charset("us-ascii") if plain else utf8)
    if plain:
        part.set_param("charset", "utf-8")
    return part.as_bytes()

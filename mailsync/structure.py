"""Which parts of a mail are text or mail worth fetching, and how the others are called, by its BODYSTRUCTURE."""

from __future__ import annotations

import email.header
import email.message
import email.utils
from collections.abc import Iterator
from dataclasses import dataclass

from mailsync.responses import Value

DEPTH_MAX = 30
PARTS_MAX = 500
TEXTS_MAX = 20
MAIL_MAX = 1_000_000

# Calendars say that a meeting was agreed; the parts of a delivery report say which mail came back.
_CALENDARS = frozenset({"text/calendar", "application/ics"})
_WANTED = _CALENDARS | {
    "text/plain",
    "text/html",
    "text/rfc822-headers",
    "message/global-headers",
    "message/delivery-status",
}
# Fields before the extension data that hold disposition and name (RFC 3501, body-fields).
_FIELDS = {"text": 8, "message/rfc822": 10, "message/global": 10}


class Unreadable(ValueError):
    """The structure makes no sense, or is deeper or longer than any honest mail."""


@dataclass(frozen=True)
class Text:
    """A part to fetch: its number ("1.2") and its size as transferred; `whole` where it is of no use if cut."""

    number: str
    size: int
    whole: bool = False


@dataclass(frozen=True)
class Structure:
    """The text parts of a mail in order, the names of its attachments, and whether it has more than one part."""

    texts: tuple[Text, ...]
    attachments: tuple[str, ...]
    multipart: bool


def read(value: Value) -> Structure:
    """Read a BODYSTRUCTURE, as parsed into lists; raises Unreadable."""
    if not isinstance(value, list) or not value:
        raise Unreadable
    multipart = isinstance(value[0], list)
    texts: list[Text] = []
    attachments: list[str] = []
    for count, (number, leaf) in enumerate(_leaves(value, "" if multipart else "1", DEPTH_MAX)):
        if count >= PARTS_MAX:
            raise Unreadable
        kind = f"{_word(leaf[0])}/{_word(leaf[1])}"
        disposition, parameters = _disposition(leaf, kind)
        name = _name(parameters, leaf[2]) if kind not in _WANTED or disposition == "attachment" else ""
        if _is_calendar(kind, name) or (kind in _WANTED and disposition != "attachment"):
            texts.append(Text(number, int(_word(leaf[6]))))
            continue
        if _is_mail(kind, name) and int(_word(leaf[6])) <= MAIL_MAX:
            texts.append(Text(number, int(_word(leaf[6])), whole=True))
        else:
            attachments.append(name or kind)
    return Structure(tuple(texts[:TEXTS_MAX]), tuple(attachments), multipart)


def _is_calendar(kind: str, name: str) -> bool:
    """Whether it is a calendar; some programs attach one as a file of no kind."""
    return kind in _CALENDARS or (kind == "application/octet-stream" and name.lower().endswith(".ics"))


def _is_mail(kind: str, name: str) -> bool:
    """Whether a mail is attached there: what was forwarded may stand in it."""
    named = kind == "application/octet-stream" and name.lower().endswith(".eml")
    return named or kind in ("message/rfc822", "message/global")


def _leaves(node: list[Value], number: str, depth: int) -> Iterator[tuple[str, list[Value]]]:
    if depth == 0:
        raise Unreadable
    if not isinstance(node[0] if node else None, list):
        if len(node) < 7 or not _word(node[6]).isdigit():
            raise Unreadable
        yield number, node
        return
    for place, child in enumerate(node, start=1):
        if not isinstance(child, list):
            return  # from here on the fields of the multipart itself
        yield from _leaves(child, f"{number}.{place}" if number else str(place), depth - 1)


def _disposition(leaf: list[Value], kind: str) -> tuple[str, Value]:
    """The disposition and its parameters: the one list among the extension fields that starts with a word."""
    for field in leaf[_FIELDS.get(kind, _FIELDS.get(kind.partition("/")[0], 7)) :]:
        match field:
            case [bytes(word), parameters, *_] if parameters is None or isinstance(parameters, list):
                return word.decode("ascii", "replace").lower(), parameters
    return "", None


def _name(disposition: Value, parameters: Value) -> str:
    """The file name, in whichever of the ways it is written (RFC 2231, RFC 2047 against the rules, plain)."""
    holder = email.message.Message()
    holder["Content-Disposition"] = "attachment" + _written(disposition)
    holder["Content-Type"] = "application/octet-stream" + _written(parameters)
    try:
        name = holder.get_filename("")
        return str(email.header.make_header(email.header.decode_header(name))) if "=?" in name else name
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _written(parameters: Value) -> str:
    if not isinstance(parameters, list):
        return ""
    words = [_text(value) for value in parameters[:40]]
    pairs = zip(words[0::2], words[1::2], strict=False)
    return "".join(f'; {name}="{email.utils.quote(value)}"' for name, value in pairs)


def _text(value: Value) -> str:
    text = value[:1000].decode("utf-8", "replace") if isinstance(value, bytes) else ""
    return " ".join(text.split())


def _word(value: Value) -> str:
    return value.decode("ascii", "replace").lower() if isinstance(value, bytes) else ""

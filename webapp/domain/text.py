"""The choke point: all text from outside passes here before it can reach a model."""

from __future__ import annotations

import re

BODY_LIMIT = 200_000
LINE_LIMIT = 300
_MARK = "…"

# Control characters but tab, newline and what becomes one of them; and those that turn the direction of
# reading, with which one file name can be shown as another.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_NEWLINE = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SPACE = re.compile("[\x0b\x0c]")


def clean(text: str, limit: int = BODY_LIMIT) -> str:
    """A body: newlines and tabs kept, nothing in it that a database, a page or a reader trips over."""
    plain = _plain(text)
    return plain if len(plain) <= limit else plain[: limit - 1] + _MARK


def line(text: str, limit: int = LINE_LIMIT) -> str:
    """A one-line value: as `clean`, with all white space collapsed to single spaces and none at the ends."""
    plain = " ".join(_plain(text).split())
    return plain if len(plain) <= limit else plain[: limit - 1].rstrip() + _MARK


def _plain(text: str) -> str:
    text = _UNSEEN.sub("", _without_surrogates(text))
    return _SPACE.sub(" ", _NEWLINE.sub("\n", text))


def _without_surrogates(text: str) -> str:
    """Join surrogate pairs to the character that they stand for and replace lone ones."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text

"""Every one-on-one has its own purpose, and it differs from that of the last one (docs/method.md §2)."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
# Words that make no other purpose of one.
_EMPTY = frozenset(
    {
        "a",
        "about",
        "again",
        "and",
        "for",
        "hear",
        "how",
        "in",
        "learn",
        "more",
        "of",
        "on",
        "talk",
        "the",
        "their",
        "to",
    }
)


def same_purpose(one: str, other: str) -> bool:
    """Whether two purposes say the same in other order, case or filling words."""
    return _essence(one) == _essence(other)


def _essence(text: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(text.casefold()))
    return words - _EMPTY or words

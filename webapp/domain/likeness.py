"""Whether two texts are likely about the same: by the words that they share."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w{4,}")


def alike(one: str, other: str) -> bool:
    """Whether at least half of the longer words of the shorter text are in the other."""
    first, second = (set(_WORD.findall(text.casefold())) for text in (one, other))
    fewest = min(len(first), len(second))
    return fewest > 0 and 2 * len(first & second) >= fewest

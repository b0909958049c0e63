"""Words of both directions in one line: what runs from right to left stays in one piece and turns nothing beside it."""

from __future__ import annotations

import re
from typing import Any

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin, with the presentation forms.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: they are seen in no place where text stands, markup or not.
BEGIN, END = "\u2068", "\u2069"


def isolated(value: Any) -> Any:
    """Return a name, or other words, as they stand in a sentence that runs from left to right."""
    if type(value) is not str or value.isascii() or not _RIGHT_TO_LEFT.search(value):
        return value
    return f"{BEGIN}{value}{END}"

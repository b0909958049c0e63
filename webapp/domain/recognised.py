"""Sentences that are stored as they were said, found again by the words that they were made of."""

from __future__ import annotations

import re
from functools import cache

from webapp.domain.wording import _

_VALUE = re.compile(r"%\((\w+)\)s")


def is_said(text: str, said: str) -> bool:
    """Whether a marked text with some values reads like this, in the language spoken or in English: that is older."""
    return any(_pattern(form).fullmatch(said) for form in (text, _(text)))


def values_of(text: str, said: str) -> dict[str, str] | None:
    """Return the values of a marked text that reads like this, by their names; None where it does not."""
    for form in (_(text), text):
        if match := _pattern(form).fullmatch(said):
            return dict(zip(_VALUE.findall(form), match.groups(), strict=True))
    return None


@cache
def _pattern(form: str) -> re.Pattern[str]:
    # Split, it is what stands between the values and their names in turn.
    return re.compile("(.*)".join(re.escape(part) for part in _VALUE.split(form)[::2]), re.DOTALL)

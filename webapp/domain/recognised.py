"""Sentences that are stored as they were said, found again by the words that they were made of."""

from __future__ import annotations

import re
from functools import cache

from webapp.domain.wording import _

_VALUE = re.compile(r"%\(\w+\)s")


def is_said(text: str, said: str) -> bool:
    """Whether a marked text with some values reads like this, in the language spoken or in English: that is older."""
    return any(_pattern(form).fullmatch(said) for form in (text, _(text)))


def value_of(text: str, said: str) -> str | None:
    """Return the first value of a marked text that reads like this; None where it does not."""
    found = (_pattern(form).fullmatch(said) for form in (_(text), text))
    return next((match[1] for match in found if match), None)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile("(.*)".join(re.escape(part) for part in _VALUE.split(form)), re.DOTALL)

"""What a user wants of an event, in words: what, how many, and how far it is."""

from __future__ import annotations

import re

from webapp.domain.wording import _, ngettext


def in_words(wanted: str, count: int | None, agreed: int = 0) -> str:
    """Return "3 people who agree to meet · 1 agreed so far", "" where nothing is aimed at.

    A number that stands in the words already is not put before them.
    """
    words = wanted.rstrip(" .")
    if count and not words:
        words = ngettext("%(num)s person who agrees to meet", "%(num)s people who agree to meet", count)
    elif count and not _says_a_number(words):
        words = _("%(count)s %(wanted)s", count=count, wanted=words)
    if not (words and agreed):
        return words
    return ngettext("%(aim)s · %(num)s agreed so far", "%(aim)s · %(num)s agreed so far", agreed, aim=words)


def _says_a_number(words: str) -> bool:
    numbers = _("one two three four five six seven eight nine ten eleven twelve").split()
    return any(word.isdigit() or word in numbers for word in re.findall(r"\w+", words.casefold()))

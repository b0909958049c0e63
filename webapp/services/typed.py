"""What the user typed, taken whole or refused beside its field: nothing is cut off behind their back."""

from __future__ import annotations

from webapp.domain.text import clean, line
from webapp.domain.wording import _
from webapp.services.errors import Refused

TEXT = 100_000
LINE = 500


def text(raw: str, field: str, *, empty: str = "", limit: int = TEXT) -> str:
    """Return a text of several lines; raises Refused where it is too long, or empty and `empty` says what to write."""
    return _fits(clean(raw, limit=len(raw) + 1).strip(), field, empty, limit)


def title(raw: str, field: str, *, empty: str = "", limit: int = LINE) -> str:
    """Return a text of one line; raises Refused as `text`."""
    return _fits(line(raw, limit=len(raw) + 1), field, empty, limit)


def _fits(words: str, field: str, empty: str, limit: int) -> str:
    if empty and not words:
        raise Refused(field, empty)
    if len(words) > limit:
        raise Refused(
            field,
            _("This is longer than the %(limit)s characters that fit here. Please shorten it.", limit=f"{limit:,}"),
        )
    return words

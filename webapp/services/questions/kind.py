"""What triage needs to know of a kind of question."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.models import TriageItem

REFUSED = "refused"  # what the settlement of a question says that the user called wrong
NO_LONGER_ASKED = "no longer asked"  # and of one that holds no more


def nothing(session: Session, item: TriageItem) -> None:
    """Do nothing: the answer itself is all that there is to keep."""


@dataclass(frozen=True, slots=True)
class Question:
    """A kind of question. `accept` does what is proposed, with the candidate chosen, and returns the id of what it made
    where it made something; `refuse` says that it is wrong.

    `take_back` undoes either, given what was made or chosen ("" after a refusal). `words` says what each candidate
    is: candidate → words, those that are gone left out. With `must_choose` one of several candidates has to be named;
    with `open_choice` it may be another than those offered.
    """

    accept: Callable[[Session, TriageItem, str], str | None]
    refuse: Callable[[Session, TriageItem], None]
    take_back: Callable[[Session, TriageItem, str], None]
    words: Callable[[Session, str, Collection[str]], dict[str, str]]
    must_choose: bool = False
    open_choice: bool = False


def no_words(session: Session, user_id: str, candidates: Collection[str]) -> dict[str, str]:
    """Return nothing: the question has no candidates."""
    return {}


def only(item: TriageItem) -> str:
    """Return the candidate where there is but one, else ""."""
    return item.candidates[0] if len(item.candidates) == 1 else ""

"""Which questions suit a person and fit the minutes of an interview, and what its clock says (docs/method.md §6)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from webapp.domain.question_bank import BANK, CLOSING, Part, Question, Trait

MINUTES = {
    Part.SMALL_TALK: 1, Part.TRENDS: 2, Part.INSIGHTS: 3, Part.ADVICE: 3,
    Part.RESOURCES: 2, Part.ASSIGNMENTS: 2, Part.NEXT_STEPS: 1, Part.CLOSING: 1,
}  # fmt: skip
USUAL = 30
# Nobody is asked questions for longer than that, however long the two sit together.
LONGEST = 45
# A meeting that stands in the calendar for longer is a day, not a promise.
_A_DAY = timedelta(hours=3)
EARLIEST = timedelta(minutes=15)
NEAR_THE_END = timedelta(minutes=5)
# One of each part in the order in which they may not be missing, then more of where people have the most to say.
_ROUNDS = (
    Part.INSIGHTS, Part.ADVICE, Part.TRENDS, Part.SMALL_TALK, Part.RESOURCES, Part.NEXT_STEPS, Part.ASSIGNMENTS,
    Part.INSIGHTS, Part.ADVICE, Part.TRENDS, Part.RESOURCES, Part.ASSIGNMENTS,
    Part.INSIGHTS, Part.ADVICE, Part.TRENDS, Part.INSIGHTS, Part.ADVICE, Part.NEXT_STEPS,
    Part.RESOURCES, Part.ASSIGNMENTS,
)  # fmt: skip
_ORDER = {part: place for place, part in enumerate(Part)}
_WORD = re.compile(r"\w+")
# Words of a role that say how high or where, and not what is done.
_RANKS = frozenset({
    "a", "an", "and", "at", "chief", "deputy", "director", "for", "head", "in", "intern", "junior", "lead", "leader",
    "manager", "of", "officer", "or", "principal", "senior", "staff", "team", "the", "to", "trainee", "vice",
})  # fmt: skip


def suits(question: Question, traits: Collection[Trait]) -> bool:
    """Whether a question suits a person with those traits."""
    return question.suits.issubset(traits)


def suited(traits: Collection[Trait], known: Iterable[str] = ()) -> list[Question]:
    """Return the questions for a person, those that fit nobody else first; without the texts that are `known`.

    The two closing questions are asked every time, and are none of these.
    """
    left_out = {key(text) for text in known}
    fitting = [one for one in BANK if one not in CLOSING and suits(one, traits) and key(one.text) not in left_out]
    return sorted(fitting, key=lambda one: -len(one.suits))


def pick(
    traits: Collection[Trait], minutes: int, *, asked: Iterable[str] = (), present: Iterable[tuple[Part, str]] = ()
) -> tuple[Question, ...]:
    """Return what to put on an agenda of so many minutes beside what is `present`, in the order of its parts.

    Nothing that was `asked` before is among it; the two closing questions are, unless they are present.
    """
    there = list(present)
    known = {key(text) for _, text in there}
    chosen = [one for one in CLOSING if key(one.text) not in known]
    left = min(minutes, LONGEST) - sum(MINUTES[part] for part, _ in there) - len(chosen) * MINUTES[Part.CLOSING]
    queue = suited(traits, (*asked, *(text for _, text in there)))
    taken = [part for part, _ in there]
    for part in _ROUNDS:
        if part in taken:
            taken.remove(part)  # what is there already has had its turn
            continue
        question = next((one for one in queue if one.part is part), None)
        if question is not None and MINUTES[part] <= left:
            queue.remove(question)
            chosen.append(question)
            left -= MINUTES[part]
    return tuple(sorted(chosen, key=lambda one: _ORDER[one.part]))


def key(text: str) -> str:
    """Return a question as it is compared: its words, however they are written."""
    return " ".join(_WORD.findall(text.casefold()))


def before(part: Part, other: Part) -> bool:
    """Whether a part comes before another one."""
    return _ORDER[part] < _ORDER[other]


def same_occupation(role: str, position: str) -> bool | None:
    """Whether a contact's role is what the user seeks; None where one of the two says nothing of it."""
    theirs, sought = ({word for word in key(text).split() if word not in _RANKS} for text in (role, position))
    return bool(theirs & sought) if theirs and sought else None


def promised(starts: datetime, ends: datetime) -> timedelta:
    """Return for how long the user promised to take somebody's time; a whole day in a calendar promises nothing."""
    length = ends - starts
    return length if timedelta(0) < length <= _A_DAY else timedelta(minutes=USUAL)


def promised_end(starts: datetime, ends: datetime, began: datetime | None) -> datetime:
    """Return when an interview is to end: as long after its real beginning as was promised."""
    return (began or starts) + promised(starts, ends)


__all__ = [
    "BANK", "CLOSING", "EARLIEST", "LONGEST", "MINUTES", "NEAR_THE_END", "USUAL", "Part", "Question", "Trait",
    "before", "key", "pick", "promised", "promised_end", "same_occupation", "suited", "suits",
]  # fmt: skip

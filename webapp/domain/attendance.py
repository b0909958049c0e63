"""Who somebody on a list may be, told by address, name and organisation: sure, to be asked about, or nobody known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from webapp.domain import names

CHOICES = 5  # more people than that share a first name that tells nobody from another
NEAR = 75  # of 100: as alike as Jon and John, Anna and Anne, Steven and Stephen

Words = names.Words
Near = Callable[[str, str], float]


class Likeness(IntEnum):
    """How a contact is like somebody on the list, the strongest first."""

    ADDRESS = 0
    NAME = 1
    SHORTER = 2
    SLIP = 3
    FIRST_NAME = 4


@dataclass(frozen=True, slots=True)
class Person:
    """A contact, or somebody on a list: the words of the name and of the organisation, folded, and the first name."""

    id: str
    name: Words
    organisation: Words = ()
    first: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The contact that somebody is, where that is sure; otherwise those whom they may be, the likeliest first."""

    contact_id: str | None = None
    candidates: tuple[str, ...] = ()


def match(one: Person, holder: Person | None, known: Iterable[Person], near: Near) -> Match:
    """Decide who somebody on a list is. `holder` has their address; `near` says how alike two words are, of 100."""
    if holder is not None and not names.another(one.name, holder.name):
        return Match(holder.id)
    found = {other.id: (likeness, other) for other in known if (likeness := like(one, other, near)) is not None}
    same = [other for likeness, other in found.values() if likeness is Likeness.NAME]
    if holder is None and in_full(one.name) and (sure := _only(one, same)) is not None:
        return Match(sure.id)
    if holder is not None:
        found[holder.id] = (Likeness.ADDRESS, holder)
    return Match(candidates=_choices(one, list(found.values())))


def _only(one: Person, same: list[Person]) -> Person | None:
    """The one who has that very name, where no organisation speaks against it or tells them from their namesakes."""
    fitting = [other for other in same if other.organisation == one.organisation and one.organisation]
    if len(fitting) == 1:
        return fitting[0]
    alone = same[0] if len(same) == 1 else None
    return alone if alone is not None and not _elsewhere(one, alone) else None


def _elsewhere(one: Person, other: Person) -> bool:
    return bool(one.organisation and other.organisation) and not same_place(one.organisation, other.organisation)


def _choices(one: Person, found: list[tuple[Likeness, Person]]) -> tuple[str, ...]:
    strong = [item for item in found if item[0] is not Likeness.FIRST_NAME]
    ranked = sorted(found, key=lambda item: (item[0], _elsewhere(one, item[1]), item[1].id))
    if len(found) > CHOICES and not strong:
        return ()
    return tuple(other.id for _, other in ranked[:CHOICES])


def like(one: Person, other: Person, near: Near) -> Likeness | None:
    """Return how a contact is like somebody on a list; None where they are two people, as far as that tells."""
    if not one.name or not other.name:
        return None
    if one.name == other.name:
        return Likeness.NAME
    if shorter(one.name, other.name) or shorter(other.name, one.name):
        return Likeness.SHORTER
    if slip(one, other, near):
        return Likeness.SLIP
    alone = 1 in {len(one.name), len(other.name)}
    there = same_place(one.organisation, other.organisation)
    if one.first and one.first == other.first and len(one.first) > 1 and (alone or there):
        return Likeness.FIRST_NAME
    return None


def in_full(name: Words) -> bool:
    """Whether a name tells one person from most others: two words that are no initials, or one where that is usual."""
    return len([word for word in name if len(word) > 1]) > 1 or bool(name and names.whole(name[0]))


def same_place(one: Words, other: Words) -> bool:
    """Whether two names of organisations are one, written in full or shorter (Acme, Acme Consulting)."""
    return bool(one and other) and (set(one) <= set(other) or set(other) <= set(one))


def shorter(short: Words, long: Words) -> bool:
    """Whether one name is the other with words left out or cut to their initials, at least one of them kept whole."""
    rest, kept = list(long), False
    for word in sorted(short, key=len, reverse=True):
        at = next((at for at, other in enumerate(rest) if other == word), None)
        if at is None:
            at = next((at for at, other in enumerate(rest) if _is_initial(word, other)), None)
        if at is None:
            return False
        kept = kept or len(rest.pop(at)) > 1 < len(word)
    return len(short) > 1 and kept


def _is_initial(word: str, other: str) -> bool:
    return word[0] == other[0] and 1 in {len(word), len(other)}


def slip(one: Person, other: Person, near: Near) -> bool:
    """Whether two names share a word, and what differs is one word misheard, cut short, split or written together."""
    shared = {word for word in set(one.name) & set(other.name) if len(word) > 1}
    left, right = ([word for word in each.name if word not in shared] for each in (one, other))
    if not shared or not left or not right:
        return False
    if len(left) != 1 or len(right) != 1:
        return sorted("".join(left)) == sorted("".join(right))
    a, b = left[0], right[0]
    # Sam is short for Samuel; Berg is not short for Bergmann.
    cut = (a, b) == (one.first, other.first) and min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a))
    return cut or near(a, b) >= (NEAR if a[0] == b[0] else NEAR + 12)

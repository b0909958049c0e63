"""The referral chain (docs/method.md §5): who led to whom, as a tree that bears whatever people do in life."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

YOU = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody named or introduced somebody else at a time; `id` tells equal ones apart."""

    giver: str
    named: str
    at: datetime
    id: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """A tree that grows from YOU: the children of each, in the order in which they were named.

    `led_by` is the lead by which each came into it, `also` are the others: who named somebody known already.
    """

    children: Mapping[str, tuple[str, ...]]
    led_by: Mapping[str, Lead]
    also: tuple[Lead, ...]

    def below(self, person: str) -> Iterator[str]:
        """Yield everybody to whom somebody led, each before those to whom they led in turn."""
        waiting = list(reversed(self.children.get(person, ())))
        while waiting:
            child = waiting.pop()
            yield child
            waiting += reversed(self.children.get(child, ()))

    def above(self, person: str) -> Iterator[str]:
        """Yield who led to somebody, who led to those, and so on up to whom the user knew."""
        while person in self.led_by:
            person = self.led_by[person].giver
            yield person


def grow(leads: Iterable[Lead], known_since: Mapping[str, datetime]) -> Chain:
    """Return the chain of all leads: the first to name somebody led to them, unless the user knew them by then.

    A named B and B named A is life: whichever came second leads nowhere new. So does naming oneself.
    """
    led_by: dict[str, Lead] = {}
    also: list[Lead] = []
    people: dict[str, None] = {}
    for lead in sorted(leads, key=lambda one: (one.at, one.id, one.giver, one.named)):
        if lead.giver == lead.named:
            continue
        people |= dict.fromkeys((lead.giver, lead.named))
        known = lead.named in known_since and known_since[lead.named] < lead.at
        if known or lead.named in led_by or lead.named in _up(led_by, lead.giver):
            also.append(lead)
        else:
            led_by[lead.named] = lead
    return Chain(_children(people, led_by), led_by, tuple(also))


def _up(led_by: Mapping[str, Lead], person: str) -> set[str]:
    found = {person}
    while person in led_by:
        person = led_by[person].giver
        found.add(person)
    return found


def _children(people: Iterable[str], led_by: Mapping[str, Lead]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for person in people:
        if person not in led_by:
            found.setdefault(YOU, []).append(person)
    for person, lead in led_by.items():
        found.setdefault(lead.giver, []).append(person)
    return {giver: tuple(named) for giver, named in found.items()}

"""Who can introduce the user to somebody in a room, and what to ask of whom (docs/method.md §3, §5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.evidence import Phase
from webapp.domain.fit import is_use_step, smallest
from webapp.domain.strength import Tier
from webapp.domain.wording import N_, _


class How(StrEnum):
    """How somebody is tied to the person in the room: what says most first, since a name may come with a permission."""

    NAMED = "named"
    KNOWS = "knows"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Link:
    """One of the user's people, tied to somebody in the room; `here` says that they will be there themselves.

    `text` is what the user noted of it. `may_name` is the permission of who gave the name, None where they were not
    asked. `phase` and `received` are of the user's relationship with them.
    """

    contact_id: str
    name: str
    how: How
    here: bool = False
    tier: Tier = Tier.DISTANT
    phase: Phase = Phase.INITIATE
    received: int = 0
    text: str = ""
    may_name: bool | None = True

    def can_introduce(self, to_hire: bool) -> bool:
        """Whether one can ask them for it: the tie bears it, and it is no Use-step before its phase."""
        early = self.phase is Phase.INITIATE or not (self.received or self.phase is Phase.USE)
        fits = self.tier.rank >= smallest("introduction").rank
        open_ = self.how is not How.COLLEAGUE and self.may_name is not False
        return open_ and fits and not (is_use_step("introduction", to_hire) and early)


_ORDER = {how: place for place, how in enumerate(How)}


def best(links: Iterable[Link]) -> tuple[Link, ...]:
    """Those who help most first: who is in the room, then who knows them, then the strongest tie; nobody twice."""
    ordered = sorted(links, key=lambda one: (not one.here, _ORDER[one.how], -one.tier.rank, one.name))
    found: dict[str, Link] = {}
    for one in ordered:
        found.setdefault(one.contact_id, one)
    return tuple(found.values())


def in_words(link: Link, organisation: str, to_hire: bool) -> str:
    """How they are tied to the person, and what to do with that."""
    who = _("%(name)s (here too)", name=link.name) if link.here else link.name
    match link.how:
        case How.COLLEAGUE:
            return _(
                "%(who)s is at %(organisation)s too: ask whether they know each other.",
                who=who, organisation=organisation,
            )  # fmt: skip
        case How.NAMED:
            return _(_NAMED[link.may_name], who=who)
        case How.KNOWS:
            return _(_KNOWS[bool(link.text), link.can_introduce(to_hire)], who=who, noted=link.text)


# By the permission to name them.
_NAMED = {
    True: N_("%(who)s gave you their name, and you may say so."),
    False: N_("%(who)s gave you their name, and would rather not be named."),
    None: N_("%(who)s gave you their name: ask whether you may say so."),
}
# By whether something is noted of it, and whether one can ask for it.
_KNOWS = {
    (True, True): N_("%(who)s knows them (%(noted)s): ask for an introduction."),
    (True, False): N_("%(who)s knows them (%(noted)s): ask for no introduction yet."),
    (False, True): N_("%(who)s knows them: ask for an introduction."),
    (False, False): N_("%(who)s knows them: ask for no introduction yet."),
}

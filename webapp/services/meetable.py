"""Who of a room may like to know whom: known well enough, something in common, and not to each other (method.md §4)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from webapp.domain.brief import said
from webapp.domain.strength import Tier
from webapp.domain.wording import _
from webapp.models import Contact, Organisation
from webapp.services.giving import connecting_words
from webapp.services.introducers import Acquainted

_LONGEST, _SHARED = 60, 3


class Meetable:
    """The people of a room by the words that can connect two of them."""

    def __init__(
        self,
        here: Iterable[Contact],
        places: Mapping[str, Organisation],
        acquainted: Acquainted,
        tiers: Mapping[str, Tier],
    ) -> None:
        known = [one for one in here if tiers[one.id].rank >= Tier.ACQUAINTED.rank]
        self.people = {one.id: one for one in known}
        self.words = {one.id: connecting_words(one, places.get(one.id)) for one in known}
        self.acquainted = acquainted
        self.sharing: defaultdict[str, list[str]] = defaultdict(list)
        for id_, words in self.words.items():
            for word in words:
                self.sharing[word].append(id_)

    def of(self, contact: Contact) -> list[tuple[str, str]]:
        """Return the one who shares most with somebody, as (name, what they share)."""
        own = self.words.get(contact.id, {})
        shared = Counter(other for word in own for other in self.sharing[word] if self._strangers(contact, other))
        if not shared:
            return []
        best = max(shared, key=lambda one: (shared[one], self.people[one].name, one))
        common = [own[word] for word in sorted(own.keys() & self.words[best].keys())]
        return [
            (_("%(name)s, who is here too", name=said(self.people[best].name, _LONGEST)), ", ".join(common[:_SHARED]))
        ]

    def _strangers(self, contact: Contact, other: str) -> bool:
        place = self.people[other].organisation_id
        colleagues = place is not None and place == contact.organisation_id
        return other != contact.id and not colleagues and frozenset((contact.id, other)) not in self.acquainted

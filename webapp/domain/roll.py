"""A list on which nobody stands twice: by address, or by a name that no organisation and no other address parts."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Generic, TypeVar

from webapp.domain import names

Entry = TypeVar("Entry")
Listed = Any  # has a name, an organisation and an address: a value or a row


class Roll(Generic[Entry]):
    """The entries in their order, and where somebody stands among them."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._by_name: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_address: dict[str, int] = {}

    def place_of(self, one: Listed) -> int | None:
        """Return where somebody stands on the list; None where they do not."""
        if one.address in self._by_address:
            return self._by_address[one.address]
        namesakes = self._by_name.get(_key(one.name), [])
        return next((at for at in namesakes if not _parted(self.entries[at], one)), None)

    def put(self, one: Entry, at: int | None = None) -> None:
        """Put somebody at the end of the list, or in the place of who is meant by the same name."""
        if at is None:
            at = len(self.entries)
            self.entries.append(one)
            self._by_name[_key(_seen(one).name)].append(at)
        else:
            self.entries[at] = one
        if address := _seen(one).address:
            self._by_address.setdefault(address, at)


def _seen(one: Listed) -> Listed:
    return one


def _key(name: str) -> tuple[str, ...]:
    return names.words(name) or (name,)


def _parted(one: Listed, other: Listed) -> bool:
    """Whether two of one name are two people: their organisations have no word in common, or their addresses differ."""
    places = names.words(one.organisation), names.words(other.organisation)
    elsewhere = all(places) and set(places[0]).isdisjoint(places[1])
    return elsewhere or bool(one.address and other.address and one.address != other.address)

"""What an invitation of a calendar says of an event: who is asked to come, who invites, and from when to when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, time, timedelta, tzinfo

from webapp.domain.addresses import Address
from webapp.domain.people_list import Named
from webapp.domain.people_table import in_order
from webapp.domain.text import line

USUAL_LENGTH = timedelta(hours=2)
LONGEST = timedelta(days=31)


def guests(
    listed: Iterable[tuple[Address, str]], organizer: Address | None, owners: Collection[str], contacts: Collection[str]
) -> list[Named]:
    """Who may be met there: those invited who did not decline; the user's own addresses left out.

    `listed` gives each with the answer (ACCEPTED, DECLINED and so on). Who invites may be a club or a program: they are
    the host, and one to be met only where they are invited too, or a contact (`contacts` are the addresses of all).
    """
    asked = [who for who, answer in listed if answer != "DECLINED"]
    known = [organizer] if organizer is not None and organizer.address in contacts else []
    found: dict[str, Named] = {}
    for who in [*known, *asked]:
        if who.address not in owners:
            found.setdefault(who.address, Named(_name(who) or who.address, address=who.address))
    return list(found.values())


def others(listed: Iterable[str], organizer: str, owners: Collection[str]) -> set[str]:
    """The addresses of all whom an invitation names besides the user."""
    return {organizer, *listed} - set(owners) - {""}


def host(organizer: Address | None, owners: Collection[str]) -> str:
    """Who invites, in words; "" where it is the user."""
    return "" if organizer is None or organizer.address in owners else _name(organizer) or organizer.address


def _name(who: Address) -> str:
    name = in_order(line(who.name, 200))
    return "" if "@" in name else name


def span(starts: datetime, ends: datetime, zone: tzinfo, *, all_day: bool) -> tuple[datetime, datetime]:
    """When it begins and ends, in UTC. Days are those of the zone; what says no end lasts as long as most do."""
    if all_day:
        starts, ends = (datetime.combine(moment.date(), time(), zone) for moment in (starts, ends))
    begins = starts.astimezone(UTC)
    ended = ends.astimezone(UTC)
    return begins, min(ended if ended > begins else begins + USUAL_LENGTH, begins + LONGEST)

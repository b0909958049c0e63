"""Who of the user's people can introduce them to somebody in a room: who knows them, named them, or works there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from webapp.domain import names, strength
from webapp.domain.brief import said
from webapp.domain.introducing import How, Link
from webapp.domain.strength import Measures
from webapp.models import Contact, Event, Knows, Organisation, Permission, Referral
from webapp.services.brief_open import USER, WHOSE
from webapp.services.leads import HOLDS

_MAY = {Permission.YES: True, Permission.NO: False, Permission.NOT_ASKED: None}


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody to whom the user would be introduced: a contact, or a name with what the list says of it."""

    key: str
    contact_id: str | None = None
    name: str = ""
    address: str = ""
    organisation: str = ""


Acquainted = frozenset[frozenset[str | None]]


@dataclass(frozen=True, slots=True)
class Ties:
    """Who is tied to each of those who were sought, by key, and the pairs of contacts who know each other."""

    links: Mapping[str, Sequence[Link]]
    acquainted: Acquainted


@dataclass(frozen=True, slots=True)
class Room:
    """Which contacts will be at an event, and the organisations of those who have one."""

    event: Event
    here: Mapping[str, Contact]
    places: Mapping[str, Organisation]
    now: datetime


def of_all(session: Session, sought: Sequence[Sought], room: Room) -> Ties:
    """Return the ties of a room."""
    keys = {one.contact_id: one.key for one in sought if one.contact_id}
    given = {"user": room.event.user_id, "event": room.event.id}
    knows, referrals = session.execute(_knows(), given).all(), session.execute(_referrals(), given).all()
    links: defaultdict[str, list[Link]] = defaultdict(list)
    for key, link in (
        *_acquaintances(session, knows, keys, room),
        *_referrers(referrals, sought, keys, room),
        *_colleagues(session, sought, room),
    ):
        links[key].append(link)
    pairs = (*((row.one_id, row.other_id) for row in knows), *((row.id, row.referred_id) for row in referrals))
    return Ties(links, frozenset(map(frozenset, pairs)))


# Enough of a contact for its name and for the strength of the tie.
_COLUMNS = (
    Contact.id, Contact.name, Contact.phase, Contact.organisation_id, Contact.exchanges, Contact.meetings,
    Contact.received, Contact.given, Contact.last_in_at,
)  # fmt: skip


def _link(row: Any, how: How, room: Room, **more: Any) -> Link:
    measures = Measures(row.exchanges, row.meetings, row.received, row.given, row.last_in_at)
    tier = strength.tier(measures, room.now)
    return Link(row.id, said(row.name, 60), how, row.id in room.here, tier, row.phase, row.received, **more)


@cache
def _knows() -> Any:
    """Whoever is on a list of the user's is theirs; asked for again, all that they noted would be looked through."""
    query = select(Knows.one_id, Knows.other_id, Knows.text).where(Knows.deleted_at.is_(None))
    return query.where(or_(Knows.one_id.in_(WHOSE), Knows.other_id.in_(WHOSE)))


@cache
def _referrals() -> Any:
    """The referrals that name somebody who will be there, or a mere name; each with who gave it."""
    return (
        select(*_COLUMNS, Referral.referred_id, Referral.name.label("named"), Referral.address, Referral.permission)
        .join(Contact, Contact.id == Referral.contact_id)
        .where(Referral.user_id == USER, *HOLDS, Contact.deleted_at.is_(None))
        .where(or_(Referral.referred_id.in_(WHOSE), Referral.referred_id.is_(None)))
    )


@cache
def _alive() -> Any:
    among: Any = bindparam("ids", expanding=True)
    return select(*_COLUMNS).where(Contact.id.in_(among), Contact.deleted_at.is_(None))


def _acquaintances(
    session: Session, pairs: Sequence[Any], keys: Mapping[str, str], room: Room
) -> Iterator[tuple[str, Link]]:
    found = [
        (start, end, text) for one, other, text in pairs for start, end in ((one, other), (other, one)) if end in keys
    ]
    ids = {"ids": {start for start, _, _ in found}}
    people = {row.id: row for row in session.execute(_alive(), ids)} if found else {}
    for start, end, text in found:
        if start in people:
            yield keys[end], _link(people[start], How.KNOWS, room, text=said(text, 60))


def _referrers(
    referrals: Sequence[Any], sought: Sequence[Sought], keys: Mapping[str, str], room: Room
) -> Iterator[tuple[str, Link]]:
    """Who gave the name of a contact, or a mere name that stands on the list as well."""
    by_name = {words: one.key for one in sought if not one.contact_id and (words := names.words(one.name))}
    by_address = {one.address: one.key for one in sought if not one.contact_id and one.address}
    for row in referrals:
        as_name = by_address.get(row.address) or by_name.get(names.words(row.named))
        key = keys.get(row.referred_id) if row.referred_id else as_name
        if key:
            yield key, _link(row, How.NAMED, room, may_name=_MAY[row.permission])


def _colleagues(session: Session, sought: Sequence[Sought], room: Room) -> Iterator[tuple[str, Link]]:
    """Who is in touch with the user and at the same organisation: who will be there, and who is nearest."""
    found: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for id_, place in room.places.items():
        if room.here[id_].exchanges or room.here[id_].meetings:
            found[folded(place.name)][id_] = room.here[id_]
    for row in _at(session, room.event.user_id, {one.organisation for one in sought} - {""}):
        found[folded(row.place)][row.id] = row
    for one in sought:
        for row in found[folded(one.organisation)].values() if one.organisation else ():
            if row.id != one.contact_id:
                yield one.key, _link(row, How.COLLEAGUE, room)


def _at(session: Session, user_id: str, places: Collection[str]) -> Sequence[Any]:
    """The one at each of these organisations with whom the user had most to do."""
    given = {"user": user_id, "written": list(places), "folded": [folded(one) for one in places]}
    return session.execute(_nearest(), given).all() if places else ()


@cache
def _nearest() -> Any:
    nearest = (
        select(Contact.id)
        .where(Contact.organisation_id == Organisation.id, Contact.deleted_at.is_(None), Contact.archived_at.is_(None))
        .where(Contact.exchanges + Contact.meetings > 0)
        .order_by((Contact.exchanges + Contact.meetings).desc(), Contact.id)
        .limit(1)
        .correlate(Organisation)
        .scalar_subquery()
    )
    same = or_(
        Organisation.name.in_(bindparam("written", expanding=True)),
        func.lower(Organisation.name).in_(bindparam("folded", expanding=True)),
    )
    found = select(Organisation.name, nearest.label("nearest")).where(Organisation.user_id == USER, same).subquery()
    return select(*_COLUMNS, found.c.name.label("place")).join(found, found.c.nearest == Contact.id)


def folded(organisation: str) -> str:
    """Return the name of an organisation as it is compared."""
    return " ".join(organisation.split()).lower()

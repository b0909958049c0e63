"""People who may be one: found by address, phone, and name together with the organisation; the user decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from rapidfuzz.fuzz import ratio
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.domain import names, phones
from webapp.domain.addresses import base
from webapp.domain.wording import N_, _
from webapp.models import Contact, ContactAddress, NotTheSame, Organisation
from webapp.services.errors import Refused
from webapp.services.scope import owned, touch

# RapidFuzz's ratio of two folded names: a slip of the pen costs a name of usual length no more (docs/decisions.md).
NEAR = 90
GROUP = 20  # more people than that share a switchboard, or a name that tells nobody from another

SAME_ADDRESS = N_("Their addresses differ only in what follows the “+”.")
SAME_PHONE = N_("They have the same phone number.")
SAME_NAME = N_("They have the same name.")
NEAR_NAME = N_("Their names are nearly the same, at the same organisation.")
Found = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts that may be one person, and why; the smaller id is `one`."""

    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Person:
    id: str
    name: names.Words
    organisation: names.Words
    phone: str


def pairs(session: Session, user_id: str) -> list[Pair]:
    """Return the pairs that may be one person, the strongest reasons first; two of whom the user said so are left out.

    A name counts with the organisation: as equal where one of them has none, as near where both have the same.
    """
    people = _people(session, user_id)
    found: Found = {}
    for reason, groups in (
        (SAME_ADDRESS, _by_address(session, user_id)),
        (SAME_PHONE, _by(lambda one: one.phone, people)),
    ):
        for group in groups:
            _note(found, combinations(group, 2) if len(group) <= GROUP else (), reason)
    _note(found, _same_name(people), SAME_NAME)
    _note(found, _near_name(people), NEAR_NAME)
    settled = select(NotTheSame.one_id, NotTheSame.other_id).where(NotTheSame.user_id == user_id)
    two = {_key(*row) for row in session.execute(settled)}
    order = [SAME_ADDRESS, SAME_PHONE, SAME_NAME, NEAR_NAME]
    return [
        Pair(*key, _(reason))
        for key, reason in sorted(found.items(), key=lambda item: (order.index(item[1]), item[0]))
        if key not in two
    ]


def _key(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _note(found: Found, some: Iterable[tuple[str, str]], reason: str) -> None:
    for one, other in some:
        found.setdefault(_key(one, other), reason)


def _people(session: Session, user_id: str) -> list[_Person]:
    query = (
        select(Contact.id, Contact.name, Contact.phone, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Contact.organisation_id)
        .where(Contact.user_id == user_id, Contact.deleted_at.is_(None))
    )
    organisations: dict[str | None, names.Words] = {None: ()}
    return [
        _Person(
            id_,
            names.words(name),
            organisations.get(where) or organisations.setdefault(where, employer(where)),
            phones.key(phone),
        )
        for id_, name, phone, where in session.execute(query)
    ]


_FORMS = frozenset({"ab", "ag", "as", "bv", "co", "company", "corp", "gmbh", "inc", "kg", "limited", "llc", "ltd", "nv",
                    "oy", "plc", "pty", "sa", "sarl", "se", "sl", "spa", "srl", "the", "und", "and"})  # fmt: skip


def employer(name: str | None) -> names.Words:
    """Return the words of an organisation's name without its legal form."""
    words = names.words(name or "")
    return tuple(word for word in words if word not in _FORMS) or words


def _by_address(session: Session, user_id: str) -> Iterable[list[str]]:
    query = (
        select(ContactAddress.address, ContactAddress.contact_id)
        .join(Contact, Contact.id == ContactAddress.contact_id)
        .where(ContactAddress.user_id == user_id, Contact.deleted_at.is_(None))
    )
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for address, contact_id in session.execute(query):
        groups[base(address) if "+" in address else address].add(contact_id)
    return [sorted(group) for group in groups.values() if len(group) > 1]


def _by(key: Any, people: Iterable[_Person]) -> Iterable[list[str]]:
    return ([one.id for one in group] for group in _grouped((key(one), one) for one in people))


def _grouped(keyed: Iterable[tuple[Hashable, _Person]]) -> Iterator[list[_Person]]:
    """Yield the groups of those who share a key; an empty key is shared by nobody."""
    groups: defaultdict[Hashable, list[_Person]] = defaultdict(list)
    for key, person in keyed:
        if key:
            groups[key].append(person)
    return (group for group in groups.values() if len(group) > 1)


def _same_name(people: Collection[_Person]) -> Iterator[tuple[str, str]]:
    """Equal names, unless both have an organisation and it differs; a single word is no name to go by without one."""
    for group in _grouped((one.name, one) for one in people):
        for one, other in combinations(group, 2) if len(group) <= GROUP else ():
            alone = not (one.organisation and other.organisation)
            in_full = len(one.name) > 1 or not one.name[0].isascii()
            if one.organisation == other.organisation if not alone else in_full:
                yield one.id, other.id


def _near_name(people: Collection[_Person]) -> Iterator[tuple[str, str]]:
    """Names at the same organisation that are one name written shorter, or differ by a slip of the pen."""
    for colleagues in _grouped((one.organisation, one) for one in people):
        by_name = {one.name: one for one in colleagues}
        for one in colleagues:
            for shorter in names.variants(one.name):
                if (other := by_name.get(shorter)) is not None:
                    yield one.id, other.id
        for group in _grouped((key, one) for one in colleagues for key in _slip_keys(one.name)):
            for one, other in combinations(group, 2):
                near = ratio(" ".join(one.name), " ".join(other.name)) >= NEAR
                if near and names.spelled_alike(one.name, other.name):
                    yield one.id, other.id


def _slip_keys(name: names.Words) -> Iterator[str]:
    """What two share whose names differ in one word by a slip of the pen: all else, and the ends or letters of that."""
    for at, word in enumerate(name) if len(name) > 1 else ():
        rest = " ".join(name[:at] + name[at + 1 :])
        yield f"{rest} {word[0]}-{word[-1]}"
        yield f"{rest} {''.join(sorted(word))}"


def two_people(session: Session, user_id: str, contact_id: str, other_id: str) -> NotTheSame:
    """Note that two contacts are two people: they are not proposed again."""
    one, other = _key(*_both(session, user_id, contact_id, other_id))
    where = (NotTheSame.user_id == user_id, NotTheSame.one_id == one, NotTheSame.other_id == other)
    row = session.scalar(select(NotTheSame).where(*where)) or NotTheSame(user_id=user_id, one_id=one, other_id=other)
    session.add(row)
    session.flush()
    touch(session, user_id)
    return row


def perhaps_one(session: Session, user_id: str, contact_id: str, other_id: str) -> None:
    """Take back that two contacts are two people."""
    one, other = _key(*_both(session, user_id, contact_id, other_id))
    where = (NotTheSame.user_id == user_id, NotTheSame.one_id == one, NotTheSame.other_id == other)
    session.execute(delete(NotTheSame).where(*where))
    touch(session, user_id)


def _both(session: Session, user_id: str, contact_id: str, other_id: str) -> tuple[str, str]:
    found = [owned(session, Contact, user_id, one).id for one in (contact_id, other_id)]
    if found[0] == found[1]:
        raise Refused("other", _("This is one and the same already."))
    return found[0], found[1]

"""The warm path to a person or an organisation (docs/method.md §5): whom to ask, and why each of them can help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain import paths
from webapp.domain.chains import YOU
from webapp.domain.evidence import Phase
from webapp.domain.paths import Edge
from webapp.domain.strength import Tier
from webapp.domain.wording import N_, _
from webapp.models import Contact, Knows, Organisation, Permission, Referral, utcnow
from webapp.services import leads, strengths
from webapp.services.contacts import SOURCES
from webapp.services.scope import owned

# What a step costs: the less the warmer. Nobody is needed to come to an acquaintance; over a close friend, or one whom
# they named, is warmer than straight to somebody who has long been silent.
TIES = {Tier.CLOSE: 1, Tier.WARM: 2, Tier.ACQUAINTED: 3, Tier.DISTANT: 6}
INTRODUCED, NAMED, KNOWN, NOT_TO_BE_NAMED, COLLEAGUES = 2, 3, 3, 5, 6
# Of these the user said that they have known each other since before anything was logged.
FROM_BEFORE = frozenset(SOURCES) - {"referred", "other"}
_TIES = {
    Tier.CLOSE: N_("You are close"),
    Tier.WARM: N_("You know each other well"),
    Tier.ACQUAINTED: N_("You are acquainted"),
    Tier.DISTANT: N_("You were in touch"),
}
_GAVE = {
    Permission.YES: N_("%(name)s gave you the name of %(named)s, and you may say so"),
    Permission.NO: N_("%(name)s gave you the name of %(named)s, and would rather not be named"),
    Permission.NOT_ASKED: N_("%(name)s gave you the name of %(named)s"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody on the way, how close they are to the user, and why the one before them can lead there."""

    contact_id: str
    name: str
    tier: Tier
    why: str
    phase: Phase
    can_hire: bool


@dataclass(frozen=True, slots=True)
class Path:
    """The way from the user, the nearest first; no steps where nobody is known to lead there."""

    steps: tuple[Step, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.steps)


def path_to_contact(session: Session, user_id: str, contact_id: str) -> Path:
    """Return the warmest path to a contact."""
    contact = owned(session, Contact, user_id, contact_id)
    around = _around(session, user_id)
    return around.path({contact.id} & around.people.keys())


def path_to_organisation(session: Session, user_id: str, organisation_id: str) -> Path:
    """Return the warmest path to anybody at an organisation."""
    return paths_to_organisations(session, user_id, [owned(session, Organisation, user_id, organisation_id)])[
        organisation_id
    ]


def paths_to_organisations(session: Session, user_id: str, places: Sequence[Organisation]) -> dict[str, Path]:
    """Return the warmest path to anybody at each of the user's organisations, by its id."""
    if not places:
        return {}
    around = _around(session, user_id)
    return {
        place.id: around.path(one for one, row in around.people.items() if row.organisation_id == place.id)
        for place in places
    }


@dataclass(frozen=True, slots=True)
class _Around:
    """Everybody whom the user knows of, and who leads to whom."""

    people: Mapping[str, Any]
    edges: Sequence[Edge]

    def path(self, goals: Iterable[str]) -> Path:
        """Return the warmest path to one of these."""
        found = paths.shortest(self.edges, YOU, goals)
        return Path(tuple(_step(self.people[edge.end], edge.why) for edge in found if edge.end in self.people))


def _around(session: Session, user_id: str) -> _Around:
    people = _people(session, user_id)
    edges = [
        *_ties(people),
        *_referrals(people, leads.all_of(session, user_id)),
        *_acquaintances(session, user_id, people),
        *_colleagues(session, user_id, people),
    ]
    return _Around(people, edges)


def _people(session: Session, user_id: str) -> Mapping[str, Any]:
    columns = (
        Contact.id, Contact.name, Contact.organisation_id, Contact.source, Contact.phase, Contact.can_hire,
        Contact.exchanges, Contact.meetings, Contact.received, Contact.given, Contact.last_in_at,
    )  # fmt: skip
    query = select(*columns).where(Contact.user_id == user_id, Contact.deleted_at.is_(None))
    return {row.id: row for row in session.execute(query)}


def _step(row: Any, why: str) -> Step:
    return Step(row.id, row.name, strengths.tier_of(row, utcnow()), why, row.phase, row.can_hire)


def _ties(people: Mapping[str, Any]) -> Iterator[Edge]:
    for row in people.values():
        if row.exchanges or row.meetings:
            close = strengths.tier_of(row, utcnow())
            yield Edge(YOU, row.id, TIES[close], _(_TIES[close]))
        elif row.source in FROM_BEFORE:
            yield Edge(YOU, row.id, TIES[Tier.DISTANT], _("You know them: %(source)s", source=_(row.source)))


def _referrals(people: Mapping[str, Any], referrals: Iterable[Referral]) -> Iterator[Edge]:
    """Who gives a name was spoken with, and knows whom they name; that goes for both."""
    for row in referrals:
        giver, named = people.get(row.contact_id), people.get(row.referred_id or "")
        if giver is None:
            continue
        yield Edge(YOU, giver.id, TIES[Tier.DISTANT], _("They gave you a name"))
        if named is None:
            continue
        why = (
            _("%(name)s introduced you to %(named)s", name=giver.name, named=named.name)
            if row.introduced
            else _gave(giver.name, named.name, row)
        )
        cost = INTRODUCED if row.introduced else NAMED
        yield Edge(giver.id, named.id, NOT_TO_BE_NAMED if row.permission is Permission.NO else cost, why)
        yield Edge(named.id, giver.id, KNOWN, why)


def _gave(giver: str, named: str, row: Referral) -> str:
    return _(_GAVE[row.permission], name=giver, named=named)


def _acquaintances(session: Session, user_id: str, people: Mapping[str, Any]) -> Iterator[Edge]:
    query = select(Knows.one_id, Knows.other_id, Knows.text)
    for one, other, text in session.execute(query.where(Knows.user_id == user_id, Knows.deleted_at.is_(None))):
        if one in people and other in people:
            for start, end in ((one, other), (other, one)):
                why = _("%(name)s and %(other)s know each other", name=people[start].name, other=people[end].name)
                yield Edge(start, end, KNOWN, f"{why}: {text}" if text else why)


def _colleagues(session: Session, user_id: str, people: Mapping[str, Any]) -> Iterator[Edge]:
    """Lead everybody through a place that stands for their organisation, not each to each."""
    names = dict(
        session.execute(select(Organisation.id, Organisation.name).where(Organisation.user_id == user_id)).all()
    )
    for row in people.values():
        if row.organisation_id in names:
            why = _(
                "Both are at %(organisation)s: ask whether they know each other",
                organisation=names[row.organisation_id],
            )
            yield Edge(row.id, f"at {row.organisation_id}", COLLEAGUES // 2, why)
            yield Edge(f"at {row.organisation_id}", row.id, COLLEAGUES // 2, why)

"""The referral chain of a user as its page shows it, the warm paths through it, and the cups that were drunk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.chains import YOU, Chain
from webapp.domain.evidence import Phase
from webapp.domain.strength import Tier
from webapp.domain.wording import _
from webapp.models import Contact, Organisation, Referral, User, utcnow
from webapp.services import called, leads, strengths
from webapp.services.errors import NotFound, Refused
from webapp.services.scope import touch
from webapp.services.warm_paths import Path, Step, path_to_contact, path_to_organisation, paths_to_organisations

__all__ = ["Path", "Step", "path_to_contact", "path_to_organisation", "paths_to_organisations"]

MOST_CUPS = 500


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the chain: a contact, a contact who was deleted, or with `of` a mere name that this contact gave.

    `referral` is what led to them, None for whom the user knew; `others` are the names of those who named them too.
    """

    id: str
    name: str
    place: str = ""
    phase: Phase = Phase.INITIATE
    tier: Tier = Tier.DISTANT
    can_hire: bool = False
    met: bool = False
    deleted: bool = False
    of: str = ""
    referral: Referral | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """The chain with who is in it; `apart` are those who can hire and to whom nobody leads yet, `rest` all others."""

    tree: Chain
    members: Mapping[str, Member]
    apart: Sequence[Member]
    rest: int

    def rows(self, root: str = YOU) -> Iterator[tuple[int, Member]]:
        """Yield everybody below a root with their depth, each before those to whom they led."""
        depths = {root: 0}
        for person in self.tree.below(root):
            giver = self.tree.led_by[person].giver if person in self.tree.led_by else YOU
            depths[person] = depths[giver] + 1
            yield depths[person], self.members[person]

    def worth(self) -> dict[str, int]:
        """Whom one would rather see where there is no room for all."""
        return {one.id: 50 for one in self.members.values() if one.can_hire}


def read(session: Session, user_id: str) -> Drawn:
    """Return the chain of a user."""
    people = _people(session, user_id)
    referrals = _that_lead_on(leads.all_of(session, user_id), people)
    tree = leads.chain_of(session, referrals)
    by_id = {row.id: row for row in referrals}
    members = {
        person: _member(person, people, by_id[tree.led_by[person].id] if person in tree.led_by else None, tree)
        for person in tree.below(YOU)
    }
    alive = [row for row in people.values() if row.deleted_at is None and row.id not in members]
    apart = [_member(row.id, people, None, tree) for row in alive if row.can_hire]
    return Drawn(tree, members, apart, len(alive) - len(apart))


def _people(session: Session, user_id: str) -> dict[str, Any]:
    columns = (
        Contact.id, Contact.name, Contact.role, Organisation.name.label("organisation"), Contact.phase,
        Contact.can_hire, Contact.exchanges, Contact.meetings, Contact.received, Contact.given, Contact.last_in_at,
        Contact.deleted_at,
    )  # fmt: skip
    query = select(*columns).outerjoin(Organisation, Organisation.id == Contact.organisation_id)
    return {row.id: row for row in session.execute(query.where(Contact.user_id == user_id).order_by(Contact.name))}


def _that_lead_on(referrals: Sequence[Referral], people: Mapping[str, Any]) -> list[Referral]:
    """Leave out those that lead to somebody deleted who led to nobody: a chain ends with people who are there."""
    found = list(referrals)
    while True:
        givers = {row.contact_id for row in found}
        kept = [
            row for row in found
            if row.referred_id is None or row.referred_id in givers or people[row.referred_id].deleted_at is None
        ]  # fmt: skip
        if len(kept) == len(found):
            return found
        found = kept


def _member(person: str, people: Mapping[str, Any], referral: Referral | None, tree: Chain) -> Member:
    row = people.get(person)
    if row is None:
        assert referral is not None, "who is no contact is in the chain by a referral"
        return Member(person, referral.name or referral.address, of=referral.contact_id, referral=referral)
    if row.deleted_at is not None:
        return Member(person, _("somebody you deleted"), deleted=True, referral=referral)
    others = tuple(
        people[lead.giver].name for lead in tree.also if lead.named == person and people[lead.giver].deleted_at is None
    )
    return Member(
        person, row.name, " · ".join(filter(None, (row.role, row.organisation))), row.phase,
        strengths.tier_of(row, utcnow()),
        row.can_hire, row.meetings > 0, referral=referral, others=tuple(dict.fromkeys(others)),
    )  # fmt: skip


def root_of(drawn: Drawn, person: str) -> str:
    """Return whom a picture can begin with; raises NotFound for whoever is not in the chain."""
    if person and person not in drawn.members:
        raise NotFound("Contact")
    return person


def hangs_on(session: Session, contact: Contact) -> int:
    """Return how many people the user came to through a contact."""
    return sum(1 for _ in read(session, contact.user_id).tree.below(contact.id))


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom or what a search means: with one of them alone there is a path to it. `names` are nobody's but names."""

    people: Sequence[Contact] = ()
    organisations: Sequence[Organisation] = ()
    names: Sequence[Referral] = ()

    @property
    def alone(self) -> bool:
        """Whether it is clear who or what is meant."""
        return len(self.people) + len(self.organisations) == 1


def seek(session: Session, user_id: str, typed: str) -> Sought:
    """Return the people and organisations that have what was typed in their name; a whole name means that alone."""
    people = called.like(session, user_id, typed)
    exact = called.named(session, user_id, typed) if typed.strip() else []
    if len(exact) == 1:
        return Sought(exact)
    part = typed.strip().lower()[:200]
    same = func.lower(Organisation.name).contains(part, autoescape=True)
    query = select(Organisation).where(Organisation.user_id == user_id, same).order_by(Organisation.name)
    places = list(session.scalars(query.limit(called.MOST))) if part else []
    whole = [one for one in places if one.name.lower() == part]
    given = [row for row in leads.all_of(session, user_id) if part and not row.referred_id and part in row.name.lower()]
    return Sought((), whole) if len(whole) == 1 else Sought(people, places, given[: called.MOST])


def cups(session: Session, user_id: str) -> int:
    """Return how many people the user met one-on-one."""
    return len(drunk(session, user_id))


def drunk(session: Session, user_id: str) -> list[tuple[str, datetime | None]]:
    """Return whom the user met one-on-one and when first, in that order."""
    met = (Contact.user_id == user_id, Contact.meetings > 0, Contact.deleted_at.is_(None))
    query = select(Contact.name, Contact.first_met_at).where(*met)
    return [(row.name, row.first_met_at) for row in session.execute(query.order_by(Contact.first_met_at, Contact.id))]


def aim(session: Session, user_id: str, goal: int) -> User:
    """Set with how many people the user wants to have a cup. Raises Refused."""
    if not 1 <= goal <= MOST_CUPS:
        raise Refused("goal", _("Choose a number from 1 to %(most)s.", most=MOST_CUPS))
    user = session.get_one(User, user_id)
    user.cups_goal = goal
    touch(session, user_id)
    return user

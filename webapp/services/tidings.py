"""Whom to tell and thank up the referral chain (docs/method.md §5), once somebody was met or gave something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.chains import YOU, Chain
from webapp.models import Contact, Duty, DutyKind, Interaction, Letter, Outcome, Referral, Use, utcnow
from webapp.services import leads

# What is longer past would surprise whoever is told of it now.
FRESH = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Tiding:
    """`giver` led to `person`, at once or over others, and does not know what came of it `at` that time.

    `link` is the referral that was their part in it.
    """

    link: Referral
    giver: Contact
    person: Contact
    at: datetime
    met: bool
    at_once: bool


def to_tell(session: Session, user_id: str, contact: Contact | None = None) -> list[Tiding]:
    """Return who does not know yet, the oldest news first; of one contact alone, as who is told or who was met.

    Whom a mail thanked for the introduction afterwards knows, as does whoever was told of what was done with it; and
    where that is still to be told, it is asked for there.
    """
    referrals = {row.id: row for row in leads.all_of(session, user_id)}
    chain = leads.chain_of(session, list(referrals.values()))
    people = _people(session, chain)
    told = _Told(session, user_id, referrals.values())
    found = []
    for person in (people[one] for one in chain.led_by if one in people):
        steps = [one for one in (person.id, *chain.above(person.id)) if one in chain.led_by]
        links = [referrals[chain.led_by[one].id] for one in steps]
        news = _news(session, person, links[0])
        if news is None or utcnow() - news.at > FRESH:
            continue
        for link in links:
            concerned = contact is None or contact.id in {link.contact_id, person.id}
            if concerned and link.contact_id in people and not told.of(link, news.at):
                found.append(Tiding(link, people[link.contact_id], person, news.at, news.met, link is links[0]))
    return sorted(found, key=lambda one: (one.at, one.person.name, not one.at_once))


def _people(session: Session, chain: Chain) -> dict[str, Contact]:
    query = select(Contact).where(Contact.id.in_(list(chain.below(YOU))), Contact.deleted_at.is_(None))
    return {row.id: row for row in session.scalars(query)}


@dataclass(frozen=True, slots=True)
class _News:
    at: datetime
    met: bool


def _news(session: Session, person: Contact, link: Referral) -> _News | None:
    """When somebody was first met, or else first gave something, since they were named."""
    if person.first_met_at and person.first_met_at >= link.at:
        return _News(person.first_met_at, True)
    given = select(Outcome.at).where(Outcome.contact_id == person.id, Outcome.deleted_at.is_(None))
    first = session.scalar(given.where(Outcome.at >= link.at).order_by(Outcome.at).limit(1))
    if first is None and link.result:
        first = link.at
    return _News(first, False) if first else None


class _Told:
    """When the givers were told last, as the user said and as mails, letters and reports show."""

    def __init__(self, session: Session, user_id: str, referrals: Iterable[Referral]) -> None:
        self.times: dict[str, list[datetime]] = defaultdict(list)
        self.asked_for: set[str] = set()
        for row in referrals:
            self.times[row.id] += [row.told_at] if row.told_at else []
        self._read(session, user_id)

    def of(self, link: Referral, news: datetime) -> bool:
        """Whether that giver knows of news, or is to be told of it by another duty."""
        return link.id in self.asked_for or any(at >= news for at in self.times[link.id])

    def _read(self, session: Session, user_id: str) -> None:
        mine = Referral.user_id == user_id
        thanked: Any = (
            select(Referral.id, Duty.settled_at)
            .join(Interaction, Interaction.message_row == Referral.message_row)
            .join(Duty, (Duty.subject == Interaction.id) & (Duty.contact_id == Referral.contact_id))
            .where(mine, Duty.kind == DutyKind.THANKS, Duty.superseded_at.is_(None), Duty.settled_at.is_not(None))
        )
        written: Any = (
            select(Letter.referral_id, Interaction.at)
            .join(Interaction, Interaction.id == Letter.sent_line)
            .join(Referral, Referral.id == Letter.referral_id)
            .where(mine, Letter.contact_id == Referral.contact_id, Interaction.undone_at.is_(None))
        )
        for query in (thanked, written):
            for referral_id, at in session.execute(query):
                self.times[referral_id].append(at)
        uses = select(Referral.id, Use.reported_at).join(Use, Use.outcome_id == Referral.outcome_id)
        for referral_id, at in session.execute(uses.where(mine, Use.deleted_at.is_(None))):
            if at is None:
                self.asked_for.add(referral_id)
            else:
                self.times[referral_id].append(at)

"""The referrals of a user that hold, and the chain that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.domain.chains import Chain, Lead, grow
from webapp.models import Contact, Interaction, InteractionKind, Referral

# What holds and leads somewhere: two contacts who were merged may have named each other before, and are one now.
HOLDS = (
    Referral.deleted_at.is_(None),
    or_(Referral.referred_id.is_(None), Referral.referred_id != Referral.contact_id),
)


def all_of(session: Session, user_id: str) -> list[Referral]:
    """Return every referral of a user that holds, the first first."""
    return _holding(session, Referral.user_id == user_id)


def given_by(session: Session, contact: Contact) -> list[Referral]:
    """Return the referrals that a contact made and that hold, the first first."""
    return _holding(session, Referral.contact_id == contact.id)


def leading_to(session: Session, contact: Contact) -> list[Referral]:
    """Return the referrals that name a contact and hold, the first first."""
    return _holding(session, Referral.referred_id == contact.id)


def referrer_of(session: Session, contact: Contact) -> Referral | None:
    """Return the latest referral that names a contact and holds, of somebody who is not deleted."""
    there = Referral.contact_id.in_(select(Contact.id).where(Contact.deleted_at.is_(None)))
    found = _holding(session, Referral.referred_id == contact.id, there)
    return found[-1] if found else None


def _holding(session: Session, *where: Any) -> list[Referral]:
    return list(session.scalars(select(Referral).where(*where, *HOLDS).order_by(Referral.at, Referral.id)))


def chain_of(session: Session, referrals: Sequence[Referral]) -> Chain:
    """Return the chain that referrals make; whoever is no contact is in it by the id of the referral."""
    leads = [Lead(row.contact_id, row.referred_id or row.id, row.at, row.id) for row in referrals]
    return grow(leads, _known_since(session, {lead.named for lead in leads}))


def _known_since(session: Session, named: Iterable[str]) -> dict[str, datetime]:
    """Return when the user first heard from or met those who were named; not when they wrote to them unasked."""
    heard = or_(Interaction.direction == "in", Interaction.kind == InteractionKind.MEETING)
    counted = (Interaction.undone_at.is_(None), Interaction.copied.is_(False), Interaction.automatic.is_(False))
    query = select(Interaction.contact_id, func.min(Interaction.at)).where(heard, *counted)
    rows = session.execute(query.where(Interaction.contact_id.in_(named)).group_by(Interaction.contact_id))
    return {row[0]: row[1] for row in rows}


def up_the_chain(session: Session, contact: Contact) -> list[Contact]:
    """Return who led to a contact, who led to those, and so on up to whom the user knew; the deleted left out."""
    above = chain_of(session, all_of(session, contact.user_id)).above(contact.id)
    people = (session.get_one(Contact, one) for one in above)
    return [one for one in people if one.deleted_at is None]

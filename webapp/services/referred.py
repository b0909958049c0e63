"""Referrals that the user notes (docs/method.md §5): the name that a contact gave, and what became of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain import names
from webapp.domain.wording import N_, _, ngettext
from webapp.models import (
    Contact,
    ContactAddress,
    Interview,
    Outcome,
    OutcomeKind,
    Permission,
    Referral,
    Use,
    User,
    utcnow,
)
from webapp.services import asks, called, contacts, leads, mailboxes, one_tap, typed
from webapp.services.errors import Refused
from webapp.services.help_words import name_given
from webapp.services.interactions import happened
from webapp.services.leads import HOLDS, referrer_of, up_the_chain
from webapp.services.relationships import rederive
from webapp.services.scope import owned, part_of, present, touch
from webapp.services.users import valid_address

__all__ = ["referrer_of", "up_the_chain"]


def get(session: Session, user_id: str, referral_id: str) -> Referral:
    """Return the user's referral; raises NotFound."""
    return owned(session, Referral, user_id, referral_id)


def refer(
    session: Session, user_id: str, contact_id: str, *, name: str, address: str = "", permission: Permission,
    referred_id: str = "", interview_id: str = "", somebody_else: bool = False,
) -> Referral:  # fmt: skip
    """Note that a contact gave somebody's name: an outcome of kind referral, with which it stands and falls.

    `referred_id` says who it is among the user's people; without it they are found by their address, or by their name
    unless they are `somebody_else`. `interview_id` is the one-on-one in which the name was given. Raises Refused.
    """
    giver = present(session, user_id, contact_id)
    interview = part_of(session, Interview, user_id, contact_id, interview_id) if interview_id else None
    address = valid_address(address, "address") if address.strip() else ""
    known = None if somebody_else else _known(session, user_id, name, address, referred_id)
    called_so = known.name if known else typed.title(name, "name", limit=200)
    _check(session, giver, known, called_so, address)
    outcome = asks.obtained(
        session, user_id, contact_id, kind=OutcomeKind.REFERRAL, text=name_given(called_so),
        at=happened(min(interview.ends_at, utcnow())) if interview else None,
        interaction_id=(interview.interaction_id or "") if interview else "",
    )  # fmt: skip
    referral = Referral(
        user_id=user_id, contact_id=giver.id, referred_id=known.id if known else None, name=called_so,
        address=address, permission=permission, outcome_id=outcome.id, at=outcome.at,
        interview_id=interview.id if interview else None,
    )  # fmt: skip
    session.add(referral)
    session.flush()
    touch(session, user_id)
    return referral


def leads_back(session: Session, referral: Referral) -> bool:
    """Say whether whom they named had led to them before: a circle, in which the chain keeps to who came first."""
    if referral.referred_id is None:
        return False
    tree = leads.chain_of(session, leads.all_of(session, referral.user_id))
    return referral.contact_id in set(tree.below(referral.referred_id))


def _known(session: Session, user_id: str, name: str, address: str, referred_id: str) -> Contact | None:
    if referred_id:
        return present(session, user_id, referred_id)
    if address:
        by_address = _holder(session, user_id, address)
        return by_address if by_address and by_address.deleted_at is None else None
    alike = called.named(session, user_id, name)
    if len(alike) > 1:
        raise Refused(
            "referred_id",
            ngettext(
                "%(num)s of your people is called so. Choose whom they named.",
                "%(num)s of your people are called so. Choose whom they named.",
                len(alike),
            ),
        )
    return alike[0] if alike else None


def _holder(session: Session, user_id: str, address: str) -> Contact | None:
    query = select(Contact).join(ContactAddress, ContactAddress.contact_id == Contact.id)
    return session.scalar(query.where(ContactAddress.user_id == user_id, ContactAddress.address == address))


def _check(session: Session, giver: Contact, known: Contact | None, name: str, address: str) -> None:
    """Refuse a name that leads nowhere: none, their own, the user's, or one that is noted already."""
    if not name:
        raise Refused("name", _("Whose name did they give you? A first name will do."))
    theirs = {row.address for row in contacts.addresses_of(session, giver)}
    if (known and known.id == giver.id) or names.words(name) == names.words(giver.name) or address in theirs:
        raise Refused("name", _("This is %(name)s again. Whose name did they give you?", name=giver.name))
    user = session.get_one(User, giver.user_id)
    own_name = names.words(user.name)
    if address in mailboxes.owners(session, giver.user_id) or (own_name and names.words(name) == own_name):
        raise Refused("name", _("This is you. Whose name did they give you?"))
    mine = select(Referral).where(Referral.contact_id == giver.id, *HOLDS)
    for row in session.scalars(mine):
        unknown = row.referred_id is None and row.address == address and names.words(row.name) == names.words(name)
        if row.referred_id == known.id if known else unknown:
            raise Refused("name", _("It is noted already that %(name)s gave you this name.", name=giver.name))


def change(
    session: Session, user_id: str, referral_id: str, *, permission: Permission, done: str, result: str
) -> Referral:
    """Write down whether their name may be used, what was done with the referral, and what came of it."""
    referral = get(session, user_id, referral_id)
    referral.permission = permission
    referral.done = typed.text(done, "done")
    referral.result = typed.text(result, "result")
    touch(session, user_id)
    return referral


def delete(session: Session, user_id: str, referral_id: str) -> Referral:
    """Take a referral back, and the outcome with it; it can be restored. Raises Refused for one that a mail made."""
    return _mark(session, user_id, referral_id, utcnow())


def is_as_noted(session: Session, referral: Referral) -> bool:
    """Whether nothing was done with a name since it was given: no word, no use, and no contact made of it."""
    if referral.done or referral.result or referral.told_at:
        return False
    of_it = (Use.outcome_id == referral.outcome_id, Use.deleted_at.is_(None))
    made = (Contact.id == referral.referred_id, Contact.created_at >= referral.created_at)
    return not any(session.scalar(select(model.id).where(*where)) for model, where in ((Use, of_it), (Contact, made)))


def restore(session: Session, user_id: str, referral_id: str) -> Referral:
    """Bring it back."""
    return _mark(session, user_id, referral_id, None)


def _mark(session: Session, user_id: str, referral_id: str, at: datetime | None) -> Referral:
    referral = get(session, user_id, referral_id)
    if referral.message_row:
        raise Refused("referral", _("A mail says so. Say in the timeline, on that mail, that it introduces nobody."))
    if referral.outcome_id:
        owned(session, Outcome, user_id, referral.outcome_id).deleted_at = at
    referral.deleted_at = at
    rederive(session, user_id, referral.contact_id)
    touch(session, user_id)
    return referral


def become_contact(session: Session, user_id: str, referral_id: str) -> Contact:
    """Make a contact of a mere name, in Initiate; whoever has the address already is them, and is brought back."""
    referral = get(session, user_id, referral_id)
    if referral.referred_id:
        known: Contact | None = contacts.get(session, user_id, referral.referred_id)
    else:
        known = _holder(session, user_id, referral.address) if referral.address else None
    if known is None:
        known = contacts.add(session, user_id, _card(session, referral))
    elif known.deleted_at:
        contacts.restore(session, user_id, known.id)
    referral.referred_id = known.id
    rederive(session, user_id, referral.contact_id)
    touch(session, user_id)
    return known


def _card(session: Session, referral: Referral) -> contacts.Card:
    giver = contacts.get(session, referral.user_id, referral.contact_id)
    how = N_("%(name)s introduced us") if referral.introduced else N_("%(name)s gave me their name")
    name = referral.name or referral.address.partition("@")[0]
    addresses = (referral.address,) if referral.address else ()
    return contacts.Card(name, addresses, source="referred", common_ground=_(how, name=giver.name))


def become_name(session: Session, user_id: str, referral_id: str) -> Referral:
    """Take back that a contact was made of a name; raises Refused where that contact is more than that by now."""
    referral = get(session, user_id, referral_id)
    if referral.referred_id:
        contact = contacts.get(session, user_id, referral.referred_id)
        if not one_tap.is_as_made(session, contact, _card(session, referral), referral):
            raise one_tap.grown(contact, "referral")
        contacts.delete(session, user_id, contact.id)
        referral.referred_id = None
        rederive(session, user_id, referral.contact_id)
    touch(session, user_id)
    return referral


def told(session: Session, user_id: str, referral_id: str, at: datetime | None = None) -> Referral:
    """Note that the giver was thanked and told."""
    referral = get(session, user_id, referral_id)
    referral.told_at = max(happened(at or utcnow()), referral.at)
    touch(session, user_id)
    return referral


def not_told(session: Session, user_id: str, referral_id: str, before: datetime | None = None) -> Referral:
    """Take that back: they know what they knew `before`, None for nothing."""
    referral = get(session, user_id, referral_id)
    referral.told_at = before
    touch(session, user_id)
    return referral

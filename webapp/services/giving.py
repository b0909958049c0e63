"""Ways to give to a contact: what is known of them, gathered for the rules of webapp.domain.giving."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, union
from sqlalchemy.orm import Session, aliased

from webapp.domain import giving
from webapp.domain.giving import Known, WayToGive
from webapp.domain.strength import Tier
from webapp.domain.wording import _
from webapp.models import (
    Contact,
    Duty,
    DutyKind,
    Favour,
    Give,
    Interaction,
    Knows,
    Message,
    Organisation,
    Referral,
    Use,
    Way,
)
from webapp.services import favours, strengths
from webapp.services.contacts import organisation_of
from webapp.services.questions.lines import sources_words
from webapp.services.threads import heard

ASKED_WITHIN = timedelta(days=120)
_IN_TRANSITION = re.compile(
    r"\b(?:in transition|between jobs|laid off|looking for (?:a |new )?(?:job|work|role|position)|job[ -]?hunt\w*"
    r"|job search|career change|changing careers|out of work|redundan\w+)\b",
    re.IGNORECASE,
)
# Too common to connect two people.
_COMMON = frozenset({
    "assistant", "chief", "director", "head", "junior", "lead", "manager", "officer", "president", "senior", "vice",
    "about", "both", "event", "from", "have", "know", "knows", "people", "their", "they", "with", "were", "work",
})  # fmt: skip


def ways(session: Session, contact: Contact, now: datetime) -> tuple[WayToGive, ...]:
    """Return the ways to give that fit a contact, the most fitting first."""
    return giving.ways(_known(session, contact, now), now)


def _known(session: Session, contact: Contact, now: datetime) -> Known:
    organisation = organisation_of(session, contact)
    owes, owed_by = _favours(session, contact)
    thanks, reports = _duties(session, contact)
    return Known(
        organisation=organisation.name if organisation else "",
        research=first_line(organisation.research_notes) if organisation else "",
        asked_you=list(_asked(session, contact, now)),
        thanks_due=thanks,
        to_report=reports,
        owes=owes,
        owed_by=owed_by,
        to_meet=_to_meet(session, contact, organisation, now),
        in_transition=in_transition(contact),
        tier=strengths.tier_of(contact, now),
        last_at=contact.last_at,
        given=_given(session, contact),
    )


def first_line(text: str) -> str:
    """Return the beginning of research notes, as a way to give says it."""
    return text.strip().split("\n", 1)[0][:120]


def in_transition(contact: Contact) -> bool:
    """Say whether what is noted of somebody tells that they look for something new themselves."""
    return bool(_IN_TRANSITION.search(f"{contact.role}\n{contact.common_ground}\n{contact.note}"))


def _given(session: Session, contact: Contact) -> dict[Way, datetime]:
    query = select(Give.way, Give.at).where(Give.contact_id == contact.id, Give.deleted_at.is_(None)).order_by(Give.at)
    return {row.way: row.at for row in session.execute(query)}


def _asked(session: Session, contact: Contact, now: datetime) -> Iterator[str]:
    """Yield the mails in which they surely asked for something and after which the user wrote nothing there."""
    query = (
        select(Message, Interaction)
        .join(Interaction, Interaction.message_row == Message.id)
        .where(Interaction.contact_id == contact.id, Interaction.undone_at.is_(None), heard(contact.user_id))
        .where(Interaction.copied.is_(False), Interaction.automatic.is_(False), Interaction.at > now - ASKED_WITHIN)
        .order_by(Interaction.at.desc())
    )
    answered: set[str | None] = set()
    for message, line in session.execute(query):
        asks = any(finding["label"] == "ask" and finding["sure"] for finding in message.findings)
        if line.direction == "out":
            answered.add(message.thread_id)
        elif asks and message.thread_id not in answered:
            yield f"“{message.subject[:60] or _('no subject')}”"


def _duties(session: Session, contact: Contact) -> tuple[list[str], list[str]]:
    """Return what thanks are owed for, and what is to be reported back, in words."""
    where = (Duty.contact_id == contact.id, Duty.superseded_at.is_(None), Duty.settled_at.is_(None))
    kinds = Duty.kind.in_((DutyKind.THANKS, DutyKind.REPORT_BACK))
    open_duties = session.scalars(select(Duty).where(*where, kinds).order_by(Duty.at)).all()
    thanks = [duty.subject for duty in open_duties if duty.kind is DutyKind.THANKS]
    uses = [duty.subject for duty in open_duties if duty.kind is DutyKind.REPORT_BACK]
    words = sources_words(session, contact.user_id, set(thanks)) if thanks else {}
    texts = session.scalars(select(Use.text).where(Use.id.in_(uses)).order_by(Use.at)).all() if uses else []
    return [words[subject] for subject in thanks if subject in words], list(texts)


def _favours(session: Session, contact: Contact) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return whom they owe a favour and who owes them one, as (name, what)."""
    rows: Sequence[tuple[Favour, Contact, Contact]] = [
        row for row in favours.of(session, contact) if not row[0].repaid_at
    ]
    owes = [(owed.name, favour.text) for favour, owing, owed in rows if owing.id == contact.id]
    owed_by = [(owing.name, favour.text) for favour, owing, owed in rows if owed.id == contact.id]
    return owes, owed_by


def _to_meet(
    session: Session, contact: Contact, organisation: Organisation | None, now: datetime
) -> list[tuple[str, str]]:
    """Return whom they may like to know, as (name, what they share): known well enough, and not to each other."""
    words = connecting_words(contact, organisation)
    if not words or strengths.tier_of(contact, now).rank < Tier.ACQUAINTED.rank:
        return []
    query = (
        select(Contact, Organisation)
        .outerjoin(Organisation, Organisation.id == Contact.organisation_id)
        .where(Contact.user_id == contact.user_id, Contact.id != contact.id, Contact.deleted_at.is_(None))
        .where(Contact.archived_at.is_(None), Contact.exchanges + Contact.meetings > 0)
        .where(Contact.id.not_in(_acquainted(contact)))
        .order_by(Contact.last_at.desc(), Contact.id)
        .limit(500)
    )
    found = []
    for other, place in session.execute(query):
        shared = words.keys() & connecting_words(other, place).keys()
        if shared and strengths.tier_of(other, now).rank >= Tier.ACQUAINTED.rank:
            found.append((len(shared), other.name, ", ".join(words[word] for word in sorted(shared)[:3])))
    return [(name, shared) for _, name, shared in sorted(found, key=lambda one: (-one[0], one[1]))[:1]]


def connecting_words(contact: Contact, organisation: Organisation | None) -> dict[str, str]:
    """Return {lower case: as written} of the words that can connect two people; colleagues know each other anyway."""
    written = re.findall(r"[^\W\d_]{4,}", f"{contact.role} {contact.common_ground}")
    own = set(organisation.name.lower().split()) if organisation else set[str]()
    return {word.lower(): word for word in written if word.lower() not in _COMMON | own}


def _acquainted(contact: Contact) -> Any:
    """Select the ids of whom a contact knows: said so, introduced, named, or at the same organisation."""
    colleague = aliased(Contact)
    known, named = Knows.deleted_at.is_(None), Referral.deleted_at.is_(None)
    return union(
        select(Knows.other_id).where(Knows.one_id == contact.id, known),
        select(Knows.one_id).where(Knows.other_id == contact.id, known),
        select(Referral.referred_id).where(Referral.contact_id == contact.id, Referral.referred_id.is_not(None), named),
        select(Referral.contact_id).where(Referral.referred_id == contact.id, named),
        select(colleague.id).where(
            colleague.user_id == contact.user_id, colleague.organisation_id == contact.organisation_id
        ),
    )

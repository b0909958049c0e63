"""Why somebody may be glad of an ask (docs/method.md §3): what they learn, whom they help, the favour they repay."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.wording import N_, _
from webapp.models import AskKind, Contact, Favour, Give, Organisation
from webapp.services.contacts import names_of, organisation_of
from webapp.services.referred import referrer_of

MOST = 4
_SAME_PATH = {
    "former colleague": N_("You worked together: they can picture what you bring."),
    "classmate": N_("You learned together: they know where you began."),
    "alumni": N_("You come from the same school: they may have stood where you stand."),
    "neighbour": N_("You are neighbours: it is good to know each other better."),
}
_ALWAYS = {
    AskKind.EXPERIENCE: N_("Hardly anybody is ever asked for their own story."),
    AskKind.MEETING: N_("A talk over coffee is a break from routine."),
}


def glad_of(session: Session, contact: Contact, kind: AskKind) -> list[str]:
    """Return why a contact may be glad of an ask, as sentences, the most personal first; there is always one."""
    organisation = organisation_of(session, contact)
    found = [
        *_repays(session, contact),
        *_returns(session, contact),
        *_honours(contact, organisation, kind),
        *_shares(contact, organisation),
        _(_ALWAYS.get(kind, N_("People like to be asked for what they know."))),
    ]
    return found[:MOST]


def _repays(session: Session, contact: Contact) -> Iterator[str]:
    """Yield the favours that they owe to people whom the user knows, and the good turn to who gave their name."""
    owed = (Favour.owed_by_id == contact.id, Favour.repaid_at.is_(None), Favour.deleted_at.is_(None))
    favours = {row.owed_to_id: row for row in session.scalars(select(Favour).where(*owed).order_by(Favour.at))}
    referral = referrer_of(session, contact)
    names = names_of(session, contact.user_id, {*favours, *([referral.contact_id] if referral else [])})
    for giver, favour in favours.items():
        if giver in names:
            yield _(
                "They owe %(name)s a favour (%(what)s), and helping you is a way to repay it.",
                name=names[giver],
                what=favour.text[:80],
            )
    if referral and referral.contact_id in names and referral.contact_id not in favours:
        yield _("They do %(name)s, who gave you their name, a good turn as well.", name=names[referral.contact_id])


def _returns(session: Session, contact: Contact) -> Iterator[str]:
    latest = select(Give).where(Give.contact_id == contact.id, Give.deleted_at.is_(None)).order_by(Give.at.desc())
    if give := session.scalars(latest.limit(1)).first():
        yield _("You did something for them (%(what)s), and they can return it.", what=give.text[:80])


def _honours(contact: Contact, organisation: Organisation | None, kind: AskKind) -> Iterator[str]:
    known_as = contact.role
    if contact.role and organisation and organisation.name:
        known_as = _("%(role)s at %(organisation)s", role=contact.role, organisation=organisation.name)
    if contact.role and kind is AskKind.EXPERIENCE:
        yield _("It is their own story: how they came to be %(known_as)s.", known_as=known_as)
    elif contact.role:
        yield _("It honours what they know as %(known_as)s.", known_as=known_as)


def _shares(contact: Contact, organisation: Organisation | None) -> Iterator[str]:
    if organisation and organisation.research_notes.strip():
        yield _(
            "They learn from you: you can tell them what you found out about %(organisation)s and its field.",
            organisation=organisation.name,
        )
    if contact.source in _SAME_PATH:
        yield _(_SAME_PATH[contact.source])
    if contact.common_ground.strip():
        yield _("You have something in common: %(what)s.", what=contact.common_ground.strip().splitlines()[0][:80])

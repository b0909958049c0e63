"""Whether an ask fits the relationship as it is now (docs/method.md §3)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.domain.cadence import rests
from webapp.domain.fit import Fit, check
from webapp.models import AskKind, Contact, utcnow
from webapp.services.asks import AskCard
from webapp.services.errors import Refused
from webapp.services.referred import referrer_of
from webapp.services.strengths import is_dormant, tier_of


def fit_of(session: Session, contact: Contact, kind: str, text: str = "") -> Fit:
    """Weigh an ask of that kind, in these words, against what is known of the contact."""
    now = utcnow()
    referred = referrer_of(session, contact) is not None
    return check(
        kind, tier_of(contact, now), referred, is_dormant(contact, now), text=text, resting=rests(contact.unanswered)
    )


def warn(session: Session, contact: Contact, card: AskCard, before: tuple[AskKind, str] | None = None) -> None:
    """Raise Refused with what to do first, unless the user was told so, or asks for what they asked `before`."""
    if before == (card.kind, card.text.strip()) or card.all_the_same or card.override_note.strip():
        return
    fit = fit_of(session, contact, card.kind, card.text)
    if not fit.ok:
        raise Refused("all_the_same", fit.says)

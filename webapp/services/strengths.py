"""The strength of a relationship (docs/method.md §1), read from what is kept on the contact's own row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.domain import cadence, strength
from webapp.domain.strength import Measures, Tier
from webapp.models import Contact


@dataclass(frozen=True, slots=True)
class Account:
    """A tier with what it rests on, what it bears, and after how many days of silence it is due (None for never)."""

    tier: Tier
    reasons: tuple[str, ...]
    borrowing: int
    cadence: int | None
    dormant: bool
    rests: bool


def account(contact: Contact, now: datetime) -> Account:
    """Return what a page says of the strength of a relationship."""
    measured, tier = measures(contact), tier_of(contact, now)
    return Account(
        tier=tier,
        reasons=strength.reasons(measured, now),
        borrowing=strength.BORROWING[tier],
        cadence=cadence.cadence(tier, contact.cadence_days),
        dormant=is_dormant(contact, now),
        rests=cadence.rests(contact.unanswered),
    )


def measures(contact: Contact) -> Measures:
    """Return what the strength of a relationship is measured from."""
    return Measures(contact.exchanges, contact.meetings, contact.received, contact.given, contact.last_in_at)


def tier_of(contact: Contact, now: datetime) -> Tier:
    """Return the tier of a relationship as it is now."""
    return strength.tier(measures(contact), now)


def is_dormant(contact: Contact, now: datetime) -> bool:
    """Say whether somebody has been silent for longer than their cadence: reconnect first, ask later."""
    return cadence.dormant(tier_of(contact, now), contact.last_in_at, now, contact.cadence_days)

"""The strength of a relationship (docs/method.md §1), read from what is kept on the contact's own row."""

from __future__ import annotations

from datetime import datetime

from webapp.domain import cadence, strength
from webapp.domain.strength import Measures, Tier
from webapp.models import Contact


def measures(contact: Contact) -> Measures:
    """Return what the strength of a relationship is measured from."""
    return Measures(contact.exchanges, contact.meetings, contact.received, contact.given, contact.last_in_at)


def tier_of(contact: Contact, now: datetime) -> Tier:
    """Return the tier of a relationship as it is now."""
    return strength.tier(measures(contact), now)


def is_dormant(contact: Contact, now: datetime) -> bool:
    """Say whether somebody has been silent for longer than their cadence: reconnect first, ask later."""
    return cadence.dormant(tier_of(contact, now), contact.last_in_at, now, contact.cadence_days)

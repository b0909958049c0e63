"""Names that were given, and what became of them."""

from datetime import timedelta

from sqlalchemy.orm import Session

from webapp.models import Contact, Outcome, Permission, Referral, utcnow
from webapp.services import interactions, referred

NOW = utcnow()


def refer(session: Session, giver: Contact, name: str, days: float = 20, **more: object) -> Referral:
    """A name that somebody gave so many days ago."""
    more = {"permission": Permission.YES} | more
    row = referred.refer(session, giver.user_id, giver.id, name=name, **more)
    row.at = session.get_one(Outcome, row.outcome_id).at = NOW - timedelta(days=days)
    return row


def led(session: Session, giver: Contact, name: str, days: float = 20) -> Contact:
    """Somebody whose name was given, and who became a contact."""
    return referred.become_contact(session, giver.user_id, refer(session, giver, name, days).id)


def met(session: Session, contact: Contact, days: float = 2) -> None:
    """A one-on-one so many days ago."""
    interactions.log_meeting(session, contact.user_id, contact.id, at=NOW - timedelta(days=days), summary="Coffee")

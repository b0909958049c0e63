"""Rows for the page tests, made the way they come about: through services, mail through mail_arrived."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Contact, Interaction, utcnow
from webapp.services import contacts
from webapp.services.messages import Arrival, mail_arrived
from webapp.services.relationships import rederive

PASSWORD = "four cups of tea"
_numbers = count(1)


def ago(**distance: float) -> datetime:
    """The time that long ago, in whole seconds."""
    return utcnow() - timedelta(**distance)


def person(session: Session, user_id: str, name: str = "Jane Doe", **card: Any) -> Contact:
    """A contact with the address first-name@example.org unless told otherwise."""
    card.setdefault("addresses", [f"{name.split(maxsplit=1)[0].lower()}@example.org"])
    return contacts.add(session, user_id, contacts.Card(name=name, **card))


def mail(session: Session, contact: Contact, direction: str, text: str = "Hello", **more: Any) -> Interaction:
    """A mail to or from the contact, an hour ago unless `at` says otherwise; its line on their timeline."""
    address = contacts.addresses_of(session, contact)[0].address
    number = next(_numbers)
    at = more.pop("at", ago(hours=1))
    message_id = more.pop("message_id", f"<{number}@example.org>")
    arrival = Arrival(
        key=f"key {number}", direction=direction, received_at=at, date=at, message_id=message_id,
        from_address=address if direction == "in" else "alice@example.org",
        to=["alice@example.org"] if direction == "in" else [address],
        text=text, new_text=more.pop("new_text", text), counterparts=more.pop("counterparts", [contact.id]), **more,
    )  # fmt: skip
    message, touched = mail_arrived(session, contact.user_id, arrival)
    session.flush()
    for contact_id in touched:
        rederive(session, contact.user_id, contact_id)
    return session.scalars(select(Interaction).where(Interaction.message_row == message.id)).first()  # type: ignore[return-value]  # just made


def exchange(session: Session, contact: Contact, subject: str = "20 minutes?") -> tuple[Interaction, Interaction]:
    """A mail that the user sent three days ago and the contact's answer of an hour ago."""
    sent_id = f"<sent-{next(_numbers)}@example.org>"
    sent = mail(session, contact, "out", "Could we talk?", subject=subject, message_id=sent_id, at=ago(days=3))
    reply = mail(
        session, contact, "in", "Happy to, on Tuesday.\n\n> Could we talk?", new_text="Happy to, on Tuesday.",
        subject=f"Re: {subject}", references=[sent_id],
        findings=[{"label": "reply", "sure": True, "reason": "It answers your mail of that day."}],
        match_reasons=["The sender's address is theirs."],
    )  # fmt: skip
    return sent, reply

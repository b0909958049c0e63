"""Mail that came back: a bounce stands on the timelines of those whom the mail that it returns did not reach."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import ContactAddress, Interaction, InteractionKind, Message, MessageReference
from webapp.services.scope import touch


def put(session: Session, message: Message) -> set[str]:
    """Put a bounce, or the bounces of a sent mail, on the timelines where they belong; return the contacts."""
    touched: set[str] = set()
    for bounce, sent in _pairs(session, message):
        there = set(session.scalars(select(Interaction.contact_id).where(Interaction.message_row == bounce.id)))
        for contact_id in sorted(_not_reached(session, bounce, sent) - there):
            session.add(
                Interaction(
                    user_id=bounce.user_id, contact_id=contact_id, kind=InteractionKind.MAIL, direction="in",
                    message_row=bounce.id, automatic=True, at=bounce.at,
                )
            )  # fmt: skip
            touched.add(contact_id)
            touch(session, bounce.user_id)
    session.flush()
    return touched


def _pairs(session: Session, message: Message) -> Iterable[tuple[Message, Message]]:
    """Yield (bounce, the mail that it returns), whichever of them this message is."""
    if message.direction == "out" and message.message_id:
        query = select(Message).join(MessageReference, MessageReference.message_row == Message.id)
        naming = (MessageReference.user_id == message.user_id, MessageReference.reference == message.message_id)
        for bounce in session.scalars(query.where(*naming, Message.automatic.is_(True))):
            if bounce.details.get("returned_id") == message.message_id:
                yield bounce, message
    elif message.automatic and (returned := message.details.get("returned_id")):
        mine = (Message.user_id == message.user_id, Message.direction == "out", Message.message_id == returned)
        for sent in session.scalars(select(Message).where(*mine)):
            yield message, sent


def _not_reached(session: Session, bounce: Message, sent: Message) -> set[str]:
    """Return the contacts of a sent mail whose address the bounce names, or whoever was its only recipient."""
    recipients = {*sent.to_addresses, *sent.cc_addresses}
    text = bounce.text.lower()
    lost = recipients if len(recipients) == 1 else {one for one in recipients if one in text}
    lines = select(Interaction.contact_id).where(Interaction.message_row == sent.id)
    query = select(ContactAddress.contact_id).where(
        ContactAddress.contact_id.in_(lines), ContactAddress.address.in_(lost)
    )
    return set(session.scalars(query))

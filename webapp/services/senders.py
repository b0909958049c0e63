"""The sender's address of a mail, learned as that of the person on whose timeline it stands."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import Contact, ContactAddress, Corrected, Interaction, Message
from webapp.services import addresses, corrections
from webapp.services.errors import Refused
from webapp.services.scope import owned


def whose(session: Session, message: Message) -> Contact | None:
    """Return the contact who has the address from which a mail came."""
    query = (
        select(Contact)
        .join(ContactAddress, ContactAddress.contact_id == Contact.id)
        .where(ContactAddress.user_id == message.user_id, ContactAddress.address == message.from_address)
    )
    return session.scalar(query)


def learn(session: Session, user_id: str, interaction_id: str) -> Interaction:
    """Make the sender's address theirs on whose timeline the mail stands; raises Refused where it is another's."""
    line = owned(session, Interaction, user_id, interaction_id)
    message = owned(session, Message, user_id, line.message_row)
    if message.direction != "in" or not message.from_address:
        raise Refused("always", _("This mail names no sender whose address could be learned."))
    holder = whose(session, message)
    if holder is None:
        addresses.give(session, user_id, line.contact_id, message.from_address)
        corrections.say(session, message, Corrected.LEARNED, was="unknown address", said="always", line=line)
    elif holder.id != line.contact_id:
        raise Refused(
            "always",
            _(
                "%(address)s is %(name)s’s; take it off their page first.",
                address=message.from_address,
                name=holder.name,
            ),
        )
    return line


def forget(session: Session, user_id: str, interaction_id: str) -> Interaction:
    """Take back that the sender's address is theirs."""
    line = owned(session, Interaction, user_id, interaction_id)
    message = owned(session, Message, user_id, line.message_row)
    if corrections.take_back(session, message, Corrected.LEARNED, line=line):
        contact = owned(session, Contact, user_id, line.contact_id)
        addresses.take_away_learned(session, contact, message.from_address)
    return line

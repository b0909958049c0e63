"""The question whether an address that nobody has is one more of a person in whose thread it writes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain import names
from webapp.domain.wording import N_, _
from webapp.models import Contact, ContactAddress, Message, TriageItem, TriageKind
from webapp.services import addresses, contacts, interactions
from webapp.services.errors import Refused
from webapp.services.questions import stranger
from webapp.services.questions.kind import REFUSED, Question, nothing
from webapp.services.scope import owned

SAME_NAME = N_("%(address)s looks like %(name)s: same thread, same name.")
ALONE = N_("%(address)s writes in a thread that you have with %(name)s alone.")


def proposed(session: Session, message: Message, candidates: Collection[str]) -> TriageItem | None:
    """Return the question whether the sender is one of the people of the thread; None where nothing says who.

    A name counts only among them, never alone. What the user refused once for this address is not asked again.
    """
    signed = names.words(message.from_name)
    people = _people(session, message.user_id, set(candidates) - _refused(session, message))
    namesakes = [contact for contact in people if names.alike(signed, names.words(contact.name))]
    if len(namesakes) == 1:
        return _item(message, namesakes[0], SAME_NAME)
    if len(candidates) == len(people) == 1 and not names.another(signed, names.words(people[0].name)):
        return _item(message, people[0], ALONE)
    return None


def _people(session: Session, user_id: str, ids: Collection[str]) -> Sequence[Contact]:
    query = select(Contact).where(Contact.user_id == user_id, Contact.id.in_(ids), Contact.deleted_at.is_(None))
    return session.scalars(query).all()


def _refused(session: Session, message: Message) -> set[str]:
    query = (
        select(TriageItem.contact_id)
        .join(Message, Message.id == TriageItem.message_row)
        .where(TriageItem.user_id == message.user_id, TriageItem.kind == TriageKind.ALIAS)
        .where(TriageItem.settlement == REFUSED, Message.from_address == message.from_address)
    )
    return {one for one in session.scalars(query) if one}


def _item(message: Message, contact: Contact, reason: str) -> TriageItem:
    return TriageItem(
        user_id=message.user_id,
        kind=TriageKind.ALIAS,
        contact_id=contact.id,
        message_row=message.id,
        at=message.at,
        candidates=[contact.id],
        reason=_(reason, address=message.from_address, name=contact.name),
    )


def _learn(session: Session, item: TriageItem, choice: str) -> str:
    """Make the address theirs, look for its past mail, and put this one on their timeline."""
    contact, message = _who(session, item)
    where = (ContactAddress.user_id == item.user_id, ContactAddress.address == message.from_address)
    known = session.scalar(select(ContactAddress).where(*where))
    if known is not None and known.contact_id != contact.id:
        raise Refused(
            "choice",
            _("%(address)s belongs to somebody else by now; look at their page first.", address=message.from_address),
        )
    made = None if known else contacts.add_address(session, contact, message.from_address)
    line = interactions.put_on(session, message, contact.id)
    return made.id if made else line.id


def _forget(session: Session, item: TriageItem, made: str) -> None:
    """Take the mail off, and the address that was learned with what stands there by it alone."""
    if made:
        contact, _ = _who(session, item)
        stranger.take_off(session, item, contact.id)
        if any(row.id == made for row in contacts.addresses_of(session, contact)):
            addresses.take_away(session, item.user_id, contact.id, made)


def _who(session: Session, item: TriageItem) -> tuple[Contact, Message]:
    message = owned(session, Message, item.user_id, item.message_row)
    return owned(session, Contact, item.user_id, item.contact_id), message


# A refusal does nothing but stand there: it is looked up before the same is proposed again.
ALIAS = Question(_learn, nothing, _forget, stranger.names)

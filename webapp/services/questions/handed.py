"""Questions about mail that the user handed over: is it theirs at all, and whose is it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.domain import notes
from webapp.domain.wording import _
from webapp.models import Contact, Message, TriageItem
from webapp.services import addresses, contacts, handed_over, one_tap
from webapp.services.contacts import Card
from webapp.services.errors import Refused
from webapp.services.questions.kind import Question, nothing, only
from webapp.services.questions.stranger import names
from webapp.services.scope import owned

# What is chosen: a new person, or somebody's id, behind ALWAYS where the address is theirs from now on.
NEW, ALWAYS = "new", "always "


def _message(session: Session, item: TriageItem) -> Message:
    return owned(session, Message, item.user_id, item.message_row)


def _approve(session: Session, item: TriageItem, choice: str) -> None:
    handed_over.approve(session, _message(session, item))


def _hold(session: Session, item: TriageItem, choice: str) -> None:
    handed_over.hold_again(session, _message(session, item))


def _put(session: Session, item: TriageItem, choice: str) -> str:
    message = _message(session, item)
    wanted = choice or only(item)
    if not wanted:
        raise Refused("choice", _("Choose whose it is."))
    if wanted == NEW:
        contact = contacts.add(session, item.user_id, stranger(message))
        wanted = f"{NEW} {contact.id}"
    else:
        contact = owned(session, Contact, item.user_id, wanted.removeprefix(ALWAYS))
    if wanted.startswith(ALWAYS):
        addresses.give(session, item.user_id, contact.id, _address(message))
    handed_over.settle(session, message, contact.id)
    return wanted


def _address(message: Message) -> str:
    given = stranger(message).addresses
    if not given:
        raise Refused("choice", _("This mail names no address that could be learned."))
    return given[0]


def stranger(message: Message) -> Card:
    """Return what is known of the person whom nobody knows yet: of who wrote it, or to whom the user did."""
    if not message.direction:
        named = [notes.read(one["note"], message.at.date()).person for one in message.handed_over]
        return Card(next(filter(None, named), ""))
    address = message.from_address if message.direction == "in" else next(iter(message.to_addresses), "")
    name = message.from_name if message.direction == "in" else ""
    return Card(name or address.partition("@")[0], (address,) if address else ())


def _take_off(session: Session, item: TriageItem, choice: str) -> None:
    message = _message(session, item)
    handed_over.take_back(session, message)
    if choice.startswith(ALWAYS):
        contact = owned(session, Contact, item.user_id, choice.removeprefix(ALWAYS))
        addresses.take_away_learned(session, contact, _address(message))
    if choice.startswith(NEW):
        contact = owned(session, Contact, item.user_id, choice.removeprefix(NEW).strip())
        if not one_tap.is_as_made(session, contact, stranger(message), message):
            raise one_tap.grown(contact, "choice")
        contacts.delete(session, item.user_id, contact.id)


HELD = Question(_approve, nothing, _hold, names)
FORWARD = Question(_put, nothing, _take_off, names, must_choose=True, open_choice=True)

"""The question who wrote a mail of a known thread from an address that is nobody's."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import Contact, Interaction, Message, TriageItem
from webapp.services import interactions
from webapp.services.errors import Refused
from webapp.services.questions.kind import Question, nothing
from webapp.services.scope import owned


def _put(session: Session, item: TriageItem, contact_id: str) -> None:
    if not contact_id:
        raise Refused("choice", _("Choose the person who wrote this."))
    interactions.put_on(session, owned(session, Message, item.user_id, item.message_row), contact_id)


def take_off(session: Session, item: TriageItem, contact_id: str) -> None:
    """Take the mail off the person on whom it was put, and put it back on the one whose it was before."""
    message = owned(session, Message, item.user_id, item.message_row)
    where = (Interaction.contact_id == contact_id, Interaction.message_row == message.id)
    line = session.scalar(select(Interaction).where(*where))
    if line is not None:
        interactions.take_off(session, item.user_id, line.id)
    if item.interaction_id:
        interactions.redo(session, item.user_id, item.interaction_id)


def names(session: Session, user_id: str, ids: Collection[str]) -> dict[str, str]:
    """Return contact id → name, the deleted left out."""
    people = select(Contact.id, Contact.name).where(
        Contact.user_id == user_id, Contact.id.in_(ids), Contact.deleted_at.is_(None)
    )
    return {row.id: row.name for row in session.execute(people)}


STRANGER = Question(_put, nothing, take_off, names, open_choice=True)

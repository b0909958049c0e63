"""Who knows whom among the user's people, as the user says."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.domain.wording import _, ngettext
from webapp.models import Contact, Knows, utcnow
from webapp.services import called, typed
from webapp.services.errors import Refused
from webapp.services.scope import owned, present, touch


def knows(
    session: Session, user_id: str, contact_id: str, *, name: str = "", other_id: str = "", text: str = ""
) -> Knows:
    """Note that two contacts know each other; the other one by their name or id. Raises Refused."""
    contact = present(session, user_id, contact_id)
    other = present(session, user_id, other_id) if other_id else _other(session, user_id, name)
    if other.id == contact.id:
        raise Refused("name", _("This is %(name)s again. Who else knows them?", name=contact.name))
    one, two = sorted((contact.id, other.id))
    row = session.scalar(select(Knows).where(Knows.one_id == one, Knows.other_id == two))
    if row is not None and row.deleted_at is None:
        raise Refused(
            "name",
            _("It is noted already that %(name)s and %(other)s know each other.", name=contact.name, other=other.name),
        )
    row = row or Knows(user_id=user_id, one_id=one, other_id=two)
    row.text, row.deleted_at = typed.title(text, "text"), None
    session.add(row)
    session.flush()
    touch(session, user_id)
    return row


def _other(session: Session, user_id: str, name: str) -> Contact:
    if not name.strip():
        raise Refused("name", _("Write the name of one of your people."))
    found = called.named(session, user_id, name)
    if len(found) > 1:
        raise Refused(
            "other_id",
            ngettext(
                "%(num)s of your people is called so. Choose who it is.",
                "%(num)s of your people are called so. Choose who it is.",
                len(found),
            ),
        )
    if not found:
        raise Refused("name", _("None of your people is called so. Check the name, or add them first."))
    return found[0]


def delete(session: Session, user_id: str, knows_id: str) -> Knows:
    """Take it back; it can be restored."""
    return _mark(session, user_id, knows_id, utcnow())


def restore(session: Session, user_id: str, knows_id: str) -> Knows:
    """Bring it back."""
    return _mark(session, user_id, knows_id, None)


def _mark(session: Session, user_id: str, knows_id: str, at: datetime | None) -> Knows:
    row = owned(session, Knows, user_id, knows_id)
    row.deleted_at = at
    touch(session, user_id)
    return row


def of(session: Session, contact: Contact) -> list[tuple[Knows, Contact]]:
    """Return who the user said knows a contact, in order of name; the deleted left out."""
    either = or_(Knows.one_id == contact.id, Knows.other_id == contact.id)
    pair = or_(Contact.id == Knows.one_id, Contact.id == Knows.other_id)
    query = select(Knows, Contact).join(Contact, pair).where(either, Knows.deleted_at.is_(None))
    rows = session.execute(query.where(Contact.id != contact.id, Contact.deleted_at.is_(None)).order_by(Contact.name))
    return [(row, other) for row, other in rows]


def known_to(session: Session, user_id: str, contact_id: str) -> list[Contact]:
    """Return the contacts of whom the user said that they know that one, in order of name."""
    return [other for _, other in of(session, owned(session, Contact, user_id, contact_id))]

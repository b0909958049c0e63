"""Favours among the user's people (docs/method.md §4, the favour path): who owes whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from webapp.domain.wording import _, ngettext
from webapp.models import Contact, Favour, utcnow
from webapp.services import called, typed
from webapp.services.errors import Refused
from webapp.services.scope import owned, present, touch


def note(
    session: Session, user_id: str, contact_id: str, *, other: str, text: str, owes: bool, at: datetime | None = None
) -> Favour:
    """Note that a contact owes the one of that name a favour, or with `owes` False that it is the other way round."""
    contact = present(session, user_id, contact_id)
    typed.title(other, "other", empty=_("Write the name of one of your people."), limit=200)
    found = called.named(session, user_id, other)
    if not found:
        raise Refused("other", _("None of your people is called so. Check the name, or add them first."))
    if len(found) > 1:
        raise Refused(
            "other",
            ngettext(
                "%(num)s of your people is called so. Give one of them a fuller name first.",
                "%(num)s of your people are called so. Give one of them a fuller name first.",
                len(found),
            ),
        )
    if found[0].id == contact.id:
        raise Refused("other", _("This is %(name)s again. Between whom was the favour?", name=contact.name))
    owing, owed = (contact, found[0]) if owes else (found[0], contact)
    favour = Favour(
        user_id=user_id,
        owed_by_id=owing.id,
        owed_to_id=owed.id,
        text=typed.title(text, "text", empty=_("What was the favour?")),
        at=at or utcnow(),
    )
    session.add(favour)
    session.flush()
    touch(session, user_id)
    return favour


def of(session: Session, contact: Contact) -> Sequence[Any]:
    """Return the favours that a contact owes or is owed, as rows (Favour, who owes, who is owed), the latest first."""
    owing, owed = aliased(Contact), aliased(Contact)
    query = (
        select(Favour, owing, owed)
        .join(owing, owing.id == Favour.owed_by_id)
        .join(owed, owed.id == Favour.owed_to_id)
        .where(or_(Favour.owed_by_id == contact.id, Favour.owed_to_id == contact.id), Favour.deleted_at.is_(None))
        .where(owing.deleted_at.is_(None), owed.deleted_at.is_(None))
    )
    return session.execute(query.order_by(Favour.at.desc(), Favour.id)).all()


def between(session: Session, user_id: str, ids: Iterable[str]) -> list[Favour]:
    """Return the favours that are owed among these contacts."""
    among = set(ids)
    where = (Favour.user_id == user_id, Favour.deleted_at.is_(None), Favour.repaid_at.is_(None))
    query = select(Favour).where(*where, Favour.owed_by_id.in_(among), Favour.owed_to_id.in_(among))
    return list(session.scalars(query.order_by(Favour.at, Favour.id)))


def repaid(session: Session, user_id: str, favour_id: str, at: datetime | None) -> Favour:
    """Note that a favour is repaid, or with None that it is still owed."""
    return _set(session, user_id, favour_id, "repaid_at", at)


def mark(session: Session, user_id: str, favour_id: str, deleted_at: datetime | None) -> Favour:
    """Delete a favour, or bring it back."""
    return _set(session, user_id, favour_id, "deleted_at", deleted_at)


def _set(session: Session, user_id: str, favour_id: str, column: str, at: datetime | None) -> Favour:
    favour = owned(session, Favour, user_id, favour_id)
    setattr(favour, column, at)
    touch(session, user_id)
    return favour

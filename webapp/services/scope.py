"""The one way to a row: by user and id. And the version that the user's open pages watch."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import event, select, update
from sqlalchemy.orm import Session, SessionTransaction

from webapp.domain.wording import _
from webapp.models import Contact, User
from webapp.models.base import OfContact, Owned
from webapp.services.errors import NotFound, Refused

Row = TypeVar("Row", bound=Owned)
Part = TypeVar("Part", bound=OfContact)

_TOUCHED = "users whose version is to move"


def owned(session: Session, model: type[Row], user_id: str, row_id: str | None) -> Row:
    """Return the user's own row with that id; raises NotFound, also where it is another user's."""
    # Ids are letters and digits; what else a URL may hold is no id, and PostgreSQL would choke on a NUL.
    known = bool(row_id and row_id.isalnum())
    row = session.scalar(select(model).where(model.id == row_id, model.user_id == user_id)) if known else None
    if row is None:
        raise NotFound(model.__name__)
    return row


def present(session: Session, user_id: str, contact_id: str | None) -> Contact:
    """Return the user's contact for whom something new is to be written; raises Refused where they are deleted."""
    contact = owned(session, Contact, user_id, contact_id)
    if contact.deleted_at is not None:
        raise Refused(
            "contact",
            _(
                "You deleted %(name)s. Bring them back first, from their page or the list of what you deleted.",
                name=contact.name,
            ),
        )
    return contact


def part_of(session: Session, model: type[Part], user_id: str, contact_id: str, row_id: str | None) -> Part:
    """Return the user's own row of that relationship; raises NotFound, also where it is of another contact."""
    row = owned(session, model, user_id, row_id)
    if row.contact_id != contact_id:
        raise NotFound(model.__name__)
    return row


def touch(session: Session, user_id: str) -> None:
    """Move the version that the user's open pages watch, when the transaction commits."""
    session.info.setdefault(_TOUCHED, set()).add(user_id)


# Every writer moves this row. Done last, it is held for a moment only, and nobody waits for another lock holding it.
@event.listens_for(Session, "before_commit")
def _move_versions(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for user_id in sorted(session.info.pop(_TOUCHED, ())):
        session.execute(update(User).where(User.id == user_id).values(version=User.version + 1))


@event.listens_for(Session, "after_soft_rollback")
def _forget_touched(session: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        session.info.pop(_TOUCHED, None)

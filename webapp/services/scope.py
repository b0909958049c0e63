"""The one way to a row: by user and id."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.models import User
from webapp.models.base import Owned
from webapp.services.errors import NotFound

Row = TypeVar("Row", bound=Owned)


def owned(session: Session, model: type[Row], user_id: str, row_id: str | None) -> Row:
    """Return the user's own row with that id; raises NotFound, also where it is another user's."""
    row = session.scalar(select(model).where(model.id == row_id, model.user_id == user_id))
    if row is None:
        raise NotFound(model.__name__)
    return row


def touch(session: Session, user_id: str) -> None:
    """Move the version that the user's open pages watch."""
    session.execute(update(User).where(User.id == user_id).values(version=User.version + 1))

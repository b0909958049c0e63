"""Whom a name means that the user typed, among their people."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain import names
from webapp.domain.text import line
from webapp.models import Contact

MOST = 12


def named(session: Session, user_id: str, typed: str) -> list[Contact]:
    """Return the contacts who have that very name, in whatever order and spelling of its words."""
    words = names.words(line(typed))
    everybody = select(Contact.id, Contact.name).where(Contact.user_id == user_id, Contact.deleted_at.is_(None))
    found = [row.id for row in session.execute(everybody) if words and names.words(row.name) == words]
    return list(session.scalars(select(Contact).where(Contact.id.in_(found)).order_by(Contact.created_at, Contact.id)))


def like(session: Session, user_id: str, typed: str, most: int = MOST) -> list[Contact]:
    """Return the first contacts in whose names what was typed occurs, in order of name; nobody for no letters."""
    part = line(typed, limit=200).lower()
    if not part:
        return []
    found = func.lower(Contact.name).contains(part, autoescape=True)
    query = select(Contact).where(Contact.user_id == user_id, Contact.deleted_at.is_(None), found)
    return list(session.scalars(query.order_by(func.lower(Contact.name), Contact.id).limit(most)))

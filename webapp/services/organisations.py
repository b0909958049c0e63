"""Organisations: who is there, and what the user found out about them before writing (docs/method.md §1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import Contact, Organisation
from webapp.services import typed
from webapp.services.errors import Refused
from webapp.services.scope import owned, touch


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation of the list."""

    organisation: Organisation
    people: int


def named(session: Session, user_id: str, name: str) -> Organisation:
    """Return the user's organisation of that name, however it is capitalised, or a new one."""
    same = or_(Organisation.name == name, func.lower(Organisation.name) == name.lower())
    exact_first = (Organisation.name == name).desc()
    query = select(Organisation).where(Organisation.user_id == user_id, same).order_by(exact_first, Organisation.id)
    found = session.scalars(query.limit(1)).first()
    if found is None:
        found = Organisation(user_id=user_id, name=name)
        session.add(found)
        session.flush()
    return found


def listing(session: Session, user_id: str) -> list[Listed]:
    """Return the organisations at which somebody is known or which are targets, by name."""
    people = (
        select(Contact.organisation_id, func.count().label("number"))
        .where(Contact.user_id == user_id, Contact.deleted_at.is_(None))
        .group_by(Contact.organisation_id)
        .subquery()
    )
    query = (
        select(Organisation, people.c.number)
        .outerjoin(people, people.c.organisation_id == Organisation.id)
        .where(Organisation.user_id == user_id)
        .where(or_(people.c.number > 0, Organisation.target_since.is_not(None), Organisation.research_notes != ""))
        .order_by(func.lower(Organisation.name), Organisation.id)
    )
    return [Listed(row, number or 0) for row, number in session.execute(query)]


def names(session: Session, user_id: str) -> list[str]:
    """Return the names of all organisations, for choosing one."""
    query = select(Organisation.name).where(Organisation.user_id == user_id)
    return list(session.scalars(query.order_by(func.lower(Organisation.name))))


def get(session: Session, user_id: str, organisation_id: str) -> Organisation:
    """Return the user's organisation; raises NotFound."""
    return owned(session, Organisation, user_id, organisation_id)


def people(session: Session, user_id: str, organisation_id: str) -> Sequence[Contact]:
    """Return who is known there, by name."""
    where = (Contact.user_id == user_id, Contact.organisation_id == organisation_id, Contact.deleted_at.is_(None))
    return session.scalars(select(Contact).where(*where).order_by(func.lower(Contact.name), Contact.id)).all()


def write(session: Session, user_id: str, organisation_id: str, *, name: str, research_notes: str) -> Organisation:
    """Change the name of an organisation and what was found out about it; raises Refused."""
    found = get(session, user_id, organisation_id)
    wanted = typed.title(name, "name", empty=_("Give the organisation a name."), limit=200)
    where = (Organisation.user_id == user_id, func.lower(Organisation.name) == wanted.lower())
    if session.scalar(select(Organisation.id).where(*where, Organisation.id != found.id).limit(1)):
        raise Refused(
            "name",
            _("There is another %(name)s already. Choose it on the pages of the people who are there.", name=wanted),
        )
    found.name, found.research_notes = wanted, typed.text(research_notes, "research_notes")
    touch(session, user_id)
    return found

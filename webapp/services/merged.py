"""Who stands for whom since contacts were merged, and with whom a contact was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Contact, Merge


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge as the page of the contact shows it; only the last can be undone."""

    row: Merge
    name: str
    undoable: bool


def into(session: Session, user_id: str, contact_id: str) -> list[Merge]:
    """Return the merges into a contact that hold, the last first: each names the one before it."""
    query = select(Merge).where(Merge.user_id == user_id, Merge.kept_id == contact_id, Merge.undone_at.is_(None))
    rows = {row.id: row for row in session.scalars(query)}
    named = {row.moved["previous"] for row in rows.values()}
    row = next((row for row in rows.values() if row.id not in named), None)
    found = []
    while row is not None:
        found.append(row)
        row = rows.get(row.moved["previous"])
    return found


def history(session: Session, contact: Contact) -> list[Merged]:
    """Return whom a contact was merged with, the last first."""
    rows = into(session, contact.user_id, contact.id)
    return [Merged(row, session.get_one(Contact, row.gone_id).name, row is rows[0]) for row in rows]


def standing(session: Session, user_id: str, contact_ids: Iterable[str]) -> dict[str, str]:
    """Return gone → kept for those of the contacts that were merged into another one."""
    query = select(Merge.gone_id, Merge.kept_id).where(Merge.user_id == user_id, Merge.undone_at.is_(None))
    asked, found = set(contact_ids), dict[str, str]()
    wanted = asked
    while wanted:
        step = {row.gone_id: row.kept_id for row in session.execute(query.where(Merge.gone_id.in_(wanted)))}
        found |= step
        wanted = set(step.values()) - found.keys()
    return {gone: _end(found, gone) for gone in asked & found.keys()}


def _end(kept: dict[str, str], contact_id: str) -> str:
    while contact_id in kept:
        contact_id = kept[contact_id]
    return contact_id

"""Referrals and introductions (docs/method.md §5): kept in line with the mails and outcomes that they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Contact, ContactAddress, Outcome, Referral, TriageItem, TriageKind, utcnow
from webapp.services.evidence import Rows
from webapp.services.line import Line
from webapp.services.proposals import Told, subject_of

Wanted = dict[tuple[str, str], tuple[Line, dict[str, Any]]]


def naming(session: Session, user_id: str, address: str) -> list[str]:
    """Return the contacts whose mail introduced or named whoever has that address, as far as it is not linked yet."""
    made = select(Referral.contact_id).where(
        Referral.user_id == user_id, Referral.address == address, Referral.referred_id.is_(None)
    )
    asked = select(TriageItem.contact_id).where(
        TriageItem.user_id == user_id, TriageItem.kind == TriageKind.PERSON, TriageItem.subject == address,
        TriageItem.settled_at.is_(None),
    )  # fmt: skip
    return sorted({*session.scalars(made), *filter(None, session.scalars(asked))})


def mend(session: Session, contact: Contact, rows: Rows, answered: Told) -> list[str]:
    """Bring the referrals that a contact made by mail in line with what holds; return what changed."""
    wanted: Wanted = {(line.row.message_row or "", subject_of(one)): (line, one) for line, one in _made(rows, answered)}
    query = select(Referral).where(Referral.contact_id == contact.id, Referral.message_row.is_not(None))
    stored = {(row.message_row or "", row.address or row.name.casefold()): row for row in session.scalars(query)}
    changed = []
    for key, row in stored.items():
        if key not in wanted and row.deleted_at is None:
            row.deleted_at = utcnow()
            changed.append(f"referral no longer holds: {row.name or row.address}")
    for key, (line, person) in wanted.items():
        row = stored.get(key) or Referral(
            user_id=contact.user_id, contact_id=contact.id, name=person["name"], address=person["address"],
            introduced=person["introduced"], message_row=line.row.message_row, at=line.row.at,
        )  # fmt: skip
        session.add(row)
        known = answered.contact_of(person["address"]) or _added(line, person, answered)
        values = {"deleted_at": None, "at": line.row.at, "referred_id": known or row.referred_id}
        if key not in stored or any(getattr(row, name) != value for name, value in values.items()):
            changed.append(f"referral holds: {person['name'] or person['address']}")
        for name, value in values.items():
            setattr(row, name, value)
    return [*changed, *_mend_noted(session, contact)]


def _mend_noted(session: Session, contact: Contact) -> list[str]:
    """Let referrals that the user noted stand and fall with their outcome, and know who has their address by now."""
    noted = (Referral.contact_id == contact.id, Referral.message_row.is_(None))
    changed = []
    fates = select(Referral, Outcome).join(Outcome, Outcome.id == Referral.outcome_id).where(*noted)
    for row, outcome in session.execute(fates):
        if (row.deleted_at is None) != (outcome.deleted_at is None):
            row.deleted_at = outcome.deleted_at
            changed.append(f"referral goes with its outcome: {row.name}")
    same = (ContactAddress.user_id == Referral.user_id) & (ContactAddress.address == Referral.address)
    there = (ContactAddress.contact_id == Contact.id) & Contact.deleted_at.is_(None)
    holders = select(Referral, Contact.id).join(ContactAddress, same).join(Contact, there)
    for row, holder in session.execute(holders.where(*noted, Referral.referred_id.is_(None), Referral.address != "")):
        row.referred_id = holder
        changed.append(f"referral leads to somebody: {row.name}")
    return changed


def _made(rows: Rows, answered: Told) -> Iterator[tuple[Line, dict[str, Any]]]:
    """Yield (line, person): whom a verified mail surely introduces, and whom the user took up."""
    for line in rows.lines:
        for person in line.details.get("people", ()) if line.moves and line.row.direction == "in" else ():
            surely = person["introduced"] and line.introduces and line.verified
            other = person["address"] not in answered.own | answered.owners
            if (surely and other) or answered.accepted(TriageKind.PERSON, line, subject_of(person)):
                yield line, person


def _added(line: Line, person: dict[str, Any], answered: Told) -> str:
    """Return the id of the contact that was made of somebody of whom there is but a name."""
    settlement = answered.answers.get((TriageKind.PERSON, line.row.id, subject_of(person)), "")
    return settlement.partition(" ")[2]

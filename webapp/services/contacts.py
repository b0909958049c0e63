"""Contacts: listed, added, changed, archived, deleted and brought back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete as delete_rows
from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from webapp.domain.addresses import base, looks_mixed, normalise
from webapp.domain.evidence import Phase
from webapp.domain.phones import digits
from webapp.domain.text import line
from webapp.domain.wording import N_, _
from webapp.models import (
    Backfill,
    Contact,
    ContactAddress,
    Mailbox,
    Merge,
    Message,
    Organisation,
    Suggestion,
    TriageItem,
    utcnow,
)
from webapp.services import attendee_matching, organisations, typed
from webapp.services.errors import Refused, Taken
from webapp.services.mailboxes import owners
from webapp.services.referrals import naming
from webapp.services.relationships import rederive
from webapp.services.scope import owned, touch
from webapp.services.threads import heard
from webapp.services.users import note, valid_address

PAGE = 50
SOURCES = (
    N_("former colleague"),
    N_("classmate"),
    N_("alumni"),
    N_("neighbour"),
    N_("friend"),
    N_("met at an event"),
    N_("referred"),
    N_("other"),
)


def source_words(source: str) -> str:
    """Return in words where somebody is from; what no form offers stands as it came."""
    return _(source) if source in SOURCES else source


@dataclass(frozen=True, slots=True)
class Card:
    """What a user says of a contact: the fields of the form. `cadence_days` as of Contact."""

    name: str
    addresses: Sequence[str] = ()
    role: str = ""
    organisation: str = ""
    source: str = ""
    common_ground: str = ""
    note: str = ""
    phone: str = ""
    can_hire: bool = False
    cadence_days: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list, in order of name, and how many there are in all."""

    rows: Sequence[Any] = field(default_factory=tuple)
    total: int = 0
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def get(session: Session, user_id: str, contact_id: str) -> Contact:
    """Return the user's contact, deleted ones too; raises NotFound."""
    return owned(session, Contact, user_id, contact_id)


def listing(
    session: Session,
    user_id: str,
    *,
    search: str = "",
    phase: Phase | None = None,
    archived: bool = False,
    page: int = 1,
) -> Listing:
    """Return a page of contacts as rows (id, name, role, organisation, phase, phase_since, last_at)."""
    where = [Contact.user_id == user_id, Contact.deleted_at.is_(None)]
    where.append(Contact.archived_at.is_not(None) if archived else Contact.archived_at.is_(None))
    if phase is not None:
        where.append(Contact.phase == phase)
    if search.strip():
        where.append(_matches(user_id, line(search)))
    total = session.scalar(select(func.count()).select_from(Contact).outerjoin(Organisation).where(*where)) or 0
    page = max(1, min(page, -(-total // PAGE) or 1))
    rows = session.execute(
        select(
            Contact.id, Contact.name, Contact.role, Organisation.name.label("organisation"),
            Contact.phase, Contact.phase_since, Contact.last_at,
        )
        .outerjoin(Organisation)
        .where(*where)
        .order_by(func.lower(Contact.name), Contact.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()  # fmt: skip
    return Listing(rows, total, page)


def _matches(user_id: str, search: str) -> Any:
    pattern = "%" + search.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    # A whole address is looked up in its normal form too, so that jo@müller.example finds its A-labels.
    alike = or_(ContactAddress.address.like(pattern, escape="\\"), ContactAddress.address == normalise(search))
    with_address = select(ContactAddress.contact_id).where(ContactAddress.user_id == user_id, alike)
    columns = (Contact.name, Contact.role, Contact.common_ground, Contact.note, Organisation.name)
    found = [func.lower(column).like(pattern, escape="\\") for column in columns]
    number = digits(search)
    if len(number) >= 4 and not any(char.isalpha() for char in search):
        found.append(_plain_number().like(f"%{number}%"))
    return or_(*found, Contact.id.in_(with_address))


def _plain_number() -> Any:
    """The phone number as its digits, as far as that can be said in SQL."""
    plain: Any = func.replace(Contact.phone, "(0)", "")
    for sign in " -/.()":
        plain = func.replace(plain, sign, "")
    return plain


def counts(session: Session, user_id: str) -> dict[str, int]:
    """Return how many contacts are in each phase, "archived" and "all" (all that are not archived) beside them."""
    query = (
        select(Contact.phase, Contact.archived_at.is_not(None), func.count())
        .where(Contact.user_id == user_id, Contact.deleted_at.is_(None))
        .group_by(Contact.phase, Contact.archived_at.is_not(None))
    )
    found = {phase.value: 0 for phase in Phase} | {"archived": 0, "all": 0}
    for phase, archived, count in session.execute(query):
        found["archived" if archived else phase.value] += count
        found["all"] += 0 if archived else count
    return found


def add(session: Session, user_id: str, card: Card) -> Contact:
    """Add a contact; the past mail of each address is asked for. Raises Refused."""
    contact = Contact(user_id=user_id, name="")
    _fill(session, contact, card)
    addresses = [free_address(session, user_id, raw, contact.id) for raw in _typed(card)]
    session.add(contact)
    session.flush()
    for address in dict.fromkeys(addresses):
        add_address(session, contact, address)
    attendee_matching.look_again(session, user_id, contact.id)
    touch(session, user_id)
    return contact


def change(session: Session, user_id: str, contact_id: str, card: Card) -> Contact:
    """Change what the user said of a contact; their addresses are left as they are (see services.addresses)."""
    contact = get(session, user_id, contact_id)
    _fill(session, contact, card)
    attendee_matching.look_again(session, user_id, contact.id)
    touch(session, user_id)
    return contact


def _typed(card: Card) -> list[str]:
    return [raw for raw in card.addresses if raw.strip()]


def _fill(session: Session, contact: Contact, card: Card) -> None:
    contact.name = typed.title(card.name, "name", empty=_("Give the person a name; a first name will do."), limit=200)
    contact.role = typed.title(card.role, "role", limit=200)
    contact.source = typed.title(card.source, "source", limit=100)
    contact.phone = typed.title(card.phone, "phone", limit=100)
    contact.common_ground = typed.text(card.common_ground, "common_ground")
    contact.note = typed.text(card.note, "note")
    contact.can_hire, contact.cadence_days = card.can_hire, card.cadence_days
    contact.organisation_id = _organisation(
        session, contact.user_id, typed.title(card.organisation, "organisation", limit=200)
    )


def _organisation(session: Session, user_id: str, name: str) -> str | None:
    return organisations.named(session, user_id, name).id if name else None


def free_address(session: Session, user_id: str, raw: str, holder: str | None, field: str = "addresses") -> str:
    """Return the normal form of an address that nobody but its holder has; raises Refused."""
    address = valid_address(raw, field)
    if looks_mixed(address):
        raise Refused(
            field,
            _("%(address)s mixes letters of two alphabets, as forged addresses do. Please check it.", address=address),
        )
    if address in owners(session, user_id):
        raise Refused(field, _("%(address)s is your own address. Enter the one that they write from.", address=address))
    query = (
        select(Contact)
        .join(ContactAddress, ContactAddress.contact_id == Contact.id)
        .where(ContactAddress.user_id == user_id, ContactAddress.address == address)
    )
    other = session.scalar(query)
    if other is not None and other.id != holder:
        deleted = N_(
            "%(address)s already belongs to %(name)s (deleted; bring them back from the list of deleted people)."
        )
        said = deleted if other.deleted_at else N_("%(address)s already belongs to %(name)s.")
        raise Taken(field, _(said, address=address, name=other.name), other.id)
    return address


def addresses_of(session: Session, contact: Contact) -> list[ContactAddress]:
    """Return the addresses of a contact, oldest first."""
    query = select(ContactAddress).where(ContactAddress.contact_id == contact.id)
    return list(session.scalars(query.order_by(ContactAddress.created_at, ContactAddress.address)))


def add_address(session: Session, contact: Contact, address: str) -> ContactAddress:
    """Give a contact an address in normal form and ask every mailbox of the user for its past mail."""
    row = ContactAddress(user_id=contact.user_id, contact_id=contact.id, address=address)
    session.add(row)
    somebodys = (Suggestion.user_id == contact.user_id, Suggestion.address == base(address))
    session.execute(delete_rows(Suggestion).where(*somebodys))
    session.flush()
    _ask_for_past_mail(session, row)
    _link(session, row)
    return row


def _link(session: Session, address: ContactAddress) -> None:
    """Let the names that were given with an address lead to whoever has it."""
    for giver in naming(session, address.user_id, address.address):
        rederive(session, address.user_id, giver)


def _ask_for_past_mail(session: Session, address: ContactAddress) -> None:
    asked = {
        row.mailbox_id: row
        for row in session.scalars(select(Backfill).where(Backfill.contact_address_id == address.id))
    }
    for mailbox_id in session.scalars(select(Mailbox.id).where(Mailbox.user_id == address.user_id)):
        row = asked.get(mailbox_id)
        if row is None:
            owner = {"user_id": address.user_id, "mailbox_id": mailbox_id}
            session.add(Backfill(contact_address_id=address.id, **owner))
        elif row.done_at is not None:
            row.requested_at, row.done_at, row.done, row.total = utcnow(), None, 0, 0


def write_note(session: Session, user_id: str, contact_id: str, text: str) -> Contact:
    """Replace the note on a contact."""
    contact = get(session, user_id, contact_id)
    contact.note = typed.text(text, "note")
    touch(session, user_id)
    return contact


def archive(session: Session, user_id: str, contact_id: str) -> Contact:
    """Put a contact out of the lists; mail is still logged."""
    return _mark(session, user_id, contact_id, "archived_at", utcnow())


def unarchive(session: Session, user_id: str, contact_id: str) -> Contact:
    """Bring an archived contact back into the lists."""
    return _mark(session, user_id, contact_id, "archived_at", None)


def delete(session: Session, user_id: str, contact_id: str) -> Contact:
    """Delete a contact so that it can be brought back: its rows stay, its mail is no longer logged."""
    contact = _mark(session, user_id, contact_id, "deleted_at", utcnow())
    attendee_matching.look_again(session, user_id, contact.id)
    note(session, user_id, "contact deleted", contact=contact_id)
    return contact


def restore(session: Session, user_id: str, contact_id: str) -> Contact:
    """Bring a deleted contact back; what came in meanwhile is asked for again."""
    if session.scalar(_merged().where(Merge.user_id == user_id, Merge.gone_id == contact_id)):
        raise Refused("contact", _("They were merged with somebody. Undo that on the page of whom you kept."))
    contact = _mark(session, user_id, contact_id, "deleted_at", None)
    attendee_matching.look_again(session, user_id, contact.id)
    for address in addresses_of(session, contact):
        _ask_for_past_mail(session, address)
        _link(session, address)
    note(session, user_id, "contact brought back", contact=contact_id)
    return contact


def _mark(session: Session, user_id: str, contact_id: str, column: str, value: datetime | None) -> Contact:
    contact = get(session, user_id, contact_id)
    setattr(contact, column, value)
    touch(session, user_id)
    return contact


def _merged() -> Any:
    return select(Merge.gone_id).where(Merge.undone_at.is_(None))


def derive_later(session: Session, user_id: str, contact_ids: Collection[str]) -> None:
    """Mark relationships whose evidence grew: `rederive` is owed and takes the mark away."""
    where = (Contact.user_id == user_id, Contact.id.in_(contact_ids))
    session.execute(update(Contact).where(*where).values(derive_due=True))


def derive_due(session: Session, user_id: str) -> list[str]:
    """Return the ids of the relationships that are marked."""
    return list(session.scalars(select(Contact.id).where(Contact.user_id == user_id, Contact.derive_due.is_(True))))


def address_book(session: Session, user_id: str) -> dict[str, str]:
    """Return address → contact id of everybody whose mail is to be logged."""
    query = (
        select(ContactAddress.address, ContactAddress.contact_id)
        .join(Contact, Contact.id == ContactAddress.contact_id)
        .where(ContactAddress.user_id == user_id, Contact.deleted_at.is_(None))
    )
    return {row.address: row.contact_id for row in session.execute(query)}


def names(session: Session, user_id: str) -> list[tuple[str, str]]:
    """Return (id, name) of everybody not deleted, for choosing a person."""
    query = select(Contact.id, Contact.name).where(Contact.user_id == user_id, Contact.deleted_at.is_(None))
    return [(row.id, row.name) for row in session.execute(query.order_by(func.lower(Contact.name)))]


def names_of(session: Session, user_id: str, contact_ids: Iterable[str]) -> dict[str, str]:
    """Return id → name of these contacts, deleted ones left out."""
    query = select(Contact.id, Contact.name).where(Contact.user_id == user_id, Contact.deleted_at.is_(None))
    return {row.id: row.name for row in session.execute(query.where(Contact.id.in_(set(contact_ids))))}


def organisation_of(session: Session, contact: Contact) -> Organisation | None:
    """Return the employer of a contact."""
    return session.get(Organisation, contact.organisation_id) if contact.organisation_id else None


def open_questions(session: Session, user_id: str) -> int:
    """Return how many triage items wait for the user."""
    query = select(func.count()).select_from(TriageItem).outerjoin(Contact, Contact.id == TriageItem.contact_id)
    query = query.outerjoin(Message, Message.id == TriageItem.message_row)
    where = (TriageItem.user_id == user_id, TriageItem.settled_at.is_(None), Contact.deleted_at.is_(None))
    return session.scalar(query.where(*where, heard(user_id))) or 0

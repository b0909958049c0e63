"""Who the people on a list are among the user's contacts; looked at again when a contact comes, changes or goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from rapidfuzz.fuzz import ratio
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain import attendance, names
from webapp.domain.addresses import base, normalise
from webapp.domain.attendance import Match, Person
from webapp.models import Attendee, Contact, ContactAddress, Event, Organisation, utcnow
from webapp.services import met
from webapp.services.duplicates import employer
from webapp.services.scope import owned

# Lists of events that are over for longer are left as they are.
LOOKED_AT_FOR = timedelta(days=60)


@dataclass(slots=True)
class Book:
    """The contacts, archived ones too, found by address and by the words of their names."""

    people: dict[str, Person] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    _by_word: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, person: Person) -> None:
        """Enter a contact."""
        self.people[person.id] = person
        for word in person.name:
            self._by_word[word].add(person.id)

    def match(self, name: str, organisation: str = "", address: str = "") -> Match:
        """Return who somebody is."""
        one = person("", name, organisation)
        known = normalise(address) if address else ""
        holder = self.addresses.get(known) or self.addresses.get(base(known)) if known else None
        return attendance.match(one, self.people.get(holder or ""), self._sharing(one), ratio)

    def _sharing(self, one: Person) -> Iterator[Person]:
        """Yield those who share a word of the name: nobody else is like them."""
        found: set[str] = set()
        for word in one.name:
            found |= self._by_word.get(word, set())
        return (self.people[id_] for id_ in sorted(found))


def person(id_: str, name: str, organisation: str | None) -> Person:
    """Return somebody as names are compared."""
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    folded = names.words(first)
    return Person(id_, names.words(name), employer(organisation), folded[0] if folded else "")


def book(session: Session, user_id: str) -> Book:
    """Return the user's contacts for matching; two queries."""
    found = Book()
    where = (Contact.user_id == user_id, Contact.deleted_at.is_(None))
    query = select(Contact.id, Contact.name, Organisation.name).outerjoin(Organisation).where(*where)
    for row in session.execute(query):
        found.add(person(*row))
    held = select(ContactAddress.address, ContactAddress.contact_id).where(ContactAddress.user_id == user_id)
    found.addresses.update((address, id_) for address, id_ in session.execute(held) if id_ in found.people)
    return found


def sure(session: Session, user_id: str, name: str) -> str | None:
    """Return the contact who surely has that name."""
    return book(session, user_id).match(name).contact_id if name else None


def settle(attendees: Iterable[Attendee], book: Book, taken: set[str]) -> None:
    """Note on each who they are. `taken` stand on the list already: whoever seems to be one of them is asked about."""
    for one in attendees:
        found = book.match(one.name, one.organisation, one.address)
        again = found.contact_id in taken
        one.contact_id = None if again else found.contact_id
        one.candidates = [found.contact_id] if again else list(found.candidates)
        taken.update(filter(None, [found.contact_id]))


def look_again(session: Session, user_id: str, contact_id: str) -> None:
    """Match those again who may be this contact, or were taken for them; what the user decided stays."""
    session.flush()
    contact = owned(session, Contact, user_id, contact_id)
    held = set(session.scalars(select(ContactAddress.address).where(ContactAddress.contact_id == contact_id)))
    rows = [row for row in _undecided(session, user_id) if _concerns(row, contact, held)]
    hosts = [event for event in _without_host(session, user_id) if _share(event.host, contact.name)]
    if not rows and not hosts:
        return
    found = book(session, user_id)
    for row in rows:
        _again(session, row, found)
    for event in hosts:
        event.host_id = found.match(event.host).contact_id
    session.flush()


def _undecided(session: Session, user_id: str) -> Iterable[Attendee]:
    undecided = (Attendee.decided_at.is_(None), Attendee.interaction_id.is_(None))
    query = select(Attendee).join(Event, Event.id == Attendee.event_id).where(Attendee.user_id == user_id, *undecided)
    return session.scalars(query.where(Event.ends_at > utcnow() - LOOKED_AT_FOR))


def _without_host(session: Session, user_id: str) -> Iterable[Event]:
    named = (Event.host != "", Event.host_id.is_(None), Event.ends_at > utcnow() - LOOKED_AT_FOR)
    return session.scalars(select(Event).where(Event.user_id == user_id, *named))


def _concerns(row: Attendee, contact: Contact, held: Collection[str]) -> bool:
    """Whether a row is to be looked at when that contact came, changed or went."""
    if row.contact_id == contact.id:
        return contact.deleted_at is not None
    by_address = bool(row.address) and (row.address in held or base(row.address) in held)
    return by_address or contact.id in row.candidates or _share(row.name, contact.name)


def _share(one: str, other: str) -> bool:
    return not set(names.words(one)).isdisjoint(names.words(other))


def again(session: Session, row: Attendee) -> None:
    """Match one row by itself."""
    _again(session, row, book(session, row.user_id))
    session.flush()


def _again(session: Session, row: Attendee, book: Book) -> None:
    """Match a row again. Who was linked is never linked to somebody else unasked."""
    before = row.contact_id if row.contact_id in book.people else None
    others = (Attendee.event_id == row.event_id, Attendee.id != row.id, Attendee.deleted_at.is_(None))
    taken = {id_ for id_ in session.scalars(select(Attendee.contact_id).where(*others)) if id_}
    settle([row], book, taken)
    if before and row.contact_id != before:
        row.candidates = list(dict.fromkeys([before, *filter(None, [row.contact_id]), *row.candidates]))
        row.contact_id = None
    if row.met_at is not None:
        met.write(session, row)

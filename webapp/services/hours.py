"""Where the time goes (docs/method.md §9): minutes through people and through adverts, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.domain.addresses import normalise
from webapp.domain.text import line
from webapp.domain.weeks import monday
from webapp.domain.wording import _
from webapp.models import Contact, ContactAddress, Through, TimeEntry, User, utcnow
from webapp.services.errors import Refused
from webapp.services.scope import owned, present, touch

MOST = 24 * 60
WORDS_LIMIT = 500
KNOWN_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class Split:
    """The minutes of a time, by where they went."""

    people: int = 0
    adverts: int = 0

    @property
    def total(self) -> int:
        """All minutes."""
        return self.people + self.adverts

    @property
    def share(self) -> int | None:
        """What went through people, in percent; None where there are no minutes."""
        return (200 * self.people + self.total) // (2 * self.total) if self.total else None


def add(
    session: Session,
    user_id: str,
    minutes: int,
    through: Through,
    day: date,
    *,
    text: str = "",
    contact_id: str = "",
) -> TimeEntry:
    """Note minutes spent on a day."""
    if not 1 <= minutes <= MOST:
        raise Refused("minutes", _("Between 1 minute and 24 hours (1,440 minutes), please."))
    if day.year < 1950:
        raise Refused("day", _("Please check the year."))
    # It is tomorrow already in some zones.
    if day > utcnow().date() + timedelta(days=1):
        raise Refused("day", _("That day is still to come. Note it once it is over."))
    if len(text) > WORDS_LIMIT:
        raise Refused("text", _("A few words are enough here: %(most)s characters at most.", most=WORDS_LIMIT))
    whom = present(session, user_id, contact_id).id if contact_id else None
    entry = TimeEntry(
        user_id=user_id, day=day, minutes=minutes, through=through, text=line(text, WORDS_LIMIT), contact_id=whom
    )
    session.add(entry)
    session.flush()
    touch(session, user_id)
    return entry


def remove(session: Session, user_id: str, entry_id: str) -> TimeEntry:
    """Take an entry back; it can be restored."""
    return _mark(session, user_id, entry_id, utcnow())


def restore(session: Session, user_id: str, entry_id: str) -> TimeEntry:
    """Bring an entry back."""
    return _mark(session, user_id, entry_id, None)


def _mark(session: Session, user_id: str, entry_id: str, deleted_at: datetime | None) -> TimeEntry:
    entry = owned(session, TimeEntry, user_id, entry_id)
    entry.deleted_at = deleted_at
    touch(session, user_id)
    return entry


def week(session: Session, user_id: str, day: date) -> Split:
    """Return where the time of the week of that day went."""
    spent = func.sum(TimeEntry.minutes).label("spent")
    query = select(TimeEntry.through, spent).where(*_of_week(user_id, day)).group_by(TimeEntry.through)
    found = {row.through: row.spent for row in session.execute(query)}
    return Split(found.get(Through.PEOPLE, 0), found.get(Through.ADVERTS, 0))


def entries(session: Session, user_id: str, day: date) -> list[tuple[TimeEntry, str | None]]:
    """Return the entries of the week of that day, the last first, with the name of whom they were with."""
    query = (
        select(TimeEntry, Contact.name)
        .outerjoin(Contact, (Contact.id == TimeEntry.contact_id) & Contact.deleted_at.is_(None))
        .where(*_of_week(user_id, day))
        .order_by(TimeEntry.day.desc(), TimeEntry.created_at.desc(), TimeEntry.id)
    )
    return [(entry, name) for entry, name in session.execute(query)]


def _of_week(user_id: str, day: date) -> tuple[Any, ...]:
    first = monday(day)
    of_user = (TimeEntry.user_id == user_id, TimeEntry.deleted_at.is_(None))
    return (*of_user, TimeEntry.day >= first, TimeEntry.day < first + timedelta(weeks=1))


def aim(session: Session, user_id: str, share: int) -> None:
    """Set what share of the time, in percent, is to go through people."""
    if not 0 <= share <= 100:
        raise Refused("people_share", _("Between 0 and 100 percent, please."))
    session.get_one(User, user_id).people_share = share
    touch(session, user_id)


def person_named(session: Session, user_id: str, typed: str) -> str:
    """Return the id of the contact of that name or address, "" where nobody was named."""
    wanted = line(typed)
    if not wanted:
        return ""
    with_address = select(ContactAddress.contact_id).where(
        ContactAddress.user_id == user_id, ContactAddress.address == normalise(wanted)
    )
    named = or_(func.lower(Contact.name) == wanted.lower(), Contact.id.in_(with_address))
    found = session.scalars(select(Contact.id).where(Contact.user_id == user_id, Contact.deleted_at.is_(None), named))
    ids = list(found)
    if not ids:
        raise Refused(
            "person", _("Nobody here has this name or address. Leave it empty, or add them to your people first.")
        )
    if len(ids) > 1:
        raise Refused("person", _("Several people here have this name. Write an address of theirs instead."))
    return ids[0]


def people(session: Session, user_id: str) -> list[str]:
    """Return the names of those with whom something happened last, to choose from."""
    query = select(Contact.name).where(Contact.user_id == user_id, Contact.deleted_at.is_(None))
    latest = query.where(Contact.last_at.is_not(None)).order_by(Contact.last_at.desc(), Contact.id)
    return list(dict.fromkeys(session.scalars(latest.limit(KNOWN_PEOPLE))))

"""What was tapped in the room, also by a phone that was offline: each tap counts once, in whatever order they come."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain import names, people_list, taps
from webapp.domain.people_list import Named
from webapp.domain.wording import _
from webapp.models import Attendee, AttendeeSource, Capture, Contact, Event, Interaction, utcnow
from webapp.services import attendee_matching, attendees, contacts, met, typed
from webapp.services.errors import NotFound, Refused
from webapp.services.scope import owned

LONGEST_NOTE = 5_000
_KEY = re.compile(r"[0-9A-Za-z-]{8,64}")
_ID = re.compile(r"[0-9a-f]{20}")  # keys that a device makes are longer


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap as the device sent it. `key` is made there. It says all that is known of the person, not what changed.

    `attendee_id` is who is on the list, or the key of the tap with which somebody new was added; `name` says who is
    new, as it would stand on a list ("Sam Park, Acme").
    """

    key: str
    at: datetime | None
    attendee_id: str = ""
    name: str = ""
    common_ground: str = ""
    note: str = ""
    agreed: bool = False
    met: bool = True


def take(session: Session, user_id: str, event_id: str, tap: Tap) -> Attendee:
    """Take a tap; one whose key is known is the same tap sent again. Raises Refused.

    A page that was gone back to sends other words under its key: those are another tap.
    """
    event = _locked(session, user_id, event_id)
    key, what = _key(tap.key), _what(event, tap)
    known = _with_key(session, user_id, key)
    if known is not None and known.what != what:
        key = f"{key[:32]}-{hashlib.sha256(repr(sorted(what.items())).encode()).hexdigest()[:16]}"
        known = _with_key(session, user_id, key)
    if known is not None:
        return session.get_one(Attendee, known.attendee_id)
    if event.deleted_at is not None:
        raise Refused(
            "event", _("%(name)s was deleted. Bring it back from the list of what you deleted.", name=event.name)
        )
    try:
        with session.begin_nested():
            attendee = _of(session, event, key, what)
            at = taps.sound(tap.at, datetime.now(UTC))
            session.add(Capture(user_id=user_id, event_id=event.id, attendee_id=attendee.id, key=key, what=what, at=at))
    except IntegrityError:  # the same tap came twice at the same moment
        return take(session, user_id, event_id, tap)
    _stand(session, attendee)
    return attendee


def _locked(session: Session, user_id: str, event_id: str) -> Event:
    """Return the event, deleted ones too. Of two devices one then writes after the other, and sees what it wrote."""
    event = owned(session, Event, user_id, event_id)
    session.execute(select(Event.id).where(Event.id == event.id).with_for_update(key_share=True))
    return event


def _key(raw: str) -> str:
    if not _KEY.fullmatch(raw):
        raise Refused("page", _("This page is too old. Send it once more."))
    return raw


def _what(event: Event, tap: Tap) -> dict[str, Any]:
    who = tap.attendee_id
    if who and not _KEY.fullmatch(who):
        raise NotFound("Attendee")
    return {
        "event": event.id,
        "who": who,
        "name": typed.title(tap.name, "name", empty="" if who else _("Write down who it is; a first name will do.")),
        "common_ground": typed.title(tap.common_ground, "common_ground"),
        "note": typed.text(tap.note, "note", limit=LONGEST_NOTE),
        "agreed": tap.agreed,
        "met": tap.met,
    }


def _with_key(session: Session, user_id: str, key: str) -> Capture | None:
    return session.scalar(select(Capture).where(Capture.user_id == user_id, Capture.key == key))


def _of(session: Session, event: Event, key: str, what: dict[str, Any]) -> Attendee:
    """Return whom a tap is about: somebody on the list, or somebody new. Raises Refused."""
    found = _listed(session, event, what["who"]) or _told_of(session, event, key, what["who"])
    if found is None and (not what["name"] or _ID.fullmatch(what["who"])):
        raise NotFound("Attendee")
    found = found or _named(session, event, _one(what["name"]))
    if found.deleted_at is not None and not _taken_back(found):
        raise Refused(
            "who", _("%(name)s was taken off the list. Put them back on it, or add them again.", name=found.name)
        )
    return found


def _listed(session: Session, event: Event, who: str) -> Attendee | None:
    return session.scalar(select(Attendee).where(Attendee.id == who, Attendee.event_id == event.id)) if who else None


def _told_of(session: Session, event: Event, key: str, who: str) -> Attendee | None:
    """Return somebody new of whom another tap has told already: the first one, or one that overtook it."""
    same = [Capture.what["who"].as_string() == (who or key)]
    if who:
        same.append(Capture.key == who)
    query = select(Attendee).join(Capture, Capture.attendee_id == Attendee.id)
    return session.scalars(query.where(Capture.event_id == event.id, or_(*same)).limit(1)).first()


def _one(text: str) -> Named:
    found = people_list.parse(text)
    if len(found) > 1:
        raise Refused("name", _("Add one person at a time."))
    return found[0] if found else Named(text)


def _named(session: Session, event: Event, one: Named) -> Attendee:
    """Return who stands on the list under that full name, or put somebody there. Of first names there may be two."""
    there = attendees.of(session, event)
    same = next((other for other in there if _is(other, one)), None)
    if same is not None:
        return same
    if len(there) >= attendees.MOST:
        raise Refused(
            "name", _("A list holds %(most)s people. Take somebody off it who was not there.", most=attendees.MOST)
        )
    last = session.scalar(select(func.max(Attendee.place)).where(Attendee.event_id == event.id)) or 0
    row = Attendee(
        user_id=event.user_id, event_id=event.id, name=one.name, role=one.role, organisation=one.organisation,
        address=one.address, source=AttendeeSource.ROOM, candidates=[], place=last + 1,
    )  # fmt: skip
    session.add(row)
    session.flush()
    attendee_matching.again(session, row)
    return row


def _is(there: Attendee, one: Named) -> bool:
    words = names.words(one.name)
    parted = there.organisation and one.organisation and there.organisation.casefold() != one.organisation.casefold()
    return len(words) > 1 and names.words(there.name) == words and not parted


def _taken_back(row: Attendee) -> bool:
    """Whether somebody went from the list because the tap that had put them there was taken back."""
    return row.source is AttendeeSource.ROOM and row.met_at is None


def _stand(session: Session, attendee: Attendee) -> None:
    """Bring somebody in line with all that was tapped about them."""
    rows = session.scalars(select(Capture).where(Capture.attendee_id == attendee.id))
    held = taps.standing(_said(rows))
    attendee.met_at, attendee.agreed = held.met_at, held.agreed
    attendee.common_ground, attendee.note = held.common_ground, held.note
    if attendee.source is AttendeeSource.ROOM:
        _come_or_go(session, attendee)
    met.write(session, attendee)


def _said(rows: Iterable[Capture]) -> Iterable[taps.Said]:
    for row in rows:
        what = {name: row.what[name] for name in ("met", "common_ground", "note", "agreed")}
        yield taps.Said(row.at, row.key, **what)


def _come_or_go(session: Session, attendee: Attendee) -> None:
    """Make somebody new a contact at once, but where they may be one already; and let them go with their tap."""
    met_now = attendee.met_at is not None
    attendee.deleted_at = None if met_now else attendee.deleted_at or utcnow()
    known = session.get(Contact, attendee.contact_id) if attendee.contact_id else None
    if known is not None and _made_here(session, attendee, known) and met_now == (known.deleted_at is not None):
        (contacts.restore if met_now else contacts.delete)(session, attendee.user_id, known.id)
    elif met_now and known is None and not attendee.candidates:
        attendees.to_contact(session, attendee.user_id, attendee.id)


def _made_here(session: Session, attendee: Attendee, contact: Contact) -> bool:
    """Whether a contact was made of this attendee, and is nothing else yet."""
    event = session.get_one(Event, attendee.event_id)
    other = (Interaction.contact_id == contact.id, Interaction.id != (attendee.interaction_id or ""))
    history = session.scalar(select(Interaction.id).where(*other).limit(1))
    named_so = contact.source == attendees.source_of(event, attendee)
    return named_so and contact.created_at >= attendee.created_at and history is None


def of(session: Session, user_id: str, event_id: str) -> list[Capture]:
    """Return the taps of an event, the first first."""
    where = (Capture.user_id == user_id, Capture.event_id == event_id)
    return list(session.scalars(select(Capture).where(*where).order_by(Capture.at, Capture.key)))

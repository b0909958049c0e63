"""What was tapped in the room, also by a phone that was offline: each tap counts once, in whatever order they come."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain import names, people_list, taps
from webapp.domain.people_list import Named
from webapp.domain.wording import _
from webapp.models import Attendee, AttendeeSource, Capture, Contact, Event, utcnow
from webapp.services import attendee_matching, attendees, contacts, met, typed
from webapp.services.errors import NotFound, Refused
from webapp.services.scope import owned

LONGEST_NOTE = 5_000
_KEY = re.compile(r"[0-9A-Za-z-]{8,64}")
_ID = re.compile(r"[0-9a-f]{20}")  # keys that a device makes are longer
# The fields of words, how they are read, and how much fits.
_FIELDS: dict[str, tuple[Callable[..., str], int]] = {
    "common_ground": (typed.title, typed.LINE), "note": (typed.text, LONGEST_NOTE)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tap:
    """One tap as the device sent it. `key` is made there.

    `attendee_id` is who is on the list, or the key of the tap with which somebody new was added; `name` says who is
    new, as it would stand on a list ("Sam Park, Acme"). `was_…` is what a field showed before: one that is the same was
    left alone. Where that is not said (None), whatever is written takes the place of all that stands there.
    """

    key: str
    at: datetime | None
    attendee_id: str = ""
    name: str = ""
    common_ground: str = ""
    note: str = ""
    agreed: bool = False
    met: bool = True
    was_common_ground: str | None = None
    was_note: str | None = None
    was_agreed: bool = False


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
        "met": tap.met,
        **_changed(tap),
    }


def _changed(tap: Tap) -> dict[str, Any]:
    """Return what a tap says anew: of each field its words, and what it showed before where that is known."""
    found: dict[str, Any] = {} if tap.agreed == tap.was_agreed else {"agreed": tap.agreed}
    shown: dict[str, str] = {}
    for name, (read, limit) in _FIELDS.items():
        # Whoever adds somebody has seen nothing of them.
        now, was = getattr(tap, name), getattr(tap, f"was_{name}") if tap.attendee_id else ""
        before = read(was or "", name, limit=len(was or "") + 1)
        if read(now, name, limit=len(now) + 1) != before:
            found[name] = read(now, name, limit=limit)
            shown |= {} if was is None else {name: before}
    return found | ({"was": shown} if shown else {})


def _with_key(session: Session, user_id: str, key: str) -> Capture | None:
    return session.scalar(select(Capture).where(Capture.user_id == user_id, Capture.key == key))


def _of(session: Session, event: Event, key: str, what: dict[str, Any]) -> Attendee:
    """Return whom a tap is about: somebody on the list, or somebody new. Raises Refused."""
    found = _listed(session, event, what["who"]) or _told_of(session, event, key, what["who"])
    if found is None and (not what["name"] or _ID.fullmatch(what["who"])):
        raise NotFound("Attendee")
    found = found or _named(session, event, _one(what["name"]))
    if found.deleted_at is not None:  # it may have turned out to be somebody who has another line
        found = met.line_of(session, event.id, found.contact_id) or found
    if found.dropped_at is not None:  # the invitation names them no longer, but they came
        found.deleted_at = found.dropped_at = None
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
    """Return who stands on the list under that full name, or put somebody there. Of first names there may be two.

    Whoever is put there is taken back until the tap that tells of them is counted: it may say that they were not met.
    """
    there = attendees.of(session, event)
    same = next((other for other in there if _is(other, one)), None)
    if same is not None:
        return attendees.completed(same, one)
    if len(there) >= attendees.MOST:
        raise Refused(
            "name", _("A list holds %(most)s people. Take somebody off it who was not there.", most=attendees.MOST)
        )
    last = session.scalar(select(func.max(Attendee.place)).where(Attendee.event_id == event.id)) or 0
    row = Attendee(
        user_id=event.user_id, event_id=event.id, name=one.name, role=one.role, organisation=one.organisation,
        address=one.address, source=AttendeeSource.ROOM, candidates=[], place=last + 1,
        deleted_at=utcnow(),
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
    before = attendee.met_at is not None
    met.stand(session, attendee)
    if attendee.source is AttendeeSource.ROOM and before != (attendee.met_at is not None):
        (_go if before else _come)(session, attendee)


def _come(session: Session, attendee: Attendee) -> None:
    """Make somebody new a contact at once, but where they may be one already.

    A contact that went with its tap comes back with it; one that was deleted by hand stays so.
    """
    went_at, attendee.deleted_at = attendee.deleted_at, None
    known = session.get(Contact, attendee.contact_id) if attendee.contact_id else None
    if known is None and not attendee.candidates:
        attendees.to_contact(session, attendee.user_id, attendee.id)
    elif known is not None and went_at is not None and known.deleted_at == went_at:
        contacts.restore(session, attendee.user_id, known.id)


def _go(session: Session, attendee: Attendee) -> None:
    """Let somebody new go with their tap, and the contact that was made of it."""
    attendee.deleted_at = datetime.now(UTC)
    known = session.get(Contact, attendee.contact_id) if attendee.contact_id else None
    if known is not None and known.deleted_at is None and attendees.is_as_made(session, attendee, known):
        # The same time tells that they went together: by hand it is a whole second.
        attendee.deleted_at = contacts.delete(session, attendee.user_id, known.id).deleted_at


def of(session: Session, user_id: str, event_id: str) -> list[Capture]:
    """Return the taps of an event, the first first."""
    where = (Capture.user_id == user_id, Capture.event_id == event_id)
    return list(session.scalars(select(Capture).where(*where).order_by(Capture.at, Capture.key)))

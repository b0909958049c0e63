"""After an event (docs/method.md §8): who was met, what was agreed, and one next step with each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain import aftercare
from webapp.domain.aftercare import Step
from webapp.domain.wording import _
from webapp.models import Attendee, Contact, Event, FollowUp, Interaction, InteractionKind, Letter, new_id, utcnow
from webapp.services import attendees, captures, events, hosts
from webapp.services.captures import Tap
from webapp.services.errors import Refused
from webapp.services.hosts import Host
from webapp.services.scope import touch

_WRITTEN = (InteractionKind.MAIL, InteractionKind.MESSAGE)


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody who was met: `contact` once they are one, the `letter` that names the event, and the next step."""

    row: Attendee
    contact: Contact | None
    follow_up: FollowUp | None
    letter: Letter | None
    wrote_at: datetime | None
    step: Step

    @property
    def kind(self) -> str:
        """The kind of the letter that would go to them."""
        return aftercare.first_letter(self.contact.phase) if self.contact else ""


@dataclass(frozen=True, slots=True)
class After:
    """An event as one looks back at it: who was met, who else is on its list, the host, and a day to come back on."""

    event: Event
    met: Sequence[Met]
    rest: Sequence[Attendee]
    host: Host | None
    day: date
    aim: str = ""
    to_add: Sequence[Met] = field(default_factory=tuple)
    to_date: Sequence[Met] = field(default_factory=tuple)


def after(session: Session, user_id: str, event_id: str, today: date, zone: tzinfo) -> After:
    """Return what comes after an event; `today` is the user's day."""
    event = events.get(session, user_id, event_id)
    rows = attendees.of(session, event)
    people = met_of(session, event, rows)
    return After(
        event, people, [row for row in rows if row.met_at is None], hosts.of(session, event),
        aftercare.meeting_day(event.starts_at.astimezone(zone).date(), today),
        aftercare.compared(event.aim_count, sum(one.row.agreed for one in people)),
        [one for one in people if one.step is Step.ADD],
        [one for one in people if one.step is Step.DAY],
    )  # fmt: skip


def met_of(session: Session, event: Event, listed: Sequence[Attendee]) -> list[Met]:
    """Return those on the list of an event who were met, each with the next step."""
    rows = [row for row in listed if row.met_at is not None]
    ids = {row.contact_id for row in rows if row.contact_id}
    people = _by_id(session, Contact, ids, Contact.deleted_at.is_(None))
    days = _by_id(session, FollowUp, {row.follow_up_id for row in rows}, FollowUp.deleted_at.is_(None))
    letters = {letter.contact_id: letter for letter in _letters(session, event)}
    wrote = _wrote(session, event, ids)
    found = []
    for row in rows:
        contact = people.get(row.contact_id or "")
        day, wrote_at = days.get(row.follow_up_id or ""), wrote.get(row.contact_id or "")
        unsure = contact is None and bool(row.candidates) and row.decided_at is None
        step = aftercare.step(
            known=contact is not None, unsure=unsure, agreed=row.agreed, day=day is not None, wrote=wrote_at is not None
        )
        found.append(Met(row, contact, day, letters.get(row.contact_id or ""), wrote_at, step))
    return found


def _by_id(session: Session, model: Any, ids: Iterable[str | None], *where: Any) -> dict[str, Any]:
    query = select(model).where(model.id.in_({one for one in ids if one}), *where)
    return {row.id: row for row in session.scalars(query)}


def _letters(session: Session, event: Event) -> list[Letter]:
    """Return the letters that name the event, the latest last."""
    where = (Letter.user_id == event.user_id, Letter.event_id == event.id, Letter.deleted_at.is_(None))
    return list(session.scalars(select(Letter).where(*where).order_by(Letter.updated_at, Letter.id)))


def _wrote(session: Session, event: Event, contact_ids: set[str]) -> dict[str, datetime]:
    """Return when the user first wrote to each of them since the event began."""
    query = (
        select(Interaction.contact_id, func.min(Interaction.at))
        .where(Interaction.contact_id.in_(contact_ids), Interaction.direction == "out", Interaction.kind.in_(_WRITTEN))
        .where(Interaction.at >= event.starts_at, Interaction.undone_at.is_(None))
        .where(Interaction.copied.is_(False), Interaction.automatic.is_(False))
        .group_by(Interaction.contact_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def note_met(
    session: Session, user_id: str, event_id: str, attendee_ids: Sequence[str], *, name: str = "", key: str = ""
) -> list[Attendee]:
    """Note whom the user met, also days later: people on the list, and one who is not. Raises Refused.

    `key` is made with the form, so that somebody new is added once even if it is sent twice.
    """
    event = events.get(session, user_id, event_id)
    if event.starts_at > utcnow():
        raise Refused("name", _("It has not begun yet. Come back to this page afterwards."))
    if not (attendee_ids or name.strip()):
        raise Refused("name", _("Tick whom you met, or write down a name."))
    people = [attendees.get(session, user_id, one) for one in dict.fromkeys(attendee_ids)]
    found = [_told(session, event, row, met=True) for row in people]
    if name.strip():
        found.append(captures.take(session, user_id, event.id, Tap(key or new_id(), None, name=name)))
    return found


def not_met(session: Session, user_id: str, attendee_id: str) -> Attendee:
    """Take back that somebody was met."""
    row, event = place(session, user_id, attendee_id)
    return _told(session, event, row, met=False)


def tell(
    session: Session, user_id: str, attendee_id: str, *, common_ground: str, agreed: bool,
    was_common_ground: str | None = None, was_agreed: bool = False,
) -> Attendee:  # fmt: skip
    """Write down what was found to share with somebody, and whether they agreed to meet. Raises Refused.

    `was_…` is what the page showed, as with a tap in the room: what a phone tapped since stays.
    """
    row, event = place(session, user_id, attendee_id)
    shown = {"was_common_ground": was_common_ground, "was_agreed": was_agreed}
    return _told(session, event, row, met=True, common_ground=common_ground, agreed=agreed, **shown)


def place(session: Session, user_id: str, attendee_id: str) -> tuple[Attendee, Event]:
    """Return somebody on a list, and the event; raises NotFound."""
    row = attendees.get(session, user_id, attendee_id)
    return row, events.get(session, user_id, row.event_id)


def _told(session: Session, event: Event, row: Attendee, **said: Any) -> Attendee:
    """Say something of somebody as a tap of now does; what is not said stays as it is."""
    before: dict[str, Any] = {name: getattr(row, name) for name in ("common_ground", "note", "agreed")}
    was = {f"was_{name}": value for name, value in before.items()}
    return captures.take(
        session, event.user_id, event.id, Tap(new_id(), None, attendee_id=row.id, **was | before | said)
    )


def done(session: Session, user_id: str, event_id: str, is_done: bool = True) -> Event:
    """Note that the user looked back at an event and is done with it, or take that back."""
    event = events.get(session, user_id, event_id)
    event.looked_back_at = utcnow() if is_done else None
    touch(session, user_id)
    return event

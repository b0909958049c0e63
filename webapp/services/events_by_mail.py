"""Invitations of several people that the user handed over become events: moved, joined and called off by their mails.

What the mails about one event come to is told from all of them that the user vouches for, so the order in which they
are read decides nothing. An invitation that only arrived, without having been handed over, makes none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from webapp.domain.addresses import Address
from webapp.domain.invitations import Meeting, Said, settle
from webapp.domain.invited import guests, host, others, span
from webapp.domain.people_list import Named
from webapp.models import AttendeeSource, Event, EventKind, Interview, Message, TriageItem, TriageKind, User
from webapp.services import contacts, events, guest_lists
from webapp.services.errors import Refused
from webapp.services.events import EventCard
from webapp.services.invitations import said_of
from webapp.services.mailboxes import owners


class Word(NamedTuple):
    """What one mail says of an event, as it orders among others, and all of it."""

    said: Said
    event: dict[str, Any]
    subject: str


def follow(session: Session, message: Message) -> set[str]:
    """Bring the events in line with the invitations of a mail that was handed over; return the UIDs of those events."""
    named = {str(one["uid"]) for one in message.details.get("invitations", ())} - {""}
    return {uid for uid in sorted(named) if _mend(session, message.user_id, uid)}


def asked_about(session: Session, user_id: str, uids: Iterable[str]) -> set[str]:
    """Return the contacts with whom such an event was, or may have been, taken for a talk of two."""
    named = list(uids)
    where = (TriageItem.kind == TriageKind.INVITATION, TriageItem.settled_at.is_(None), TriageItem.subject.in_(named))
    asked = select(TriageItem.contact_id).where(TriageItem.user_id == user_id, *where)
    planned = select(Interview.contact_id).where(Interview.user_id == user_id, Interview.calendar_uid.in_(named))
    return {one for query in (asked, planned) for one in session.scalars(query) if one}


def _mend(session: Session, user_id: str, uid: str) -> bool:
    """Bring one event in line with the mails about it; return whether there is one."""
    found = list(_words(session, user_id, uid))
    row = session.scalar(select(Event).where(Event.user_id == user_id, Event.calendar_uid == uid))
    meeting = settle([*(one.said for one in found), *_of_file(row)])
    if meeting is None:
        return row is not None and _nobody_invites(session, row, found)
    if row is not None and meeting.called_off:
        return _called_off(session, row)
    latest = next((one for one in found if one.said is meeting.latest), None)
    if latest is None:
        return True  # the user took a newer version from a file
    if row is None:
        if meeting.called_off or not _is_event(session, user_id, latest.event):
            return False
        row = _new(session, user_id, latest)
        return row is not None and _joined(session, row, latest)
    if row.deleted_at is not None:
        events.restore(session, user_id, row.id)
    return _moved(session, row, meeting, latest) and _joined(session, row, latest)


def _words(session: Session, user_id: str, uid: str) -> Iterator[Word]:
    """Yield what the mails that the user vouches for say of an event."""
    named = cast(Message.details, String).contains(json.dumps(uid)[1:-1], autoescape=True)
    for message in session.scalars(select(Message).where(Message.user_id == user_id, named)):
        if any(not entry["held"] for entry in message.handed_over):
            for event in message.details.get("invitations", ()):
                if event["uid"] == uid:
                    yield Word(_said(event, message), event, message.subject)


def _of_file(row: Event | None) -> Iterator[Said]:
    """Yield the version that was taken from a file, if any; the user looked at it, so it is of that very moment."""
    if row is not None and row.file_sequence is not None and row.file_taken_at is not None:
        yield Said("REQUEST", row.file_sequence, None, row.file_taken_at, "", row.starts_at, row.ends_at)


def sequence(session: Session, user_id: str, uid: str) -> int:
    """Return the SEQUENCE of the newest version of an invitation that the user handed over, 0 where there is none."""
    invited = (one.said for one in _words(session, user_id, uid))
    return max((said.sequence for said in invited if said.method == "REQUEST"), default=0)


def _said(event: dict[str, Any], message: Message) -> Said:
    said = said_of(event, message.at, message.id)
    # What somebody exported from their calendar invites as well; an answer of one guest ends no event.
    method = {"PUBLISH": "REQUEST", "CANCEL": "CANCEL", "REQUEST": "REQUEST"}.get(said.method, "")
    return replace(said, method=method)


def _nobody_invites(session: Session, row: Event, found: list[Word]) -> bool:
    """What is left where no mail invites: a cancellation of what came from a file, or nothing that vouches for it."""
    cancelled = any(one.said.method == "CANCEL" for one in found)
    if cancelled or (row.message_row is not None and not found):
        _called_off(session, row)
    return True


def _called_off(session: Session, row: Event) -> bool:
    """Delete the event, so that it can be brought back for 30 days."""
    if row.deleted_at is None:
        events.delete(session, row.user_id, row.id)
    return True


def _is_event(session: Session, user_id: str, event: dict[str, Any]) -> bool:
    """Whether it is more than a talk of two, to which a contact who invites may bring one whom nobody knows."""
    listed = [each["address"] for each in event["attendees"]]
    people = others(listed, event["organizer"], owners(session, user_id))
    known = people & contacts.address_book(session, user_id).keys()
    return len(people) > 2 or (len(people) == 2 and known != {event["organizer"]})


def _new(session: Session, user_id: str, word: Word) -> Event | None:
    starts, ends = _span(session, user_id, word.event)
    card = EventCard(_name(word), EventKind.GENERAL, starts, ends, word.event["place"], _host(session, user_id, word))
    try:
        row = events.add(session, user_id, card)
    except Refused:
        return None  # its day is none that an event may have: the mail is like any other
    row.calendar_uid, row.message_row = word.event["uid"], word.said.source
    return row


def _moved(session: Session, row: Event, meeting: Meeting, latest: Word) -> bool:
    """Let an event be as its latest version says; what the user wrote on it stays."""
    if row.message_row == latest.said.source:
        return True
    starts, ends = _span(session, row.user_id, latest.event)
    row.message_row = latest.said.source
    card = EventCard(
        name=_name(latest) if row.name in meeting.summaries else row.name,
        kind=row.kind, starts_at=starts, ends_at=ends,
        place=latest.event["place"] if row.place in meeting.places | {""} else row.place,
        host=row.host or _host(session, row.user_id, latest), aim=row.aim, aim_count=row.aim_count, notes=row.notes,
    )  # fmt: skip
    try:
        events.change(session, row.user_id, row.id, card)
    except Refused:
        return False
    return True


def _joined(session: Session, row: Event, word: Word) -> bool:
    """Bring the list in line with those invited; one that names nobody besides its host and the user hides them."""
    people = _guests(session, row.user_id, word)
    listed = (each["address"] for each in word.event["attendees"])
    if others(listed, "", owners(session, row.user_id)) - {word.event["organizer"]}:
        guest_lists.leave(session, row, people)
    guest_lists.come(session, row, people, AttendeeSource.MAIL)
    return True


def _guests(session: Session, user_id: str, word: Word) -> list[Named]:
    listed = [(Address(each.get("name", ""), each["address"]), each["status"]) for each in word.event["attendees"]]
    return guests(listed, _organizer(word), owners(session, user_id), contacts.address_book(session, user_id))


def _organizer(word: Word) -> Address | None:
    address = word.event["organizer"]
    return Address(word.event.get("organizer_name", ""), address) if address else None


def _host(session: Session, user_id: str, word: Word) -> str:
    return host(_organizer(word), owners(session, user_id))[:200]


def _name(word: Word) -> str:
    return (word.event["summary"] or word.subject or "Event")[:200]


def _span(session: Session, user_id: str, event: dict[str, Any]) -> tuple[datetime, datetime]:
    zone = ZoneInfo(session.get_one(User, user_id).timezone)
    starts, ends = (datetime.fromisoformat(event[name]) for name in ("starts", "ends"))
    return span(starts, ends, zone, all_day=event["all_day"])

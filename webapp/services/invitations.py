"""Invitations that came or went by mail become the interviews that they are about, and move and end with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.invitations import Meeting, Said, settle
from webapp.domain.recognised import is_said
from webapp.domain.wording import N_, _, ngettext
from webapp.models import (
    AgendaItem,
    Contact,
    Interview,
    InterviewState,
    QuickNote,
    TriageItem,
    TriageKind,
    new_id,
    utcnow,
)
from webapp.services.evidence import Rows
from webapp.services.line import Line
from webapp.services.proposals import RECENT, Told, item

CROWD = 5
UNPROVEN = N_("The address is theirs, but nothing proves that they sent it.")
_USUAL = N_("Meeting with %(name)s")
_SHORTEST = timedelta(minutes=15)
# One that was planned by hand and begins within the hour is the same.
_SAME = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a mail's calendar part, and why it cannot be taken without asking: "" where it can."""

    line: Line
    event: dict[str, Any]
    said: Said
    doubt: str

    @property
    def uid(self) -> str:
        """The name of the event."""
        return str(self.event["uid"])


def entries(contact: Contact, rows: Rows, answered: Told) -> list[Entry]:
    """Return what the mails of a contact say of events, as far as it is theirs and the user's to say it."""
    found = []
    for line in rows.lines:
        for event in line.details.get("invitations", ()) if line.moves else ():
            said = said_of(event, line.row.at, line.row.message_row or "")
            late = said.ends < contact.created_at - RECENT
            doubt = None if late or not event["uid"] else _doubt(line, event, answered)
            if doubt is not None:
                taken = answered.accepted(TriageKind.INVITATION, line, event["uid"])
                if taken or event["uid"] not in answered.events:
                    found.append(Entry(line, event, said, "" if taken else doubt))
    return found


def said_of(event: dict[str, Any], at: datetime, source: str) -> Said:
    """Return what a mail of that time says of an event; `source` is its row."""
    starts, ends = (datetime.fromisoformat(event[name]).astimezone(UTC) for name in ("starts", "ends"))
    return Said(
        method=event["method"],
        sequence=event["sequence"],
        stamp=datetime.fromisoformat(event["stamp"]).astimezone(UTC) if event["stamp"] else None,
        at=at,
        source=source,
        starts=starts,
        ends=max(ends, starts + _SHORTEST),
        summary=event["summary"],
        place=event["place"],
        answer=next((each["status"] for each in event["attendees"]), ""),
    )


def _doubt(line: Line, event: dict[str, Any], answered: Told) -> str | None:
    """Return why an event is to be asked about, "" where it is sure; None where it is not for them to say."""
    theirs = answered.own if line.row.direction == "in" else answered.owners
    if event["method"] == "REPLY":
        replied = [each["address"] for each in event["attendees"]]
        return "" if line.verified and len(replied) == 1 and replied[0] in theirs else None
    if event["method"] not in {"REQUEST", "CANCEL"}:
        return None
    if line.row.direction == "out" and event["organizer"] not in theirs:
        return None
    people = {event["organizer"], *(each["address"] for each in event["attendees"])} - answered.owners
    invited = len(event["attendees"])
    contacts = {answered.contact_of(one) for one in people} - {""}
    doubts = {
        _(UNPROVEN): not line.verified,
        _("Somebody else organizes it."): event["organizer"] not in theirs,
        _("Several of your people are invited."): len(contacts) > 1,
        ngettext("%(num)s person is invited.", "%(num)s people are invited.", invited): invited > CROWD,
        _("It has no time of day."): event["all_day"],
        _("It repeats."): event["repeats"],
    }
    return next((doubt for doubt, holds in doubts.items() if holds), "")


def questions(contact: Contact, found: Iterable[Entry], answered: Told) -> Iterator[TriageItem]:
    """Yield an item for the latest version of each event that cannot be taken without asking."""
    found = list(found)
    for uid in sorted({entry.uid for entry in found if entry.doubt}):
        meeting = settle(entry.said for entry in found if entry.uid == uid and not entry.doubt)
        unsure = [entry for entry in found if entry.uid == uid and entry.doubt]
        latest = max(unsure, key=lambda one: (*one.said.version, one.said.method != "CANCEL", one.said.source))
        news = meeting is None or latest.said.version > meeting.latest.version
        if latest.said.method == "CANCEL":
            news = meeting is not None and not meeting.called_off and latest.said.version >= meeting.latest.version
        if news and (TriageKind.INVITATION, latest.line.row.id, uid) not in answered.answers:
            yield item(contact, TriageKind.INVITATION, latest.line, latest.doubt, subject=uid)


def mend(session: Session, contact: Contact, rows: Rows, found: Iterable[Entry]) -> list[str]:
    """Bring the interviews of a contact in line with the invitations that hold; return what changed."""
    found = list(found)
    sure = {entry.uid for entry in found if not entry.doubt}
    query = select(Interview).where(Interview.contact_id == contact.id, Interview.calendar_uid != "")
    stored = {row.calendar_uid: row for row in session.scalars(query)}
    changed = []
    for uid in sorted(sure | stored.keys()):
        meeting = settle(entry.said for entry in found if entry.uid == uid and not entry.doubt)
        row = stored.get(uid)
        if row is not None and row.state is InterviewState.HELD:
            continue  # it took place: no mail changes that
        if row is not None and _unwanted(row, meeting):
            continue
        if meeting is not None:
            row = row or _planned_by_hand(rows, meeting) or _new(session, contact, rows)
            changed += _follow(row, uid, meeting, contact)
        elif row is not None and row.deleted_at is None:
            _let_go(session, row, rows)
            changed.append(f"interview no longer holds: {row.purpose}")
    rows.interviews = [row for row in rows.interviews if row.deleted_at is None]
    rows.interviews += [row for row in stored.values() if row.deleted_at is None and row not in rows.interviews]
    return changed


def _unwanted(row: Interview, meeting: Meeting | None) -> bool:
    """Whether the user deleted it, and no newer version of the invitation that was written since asks them again."""
    if row.deleted_at is None or row.message_row is None:
        return False
    if meeting is None or meeting.called_off or meeting.latest.at <= row.deleted_at:
        return True
    return (meeting.latest.sequence, meeting.latest.stamp) == (row.calendar_sequence, row.calendar_stamp)


def _planned_by_hand(rows: Rows, meeting: Meeting) -> Interview | None:
    starts = meeting.latest.starts
    same = [
        row
        for row in rows.interviews
        if not row.calendar_uid and row.state is InterviewState.PLANNED and abs(row.starts_at - starts) <= _SAME
    ]
    return min(same, key=lambda row: (abs(row.starts_at - starts), row.id), default=None)


def _new(session: Session, contact: Contact, rows: Rows) -> Interview:
    row = Interview(
        id=new_id(), user_id=contact.user_id, contact_id=contact.id, purpose="", place="", notes="",
        state=InterviewState.PLANNED, calendar_uid="", calendar_sequence=0, revision=0,
    )  # fmt: skip
    session.add(row)
    rows.interviews.append(row)
    return row


def _follow(row: Interview, uid: str, meeting: Meeting, contact: Contact) -> list[str]:
    """Let an interview be as the event is now; what the user wrote on it stays."""
    latest = meeting.latest
    values: dict[str, Any] = {"moved_from": meeting.moved_from, "deleted_at": None}
    stored = (row.calendar_uid, row.message_row, row.calendar_sequence, row.calendar_stamp)
    if stored != (uid, meeting.source, latest.sequence, latest.stamp):
        usual = _(_USUAL, name=contact.name)
        values |= {
            "calendar_uid": uid,
            "message_row": meeting.source,
            "calendar_sequence": latest.sequence,
            "calendar_stamp": latest.stamp,
            "starts_at": latest.starts,
            "ends_at": latest.ends,
            "state": InterviewState.CANCELLED if meeting.called_off else InterviewState.PLANNED,
        }
        if row.purpose in meeting.summaries | {"", usual}:
            values["purpose"] = latest.summary or usual
        if row.place in meeting.places | {""}:
            values["place"] = latest.place
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return [f"interview {row.purpose}: {', '.join(changed)} changed"] if changed else []


def _prepared(session: Session, row: Interview) -> bool:
    """Whether the user wrote something for an interview, or in it."""
    hanging = (select(model.id).where(model.interview_id == row.id).limit(1) for model in (AgendaItem, QuickNote))
    return bool(row.notes) or any(session.scalar(query) for query in hanging)


def _let_go(session: Session, row: Interview, rows: Rows) -> None:
    """Part an interview from an event that nobody vouches for any more; what the user wrote on it stays planned."""
    events = [one for line in rows.lines for one in line.details.get("invitations", ())]
    summaries = {one["summary"] for one in events if one["uid"] == row.calendar_uid}
    as_it_came = row.purpose in summaries or is_said(_USUAL, row.purpose)
    if as_it_came and not _prepared(session, row):
        row.deleted_at, row.message_row = utcnow(), None  # by no mail: what the user deletes keeps the one that it has
    else:
        row.calendar_uid, row.message_row, row.state = "", None, InterviewState.PLANNED
    row.moved_from = None

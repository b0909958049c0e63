"""The calendar file of an interview (RFC 5545): its time, its purpose and its agenda, and nothing private."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import Contact, Interview, InterviewState, utcnow
from webapp.services import agendas, interviews

STATUS = {
    InterviewState.PLANNED: "CONFIRMED",
    InterviewState.HELD: "CONFIRMED",
    InterviewState.CANCELLED: "CANCELLED",
}


def meeting(session: Session, user_id: str, interview_id: str, zone: tzinfo) -> bytes:
    """Return the file. A later one has the same UID and a SEQUENCE no smaller, so that a calendar follows it."""
    from icalendar import Calendar, Event  # costs 10 MB, and hardly any request asks for it

    interview = interviews.get(session, user_id, interview_id)
    contact = session.get_one(Contact, interview.contact_id)
    event = Event()
    event.add("uid", interview.calendar_uid or f"{interview.id}@interview.fiftycups")
    event.add("sequence", interview.calendar_sequence + interview.revision)
    event.add("dtstamp", utcnow())
    starts, ends = times(interview, zone)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", _("Interview with %(name)s", name=contact.name))
    event.add("status", STATUS[interview.state])
    event.add("description", _description(session, interview))
    if interview.place:
        event.add("location", interview.place)
    calendar = Calendar()
    calendar.add("prodid", "-//Fifty Cups//Fifty Cups//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def times(interview: Interview, zone: tzinfo) -> tuple[date, date]:
    """Return when an interview begins and ends, as `span`."""
    return span(interview.starts_at, interview.ends_at, zone)


def span(begins: datetime, ends: datetime, zone: tzinfo) -> tuple[date, date]:
    """Return two moments in UTC, which needs no zone's rules; as days where they are of whole days there."""
    first, last = (moment.astimezone(zone) for moment in (begins, ends))
    if _midnight(first) and _midnight(last) and last.date() > first.date():
        return first.date(), last.date()
    return begins, ends


def _midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute) == (0, 0)


def _description(session: Session, interview: Interview) -> str:
    questions = [f"- {row.text}" for row in agendas.of(session, interview)]
    return "\n".join([interview.purpose, *(["", _("Agenda:"), *questions] if questions else [])])

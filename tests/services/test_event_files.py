"""Files of people and events, as the services take them: nothing twice, nobody lost, the user left out."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, mail, on, received, sent
from tests.services.say import ALICE, ANA, BOB, event, inviting
from webapp.domain.people_columns import Column
from webapp.domain.people_list import Named
from webapp.models import AttendeeSource, Contact, Event, EventKind, Interview, User, utcnow
from webapp.services import attendees, event_files, events
from webapp.services.errors import NotFound, Refused
from webapp.services.event_files import Edition
from webapp.services.events import EventCard

pytestmark = SQLITE_ALONE
SOON = utcnow().replace(microsecond=0) + timedelta(days=5)
CARD = EventCard("Fair", EventKind.GENERAL, SOON, SOON + timedelta(hours=3), aim="Three names", aim_count=3)
ADA, ME = Named("Ada Ek", address="ada@acme.example"), Named("Alice", address=ALICE)


def calendar(*events: tuple[str, ...]) -> bytes:
    """A calendar file of such events."""
    rows = [
        row for number, lines in enumerate(events) for row in ("BEGIN:VEVENT", f"UID:{number}", *lines, "END:VEVENT")
    ]
    return "\r\n".join(["BEGIN:VCALENDAR", *rows, "END:VCALENDAR", ""]).encode()


def read(session: Session, user_id: str, *lines: str) -> event_files.Proposed:
    return event_files.read(session, user_id, calendar(lines)).events[0]


def test_a_calendar_without_zone_or_end_is_read_in_the_user_s_zone(session: Session, alice: str) -> None:
    session.get_one(User, alice).timezone = "Europe/Berlin"
    one = read(session, alice, "DTSTART:20270710T190000", "SUMMARY:Fair", f"ATTENDEE:mailto:{ALICE}")
    assert one.starts_at == datetime(2027, 7, 10, 17, tzinfo=UTC)
    assert (one.ends_at - one.starts_at, one.people) == (timedelta(hours=2), ())


def test_a_zone_that_the_calendar_defines_counts(session: Session, alice: str) -> None:
    zone = "BEGIN:VTIMEZONE TZID:Ours BEGIN:STANDARD DTSTART:19700101T000000 TZOFFSETFROM:+0530 TZOFFSETTO:+0530"
    written = "\r\n".join([*zone.split(" "), "END:STANDARD", "END:VTIMEZONE"]).encode()
    file = calendar(("DTSTART;TZID=Ours:20270710T190000", "SUMMARY:Fair"))
    (one,) = event_files.read(session, alice, file.replace(b"BEGIN:VEVENT", written + b"\r\nBEGIN:VEVENT", 1)).events
    assert one.starts_at == datetime(2027, 7, 10, 13, 30, tzinfo=UTC)


def test_events_to_come_stand_before_past_ones_and_cancelled_ones_nowhere(session: Session, alice: str) -> None:
    days = [("20200101", ""), ("20290101", ""), ("20280101", ""), ("20271231", "STATUS:CANCELLED")]
    found = event_files.read(session, alice, calendar(*((f"DTSTART;VALUE=DATE:{day}", more) for day, more in days)))
    assert [one.starts_at.year for one in found.events] == [2028, 2029, 2020]


def test_a_meeting_that_repeats_is_offered_with_its_changed_days(session: Session, alice: str) -> None:
    series = ("DTSTART:20200106T190000Z", "RRULE:FREQ=WEEKLY", "SUMMARY:Club")
    changed = ("RECURRENCE-ID:20270104T190000Z", "DTSTART:20270105T190000Z", "SUMMARY:Club")
    found = event_files.read(session, alice, calendar(series, changed)).events
    assert sorted((one.repeats, one.starts_at.year) for one in found) == [(False, 2027), (True, 2020)]


def test_the_user_is_not_on_their_own_list(session: Session, alice: str) -> None:
    event = events.add(session, alice, CARD)
    added = event_files.put_on(session, alice, event.id, [ME, ADA], AttendeeSource.CSV)
    assert [(one.name, one.source) for one in added.new] == [("Ada Ek", AttendeeSource.CSV)]


def test_the_same_event_again_is_brought_up_to_date_and_nobody_is_there_twice(session: Session, alice: str) -> None:
    for name in ("Fair", "Spring fair"):
        card = EventCard(name, EventKind.GENERAL, SOON, SOON + timedelta(hours=3))
        row, _ = event_files.make(session, alice, card, [ADA], AttendeeSource.CALENDAR, Edition("uid"))
        events.delete(session, alice, row.id) if name == "Fair" else None
    one = session.scalars(select(Event)).one()
    assert (one.name, one.deleted_at, len(attendees.of(session, one))) == ("Spring fair", None, 1)


def test_more_than_a_list_holds_is_refused_and_nothing_is_made(session: Session, alice: str) -> None:
    event = events.add(session, alice, CARD)
    many = [Named(f"Guest {chr(97 + one % 26)}{one}") for one in range(attendees.MOST)]
    event_files.put_on(session, alice, event.id, many, AttendeeSource.CSV)
    with pytest.raises(Refused, match="500 people"):
        event_files.put_on(session, alice, event.id, [ADA], AttendeeSource.CSV)


def test_an_interview_by_invitation_that_a_file_says_is_an_event_goes(session: Session, ana: Contact) -> None:
    ana.created_at = on(0)
    mail(session, ana, sent(1, 0))
    mail(session, ana, received(2, 1, refs=(1,), **inviting(event(stamp=1))))
    assert session.scalars(select(Interview)).one().deleted_at is None
    people = [Named("Ana", address=ANA), Named("Bob", address=BOB)]
    event_files.make(session, ana.user_id, CARD, people, AttendeeSource.CALENDAR, Edition("uid-1"))
    assert session.scalars(select(Interview)).one().deleted_at is not None


def test_what_a_form_carried_is_what_was_read(session: Session, alice: str) -> None:
    table = event_files.read(session, alice, "Name;Firma\nÅda „Ek“;A\\B\n".encode()).table
    assert table is not None
    assert event_files.unpacked(event_files.packed(table), True, ["name", "organisation"]) == table
    wider = event_files.unpacked('[["a","b","c"]]', False, ["name"])
    assert wider.columns == (Column.NAME, Column.NOTHING, Column.NOTHING)


def test_a_stranger_s_event_is_not_found(session: Session, alice: str, charlie: str) -> None:
    event = events.add(session, charlie, CARD)
    with pytest.raises(NotFound):
        event_files.put_on(session, alice, event.id, [ADA], AttendeeSource.CSV)
    event.calendar_uid = "uid"
    mine, _ = event_files.make(session, alice, CARD, [ADA], AttendeeSource.CALENDAR, Edition("uid"))
    assert (mine.user_id, attendees.of(session, event)) == (alice, [])

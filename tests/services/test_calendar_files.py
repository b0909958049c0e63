"""The calendar file of an interview, read again as a calendar reads it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event
from sqlalchemy.orm import Session

from tests.services.make import on
from webapp.domain.agenda import Part
from webapp.models import Contact, Interview, Organisation
from webapp.services import agendas, calendar_files, gives
from webapp.services.gives import InterviewCard

BERLIN = ZoneInfo("Europe/Berlin")
pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def plan(session: Session, contact: Contact, starts: datetime, minutes: int = 20) -> Interview:
    card = InterviewCard(
        "To learn; or not, \\ at all\nand more", starts, minutes, "Café Gold, Long Lane", "my own words"
    )
    return gives.plan_interview(session, contact.user_id, contact.id, card)


def event(session: Session, interview: Interview) -> Event:
    """The one event in the file."""
    content = calendar_files.meeting(session, interview.user_id, interview.id, BERLIN)
    calendar = Calendar.from_ical(content)
    assert (calendar["version"], calendar["method"], bool(calendar["prodid"])) == ("2.0", "PUBLISH", True)
    (found,) = calendar.events
    return found


def test_the_file_says_when_where_what_for_and_what_is_asked(session: Session, ana: Contact) -> None:
    interview = plan(session, ana, on(1))
    agendas.add(session, ana.user_id, interview.id, part=Part.ADVICE, text="And then; what, exactly?")
    found = event(session, interview)
    assert (found.start, found.end) == (on(1), on(1) + timedelta(minutes=20))
    assert (found["summary"], found["location"]) == ("Interview with Ana", "Café Gold, Long Lane")
    assert str(found["description"]).startswith(
        "To learn; or not, \\ at all and more\n\nAgenda:\n- And then; what, exactly?"
    )
    assert (found["status"], found["dtstamp"].dt.utcoffset()) == ("CONFIRMED", timedelta(0))


def test_nothing_private_is_in_it(session: Session, ana: Contact) -> None:
    interview = plan(session, ana, on(1))
    acme = Organisation(user_id=ana.user_id, name="Acme", research_notes="They are short of money")
    session.add(acme)
    session.flush()
    ana.organisation_id, ana.note, ana.common_ground = acme.id, "shy", "choir"
    content = calendar_files.meeting(session, ana.user_id, interview.id, BERLIN).decode()
    assert [word for word in ("money", "my own words", "shy", "choir", "people.example") if word in content] == []


@pytest.mark.parametrize(
    ("day", "offset"),
    [((2026, 3, 28), 1), ((2026, 3, 29), 2), ((2026, 10, 24), 2), ((2026, 10, 25), 1)],
)
def test_the_time_is_right_on_both_sides_of_a_change_of_the_clocks(
    session: Session, ana: Contact, day: tuple[int, int, int], offset: int
) -> None:
    starts = datetime(*day, 15, 0, tzinfo=BERLIN).astimezone(UTC)
    found = event(session, plan(session, ana, starts))
    assert found.start.utcoffset() == timedelta(0)
    assert (found.start.hour, found.start.astimezone(BERLIN).hour) == (15 - offset, 15)


def test_an_hour_in_the_night_in_which_the_clocks_go_back_is_one_hour(session: Session, ana: Contact) -> None:
    starts = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # half past two, the first time
    found = event(session, plan(session, ana, starts, 60))
    assert found.end - found.start == timedelta(hours=1)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 6, 1), date(2026, 10, 25)])
def test_a_whole_day_is_a_day_and_has_no_hour(session: Session, ana: Contact, day: date) -> None:
    midnight, next_one = (
        datetime(one.year, one.month, one.day, tzinfo=BERLIN).astimezone(UTC) for one in (day, day + timedelta(days=1))
    )
    found = event(session, plan(session, ana, midnight, int((next_one - midnight).total_seconds() // 60)))
    assert (found.start, found.end) == (day, day + timedelta(days=1))


def test_each_change_that_a_calendar_has_to_hear_of_raises_the_sequence(session: Session, ana: Contact) -> None:
    interview = plan(session, ana, on(1))
    first = event(session, interview)
    gives.change_interview(session, ana.user_id, interview.id, InterviewCard(interview.purpose, on(2)))
    moved = event(session, interview)
    gives.change_interview(session, ana.user_id, interview.id, InterviewCard(interview.purpose, on(2)))
    same = event(session, interview)
    gives.cancel_interview(session, ana.user_id, interview.id)
    cancelled = event(session, interview)
    gives.plan_again(session, ana.user_id, interview.id)
    again = event(session, interview)
    assert first["uid"] == moved["uid"] == again["uid"]
    assert first["sequence"] < moved["sequence"] == same["sequence"] < cancelled["sequence"] < again["sequence"]
    assert (cancelled["status"], again["status"]) == ("CANCELLED", "CONFIRMED")


def test_what_came_by_an_invitation_keeps_its_name(session: Session, ana: Contact) -> None:
    interview = plan(session, ana, on(1))
    interview.calendar_uid, interview.calendar_sequence = "event@their.example", 4
    found = event(session, interview)
    assert found["uid"] == "event@their.example"
    assert found["sequence"] >= 4

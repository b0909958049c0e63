"""The calendar feed: whose it is, what is in it, and that it is read again as calendars read it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from icalendar import Event as CalendarEvent
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, on, person
from webapp.domain.duties import follow_up_day
from webapp.models import AskKind, CalendarFeed, Contact, EventKind, InterviewState, utcnow
from webapp.services import asks, events, feed_file, feeds, gives, interviews
from webapp.services.asks import AskCard
from webapp.services.events import EventCard
from webapp.services.gives import InterviewCard

BERLIN = ZoneInfo("Europe/Berlin")
NOW = on(1)
pytestmark = SQLITE_ALONE


def shown(session: Session, user_id: str, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> list[CalendarEvent]:
    """What a calendar program makes of the feed."""
    calendar = Calendar.from_ical(feed_file.written(feeds.entries(session, user_id, now, zone), now))
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    return list(calendar.events)


def plan(session: Session, ana: Contact, starts: datetime, **more: str) -> str:
    card = InterviewCard("To learn; or, not", starts, 30, more.get("place", "Café Gold"), "my own notes")
    return gives.plan_interview(session, ana.user_id, ana.id, card).id


def meetup(session: Session, user_id: str, starts: datetime, hours: int = 2) -> str:
    times = (starts, starts + timedelta(hours=hours))
    card = EventCard("PyData", EventKind.GENERAL, *times, place="Leeds", aim="three who agree", notes="be brave")
    return events.add(session, user_id, card).id


def test_an_interview_says_with_whom_what_for_when_and_where(session: Session, ana: Contact) -> None:
    key = plan(session, ana, on(3))
    (found,) = shown(session, ana.user_id)
    assert (found["uid"], found["summary"]) == (f"{key}@interview.fiftycups", "Interview with Ana")
    assert (found["description"], found["location"]) == ("To learn; or, not", "Café Gold")
    assert (found.start, found.end, found["status"]) == (on(3), on(3) + timedelta(minutes=30), "CONFIRMED")
    assert found["dtstamp"].dt == NOW


def test_a_changed_interview_keeps_its_uid_and_gets_a_greater_sequence(session: Session, ana: Contact) -> None:
    key = plan(session, ana, on(3))
    (before,) = shown(session, ana.user_id)
    gives.change_interview(session, ana.user_id, key, InterviewCard("To learn", on(4), 30, "Leeds"))
    gives.cancel_interview(session, ana.user_id, key)
    (after,) = shown(session, ana.user_id)
    assert (after["uid"], after["status"], after.start) == (before["uid"], "CANCELLED", on(4))
    assert after["sequence"] > before["sequence"]


def test_an_interview_that_is_deleted_is_not_there_until_it_is_brought_back(session: Session, ana: Contact) -> None:
    key = plan(session, ana, on(3))
    interviews.delete(session, ana.user_id, key)
    assert shown(session, ana.user_id) == []
    interviews.restore(session, ana.user_id, key)
    assert len(shown(session, ana.user_id)) == 1


def test_an_event_is_there_without_its_aim_and_its_notes(session: Session, alice: str) -> None:
    key = meetup(session, alice, on(5))
    (found,) = shown(session, alice)
    assert (found["uid"], found["summary"], found["location"]) == (f"{key}@event.fiftycups", "PyData", "Leeds")
    assert (found.start, found.end, found.get("description")) == (on(5), on(5) + timedelta(hours=2), None)
    whole = feed_file.written(feeds.entries(session, alice, NOW, BERLIN), NOW).decode()
    assert [word for word in ("three who agree", "be brave") if word in whole] == []


def test_a_follow_up_is_a_whole_day_that_takes_up_no_time_until_it_is_done(session: Session, ana: Contact) -> None:
    row = gives.follow_up(session, ana.user_id, ana.id, due_on=on(9).date(), text="Ask about Leeds")
    (found,) = shown(session, ana.user_id)
    assert (found.start, found.end) == (on(9).date(), on(10).date())
    assert (found["summary"], found["description"]) == ("Follow up with Ana", "Ask about Leeds")
    assert found["transp"] == "TRANSPARENT"
    gives.followed_up(session, ana.user_id, row.id)
    assert shown(session, ana.user_id) == []


def test_a_follow_up_that_is_put_off_is_another_entry_on_another_day(session: Session, ana: Contact) -> None:
    row = gives.follow_up(session, ana.user_id, ana.id, due_on=on(9).date(), text="Ask about Leeds")
    (before,) = shown(session, ana.user_id)
    row.due_on = on(12).date()
    session.flush()
    (after,) = shown(session, ana.user_id)
    assert after.start == on(12).date()
    assert before["uid"] != after["uid"]


def test_the_day_on_which_the_user_said_to_call_is_there_and_another_day_is_another_entry(
    session: Session, ana: Contact
) -> None:
    def ask_for(day: float) -> AskCard:
        return AskCard(AskKind.ADVICE, "How?", made_at=on(0), follow_up_on=on(day).date())

    ask = asks.make(session, ana.user_id, ana.id, ask_for(6))
    (first,) = shown(session, ana.user_id)
    assert (first["summary"], first.start) == ("Come back to Ana", on(6).date())
    asks.change(session, ana.user_id, ask.id, ask_for(8))
    (second,) = shown(session, ana.user_id)
    assert second.start == on(8).date()
    assert first["uid"] != second["uid"]


def test_the_day_of_the_clock_is_there_until_they_decline(session: Session, ana: Contact) -> None:
    ask = asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=on(0)))
    (found,) = shown(session, ana.user_id)
    assert (found["summary"], found.start) == ("Come back to Ana", follow_up_day(on(0).date(), 3))
    asks.decline(session, ana.user_id, ask.id)
    assert shown(session, ana.user_id) == []


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [((2026, 3, 28), 17), ((2026, 3, 29), 16), ((2026, 10, 24), 16), ((2026, 10, 25), 17)],
)  # fmt: skip
def test_six_in_the_evening_stays_six_in_the_evening_over_a_change_of_the_clocks(
    session: Session, alice: str, day: tuple[int, int, int], utc_hour: int
) -> None:
    starts = datetime(*day, 18, tzinfo=BERLIN)
    meetup(session, alice, starts.astimezone(UTC))
    (found,) = shown(session, alice, starts.astimezone(UTC) - timedelta(days=2))
    assert found.start == datetime(*day, utc_hour, tzinfo=UTC)
    assert found.start.astimezone(BERLIN).hour == 18


def test_an_event_of_whole_days_is_of_whole_days_on_the_day_that_has_25_hours_too(session: Session, alice: str) -> None:
    starts = datetime(2026, 10, 24, tzinfo=BERLIN).astimezone(UTC)
    meetup(session, alice, starts, hours=49)
    (found,) = shown(session, alice, starts - timedelta(days=2))
    assert (found.start, found.end) == (date(2026, 10, 24), date(2026, 10, 26))


def test_only_the_last_thirty_days_and_the_year_to_come_are_shown(session: Session, ana: Contact) -> None:
    for days in (-32, -29, 360, 367):
        meetup(session, ana.user_id, NOW + timedelta(days=days))
        gives.follow_up(session, ana.user_id, ana.id, due_on=(NOW + timedelta(days=days)).date(), text="x")
    assert sorted({(one.start.year, one.start.month) for one in shown(session, ana.user_id)}) == [(2026, 2), (2027, 2)]
    assert len(shown(session, ana.user_id)) == 4


def test_what_was_deleted_and_what_is_anothers_is_not_shown(session: Session, ana: Contact, charlie: str) -> None:
    events.delete(session, ana.user_id, meetup(session, ana.user_id, on(3)))
    plan(session, person(session, charlie, "Cleo"), on(3))
    meetup(session, charlie, on(4))
    plan(session, ana, on(5))
    ana.deleted_at = utcnow()
    assert shown(session, ana.user_id) == []


def test_the_tag_follows_what_is_shown_and_not_the_hour(session: Session, ana: Contact) -> None:
    plan(session, ana, on(3))
    before = feed_file.tag(feeds.entries(session, ana.user_id, NOW, BERLIN))
    assert feed_file.tag(feeds.entries(session, ana.user_id, NOW + timedelta(hours=3), BERLIN)) == before
    meetup(session, ana.user_id, on(4))
    assert feed_file.tag(feeds.entries(session, ana.user_id, NOW, BERLIN)) != before


def test_the_token_opens_the_feed_and_only_its_hash_is_kept(session: Session, alice: str) -> None:
    row, token = feeds.make(session, alice)
    assert feeds.of_token(session, token) is row
    assert len(token) >= 43
    assert token not in repr(session.execute(select(*CalendarFeed.__table__.c)).all())


def test_another_address_ends_the_one_before_and_revoking_ends_all(session: Session, alice: str) -> None:
    (_, old), (row, new) = feeds.make(session, alice), feeds.make(session, alice)
    assert feeds.of_token(session, old) is None
    assert feeds.revoke(session, alice) == row.id
    assert feeds.of_token(session, new) is None
    assert feeds.revoke(session, alice) == ""
    feeds.restore(session, alice, row.id)
    assert (feeds.of_token(session, new), feeds.of_token(session, old)) == (row, None)


def test_an_interview_that_was_held_stays_confirmed(session: Session, ana: Contact) -> None:
    key = plan(session, ana, on(0.5))
    assert gives.took_place(session, ana.user_id, key).state is InterviewState.HELD
    assert [one["status"] for one in shown(session, ana.user_id)] == ["CONFIRMED"]

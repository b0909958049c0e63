"""Digests: due once, by the user's own clock, and never for a day that is over; what they say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, exchange, on, person
from webapp.models import (
    Contact,
    Digest,
    DigestKind,
    DigestPlan,
    EventKind,
    Mailbox,
    MailboxState,
    User,
    utcnow,
)
from webapp.services import digest_text, digests, events, gives
from webapp.services.digests import Due, Wishes
from webapp.services.errors import NotFound, Refused
from webapp.services.events import EventCard
from webapp.services.gives import InterviewCard

BERLIN = ZoneInfo("Europe/Berlin")
DAILY, EVE = Wishes(daily=True), Wishes(eve=True)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
pytestmark = SQLITE_ALONE


@pytest.fixture
def box(session: Session, alice: str) -> Mailbox:
    """Alice's mailbox, which is read; she lives in Berlin."""
    session.get_one(User, alice).timezone = "Europe/Berlin"
    return mailbox(session, alice)


def mailbox(session: Session, user_id: str) -> Mailbox:
    row = Mailbox(
        user_id=user_id, address=f"{user_id}@home.test", host="imap.home.test", username="alice",
        state=MailboxState.UP_TO_DATE,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def wish(session: Session, box: Mailbox, wishes: Wishes, since: datetime = LONG_AGO) -> DigestPlan:
    with time_machine.travel(since, tick=False):
        return digests.change(session, box.user_id, box.id, wishes)


def there(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """That time in Berlin."""
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def due(session: Session, box: Mailbox, now: datetime) -> list[Due]:
    return digests.due(session, [box.id], now).get(box.id, [])


def meetup(session: Session, user_id: str, starts: datetime, name: str = "PyData") -> str:
    card = EventCard(name, EventKind.GENERAL, starts, starts + timedelta(hours=2), place="Leeds", host="Kim")
    with time_machine.travel(LONG_AGO, tick=False):
        return events.add(session, user_id, card).id


@pytest.mark.parametrize(("hour", "minute", "is_due"), [(6, 59, False), (7, 0, True), (23, 59, True)])
def test_the_digest_is_due_once_its_hour_has_come_where_the_user_is(
    session: Session, box: Mailbox, hour: int, minute: int, is_due: bool
) -> None:
    wish(session, box, DAILY)
    found = due(session, box, there(3, hour, minute))
    assert [one.about for one in found] == ["2026-03-03"] * is_due


def test_a_day_on_which_nobody_delivered_is_over_at_midnight(session: Session, box: Mailbox) -> None:
    wish(session, box, replace(DAILY, daily_hour=9))
    assert due(session, box, there(3, 23)) != []
    assert due(session, box, there(4, 0)) == []
    assert [one.about for one in due(session, box, there(6, 9))] == ["2026-03-06"]


@pytest.mark.parametrize(
    ("day", "month", "first"), [(29, 3, (3, 0)), (25, 10, (2, 0))], ids=["clocks go forward", "clocks go back"]
)
def test_on_the_days_of_the_clock_change_it_is_due_once(
    session: Session, box: Mailbox, day: int, month: int, first: tuple[int, int]
) -> None:
    wish(session, box, replace(DAILY, daily_hour=2))
    begins = there(day, *first, month=month)
    assert due(session, box, begins - timedelta(minutes=1)) == []
    (one,) = due(session, box, begins)
    digests.delivered(session, one, digests.IMAP)
    session.scalars(select(Digest)).one().created_at = begins
    session.flush()
    assert [found for half in range(44) for found in due(session, box, begins + timedelta(minutes=30 * half))] == []


def test_what_was_delivered_is_due_no_more(session: Session, box: Mailbox) -> None:
    wish(session, box, DAILY)
    with time_machine.travel(there(3, 8), tick=False):
        (one,) = due(session, box, utcnow())
        digests.delivered(session, one, digests.IMAP)
        assert due(session, box, utcnow()) == []
    assert len(due(session, box, there(4, 8))) == 1


def test_what_failed_is_due_again_after_its_pause(session: Session, box: Mailbox) -> None:
    wish(session, box, DAILY)
    with time_machine.travel(there(3, 8), tick=False):
        (one,) = due(session, box, utcnow())
        digests.failed(session, one, "Full.", timedelta(hours=1))
    assert due(session, box, there(3, 8, 59)) == []
    assert due(session, box, there(3, 9)) == [one]
    with time_machine.travel(there(3, 9), tick=False):
        assert digests.latest(session, box.user_id).trouble == "Full."  # type: ignore[union-attr]  # else it fails here
    with time_machine.travel(there(4, 9), tick=False):
        assert digests.latest(session, box.user_id) is None


def test_who_switches_it_on_in_the_afternoon_gets_the_first_one_next_morning(session: Session, box: Mailbox) -> None:
    wish(session, box, DAILY, since=there(3, 15))
    assert due(session, box, there(3, 15, 1)) == []
    assert len(due(session, box, there(4, 7))) == 1


def test_to_save_without_a_change_takes_no_digest_away(session: Session, box: Mailbox) -> None:
    wish(session, box, DAILY)
    wish(session, box, DAILY, since=there(3, 15))
    assert len(due(session, box, there(3, 16))) == 1


@pytest.mark.parametrize("state", [MailboxState.PAUSED, MailboxState.NEEDS_YOU, MailboxState.WAITING])
def test_a_mailbox_that_is_not_read_gets_none(session: Session, box: Mailbox, state: MailboxState) -> None:
    wish(session, box, DAILY)
    digests.ask_now(session, box.user_id)
    box.state = state
    session.flush()
    assert due(session, box, there(3, 8)) == []


def test_what_is_switched_off_is_not_due(session: Session, box: Mailbox) -> None:
    wish(session, box, Wishes())
    meetup(session, box.user_id, there(4, 18))
    assert due(session, box, there(3, 20)) == []


def test_another_users_mailbox_is_never_written_into(session: Session, box: Mailbox, charlie: str) -> None:
    with pytest.raises(NotFound):
        digests.change(session, charlie, box.id, DAILY)
    session.add(DigestPlan(user_id=charlie, mailbox_id=box.id, daily=True, changed_at=LONG_AGO))
    session.flush()
    assert due(session, box, there(3, 20)) == []


def test_the_brief_is_due_on_the_evening_before_and_at_no_other_time(session: Session, box: Mailbox) -> None:
    wish(session, box, EVE)
    key = meetup(session, box.user_id, there(4, 0, 30))
    assert due(session, box, there(3, 17, 59)) == []
    (one,) = due(session, box, there(3, 18))
    assert (one.kind, one.event_id) == (DigestKind.EVE, key)
    assert due(session, box, there(3, 23, 59)) == [one]
    assert due(session, box, there(4, 0, 1)) == []


def test_an_event_that_was_added_late_in_the_evening_has_its_brief_at_once(session: Session, box: Mailbox) -> None:
    wish(session, box, EVE, since=there(3, 21))
    meetup(session, box.user_id, there(4, 18))
    assert len(due(session, box, there(3, 22))) == 1


def test_an_event_that_was_moved_gets_a_brief_for_its_new_day(session: Session, box: Mailbox) -> None:
    wish(session, box, EVE)
    key = meetup(session, box.user_id, there(4, 18))
    with time_machine.travel(there(3, 19), tick=False):
        (one,) = due(session, box, utcnow())
        digests.delivered(session, one, digests.IMAP)
    row = events.get(session, box.user_id, key)
    row.starts_at, row.ends_at = there(6, 18), there(6, 20)
    session.flush()
    (other,) = due(session, box, there(5, 18))
    assert other.message_id != one.message_id
    events.delete(session, box.user_id, key)
    assert due(session, box, there(5, 18)) == []


def test_a_message_id_follows_from_whose_it_is_what_kind_and_what_about(alice: str, charlie: str) -> None:
    day = on(0).date()
    several = [
        Due(user_id, kind, about, day)
        for user_id in (alice, charlie)
        for kind in (DigestKind.DAILY, DigestKind.NOW)
        for about in ("a", "b")
    ]
    assert len({one.message_id for one in several}) == 8
    assert Due(alice, DigestKind.DAILY, "a", day).message_id == several[0].message_id


def test_one_that_was_asked_for_is_due_at_once_and_once(session: Session, box: Mailbox) -> None:
    with pytest.raises(Refused):
        digests.ask_now(session, box.user_id)
    wish(session, box, Wishes())
    now = there(3, 3)
    with time_machine.travel(now, tick=False):
        first = digests.ask_now(session, box.user_id)
        assert digests.ask_now(session, box.user_id) is first
        (one,) = due(session, box, now)
        assert one.message_id == first.message_id
        digests.failed(session, one, "Full.", timedelta(hours=1))
        assert due(session, box, now) == []
        digests.ask_now(session, box.user_id)
        assert due(session, box, now) == [one]
    assert due(session, box, now + timedelta(days=1, seconds=1)) == []


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_hour_that_no_day_has_is_refused(session: Session, box: Mailbox, hour: int) -> None:
    with pytest.raises(Refused):
        digests.change(session, box.user_id, box.id, replace(DAILY, daily_hour=hour))


def said(session: Session, user_id: str, now: datetime, kind: DigestKind = DigestKind.DAILY, **more: str) -> str:
    one = Due(user_id, kind, "x", now.astimezone(BERLIN).date(), **more)
    with time_machine.travel(now, tick=False):
        found = digest_text.words(session, one, now, BERLIN, "https://cups.test")
    return f"{found.subject}\n{found.text}"


def test_the_digest_says_what_is_owed_what_is_due_and_where_one_has_to_be(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    now = there(5, 7)
    with time_machine.travel(now - timedelta(days=3), tick=False):
        gives.plan_interview(session, ana.user_id, ana.id, InterviewCard("To learn", there(5, 10), 30, "Café Gold"))
        gives.follow_up(session, ana.user_id, ana.id, due_on=now.date(), text="Ask about Leeds")
        bo = person(session, ana.user_id, "Bo")
        talk = gives.plan_interview(session, ana.user_id, bo.id, InterviewCard("To ask", there(2, 9), 30))
        gives.took_place(session, ana.user_id, talk.id)
    text = said(session, ana.user_id, now)
    assert text.startswith("Your day: Thursday 5 March\n")
    assert "On your calendar\n- 10:00 Interview with Ana · Café Gold" in text
    assert "You owe thanks\n- Bo: " in text
    assert "Follow-ups due\n- Ana: Ask about Leeds · today" in text
    assert "https://cups.test/account#digest" in text


def test_a_long_section_is_cut_and_says_how_much_more_there_is(session: Session, ana: Contact) -> None:
    for number in range(12):
        gives.follow_up(session, ana.user_id, ana.id, due_on=on(0).date(), text=f"Thing {number}")
    assert "- and 4 more" in said(session, ana.user_id, there(5, 7))


def test_a_day_without_anything_is_quiet(session: Session, alice: str) -> None:
    one = Due(alice, DigestKind.DAILY, "x", on(0).date())
    found = digest_text.words(session, one, on(0), BERLIN, "https://cups.test")
    assert (found.quiet, found.subject) == (True, "Monday 2 March: nothing is waiting")


def test_no_line_of_a_digest_can_be_broken_by_a_name(session: Session, alice: str) -> None:
    bo = person(session, alice, "Bo")
    gives.follow_up(session, alice, bo.id, due_on=on(0).date(), text="a")
    bo.name = "Bo\r\nYou owe thanks\r\n- nobody"
    assert "\nYou owe thanks" not in said(session, alice, there(5, 7))


def test_the_eve_brings_the_brief_and_the_way_to_it(session: Session, alice: str) -> None:
    key = meetup(session, alice, there(4, 18))
    text = said(session, alice, there(3, 18), DigestKind.EVE, event_id=key)
    assert text.startswith("Tomorrow: PyData\n")
    assert "Leeds" in text
    assert f"https://cups.test/events/{key}/brief" in text

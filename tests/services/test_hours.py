"""Time is noted by the day, split by the week, proposed once, and remembered when it was refused."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.services.make import mail as arrives
from tests.services.make import person, sent
from webapp.models import Contact, Interview, Letter, LetterKind, Through, TimeEntry, User, utcnow
from webapp.services import gives, hours, hours_proposed, interactions, merges
from webapp.services.errors import NotFound, Refused
from webapp.services.gives import InterviewCard
from webapp.services.hours import Split

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = utcnow().astimezone(BERLIN).date()


def note(session: Session, user_id: str, minutes: int, through: Through, day: date) -> TimeEntry:
    """An entry without words."""
    return hours.add(session, user_id, minutes, through, day)


def held(session: Session, contact: Contact, starts_at: datetime, minutes: int = 20) -> Interview:
    """An interview that took place."""
    card = InterviewCard("To learn", starts_at, minutes=minutes, held=True)
    return gives.plan_interview(session, contact.user_id, contact.id, card)


def proposed(session: Session, user_id: str) -> list[tuple[str, int]]:
    """What is proposed today, as (words, minutes)."""
    return [(one.what, one.minutes) for one in hours_proposed.proposals(session, user_id, TODAY, BERLIN)]


def test_a_week_goes_from_monday_to_sunday_and_is_split_by_where_its_time_went(session: Session, alice: str) -> None:
    note(session, alice, 600, Through.PEOPLE, date(2026, 3, 1))  # the Sunday before
    note(session, alice, 90, Through.PEOPLE, date(2026, 3, 2))
    note(session, alice, 90, Through.PEOPLE, date(2026, 3, 8))
    note(session, alice, 120, Through.ADVERTS, date(2026, 3, 5))
    note(session, alice, 600, Through.ADVERTS, date(2026, 3, 9))  # the Monday after
    split = hours.week(session, alice, date(2026, 3, 4))
    assert (split.people, split.adverts, split.share) == (180, 120, 60)
    assert [entry.day.day for entry, _ in hours.entries(session, alice, date(2026, 3, 4))] == [8, 5, 2]


def test_a_week_without_entries_has_no_share(session: Session, alice: str) -> None:
    assert hours.week(session, alice, TODAY) == Split(0, 0)
    assert Split(0, 0).share is None


@pytest.mark.parametrize(("people", "adverts", "share"), [(1, 7, 13), (1, 2, 33), (2, 1, 67), (0, 5, 0), (5, 0, 100)])
def test_a_share_is_rounded_to_the_nearest_percent(people: int, adverts: int, share: int) -> None:
    assert Split(people, adverts).share == share


@pytest.mark.parametrize("minutes", [0, -5, 1441, 10**9])
def test_no_entry_is_shorter_than_a_minute_or_longer_than_a_day(session: Session, alice: str, minutes: int) -> None:
    with pytest.raises(Refused) as refused:
        note(session, alice, minutes, Through.PEOPLE, TODAY)
    assert refused.value.field == "minutes"


@pytest.mark.parametrize("day", [date(1949, 12, 31), date.min, date.max, TODAY + timedelta(days=3)])
def test_a_day_long_ago_or_still_to_come_is_refused(session: Session, alice: str, day: date) -> None:
    with pytest.raises(Refused) as refused:
        note(session, alice, 30, Through.PEOPLE, day)
    assert refused.value.field == "day"


def test_words_that_are_too_many_are_refused_and_none_are_lost(session: Session, alice: str) -> None:
    with pytest.raises(Refused) as refused:
        hours.add(session, alice, 30, Through.PEOPLE, TODAY, text="x" * 100_000)
    assert refused.value.field == "text"


def test_an_entry_that_was_taken_back_can_be_restored(session: Session, alice: str) -> None:
    entry = note(session, alice, 30, Through.PEOPLE, TODAY)
    hours.remove(session, alice, entry.id)
    assert hours.week(session, alice, TODAY).total == 0
    hours.restore(session, alice, entry.id)
    assert hours.week(session, alice, TODAY).total == 30


def test_an_aim_is_a_percentage(session: Session, alice: str) -> None:
    hours.aim(session, alice, 60)
    assert session.get_one(User, alice).people_share == 60
    with pytest.raises(Refused):
        hours.aim(session, alice, 101)


def test_an_interview_that_took_place_is_proposed_on_the_day_of_the_users_zone(session: Session, ana: Contact) -> None:
    late = datetime.combine(TODAY, datetime.min.time(), BERLIN) - timedelta(days=1, minutes=-5)
    held(session, ana, late, minutes=45)
    [found] = hours_proposed.proposals(session, ana.user_id, TODAY, BERLIN)
    assert (found.what, found.minutes, found.day) == ("with Ana", 45, TODAY - timedelta(days=1))


def test_the_timer_of_an_interview_says_how_long_it_took(session: Session, ana: Contact) -> None:
    row = held(session, ana, utcnow() - timedelta(hours=2))
    row.began_at, row.stopped_at = utcnow() - timedelta(minutes=50), utcnow() - timedelta(minutes=12, seconds=30)
    assert proposed(session, ana.user_id) == [("with Ana", 38)]


def test_a_call_that_was_logged_and_a_letter_that_was_sent_are_proposed(session: Session, ana: Contact) -> None:
    interactions.log_meeting(session, ana.user_id, ana.id, at=utcnow() - timedelta(hours=1), summary="Call")
    line = arrives(session, ana, sent(1, 0))
    line.at = utcnow() - timedelta(hours=1)
    for letter in ({"sent_line": line.id}, {"saved_at": utcnow()}, {"deleted_at": utcnow(), "saved_at": utcnow()}, {}):
        row = Letter(
            user_id=ana.user_id, contact_id=ana.id, kind=LetterKind.APPROACH, message_id=f"<{letter}>", **letter
        )
        session.add(row)
    session.flush()
    assert sorted(proposed(session, ana.user_id)) == [
        ("for a letter to Ana", 15), ("for a letter to Ana", 15), ("with Ana", 30),
    ]  # fmt: skip


def test_what_is_older_than_last_week_is_not_proposed_any_more(session: Session, ana: Contact) -> None:
    held(session, ana, utcnow() - timedelta(days=15))
    assert proposed(session, ana.user_id) == []


def test_what_is_accepted_becomes_an_entry_with_the_person_and_is_not_proposed_again(
    session: Session, ana: Contact
) -> None:
    source = f"interview:{held(session, ana, utcnow() - timedelta(hours=2)).id}"
    for _ in range(2):  # the second tap changes nothing
        entry = hours_proposed.accept(session, ana.user_id, source, TODAY, BERLIN)
        assert (entry.minutes, entry.through, entry.contact_id) == (20, Through.PEOPLE, ana.id)
    assert proposed(session, ana.user_id) == []
    assert session.scalars(select(TimeEntry.source)).all() == [source]


def test_two_taps_at_the_same_time_make_one_entry(
    sessions: sessionmaker[Session], alice: str, session: Session
) -> None:
    contact = person(session, alice, "Ben")
    source = f"interview:{held(session, contact, utcnow() - timedelta(hours=2)).id}"
    session.commit()
    with sessions() as other:
        [found] = hours_proposed.proposals(other, alice, TODAY, BERLIN)
        other.rollback()
        first = hours_proposed.accept(session, alice, source, TODAY, BERLIN)
        session.commit()
        second = hours_proposed._enter(other, alice, found, None)
        assert second is not None
        assert second.id == first.id
        other.rollback()


def test_a_no_is_remembered_until_it_is_taken_back(session: Session, ana: Contact) -> None:
    source = f"interview:{held(session, ana, utcnow() - timedelta(hours=2)).id}"
    entry = hours_proposed.refuse(session, ana.user_id, source, TODAY, BERLIN)
    assert proposed(session, ana.user_id) == []
    assert hours.week(session, ana.user_id, TODAY).total == 0
    hours_proposed.propose_again(session, ana.user_id, entry.id)
    assert len(proposed(session, ana.user_id)) == 1


def test_an_entry_that_nothing_proposed_cannot_be_proposed_again(session: Session, alice: str) -> None:
    entry = note(session, alice, 30, Through.PEOPLE, TODAY)
    with pytest.raises(NotFound):
        hours_proposed.propose_again(session, alice, entry.id)


@pytest.mark.parametrize("source", ["", "interview:nobody", "\x00"])
def test_what_was_never_proposed_cannot_be_accepted(session: Session, alice: str, source: str) -> None:
    note(session, alice, 30, Through.PEOPLE, TODAY)
    with pytest.raises(NotFound):
        hours_proposed.accept(session, alice, source, TODAY, BERLIN)


def test_a_person_is_found_by_name_or_address(session: Session, ana: Contact) -> None:
    assert hours.person_named(session, ana.user_id, " ana ") == ana.id
    assert hours.person_named(session, ana.user_id, "Ana@people.example") == ana.id
    assert hours.person_named(session, ana.user_id, "") == ""
    person(session, ana.user_id, "Ana", "ana2@people.example")
    for typed in ("Ana", "Nobody"):
        with pytest.raises(Refused) as refused:
            hours.person_named(session, ana.user_id, typed)
        assert refused.value.field == "person"


def test_entries_go_to_whoever_two_people_became_and_back(session: Session, ana: Contact) -> None:
    other = person(session, ana.user_id, "Anna")
    entry = hours.add(session, ana.user_id, 30, Through.PEOPLE, TODAY, contact_id=other.id)
    merge = merges.merge(session, ana.user_id, ana.id, other.id, {})
    assert entry.contact_id == ana.id
    merges.undo(session, ana.user_id, merge.id)
    assert entry.contact_id == other.id

"""An invitation that is imported from a file once more: its newest version decides who is on the list by it alone."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE
from tests.services.say import ALICE, ANA, BOB
from tests.services.test_events_by_mail import DORA, crowd, dropped, hand_over, listed, newer, only
from webapp.domain.people_list import Named
from webapp.models import AttendeeSource, Event, EventKind, utcnow
from webapp.services import attendees, event_files, events, guest_lists
from webapp.services.attendees import Added
from webapp.services.errors import Refused
from webapp.services.event_files import Proposed
from webapp.services.events import EventCard

pytestmark = SQLITE_ALONE
UID = "uid-1"  # as that of the invitations by mail
GUESTS = {ANA: "ACCEPTED", BOB: "NEEDS-ACTION"}


def invitation(guests: dict[str, str] | None = None, *more: str, sequence: int = 0, uid: str = UID) -> str:
    """One event of a calendar, to these guests with their answers."""
    invited = {ALICE: "ACCEPTED"} | (GUESTS if guests is None else guests)
    lines = (f'ATTENDEE;CN="{who.split("@")[0]}";PARTSTAT={answer}:mailto:{who}' for who, answer in invited.items())
    return "\n".join([
        "BEGIN:VEVENT", f"UID:{uid}", f"SEQUENCE:{sequence}", "DTSTART:20270310T180000Z", "SUMMARY:Dinner",
        "ORGANIZER;CN=Club:mailto:host@meet.example", *lines, *more, "END:VEVENT",
    ])  # fmt: skip


def proposed(session: Session, user_id: str, *events: str, method: str = "PUBLISH") -> tuple[Proposed, ...]:
    text = "\n".join(["BEGIN:VCALENDAR", f"METHOD:{method}", *events, "END:VCALENDAR", ""])
    return event_files.read(session, user_id, text.encode()).events


def take(session: Session, user_id: str, *written: str, into: Event | None = None) -> Added:
    """Import the first event of a file as a new event, or the same as before; or its people into an event."""
    one = proposed(session, user_id, *written)[0]
    if into is not None:
        return event_files.put_on(session, user_id, into.id, one.people, AttendeeSource.CALENDAR, one.edition)
    card = EventCard(one.name, EventKind.GENERAL, one.starts_at, one.ends_at)
    return event_files.make(session, user_id, card, one.people, AttendeeSource.CALENDAR, one.edition)[1]


def gone(session: Session) -> list[str]:
    return [row.address for row in dropped(session)]


@pytest.mark.parametrize("into", [False, True])
def test_who_declined_or_is_named_no_longer_goes_and_can_be_put_back(session: Session, alice: str, into: bool) -> None:
    take(session, alice, invitation({ANA: "ACCEPTED", BOB: "NEEDS-ACTION", DORA: "ACCEPTED"}))
    newest = invitation({ANA: "DECLINED", DORA: "ACCEPTED"}, sequence=1)
    added = take(session, alice, newest, into=only(session) if into else None)
    assert (listed(session), gone(session)) == (["dora"], [ANA, BOB])
    assert ([row.address for row in added.gone], added.new, added.known) == ([ANA, BOB], [], 1)
    at = added.gone[0].dropped_at
    assert at is not None
    assert len(guest_lists.put_back(session, only(session), at)) == 2
    assert (listed(session), gone(session)) == (["ana", "bob", "dora"], [])
    take(session, alice, newest)  # whom the user put back is theirs
    assert listed(session) == ["ana", "bob", "dora"]


def test_the_same_file_twice_changes_nothing(session: Session, alice: str) -> None:
    take(session, alice, invitation())
    again = take(session, alice, invitation())
    assert (listed(session), again.new, again.known, list(again.gone)) == (["ana", "bob"], [], 2, [])


def test_an_older_version_changes_nothing_and_says_so(session: Session, alice: str) -> None:
    take(session, alice, invitation({BOB: "ACCEPTED"}, sequence=2))
    before = (only(session).revision, only(session).file_taken_at, listed(session))
    for into in (None, only(session)):
        with pytest.raises(Refused, match="a newer version of this invitation already"):
            take(session, alice, invitation(sequence=1), into=into)
    assert (only(session).revision, only(session).file_taken_at, listed(session)) == before


def test_who_is_asked_again_comes_back_and_whom_the_user_took_off_stays_off(session: Session, alice: str) -> None:
    take(session, alice, invitation())
    take(session, alice, invitation({BOB: "ACCEPTED"}))
    attendees.remove(session, alice, attendees.of(session, only(session))[0].id)
    added = take(session, alice, invitation())
    assert (listed(session), [row.name for row in added.new], gone(session)) == (["ana"], ["ana"], [])


@pytest.mark.parametrize(
    "noted",
    [
        {"met_at": utcnow()}, {"common_ground": "Maps"}, {"note": "Ask"}, {"agreed": True}, {"decided_at": utcnow()},
        AttendeeSource.TYPED, AttendeeSource.CSV,
    ],
)  # fmt: skip
def test_who_is_more_than_a_name_of_the_invitation_stays(session: Session, alice: str, noted: Any) -> None:
    take(session, alice, invitation())
    ana = attendees.of(session, only(session))[0]
    if isinstance(noted, AttendeeSource):
        event_files.put_on(session, alice, ana.event_id, [Named("ana")], noted)
    else:
        for name, value in noted.items():
            setattr(ana, name, value)
    take(session, alice, invitation({BOB: "ACCEPTED"}, sequence=1))
    assert (listed(session), gone(session)) == (["ana", "bob"], [])


def test_whom_another_invitation_named_stays(session: Session, alice: str) -> None:
    take(session, alice, invitation())
    take(session, alice, invitation({DORA: "ACCEPTED"}, uid="another"), into=only(session))
    take(session, alice, invitation({BOB: "ACCEPTED"}, sequence=1))
    assert (listed(session), gone(session)) == (["bob", "dora"], [ANA])


def test_a_version_that_hides_its_guests_takes_nobody_off(session: Session, alice: str) -> None:
    take(session, alice, invitation())
    take(session, alice, invitation({}, sequence=1))
    assert listed(session) == ["ana", "bob"]


def test_without_a_uid_it_is_a_list_and_takes_nobody_off(session: Session, alice: str) -> None:
    take(session, alice, invitation())
    with pytest.raises(Refused, match="it has no UID"):
        take(session, alice, invitation({BOB: "ACCEPTED"}, uid=""))
    added = event_files.put_on(session, alice, only(session).id, [Named("Dora")], AttendeeSource.CALENDAR)
    assert (added.new[0].source, listed(session)) == (AttendeeSource.CSV, ["ana", "bob", "Dora"])


def test_the_uid_of_another_user_s_event_reaches_nothing_of_theirs(session: Session, alice: str, charlie: str) -> None:
    take(session, charlie, invitation(sequence=5))
    theirs = only(session)
    take(session, alice, invitation({DORA: "ACCEPTED"}))
    mine = session.scalars(select(Event).where(Event.user_id == alice)).one()
    assert [row.name for row in attendees.of(session, theirs)] == ["alice", "ana", "bob"]
    assert [row.name for row in attendees.of(session, mine)] == ["dora"]


@pytest.mark.parametrize("method", ["CANCEL", "PUBLISH"])
def test_what_calls_the_event_off_changes_nothing_and_says_what_to_do(
    session: Session, alice: str, method: str
) -> None:
    take(session, alice, invitation())
    off = invitation({}, *(["STATUS:CANCELLED"] if method == "PUBLISH" else []), sequence=1)
    with pytest.raises(Refused, match="This calls an event off"):
        proposed(session, alice, invitation(), off, method=method)
    assert (only(session).deleted_at, listed(session)) == (None, ["ana", "bob"])


def test_of_two_events_in_a_file_only_the_chosen_one_changes(session: Session, alice: str) -> None:
    take(session, alice, invitation())
    take(session, alice, invitation(uid="lunch"))
    lunch = session.scalars(select(Event).where(Event.calendar_uid == "lunch")).one()
    fewer = {BOB: "ACCEPTED"}
    take(session, alice, invitation(fewer, sequence=1, uid="lunch"), invitation(fewer, sequence=1))
    dinner = session.scalars(select(Event).where(Event.calendar_uid == UID)).one()
    assert [row.name for row in attendees.of(session, lunch)] == ["bob"]
    assert [row.name for row in attendees.of(session, dinner)] == ["ana", "bob"]


def test_of_two_versions_in_a_file_the_newest_counts_wherever_it_stands(session: Session, alice: str) -> None:
    newest, oldest = invitation({BOB: "ACCEPTED"}, sequence=3), invitation(sequence=1)
    for file in ((newest, oldest), (oldest, newest)):
        assert [one.edition.sequence for one in proposed(session, alice, *file)] == [3]


def test_a_mail_and_a_file_are_versions_of_one_invitation(session: Session, alice: str) -> None:
    hand_over(session, alice, newer(1, (ANA, "ACCEPTED"), (BOB, "ACCEPTED"), (DORA, "ACCEPTED")))
    with pytest.raises(Refused, match="a newer version"):
        take(session, alice, invitation(sequence=0))
    take(session, alice, invitation({ANA: "ACCEPTED", BOB: "DECLINED"}, sequence=2))
    assert gone(session) == [BOB, DORA]
    hand_over(session, alice, newer(1, (ANA, "ACCEPTED"), (BOB, "ACCEPTED"), (DORA, "ACCEPTED")))
    assert gone(session) == [BOB, DORA]
    hand_over(session, alice, newer(3, (DORA, "ACCEPTED")))
    assert (gone(session), only(session).deleted_at) == ([ANA, BOB], None)


def test_a_cancellation_by_mail_counts_where_it_is_newer_than_the_file(session: Session, alice: str) -> None:
    take(session, alice, invitation(sequence=2))
    hand_over(session, alice, crowd(1, 1, method="CANCEL", sequence=1))
    assert only(session).deleted_at is None
    hand_over(session, alice, crowd(2, 2, method="CANCEL", sequence=3))
    assert only(session).deleted_at is not None
    with pytest.raises(Refused, match="a newer version"):
        take(session, alice, invitation(sequence=1))
    take(session, alice, invitation(sequence=4))
    assert (only(session).deleted_at, listed(session)) == (None, ["ana", "bob"])


def test_whom_a_file_would_take_off_is_known_before_it_is_taken(session: Session, alice: str) -> None:
    take(session, alice, invitation())
    one = proposed(session, alice, invitation({BOB: "ACCEPTED"}, sequence=1))[0]
    known = event_files.of_invitation(session, alice, one.edition)
    assert [row.name for row in event_files.leaving(session, known, one.people, one.edition)] == ["ana"]
    assert (listed(session), events.get(session, alice, only(session).id).file_sequence) == (["ana", "bob"], 0)

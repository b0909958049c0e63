"""Who will be at an event: told apart when pasted and when contacts come, change, merge and go; decided by the user."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.services.make import mail as mail_of
from tests.services.make import received, user
from webapp.domain.evidence import Phase
from webapp.domain.people_list import Named, parse
from webapp.models import Attendee, AttendeeSource, Contact, Event, EventKind, utcnow
from webapp.services import addresses, attendee_list, attendees, contacts, deleted, events, merges
from webapp.services.attendees import MOST
from webapp.services.contacts import Card
from webapp.services.errors import NotFound, Refused
from webapp.services.events import EventCard


def gathering(session: Session, user_id: str, in_days: float = 1, name: str = "PyData meetup") -> Event:
    begins = utcnow() + timedelta(days=in_days)
    return events.add(session, user_id, EventCard(name, EventKind.GENERAL, begins, begins + timedelta(hours=2)))


def contact(session: Session, user_id: str, name: str, *given: str, **more: Any) -> Contact:
    return contacts.add(session, user_id, Card(name, given, **more))


@pytest.fixture
def event(session: Session, alice: str) -> Event:
    return gathering(session, alice)


Paste = Callable[[str], list[Attendee]]


@pytest.fixture
def paste(session: Session, alice: str, event: Event) -> Paste:
    """Put a pasted text on the list; return who is on it then."""

    def put(text: str) -> list[Attendee]:
        attendees.add_all(session, alice, event.id, parse(text), AttendeeSource.TYPED)
        return attendees.of(session, event)

    return put


def shown(session: Session, event: Event) -> dict[str, list[str]]:
    """The names of the list under the headings of the page."""
    session.flush()
    sheet = attendee_list.sheet(session, event)
    return {
        "asked": [row.name for row, _ in sheet.asked],
        "known": [one.name for _, one in sheet.known],
        "new": [row.name for row in sheet.new],
    }


def test_a_list_keeps_its_order_and_says_how_many_stood_there(
    session: Session, alice: str, event: Event, paste: Paste
) -> None:
    assert [row.name for row in paste("Sam Park\nJane Doe, Acme")] == ["Sam Park", "Jane Doe"]
    again = attendees.add_all(session, alice, event.id, parse("jane doe\nBo Lind\nDOE, Jane"), AttendeeSource.TYPED)
    assert ([row.name for row in again.new], again.known) == (["Bo Lind"], 1)
    assert [row.name for row in attendees.of(session, event)] == ["Sam Park", "Jane Doe", "Bo Lind"]


def test_what_a_second_list_says_more_is_filled_in(session: Session, paste: Paste) -> None:
    paste("Jane Doe")
    (row,) = paste("Jane Doe, Head of Data, Acme, jane@acme.example")
    assert (row.role, row.organisation, row.address) == ("Head of Data", "Acme", "jane@acme.example")


def test_who_is_known_asked_about_and_new(session: Session, alice: str, event: Event, paste: Paste) -> None:
    contact(session, alice, "Jane Roe", "jane@acme.example")
    contact(session, alice, "Sam Park", organisation="Acme")
    contact(session, alice, "Omar Reyes")
    paste("Jane <jane@acme.example>\nSam Park, Globex\nReyes, Omar\nBo Lind")
    assert shown(session, event) == {"asked": ["Sam Park"], "known": ["Jane Roe", "Omar Reyes"], "new": ["Bo Lind"]}
    assert attendee_list.counts(session, alice, [event.id]) == {event.id: (4, 2)}


def test_archived_contacts_are_known_and_deleted_ones_are_not(
    session: Session, alice: str, event: Event, paste: Paste
) -> None:
    contacts.archive(session, alice, contact(session, alice, "Jane Doe").id)
    contacts.delete(session, alice, contact(session, alice, "Sam Park").id)
    paste("Jane Doe\nSam Park")
    assert shown(session, event) == {"asked": [], "known": ["Jane Doe"], "new": ["Sam Park"]}


def test_nobody_of_another_users_is_known(session: Session, event: Event, paste: Paste) -> None:
    contact(session, user(session, "charlie@example.org"), "Jane Doe", "jane@acme.example")
    paste("Jane Doe <jane@acme.example>\nJ. Doe")
    assert shown(session, event) == {"asked": [], "known": [], "new": ["Jane Doe", "J. Doe"]}


def test_two_names_of_one_contact_are_not_put_there_as_two(
    session: Session, alice: str, event: Event, paste: Paste
) -> None:
    jane = contact(session, alice, "Jane Doe", "jane@acme.example")
    _, second = paste("Jane Doe\njd <jane@acme.example>")
    assert shown(session, event) == {"asked": ["jd"], "known": ["Jane Doe"], "new": []}
    attendees.is_contact(session, alice, second.id, jane.id)
    assert [row.address for row in attendees.of(session, event)] == ["jane@acme.example"]
    attendees.undecided(session, alice, second.id)
    assert shown(session, event)["asked"] == ["jd"]


class TestLater:
    """The list stays right when contacts come, change and go."""

    def test_a_contact_who_comes_is_known(self, session: Session, alice: str, event: Event, paste: Paste) -> None:
        paste("Jane Doe\nSam <sam@b.example>\nOmar Reyes, Acme")
        contact(session, alice, "Jane Doe")
        sam = contact(session, alice, "Samuel Park")
        addresses.give(session, alice, sam.id, "sam@b.example")
        contact(session, alice, "Omar Reyes", organisation="Globex")
        assert shown(session, event) == {"asked": ["Omar Reyes"], "known": ["Jane Doe", "Samuel Park"], "new": []}

    def test_a_namesake_who_comes_makes_it_a_question(
        self, session: Session, alice: str, event: Event, paste: Paste
    ) -> None:
        first = contact(session, alice, "Jane Doe")
        (row,) = paste("Jane Doe")
        second = contact(session, alice, "Jane Doe")
        assert row.contact_id is None
        assert set(row.candidates) == {first.id, second.id}
        assert row.candidates[0] == first.id

    def test_who_is_renamed_stays_who_they_are(self, session: Session, alice: str, event: Event, paste: Paste) -> None:
        jane = contact(session, alice, "Jane Doe")
        paste("Jane Doe\nKim Roe")
        contacts.change(session, alice, jane.id, Card("Jane Smith"))
        assert shown(session, event)["known"] == ["Jane Smith"]
        contacts.change(session, alice, jane.id, Card("Kim Roe"))
        assert shown(session, event)["asked"] == ["Kim Roe"]

    def test_who_is_deleted_is_a_name_again_and_comes_back(
        self, session: Session, alice: str, event: Event, paste: Paste
    ) -> None:
        jane = contact(session, alice, "Jane Doe")
        sam = contact(session, alice, "Sam Park", organisation="Acme")
        paste("Jane Doe\nSam Park, Globex")
        for one in (jane, sam):
            contacts.delete(session, alice, one.id)
        assert shown(session, event) == {"asked": [], "known": [], "new": ["Jane Doe", "Sam Park"]}
        for one in (jane, sam):
            contacts.restore(session, alice, one.id)
        assert shown(session, event) == {"asked": ["Sam Park"], "known": ["Jane Doe"], "new": []}

    def test_who_was_decided_about_comes_back_too(
        self, session: Session, alice: str, event: Event, paste: Paste
    ) -> None:
        jane = contact(session, alice, "Jane Doe")
        (row,) = paste("Somebody Else")
        attendees.is_contact(session, alice, row.id, jane.id)
        contacts.delete(session, alice, jane.id)
        assert shown(session, event)["new"] == ["Somebody Else"]
        contacts.restore(session, alice, jane.id)
        assert shown(session, event)["known"] == ["Jane Doe"]

    def test_merged_contacts_stand_there_once_and_apart_again(
        self, session: Session, alice: str, event: Event, paste: Paste
    ) -> None:
        jane, other = contact(session, alice, "Jane Doe"), contact(session, alice, "Jane Roe")
        paste("Jane Doe\nJane Roe\nJane")
        merge = merges.merge(session, alice, jane.id, other.id, {})
        assert shown(session, event) == {"asked": ["Jane"], "known": ["Jane Doe"], "new": []}
        assert [row.candidates for row in attendees.of(session, event)][-1] == [jane.id]
        merges.undo(session, alice, merge.id)
        assert shown(session, event) == {"asked": ["Jane"], "known": ["Jane Doe", "Jane Roe"], "new": []}

    def test_lists_of_long_ago_are_left_as_they_are(self, session: Session, alice: str) -> None:
        event = gathering(session, alice, in_days=-100)
        attendees.add_all(session, alice, event.id, [Named("Jane Doe")], AttendeeSource.TYPED)
        contact(session, alice, "Jane Doe")
        assert shown(session, event)["new"] == ["Jane Doe"]


def test_what_the_user_says_stays_said(session: Session, alice: str, event: Event, paste: Paste) -> None:
    contact(session, alice, "Jane Doe")
    (row,) = paste("Jane Doe")
    attendees.is_nobody(session, alice, row.id)
    contact(session, alice, "Jane Doe", "second@acme.example")
    assert shown(session, event)["new"] == ["Jane Doe"]
    attendees.undecided(session, alice, row.id)
    assert shown(session, event)["asked"] == ["Jane Doe"]


def test_contacts_are_picked_once_each(session: Session, alice: str, event: Event, paste: Paste) -> None:
    jane, sam = contact(session, alice, "Jane Doe", organisation="Acme"), contact(session, alice, "Sam Park")
    paste("Jane Doe")
    picked = attendees.pick(session, alice, event.id, [sam.id, jane.id, sam.id])
    assert [(row.name, row.source) for row in picked] == [("Sam Park", AttendeeSource.PICKED)]
    contact(session, alice, "Sam Park", "another@acme.example")
    assert shown(session, event)["known"] == ["Jane Doe", "Sam Park"]
    contacts.delete(session, alice, sam.id)
    with pytest.raises(NotFound):
        attendees.pick(session, alice, event.id, [sam.id])


def test_a_name_becomes_a_contact_with_all_that_is_known_of_them(
    session: Session, alice: str, event: Event, paste: Paste
) -> None:
    (row,) = paste("Jane Doe, Head of Data, Acme, jane@acme.example")
    row.common_ground, row.met_at = "Leeds", utcnow()
    jane = attendees.to_contact(session, alice, row.id)
    assert (jane.name, jane.role, jane.source, jane.phase) == (
        "Jane Doe", "Head of Data", "met at PyData meetup", Phase.INITIATE,
    )  # fmt: skip
    assert jane.common_ground == "Leeds"
    assert [one.address for one in contacts.addresses_of(session, jane)] == ["jane@acme.example"]
    assert shown(session, event)["known"] == ["Jane Doe"]
    assert attendees.to_contact(session, alice, row.id) is jane


def test_who_was_not_met_comes_from_the_list(session: Session, alice: str, paste: Paste) -> None:
    (row,) = paste("Jane Doe")
    assert attendees.to_contact(session, alice, row.id).source == "on the list of PyData meetup"


def test_that_somebody_was_met_goes_with_who_they_are(session: Session, alice: str, paste: Paste) -> None:
    jane, other = contact(session, alice, "Jane Doe"), contact(session, alice, "Kim Roe")
    (row,) = paste("Jane Doe")
    row.met_at, row.common_ground = utcnow(), "Leeds"
    attendees.is_contact(session, alice, row.id, jane.id)
    attendees.is_contact(session, alice, row.id, other.id)
    assert (jane.common_ground, other.common_ground) == ("", "Leeds")


def test_of_two_lines_of_one_contact_the_one_that_was_met_stays(
    session: Session, alice: str, event: Event, paste: Paste
) -> None:
    jane = contact(session, alice, "Jane Doe")
    _, second = paste("Jane Doe, Acme\nJ. D.")
    second.met_at = utcnow()
    attendees.is_contact(session, alice, second.id, jane.id)
    assert [(row.id, row.organisation) for row in attendees.of(session, event)] == [(second.id, "Acme")]


def test_an_address_that_somebody_has_makes_no_second_contact(
    session: Session, alice: str, event: Event, paste: Paste
) -> None:
    contact(session, alice, "Bo Lind", "jane@acme.example")
    (row,) = paste("Jane Doe <jane@acme.example>")
    with pytest.raises(Refused, match="already belongs to Bo Lind"):
        attendees.to_contact(session, alice, row.id)


def test_a_new_contact_becomes_a_name_again_while_it_has_no_history(
    session: Session, alice: str, event: Event, paste: Paste
) -> None:
    row, other = paste("Jane Doe <jane@acme.example>\nSam Park")
    attendees.to_contact(session, alice, row.id)
    attendees.not_a_contact(session, alice, row.id)
    assert shown(session, event)["new"] == ["Jane Doe", "Sam Park"]
    mail_of(session, attendees.to_contact(session, alice, other.id), received(1, 0))
    with pytest.raises(Refused, match="has a history"):
        attendees.not_a_contact(session, alice, other.id)


def test_who_is_taken_off_the_list_comes_back(session: Session, alice: str, event: Event, paste: Paste) -> None:
    row, _ = paste("Jane Doe\nSam Park")
    attendees.remove(session, alice, row.id)
    assert shown(session, event)["new"] == ["Sam Park"]
    assert [(one.table, one.words) for one in deleted.listing(session, alice)] == [("attendee", "Jane Doe")]
    attendees.restore(session, alice, row.id)
    assert shown(session, event)["new"] == ["Jane Doe", "Sam Park"]


def test_who_stands_there_again_meanwhile_does_not_come_back_twice(
    session: Session, alice: str, event: Event, paste: Paste
) -> None:
    jane = contact(session, alice, "Jane Doe")
    (row,) = paste("Jane Doe")
    attendees.remove(session, alice, row.id)
    attendees.pick(session, alice, event.id, [jane.id])
    with pytest.raises(Refused, match="stands on the list already"):
        attendees.restore(session, alice, row.id)


def test_a_list_holds_five_hundred(session: Session, alice: str, event: Event) -> None:
    many = [Named(f"Person{number} Doe") for number in range(MOST)]
    assert len(attendees.add_all(session, alice, event.id, many, AttendeeSource.CSV).new) == MOST
    with pytest.raises(Refused, match="500"):
        attendees.add_all(session, alice, event.id, [Named("One Toomany")], AttendeeSource.CSV)


def test_nothing_is_done_about_the_list_of_a_deleted_event(
    session: Session, alice: str, event: Event, paste: Paste
) -> None:
    (row,) = paste("Jane Doe")
    events.delete(session, alice, event.id)
    with pytest.raises(NotFound):
        attendees.to_contact(session, alice, row.id)

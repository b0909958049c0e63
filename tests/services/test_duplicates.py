"""People who may be one: who is proposed, who is not, and what the user said of them stays said."""

import pytest
from sqlalchemy.orm import Session

from tests.domain.test_names import ONE_NAME, SLIPS, TWO_PEOPLE
from webapp.models import Contact
from webapp.services import contacts, duplicates
from webapp.services.contacts import Card
from webapp.services.duplicates import NEAR_NAME, SAME_ADDRESS, SAME_NAME, SAME_PHONE
from webapp.services.errors import NotFound, Refused


def add(session: Session, user_id: str, name: str, *addresses: str, **card: str) -> Contact:
    return contacts.add(session, user_id, Card(name, addresses, **card))


def found(session: Session, user_id: str) -> list[tuple[set[str], str]]:
    """The pairs as (names, reason)."""
    session.flush()
    return [
        ({contacts.get(session, user_id, one).name for one in (pair.one, pair.other)}, pair.reason)
        for pair in duplicates.pairs(session, user_id)
    ]


def test_addresses_that_differ_in_the_plus_part_are_one_persons(session: Session, alice: str) -> None:
    add(session, alice, "Jane", "jane@work.example")
    add(session, alice, "J. D.", "jane+jobs@work.example")
    add(session, alice, "Jane of elsewhere", "jane@else.example")
    assert found(session, alice) == [({"Jane", "J. D."}, SAME_ADDRESS)]


def test_one_phone_number_in_two_spellings_is_one_persons(session: Session, alice: str) -> None:
    add(session, alice, "Jane", phone="+49 (0)30 123 4567")
    add(session, alice, "J. D.", phone="030/1234567")
    add(session, alice, "Ben", phone="030/1234568")
    add(session, alice, "Cem", phone="12")
    add(session, alice, "Dee", phone="12")
    assert found(session, alice) == [({"Jane", "J. D."}, SAME_PHONE)]


@pytest.mark.parametrize(("one", "other"), [*ONE_NAME, *SLIPS])
def test_one_name_in_two_spellings_at_one_organisation_is_proposed(
    session: Session, alice: str, one: str, other: str
) -> None:
    add(session, alice, one, organisation="Acme GmbH")
    add(session, alice, other, organisation="ACME")
    assert [names for names, _ in found(session, alice)] == [{one, other}]


@pytest.mark.parametrize(("one", "other"), [*TWO_PEOPLE, ("Jane", "Jane Doe"), ("J.", "Jane")])
def test_names_of_two_people_are_not_proposed_at_one_organisation(
    session: Session, alice: str, one: str, other: str
) -> None:
    add(session, alice, one, organisation="Acme")
    add(session, alice, other, organisation="Acme")
    assert found(session, alice) == []


def test_an_equal_name_at_another_organisation_is_another_person(session: Session, alice: str) -> None:
    for organisation in ("Acme", "Reyes & Co"):
        add(session, alice, "John Smith", organisation=organisation)
    assert found(session, alice) == []


def test_an_equal_full_name_is_proposed_where_one_has_no_organisation(session: Session, alice: str) -> None:
    add(session, alice, "Jane Doe", organisation="Acme")
    add(session, alice, "DOE, Jane")
    assert found(session, alice) == [({"Jane Doe", "DOE, Jane"}, SAME_NAME)]


@pytest.mark.parametrize(("one", "other"), [("Jane", "jane"), ("Jonh Smith", "John Smith"), ("J. Smith", "John Smith")])
def test_without_an_organisation_a_first_name_or_a_near_name_is_not_enough(
    session: Session, alice: str, one: str, other: str
) -> None:
    add(session, alice, one)
    add(session, alice, other)
    assert found(session, alice) == []


def test_the_strongest_reason_is_told_and_comes_first(session: Session, alice: str) -> None:
    add(session, alice, "John Smith", organisation="Acme")
    add(session, alice, "Jonh Smith", organisation="Acme")
    add(session, alice, "Jane Doe", "jane@work.example", phone="030 1234567")
    add(session, alice, "Jane Doe", "jane+x@work.example", phone="030 1234567")
    assert [reason for _, reason in found(session, alice)] == [SAME_ADDRESS, NEAR_NAME]


def test_a_switchboard_makes_nobody_the_same(session: Session, alice: str) -> None:
    for number in range(duplicates.GROUP + 1):
        add(session, alice, f"Person {number}", phone="030 1234567")
    assert found(session, alice) == []


def test_who_is_deleted_or_another_users_is_not_proposed(session: Session, alice: str, charlie: str) -> None:
    add(session, charlie, "Jane Doe", "jane@work.example", organisation="Acme")
    gone = add(session, alice, "Jane Doe", "jane+x@work.example", organisation="Acme")
    add(session, alice, "Jane Doe", "jane+y@work.example", organisation="Acme")
    contacts.delete(session, alice, gone.id)
    assert found(session, alice) == []


def test_two_people_are_proposed_no_more_until_that_is_taken_back(session: Session, alice: str) -> None:
    jane, jd = (add(session, alice, name, phone="030 1234567") for name in ("Jane", "J. D."))
    for one, other in ((jane, jd), (jd, jane)):
        assert duplicates.two_people(session, alice, one.id, other.id).one_id == min(jane.id, jd.id)
        assert found(session, alice) == []
    duplicates.perhaps_one(session, alice, jane.id, jd.id)
    assert len(found(session, alice)) == 1


def test_nobody_is_two_people_alone_or_with_a_strangers_contact(session: Session, alice: str, charlie: str) -> None:
    jane, other = add(session, alice, "Jane"), add(session, charlie, "Sam")
    with pytest.raises(Refused):
        duplicates.two_people(session, alice, jane.id, jane.id)
    with pytest.raises(NotFound):
        duplicates.two_people(session, alice, jane.id, other.id)

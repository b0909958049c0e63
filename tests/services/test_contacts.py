"""Contacts: found, added, changed, archived, deleted and brought back."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import exchange, person
from webapp.domain.evidence import Phase
from webapp.models import Backfill, Contact, ContactAddress, Mailbox, Organisation, utcnow
from webapp.services import contacts, deleted
from webapp.services.contacts import PAGE, Card
from webapp.services.errors import Refused


def add_mailbox(session: Session, user_id: str, address: str = "alice@example.org") -> Mailbox:
    mailbox = Mailbox(user_id=user_id, address=address, host="imap.example.org", username=address)
    session.add(mailbox)
    session.flush()
    return mailbox


def found(session: Session, user_id: str, search: str) -> list[str]:
    return [row.name for row in contacts.listing(session, user_id, search=search).rows]


def addresses(session: Session, contact: Contact) -> list[str]:
    return [row.address for row in contacts.addresses_of(session, contact)]


def open_backfills(session: Session, contact: Contact) -> set[tuple[str, str]]:
    query = (
        select(Backfill.mailbox_id, ContactAddress.address)
        .join(ContactAddress, ContactAddress.id == Backfill.contact_address_id)
        .where(ContactAddress.contact_id == contact.id, Backfill.done_at.is_(None))
    )
    return {(row.mailbox_id, row.address) for row in session.execute(query)}


@pytest.mark.parametrize(
    "search",
    ["änne", "ÄNNE", "müller", "Österreich", "leserin", "choir", "aenne@work", "aenne@bücher.example", " Änne "],
)
def test_a_contact_is_found_by_any_of_their_words(session: Session, alice: str, search: str) -> None:
    card = Card(
        "Änne Müller", ("aenne@work.example", "aenne@bücher.example"), role="Leserin", organisation="Österreich AG",
        note="Sings in a choir",
    )  # fmt: skip
    contacts.add(session, alice, card)
    person(session, alice, "Ben")
    assert found(session, alice, search) == ["Änne Müller"]


@pytest.mark.parametrize("search", ["%", "_", "\\", "x'; --", "\x00%", "nobody"])
def test_signs_of_the_query_language_are_plain_letters_in_a_search(session: Session, ana: Contact, search: str) -> None:
    assert found(session, ana.user_id, search) == []


def test_a_percent_sign_is_found(session: Session, alice: str) -> None:
    person(session, alice, "Hundred", "h@people.example").note = "gave 100% of it"
    person(session, alice, "Other", "o@people.example").note = "gave 100 of it"
    session.flush()
    assert found(session, alice, "100%") == ["Hundred"]


def test_a_search_finds_nobody_of_another_user(session: Session, ana: Contact, charlie: str) -> None:
    assert found(session, charlie, "ana") == []
    assert contacts.address_book(session, charlie) == {}
    assert contacts.names(session, charlie) == []


def test_the_list_can_be_of_one_phase_and_counts_each(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    archived = person(session, ana.user_id, "Ben")
    contacts.archive(session, ana.user_id, archived.id)
    person(session, ana.user_id, "Cem")
    session.flush()
    assert [row.name for row in contacts.listing(session, ana.user_id, phase=Phase.OBTAIN).rows] == ["Ana"]
    assert contacts.counts(session, ana.user_id) == {"initiate": 1, "obtain": 1, "use": 0, "archived": 1, "all": 2}


def test_the_list_comes_in_pages_in_order_of_name(session: Session, alice: str) -> None:
    session.add_all(Contact(user_id=alice, name=f"Person {number:03}") for number in range(PAGE + 3))
    session.flush()
    last = contacts.listing(session, alice, page=2)
    assert (last.total, last.pages, [row.name for row in last.rows]) == (
        53,
        2,
        [f"Person {n:03}" for n in (50, 51, 52)],
    )
    assert contacts.listing(session, alice, page=99).page == 2
    assert contacts.listing(session, alice, page=-1).page == 1


def test_no_contacts_are_one_empty_page(session: Session, alice: str) -> None:
    listing = contacts.listing(session, alice)
    assert (list(listing.rows), listing.pages, listing.page) == ([], 1, 1)


def test_addresses_are_kept_in_normal_form_with_their_plus_part(session: Session, alice: str) -> None:
    contact = contacts.add(session, alice, Card("Jo", (" Jo+Jobs@Bücher.Example ", "jo@people.example")))
    assert sorted(addresses(session, contact)) == ["jo+jobs@xn--bcher-kva.example", "jo@people.example"]


def test_the_same_address_typed_twice_is_one(session: Session, alice: str) -> None:
    contact = contacts.add(session, alice, Card("Jo", ("jo@people.example", "JO@people.example", "  ")))
    assert addresses(session, contact) == ["jo@people.example"]


@pytest.mark.parametrize(
    "address",
    [
        "ana@people.example",
        "ANA@PEOPLE.EXAMPLE",
        "pаypal@people.example",
        "no address",
        "a@b@c",
        "x@",
        "\x00@y.example",
    ],
)
def test_an_address_that_cannot_be_theirs_is_refused(session: Session, ana: Contact, address: str) -> None:
    with pytest.raises(Refused) as refusal:
        contacts.add(session, ana.user_id, Card("Jo", (address,)))
    assert refusal.value.field == "addresses"


def test_two_users_may_know_the_same_person(session: Session, ana: Contact, charlie: str) -> None:
    assert addresses(session, person(session, charlie, "Ana")) == addresses(session, ana)


def test_a_contact_needs_a_name(session: Session, alice: str) -> None:
    with pytest.raises(Refused) as refusal:
        contacts.add(session, alice, Card(" \x00 "))
    assert refusal.value.field == "name"


def test_what_a_form_sends_cannot_break_the_database(session: Session, alice: str) -> None:
    nasty = "a\x00b\ud800c\u202ed\r\n"
    card = Card(nasty, role=nasty, organisation=nasty, source=nasty, common_ground=nasty, note=nasty * 100)
    contact = contacts.add(session, alice, card)
    session.flush()
    assert contact.name == "ab�cd"
    assert contact.note == "\n".join(["ab�cd"] * 100)


@pytest.mark.parametrize("field", ["name", "role", "organisation", "source", "phone", "common_ground", "note"])
def test_what_is_longer_than_fits_is_refused_and_not_cut_off(session: Session, alice: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        contacts.add(session, alice, Card(**{"name": "Jo", field: "a word " * 20_000}))
    assert refused.value.field == field


@pytest.mark.parametrize("other", ["Österreich AG", "österreich ag", "ÖSTERREICH AG"])
def test_one_organisation_is_one_row_however_it_is_typed(session: Session, alice: str, other: str) -> None:
    contacts.add(session, alice, Card("Jo", organisation="Österreich AG"))
    contacts.add(session, alice, Card("Mo", organisation=other))
    session.flush()
    assert len(session.scalars(select(Organisation)).all()) == 1


def test_past_mail_of_each_address_is_asked_of_every_mailbox(session: Session, alice: str, charlie: str) -> None:
    mine = [add_mailbox(session, alice, address).id for address in ("a@example.org", "b@example.org")]
    add_mailbox(session, charlie)
    contact = person(session, alice, "Jo", "jo@people.example", "jo@work.example")
    wanted = {(mailbox, address) for mailbox in mine for address in ("jo@people.example", "jo@work.example")}
    assert open_backfills(session, contact) == wanted


def test_a_change_of_what_is_said_leaves_the_addresses_alone(session: Session, alice: str) -> None:
    contact = person(session, alice, "Jo")
    contacts.change(session, alice, contact.id, Card("Joanna", phone="030 12"))
    assert (contact.name, contact.phone, addresses(session, contact)) == ("Joanna", "030 12", ["jo@people.example"])


@pytest.mark.parametrize("search", ["030 123", "+49 30 1234567", "(0)30/123", "123-45", "4567"])
def test_a_contact_is_found_by_their_number_however_it_is_written(session: Session, alice: str, search: str) -> None:
    contacts.add(session, alice, Card("Jo", phone="+49 (0)30 123 45-67"))
    contacts.add(session, alice, Card("Ben", phone="+49 40 7654321"))
    assert found(session, alice, search) == ["Jo"]


def test_an_archived_contact_leaves_the_list_and_is_still_logged(session: Session, ana: Contact) -> None:
    contacts.archive(session, ana.user_id, ana.id)
    assert list(contacts.listing(session, ana.user_id).rows) == []
    assert [row.name for row in contacts.listing(session, ana.user_id, archived=True).rows] == ["Ana"]
    assert contacts.address_book(session, ana.user_id) == {"ana@people.example": ana.id}
    contacts.unarchive(session, ana.user_id, ana.id)
    assert [row.name for row in contacts.listing(session, ana.user_id).rows] == ["Ana"]


def test_a_deleted_contact_is_logged_no_longer_and_can_be_brought_back(session: Session, ana: Contact) -> None:
    contacts.delete(session, ana.user_id, ana.id)
    assert list(contacts.listing(session, ana.user_id).rows) == []
    assert contacts.address_book(session, ana.user_id) == {}
    assert [one.words for one in deleted.listing(session, ana.user_id)] == ["Ana"]
    contacts.restore(session, ana.user_id, ana.id)
    assert contacts.address_book(session, ana.user_id) == {"ana@people.example": ana.id}
    assert deleted.listing(session, ana.user_id) == []


def test_a_contact_that_is_brought_back_is_back_filled_from_mailboxes_old_and_new(session: Session, alice: str) -> None:
    old = add_mailbox(session, alice, "old@example.org")
    contact = person(session, alice, "Jo")
    session.scalars(select(Backfill)).one().done_at = utcnow() - timedelta(days=1)
    contacts.delete(session, alice, contact.id)
    new = add_mailbox(session, alice, "new@example.org")
    contacts.restore(session, alice, contact.id)
    session.flush()
    assert open_backfills(session, contact) == {(old.id, "jo@people.example"), (new.id, "jo@people.example")}


def test_an_address_of_a_deleted_contact_is_refused_with_the_way_out(session: Session, ana: Contact) -> None:
    contacts.delete(session, ana.user_id, ana.id)
    with pytest.raises(Refused, match="deleted"):
        contacts.add(session, ana.user_id, Card("Jo", ("ana@people.example",)))

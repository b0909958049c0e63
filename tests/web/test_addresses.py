"""The addresses of a person on their page: added, refused beside the field, removed with what stood by them, undone."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from tests.web.conftest import Store, Stranger
from tests.web.make import mail, person
from webapp.models import Contact, User
from webapp.services import addresses, contacts, mailboxes
from webapp.services.mailboxes import MailboxCard

HTMX = {"HX-Request": "true"}
HOME = "jane@home.example"


@pytest.fixture
def jane(store: Store, alice: User) -> Contact:
    with store() as session:
        return person(session, alice.id)


@pytest.fixture
def box(app: Flask, store: Store, alice: User) -> str:
    with store() as session:
        card = MailboxCard("alice@example.org", "imap.example.org", password="secret word")
        return mailboxes.add(session, alice.id, card, app.config["SETTINGS"].secrets_dir).id


def held(store: Store, contact: Contact) -> list[str]:
    with store() as session:
        return sorted(row.address for row in contacts.addresses_of(session, session.merge(contact)))


def page(client: FlaskClient, contact: Contact) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(f"/people/{contact.id}").text)


def test_an_address_is_added_beside_the_others_and_taken_back_by_undo(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    answer = client.post(f"/people/{jane.id}/addresses", data={"address": " Jane@HOME.example "})
    assert (answer.status_code, answer.location) == (303, f"/people/{jane.id}")
    assert held(store, jane) == ["jane@example.org", HOME]
    shown = page(client, jane)
    assert HOME in shown.css_first("#reach").text()
    undo = shown.css_first(".notice form").attributes["action"]
    client.post(undo)
    assert held(store, jane) == ["jane@example.org"]


@pytest.mark.parametrize("typed", ["", "nonsense", "jane@", "pаypal@example.org"])
def test_what_is_no_address_is_refused_beside_its_field_and_kept(
    client: FlaskClient, jane: Contact, typed: str
) -> None:
    answer = client.post(f"/people/{jane.id}/addresses", data={"address": typed})
    assert answer.status_code == 422
    shown = LexborHTMLParser(answer.text)
    assert shown.css_first("#address-address-error").text()
    assert shown.css_first("#address-address").attributes.get("value") == typed
    assert "open" in shown.css_first("#reach details.folded").attributes


def test_an_address_of_somebody_else_names_them(client: FlaskClient, store: Store, alice: User, jane: Contact) -> None:
    with store() as session:
        person(session, alice.id, "Bo Lind")
    answer = client.post(f"/people/{jane.id}/addresses", data={"address": "bo@example.org"})
    assert "already belongs to Bo Lind" in LexborHTMLParser(answer.text).css_first("#address-address-error").text()


def test_a_removed_address_takes_its_mail_along_and_undo_brings_both_back(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    with store() as session:
        mail(session, session.merge(jane), "in", subject="A question")
        (row,) = contacts.addresses_of(session, jane)
    assert "is-undone" not in client.get(f"/people/{jane.id}").text
    answer = client.post(f"/people/{jane.id}/addresses/{row.id}/remove")
    assert answer.status_code == 303
    shown = page(client, jane)
    assert "The one mail that stood here by it alone went with it" in shown.css_first("#notices").text()
    assert shown.css_first(".moment.is-undone")
    client.post(shown.css_first(".notice form").attributes["action"])
    assert held(store, jane) == ["jane@example.org"]
    assert not page(client, jane).css_first(".moment.is-undone")


def test_the_look_for_past_mail_says_how_far_it_is_and_what_it_found(
    client: FlaskClient, store: Store, jane: Contact, box: str
) -> None:
    with store() as session:
        addresses.give(session, jane.user_id, jane.id, HOME)
    assert f"Looking for past mail of {HOME}…" in client.get(f"/people/{jane.id}", headers=HTMX).text
    with store() as session:
        mailbox = mailboxes.get(session, jane.user_id, box)
        owed = mailboxes.addresses_to_backfill(session, mailbox)
        mailboxes.backfilling(session, mailbox, owed, 40, 120)
    assert "40 of 120" in page(client, jane).css_first("#relationship").text()
    with store() as session:
        mailboxes.backfilled(session, mailboxes.get(session, jane.user_id, box), dict.fromkeys(owed, 12))
    assert f"Found 12 mails with {HOME}" in page(client, jane).css_first("#relationship").text()


def test_a_look_that_waits_for_the_mailbox_says_so(client: FlaskClient, store: Store, jane: Contact, box: str) -> None:
    with store() as session:
        addresses.give(session, jane.user_id, jane.id, HOME)
        mailboxes.pause(session, jane.user_id, box)
    assert "once your mailbox can be read again" in page(client, jane).css_first("#relationship").text()


@pytest.mark.parametrize("path", ["addresses", "addresses/{address}/remove", "addresses/restore?address=x@y.example"])
def test_nothing_of_a_strangers_can_be_given_or_taken(client: FlaskClient, charlie: Stranger, path: str) -> None:
    path = path.format(address=charlie.ids["address_id"])
    data = {"address": HOME}
    assert client.post(f"/people/{charlie.ids['contact_id']}/{path}", data=data).status_code == 404


def test_an_address_cannot_be_removed_by_looking(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        (row,) = contacts.addresses_of(session, session.merge(jane))
    assert client.get(f"/people/{jane.id}/addresses/{row.id}/remove").status_code == 405

"""Mailboxes: added with what the provider wants, always in one of five states, with books that balance."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from webapp.models import Fate, FolderEpoch, Mailbox, MailboxState, MessageLocation, utcnow
from webapp.services import mailboxes

TYPED = {
    "address": "ada@smith.example",
    "password": "a pass",
    "host": "mail.smith.example",
    "port": "993",
    "tls": "tls",
}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def box(client: FlaskClient, store: Store) -> Mailbox:
    """A mailbox of alice's, as it is right after she added it."""
    client.post("/mailboxes/new", data=TYPED)
    with store() as session:
        return session.scalars(select(Mailbox)).one()


def put(store: Store, box: Mailbox, **values: Any) -> None:
    """Give the mailbox those values, as the worker does."""
    with store() as session:
        row = session.get_one(Mailbox, box.id)
        for name, value in values.items():
            setattr(row, name, value)


def text_of(html: str, selector: str) -> str:
    """The words of the first part of that kind."""
    found = LexborHTMLParser(html).css_first(selector)
    return " ".join(found.text().split()) if found else ""


def test_a_mailbox_is_added_and_its_password_is_sealed(client: FlaskClient, store: Store) -> None:
    answer = client.post("/mailboxes/new", data=TYPED)
    with store() as session:
        row = session.scalars(select(Mailbox)).one()
    assert (answer.status_code, answer.location) == (303, f"/mailboxes/{row.id}")
    assert (row.address, row.host, row.username) == ("ada@smith.example", "mail.smith.example", "ada@smith.example")
    assert b"a pass" not in (row.sealed_password or b"")


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"address": "ada"}, "address"), ({"password": ""}, "password"), ({"host": "a b"}, "host"),
     ({"port": "x"}, "port"), ({"port": "70000"}, "port"), ({"tls": "none"}, "tls"), ({"tls": "plain"}, "tls"),
     ({"other_addresses": "ada@smith.example nonsense"}, "other_addresses")],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(
    client: FlaskClient, typed: dict[str, str], field: str
) -> None:
    answer = client.post("/mailboxes/new", data=TYPED | {"sent_folder": "Verschickt"} | typed)
    page = LexborHTMLParser(answer.text)
    assert answer.status_code == 422
    assert [node.id for node in page.css(".field-error")] == [f"{field}-error"]
    assert 'value="Verschickt"' in answer.text
    assert "a pass" not in answer.text
    wrong = page.css_first(f"#{field}-error")
    folded = wrong.parent
    while folded is not None and folded.tag != "details":
        folded = folded.parent
    assert folded is None or "open" in folded.attributes


def test_the_first_page_asks_for_the_address_alone(client: FlaskClient) -> None:
    page = LexborHTMLParser(client.get("/mailboxes/new").text)
    assert [node.attributes["name"] for node in page.css("main form input")] == ["address"]


def test_without_a_script_the_address_is_looked_up_by_a_button(client: FlaskClient) -> None:
    page = client.get("/mailboxes/new?address=ada@gmail.com").text
    assert 'value="imap.gmail.com"' in page
    assert "https://myaccount.google.com/apppasswords" in page
    assert 'type="password"' in page


def test_while_typing_the_fields_are_fetched_for_the_address(client: FlaskClient) -> None:
    answer = client.get("/mailboxes/provider?address=ada@web.de&sent_folder=Verschickt", headers=HTMX)
    assert answer.text.lstrip().startswith('<div id="account"')
    assert 'value="imap.web.de"' in answer.text
    assert 'value="Verschickt"' in answer.text


@pytest.mark.parametrize("typed", ["address=ada", "address=ada@web.de&known_domain=web.de", ""])
def test_while_nothing_new_is_known_the_fields_stay_as_they_are(client: FlaskClient, typed: str) -> None:
    assert client.get(f"/mailboxes/provider?{typed}", headers=HTMX).status_code == 204


def test_another_domain_brings_its_server_and_keeps_what_was_typed(client: FlaskClient) -> None:
    url = "/mailboxes/provider?address=ada@web.de&known_domain=gmail.com&username=ada&host="
    followed = LexborHTMLParser(client.get(f"{url}imap.gmail.com", headers=HTMX).text)
    typed = LexborHTMLParser(client.get(f"{url}mail.smith.example&port=1993", headers=HTMX).text)
    assert [page.css_first("#host").attributes["value"] for page in (followed, typed)] == [
        "imap.web.de",
        "mail.smith.example",
    ]
    assert [typed.css_first(field).attributes["value"] for field in ("#port", "#username")] == ["1993", "ada"]
    # It is never sent along with a look-up, so the browser is told to keep the field that holds it.
    assert "hx-preserve" in typed.css_first("#password").attributes


def test_a_guess_is_said_to_be_one(client: FlaskClient) -> None:
    page = client.get("/mailboxes/new?address=ada@smith.example").text
    assert "is a guess" in page
    assert 'value="imap.smith.example"' in page


@pytest.mark.parametrize("domain", ["outlook.com", "hotmail.co.uk", "tuta.com"])
def test_where_no_password_helps_none_is_asked_for(client: FlaskClient, domain: str) -> None:
    page = client.get(f"/mailboxes/new?address=ada@{domain}").text
    assert "cannot be read from here yet" in page
    assert 'type="password"' not in page


def test_a_server_of_microsofts_is_refused_before_a_password_is_sent(client: FlaskClient, store: Store) -> None:
    answer = client.post("/mailboxes/new", data=TYPED | {"host": "outlook.office365.com"})
    assert answer.status_code == 422
    assert "OAuth" in text_of(answer.text, "#host-error")
    with store() as session:
        assert session.scalars(select(Mailbox)).all() == []


STATES = [
    ({"state": MailboxState.UP_TO_DATE}, "Up to date", "s ago"),
    ({"state": MailboxState.CATCHING_UP, "progress_done": 120, "progress_total": 900}, "Catching up", "120 of 900"),
    (
        {"state": MailboxState.WAITING, "state_reason": "The server is busy.", "next_try_at": utcnow()},
        "Waiting",
        "next try",
    ),
    ({"state": MailboxState.NEEDS_YOU, "state_reason": "Switch IMAP on."}, "Needs you", "Switch IMAP on."),
    ({"state": MailboxState.PAUSED}, "Paused by you", "until you resume"),
]


@pytest.mark.parametrize(("values", "name", "words"), STATES, ids=[name for _, name, _ in STATES])
def test_each_state_is_said_in_words_with_its_time(
    client: FlaskClient, store: Store, box: Mailbox, values: dict[str, Any], name: str, words: str
) -> None:
    put(store, box, **({"checked_at": utcnow()} | values))
    for path in ("/mailboxes", f"/mailboxes/{box.id}", f"/mailboxes/{box.id}/state"):
        said = text_of(client.get(path).text, ".mailbox-state")
        assert said.startswith(name)
        assert words in said


def test_the_state_of_a_mailbox_that_nobody_reads_is_not_up_to_date(
    client: FlaskClient, store: Store, box: Mailbox
) -> None:
    put(store, box, state=MailboxState.UP_TO_DATE, checked_at=utcnow() - timedelta(hours=3))
    said = text_of(client.get("/mailboxes").text, ".mailbox-state")
    assert said.startswith("Waiting")
    assert "fiftycups run" in said


@pytest.mark.parametrize(
    ("state", "rhythm"), [(MailboxState.CATCHING_UP, "every 2s"), (MailboxState.UP_TO_DATE, "every 20s")]
)
def test_the_state_keeps_itself_true(
    client: FlaskClient, store: Store, box: Mailbox, state: MailboxState, rhythm: str
) -> None:
    put(store, box, state=state)
    part = LexborHTMLParser(client.get(f"/mailboxes/{box.id}/state", headers=HTMX).text).css_first("div")
    assert part.attributes["hx-trigger"] == rhythm
    assert part.attributes["hx-get"] == f"/mailboxes/{box.id}/state"


def test_a_refused_password_is_replaced_on_the_spot(client: FlaskClient, store: Store, box: Mailbox) -> None:
    put(store, box, state=MailboxState.NEEDS_YOU, password_failures=3)
    assert 'type="password"' in client.get("/mailboxes").text
    answer = client.post(f"/mailboxes/{box.id}/password", data={"password": "a new pass"})
    assert (answer.status_code, answer.location) == (303, f"/mailboxes/{box.id}")
    with store() as session:
        row = session.get_one(Mailbox, box.id)
        assert (row.state, row.password_failures, row.host) == (MailboxState.WAITING, 0, box.host)
        assert row.sealed_password != box.sealed_password


def test_an_empty_new_password_is_refused_within_the_part(client: FlaskClient, store: Store, box: Mailbox) -> None:
    put(store, box, state=MailboxState.NEEDS_YOU, password_failures=3)
    answer = client.post(f"/mailboxes/{box.id}/password", data={"password": ""}, headers=HTMX)
    assert answer.status_code == 422
    assert answer.text.lstrip().startswith("<section")
    assert "Enter the password" in text_of(answer.text, ".field-error")


@pytest.mark.parametrize("act", ["check", "pause"])
def test_an_act_answers_with_the_changed_part(client: FlaskClient, box: Mailbox, act: str) -> None:
    answer = client.post(f"/mailboxes/{box.id}/{act}", headers=HTMX, follow_redirects=True)
    assert answer.text.lstrip().startswith("<section")


def test_a_paused_mailbox_is_resumed_by_a_check(client: FlaskClient, store: Store, box: Mailbox) -> None:
    client.post(f"/mailboxes/{box.id}/pause")
    assert "Resume" in client.get("/mailboxes").text
    client.post(f"/mailboxes/{box.id}/check")
    with store() as session:
        assert session.get_one(Mailbox, box.id).state is MailboxState.WAITING


def test_an_edit_without_a_password_keeps_the_stored_one(client: FlaskClient, store: Store, box: Mailbox) -> None:
    page = client.get(f"/mailboxes/{box.id}/edit").text
    assert 'value="mail.smith.example"' in page
    answer = client.post(f"/mailboxes/{box.id}/edit", data=TYPED | {"password": "", "sent_folder": "Gesendet"})
    assert answer.status_code == 303
    with store() as session:
        row = session.get_one(Mailbox, box.id)
        assert (row.sent_folder, row.sealed_password) == ("Gesendet", box.sealed_password)


def test_another_server_wants_the_password_again(client: FlaskClient, box: Mailbox) -> None:
    answer = client.post(f"/mailboxes/{box.id}/edit", data=TYPED | {"password": "", "host": "evil.example"})
    assert answer.status_code == 422
    assert "enter the password again" in text_of(answer.text, "#password-error")


def test_removing_asks_first_and_then_forgets_the_password(client: FlaskClient, store: Store, box: Mailbox) -> None:
    assert "cannot be undone" in client.get(f"/mailboxes/{box.id}/remove").text
    answer = client.post(f"/mailboxes/{box.id}/remove", follow_redirects=True)
    assert "What was logged stays" in answer.text
    with store() as session:
        assert mailboxes.all_of(session, box.user_id) == []


def test_the_books_are_shown_and_balance(client: FlaskClient, store: Store, box: Mailbox) -> None:
    with store() as session:
        owner = {"user_id": box.user_id}
        epoch = FolderEpoch(
            mailbox_id=box.id, folder="INBOX", role="inbox", uidvalidity=1, seen=9, unrelated=7, **owner
        )
        session.add(epoch)
        session.flush()
        places = {Fate.AUTOMATIC: "", Fate.QUARANTINED: "It nests deeper than 30 parts"}
        for uid, (fate, reason) in enumerate(places.items(), 41):
            session.add(MessageLocation(epoch_id=epoch.id, uid=uid, fate=fate, reason=reason, **owner))
    page = client.get("/mailboxes").text
    assert "The books balance" in page
    assert "Mail number 42 in INBOX" in page
    assert "It nests deeper than 30 parts. Tried once" in page


def test_a_missing_sent_folder_is_said_with_what_it_costs(client: FlaskClient, store: Store, box: Mailbox) -> None:
    put(store, box, sent_folder_missing=True)
    page = client.get("/mailboxes").text
    assert "Sent folder: not set; what you write is not logged" in page
    assert f"/mailboxes/{box.id}/edit#sent_folder" in page


def test_without_a_mailbox_the_page_says_what_to_do(client: FlaskClient) -> None:
    page = client.get("/mailboxes").text
    assert "No mailbox yet" in page
    assert 'href="/mailboxes/new"' in page


@pytest.mark.parametrize("path", ["", "/state", "/edit", "/remove"])
def test_a_strangers_mailbox_is_not_there(client: FlaskClient, charlie: Stranger, path: str) -> None:
    assert client.get(f"/mailboxes/{charlie.ids['mailbox_id']}{path}").status_code == 404
    assert client.get(f"/mailboxes/nothing{path}").status_code == 404


def test_a_provider_that_was_seen_often_enough_is_proposed_and_confirmed_with_one_tap(
    client: FlaskClient, store: Store, box: Mailbox
) -> None:
    assert "Sender checks: none used." in client.get(f"/mailboxes/{box.id}").text
    put(store, box, authserv_seen="mx.google.com", authserv_times=5)
    page = client.get(f"/mailboxes/{box.id}").text
    form = LexborHTMLParser(page).css_first(f'form[action="/mailboxes/{box.id}/checks/use"]')
    assert "Your provider signs what it checked as mx.google.com. Use its checks?" in text_of(page, ".section .notice")
    typed = {node.attributes["name"]: node.attributes["value"] or "" for node in form.css("input[name=name]")}
    answer = client.post(f"/mailboxes/{box.id}/checks/use", data=typed)
    assert (answer.status_code, answer.location) == (303, f"/mailboxes/{box.id}")
    after = client.get(f"/mailboxes/{box.id}").text
    assert "Sender checks: those of mx.google.com and of all names that end in it." in text_of(after, "#main, main")
    assert f"/mailboxes/{box.id}/checks/forget" in after


def test_the_checks_of_a_provider_can_be_given_up_and_used_again(
    client: FlaskClient, store: Store, box: Mailbox
) -> None:
    put(store, box, authserv_seen="mx.google.com", authserv_times=5, authserv_id="mx.google.com")
    part = client.post(f"/mailboxes/{box.id}/checks/forget", headers=HTMX, follow_redirects=True).text
    assert "<html" not in part
    assert "Use its checks?" in part
    client.post(f"/mailboxes/{box.id}/checks/use", data={"name": "mx.google.com"})
    with store() as session:
        assert session.get_one(Mailbox, box.id).authserv_id == "mx.google.com"


@pytest.mark.parametrize("name", ["mx.other.example", "", "google.com"])
def test_only_the_provider_that_the_page_showed_is_confirmed(
    client: FlaskClient, store: Store, box: Mailbox, name: str
) -> None:
    put(store, box, authserv_seen="mx.google.com", authserv_times=5, authserv_id="mx.old.example")
    page = client.post(f"/mailboxes/{box.id}/checks/use", data={"name": name}, follow_redirects=True).text
    assert "Look at the name, and confirm again." in page
    assert "So far another one’s checks are used." in page
    with store() as session:
        assert session.get_one(Mailbox, box.id).authserv_id == "mx.old.example"


def test_a_provider_without_a_name_is_proposed_in_words(client: FlaskClient, store: Store, box: Mailbox) -> None:
    put(store, box, authserv_seen="(unnamed)", authserv_times=5)
    assert "without a name, as Microsoft 365 does. Use its checks?" in text_of(
        client.get(f"/mailboxes/{box.id}").text, ".section .notice"
    )
    client.post(f"/mailboxes/{box.id}/checks/use", data={"name": "(unnamed)"})
    assert "your provider’s, which signs without a name." in client.get(f"/mailboxes/{box.id}").text

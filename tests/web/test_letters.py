"""The pages of letters: drafted, kept as typed, checked beside the text, and handed to the mail program."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.make import exchange, person
from webapp.domain.evidence import AskState
from webapp.models import Ask, Contact, FollowUp, Interaction, Letter, LetterKind, User, utcnow
from webapp.services import letters_drafts, mailboxes
from webapp.services.mailboxes import MailboxCard

HTMX = {"HX-Request": "true"}
KEY = "0123456789abcdef0123"


@pytest.fixture
def jane(store: Store, alice: User) -> Contact:
    with store() as session:
        return person(session, alice.id, role="head of data", organisation="Acme", phone="0123 555")


@pytest.fixture
def mailbox_id(app: Flask, store: Store, alice: User) -> str:
    with store() as session:
        card = MailboxCard(alice.email, "imap.example.org", password="secret word")
        return mailboxes.add(session, alice.id, card, app.config["SETTINGS"].secrets_dir).id


def parsed(answer: object) -> LexborHTMLParser:
    return LexborHTMLParser(answer.text)  # type: ignore[attr-defined]


def typed(**more: str) -> dict[str, str]:
    """The form as it is sent; an approach letter with a day to call."""
    day = utcnow().date() + timedelta(days=3)
    body = f"Dear Jane,\n\nI will call you on {day.day} {day:%B}."
    return {"kind": "approach", "subject": "A question", "body": body, "to_address": "jane@example.org"} | more


def url(contact: Contact, key: str = KEY) -> str:
    return f"/people/{contact.id}/letters/{key}"


def stored(store: Store, key: str = KEY) -> Letter:
    with store() as session:
        return session.get_one(Letter, key)


@pytest.mark.parametrize("kind", LetterKind)
def test_each_kind_opens_with_a_draft_that_is_not_stored_yet(
    client: FlaskClient, store: Store, jane: Contact, kind: LetterKind
) -> None:
    page = parsed(client.get(f"/people/{jane.id}/letters/new?kind={kind.value}"))
    assert page.css_first("textarea[name=body]").text().strip()
    assert page.css_first("#check")
    with store() as session:
        assert session.scalars(select(Letter)).all() == []


def test_without_a_kind_one_is_chosen(client: FlaskClient, jane: Contact) -> None:
    for path in ("new", "new?kind=nonsense"):
        links = parsed(client.get(f"/people/{jane.id}/letters/{path}")).css("main .row a")
        assert len(links) == len(LetterKind)


def test_what_is_typed_is_kept_and_checked_without_scripts(client: FlaskClient, store: Store, jane: Contact) -> None:
    answer = client.post(url(jane), data=typed(body="Do you have any openings?"))
    assert (answer.status_code, answer.location) == (303, f"/letters/{KEY}")
    page = parsed(client.get(answer.location))
    assert page.css_first("textarea").text().strip() == "Do you have any openings?"
    assert "asks for a job" in page.css_first("#check").text()
    assert stored(store).body == "Do you have any openings?"


def test_as_one_types_the_answer_is_what_stands_beside_the_letter(client: FlaskClient, jane: Contact) -> None:
    answer = client.post(url(jane), data=typed(), headers=HTMX)
    page = parsed(answer)
    assert answer.status_code == 200
    assert answer.headers["HX-Replace-Url"] == f"/letters/{KEY}"
    assert page.css_first("textarea") is None
    assert page.css_first("#beside").attributes["hx-get"] == f"/letters/{KEY}"
    assert page.css_first("#seen").attributes["value"]


def test_what_is_fetched_by_itself_tells_the_form_nothing(client: FlaskClient, jane: Contact) -> None:
    client.post(url(jane), data=typed())
    part = parsed(client.get(f"/letters/{KEY}", headers=HTMX))
    assert part.css_first("#beside")
    assert part.css_first("#seen") is None


def test_the_same_letter_sent_again_is_one_letter(client: FlaskClient, store: Store, jane: Contact) -> None:
    for body in ("One", "Two", "Two"):
        client.post(url(jane), data=typed(body=body))
    with store() as session:
        assert session.scalars(select(Letter.body)).all() == ["Two"]


def test_of_two_windows_the_newer_counts_and_the_other_is_told_of(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    client.post(url(jane), data=typed())
    seen = parsed(client.get(f"/letters/{KEY}")).css_first("#seen").attributes["value"] or ""
    client.post(url(jane), data=typed(body="This window", seen=seen))
    answer = client.post(url(jane), data=typed(body="That window", seen=seen), headers=HTMX)
    assert "changed in another window" in answer.text
    with store() as session:
        assert set(session.scalars(select(Letter.body))) == {"This window", "That window"}


def test_a_text_that_is_too_long_is_refused_and_still_there(client: FlaskClient, jane: Contact) -> None:
    client.post(url(jane), data=typed())
    long = "word " * 20_001
    for headers in ({}, HTMX):
        answer = client.post(url(jane), data=typed(body=long), headers=headers)
        assert answer.status_code == 422
        assert "longer than the 100,000 characters" in answer.text
    assert long.strip() in client.post(url(jane), data=typed(body=long)).text


def test_a_hundred_thousand_characters_are_taken(client: FlaskClient, store: Store, jane: Contact) -> None:
    assert client.post(url(jane), data=typed(body="x" * 100_000)).status_code == 303
    assert len(stored(store).body) == 100_000


def test_it_is_asked_for_in_drafts_and_its_state_is_told(
    client: FlaskClient, store: Store, jane: Contact, mailbox_id: str
) -> None:
    client.post(url(jane), data=typed(then="drafts", mailbox_id=mailbox_id))
    assert "puts it into Drafts in a moment" in client.get(f"/letters/{KEY}").text
    with store() as session:
        (letter,) = letters_drafts.wanted(session, mailbox_id)
        letters_drafts.saved(session, letter, "Drafts")
    page = parsed(client.get(f"/letters/{KEY}"))
    assert "It lies in Drafts since" in page.css_first("#send").text()
    assert page.css_first("button[value=drafts]") is None


def test_why_it_is_not_in_drafts_is_told_and_it_can_be_asked_for_again(
    client: FlaskClient, store: Store, jane: Contact, mailbox_id: str
) -> None:
    client.post(url(jane), data=typed(then="drafts", mailbox_id=mailbox_id))
    with store() as session:
        letters_drafts.failed(session, session.get_one(Letter, KEY), "This mailbox has no Drafts folder.")
    page = parsed(client.get(f"/letters/{KEY}"))
    assert "no Drafts folder" in page.css_first("#send .is-trouble").text()
    assert page.css_first("button[value=drafts]")
    assert "not in Drafts" in client.get("/letters").text


def test_one_of_several_mailboxes_is_chosen(
    app: Flask, client: FlaskClient, store: Store, alice: User, jane: Contact, mailbox_id: str
) -> None:
    with store() as session:
        card = MailboxCard("second@example.org", "imap.example.org", password="secret word")
        mailboxes.add(session, alice.id, card, app.config["SETTINGS"].secrets_dir)
    page = parsed(client.get(f"/people/{jane.id}/letters/new?kind=give"))
    assert [one.text() for one in page.css("select[name=mailbox_id] option")] == [alice.email, "second@example.org"]


def test_a_mailbox_of_a_stranger_is_not_found(
    client: FlaskClient, store: Store, jane: Contact, charlie: Stranger
) -> None:
    data = typed(then="drafts", mailbox_id=charlie.ids["mailbox_id"])
    assert client.post(url(jane), data=data).status_code == 404
    assert stored(store).mailbox_id is None


@pytest.mark.parametrize(
    ("kind", "field", "noun"),
    [
        ("approach", "ask_id", "ask_id"),
        ("thank_you", "settles", "interaction_id"),
        ("thank_you", "answers", "interaction_id"),
        ("report_back", "use_id", "use_id"),
    ],
)
def test_what_a_letter_is_about_is_ones_own(
    client: FlaskClient, jane: Contact, charlie: Stranger, kind: str, field: str, noun: str
) -> None:
    about = {"kind": kind, field: charlie.ids[noun]}
    assert client.get(f"/people/{jane.id}/letters/new", query_string=about).status_code == 404
    assert client.post(url(jane), data=typed(**about)).status_code == 404


def test_the_link_to_the_mail_program_carries_the_whole_letter(client: FlaskClient, jane: Contact) -> None:
    client.post(url(jane), data=typed(subject="50 % & more?", body="One\nbcc: x@example.org\n\nTwo & three"))
    link = parsed(client.get(f"/letters/{KEY}")).css_first("a[href^='mailto:']").attributes["href"] or ""
    fields = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert urlsplit(link).path == "jane@example.org"
    assert fields == {"subject": ["50 % & more?"], "body": ["One\r\nbcc: x@example.org\r\n\r\nTwo & three"]}


def test_a_letter_that_is_too_long_for_a_link_says_so(client: FlaskClient, jane: Contact) -> None:
    client.post(url(jane), data=typed(body="word " * 500))
    page = parsed(client.get(f"/letters/{KEY}"))
    assert page.css_first("a[href^='mailto:']") is None
    assert "too long to be opened in a mail program" in page.css_first("#send").text()


def test_the_ask_of_a_letter_is_drafted_from_it(client: FlaskClient, store: Store, jane: Contact) -> None:
    client.post(url(jane), data=typed(then="ask", ask_text="20 minutes on data", ask_kind="advice"))
    with store() as session:
        ask = session.scalars(select(Ask)).one()
        assert (ask.text, ask.kind.value, ask.state) == ("20 minutes on data", "advice", AskState.DRAFTED)
        assert ask.follow_up_on == utcnow().date() + timedelta(days=3)
    assert "It carries an ask" in client.get(f"/letters/{KEY}").text


def test_a_letter_that_asks_for_too_much_says_what_to_do_first(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    wanted = {"then": "ask", "ask_text": "Your advice on my plan", "ask_kind": "advice"}
    assert (
        "ask for a meeting after that"
        in parsed(client.post(url(jane), data=typed(), headers=HTMX)).css_first("#fit").text()
    )
    client.post(url(jane), data=typed(**wanted))
    assert "ask for advice after that" in parsed(client.get(f"/letters/{KEY}")).css_first("#fit").text()
    with store() as session:
        exchange(session, session.get_one(Contact, jane.id))
    assert parsed(client.get(f"/letters/{KEY}")).css_first("#fit") is None


def test_an_ask_without_words_is_refused_and_the_letter_is_kept(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    answer = client.post(url(jane), data=typed(then="ask", ask_text=" "))
    assert answer.status_code == 422
    assert "Write what you ask for" in parsed(answer).css_first("#note-ask[open] #ask_text-error").text()
    assert stored(store).subject == "A question"


def test_a_letter_that_asks_to_be_vouched_for_too_early_has_a_place_for_the_note(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    wanted = {"then": "ask", "ask_text": "Vouch for me", "ask_kind": "vouch"}
    page = parsed(client.post(url(jane), data=typed(**wanted)))
    assert "nothing was obtained from them yet" in page.css_first("#note-ask[open] #override_note-error").text()
    assert page.css_first("#note-ask option[selected]").attributes["value"] == "vouch"
    client.post(url(jane), data=typed(**wanted, override_note="She offered it"))
    with store() as session:
        assert session.scalars(select(Ask)).one().override_note == "She offered it"


def test_the_call_is_put_on_its_day(client: FlaskClient, store: Store, jane: Contact) -> None:
    client.post(url(jane), data=typed(then="call"))
    with store() as session:
        assert session.scalars(select(FollowUp.due_on)).all() == [utcnow().date() + timedelta(days=3)]
    assert "Today will remind you." in client.get(f"/letters/{KEY}").text


def test_a_letter_that_was_sent_otherwise_stands_in_the_timeline(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    client.post(url(jane), data=typed(then="sent"))
    page = parsed(client.get(f"/letters/{KEY}"))
    with store() as session:
        line = session.scalars(select(Interaction)).one()
    assert page.css_first("#send a").attributes["href"] == f"/people/{jane.id}#line-{line.id}"
    assert page.css_first("textarea") is None


def test_once_it_is_sent_the_whole_page_is_fetched(client: FlaskClient, jane: Contact) -> None:
    answer = client.post(url(jane), data=typed(then="sent"), headers=HTMX)
    assert answer.headers["HX-Redirect"] == f"/letters/{KEY}"


def test_that_it_was_sent_can_be_taken_back(client: FlaskClient, store: Store, jane: Contact) -> None:
    client.post(url(jane), data=typed(then="sent"))
    undo = parsed(client.get(f"/letters/{KEY}")).css_first("#notices form").attributes["action"] or ""
    client.post(undo)
    assert stored(store).sent_line is None


def test_a_phone_script_is_read_large_and_is_no_mail(client: FlaskClient, jane: Contact) -> None:
    client.post(url(jane), data=typed(kind="phone_script", body="Hello, this is Alice."))
    page = parsed(client.get(f"/letters/{KEY}"))
    assert page.css_first("input[name=subject]") is None
    assert page.css_first("a[href='tel:0123555']")
    assert "Hello, this is Alice." in parsed(client.get(f"/letters/{KEY}/large")).css_first(".script-text").text()


def test_a_letter_is_deleted_and_brought_back(client: FlaskClient, jane: Contact) -> None:
    client.post(url(jane), data=typed())
    assert client.post(f"/letters/{KEY}/delete").location == "/letters"
    page = parsed(client.get("/letters"))
    assert page.css_first("#letters .row") is None
    undo = page.css_first("#notices form").attributes["action"] or ""
    assert client.post(undo).location == f"/letters/{KEY}"
    assert "A question" in client.get("/letters").text


def test_a_deleted_letter_says_so(client: FlaskClient, jane: Contact) -> None:
    client.post(url(jane), data=typed())
    client.post(f"/letters/{KEY}/delete")
    page = parsed(client.get(f"/letters/{KEY}"))
    assert "You deleted this letter." in page.text()
    assert page.css_first("#letter") is None


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["as one types", "without scripts"])
def test_a_letter_that_was_deleted_in_another_window_takes_no_text_before_it_is_brought_back(
    client: FlaskClient, store: Store, jane: Contact, headers: dict[str, str]
) -> None:
    client.post(url(jane), data=typed(body="Before"))
    client.post(f"/letters/{KEY}/delete")
    answer = client.post(url(jane), data=typed(body="After"), headers=headers)
    page = parsed(answer)
    assert (answer.status_code, stored(store).body) == (422, "Before")
    assert "You deleted this letter. Bring it back" in page.css_first("#beside [role=alert]").text()
    assert "Not kept yet." in page.css_first("#letter-sum").text()
    assert headers or page.css_first("textarea").text().strip() == "After"
    button = page.css_first("button[form=letter]").attributes
    client.post(url(jane), data=typed(body="After", **{button["name"] or "": button["value"] or ""}), headers=headers)
    assert (stored(store).body, stored(store).deleted_at) == ("After", None)


def test_a_letter_that_is_deleted_elsewhere_says_so_beside_what_is_typed(client: FlaskClient, jane: Contact) -> None:
    client.post(url(jane), data=typed())
    client.post(f"/letters/{KEY}/delete")
    beside = parsed(client.get(f"/letters/{KEY}", headers=HTMX))
    assert "You deleted this letter." in beside.css_first("#beside [role=alert]").text()
    assert beside.css_first("button[form=letter][value=restore]")
    assert beside.css_first("#send") is None


def test_letters_are_listed_by_where_they_stand(client: FlaskClient, jane: Contact, mailbox_id: str) -> None:
    client.post(url(jane, "a" * 20), data=typed(subject="Being written"))
    client.post(url(jane, "b" * 20), data=typed(subject="In Drafts", then="drafts", mailbox_id=mailbox_id))
    client.post(url(jane, "c" * 20), data=typed(subject="Sent", then="sent"))
    page = parsed(client.get("/letters"))
    assert [page.css_first(f"#{id} .row-line").text().split(" · ")[0] for id in ("drafts", "in-drafts", "sent")] == [
        "Being written", "In Drafts", "Sent",
    ]  # fmt: skip


def test_with_no_letter_the_page_says_how_one_begins(client: FlaskClient) -> None:
    assert "No letter is written yet" in client.get("/letters").text


def test_markup_in_a_letter_is_text(client: FlaskClient, jane: Contact) -> None:
    client.post(url(jane), data=typed(kind="phone_script", body="<img src=x onerror=alert(1)>", subject="<b>"))
    for path in (f"/letters/{KEY}", f"/letters/{KEY}/large", "/letters"):
        assert "<img" not in client.get(path).text


def test_the_person_offers_each_kind_and_an_empty_mail(client: FlaskClient, jane: Contact) -> None:
    page = parsed(client.get(f"/people/{jane.id}"))
    links = [one.attributes["href"] or "" for one in page.css("#write a")]
    assert links[-1] == "mailto:jane@example.org?subject="
    assert {link.rpartition("=")[2] for link in links[:-1]} == {kind.value for kind in LetterKind}


def test_the_answer_to_a_mail_has_its_subject(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        _, reply = exchange(session, session.get_one(Contact, jane.id))
    page = parsed(client.get(f"/people/{jane.id}/letters/new?kind=decline"))
    assert page.css_first("input[name=subject]").attributes["value"] == "Re: 20 minutes?"
    assert page.css_first("input[name=answers]").attributes["value"] == reply.id


def test_the_script_of_the_page_is_a_file(client: FlaskClient, jane: Contact) -> None:
    page = parsed(client.get(f"/people/{jane.id}/letters/new?kind=give"))
    (script,) = [one for one in page.css("script") if "unkept.js" in (one.attributes["src"] or "")]
    assert Path(urlsplit(script.attributes["src"] or "").path).name == "unkept.js"


def test_the_page_of_the_person_has_what_is_not_sent_yet(client: FlaskClient, jane: Contact) -> None:
    client.post(url(jane), data=typed())
    client.post(url(jane, "c" * 20), data=typed(subject="Sent", then="sent"))
    rows = parsed(client.get(f"/people/{jane.id}")).css("#letters .row")
    assert [" ".join(one.text().split()) for one in rows] == ["Approach letter A question · being written"]

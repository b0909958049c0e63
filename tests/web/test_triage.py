"""Triage: each doubt with its reason, settled where it stands, and taken back with one tap."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.make import ago, exchange, mail, person
from webapp.domain.evidence import AskState
from webapp.models import AskKind, Contact, ContactAddress, Interaction, Message, NeverLog, TriageItem, TriageKind, User
from webapp.services import asks, contacts, interactions
from webapp.services.asks import AskCard
from webapp.services.messages import Arrival, mail_arrived

HTMX = {"HX-Request": "true"}
HINT = [{"label": "thank_you", "sure": False, "reason": "It says thanks."}]


@pytest.fixture
def jane(store: Store, alice: User) -> Contact:
    """Jane Doe, of whom alice is not sure of anything yet."""
    with store() as session:
        return person(session, alice.id)


@pytest.fixture
def unverified(store: Store, jane: Contact) -> str:
    """The item of one mail from Jane's address that answers nothing."""
    with store() as session:
        mail(session, jane, "in", "Coffee on Tuesday?", subject="Coffee?")
    return only(store)


@pytest.fixture
def stranger(store: Store, jane: Contact) -> str:
    """The item of a mail in Jane's thread from an address that nobody has."""
    with store() as session:
        sent = mail(session, jane, "out", "Could we talk?", subject="Talk?", message_id="<sent@example.org>")
        arrival = Arrival(
            key="stranger", direction="in", received_at=ago(hours=1), subject="Re: Talk?", from_name="Carla Ruiz",
            from_address="j.doe@gmail.example", new_text="Gladly.", in_reply_to=["<sent@example.org>"], stranger="j",
        )  # fmt: skip
        mail_arrived(session, jane.user_id, arrival)
        assert sent.contact_id == jane.id
    return only(store)


def only(store: Store) -> str:
    """The one item that waits."""
    with store() as session:
        return session.scalars(select(TriageItem.id).where(TriageItem.settled_at.is_(None))).one()


def waiting(store: Store) -> list[TriageKind]:
    """The kinds of the items that wait."""
    with store() as session:
        return list(session.scalars(select(TriageItem.kind).where(TriageItem.settled_at.is_(None))))


def lines(store: Store) -> list[Interaction]:
    with store() as session:
        return list(session.scalars(select(Interaction).order_by(Interaction.at, Interaction.recorded_at)))


def everything(store: Store) -> Any:
    """What is stored of alice's relationships, to compare before an act and after its undo."""
    with store() as session:
        return (
            [(row.id, row.phase, row.last_at) for row in session.scalars(select(Contact).order_by(Contact.id))],
            [(row.id, row.state) for row in session.scalars(select(asks.Ask))],
            [(row.contact_id, row.address) for row in session.scalars(select(ContactAddress))],
            [(row.id, row.settled_at, row.candidates) for row in session.scalars(select(TriageItem))],
            [row.pattern for row in session.scalars(select(NeverLog))],
            [(row.id, row.is_thanks, row.settles, row.told_ask, row.not_an_answer, row.accepted_at, row.phase)
             for row in session.scalars(select(Interaction).order_by(Interaction.id)) if row.undone_at is None],
        )  # fmt: skip


def buttons(html: str) -> list[str]:
    return [node.text(strip=True) for node in LexborHTMLParser(html).css("main .triage-item .button")]


def test_nothing_waiting_says_so(client: FlaskClient) -> None:
    assert "Nothing is waiting." in client.get("/triage").text


def test_an_unverified_mail_is_shown_with_its_text_and_reason(client: FlaskClient, unverified: str) -> None:
    page = client.get("/triage").text
    assert "Coffee on Tuesday?" in page
    assert "it answers no mail that you sent" in page
    assert buttons(page)[:2] == ["It is Jane Doe", "Not Jane Doe"]


def test_the_text_of_a_mail_is_text(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        mail(session, jane, "in", "<script>alert(1)</script><b hx-get='/x'>", subject="<img src=x onerror=alert(1)>")
    page = LexborHTMLParser(client.get("/triage").text)
    assert page.css("main script, main img, main b") == []


def test_accepting_makes_the_mail_count(client: FlaskClient, store: Store, unverified: str) -> None:
    answer = client.post(f"/triage/{unverified}/accept", follow_redirects=True)
    assert "counts from now on" in answer.text
    assert "Nothing is waiting." in answer.text
    assert lines(store)[0].accepted_at is not None


def test_refusing_takes_the_mail_off_the_timeline(client: FlaskClient, store: Store, unverified: str) -> None:
    client.post(f"/triage/{unverified}/not-this")
    assert lines(store)[0].undone_at is not None
    assert waiting(store) == []


def test_with_htmx_the_item_becomes_one_settled_line_and_back(
    client: FlaskClient, store: Store, unverified: str
) -> None:
    settled = client.post(f"/triage/{unverified}/accept", headers=HTMX, follow_redirects=True).text
    part = LexborHTMLParser(settled).css_first("li")
    assert "is-settled" in (part.attributes["class"] or "")
    assert part.css_first("form").attributes["hx-post"] == f"/triage/{unverified}/reopen"
    back = client.post(f"/triage/{unverified}/reopen", headers=HTMX, follow_redirects=True).text
    assert "triage-item" in back
    assert waiting(store) == [TriageKind.UNVERIFIED]


def test_a_form_that_is_sent_twice_does_no_more(client: FlaskClient, store: Store, unverified: str) -> None:
    for _ in range(2):
        assert client.post(f"/triage/{unverified}/accept").status_code == 303
    assert client.post(f"/triage/{unverified}/not-this").status_code == 303
    assert lines(store)[0].undone_at is None


@pytest.mark.parametrize("always", [{"always": "1"}, {}], ids=["always", "this once"])
def test_a_stranger_is_put_on_the_person_of_the_thread(
    client: FlaskClient, store: Store, jane: Contact, stranger: str, always: dict[str, str]
) -> None:
    page = client.get("/triage").text
    assert buttons(page)[:3] == ["It is Jane Doe, always", "It is Jane Doe, this once", "Not this"]
    answer = client.post(f"/triage/{stranger}/person", data={"contact": jane.id} | always, follow_redirects=True)
    assert "on Jane Doe’s timeline" in answer.text
    with store() as session:
        book = contacts.address_book(session, jane.user_id)
    assert ("j.doe@gmail.example" in book) is bool(always)
    assert len(lines(store)) == 2


def test_nobody_chosen_is_said_and_changes_nothing(client: FlaskClient, store: Store, stranger: str) -> None:
    answer = client.post(f"/triage/{stranger}/person", data={"contact": ""}, follow_redirects=True)
    assert "First choose the person who wrote this." in answer.text
    assert waiting(store) == [TriageKind.STRANGER]
    part = client.post(f"/triage/{stranger}/person", data={"contact": ""}, headers=HTMX, follow_redirects=True).text
    assert "First choose the person" in part
    assert "triage-item" in part


@pytest.mark.parametrize(
    ("data", "pattern"), [({}, "j.doe@gmail.example"), ({"domain": "1"}, "@gmail.example")], ids=["address", "domain"]
)
def test_a_sender_is_never_logged_again(
    client: FlaskClient, store: Store, stranger: str, data: dict[str, str], pattern: str
) -> None:
    answer = client.post(f"/triage/{stranger}/never", data=data, follow_redirects=True)
    assert f"Mail from {pattern} is never logged" in answer.text
    with store() as session:
        assert [row.pattern for row in session.scalars(select(NeverLog))] == [pattern]


ACTS: list[tuple[str, dict[str, str]]] = [
    ("accept", {}), ("not-this", {}), ("never", {}), ("never", {"domain": "1"}), ("person", {}),
    ("person", {"always": "1"}),
]  # fmt: skip


@pytest.mark.parametrize(("act", "data"), ACTS[:-1])  # Jane's address cannot become somebody else's
def test_every_act_on_an_unverified_mail_can_be_taken_back(
    client: FlaskClient, store: Store, alice: User, unverified: str, act: str, data: dict[str, str]
) -> None:
    with store() as session:
        other = person(session, alice.id, "Omar Reyes").id
    before = everything(store)
    client.post(f"/triage/{unverified}/{act}", data={"contact": other} | data)
    assert everything(store) != before
    client.post(f"/triage/{unverified}/reopen")
    assert everything(store) == before


@pytest.mark.parametrize(("act", "data"), ACTS[1:])
def test_every_act_on_a_stranger_can_be_taken_back(
    client: FlaskClient, store: Store, jane: Contact, stranger: str, act: str, data: dict[str, str]
) -> None:
    before = everything(store)
    client.post(f"/triage/{stranger}/{act}", data={"contact": jane.id} | data)
    assert everything(store) != before
    client.post(f"/triage/{stranger}/reopen")
    assert everything(store) == before


@pytest.fixture
def perhaps_thanks(store: Store, jane: Contact) -> str:
    """The item of a mail that may be the thank-you for a call."""
    with store() as session:
        exchange(session, jane)
        interactions.log_meeting(session, jane.user_id, jane.id, at=ago(minutes=40), summary="the call on Tuesday")
        mail(session, jane, "out", "That was kind.", subject="Tuesday", findings=HINT, at=ago(minutes=5))
    return only(store)


def test_a_hint_of_thanks_is_asked_about_by_what_is_owed(client: FlaskClient, perhaps_thanks: str) -> None:
    assert buttons(client.get("/triage").text) == ["Yes, for the call on Tuesday", "No thank-you"]


@pytest.mark.parametrize("act", ["accept", "not-this"])
def test_what_was_said_of_thanks_can_be_taken_back(
    client: FlaskClient, store: Store, perhaps_thanks: str, act: str
) -> None:
    before = everything(store)
    client.post(f"/triage/{perhaps_thanks}/{act}")
    assert waiting(store) == []
    client.post(f"/triage/{perhaps_thanks}/reopen")
    assert everything(store) == before


@pytest.fixture
def which_ask(store: Store, jane: Contact) -> list[str]:
    """Two asks wait, and a mail answers one of them: the ids of the item and of the asks."""
    with store() as session:
        for text in ("20 minutes on data", "feedback on my pitch"):
            asks.make(session, jane.user_id, jane.id, AskCard(AskKind.ADVICE, text, made_at=ago(days=5)))
        reply = mail(session, jane, "in", "Happy to.", subject="Yes", at=ago(hours=2))
        interactions.accept(session, jane.user_id, reply.id)
        item = session.scalars(select(TriageItem).where(TriageItem.settled_at.is_(None))).one()
        return [item.id, *item.candidates]


def test_one_button_per_ask(client: FlaskClient, which_ask: list[str]) -> None:
    found = buttons(client.get("/triage").text)
    assert set(found) == {"20 minutes on data", "feedback on my pitch", "None yet"}


def test_the_chosen_ask_is_answered_and_taken_back(client: FlaskClient, store: Store, which_ask: list[str]) -> None:
    item, chosen, other = which_ask
    before = everything(store)
    client.post(f"/triage/{item}/accept", data={"choice": chosen})
    with store() as session:
        states = {row.id: row.state for row in session.scalars(select(asks.Ask))}
    assert states == {chosen: AskState.ANSWERED, other: AskState.MADE}
    client.post(f"/triage/{item}/reopen")
    assert everything(store) == before


def test_an_ask_has_to_be_chosen(client: FlaskClient, store: Store, which_ask: list[str]) -> None:
    answer = client.post(f"/triage/{which_ask[0]}/accept", follow_redirects=True)
    assert "Choose one of those that are offered." in answer.text
    assert waiting(store) == [TriageKind.WHICH_ASK]


@pytest.fixture
def three(store: Store, jane: Contact) -> list[str]:
    """Three unverified mails of Jane's."""
    with store() as session:
        for number in range(3):
            mail(session, jane, "in", f"Mail {number}", subject=f"Mail {number}")
        return list(session.scalars(select(TriageItem.id)))


def test_many_mails_of_one_contact_are_one_question(client: FlaskClient, three: list[str]) -> None:
    page = LexborHTMLParser(client.get("/triage").text)
    assert len(page.css("#waiting > .rows > li")) == 1
    assert "3 mails from Jane Doe’s address" in page.text()
    assert [node.attributes["value"] for node in page.css("input[name=item]")] != []


def test_they_are_accepted_together_and_taken_back_together(
    client: FlaskClient, store: Store, jane: Contact, three: list[str]
) -> None:
    before = everything(store)
    answer = client.post(f"/triage/of/{jane.id}/accept", data={"item": three}, headers=HTMX, follow_redirects=True)
    assert waiting(store) == []
    undo = LexborHTMLParser(answer.text).css_first(".is-settled form").attributes["action"]
    back = client.post(str(undo), headers=HTMX, follow_redirects=True).text
    assert "Accept all 3" in back
    assert everything(store) == before


def test_one_that_came_meanwhile_is_not_accepted_unseen(
    client: FlaskClient, store: Store, jane: Contact, three: list[str]
) -> None:
    client.post(f"/triage/of/{jane.id}/accept", data={"item": three[:2]})
    assert waiting(store) == [TriageKind.UNVERIFIED]


def test_undoing_late_asks_the_same_only_once(client: FlaskClient, store: Store, unverified: str) -> None:
    client.post(f"/triage/{unverified}/accept")
    with store() as session:
        line = session.scalars(select(Interaction)).one()
        interactions.unaccept(session, line.user_id, line.id)
    client.post(f"/triage/{unverified}/reopen")
    assert waiting(store) == [TriageKind.UNVERIFIED]


def test_the_page_tells_how_many_mails_wait(client: FlaskClient, three: list[str]) -> None:
    assert "3 mails we are not sure about" in client.get("/triage").text


def test_htmx_fetches_the_list_alone(client: FlaskClient, unverified: str) -> None:
    assert client.get("/triage", headers=HTMX).text.lstrip().startswith('<div id="waiting"')


def test_the_number_beside_its_place_keeps_itself_true(client: FlaskClient, three: list[str]) -> None:
    place = LexborHTMLParser(client.get("/people").text).css_first("#triage-count")
    assert (place.text().split()[0], place.attributes["hx-trigger"]) == ("3", "changed from:body")
    client.post(f"/triage/{three[0]}/accept")
    answer = client.get(place.attributes["hx-get"] or "", headers=HTMX).text
    assert answer.lstrip().startswith('<span id="triage-count"')
    assert LexborHTMLParser(answer).css_first(".badge").text().split()[0] == "2"
    assert "mails we are not sure about" in client.get("/triage/count").text


def test_a_strangers_item_is_not_there(client: FlaskClient, charlie: Stranger, store: Store) -> None:
    for act in ("accept", "person", "not-this", "never", "reopen"):
        assert client.post(f"/triage/{charlie.ids['item_id']}/{act}").status_code == 404
    with store() as session:
        assert session.get_one(TriageItem, charlie.ids["item_id"]).settled_at is None


def test_a_mail_without_a_sender_can_be_settled(client: FlaskClient, store: Store, stranger: str) -> None:
    with store() as session:
        message = session.scalars(select(Message).where(Message.direction == "in")).one()
        message.from_address = message.from_name = message.subject = ""
    assert "no subject" in client.get("/triage").text
    assert client.post(f"/triage/{stranger}/never").status_code == 303
    assert client.post(f"/triage/{stranger}/not-this").status_code == 303

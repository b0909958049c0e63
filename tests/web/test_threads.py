"""The page of a conversation: its mails, what waits in it, its silence, and the ways to it."""

from __future__ import annotations

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy.orm import Session

from tests.web.conftest import Store, Stranger
from tests.web.make import ago, exchange, mail, person
from webapp.models import Interaction, Message, User
from webapp.services.messages import Arrival, mail_arrived

HTMX = {"HX-Request": "true"}


def thread_of(session: Session, line: Interaction) -> str:
    """The conversation of the mail of a line."""
    return session.get_one(Message, line.message_row).thread_id or ""


def jane(store: Store, alice: User) -> tuple[str, str]:
    """Jane's id and that of the conversation with her."""
    with store() as session:
        contact = person(session, alice.id)
        _, reply = exchange(session, contact)
        return contact.id, thread_of(session, reply)


def test_a_conversation_shows_its_mails_in_order_with_where_they_stand(
    client: FlaskClient, store: Store, alice: User
) -> None:
    contact_id, thread_id = jane(store, alice)
    page = LexborHTMLParser(client.get(f"/threads/{thread_id}").text)
    assert page.css_first("h1").text() == "20 minutes?"
    assert [one.css_first("strong").text() for one in page.css(".moment")] == ["You", "jane@example.org"]
    assert page.css_first(f'.moment a[href^="/people/{contact_id}"]').text() == "Jane Doe"
    assert "The sender's address is theirs." in page.css(".moment")[1].css_first(".why").text()
    assert [one.text() for one in page.css(".mail-text")] == ["Could we talk?", "Happy to, on Tuesday."]


def test_the_timeline_leads_to_the_conversation(client: FlaskClient, store: Store, alice: User) -> None:
    contact_id, thread_id = jane(store, alice)
    links = LexborHTMLParser(client.get(f"/people/{contact_id}").text).css(f'a[href="/threads/{thread_id}"]')
    assert [link.text() for link in links] == ["the conversation (2 mails)"] * 2


def test_what_waits_is_settled_under_its_conversation(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        sent, _ = exchange(session, contact)
        answered = session.get_one(Message, sent.message_row).message_id
        mail(session, contact, "in", "Me again.", in_reply_to=[answered])
        unknown(session, contact.user_id, answered)
        thread_id = thread_of(session, sent)
    page = LexborHTMLParser(client.get(f"/threads/{thread_id}").text)
    (form,) = [one for one in page.css(".triage-item form") if "this once" in one.text()]
    fields = {one.attributes["name"]: one.attributes.get("value") or "" for one in form.css("input")}
    answer = client.post(form.attributes["action"] or "", data=fields, headers=HTMX, follow_redirects=True)
    assert "It is on Jane Doe’s timeline" in answer.text
    again = LexborHTMLParser(client.get(f"/threads/{thread_id}").text)
    assert again.css(".triage-item") == []
    assert len(again.css(".moment")) == 4


def unknown(session: Session, user_id: str, answered: str) -> None:
    """A mail of a known conversation from an address that nobody has."""
    address = "j@gmail.example"
    arrival = Arrival(
        key="unknown", direction="in", received_at=ago(minutes=5), in_reply_to=[answered], from_address=address,
        stranger=address, new_text="It is me.", subject="Re: 20 minutes?",
    )  # fmt: skip
    mail_arrived(session, user_id, arrival)


def test_a_silence_takes_the_conversation_off_the_timeline_and_undo_brings_it_back(
    client: FlaskClient, store: Store, alice: User
) -> None:
    contact_id, thread_id = jane(store, alice)
    answer = client.post(f"/threads/{thread_id}/silence")
    assert (answer.status_code, answer.location) == (303, f"/threads/{thread_id}")
    page = client.get(answer.location).text
    assert "Silenced: nothing of it counts" in page
    assert f'action="/threads/{thread_id}/restore"' in page
    timeline = LexborHTMLParser(client.get(f"/people/{contact_id}").text)
    assert timeline.css(".moment") == []
    assert timeline.css_first("#silenced summary").text() == "1 silenced conversation"
    client.post(f"/threads/{thread_id}/restore")
    assert len(LexborHTMLParser(client.get(f"/people/{contact_id}").text).css(".moment")) == 2


def test_htmx_gets_the_conversation_alone(client: FlaskClient, store: Store, alice: User) -> None:
    _, thread_id = jane(store, alice)
    part = client.get(f"/threads/{thread_id}", headers=HTMX).text
    assert part.lstrip().startswith('<div id="conversation"')
    assert "<html" not in part


def test_a_long_conversation_begins_with_its_latest_mails(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        before = "<0@x>"
        for number in range(1, 36):
            line = mail(
                session, contact, "out", message_id=f"<{number}@x>", in_reply_to=[before], at=ago(minutes=60 - number)
            )
            before = f"<{number}@x>"
        thread_id = thread_of(session, line)
    page = LexborHTMLParser(client.get(f"/threads/{thread_id}").text)
    assert len(page.css(".moment")) == 30
    link = next(one for one in page.css("a.button") if "earlier" in one.text())
    assert link.text() == "5 earlier"
    assert len(LexborHTMLParser(client.get(link.attributes["href"] or "").text).css(".moment")) == 35


def test_a_conversation_of_another_user_or_of_nobody_is_not_found(client: FlaskClient, charlie: Stranger) -> None:
    for thread_id in (charlie.ids["thread_id"], "nothing"):
        assert client.get(f"/threads/{thread_id}").status_code == 404
        assert client.post(f"/threads/{thread_id}/silence").status_code == 404
        assert client.post(f"/threads/{thread_id}/restore").status_code == 404


def test_a_conversation_is_silenced_by_a_form_alone(client: FlaskClient, store: Store, alice: User) -> None:
    _, thread_id = jane(store, alice)
    assert client.get(f"/threads/{thread_id}/silence").status_code == 405


def test_a_moved_mail_leaves_one_line_that_says_where_it_went(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact, other = person(session, alice.id), person(session, alice.id, "Omar Reyes")
        _, reply = exchange(session, contact)
    client.post(f"/lines/{reply.id}/move", data={"contact_id": other.id})
    line = LexborHTMLParser(client.get(f"/people/{contact.id}").text).css_first(f"#line-{reply.id}")
    assert "moved to Omar Reyes" in line.text()
    assert line.css_first(f'a[href="/people/{other.id}"]') is not None
    assert "You moved it to another person." in line.css_first(".why").text()


def test_a_mail_is_moved_with_its_sender_learned(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact, other = person(session, alice.id), person(session, alice.id, "Omar Reyes")
        line = mail(session, contact, "in", "Hello")
        session.get_one(Message, line.message_row).from_address = "omar@else.example"
    assert "always: omar@else.example is theirs" in client.get(f"/lines/{line.id}/move").text
    client.post(f"/lines/{line.id}/move", data={"contact_id": other.id, "always": "1"})
    assert "omar@else.example" in client.get(f"/people/{other.id}").text


def test_the_move_says_whose_the_address_is(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact, other = person(session, alice.id), person(session, alice.id, "Omar Reyes")
        line = mail(session, contact, "in", "Hello")
    assert "jane@example.org is Jane Doe’s." in " ".join(client.get(f"/lines/{line.id}/move").text.split())
    answer = client.post(f"/lines/{line.id}/move", data={"contact_id": other.id, "always": "1"})
    assert answer.status_code == 422
    assert "take it off their page first" in answer.text

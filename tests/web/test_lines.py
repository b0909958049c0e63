"""The lines of a timeline: accepted, undone, corrected and moved by the user."""

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store
from tests.web.make import ago, exchange, mail, person
from webapp.domain.evidence import AskState, Phase
from webapp.models import Ask, AskKind, Contact, Interaction, User
from webapp.services import asks


def undo(client: FlaskClient, url: str, **data: str) -> None:
    """Post, then take it back by the Undo that the page offers."""
    page = client.post(url, data=data, follow_redirects=True)
    form = LexborHTMLParser(page.text).css_first("#notices form")
    assert client.post(form.attributes["action"]).status_code == 303


@pytest.fixture
def jane(store: Store, alice: User) -> Contact:
    with store() as session:
        return person(session, alice.id)


def phase(store: Store, contact: Contact) -> Phase:
    with store() as session:
        return session.get_one(Contact, contact.id).phase


def test_undoing_a_reply_puts_the_phase_back_and_redoing_it_forward(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    with store() as session:
        _, reply = exchange(session, jane)
    assert phase(store, jane) is Phase.OBTAIN
    client.post(f"/lines/{reply.id}/undo")
    assert phase(store, jane) is Phase.INITIATE
    client.post(f"/lines/{reply.id}/redo")
    assert phase(store, jane) is Phase.OBTAIN


def test_the_undo_of_an_undo_is_offered(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        _, reply = exchange(session, jane)
    undo(client, f"/lines/{reply.id}/undo")
    assert phase(store, jane) is Phase.OBTAIN


def test_an_accepted_mail_counts_until_that_is_taken_back(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        mail(session, jane, "out", at=ago(days=2))
        line = mail(session, jane, "in")
    client.post(f"/lines/{line.id}/accept")
    assert phase(store, jane) is Phase.OBTAIN
    client.post(f"/lines/{line.id}/unaccept")
    assert phase(store, jane) is Phase.INITIATE


def test_a_sent_mail_is_said_to_be_a_thank_you(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        line = mail(session, jane, "out")
    page = client.post(f"/lines/{line.id}/thank-you", follow_redirects=True)
    assert "thank-you" in [chip.text() for chip in LexborHTMLParser(page.text).css(f"#line-{line.id} .chip")]
    page = client.post(f"/lines/{line.id}/no-thank-you", follow_redirects=True)
    assert LexborHTMLParser(page.text).css(f"#line-{line.id} .chip") == []


def test_a_reply_that_is_no_answer_yet_lets_the_ask_wait_on(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        sent = mail(session, jane, "out", at=ago(days=2), message_id="<first@x>")
        asks.make(session, jane.user_id, jane.id, asks.AskCard(AskKind.ADVICE, "How?", interaction_id=sent.id))
        reply = mail(session, jane, "in", in_reply_to=["<first@x>"])
    page = client.post(f"/lines/{reply.id}/no-answer", follow_redirects=True)
    with store() as session:
        assert session.scalars(select(Ask)).one().state is AskState.MADE
    form = LexborHTMLParser(page.text).css_first("#notices form")
    client.post(form.attributes["action"])
    with store() as session:
        assert session.scalars(select(Ask)).one().state is AskState.ANSWERED


def test_nothing_to_note_is_said_and_taken_back(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        line = mail(session, jane, "in")
    client.post(f"/lines/{line.id}/nothing")
    with store() as session:
        assert session.scalars(select(Interaction)).one().nothing_obtained
    undo(client, f"/lines/{line.id}/nothing")
    with store() as session:
        assert not session.scalars(select(Interaction)).one().nothing_obtained


def test_a_mail_is_moved_to_another_person_and_back(
    client: FlaskClient, store: Store, alice: User, jane: Contact
) -> None:
    with store() as session:
        bo = person(session, alice.id, "Bo Lind")
        line = mail(session, jane, "in")
    page = LexborHTMLParser(client.get(f"/lines/{line.id}/move").text)
    assert [option.attributes["value"] for option in page.css("option")] == [bo.id]
    undo(client, f"/lines/{line.id}/move", contact_id=bo.id)
    with store() as session:
        holds = select(Interaction).where(Interaction.undone_at.is_(None))
        assert session.scalars(holds).one().contact_id == jane.id


def test_a_mail_is_not_moved_to_where_it_is_already(
    client: FlaskClient, store: Store, alice: User, jane: Contact
) -> None:
    with store() as session:
        bo = person(session, alice.id, "Bo Lind")
        line = mail(session, jane, "out", counterparts=[jane.id, bo.id])
        other = bo.id if line.contact_id == jane.id else jane.id
    response = client.post(f"/lines/{line.id}/move", data={"contact_id": other})
    assert response.status_code == 422
    assert "timeline already" in LexborHTMLParser(response.text).css_first("#move-error").text()


def test_a_line_noted_by_hand_has_no_mail_to_show(client: FlaskClient, store: Store, jane: Contact) -> None:
    client.post(f"/people/{jane.id}/lines", data={"kind": "in", "at": "2026-01-05T10:00", "summary": "A postcard"})
    with store() as session:
        line = session.scalars(select(Interaction)).one()
        assert line.direction == "in"
    assert client.get(f"/lines/{line.id}").status_code == 404


@pytest.mark.parametrize(
    "act", ["undo", "redo", "accept", "unaccept", "thank-you", "no-thank-you", "no-answer", "nothing", "something"]
)
def test_an_act_is_no_get_and_needs_a_line(client: FlaskClient, store: Store, jane: Contact, act: str) -> None:
    with store() as session:
        line = mail(session, jane, "in")
    assert client.get(f"/lines/{line.id}/{act}").status_code == 405
    assert client.post(f"/lines/missing/{act}").status_code == 404

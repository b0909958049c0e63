"""Digests on the Account page: which, when, where to, and what became of the last one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from tests.web.conftest import Store, Stranger
from webapp.models import Digest, DigestKind, DigestPlan, Mailbox, MailboxState, User
from webapp.services import digests, mailboxes
from webapp.services.digests import Due
from webapp.services.mailboxes import MailboxCard


@pytest.fixture
def box(app: Flask, store: Store, alice: User) -> str:
    """Alice's mailbox, which is read."""
    with store() as session:
        card = MailboxCard(alice.email, "imap.example.org", password="secret word")
        row = mailboxes.add(session, alice.id, card, app.config["SETTINGS"].secrets_dir)
        row.state = MailboxState.UP_TO_DATE
        return row.id


def form(box: str, **more: str) -> dict[str, str]:
    return {"mailbox_id": box, "daily": "y", "daily_hour": "6", "eve_hour": "19"} | more


def plan(store: Store) -> DigestPlan:
    with store() as session:
        return session.query(DigestPlan).one()


def section(client: FlaskClient) -> str:
    found = LexborHTMLParser(client.get("/account").text).css_first("#digest")
    assert found
    return " ".join(found.text().split())


def test_without_a_mailbox_the_page_says_what_to_do(client: FlaskClient) -> None:
    assert "It needs a mailbox first" in section(client)


def test_digests_are_switched_on_with_their_hours(client: FlaskClient, store: Store, box: str) -> None:
    answer = client.post("/account/digest", data=form(box, eve="y"))
    assert (answer.status_code, answer.location) == (303, "/account#digest")
    row = plan(store)
    assert (row.mailbox_id, row.daily, row.daily_hour, row.eve, row.eve_hour) == (box, True, 6, True, 19)
    assert row.always is False
    page = LexborHTMLParser(client.get("/account").text)
    assert page.css_first("#digest-daily_hour option[selected]").text() == "6:00"  # type: ignore[union-attr]  # else it fails here
    client.post("/account/digest", data={"mailbox_id": box, "daily_hour": "6", "eve_hour": "19"})
    assert (plan(store).daily, plan(store).eve) == (False, False)


@pytest.mark.parametrize("wrong", [{"daily_hour": "24"}, {"eve_hour": "x"}, {"mailbox_id": "nobody"}])
def test_what_no_form_offers_is_refused_and_the_rest_kept(
    client: FlaskClient, store: Store, box: str, wrong: dict[str, str]
) -> None:
    answer = client.post("/account/digest", data=form(box, always="y") | wrong)
    assert answer.status_code == 422
    page = LexborHTMLParser(answer.text)
    assert page.css_first("#digest .field-error")
    assert page.css_first("#digest-always[checked]")
    with store() as session:
        assert session.query(DigestPlan).count() == 0


def test_a_strangers_mailbox_cannot_be_chosen(client: FlaskClient, box: str, charlie: Stranger, store: Store) -> None:
    assert client.post("/account/digest", data=form(charlie.ids["mailbox_id"])).status_code == 422
    with store() as session:
        assert [row.user_id for row in session.query(DigestPlan)] == [charlie.user_id]


def test_one_is_sent_now_to_see_it_with_what_was_filled_in(client: FlaskClient, store: Store, box: str) -> None:
    client.post("/account/digest", data=form(box, now="1"))
    assert plan(store).daily_hour == 6
    with store() as session:
        assert session.query(Digest).one().kind is DigestKind.NOW
    assert "One is on its way: it is in your INBOX in a moment." in section(client)


def test_the_page_tells_what_became_of_the_last_one(client: FlaskClient, store: Store, alice: User, box: str) -> None:
    client.post("/account/digest", data=form(box, now="1"))
    with store() as session:
        row = session.query(Digest).one()
        due = Due(alice.id, row.kind, row.about, row.created_at.date())
        digests.failed(session, due, "Your mailbox is full.", timedelta(hours=1))
    assert "is not in your INBOX. Your mailbox is full." in section(client)
    with store() as session:
        digests.delivered(session, due, digests.IMAP)
    assert "The one you asked for was put into your INBOX just now." in section(client)


@pytest.mark.parametrize("state", [MailboxState.PAUSED, MailboxState.NEEDS_YOU])
def test_a_mailbox_that_is_not_read_is_named(
    client: FlaskClient, store: Store, alice: User, box: str, state: MailboxState
) -> None:
    client.post("/account/digest", data=form(box))
    assert "Nothing is put into" not in section(client)
    with store() as session:
        session.get_one(Mailbox, box).state = state
    assert f"Nothing is put into {alice.email} for now." in section(client)


def test_who_removed_the_mailbox_is_told_to_choose_another(
    app: Flask, client: FlaskClient, store: Store, alice: User, box: str
) -> None:
    client.post("/account/digest", data=form(box))
    with store() as session:
        card = MailboxCard("other@example.org", "imap.example.org", password="secret word")
        mailboxes.add(session, alice.id, card, app.config["SETTINGS"].secrets_dir)
        mailboxes.remove(session, alice.id, box)
    assert "was removed. Choose another one" in section(client)


def test_the_state_is_fetched_alone_when_something_changed(client: FlaskClient, box: str) -> None:
    part = client.get("/account/digest", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'id="digest-state"' in part

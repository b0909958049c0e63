"""Today: what is owed, due and new, and settled where it stands."""

from datetime import timedelta

import time_machine
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.make import ago, exchange, mail, person
from webapp.models import (
    AskKind,
    Contact,
    FollowUp,
    Interaction,
    Interview,
    Outcome,
    OutcomeKind,
    Permission,
    User,
    utcnow,
)
from webapp.services import asks, contacts, gives, referred
from webapp.services.gives import InterviewCard

HTMX = {"HX-Request": "true"}


def section(client: FlaskClient, name: str) -> str:
    found = LexborHTMLParser(client.get("/").text).css_first(f"#{name}")
    return " ".join(found.text().split()) if found else ""


def settled(client: FlaskClient, url: str, **data: str) -> str:
    """Settle a line as htmx; return the URL of the Undo that comes with the fresh part."""
    response = client.post(f"{url}?back=today", data=data, headers=HTMX)
    assert (response.status_code, response.location) == (303, "/")
    part = LexborHTMLParser(client.get("/", headers=HTMX).text)
    assert part.css_first("#today")
    return part.css_first("#notices form").attributes["action"]


def test_with_nobody_there_it_says_to_add_a_person(client: FlaskClient) -> None:
    page = LexborHTMLParser(client.get("/").text)
    assert page.css_first("#today .empty a").attributes["href"] == "/people/new"


def test_with_nothing_to_do_and_no_mailbox_it_says_to_add_one(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        person(session, alice.id)
    page = LexborHTMLParser(client.get("/").text)
    assert page.css_first("#today .empty a").attributes["href"] == "/mailboxes"


def test_a_thank_you_owed_is_settled_by_other_means_and_undone(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        omar = person(session, alice.id, "Omar Reyes")
        gives.plan_interview(session, alice.id, omar.id, InterviewCard("How they hire", ago(days=2), held=True))
        line = session.scalars(select(Interaction)).one()
    assert "Omar Reyes How they hire" in section(client, "thanks")
    undo = settled(client, f"/people/{omar.id}/thanked", settles=line.id)
    assert section(client, "thanks") == ""
    response = client.post(undo)
    assert (response.status_code, response.location) == (303, "/")
    assert "Omar Reyes" in section(client, "thanks")


def test_the_letter_to_thank_names_what_it_thanks_for(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        omar = person(session, alice.id, "Omar Reyes")
        gives.plan_interview(session, alice.id, omar.id, InterviewCard("How they hire", ago(days=2), held=True))
    page = LexborHTMLParser(client.get("/").text)
    letter = client.get(page.css_first("#thanks a.button").attributes["href"] or "")
    assert "Thank you for your time on" in LexborHTMLParser(letter.text).css_first("textarea").text()


def test_an_answer_asks_what_was_obtained_and_is_noted_in_place(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        jane = person(session, alice.id)
        _, reply = _answered(session, jane)
    assert "Jane Doe" in section(client, "to-note")
    settled(client, f"/people/{jane.id}/outcomes", text="Start small", kind="advice", interaction_id=reply.id)
    assert section(client, "to-note") == ""
    with store() as session:
        assert session.scalars(select(Outcome)).one().interaction_id == reply.id


def _answered(session, contact: Contact) -> tuple[Interaction, Interaction]:
    sent, reply = exchange(session, contact)
    asks.make(session, contact.user_id, contact.id, asks.AskCard(AskKind.ADVICE, "How?", interaction_id=sent.id))
    return sent, reply


def test_a_note_without_words_is_refused_where_it_stands(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        jane = person(session, alice.id)
        _, reply = _answered(session, jane)
    typed = {"text": " ", "kind": "advice", "interaction_id": reply.id}
    response = client.post(f"/people/{jane.id}/outcomes?back=today", data=typed)
    page = LexborHTMLParser(response.text)
    assert response.status_code == 422
    assert page.css_first("h1").text() == "Today"
    assert page.css_first(f"#obtained-{reply.id}-error").text()


def test_nothing_this_time_is_taken_at_its_word(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        _, reply = _answered(session, person(session, alice.id))
    undo = settled(client, f"/lines/{reply.id}/nothing")
    assert section(client, "to-note") == ""
    client.post(undo)
    assert "Jane Doe" in section(client, "to-note")


def test_an_interview_that_is_over_is_asked_about(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        jane = person(session, alice.id)
        gives.plan_interview(session, alice.id, jane.id, InterviewCard("Hiring", ago(hours=3)))
        interview = session.scalars(select(Interview)).one()
    assert "Jane Doe Hiring" in section(client, "to-confirm")
    undo = settled(client, f"/interviews/{interview.id}/took-place")
    assert (section(client, "to-confirm"), "Jane Doe" in section(client, "thanks")) == ("", True)
    client.post(undo)
    assert "Jane Doe Hiring" in section(client, "to-confirm")


def test_after_three_business_days_a_follow_up_is_suggested_gently(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        bo = person(session, alice.id, "Bo Lind")
        asks.make(session, alice.id, bo.id, asks.AskCard(AskKind.ADVICE, "Old one?", made_at=ago(days=9)))
        asks.make(session, alice.id, bo.id, asks.AskCard(AskKind.ADVICE, "New one?", made_at=ago(minutes=1)))
    lines = [" ".join(row.text().split()) for row in LexborHTMLParser(client.get("/").text).css("#waiting .row")]
    old, new = lines
    assert "a short follow-up is fine now" in old
    assert "asked today" in new
    assert "follow-up" not in new


def test_what_was_asked_on_friday_was_not_asked_on_sunday(client: FlaskClient, store: Store, alice: User) -> None:
    now = utcnow()
    sunday = (now + timedelta(days=6 - now.weekday())).replace(hour=23, minute=59)
    with time_machine.travel(sunday, tick=False):
        with store() as session:
            bo = person(session, alice.id, "Bo Lind")
            card = asks.AskCard(AskKind.ADVICE, "How to begin", made_at=sunday - timedelta(days=2))
            asks.make(session, alice.id, bo.id, card)
        assert "asked Friday" in section(client, "waiting")


def test_a_follow_up_due_is_done_and_undone(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        jane = person(session, alice.id)
        gives.follow_up(session, alice.id, jane.id, due_on=utcnow().date() - timedelta(days=1), text="Call her")
        gives.follow_up(session, alice.id, jane.id, due_on=utcnow().date() + timedelta(days=9), text="Much later")
        row = session.scalars(select(FollowUp).where(FollowUp.text == "Call her")).one()
    shown = section(client, "follow-ups")
    assert "Call her" in shown
    assert "Much later" not in shown
    undo = settled(client, f"/follow-ups/{row.id}/done")
    assert section(client, "follow-ups") == ""
    client.post(undo)
    assert "Call her" in section(client, "follow-ups")


def test_a_use_is_to_be_reported_back(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        jane = person(session, alice.id)
        _, reply = exchange(session, jane)
        words = {"kind": OutcomeKind.FEEDBACK, "text": "Shorter", "interaction_id": reply.id}
        outcome = asks.obtained(session, alice.id, jane.id, **words)
        use = asks.used(session, alice.id, jane.id, text="Cut it to a page", outcome_id=outcome.id)
    assert "Cut it to a page" in section(client, "reports")
    settled(client, f"/uses/{use.id}/told")
    assert section(client, "reports") == ""


def test_what_waits_in_triage_is_counted_and_linked(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        mail(session, person(session, alice.id), "in", subject="Who is this?")
    page = LexborHTMLParser(client.get("/").text)
    assert "Who is this?" in page.css_first("#triage").text()
    assert page.css_first("#triage p > a.button").attributes["href"] == "/triage"


def test_what_came_in_says_why(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        exchange(session, person(session, alice.id))
    shown = section(client, "came-in")
    assert "reply · “Re: 20 minutes?”" in shown
    assert "It answers a mail that you sent." in shown


def test_past_mail_of_a_new_address_does_not_fill_the_page(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        mail(session, person(session, alice.id), "out", subject="Long ago", at=ago(days=60))
    assert "Long ago" not in section(client, "came-in")


def test_deleted_and_archived_people_ask_for_nothing(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        for name, act in (("Omar Reyes", contacts.delete), ("Bo Lind", contacts.archive)):
            contact = person(session, alice.id, name)
            gives.follow_up(session, alice.id, contact.id, due_on=utcnow().date(), text="Call")
            act(session, alice.id, contact.id)
    assert section(client, "follow-ups") == ""


def test_htmx_gets_the_parts_that_fetch_themselves(client: FlaskClient) -> None:
    response = client.get("/", headers=HTMX)
    page = LexborHTMLParser(response.text)
    assert {part.id for part in page.css("[hx-trigger='changed from:body']")} == {"today", "arrived"}
    assert "<html" not in response.text


def test_nothing_of_a_stranger_is_shown(client: FlaskClient, charlie: Stranger) -> None:
    text = client.get("/").text
    assert "Sam Park" not in text
    assert "Charlie" not in text


def test_who_led_to_somebody_is_told_and_an_interview_is_looked_back_on(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        ana, bo = person(session, alice.id, "Ana"), person(session, alice.id, "Bo")
        referred.refer(session, alice.id, ana.id, name="Bo", permission=Permission.YES).at = ago(days=2)
        gives.plan_interview(session, alice.id, bo.id, InterviewCard("How he began", ago(hours=5), held=True))
    page = LexborHTMLParser(client.get("/").text)
    assert "Tell and thank Ana" in page.css_first("#tidings").text()
    back = page.css_first("#to-reflect a.button").attributes["href"]
    assert client.get(back).status_code == 200
    told = page.css_first("#tidings form").attributes["action"]
    assert client.post(told).location == "/"
    assert section(client, "tidings") == ""

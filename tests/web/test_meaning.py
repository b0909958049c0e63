"""What mail means, as pages show it: proposals in triage, next steps, and each put right where it stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.make import ago, mail, person
from webapp.models import (
    Ask,
    AskKind,
    Contact,
    Interaction,
    Interview,
    Letter,
    LetterKind,
    OutcomeKind,
    TriageItem,
    User,
    utcnow,
)
from webapp.services import asks
from webapp.services.asks import AskCard

HTMX = {"HX-Request": "true"}
SENT = "<first@example.org>"
JANE = "jane@example.org"


@pytest.fixture
def jane(store: Store, alice: User) -> Contact:
    """Jane Doe, to whom alice wrote and made an ask."""
    with store() as session:
        contact = person(session, alice.id)
        line = mail(session, contact, "out", "Could we talk?", subject="Talk?", message_id=SENT, at=ago(days=5))
        card = AskCard(AskKind.MEETING, "20 minutes on data", interaction_id=line.id)
        asks.make(session, alice.id, contact.id, card)
        return contact


def answer(store: Store, jane: Contact, label: str, *, sure: bool = True, **more: Any) -> str:
    """A mail of Jane's that answers; the id of its line."""
    findings = [{"label": label, "sure": sure, "reason": f"It says {label}."}]
    with store() as session:
        more = {"in_reply_to": [SENT], "findings": findings, "at": ago(days=1), "subject": "Re: Talk?"} | more
        return mail(session, jane, "in", "My answer", **more).id


def event(**more: Any) -> dict[str, Any]:
    starts = utcnow() + timedelta(days=3)
    return {
        "method": "REQUEST", "uid": "u", "sequence": 0, "stamp": "", "starts": starts.isoformat(),
        "ends": (starts + timedelta(minutes=30)).isoformat(), "summary": "Coffee", "place": "Café Gold",
        "organizer": JANE, "attendees": [], "all_day": False, "repeats": False,
    } | more  # fmt: skip


def page(client: FlaskClient, url: str) -> str:
    """The words of a page, white space made one."""
    node = LexborHTMLParser(client.get(url).text).css_first("body")
    assert node
    return " ".join(node.text().split())


def item(store: Store) -> str:
    """The one question that waits."""
    with store() as session:
        return session.scalars(select(TriageItem.id).where(TriageItem.settled_at.is_(None))).one()


def test_a_proposed_ask_says_what_was_asked_and_is_kept_with_one_tap(
    client: FlaskClient, store: Store, alice: User
) -> None:
    request = {"kind": "advice", "text": "How did you <begin>?", "sure": True}
    with store() as session:
        contact = person(session, alice.id)
        mail(session, contact, "out", "How did you <begin>?", details={"requests": [request]})
    assert "You asked Jane Doe: How did you <begin>? Keep it as an ask (Advice)?" in page(client, "/triage")
    answered = client.post(f"/triage/{item(store)}/accept", headers=HTMX, follow_redirects=True)
    assert "It is an ask to Jane Doe." in answered.text
    assert "waiting for an answer" in page(client, f"/people/{contact.id}")


def test_an_ask_can_be_said_to_be_the_one_that_was_drafted(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        drafted = asks.make(session, alice.id, contact.id, AskCard(AskKind.ADVICE, "How to begin"))
        mail(session, contact, "out", details={"requests": [{"kind": "advice", "text": "How?", "sure": True}]})
    assert "It is the one you drafted: “How to begin”" in page(client, "/triage")
    client.post(f"/triage/{item(store)}/accept", data={"choice": drafted.id})
    with store() as session:
        assert session.scalars(select(Ask)).one().made_at


@pytest.mark.parametrize(("introduced", "words"), [(True, "introduces you to"), (False, "names")])
def test_a_person_is_proposed_by_name_and_address(
    client: FlaskClient, store: Store, jane: Contact, introduced: bool, words: str
) -> None:
    bob = {"name": "Bob Ray", "address": "bob@ray.example", "quote": "Talk to Bob Ray", "introduced": introduced}
    answer(store, jane, "introduction", details={"people": [bob]})
    assert f"Jane Doe {words} Bob Ray (bob@ray.example). Add them to your people?" in page(client, "/triage")
    client.post(f"/triage/{item(store)}/accept")
    assert "Bob Ray" in page(client, "/people")
    assert ("Introduction ·" if introduced else "The name of Bob Ray") in page(client, f"/people/{jane.id}")


def test_an_unsure_decline_is_a_question(client: FlaskClient, store: Store, jane: Contact) -> None:
    answer(store, jane, "decline", sure=False)
    assert "Did Jane Doe turn your ask down?" in page(client, "/triage")
    client.post(f"/triage/{item(store)}/accept")
    assert "declined" in page(client, f"/people/{jane.id}")


def test_a_decline_proposes_whom_else_to_ask_and_can_be_put_right(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    line = answer(store, jane, "decline")
    assert "Ask who else could help" in page(client, "/")
    assert "ask whether they can suggest someone else" in page(client, f"/people/{jane.id}")
    assert client.post(f"/lines/{line}/no-decline").status_code == 303
    assert "Ask who else could help" not in page(client, "/")
    client.post(f"/lines/{line}/decline")
    client.post(f"/lines/{line}/nothing?back=today")
    assert "Ask who else could help" not in page(client, "/")


def test_who_is_away_is_said_to_be_until_when(client: FlaskClient, store: Store, jane: Contact) -> None:
    until = (utcnow() + timedelta(days=30)).date()
    answer(store, jane, "auto_reply", automatic=True, details={"away_until": until.isoformat()})
    for url in ("/", f"/people/{jane.id}"):
        assert f"away until {until.day} {until:%b}" in page(client, url)


def test_who_is_back_is_awaited_from_then(client: FlaskClient, store: Store, jane: Contact) -> None:
    until = ago(days=1).date()
    notice = {"automatic": True, "details": {"away_until": until.isoformat()}, "at": ago(days=4)}
    answer(store, jane, "auto_reply", **notice)
    assert "back since yesterday" in page(client, "/")


def test_a_mail_that_came_back_says_so_and_asks_for_another_address(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    answer(store, jane, "bounce", automatic=True, counterparts=[], details={"returned_id": SENT})
    assert "look for another address" in page(client, "/")
    words = page(client, f"/people/{jane.id}")
    assert f"did not reach {JANE}" in words
    assert "did not reach them" in words


def test_an_agreement_is_to_be_planned_until_the_user_says_otherwise(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    line = answer(store, jane, "meeting_agreed")
    assert "Plan the interview" in page(client, "/")
    client.post(f"/lines/{line}/not-agreed?back=today")
    assert "Plan the interview" not in page(client, "/")
    client.post(f"/lines/{line}/agreed?back=today")
    assert "Plan the interview" in page(client, "/")


def test_an_invitation_stands_among_the_interviews_and_says_from_when_it_moved(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    answer(store, jane, "reply", details={"invitations": [event()]})
    later = utcnow() + timedelta(days=4)
    moved = event(sequence=1, starts=later.isoformat(), ends=later.isoformat())
    answer(store, jane, "reply", details={"invitations": [moved]})
    words = page(client, f"/people/{jane.id}")
    assert "· Café Gold moved from" in words.replace("Goldmoved", "Gold moved")
    assert "invitation" in words


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"repeats": True}, "Café Gold. Is it an interview with Jane Doe?"),
        ({"summary": "", "repeats": True}, "A meeting"),
    ],
)
def test_an_invitation_that_is_not_sure_is_a_question(
    client: FlaskClient, store: Store, jane: Contact, more: dict[str, Any], words: str
) -> None:
    answer(store, jane, "reply", details={"invitations": [event(**more)]})
    assert words in page(client, "/triage")
    client.post(f"/triage/{item(store)}/accept")
    with store() as session:
        assert session.scalars(select(Interview)).one().contact_id == jane.id


def test_a_cancellation_that_is_not_sure_is_a_question(client: FlaskClient, store: Store, jane: Contact) -> None:
    answer(store, jane, "reply", details={"invitations": [event()]})
    off = event(method="CANCEL", sequence=1)
    answer(store, jane, "reply", in_reply_to=[], details={"invitations": [off]})
    assert "This calls off Coffee with Jane Doe. Is it off?" in page(client, "/triage")


def test_an_introduction_can_be_put_right(client: FlaskClient, store: Store, jane: Contact) -> None:
    bob = {"name": "Bob Ray", "address": "bob@ray.example", "quote": "Meet Bob", "introduced": True}
    line = answer(store, jane, "introduction", details={"people": [bob]})
    assert "Was no introduction" in page(client, f"/people/{jane.id}")
    client.post(f"/lines/{line}/no-introduction")
    assert "You owe them a thank-you" not in page(client, f"/people/{jane.id}")
    client.post(f"/lines/{line}/introduction")
    assert "You owe them a thank-you" in page(client, f"/people/{jane.id}")


@pytest.mark.parametrize("what", ["decline", "no-decline", "introduction", "no-introduction", "agreed", "not-agreed"])
def test_nobody_puts_right_what_is_not_theirs(client: FlaskClient, charlie: Stranger, what: str) -> None:
    assert client.post(f"/lines/{charlie.ids['interaction_id']}/{what}").status_code == 404
    assert client.post(f"/lines/nothing/{what}").status_code == 404


def test_a_strange_mail_shows_no_markup(client: FlaskClient, store: Store, jane: Contact) -> None:
    evil = {"name": "<b>Bob</b>", "address": "b@x.example", "quote": "<script>", "introduced": False}
    answer(store, jane, "introduction", details={"people": [evil], "invitations": [event(summary="<i>", repeats=True)]})
    html = client.get("/triage").text + client.get(f"/people/{jane.id}").text
    assert "<b>Bob" not in html
    assert "<script>" not in html.replace("<script src", "")
    with store() as session:
        assert session.scalars(select(Interaction)).all()


@pytest.fixture
def told(store: Store, jane: Contact) -> str:
    """A line that may tell Jane how it went with what she gave; something of that is due."""
    with store() as session:
        outcome = asks.obtained(session, jane.user_id, jane.id, kind=OutcomeKind.ADVICE, text="Cut it.", at=ago(days=3))
        asks.used(
            session, jane.user_id, jane.id, text="I <cut> it", outcome_id=outcome.id, at=ago(days=2), override_note="x"
        )
        findings = [{"label": "report_back", "sure": False, "reason": "It hints at it."}]
        return mail(session, jane, "out", "It is shorter now.", findings=findings).id


def test_what_may_tell_how_it_went_is_asked_and_taken_back(
    client: FlaskClient, store: Store, jane: Contact, told: str
) -> None:
    words = page(client, "/triage")
    assert "Did this tell Jane Doe how it went?" in words
    assert "It hints at it. Yes: I <cut> it No report back" in words
    found = item(store)
    answered = client.post(f"/triage/{found}/accept", headers=HTMX, follow_redirects=True)
    assert "It told Jane Doe how it went." in answered.text
    assert "Tell them how it went" not in page(client, f"/people/{jane.id}")
    client.post(f"/triage/{found}/reopen")
    client.post(f"/triage/{found}/not-this")
    assert "Tell them how it went" in page(client, f"/people/{jane.id}")


def test_a_report_back_is_put_right_on_the_timeline(client: FlaskClient, jane: Contact, told: str) -> None:
    assert "This was a report back" in page(client, f"/people/{jane.id}")
    client.post(f"/lines/{told}/report-back")
    words = page(client, f"/people/{jane.id}")
    assert "Was no report back" in words
    assert "Tell them how it went" not in words
    client.post(f"/lines/{told}/no-report-back")
    words = page(client, f"/people/{jane.id}")
    assert "Tell them how it went" in words
    assert "You said that it was no report back." in words


def test_a_mail_that_looks_like_a_letter_says_so_and_is_put_right(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    body = "Dear Jane, I am moving into data and would like to ask you for fifteen minutes."
    with store() as session:
        letter = Letter(
            user_id=jane.user_id, contact_id=jane.id, kind=LetterKind.APPROACH, message_id="<l@x>", subject="Moving",
            body=body, created_at=ago(days=2), updated_at=ago(days=2),
        )  # fmt: skip
        session.add(letter)
        session.flush()
        mail(session, jane, "out", body.replace("fifteen", "twenty"), subject="Moving")
        key = letter.id
    assert "It looks like your letter “Moving”" in page(client, f"/people/{jane.id}")
    client.post(f"/letters/{key}/sent-with")
    assert "It is your letter “Moving”." in page(client, f"/people/{jane.id}")
    client.post(f"/letters/{key}/not-sent-with")
    assert "your letter “Moving”" not in page(client, f"/people/{jane.id}")

"""Asks, outcomes, uses, gives, interviews, follow-ups and the note: noted on the contact page and taken back."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.web.conftest import Store
from tests.web.make import ago, exchange, mail, person
from webapp.domain.evidence import AskState, Phase
from webapp.models import (
    Ask,
    Contact,
    FollowUp,
    Give,
    Interaction,
    Interview,
    InterviewState,
    Outcome,
    Use,
    User,
    utcnow,
)
from webapp.services import contacts

HTMX = {"HX-Request": "true"}
TOMORROW = (utcnow() + timedelta(days=1)).strftime("%Y-%m-%d")
FORMS = {
    "asks": ({"text": "20 minutes", "kind": "experience", "asked_in": "now"}, Ask),
    "outcomes": ({"text": "Start small", "kind": "advice", "interaction_id": ""}, Outcome),
    "uses": ({"text": "Revised it", "outcome_id": "", "override_note": "I must"}, Use),
    "gives": ({"text": "An article", "way": "share", "on": ""}, Give),
    "interviews": ({"purpose": "Hiring", "starts_at": f"{TOMORROW}T10:00", "minutes": "30"}, Interview),
    "follow-ups": ({"due_on": TOMORROW, "text": "Call"}, FollowUp),
    "lines": ({"kind": "met", "at": "2026-01-05T10:00", "summary": "Lunch"}, Interaction),
}
WRONG = {
    "asks": ("text", {"text": " ", "kind": "meeting", "asked_in": "now", "follow_up_on": TOMORROW}, TOMORROW),
    "outcomes": ("text", {"text": " ", "kind": "advice", "interaction_id": ""}, ""),
    "uses": ("override_note", {"text": "typed words", "outcome_id": ""}, "typed words"),
    "gives": ("text", {"text": "", "way": "share", "on": "2026-02-03"}, "2026-02-03"),
    "interviews": ("starts_at", {"purpose": "typed words", "starts_at": "", "minutes": "30"}, "typed words"),
    "follow-ups": ("due_on", {"due_on": "not a day", "text": "typed words"}, "typed words"),
    "lines": ("at", {"kind": "met", "at": "", "summary": "typed words"}, "typed words"),
}
PLACE = {
    "asks": "ask",
    "outcomes": "outcome",
    "uses": "use",
    "gives": "give",
    "interviews": "interview",
    "lines": "log",
}


@pytest.fixture
def jane(store: Store, alice: User) -> Contact:
    with store() as session:
        return person(session, alice.id)


def parsed(response: TestResponse) -> LexborHTMLParser:
    return LexborHTMLParser(response.text)


def undo_of(page: TestResponse) -> str:
    return parsed(page).css("#notices form")[-1].attributes["action"]


@pytest.mark.parametrize("what", FORMS)
def test_a_form_is_carried_out_and_the_page_follows(
    client: FlaskClient, store: Store, jane: Contact, what: str
) -> None:
    typed, model = FORMS[what]
    response = client.post(f"/people/{jane.id}/{what}", data=typed)
    assert (response.status_code, response.location) == (303, f"/people/{jane.id}")
    with store() as session:
        assert session.scalar(select(func.count()).select_from(model).where(model.contact_id == jane.id)) == 1


@pytest.mark.parametrize("what", FORMS)
def test_as_htmx_the_parts_and_the_notice_follow(client: FlaskClient, jane: Contact, what: str) -> None:
    response = client.post(f"/people/{jane.id}/{what}", data=FORMS[what][0], headers=HTMX, follow_redirects=True)
    page = parsed(response)
    assert page.css_first("#relationship")
    assert page.css_first("#notices[hx-swap-oob] form")
    assert "<html" not in response.text


def test_what_is_noted_for_somebody_deleted_is_refused_in_its_form_and_nothing_typed_is_lost(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    with store() as session:
        contacts.delete(session, jane.user_id, jane.id)
    for what, (typed, _model) in FORMS.items():
        response = client.post(f"/people/{jane.id}/{what}", data=typed)
        said = parsed(response).css_first("details[open] form .notice.is-trouble")
        assert (response.status_code, "Bring them back first" in said.text()) == (422, True)
        assert typed.get("text", "") in response.text
    page = client.get(f"/people/{jane.id}/letters/new?kind=approach", follow_redirects=True)
    assert "Bring them back first" in parsed(page).css_first("#notices").text()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_give_of_a_day_that_cannot_be_is_refused_beside_the_day(client: FlaskClient, jane: Contact, day: str) -> None:
    response = client.post(f"/people/{jane.id}/gives", data={"way": "share", "text": "typed words", "on": day})
    page = parsed(response)
    assert response.status_code == 422
    assert page.css_first("#give-on").attributes["aria-invalid"] == "true"
    assert page.css_first("#give-text").attributes["value"] == "typed words"


@pytest.mark.parametrize(
    ("zone", "at"), [("Asia/Tokyo", "0001-01-01T00:00"), ("America/Los_Angeles", "9999-12-31T23:59")]
)
@pytest.mark.parametrize(("what", "field"), [("interviews", "starts_at"), ("lines", "at")])
def test_a_year_at_the_end_of_all_calendars_is_refused_beside_its_field(
    client: FlaskClient, store: Store, jane: Contact, alice: User, zone: str, at: str, what: str, field: str
) -> None:
    with store() as session:
        session.get_one(User, alice.id).timezone = zone
    response = client.post(f"/people/{jane.id}/{what}", data=FORMS[what][0] | {field: at})
    assert response.status_code == 422
    assert parsed(response).css_first(f"#{PLACE[what]}-{field}").attributes["aria-invalid"] == "true"


@pytest.mark.parametrize("what", FORMS)
def test_what_was_noted_can_be_undone(client: FlaskClient, store: Store, jane: Contact, what: str) -> None:
    typed, model = FORMS[what]
    page = client.post(f"/people/{jane.id}/{what}", data=typed, follow_redirects=True)
    assert client.post(undo_of(page)).status_code == 303
    with store() as session:
        row = session.scalars(select(model).where(model.contact_id == jane.id)).one()
        undone = getattr(row, "deleted_at", None) or getattr(row, "undone_at", None)
        assert undone or row.state is InterviewState.CANCELLED


@pytest.mark.parametrize("what", ["asks", "outcomes", "uses", "gives", "interviews", "follow-ups"])
def test_an_undo_can_be_undone_too(client: FlaskClient, store: Store, jane: Contact, what: str) -> None:
    typed, model = FORMS[what]
    page = client.post(f"/people/{jane.id}/{what}", data=typed, follow_redirects=True)
    page = client.post(undo_of(page), follow_redirects=True)
    client.post(undo_of(page))
    with store() as session:
        row = session.scalars(select(model).where(model.contact_id == jane.id)).one()
        assert row.deleted_at is None
        assert getattr(row, "state", None) is not InterviewState.CANCELLED


@pytest.mark.parametrize("what", WRONG)
def test_an_error_stands_beside_its_field_and_what_was_typed_stays(
    client: FlaskClient, jane: Contact, what: str
) -> None:
    field, typed, kept = WRONG[what]
    response = client.post(f"/people/{jane.id}/{what}", data=typed)
    page = parsed(response)
    place = PLACE.get(what, "follow-up")
    assert response.status_code == 422
    assert page.css_first(f"#{place}-{field}-error").text(strip=True)
    assert page.css_first(f"#{place}-{field}").parent.parent.parent.attributes.get("open", "closed") is None
    assert kept in response.text


@pytest.mark.parametrize("what", WRONG)
def test_a_refused_form_is_also_given_to_htmx_as_the_part_that_it_stands_in(
    client: FlaskClient, jane: Contact, what: str
) -> None:
    response = client.post(f"/people/{jane.id}/{what}", data=WRONG[what][1], headers=HTMX)
    assert response.status_code == 422
    assert "<html" not in response.text
    assert parsed(response).css_first(".field-error")


def test_an_ask_is_made_by_the_mail_that_carried_it(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        sent = mail(session, jane, "out", at=ago(days=2))
    client.post(f"/people/{jane.id}/asks", data={"text": "20 minutes", "kind": "experience", "asked_in": sent.id})
    with store() as session:
        ask = session.scalars(select(Ask)).one()
        assert (ask.interaction_id, ask.made_at, ask.state) == (sent.id, sent.at, AskState.MADE)


def test_a_drafted_ask_can_be_said_to_be_made(client: FlaskClient, store: Store, jane: Contact) -> None:
    client.post(f"/people/{jane.id}/asks", data={"text": "20 minutes", "kind": "experience", "asked_in": ""})
    with store() as session:
        ask = session.scalars(select(Ask)).one()
        assert ask.state is AskState.DRAFTED
    typed = {"text": "15 minutes", "kind": "experience", "asked_in": "now"}
    assert client.post(f"/asks/{ask.id}", data=typed).status_code == 303
    with store() as session:
        ask = session.scalars(select(Ask)).one()
        assert (ask.state, ask.text) == (AskState.MADE, "15 minutes")


def test_editing_an_ask_keeps_when_it_was_made(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        sent = mail(session, jane, "out", at=ago(days=2))
    client.post(f"/people/{jane.id}/asks", data={"text": "20 minutes", "kind": "experience", "asked_in": sent.id})
    with store() as session:
        ask = session.scalars(select(Ask)).one()
    page = parsed(client.get(f"/asks/{ask.id}"))
    assert page.css_first("#asked_in option[selected]").attributes["value"] == "kept"
    client.post(f"/asks/{ask.id}", data={"text": "Half an hour", "kind": "experience", "asked_in": "kept"})
    with store() as session:
        ask = session.scalars(select(Ask)).one()
        assert (ask.text, ask.interaction_id, ask.made_at) == ("Half an hour", sent.id, sent.at)


def test_an_edited_ask_without_words_is_refused(client: FlaskClient, store: Store, jane: Contact) -> None:
    client.post(f"/people/{jane.id}/asks", data=FORMS["asks"][0])
    with store() as session:
        ask = session.scalars(select(Ask)).one()
    response = client.post(f"/asks/{ask.id}", data={"text": "", "kind": "meeting", "asked_in": "kept"})
    assert response.status_code == 422
    assert parsed(response).css_first("#text-error")


def test_a_vouch_before_anything_was_obtained_needs_a_written_note(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    typed = {"text": "Vouch for me", "kind": "vouch", "asked_in": "now"}
    response = client.post(f"/people/{jane.id}/asks", data=typed)
    assert response.status_code == 422
    assert parsed(response).css_first("#ask-override_note-error")
    typed["override_note"] = "She offered it"
    page = client.post(f"/people/{jane.id}/asks", data=typed, follow_redirects=True)
    assert "All the same: She offered it" in page.text


def test_a_decline_is_noted_and_taken_back(client: FlaskClient, store: Store, jane: Contact) -> None:
    client.post(f"/people/{jane.id}/asks", data=FORMS["asks"][0])
    with store() as session:
        ask = session.scalars(select(Ask)).one()
    page = client.post(f"/asks/{ask.id}/decline", follow_redirects=True)
    with store() as session:
        assert session.scalars(select(Ask)).one().state is AskState.DECLINED
    client.post(undo_of(page))
    with store() as session:
        assert session.scalars(select(Ask)).one().state is AskState.MADE


def test_what_an_answer_brought_moves_the_relationship_on(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        _, reply = exchange(session, jane)
    typed = {"text": "Start small", "kind": "advice", "interaction_id": reply.id}
    client.post(f"/people/{jane.id}/outcomes", data=typed)
    with store() as session:
        assert session.get_one(Contact, jane.id).phase is Phase.USE


def test_an_outcome_of_no_kind_is_refused(client: FlaskClient, jane: Contact) -> None:
    assert client.post(f"/people/{jane.id}/outcomes", data={"text": "x", "kind": "gold"}).status_code == 422


def test_telling_how_it_went_and_not_yet(client: FlaskClient, store: Store, jane: Contact) -> None:
    client.post(f"/people/{jane.id}/uses", data=FORMS["uses"][0])
    with store() as session:
        use = session.scalars(select(Use)).one()
    page = client.post(f"/uses/{use.id}/told", follow_redirects=True)
    assert "they know how it went" in page.text
    client.post(undo_of(page))
    with store() as session:
        assert session.scalars(select(Use)).one().reported_at is None


def test_an_interview_takes_place_and_a_thank_you_is_owed(client: FlaskClient, store: Store, jane: Contact) -> None:
    started = ago(hours=2).strftime("%Y-%m-%dT%H:%M")
    client.post(f"/people/{jane.id}/interviews", data={"purpose": "Hiring", "starts_at": started, "minutes": "30"})
    with store() as session:
        interview = session.scalars(select(Interview)).one()
    page = client.post(f"/interviews/{interview.id}/took-place", follow_redirects=True)
    assert "You owe them a thank-you" in page.text
    page = client.post(undo_of(page), follow_redirects=True)
    assert "You owe them a thank-you" not in page.text


def test_an_interview_that_is_still_to_come_cannot_have_taken_place(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    later = (utcnow() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    client.post(f"/people/{jane.id}/interviews", data={"purpose": "Hiring", "starts_at": later, "minutes": "30"})
    with store() as session:
        interview = session.scalars(select(Interview)).one()
    page = client.post(f"/interviews/{interview.id}/took-place", follow_redirects=True)
    assert "This day is still to come." in page.text


def test_times_are_typed_in_the_users_zone_and_stored_in_utc(
    client: FlaskClient, store: Store, alice: User, jane: Contact
) -> None:
    with store() as session:
        session.get_one(User, alice.id).timezone = "Asia/Tokyo"
    typed = {"purpose": "Hiring", "starts_at": "2026-03-01T09:30", "minutes": "30"}
    client.post(f"/people/{jane.id}/interviews", data=typed)
    with store() as session:
        interview = session.scalars(select(Interview)).one()
        assert interview.starts_at.isoformat() == "2026-03-01T00:30:00+00:00"
    page = parsed(client.get(f"/interviews/{interview.id}/edit"))
    assert page.css_first("#starts_at").attributes["value"] == "2026-03-01T09:30"


def test_an_interview_is_changed(client: FlaskClient, store: Store, jane: Contact) -> None:
    client.post(f"/people/{jane.id}/interviews", data=FORMS["interviews"][0])
    with store() as session:
        interview = session.scalars(select(Interview)).one()
    typed = {"purpose": "Salaries", "starts_at": f"{TOMORROW}T11:00", "minutes": "20", "notes": "Bring the list"}
    assert client.post(f"/interviews/{interview.id}/edit", data=typed).status_code == 303
    wrong = client.post(f"/interviews/{interview.id}/edit", data=typed | {"minutes": "1"})
    assert parsed(wrong).css_first("#minutes-error")
    with store() as session:
        assert session.scalars(select(Interview)).one().purpose == "Salaries"


def test_a_follow_up_is_done_and_opened_again(client: FlaskClient, store: Store, jane: Contact) -> None:
    client.post(f"/people/{jane.id}/follow-ups", data=FORMS["follow-ups"][0])
    with store() as session:
        row = session.scalars(select(FollowUp)).one()
    page = client.post(f"/follow-ups/{row.id}/done", follow_redirects=True)
    with store() as session:
        assert session.scalars(select(FollowUp)).one().done_at is not None
    client.post(undo_of(page))
    with store() as session:
        assert session.scalars(select(FollowUp)).one().done_at is None


def test_the_note_is_written_where_it_stands(client: FlaskClient, store: Store, jane: Contact) -> None:
    page = client.post(f"/people/{jane.id}/note", data={"note": "Prefers mornings."}, follow_redirects=True)
    assert parsed(page).css_first("#note .typed").text() == "Prefers mornings."


def test_a_thank_you_by_other_means_settles_what_is_owed(client: FlaskClient, store: Store, jane: Contact) -> None:
    client.post(f"/people/{jane.id}/lines", data={"kind": "met", "at": "2026-01-05T10:00", "summary": "Lunch"})
    with store() as session:
        lunch = session.scalars(select(Interaction)).one()
    page = client.post(f"/people/{jane.id}/thanked", data={"settles": lunch.id}, follow_redirects=True)
    assert "You owe them a thank-you" not in page.text
    page = client.post(undo_of(page), follow_redirects=True)
    assert "You owe them a thank-you" in page.text

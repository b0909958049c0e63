"""Interviews: the list, the page before and after a talk, what several taught, the calendar file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from tests.web.make import person
from webapp.models import AgendaItem, Contact, Interview, InterviewState, Organisation, Reflection, User, utcnow
from webapp.services import agendas, contacts, gives, reflections
from webapp.services.gives import InterviewCard

HTMX = {"HX-Request": "true"}


def plan(store: Store, alice: User, hours: float = 3, *, held: bool = False, name: str = "Jane Doe") -> str:
    """An interview with Jane that begins in so many hours."""
    with store() as session:
        known = session.scalars(select(Contact).where(Contact.name == name)).first()
        jane = known or person(session, alice.id, name, organisation="Acme")
        card = InterviewCard("Moving into data", utcnow() + timedelta(hours=hours), 20, "Café Gold", held=held)
        return gives.plan_interview(session, alice.id, jane.id, card).id


def row(store: Store, interview_id: str) -> Interview:
    with store() as session:
        return session.get_one(Interview, interview_id)


def agenda(store: Store, interview_id: str) -> list[str]:
    with store() as session:
        return [item.text for item in agendas.of(session, session.get_one(Interview, interview_id))]


def tree(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(text)


def test_where_no_interview_is_planned_the_list_says_what_to_do(client: FlaskClient) -> None:
    answer = client.get("/interviews")
    assert "No interview is planned." in answer.text
    assert "Ask somebody for 20 minutes" in answer.text


def test_the_list_offers_the_next_step_of_each(client: FlaskClient, store: Store, alice: User) -> None:
    ids = {name: plan(store, alice, hours, held=held) for name, hours, held in
           (("Prepare", 3, False), ("Yes", -3, False), ("Reflect", -30, True))}  # fmt: skip
    page = tree(client.get("/interviews").text)
    sections = {"Prepare": "#upcoming", "Yes": "#to-confirm", "Reflect": "#to-reflect"}
    for act, section in sections.items():
        found = page.css_first(section)
        assert ids[act] in found.html
        assert act in found.text()


def test_the_page_shows_purpose_common_ground_and_what_was_found_out(
    client: FlaskClient, store: Store, alice: User
) -> None:
    interview = plan(store, alice)
    with store() as session:
        session.scalars(select(Organisation)).one().research_notes = "They moved to Leeds"
        session.scalars(select(Contact)).one().common_ground = "the choir"
    text = client.get(f"/interviews/{interview}").text
    assert [
        one for one in ("Moving into data", "They moved to Leeds", "the choir", "Café Gold") if one not in text
    ] == []
    assert "at the earliest" in text


def test_a_purpose_is_saved_and_an_empty_one_is_refused_beside_its_field(
    client: FlaskClient, store: Store, alice: User
) -> None:
    interview = plan(store, alice)
    url = f"/interviews/{interview}/purpose"
    assert client.post(url, data={"purpose": "Her way into data"}).status_code == 303
    answer = client.post(url, data={"purpose": " "})
    assert (answer.status_code, row(store, interview).purpose) == (422, "Her way into data")
    assert tree(answer.text).css_first("#purpose-purpose-error")
    long = client.post(url, data={"purpose": "x" * 100_000})
    assert long.status_code == 422
    assert "x" * 100_000 in long.text


def test_the_purpose_of_the_last_talk_is_warned_about(client: FlaskClient, store: Store, alice: User) -> None:
    plan(store, alice, -30, held=True)
    interview = plan(store, alice)
    assert "purpose of your last talk" in client.get(f"/interviews/{interview}").text
    client.post(f"/interviews/{interview}/purpose", data={"purpose": "Something new"})
    assert "purpose of your last talk" not in client.get(f"/interviews/{interview}").text


def test_the_form_that_plans_tells_the_last_purpose_and_takes_it_again_with_a_word(
    client: FlaskClient, store: Store, alice: User
) -> None:
    interview = plan(store, alice, -30, held=True)
    person_url = f"/people/{row(store, interview).contact_id}"
    hint = tree(client.get(person_url).text).css_first("#interview-purpose-hint")
    assert hint.text() == "Last time: “Moving into data”. What do you want to learn this time?"
    typed = {"starts_at": (utcnow() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"), "minutes": "20"}
    other = client.post(f"{person_url}/interviews", data=typed | {"purpose": "The choir"}, follow_redirects=True)
    assert "purpose of your last talk" not in tree(other.text).css_first("#notices").text()
    typed["starts_at"] = (utcnow() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    again = client.post(f"{person_url}/interviews", data=typed | {"purpose": "Moving into data"}, follow_redirects=True)
    assert "purpose of your last talk" in tree(again.text).css_first("#notices").text()


def test_once_it_is_held_thanks_and_reflection_come_first_and_the_agenda_is_folded(
    client: FlaskClient, store: Store, alice: User
) -> None:
    interview = plan(store, alice)
    client.post(f"/interviews/{interview}/agenda/propose", data={"minutes": "20"})
    assert tree(client.get(f"/interviews/{interview}").text).css_first("details #agenda") is None
    plain = {"purpose": "Moving into data", "starts_at": utcnow() - timedelta(hours=3), "held": True}
    with store() as session:
        gives.change_interview(session, alice.id, interview, InterviewCard(**plain))
    page = tree(client.get(f"/interviews/{interview}").text)
    assert page.css_first("details#agenda-then:not([open]) #agenda")
    parts = [one.id for one in page.css("main section[id], main form[id]") if one.id in {"after", "closing", "purpose"}]
    assert parts == ["after", "closing", "purpose"]
    assert "You owe Jane Doe a thank-you" in page.css("#after .row")[0].text()
    assert page.css("#after .row a.button")[1].attributes["href"].endswith("/reflection")


def test_what_was_found_out_is_kept_with_the_organisation(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice)
    url = f"/interviews/{interview}/research"
    assert client.post(url, data={"research_notes": "They moved"}).status_code == 303
    refused = client.post(url, data={"research_notes": "x" * 100_001})
    assert refused.status_code == 422
    assert "x" * 100_001 in refused.text
    with store() as session:
        assert session.scalars(select(Organisation.research_notes)).one() == "They moved"


def test_an_agenda_is_proposed_and_its_fragment_refreshed(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice)
    answer = client.post(f"/interviews/{interview}/agenda/propose", data={"minutes": "20"})
    assert answer.location == f"/interviews/{interview}#agenda"
    fragment = client.get(f"/interviews/{interview}", headers=HTMX)
    assert fragment.text.lstrip().startswith('<section class="section" id="agenda"')
    assert [text for text in agenda(store, interview) if text not in tree(fragment.text).text()] == []


@pytest.mark.parametrize("minutes", ["", "4", "601", "many"])
def test_a_time_that_is_none_is_refused_beside_its_field(
    client: FlaskClient, store: Store, alice: User, minutes: str
) -> None:
    interview = plan(store, alice)
    answer = client.post(f"/interviews/{interview}/agenda/propose", data={"minutes": minutes})
    assert answer.status_code == 422
    assert tree(answer.text).css_first("#propose-minutes-error")


def test_questions_are_added_moved_taken_off_and_brought_back(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice)
    for text in ("One?", "Two?"):
        client.post(f"/interviews/{interview}/agenda", data={"part": "advice", "text": text})
    with store() as session:
        two = session.scalars(select(AgendaItem.id).where(AgendaItem.text == "Two?")).one()
        one = session.scalars(select(AgendaItem.id).where(AgendaItem.text == "One?")).one()
    client.post(f"/agenda/{two}/up")
    assert agenda(store, interview)[:2] == ["Two?", "One?"]
    client.post(f"/interviews/{interview}/agenda/order", data={"ids": [one, two]})
    assert agenda(store, interview)[:2] == ["One?", "Two?"]
    client.post(f"/agenda/{one}/remove")
    assert agenda(store, interview)[0] == "Two?"
    assert f"/agenda/{one}/restore" in client.get(f"/interviews/{interview}").text
    client.post(f"/agenda/{one}/restore")
    assert agenda(store, interview)[:2] == ["One?", "Two?"]


def test_a_question_that_is_too_long_stays_in_its_field(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice)
    answer = client.post(f"/interviews/{interview}/agenda", data={"part": "advice", "text": "y" * 100_000})
    assert answer.status_code == 422
    assert "y" * 100_000 in answer.text
    assert tree(answer.text).css_first("#own-question[open]")


def test_a_closing_question_cannot_be_taken_off(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice)
    client.post(f"/interviews/{interview}/agenda/propose", data={"minutes": "20"})
    with store() as session:
        last = session.scalars(select(AgendaItem.id).where(AgendaItem.part == "closing")).first()
    client.post(f"/agenda/{last}/remove")
    assert "Every interview ends with these two questions." in client.get(f"/interviews/{interview}").text


def test_a_question_of_the_bank_is_added_and_then_left_out_of_it(
    client: FlaskClient, store: Store, alice: User
) -> None:
    interview = plan(store, alice)
    url = f"/interviews/{interview}/questions?part=resources"
    question = tree(client.get(url).text).css_first("input[name=text]").attributes["value"]
    answer = client.post(
        f"/interviews/{interview}/agenda", data={"part": "resources", "text": question, "back": "bank"}
    )
    assert answer.location == url
    assert question in agenda(store, interview)
    assert question not in [field.attributes["value"] for field in tree(client.get(url).text).css("input[name=text]")]


def test_after_it_the_closing_questions_the_thanks_and_the_reflection_are_asked_for(
    client: FlaskClient, store: Store, alice: User
) -> None:
    interview = plan(store, alice, -3)
    assert client.post(f"/interviews/{interview}/took-place?back=interview").location == f"/interviews/{interview}"
    text = client.get(f"/interviews/{interview}").text
    asked = (
        "Who else should I speak to?",
        "May I use your name?",
        "You owe Jane Doe a thank-you",
        "What did you learn?",
    )
    assert [one for one in asked if one not in text] == []


def test_names_that_were_given_become_referrals(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice, -3, held=True)
    url = f"/interviews/{interview}/closing"
    assert client.post(url, data={"who_else": "Sam Park", "may_use_name": "yes"}).status_code == 303
    page = tree(client.get(f"/interviews/{interview}").text)
    assert "Sam Park" in page.css_first("#closing .rows").text()
    assert "checked" in page.css_first('#closing input[value="yes"]').attributes
    refused = client.post(url, data={"who_else": "Sam Park\nJane Doe", "may_use_name": "no"})
    assert refused.status_code == 422
    assert "This is Jane Doe again" in tree(refused.text).css_first("#closing-who_else-error").text()
    assert "Sam Park\nJane Doe" in refused.text
    assert row(store, interview).may_use_name is True


def test_a_cancelled_interview_says_so_and_keeps_what_was_prepared(
    client: FlaskClient, store: Store, alice: User
) -> None:
    interview = plan(store, alice)
    client.post(f"/interviews/{interview}/agenda", data={"part": "advice", "text": "One?"})
    assert client.post(f"/interviews/{interview}/cancel?back=interview").location == f"/interviews/{interview}"
    text = client.get(f"/interviews/{interview}").text
    assert "This interview was cancelled." in text
    assert "One?" in text
    client.post(f"/interviews/{interview}/plan-again?back=interview")
    assert row(store, interview).state is InterviewState.PLANNED


def test_the_interview_of_who_was_deleted_says_so(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice)
    with store() as session:
        contacts.delete(session, alice.id, session.scalars(select(Contact.id)).one())
    for page in ("", "/live", "/reflection", "/questions"):
        assert client.get(f"/interviews/{interview}{page}").status_code == 200
    assert "You deleted Jane Doe." in client.get(f"/interviews/{interview}").text


def test_a_reflection_is_saved_whole_without_scripts_and_field_by_field_with_them(
    client: FlaskClient, store: Store, alice: User
) -> None:
    interview = plan(store, alice, -3, held=True)
    url = f"/interviews/{interview}/reflection"
    assert client.post(url, data={"learned": "Much", "next": "Read"}).location == url
    assert client.post(url, data={"next": "Write"}, headers=HTMX).status_code == 303
    saved = client.get(url, headers=HTMX).text
    assert saved.lstrip().startswith('<p class="live-state" id="saved"')
    assert "Saved at" in saved
    with store() as session:
        taught = session.scalars(select(Reflection)).one()
        assert (taught.learned, taught.next) == ("Much", "Write")


def test_a_reflection_that_is_too_long_loses_nothing(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice, -3, held=True)
    typed = {"learned": "z" * 100_000, "advice": "Ask Sam"}
    answer = client.post(f"/interviews/{interview}/reflection", data=typed)
    assert answer.status_code == 422
    assert [text for text in typed.values() if text not in answer.text] == []
    assert tree(answer.text).css_first("#learned-error")


def test_one_reflection_is_one_opinion(client: FlaskClient, store: Store, alice: User) -> None:
    assert "Nothing to compare yet." in client.get("/interviews/compare").text
    interview = plan(store, alice, -3, held=True)
    with store() as session:
        reflections.saved(session, alice.id, interview, {"learned": "Much"})
    text = client.get(f"/interviews/compare?ids={interview}").text
    assert "Much" in text
    assert "one person’s opinion. Choose another one" in text


def test_several_are_compared_question_by_question(client: FlaskClient, store: Store, alice: User) -> None:
    ids = [plan(store, alice, -3 - number, held=True, name=name) for number, name in enumerate(("Jane Doe", "Bo Lind"))]
    with store() as session:
        for interview, learned in zip(ids, ("Much", "Little"), strict=True):
            reflections.saved(session, alice.id, interview, {"learned": learned})
    for query in (",".join(ids), f"{ids[0]}&ids={ids[1]}"):
        page = tree(client.get(f"/interviews/compare?ids={query}").text)
        assert [cell.text() for cell in page.css("#compare-learned ~ .compared-cell .typed")] == ["Much", "Little"]
    assert client.get("/interviews/compare?ids=nowhere").status_code == 404


def test_a_strangers_interview_is_not_compared(client: FlaskClient, charlie: Stranger) -> None:
    assert client.get(f"/interviews/compare?ids={charlie.ids['interview_id']}").status_code == 404


def test_the_calendar_file_is_one_that_a_calendar_takes(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice)
    answer = client.get(f"/interviews/{interview}/meeting.ics")
    assert answer.content_type == "text/calendar; charset=utf-8; method=PUBLISH"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="meeting.ics"'
    (event,) = Calendar.from_ical(answer.data).events
    assert event.start == row(store, interview).starts_at


def test_a_whole_day_is_shown_as_one_and_can_be_saved_unchanged(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice)
    with store() as session:
        day = session.get_one(Interview, interview)
        day.starts_at = datetime(2026, 12, 1, tzinfo=UTC)
        day.ends_at = day.starts_at + timedelta(days=3)
    assert "the whole day" in client.get(f"/interviews/{interview}").text
    typed = {"purpose": "The fair", "starts_at": "2026-12-01T00:00", "minutes": "4320"}
    assert client.post(f"/interviews/{interview}/edit", data=typed).status_code == 303
    refused = client.post(f"/interviews/{interview}/edit", data=typed | {"minutes": "9000"})
    assert refused.status_code == 422
    assert "a whole day" in tree(refused.text).css_first("#minutes-error").text()


def test_a_far_year_is_refused_beside_its_field(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice)
    typed = {"purpose": "The fair", "starts_at": "2999-12-01T00:00", "minutes": "20"}
    answer = client.post(f"/interviews/{interview}/edit", data=typed)
    assert answer.status_code == 422
    assert tree(answer.text).css_first("#starts_at-error")


def test_what_is_to_be_edited_stands_in_the_form(client: FlaskClient, store: Store, alice: User) -> None:
    page = tree(client.get(f"/interviews/{plan(store, alice)}/edit").text)
    assert page.css_first("#place").attributes["value"] == "Café Gold"
    assert page.css_first("#minutes").attributes["value"] == "20"


def test_editing_leads_back_to_where_one_was(client: FlaskClient, store: Store, alice: User) -> None:
    interview = plan(store, alice)
    typed = {"purpose": "The fair", "starts_at": "2026-12-01T00:00", "minutes": "20"}
    answer = client.post(f"/interviews/{interview}/edit?back=interview", data=typed)
    assert answer.location == f"/interviews/{interview}"


def test_undoing_a_plan_deletes_it_and_it_is_brought_back_from_the_list(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        jane = person(session, alice.id, "Jane Doe").id
    typed = {"purpose": "Moving into data", "starts_at": "2026-12-01T10:00", "minutes": "20"}
    planned = client.post(f"/people/{jane}/interviews", data=typed, follow_redirects=True)
    with store() as session:
        interview = session.scalars(select(Interview.id)).one()
    delete, restore = (f'action="/interviews/{interview}/{act}"' for act in ("delete", "restore"))
    assert planned.text.count(delete) == 2  # Undo, and Delete beside it in the list
    assert client.get(f"/interviews/{interview}").text.count(delete) == 1
    gone = client.post(f"/interviews/{interview}/delete", follow_redirects=True)
    assert "The interview is deleted." in gone.text
    assert restore in gone.text
    assert client.get(f"/interviews/{interview}").status_code == 404
    listed = client.get("/deleted").text
    assert "Moving into data" in listed
    assert restore in listed
    client.post(f"/interviews/{interview}/restore")
    assert client.get(f"/interviews/{interview}").status_code == 200

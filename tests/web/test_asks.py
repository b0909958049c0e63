"""The page of all asks, the warning before an ask that does not fit, and the clocks on the account page."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.web.conftest import Store, Stranger
from tests.web.make import ago, exchange, mail, person
from webapp.models import Ask, AskKind, Contact, Outcome, OutcomeKind, Use, User, utcnow
from webapp.services import asked, asks
from webapp.services.asks import AskCard

HTMX = {"HX-Request": "true"}
INTRODUCTION = {"text": "Could you introduce me?", "kind": "introduction", "asked_in": "now"}


@pytest.fixture
def jane(store: Store, alice: User) -> Contact:
    with store() as session:
        return person(session, alice.id)


def ask(store: Store, contact: Contact, kind: AskKind = AskKind.EXPERIENCE, **more: object) -> Ask:
    with store() as session:
        card = AskCard(kind, "How did you begin?", **({"made_at": ago(days=4)} | more))
        return asks.make(session, contact.user_id, contact.id, card)


def only(store: Store, model: type[Ask | Outcome | Use]) -> Ask | Outcome | Use:
    with store() as session:
        return session.scalars(select(model)).one()


def words(response: TestResponse, selector: str) -> str:
    found = LexborHTMLParser(response.text).css_first(selector)
    return " ".join(found.text(separator=" ").split()) if found else ""


def test_without_asks_the_page_says_what_to_do(client: FlaskClient) -> None:
    assert "Nothing is asked yet. Choose somebody" in words(client.get("/asks"), ".empty")


def test_asks_stand_under_their_state_with_their_clock(client: FlaskClient, store: Store, jane: Contact) -> None:
    ask(store, jane, made_at=ago(days=30))
    ask(store, jane, made_at=None)
    page = client.get("/asks")
    assert "a short follow-up is fine now" in words(page, "#asks-made")
    assert "not asked yet" in words(page, "#asks-drafted")
    assert words(page, ".filters") == "All 2 Waiting 1 Drafted 1"


def test_a_state_can_be_chosen(client: FlaskClient, store: Store, jane: Contact) -> None:
    ask(store, jane)
    assert words(client.get("/asks?state=made"), "#asks-made")
    assert words(client.get("/asks?state=declined"), ".empty").startswith("No ask is here now.")
    assert words(client.get("/asks?state=nonsense"), "#asks-made")


def test_asks_are_paged(client: FlaskClient, store: Store, jane: Contact, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "PAGE", 1)
    ask(store, jane), ask(store, jane)
    assert LexborHTMLParser(client.get("/asks").text).css_first("[rel=next]").attributes["href"] == "/asks?page=2"
    assert words(client.get("/asks?page=2"), ".pages") == "Previous page 2 of 2"


def test_htmx_gets_the_list_alone(client: FlaskClient, store: Store, jane: Contact) -> None:
    ask(store, jane)
    page = client.get("/asks", headers=HTMX)
    assert words(page, "#asks-page")
    assert "<html" not in page.text


def test_what_an_ask_brought_and_led_to_is_noted_at_the_ask(client: FlaskClient, store: Store, jane: Contact) -> None:
    made = ask(store, jane)
    with store() as session:
        _, reply = exchange(session, jane)
    typed = {"text": "By writing", "kind": "advice", "ask_id": made.id, "interaction_id": reply.id}
    answer = client.post(f"/people/{jane.id}/outcomes?back=asks", data=typed)
    assert (answer.status_code, answer.location) == (303, "/asks")
    outcome = only(store, Outcome)
    assert (outcome.ask_id, outcome.interaction_id) == (made.id, reply.id)
    client.post(f"/people/{jane.id}/uses?back=asks", data={"text": "I wrote", "outcome_id": outcome.id})
    row = words(client.get("/asks"), "#asks-used")
    assert "Advice: By writing Used: I wrote · they do not know yet how it went" in row
    client.post(f"/uses/{only(store, Use).id}/told?back=asks")
    assert "they know how it went" in words(client.get("/asks"), "#asks-reported_back")


def test_each_ask_opens_to_its_history(client: FlaskClient, store: Store, jane: Contact) -> None:
    made = ask(store, jane)
    with store() as session:
        exchange(session, jane)
    history = words(client.get(f"/people/{jane.id}"), f"#ask-{made.id}-history")
    assert "made. You asked (your own act)." in history
    assert "answered. They answered (sure: it answers a mail you sent" in history


@pytest.mark.parametrize("path", ["", "?back=asks"])
def test_what_is_refused_is_said_at_the_ask_and_keeps_the_words(
    client: FlaskClient, store: Store, jane: Contact, path: str
) -> None:
    made = ask(store, jane)
    typed = {"text": "typed words", "kind": "nonsense", "ask_id": made.id}
    answer = client.post(f"/people/{jane.id}/outcomes{path}", data=typed)
    assert answer.status_code == 422
    assert words(answer, f"#brought-{made.id}-error") == "Choose what it was."
    assert words(answer, f"#brought-{made.id}") == "typed words"


def test_a_use_without_words_is_refused_at_the_ask(client: FlaskClient, store: Store, jane: Contact) -> None:
    made = ask(store, jane)
    with store() as session:
        exchange(session, jane)
        brought = {"kind": OutcomeKind.ADVICE, "text": "By writing", "ask_id": made.id}
        outcome = asks.obtained(session, jane.user_id, jane.id, **brought)
    answer = client.post(f"/people/{jane.id}/uses?back=asks", data={"text": " ", "outcome_id": outcome.id})
    assert answer.status_code == 422
    assert words(answer, f"#did-{outcome.id}-error")


def test_a_use_that_comes_too_early_asks_at_the_ask_for_a_note(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    made = ask(store, jane)
    with store() as session:
        brought = {"kind": OutcomeKind.ADVICE, "text": "By writing", "ask_id": made.id}
        outcome = asks.obtained(session, jane.user_id, jane.id, **brought)
    typed = {"text": "I wrote", "outcome_id": outcome.id}
    answer = client.post(f"/people/{jane.id}/uses?back=asks", data=typed)
    assert words(answer, f"#did-{outcome.id}") == "I wrote"
    assert words(answer, f"#did-{outcome.id}-note-error")
    again = client.post(f"/people/{jane.id}/uses?back=asks", data=typed | {"override_note": "By phone"})
    assert again.status_code == 303


def test_a_strangers_ask_is_not_given_an_outcome(client: FlaskClient, jane: Contact, charlie: Stranger) -> None:
    typed = {"text": "x", "kind": "advice", "ask_id": charlie.ids["ask_id"]}
    assert client.post(f"/people/{jane.id}/outcomes", data=typed).status_code == 404


def test_a_warning_stands_beside_the_kind_and_can_be_answered(client: FlaskClient, store: Store, jane: Contact) -> None:
    answer = client.post(f"/people/{jane.id}/asks", data=INTRODUCTION)
    assert answer.status_code == 422
    assert "ask for an introduction after that" in words(answer, "#ask-all_the_same-error")
    assert "Could you introduce me?" in words(answer, "#ask-text")
    again = client.post(f"/people/{jane.id}/asks", data=INTRODUCTION | {"all_the_same": "y"})
    assert again.status_code == 303
    assert only(store, Ask).kind is AskKind.INTRODUCTION


def test_an_ask_for_a_job_is_warned_about(client: FlaskClient, jane: Contact) -> None:
    typed = {"text": "Do you have any openings?", "kind": "experience", "asked_in": "now"}
    answer = client.post(f"/people/{jane.id}/asks", data=typed)
    assert words(answer, "#ask-all_the_same-error").startswith("“Do you have any openings?” asks for a job.")


def test_the_warning_follows_the_kind_that_is_chosen(client: FlaskClient, jane: Contact) -> None:
    url = f"/people/{jane.id}/asks/new"
    part = client.get(url, query_string={"kind": "vouch"}, headers=HTMX)
    assert "You hardly know each other." in words(part, "#weighed")
    assert "<html" not in part.text
    assert "hardly know" not in client.get(url, query_string={"kind": "experience"}, headers=HTMX).text
    assert client.get(url, query_string={"kind": "nonsense"}).status_code == 200


@pytest.mark.parametrize("chosen", [{"kind": "vouch"}, {"kind": "introduction", "to_hire": "y"}])
def test_a_use_step_that_comes_too_early_and_does_not_fit_asks_for_its_note_alone(
    client: FlaskClient, store: Store, jane: Contact, chosen: dict[str, str]
) -> None:
    part = client.get(f"/people/{jane.id}/asks/new", query_string=chosen, headers=HTMX)
    assert "You hardly know each other." in words(part, "#ask-override_note-error")
    assert "nothing was obtained from them yet" in words(part, "#ask-override_note-error")
    assert LexborHTMLParser(part.text).css_first("[name=all_the_same], [autofocus]") is None
    typed = {"text": "Will you?", "asked_in": "now", "override_note": "She offered it"} | chosen
    assert client.post(f"/people/{jane.id}/asks", data=typed).status_code == 303
    assert only(store, Ask).override_note == "She offered it"


def test_an_introduction_to_nobody_who_can_hire_asks_for_no_note(client: FlaskClient, jane: Contact) -> None:
    part = client.get(f"/people/{jane.id}/asks/new", query_string={"kind": "introduction"}, headers=HTMX)
    form = LexborHTMLParser(part.text)
    assert form.css_first("[name=all_the_same]")
    assert form.css_first("[name=override_note]") is None


def test_why_they_may_be_glad_is_chosen_written_and_shown(client: FlaskClient, store: Store, jane: Contact) -> None:
    form = LexborHTMLParser(client.get(f"/people/{jane.id}").text).css_first("#weighed")
    offered = form.css_first("input[name=reasons][checked]").attributes["value"]
    typed = {"text": "Your story?", "kind": "experience", "asked_in": "", "reasons": offered, "glad": "She likes it."}
    page = client.post(f"/people/{jane.id}/asks", data=typed, follow_redirects=True)
    made = only(store, Ask)
    assert made.glad == f"{offered}\nShe likes it."
    assert "Glad of it: Hardly anybody is ever asked" in words(page, f"#ask-{made.id}")
    assert "She likes it." in words(client.get(f"/asks/{made.id}"), "#glad")


def test_an_edited_ask_is_weighed_anew(client: FlaskClient, store: Store, jane: Contact) -> None:
    made = ask(store, jane)
    typed = {"text": made.text, "kind": "feedback", "asked_in": "kept"}
    answer = client.post(f"/asks/{made.id}", data=typed)
    assert (answer.status_code, "ask for feedback after that" in answer.text) == (422, True)
    assert client.post(f"/asks/{made.id}", data=typed | {"all_the_same": "y"}).status_code == 303


def test_an_introduction_to_somebody_who_can_hire_needs_a_note_that_the_timeline_shows(
    client: FlaskClient, store: Store, jane: Contact
) -> None:
    typed = INTRODUCTION | {"to_hire": "y"}
    answer = client.post(f"/people/{jane.id}/asks", data=typed)
    assert words(answer, "#ask-override_note-error")
    page = client.post(
        f"/people/{jane.id}/asks", data=typed | {"override_note": "She offered it"}, follow_redirects=True
    )
    assert "All the same: She offered it" in words(page, f"#step-{only(store, Ask).id}")


def test_a_use_step_found_in_sent_mail_is_flagged(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        line = mail(session, jane, "out", "Will you vouch for me?")
        found = asks.confirm(session, jane.user_id, line.id, kind=AskKind.VOUCH, text="Will you vouch for me?")
    page = client.get(f"/people/{jane.id}")
    assert "phase skipped" in words(page, f"#ask-{found.id}")
    assert "it moved no phase" in words(page, f"#step-{found.id}")


def test_after_a_decline_the_next_ask_is_drafted_by_one_tap(client: FlaskClient, store: Store, jane: Contact) -> None:
    made = ask(store, jane)
    client.post(f"/asks/{made.id}/decline")
    assert "Do not take it personally" in words(client.get("/asks"), "#asks-declined")
    page = client.post(f"/people/{jane.id}/asks/who-else?back=asks", follow_redirects=True)
    assert "Who else should I speak to?" in words(page, "#asks-drafted")
    client.post(LexborHTMLParser(page.text).css("#notices form")[-1].attributes["action"])
    assert words(client.get("/asks"), "#asks-drafted") == ""


def test_a_deleted_person_is_asked_nothing(client: FlaskClient, store: Store, jane: Contact) -> None:
    with store() as session:
        session.get_one(Contact, jane.id).deleted_at = utcnow()
    typed = {"text": "Your story?", "kind": "experience", "asked_in": "now"}
    answer = client.post(f"/people/{jane.id}/asks", data=typed)
    assert "Bring them back first" in words(answer, "#asks details[open] .notice.is-trouble")
    page = client.post(f"/people/{jane.id}/asks/who-else", follow_redirects=True)
    assert "Bring them back first" in words(page, "#notices")


def test_a_day_before_the_ask_is_refused_beside_its_field(client: FlaskClient, jane: Contact) -> None:
    typed = {"text": "x", "kind": "experience", "asked_in": "now", "follow_up_on": "1815-06-18"}
    assert words(client.post(f"/people/{jane.id}/asks", data=typed), "#ask-follow_up_on-error")


def test_the_clocks_are_set_on_the_account_page(client: FlaskClient, store: Store, alice: User, jane: Contact) -> None:
    ask(store, jane, made_at=utcnow() - timedelta(days=6))
    assert "a short follow-up is fine now" in client.get("/").text
    answer = client.post("/account/follow-ups", data={"follow_up_days": "20", "last_follow_up_days": "30"})
    assert (answer.status_code, answer.location) == (303, "/account")
    assert "a short follow-up" not in client.get("/").text
    assert "a short follow-up is fine from" in client.get("/asks").text


@pytest.mark.parametrize("days", ["0", "31", "", "soon", "9" * 40])
def test_other_days_are_refused_beside_their_field_and_kept(client: FlaskClient, days: str) -> None:
    answer = client.post("/account/follow-ups", data={"follow_up_days": days, "last_follow_up_days": "8"})
    assert answer.status_code == 422
    assert words(answer, "#follow_up_days-error")
    assert LexborHTMLParser(answer.text).css_first("#last_follow_up_days").attributes["value"] == "8"


def test_an_ask_that_was_followed_up_twice_rests_on_today(client: FlaskClient, store: Store, jane: Contact) -> None:
    ask(store, jane, made_at=ago(days=30))
    with store() as session:
        mail(session, jane, "out", "A reminder", at=ago(days=20))
    assert "the last follow-up is fine now" in words(client.get("/"), "#waiting")
    with store() as session:
        mail(session, jane, "out", "The last one", at=ago(days=5))
    assert "let it rest" in words(client.get("/"), "#resting")

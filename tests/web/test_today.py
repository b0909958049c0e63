"""Today: what is owed, due and new, and settled where it stands."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.web.conftest import Store, Stranger
from tests.web.make import ago, exchange, mail, person
from webapp.models import (
    AskKind,
    Contact,
    Duty,
    DutyKind,
    EventKind,
    FollowUp,
    Interaction,
    Interview,
    Outcome,
    OutcomeKind,
    Permission,
    User,
    new_id,
    utcnow,
)
from webapp.services import asks, contacts, events, gives, goals, hosts, interactions, mailboxes, referred
from webapp.services.events import EventCard
from webapp.services.gives import InterviewCard
from webapp.services.goals import GoalCard
from webapp.services.mailboxes import MailboxCard

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


def test_a_new_user_is_led_through_three_steps(client: FlaskClient, store: Store, alice: User, app: Flask) -> None:
    def steps() -> tuple[list[str], str]:
        part = LexborHTMLParser(client.get("/").text).css_first("#steps")
        done = [row.css_first(".row-name").text() for row in part.css(".row.is-done")]
        return done, part.css_first("a.button").attributes["href"]

    assert steps() == ([], "/people/new")
    with store() as session:
        person(session, alice.id)
    assert steps() == (["Add the first people"], "/mailboxes")
    with store() as session:
        card = MailboxCard("alice@example.org", "imap.example.org", password="secret word")
        mailboxes.add(session, alice.id, card, app.config["SETTINGS"].secrets_dir)
    assert steps() == (["Add the first people", "Add your mailbox"], "/goal")
    with store() as session:
        goals.write(session, alice.id, GoalCard(position="Head of data"))
    page = LexborHTMLParser(client.get("/").text)
    assert page.css_first("#steps") is None
    assert "Nothing is waiting." in page.css_first("#today .empty").text()


def test_the_steps_stay_until_all_are_done_whatever_else_the_day_asks_for(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        events.add(session, alice.id, EventCard("PyData", EventKind.GENERAL, ago(hours=-2), ago(hours=-4)))
    page = LexborHTMLParser(client.get("/").text)
    assert "PyData" in page.css_first("#today").text()
    assert [row.css_first(".row-name").text() for row in page.css("#steps .row")] == [
        "Add the first people", "Add your mailbox", "Say what you look for",
    ]  # fmt: skip


def test_a_quiet_day_says_who_has_not_heard_from_the_user(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        for name in ("Ada", "Bo"):
            card = {"direction": "in", "at": ago(days=100), "summary": "Hello"}
            interactions.log_message(session, alice.id, person(session, alice.id, name).id, **card)
    assert "Two people have not heard from you since" in client.get("/").text


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


def test_events_and_questions_are_put_off_explained_and_settled_in_place(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        mail(session, person(session, alice.id), "in", subject="Who is this?")
        for name, hours in (("Open evening", -3), ("Maps & beer", 40)):
            card = EventCard(name, EventKind.GENERAL, ago(hours=hours), ago(hours=hours - 2), host="Kim Berg")
            hosts.to_contact(session, alice.id, events.add(session, alice.id, card).id)
    page = LexborHTMLParser(client.get("/").text)
    for place in ("events-soon", "events-after", "hosts", "triage"):
        line = page.css_first(f"#{place} .line")
        assert len(line.css(".why-text li")) == 2
        fields = {field.attributes["name"]: field.attributes["value"] for field in line.css(".later input")}
        assert put_off(client, fields["kind"], fields["subject"]).location == "/"
        back = LexborHTMLParser(client.get("/").text)
        assert back.css_first(f"#{place}") is None
        assert client.get(back.css_first("#put-off .row-name a").attributes["href"]).status_code == 200
        client.post(back.css_first("#put-off form").attributes["action"])
    for place in ("events-after", "triage"):
        (act,) = page.css(f"#{place} .more-list > .button-form")
        answer = client.post(act.attributes["action"], headers=HTMX)
        undo = LexborHTMLParser(client.get("/").text).css("#notices form")[-1].attributes["action"]
        assert (answer.location, section(client, place)) == ("/", "")
        assert client.post(undo).location == "/"
        assert section(client, place)


def test_what_came_in_says_why(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        exchange(session, person(session, alice.id))
    shown = section(client, "came-in")
    assert "reply · “Re: 20 minutes?”" in shown
    assert "It answers a mail that you sent." in shown


def test_much_that_came_in_is_shown_in_part_and_leads_to_the_rest(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        bo = person(session, alice.id, "Bo Lind")
        for _ in range(21):
            mail(session, bo, "in")
    part = LexborHTMLParser(client.get("/").text).css_first("#came-in")
    assert (len(part.css(".row")), part.css_first(".badge").text()) == (7, "21")
    assert part.css_first(".line-rest").text() == "14 more of what came in by itself"
    whole = LexborHTMLParser(client.get(part.css_first(".line-rest a").attributes["href"]).text)
    assert len(whole.css("#came-in .row")) == 21


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
    closing = page.css_first("#to-close a.button").attributes["href"]
    assert LexborHTMLParser(client.get(closing).text).css_first("#closing form")
    back = page.css_first("#to-reflect a.button").attributes["href"]
    assert client.get(back).status_code == 200
    told = page.css_first("#tidings form").attributes["action"]
    assert client.post(told).location == "/"
    assert section(client, "tidings") == ""


def put_off(client: FlaskClient, kind: str, subject: str, until: str = "tomorrow", **more: Any) -> TestResponse:
    return client.post("/put-off", data={"kind": kind, "subject": subject, "until": until}, **more)


def call(session: Session, alice: User, name: str = "Jane Doe") -> FollowUp:
    return gives.follow_up(session, alice.id, person(session, alice.id, name).id, due_on=utcnow().date(), text="Call")


def test_a_line_is_put_off_by_its_own_form_and_undone(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        call(session, alice)
    form = LexborHTMLParser(client.get("/").text).css_first("#follow-ups .later")
    fields = {field.attributes["name"]: field.attributes["value"] for field in form.css("input")}
    day = form.css("button")[0].attributes["value"]
    response = client.post(form.attributes["action"], data={**fields, "until": day})
    assert (response.status_code, response.location) == (303, "/")
    page = LexborHTMLParser(client.get("/").text)
    assert page.css_first("#follow-ups") is None
    assert "1 put off: show" in page.css_first("#put-off").text()
    client.post(page.css_first("#notices form").attributes["action"])
    assert "Call" in section(client, "follow-ups")


def test_what_was_put_off_is_brought_back_and_put_off_again(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        row = call(session, alice)
    put_off(client, "follow-ups", row.id, "week")
    back = LexborHTMLParser(client.get("/").text).css_first("#put-off form").attributes["action"]
    client.post(back, headers=HTMX)
    part = LexborHTMLParser(client.get("/", headers=HTMX).text)
    assert part.css_first("#follow-ups .line") is not None
    client.post(part.css_first("#notices form").attributes["action"])
    assert "until" in section(client, "put-off")


def test_what_was_put_off_comes_back_by_itself(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        row = call(session, alice)
    put_off(client, "follow-ups", row.id, "three-days")
    with time_machine.travel(utcnow() + timedelta(days=2), tick=False):
        assert section(client, "follow-ups") == ""
    with time_machine.travel(utcnow() + timedelta(days=3), tick=False):
        assert "Call" in section(client, "follow-ups")


@pytest.mark.parametrize("until", ["", "yesterday", "2020-01-01", "9999-12-31", "2026-99-99", "x\0"])
def test_a_day_that_is_none_is_refused(client: FlaskClient, store: Store, alice: User, until: str) -> None:
    with store() as session:
        row = call(session, alice)
    assert put_off(client, "follow-ups", row.id, until).status_code == 409
    assert "Call" in section(client, "follow-ups")


def test_nobody_elses_line_is_put_off_or_brought_back(client: FlaskClient, charlie: Stranger) -> None:
    assert put_off(client, "follow-ups", charlie.ids["follow_up_id"]).status_code == 404
    assert client.post(f"/put-off/{charlie.ids['snooze_id']}/back").status_code == 404
    assert client.get("/put-off").status_code == 405


def test_each_line_says_why_it_is_there(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        everything_lined_up(session, alice)
    page = LexborHTMLParser(client.get("/").text)
    assert len(page.css("#today .section")) >= 7
    for line in page.css("#today .line"):
        assert len(line.css_first(".why-text").text().split()) > 8, line.id
        assert line.css_first(".later") is not None
        assert line.css_first(".line-act :is(a, button, summary)") is not None


def everything_lined_up(session: Session, alice: User) -> None:
    """A line of most sections."""
    ana, bo = person(session, alice.id, "Ana"), person(session, alice.id, "Bo")
    _answered(session, ana)
    asks.make(session, alice.id, bo.id, asks.AskCard(AskKind.ADVICE, "How?", made_at=ago(days=9)))
    gives.plan_interview(session, alice.id, ana.id, InterviewCard("Hiring", ago(hours=3)))
    referred.refer(session, alice.id, ana.id, name="Bo", permission=Permission.YES).at = ago(days=2)
    gives.plan_interview(session, alice.id, bo.id, InterviewCard("How he began", ago(hours=5), held=True))
    call(session, alice)


def test_a_section_shows_a_few_and_folds_or_leads_to_the_rest(client: FlaskClient, store: Store, alice: User) -> None:
    def shown() -> tuple[int, int, str]:
        part = LexborHTMLParser(client.get("/").text).css_first("#follow-ups")
        more = part.css_first(".line-rest a")
        return len(part.css(".section > .rows > .line")), len(part.css("details .line")), more.text() if more else ""

    with store() as session:
        for number in range(8):
            call(session, alice, f"A{number}")
    assert shown() == (8, 0, "")  # one more line takes no more room than the word of it
    with store() as session:
        for number in range(11):
            call(session, alice, f"B{number}")
    assert shown() == (7, 12, "")
    with store() as session:
        for number in range(90):
            call(session, alice, f"C{number}")
    assert shown() == (7, 0, "102 more of Follow-ups due")
    whole = client.get("/?all=follow-ups").text
    assert whole.count('id="line-follow-ups-') == 100
    assert "9 more come up as these are done." in whole
    # Who settles lines there goes on there.
    part = client.get("/", headers={**HTMX, "HX-Current-URL": "http://localhost/?all=follow-ups"}).text
    assert part.count('id="line-follow-ups-') == 100


def test_hundreds_of_debts_are_still_a_light_page(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        bo = person(session, alice.id, "Bo Lind")
        kinds = (DutyKind.THANKS, DutyKind.NOTE_OUTCOME, DutyKind.DECLINED, DutyKind.RETURNED)
        one = {"user_id": alice.id, "contact_id": bo.id, "at": ago(days=2)}
        session.add_all(Duty(kind=kind, subject=new_id(), **one) for kind in kinds for _ in range(75))
    page = client.get("/", headers={"Accept-Encoding": "br"})
    assert page.headers["Content-Encoding"] == "br"
    assert len(page.data) <= 20_000


def test_what_came_in_counts_from_the_last_visit(client: FlaskClient, store: Store, alice: User) -> None:
    evening = utcnow().replace(hour=18, minute=40, second=0) + timedelta(days=1)  # a cookie from the future is none
    with time_machine.travel(evening - timedelta(hours=1), tick=False), store() as session:
        mail(session, person(session, alice.id), "in", subject="Seen already", at=utcnow())
    with time_machine.travel(evening, tick=False):
        client.get("/")
    morning = evening + timedelta(hours=14)
    with time_machine.travel(morning, tick=False):
        with store() as session:
            bo = person(session, alice.id, "Bo Lind")
            mail(session, bo, "in", subject="New", at=morning - timedelta(minutes=5))
        client.get("/", headers=HTMX)  # a part that fetches itself is no look
        for _ in range(2):
            shown = section(client, "came-in")
            assert "Came in by itself since yesterday 18:40 1" in shown
            assert "New" in shown
            assert "Seen already" not in shown


def test_the_split_of_the_week_is_a_line_and_a_bar(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        person(session, alice.id)
    client.post("/time/tap?back=today", data={"tap": "people-30"})
    part = LexborHTMLParser(client.get("/").text).css_first("#time")
    assert "This week 30 min through people" in part.text()
    assert part.css_first("svg.bar .mark").attributes["width"] == "100.0%"

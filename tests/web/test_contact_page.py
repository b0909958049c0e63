"""The contact page: what it shows of a relationship."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from tests.web.conftest import Store
from tests.web.make import ago, exchange, mail, person
from webapp.models import AskKind, OutcomeKind, User, utcnow
from webapp.services import asks, gives, interactions, mailboxes
from webapp.services.gives import InterviewCard
from webapp.services.mailboxes import MailboxCard

HTMX = {"HX-Request": "true"}


def parsed(response: TestResponse) -> LexborHTMLParser:
    return LexborHTMLParser(response.text)


def section(response: TestResponse, name: str) -> str:
    found = parsed(response).css_first(f"#{name}")
    return " ".join(found.text().split()) if found else ""


def test_the_track_says_the_phase_since_when_and_why(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        exchange(session, contact)
    page = parsed(client.get(f"/people/{contact.id}"))
    track = page.css_first("#phase-track")
    assert track.css_first("[aria-current=step]").attributes["data-phase"] == "obtain"
    assert (
        "You wrote to each other (sure: it answers a mail you sent, or your provider confirmed the sender)"
        in " ".join(track.text().split())
    )


def test_the_track_is_a_fragment_that_fetches_itself(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    url = f"/people/{contact.id}/track"
    fragment = client.get(url, headers=HTMX)
    assert parsed(fragment).css_first("#phase-track").attributes["hx-get"] == url
    assert "<html" not in fragment.text
    assert "<html" in client.get(url).text


def test_htmx_gets_both_parts_and_no_page(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    response = client.get(f"/people/{contact.id}", headers=HTMX)
    assert [part.id for part in parsed(response).css("#relationship, #context")] == ["relationship", "context"]
    assert "<html" not in response.text
    assert {"HX-Request", "Cookie"} <= set(response.vary)


def test_every_part_fetches_itself_when_something_changed(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    page = parsed(client.get(f"/people/{contact.id}"))
    waiting = {part.id for part in page.css("[hx-trigger='changed from:body']")}
    assert waiting == {"phase-track", "relationship", "context", "triage-count", "triage-count-more"}


def test_the_ids_of_a_page_full_of_forms_are_unique(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        exchange(session, contact)
        gives.plan_interview(session, alice.id, contact.id, InterviewCard("Hiring", ago(days=1), held=True))
    page = parsed(client.get(f"/people/{contact.id}"))
    ids = [part.id for part in page.css("[id]")]
    assert sorted(ids) == sorted(set(ids))
    labelled = [label.attributes["for"] for label in page.css("label")]
    assert set(labelled) <= set(ids)


def test_a_mail_shows_its_labels_its_reasons_and_its_new_text(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        _, reply = exchange(session, contact)
    line = parsed(client.get(f"/people/{contact.id}")).css_first(f"#line-{reply.id}")
    assert line.css_first("strong").text() == "Re: 20 minutes?"
    assert [chip.text() for chip in line.css(".chip")] == ["reply"]
    assert line.css_first(".mail-text").text() == "Happy to, on Tuesday."
    reasons = [reason.text() for reason in line.css(".why-text li")]
    assert reasons == [
        "The sender's address is theirs.",
        "It answers your mail of that day.",
        "It answers a mail that you sent.",
        "It took the phase from Initiate to Obtain. You wrote to each other.",
    ]


def test_the_whole_mail_has_a_page_of_its_own(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        _, reply = exchange(session, contact)
    page = parsed(client.get(f"/lines/{reply.id}"))
    assert "> Could we talk?" in page.css_first(".mail-text").text()


def test_markup_in_a_mail_stays_text(client: FlaskClient, store: Store, alice: User) -> None:
    hostile = '<img src=x onerror=alert(1)><b hx-get="/x">'
    with store() as session:
        contact = person(session, alice.id, "<i>Jane</i>", addresses=["jane@example.org"])
        line = mail(session, contact, "out", hostile, subject=hostile)
    for path in (f"/people/{contact.id}", f"/lines/{line.id}", "/", "/people"):
        page = parsed(client.get(path))
        assert page.css("main img, main b, main i") == [], path


def test_what_a_machine_wrote_is_greyed_and_says_that_it_moves_nothing(
    client: FlaskClient, store: Store, alice: User
) -> None:
    finding = {"label": "auto_reply", "sure": True, "reason": "Its header says so."}
    with store() as session:
        contact = person(session, alice.id)
        away = mail(session, contact, "in", automatic=True, subject="Out of office", findings=[finding])
    line = parsed(client.get(f"/people/{contact.id}")).css_first(f"#line-{away.id}")
    assert "is-idle" in line.attributes["class"]
    assert "automatic answer" in line.text()
    assert "It was written by a machine, so it moves nothing." in line.text()
    assert "unverified" not in line.text()


def test_somebody_who_was_copied_in_sees_nothing_moved(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        jane, bo = person(session, alice.id), person(session, alice.id, "Bo Lind")
        mail(session, jane, "out", copied=[bo.id], counterparts=[jane.id])
    line = parsed(client.get(f"/people/{bo.id}")).css_first(".moment")
    assert "is-idle" in line.attributes["class"]
    assert "They were only copied in, so it moves nothing." in line.text()


def test_an_unverified_mail_can_be_accepted(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        line = mail(session, contact, "in")
    shown = parsed(client.get(f"/people/{contact.id}")).css_first(f"#line-{line.id}")
    assert "Address only: unverified." in shown.text()
    assert f"/lines/{line.id}/accept" in [form.attributes["action"] for form in shown.css("form")]


@pytest.mark.parametrize(
    ("answers", "authenticated", "words"),
    [
        (True, True, ["It answers a mail that you sent.", "Your provider confirmed that it comes from example.org."]),
        (True, False, ["It answers a mail that you sent."]),
        (False, True, ["Your provider confirmed that it comes from example.org."]),
        (False, False, ["Address only: unverified. It counts once you accept it."]),
    ],
)
def test_why_says_in_words_what_was_verified(
    client: FlaskClient, store: Store, alice: User, answers: bool, authenticated: bool, words: list[str]
) -> None:
    with store() as session:
        contact = person(session, alice.id)
        mail(session, contact, "out", message_id="<asked>")
        more = {"in_reply_to": ["<asked>"]} if answers else {}
        line = mail(session, contact, "in", authenticated=authenticated, **more)
    shown = parsed(client.get(f"/people/{contact.id}")).css_first(f"#line-{line.id}")
    told = [one.text() for one in shown.css(".why li")]
    assert [one for one in told if "provider" in one or "answers" in one or "unverified" in one] == words
    assert ("unverified" in shown.css_first(".moment-head").text()) is (not answers and not authenticated)


def test_a_long_timeline_shows_the_latest_lines_and_leads_to_earlier_ones(
    client: FlaskClient, store: Store, alice: User
) -> None:
    with store() as session:
        contact = person(session, alice.id)
        for day in range(25):
            mail(session, contact, "out", subject=f"Mail {day}", at=ago(days=day + 1))
    url = f"/people/{contact.id}"
    page = parsed(client.get(url))
    assert len(page.css(".moment")) == 20
    assert len(page.css("#earlier-lines .moment")) == 12
    assert "12 earlier lines" in page.css_first("#earlier-lines summary").text()
    assert page.css_first(".moment strong").text() == "Mail 0"
    earlier = parsed(client.get(f"{url}?lines=40"))
    assert len(earlier.css(".moment")) == 25
    assert not earlier.css("#earlier-lines")
    assert "lines=40" in earlier.css_first(".moment form").attributes["action"]


@pytest.mark.parametrize("lines", ["-1", "0", "x", "999999999999999999999"])
def test_a_strange_number_of_lines_shows_the_page(client: FlaskClient, store: Store, alice: User, lines: str) -> None:
    with store() as session:
        contact = person(session, alice.id)
    assert client.get(f"/people/{contact.id}?lines={lines}").status_code == 200


def test_what_could_be_done_next_stands_on_top(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        card = asks.AskCard(AskKind.ADVICE, "How did you begin?", made_at=ago(days=5))
        asks.make(session, alice.id, contact.id, card)
        gives.plan_interview(session, alice.id, contact.id, InterviewCard("Hiring", ago(days=2), held=True))
        gives.plan_interview(session, alice.id, contact.id, InterviewCard("Salaries", ago(hours=3)))
        gives.follow_up(session, alice.id, contact.id, due_on=utcnow().date() - timedelta(days=1), text="Call")
    shown = section(client.get(f"/people/{contact.id}"), "next")
    for words in (
        "You owe them a thank-you",
        "Note what you obtained",
        "Did it take place?",
        "Follow up on your ask",
        "Call",
    ):
        assert words in shown


def test_what_is_wanted_before_a_call_stands_above_the_asks(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        jane = person(session, alice.id, common_ground="The choir in Leeds", phone="+44 113 496 0000")
        mail(session, jane, "in", "Dear Alice,\nring me on Friday.", at=ago(days=2))
        mail(session, jane, "out", "I will.", at=ago(days=1))
        mail(session, jane, "in", "I am away.", at=ago(hours=1), automatic=True)
    page = parsed(client.get(f"/people/{jane.id}"))
    assert page.css_first(".page-head a[href^=tel]").attributes["href"] == "tel:+441134960000"
    told = [" ".join(one.text().split()) for one in page.css(".at-hand dd")]
    assert told[0] == "The choir in Leeds"
    assert [one.partition(": ")[2] for one in told[1:]] == ["You wrote: “I will”", "They wrote: “ring me on Friday”"]
    order = [one.attributes.get("id") or one.attributes["class"] for one in page.css("#next, .at-hand, #asks")]
    assert order == ["next", "at-hand", "asks"]


def test_what_they_said_last_stands_there_once(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        jane = person(session, alice.id)
        exchange(session, jane)
    assert len(parsed(client.get(f"/people/{jane.id}")).css(".at-hand dd")) == 1


def test_one_step_is_the_next_and_says_why(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    step = parsed(client.get(f"/people/{contact.id}")).css_first(".next-step")
    assert step.attributes["data-step"] == "find"
    assert "Without something in common nothing is begun." in step.text()


def test_the_strength_of_a_tie_says_what_it_rests_on(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        exchange(session, contact)
    shown = section(client.get(f"/people/{contact.id}"), "strength")
    assert "Trust enough to borrow $10 from them" in shown
    assert "Wrote to each other once" in shown


def test_a_step_that_is_a_letter_leads_to_a_letter_about_it(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        ask = asks.make(session, alice.id, contact.id, asks.AskCard(AskKind.ADVICE, "How?", made_at=ago(days=8)))
    link = parsed(client.get(f"/people/{contact.id}")).css_first(".next-step a.is-primary").attributes["href"]
    assert link == f"/people/{contact.id}/letters/new?kind=follow_up&ask_id={ask.id}"


def test_an_outcome_whose_mail_was_taken_back_says_so(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
        _, reply = exchange(session, contact)
        words = {"kind": OutcomeKind.ADVICE, "text": "Start small", "interaction_id": reply.id}
        asks.obtained(session, alice.id, contact.id, **words)
        interactions.undo(session, alice.id, reply.id)
    assert "source removed" in section(client.get(f"/people/{contact.id}"), "obtained")


@pytest.mark.parametrize(
    ("days", "called_for", "words"),
    [(0, None, "waiting for an answer"), (8, None, "unanswered since"), (8, 2, "waiting for an answer")],
)
def test_an_ask_says_where_it_stands(
    client: FlaskClient, store: Store, alice: User, days: int, called_for: int | None, words: str
) -> None:
    due = utcnow().date() + timedelta(days=called_for) if called_for else None
    with store() as session:
        contact = person(session, alice.id)
        card = asks.AskCard(AskKind.ADVICE, "How?", made_at=ago(days=days), follow_up_on=due)
        asks.make(session, alice.id, contact.id, card)
    assert words in section(client.get(f"/people/{contact.id}"), "asks")


def test_while_past_mail_is_read_the_page_says_so(client: FlaskClient, store: Store, alice: User, app) -> None:
    with store() as session:
        card = MailboxCard("alice@example.org", "imap.example.org", password="secret word")
        mailboxes.add(session, alice.id, card, app.config["SETTINGS"].secrets_dir)
        contact = person(session, alice.id)
    assert "Looking for past mail of jane@example.org…" in client.get(f"/people/{contact.id}").text


def test_without_a_mailbox_the_page_says_what_to_do(client: FlaskClient, store: Store, alice: User) -> None:
    with store() as session:
        contact = person(session, alice.id)
    text = client.get(f"/people/{contact.id}").text
    assert "Add your mailbox" in text
    assert "Looking for" not in text

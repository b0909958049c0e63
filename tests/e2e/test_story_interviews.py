"""Section 6 in a browser: an interview is prepared, held with a phone that loses its connection, and learnt from."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from tests.e2e.site import Site, Walk
from tests.e2e.test_offline import wait
from tests.e2e.waiting import Held, until
from tests.web import make
from webapp.models import AgendaItem, QuickNote, Reflection, utcnow
from webapp.services import agendas, gives, reflections
from webapp.services.gives import InterviewCard


def planned(site: Site) -> str:
    """An interview with Jane that begins in three minutes, after one with Omar that taught something."""
    with site.store() as session:
        jane = make.person(session, site.user_id, "Jane Doe", organisation="Acme", common_ground="the choir")
        omar = make.person(session, site.user_id, "Omar Reyes")
        card = InterviewCard("What he does all day", utcnow() - timedelta(days=3), 20, held=True)
        held = gives.plan_interview(session, site.user_id, omar.id, card)
        reflections.saved(session, site.user_id, held.id, {"learned": "Half of it is talking"})
        card = InterviewCard("Moving into data", utcnow() + timedelta(minutes=3), 20, "Café Gold")
        return gives.plan_interview(session, site.user_id, jane.id, card).id


def test_an_interview_is_prepared_held_and_learnt_from(walk: Walk) -> None:
    interview = planned(walk.site)
    page = walk.to("/interviews")
    page.get_by_role("link", name="Prepare the interview with Jane Doe").click()
    prepare(page, walk)
    page.get_by_role("link", name="Open for the talk").click()
    talk(page, walk)
    learn(page, walk)
    walk.to("/interviews/compare")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("section", has=page.get_by_role("heading", name="What did I learn?"))).to_contain_text("owns")
    walk.look()
    assert interview in page.url


def prepare(page: Page, walk: Walk) -> None:
    """Say what it is for, make an agenda, put it in order, and take a question off and back."""
    page.get_by_label("Purpose").fill("How Acme chooses what to build")
    page.get_by_role("button", name="Save the purpose").click()
    expect(page.get_by_text("The purpose is saved.")).to_be_visible()
    page.get_by_label("What you found out").fill("They moved to Leeds")
    page.get_by_role("button", name="Save what you found").click()
    expect(page.get_by_text("What you found out is saved.")).to_be_visible()
    page.get_by_role("button", name="Propose questions").click()
    expect(page.locator(".agenda-text").first).to_be_visible()
    page.get_by_text("Add your own question").click()
    page.get_by_label("Your question").fill("Who decides?")
    page.get_by_label("Part", exact=True).select_option("Small talk")
    page.get_by_role("button", name="Put it on the agenda").click()
    texts = page.locator(".agenda-text")
    expect(texts.nth(1)).to_have_text("Who decides?")
    page.get_by_role("button", name="Up: Who decides?").click()
    expect(texts.nth(0)).to_have_text("Who decides?")
    page.get_by_role("button", name="Take off: Who decides?").click()
    expect(texts.filter(has_text="Who decides?")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(texts.nth(0)).to_have_text("Who decides?")
    page.get_by_role("link", name="Choose from the question bank").click()
    page.get_by_role("link", name="Resources").click()
    page.get_by_role("button", name="Add: ").first.click()
    expect(page.get_by_role("status").first).to_contain_text("Added: ")
    walk.look()
    page.get_by_role("link", name="Back to the agenda").click()
    walk.look()


def talk(page: Page, walk: Walk) -> None:
    """Start the timer, tick, note, and finish."""
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("#time-left")).to_have_text("20 minutes")
    page.get_by_role("button", name="Who decides?").click()
    expect(page.get_by_role("button", name="Who decides?")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Your note").fill("Ask Sam Park")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#kept-notes")).to_contain_text("Ask Sam Park")
    walk.look()
    page.get_by_role("button", name="Finish: it took place").click()


def learn(page: Page, walk: Walk) -> None:
    """Answer the closing questions, and the seven of the reflection."""
    expect(page.locator("#notes")).to_contain_text("Ask Sam Park")
    page.get_by_label("Who else should I speak to?").fill("Sam Park")
    page.get_by_role("radio", name="Yes").check()
    page.get_by_role("button", name="Save both answers").click()
    expect(page.locator("#closing .rows")).to_contain_text("Sam Park")
    expect(page.get_by_role("link", name="Write it")).to_be_visible()
    walk.look()
    page.get_by_role("link", name="Reflect").click()
    if walk.scripts:
        answer_by_itself(page, walk)
    else:
        for question, answer in ANSWERS.items():
            page.get_by_label(question).fill(answer)
        page.get_by_role("button", name="Save", exact=True).click()
    for question, answer in ANSWERS.items():
        expect(page.get_by_label(question)).to_have_value(answer)
    walk.look()


ANSWERS = {
    "What did I learn?": "One person owns a question",
    "What did I like, and what not?": "The calm",
    "What advice did I get?": "Begin with SQL",
    "What next?": "Write to Sam",
}


def answer_by_itself(page: Page, walk: Walk) -> None:
    """Answer three questions while the first save is slow, and the last one in the moment before leaving."""
    page.get_by_label("What did I learn?").wait_for()
    page.wait_for_load_state()  # nothing goes by itself before its scripts run
    held = Held(page, "**/reflection")
    page.evaluate("""() => document.addEventListener("htmx:trigger", ({ target }) => (target.dataset.sent = ""))""")
    *some, last = ANSWERS
    for question in some:
        page.get_by_label(question).fill(ANSWERS[question])
    expect(page.locator("textarea[data-sent]")).to_have_count(len(some))
    held.wait()
    held.let_go()

    def kept() -> set[str]:
        with walk.site.store() as session:
            row = session.scalars(select(Reflection).order_by(Reflection.created_at.desc())).first()
            return {row.learned, row.liked, row.advice, row.next} if row else set()

    until(page, lambda: kept() >= {ANSWERS[question] for question in some}, lambda: f"kept alone: {kept()}")
    page.get_by_label(last).fill(ANSWERS[last])
    page.reload()
    # What a page sends while it goes away may come after the next page was asked for.
    until(page, lambda: ANSWERS[last] in kept(), lambda: f"kept alone: {kept()}")
    page.reload()


def test_notes_and_ticks_made_offline_arrive_once_when_the_connection_is_back(phone: Page, site: Site) -> None:
    interview = planned(site)
    with site.store() as session:
        question = agendas.propose(session, site.user_id, interview, 20)[0].text
    phone.goto(f"{site.url}/interviews/{interview}/live")
    phone.get_by_role("button", name="Begin").click()
    expect(phone.locator("#time-left")).to_have_text("20 minutes")
    phone.wait_for_load_state()  # without a network its scripts would not come any more
    phone.context.set_offline(True)
    for text in ("Ask Sam Park", "They moved to Leeds"):
        phone.get_by_label("Your note").fill(text)
        phone.get_by_role("button", name="Keep it").click()
    phone.get_by_role("button", name=question).click()
    expect(phone.locator("#waiting-state")).to_have_text("3 changes wait on this device. Sent when you are back.")
    expect(phone.locator("#waiting-notes .row")).to_have_count(2)
    expect(phone.get_by_role("button", name=question)).to_have_attribute("aria-pressed", "true")
    phone.get_by_label("Your note").fill("half a")
    phone.context.set_offline(False)
    expect(phone.locator("#kept-notes [data-key]")).to_have_count(2)
    expect(phone.locator("#waiting-state")).to_have_text("All of it is safe.")
    expect(phone.locator("#waiting-notes .row")).to_have_count(0)
    phone.reload()
    expect(phone.get_by_label("Your note")).to_have_value("half a")
    expect(phone.get_by_role("button", name=question)).to_have_attribute("aria-pressed", "true")
    with site.store() as session:
        kept = session.scalars(select(QuickNote.text).where(QuickNote.interview_id == interview)).all()
        asked = session.scalars(select(AgendaItem.text).where(AgendaItem.asked_at.is_not(None))).all()
    assert (sorted(kept), asked) == (["Ask Sam Park", "They moved to Leeds"], [question])
    goes_elsewhere(phone, site)


def goes_elsewhere(phone: Page, site: Site) -> None:
    """A note and the last of two taps wait while the user nearly logs out, and are sent from the next page they see."""
    tick = phone.get_by_role("button", name="Who else should I speak to?")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.context.set_offline(True)
    tick.tap()
    tick.tap()
    phone.get_by_label("Your note").fill("Thank Sam")
    phone.get_by_role("button", name="Keep it").tap()
    expect(phone.locator("#waiting-notes .row")).to_contain_text("waits on this device")
    phone.get_by_label("Your note").fill("another half")
    phone.get_by_role("button", name="Log out").tap()
    asked = phone.get_by_role("dialog", name="2 changes have not been sent yet")
    asked.get_by_role("button", name="Stay logged in").tap()
    phone.goto(f"{site.url}/people")
    expect(phone.get_by_role("heading", level=1)).to_have_text("No connection")
    phone.context.set_offline(False)
    expect(phone.get_by_role("heading", level=1)).to_have_text("People")
    wait(phone, f"async () => !({LEFT})('queue:')")
    with site.store() as session:
        assert "Thank Sam" in session.scalars(select(QuickNote.text)).all()
        closing = select(AgendaItem.asked_at).where(AgendaItem.text == "Who else should I speak to?")
        assert session.scalars(closing).one() is None
    assert phone.evaluate(LEFT, "draft:")
    phone.get_by_role("button", name="Log out").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Log in")
    assert not phone.evaluate(LEFT, "draft:")


LEFT = "(names) => Object.keys(localStorage).some((name) => name.startsWith(names))"


def test_notes_that_the_server_got_and_the_phone_did_not_hear_of_are_not_there_twice(phone: Page, site: Site) -> None:
    interview = planned(site)
    phone.goto(f"{site.url}/interviews/{interview}/live")

    def swallow(route: object) -> None:
        route.fetch(max_redirects=0)  # the server has it
        route.abort()  # and the answer is lost

    phone.route("**/quick-notes", swallow, times=1)
    phone.get_by_label("Your note").fill("Ask Sam Park")
    phone.get_by_role("button", name="Keep it").click()
    expect(phone.locator("#kept-notes [data-key]")).to_have_count(1)
    expect(phone.locator("#waiting-state")).to_have_text("All of it is safe.")
    with site.store() as session:
        assert session.scalars(select(QuickNote.text)).all() == ["Ask Sam Park"]


def test_the_agenda_is_put_in_order_by_drag_and_by_the_arrow_keys(phone: Page, site: Site) -> None:
    interview = planned(site)
    with site.store() as session:
        for text in ("One?", "Two?", "Three?"):
            agendas.add(session, site.user_id, interview, part=agendas.Part.ADVICE, text=text)
    phone.goto(f"{site.url}/interviews/{interview}")
    handles = phone.locator(".agenda-handle")
    handles.first.focus()
    with phone.expect_response("**/agenda/order"):
        phone.keyboard.press("ArrowDown")
    expect(phone.locator("#agenda-said")).to_have_text("Now 2 of 3: One?")
    texts = phone.locator(".agenda-text")
    expect(texts).to_have_text(["Two?", "One?", "Three?", *ENDS])
    expect(phone.locator(".agenda-handle").nth(1)).to_be_focused()
    phone.reload()
    expect(texts).to_have_text(["Two?", "One?", "Three?", *ENDS])
    phone.locator(".agenda-handle").nth(2).scroll_into_view_if_needed()
    box, goal = (phone.locator(".agenda-handle").nth(at).bounding_box() for at in (2, 0))
    assert box
    assert goal
    phone.mouse.move(box["x"] + 5, box["y"] + 5)
    phone.mouse.down()
    phone.mouse.move(goal["x"] + 5, goal["y"] + 2, steps=8)
    with phone.expect_response("**/agenda/order"):
        phone.mouse.up()
    expect(phone.locator("#agenda-said")).to_have_text("Now 1 of 3: Three?")
    phone.reload()
    expect(texts).to_have_text(["Three?", "Two?", "One?", *ENDS])
    changes_while_it_is_fetched(phone, site, interview)
    expect(texts).to_have_text(["Three?", "Two?", "One?", "Four?", "Five?", *ENDS])


def changes_while_it_is_fetched(phone: Page, site: Site, interview: str) -> None:
    """Two questions come from elsewhere, the second one while the agenda with the first is on its way."""

    def come(text: str) -> None:
        with site.store() as session:
            agendas.add(session, site.user_id, interview, part=agendas.Part.ADVICE, text=text)

    def be_late(route: Route) -> None:
        answer = route.fetch()
        come("Five?")
        with phone.expect_response("**/pulse"):
            pass
        with phone.expect_response("**/pulse"):
            pass
        route.fulfill(response=answer)

    phone.route(f"**/interviews/{interview}", be_late, times=1)
    come("Four?")
    expect(phone.locator(".agenda-text", has_text="Four?")).to_be_visible()


ENDS = ["Who else should I speak to?", "May I use your name when I write to them?"]

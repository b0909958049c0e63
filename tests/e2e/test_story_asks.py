"""Asks (docs/method.md §3), as somebody makes them: warned, asked, answered, used and reported back; and declined."""

from __future__ import annotations

from playwright.sync_api import Locator, expect
from sqlalchemy import select

from tests.e2e.site import Walk
from tests.web.make import ago, mail, person
from webapp.models import Ask, AskKind, Contact
from webapp.services import asks
from webapp.services.asks import AskCard


def opened(part: Locator, title: str) -> Locator:
    """A folded form of a part, opened where it is not."""
    form = part.locator("details.folded", has_text=title).first
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    return form


def test_an_ask_is_made_answered_used_and_reported_back(walk: Walk) -> None:
    with walk.site.store() as session:
        jane = person(session, walk.site.user_id, role="head of data", organisation="Acme")
    page = walk.to(f"/people/{jane.id}")
    form = opened(page.locator("#asks"), "Ask for something")
    form.get_by_label("In your words", exact=True).fill("How did you move into data?")
    form.get_by_label("What for").select_option("introduction")
    if walk.scripts:
        expect(form.locator("#weighed")).to_contain_text("You hardly know each other.")
        walk.look()
    sent = form.element_handle()
    form.get_by_role("button", name="Note the ask").click()
    if walk.scripts:
        sent.wait_for_element_state("hidden")  # The answer holds the same words: what is chosen next is chosen in it.
    form = opened(page.locator("#asks"), "Ask for something")
    expect(form.get_by_text("You hardly know each other. Ask for their own experience first")).to_be_visible()
    expect(form.get_by_label("Ask all the same")).not_to_be_checked()

    form.get_by_label("What for").select_option("experience")
    if walk.scripts:
        expect(form.get_by_label("how they came to be head of data at Acme")).to_be_checked()
    form.get_by_role("button", name="Note the ask").click()
    ask = page.locator("#asks .ask")
    expect(ask).to_contain_text("Experience · waiting for an answer · asked today")
    expect(ask).to_contain_text("Glad of it:")
    walk.look()

    with walk.site.store() as session:
        session.scalars(select(Ask)).one().made_at = ago(hours=1)
        jane, answer = session.get_one(Contact, jane.id), {"authenticated": True, "at": ago(minutes=1)}
        mail(session, jane, "out", "How did you move into data?", at=ago(minutes=30))
        mail(session, jane, "in", "It began with a course.", **answer)
    walk.to("/more").get_by_role("main").get_by_role("link", name="Asks").click()
    walk.look()
    form = opened(page.locator("#asks-answered"), "Note what you obtained")
    form.get_by_label("What did you obtain?").fill("An evening course")
    form.get_by_role("button", name="Advice").click()
    form = opened(page.locator("#asks-obtained"), "Note what you did with it")
    form.get_by_label("What did you do with").fill("Took the course")
    form.get_by_role("button", name="Note it").click()
    page.locator("#asks-used").get_by_role("button", name="They know how it went").click()
    done = page.locator("#asks-reported_back .ask")
    expect(done).to_contain_text("Used: Took the course · they know how it went")
    done.locator("summary", has_text="history").click()
    expect(done).to_contain_text("reported back. You told them how it went (your own act).")
    walk.look()


def test_a_decline_leads_to_the_next_ask(walk: Walk) -> None:
    with walk.site.store() as session:
        bo = person(session, walk.site.user_id, "Bo Lind")
        card = AskCard(AskKind.EXPERIENCE, "How did you begin?", made_at=ago(days=20))
        asks.make(session, walk.site.user_id, bo.id, card)
    page = walk.to("/")
    expect(page.locator("#waiting")).to_contain_text("a short follow-up is fine now")
    walk.look()
    page.locator("#waiting summary[aria-label='More for Bo Lind']").click()
    page.get_by_role("button", name="They declined").click()
    expect(page.locator("#notices")).to_contain_text("Do not take it personally")
    page = walk.to("/asks?state=declined")
    page.get_by_role("button", name="Draft the ask whom else Bo Lind would suggest").click()
    expect(page.locator("#notices")).to_contain_text("Drafted:")
    walk.to("/asks?state=drafted")
    expect(page.locator("#asks-drafted")).to_contain_text("Who else should I speak to?")
    walk.look()


def test_a_step_of_use_that_comes_too_early_needs_a_written_note(walk: Walk) -> None:
    with walk.site.store() as session:
        jane = person(session, walk.site.user_id)
    page = walk.to(f"/people/{jane.id}/asks/new?kind=introduction")
    page.get_by_label("In your words", exact=True).fill("Could I meet your director?")
    page.get_by_label("To somebody who can hire").check()
    with page.expect_response(lambda answer: answer.status == 422):
        page.get_by_role("button", name="Save").click()
    form = opened(page.locator("#asks"), "Ask for something")
    expect(form.get_by_text("nothing was obtained from them yet")).to_be_visible()
    form.get_by_label("Why you do it all the same").fill("She offered it")
    form.get_by_role("button", name="Note the ask").click()
    expect(page.locator("#timeline")).to_contain_text("All the same: She offered it")
    walk.look()


def test_the_clocks_are_the_users_own(walk: Walk) -> None:
    page = walk.to("/account")
    walk.look()
    page.get_by_label("First follow-up after").fill("40")
    page.get_by_role("button", name="Save the days").click()
    expect(page.get_by_text("Choose from 1 to 30 business days.")).to_be_visible()
    page.get_by_label("First follow-up after").fill("5")
    page.get_by_role("button", name="Save the days").click()
    expect(page.get_by_text("Every ask that waits follows these clocks now.")).to_be_visible()

"""Letters and scripts (docs/method.md §7), as they are walked through."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.site import Walk
from tests.servers.system import wait_until
from tests.web.make import ago, person
from webapp.models import AskKind, Organisation, Permission
from webapp.services import asks, gives, goals, letters_drafts, mailboxes, referred
from webapp.services.asks import AskCard
from webapp.services.gives import InterviewCard
from webapp.services.goals import GoalCard
from webapp.services.mailboxes import MailboxCard


def known(walk: Walk) -> tuple[str, str, str]:
    """Jane, to whom Omar sent the user, and all that a letter to her can say; her id, Omar's and the mailbox's."""
    with walk.site.store() as session:
        alice = walk.site.user_id
        goals.write(session, alice, GoalCard(position="data analyst", situation="a geologist between jobs"))
        omar = person(session, alice, "Omar Reyes")
        gives.plan_interview(session, alice, omar.id, InterviewCard("How they hire", ago(hours=3), held=True))
        jane = person(session, alice, role="head of data", organisation="Acme", phone="0123 555")
        session.get_one(Organisation, jane.organisation_id).research_notes = "Opened an office in Leeds in May"
        referred.refer(session, alice, omar.id, name="Jane Doe", permission=Permission.YES, referred_id=jane.id)
        asks.make(session, alice, jane.id, AskCard(AskKind.MEETING, "20 minutes on moving into data"))
        card = MailboxCard("alice@example.org", "imap.example.org", password="secret word")
        return jane.id, omar.id, mailboxes.add(session, alice, card, walk.site.secrets_dir).id


def check(page: Page, walk: Walk) -> None:
    """Have what was typed checked: by itself, or by the button where there are no scripts."""
    if not walk.scripts:
        page.get_by_role("button", name="Keep and check").click()


def test_an_approach_letter_is_written_checked_and_put_into_drafts(walk: Walk) -> None:
    jane, _, mailbox = known(walk)
    page = walk.to(f"/people/{jane}")
    page.locator("#write summary").click()
    page.locator("#write").get_by_role("link", name="Approach letter").click()
    expect(page.locator("#check")).to_contain_text("All that belongs into it is there.")
    walk.look()

    letter = page.get_by_label("Letter", exact=True)
    draft = letter.input_value()
    assert "Omar Reyes" in draft
    letter.fill(f"{draft}\n\nDo you have any openings?")
    check(page, walk)
    expect(page.locator("#check")).to_contain_text("“Do you have any openings?” asks for a job.")
    walk.look()
    letter.fill(draft.replace("I have your name from Omar Reyes, who told me that I may say so.", ""))
    check(page, walk)
    expect(page.locator("#check")).to_contain_text("Say in the first lines that Omar Reyes gave you their name.")
    letter.fill(draft)
    check(page, walk)
    expect(page.locator("#check")).to_contain_text("All that belongs into it is there.")

    page.get_by_role("button", name="Put it into Drafts").click()
    expect(page.locator("#send")).to_contain_text("puts it into Drafts in a moment")
    with walk.site.store() as session:
        (wanted,) = letters_drafts.wanted(session, mailbox)
        assert wanted.body == draft.strip()
        letters_drafts.saved(session, wanted, "Drafts")
    if not walk.scripts:
        page.reload()
    expect(page.locator("#send")).to_contain_text("It lies in Drafts since")
    walk.look()
    page.get_by_role("link", name="All letters").click()
    expect(page.locator("#in-drafts")).to_contain_text("Approach letter to Jane Doe")
    walk.look()


def test_a_thank_you_begins_on_today_and_settles_what_it_is_for(walk: Walk) -> None:
    known(walk)
    page = walk.to("/")
    held = page.locator("#thanks .row", has_text="How they hire")
    held.get_by_role("link", name="Write to Omar Reyes").click()
    letter = page.get_by_label("Letter", exact=True)
    expect(letter).to_have_value(re.compile("Thank you for your time on"))
    page.wait_for_load_state()  # nothing is checked by itself before its scripts run
    letter.fill("Dear Omar,\n\nThank you for telling me how they hire. I will write to two of them this week.")
    check(page, walk)
    expect(page.locator("#check")).to_contain_text("All that belongs into it is there.")
    if walk.scripts:
        page.get_by_role("button", name="Copy the text").click()
        expect(page.locator("[data-copy]")).to_have_text("Copied")
    page.get_by_role("button", name="I sent it another way").click()
    expect(page.get_by_text("It stands in the timeline now.")).to_be_visible()
    walk.look()
    page.goto(walk.site.url)
    expect(page.locator("#thanks")).to_contain_text("the name of")
    expect(held).to_have_count(0)


def test_a_phone_script_is_read_large(walk: Walk) -> None:
    jane, _, _ = known(walk)
    page = walk.to(f"/people/{jane}/letters/new?kind=phone_script")
    page.get_by_role("button", name="Keep it, to read it large").click()
    page.get_by_role("link", name="Read it large").click()
    expect(page.locator(".script-text")).to_contain_text("Do you have a couple of minutes now")
    expect(page.get_by_role("link", name="Call 0123 555")).to_have_attribute("href", "tel:0123555")
    walk.look()


def test_what_was_typed_in_the_last_moment_is_kept(walk: Walk) -> None:
    jane, _, _ = known(walk)
    page = walk.to(f"/people/{jane}/letters/new?kind=give")
    keep_and_leave(walk, "News about ferries")
    page.locator("main .row").get_by_role("link").click()
    keep_and_leave(walk, "News about the ferries to Oban", saving=walk.scripts)
    expect(page.locator("main .row")).to_have_count(1)


# A save that is on its way when the page is left, and does not arrive.
LOST = """() => {
  XMLHttpRequest.prototype.send = () => undefined;
  document.addEventListener("htmx:beforeSend", () => (document.body.dataset.saving = ""));
}"""


def keep_and_leave(walk: Walk, subject: str, *, saving: bool = False) -> None:
    """Write the subject of a letter and leave its page at once, or while it is being saved; it is in the list."""
    page = walk.page
    page.get_by_label("Subject").wait_for()
    page.wait_for_load_state()  # nothing is kept by itself before its scripts run
    if saving:
        page.evaluate(LOST)
    page.get_by_label("Subject").fill(subject)
    if saving:
        expect(page.locator("body")).to_have_attribute("data-saving", "")
    if not walk.scripts:
        page.get_by_role("button", name="Keep and check").click()
    page.goto(f"{walk.site.url}/people")

    def listed() -> bool:
        page.goto(f"{walk.site.url}/letters")
        return subject in page.locator("main").inner_text()

    # What a page sends while it goes away may come after the next page was asked for.
    wait_until(listed, lambda: "it was not kept")

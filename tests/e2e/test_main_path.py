"""From the set-up link to a settled thank-you: mail is written, and the pages follow by themselves."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.conftest import Mailbox
from tests.e2e.house import House, answer, mail

PASSWORD = "a cup of coffee a day"


def set_up(page: Page, house: House, address: str) -> None:
    page.goto(house.set_up_link)
    page.get_by_label("Your name").fill("Alice Archer")
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name=re.compile("set up|begin|make|start", re.IGNORECASE)).click()
    expect(page).to_have_title(re.compile("Today"))


def add_contact(page: Page, name: str, address: str) -> None:
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Addresses").fill(address)
    page.get_by_role("button", name=re.compile("^Add")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(name))


def ask(page: Page, words: str, carrier: str) -> None:
    """Note an ask that was made in a mail of that subject."""
    page.get_by_text("Ask for something").click()
    page.get_by_label("In your words", exact=True).fill(words)
    asked = page.get_by_label("Asked", exact=True)
    asked.select_option(asked.locator("option", has_text=carrier).get_attribute("value"))
    page.get_by_role("button", name="Note the ask").click()
    expect(page.locator("#asks")).to_contain_text(words)
    expect(page.locator("#asks-title")).to_be_focused()  # the keyboard goes on from here


def go_to(page: Page, place: str) -> None:
    """Open a page of the menu, which stands under "More" on a phone."""
    more = page.locator(".places").get_by_role("link", name=re.compile("^More"))
    if more.is_visible():
        more.click()
    page.get_by_role("link", name=place, exact=True).locator("visible=true").click()


def add_mailbox(page: Page, mailbox: Mailbox) -> None:
    go_to(page, "Mailboxes")
    page.get_by_role("link", name=re.compile("Add a")).first.click()
    page.get_by_label("E-mail address").wait_for()
    page.wait_for_load_state()  # no provider is looked up before its scripts run
    page.get_by_label("E-mail address").fill(mailbox.user)
    expect(page.locator(".provider")).to_be_visible()
    page.get_by_label("Password").fill(mailbox.password)
    page.get_by_label("Mail server (IMAP)").fill("localhost")
    page.get_by_label("Port").fill(str(mailbox.server.imaps_port))
    page.get_by_role("button", name="Add this mailbox").click()
    expect(page.locator(".state")).to_contain_text("Up to date")


def open_contact(page: Page, name: str) -> None:
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(name))


def record_interview(page: Page, purpose: str) -> None:
    """Note a one-on-one that ended at the last full minute: forms know no seconds."""
    at = datetime.now(UTC) - timedelta(minutes=30)
    interviews = page.locator("#interviews")
    interviews.get_by_text("Plan or record one").click()
    interviews.get_by_label("Purpose").fill(purpose)
    interviews.get_by_label("When").fill(at.strftime("%Y-%m-%dT%H:%M"))
    interviews.get_by_label("It took place already").check()
    interviews.get_by_role("button", name="Save").click()
    expect(interviews).to_contain_text(purpose)


def press(page: Page, line: str, button: str) -> None:
    """Press a button under the "why?" of a line of the timeline."""
    moment = page.locator("#timeline .moment", has_text=line)
    if moment.locator(".why").get_attribute("open") is None:
        moment.get_by_text("why?").click()
    moment.get_by_role("button", name=button, exact=True).click()


def test_the_main_path(page: Page, house: House, mailbox: Mailbox) -> None:
    jane, began = "Jane Doe <jane@acme.example>", datetime.now(UTC)
    set_up(page, house, mailbox.user)
    add_contact(page, "Bo Lind", "bo@lind.example")
    add_contact(page, "Jane Doe", "jane@acme.example")
    add_mailbox(page, mailbox)
    open_contact(page, "Jane Doe")
    track, timeline = page.locator("#phase-track"), page.locator("#timeline")

    # The one-on-one, which ends at a full minute, is to follow the reply: so both mails were written some minutes ago.
    approach = mail(
        mailbox.user, jane, "20 minutes?", "Dear Jane,\n\nCould we talk for 20 minutes about data?\n\nAlice",
        written=began - timedelta(minutes=3),
    )  # fmt: skip
    mailbox.append("Sent", approach.as_bytes())
    expect(timeline).to_contain_text("20 minutes?")
    expect(track).to_contain_text("Initiate")
    ask(page, "20 minutes on moving into data", "20 minutes?")

    mailbox.deliver(mail("news@shop.example", mailbox.user, "Sale", "Buy!", List_Unsubscribe="<x>").as_bytes())
    reply = answer(approach, "Dear Alice,\n\nhappy to. Tuesday at ten?\n\nJane", began - timedelta(minutes=2))
    mailbox.deliver(reply.as_bytes())
    expect(page.locator("#asks")).to_contain_text("answered")
    expect(page.locator("#phase-track [aria-current]")).to_contain_text("Obtain")
    expect(timeline.locator(".moment")).to_have_count(2)

    press(page, "Re: 20 minutes?", "Undo")
    expect(page.locator("#phase-track [aria-current]")).to_contain_text("Initiate")
    expect(page.locator("#asks")).not_to_contain_text("answered")
    press(page, "Re: 20 minutes?", "Redo")
    expect(page.locator("#phase-track [aria-current]")).to_contain_text("Obtain")
    expect(page.locator("#asks")).to_contain_text("answered")

    record_interview(page, "How they hire")
    page.get_by_role("link", name="Today").click()
    expect(page.locator("#thanks")).to_contain_text("Jane Doe")

    thanks = mail(mailbox.user, jane, "Thank you", "Dear Jane,\n\nthank you for your time and advice today.\n\nAlice")
    mailbox.append("Sent", thanks.as_bytes())
    expect(page.locator("#thanks")).to_have_count(0)
    open_contact(page, "Jane Doe")
    line = page.locator("#timeline .moment", has_text="Thank you")
    expect(line.locator(".cup")).to_have_attribute("data-phase", "obtain")

    out_of_office = mail(
        jane, mailbox.user, "Automatic reply: Thank you", "I am away until Monday.", Auto_Submitted="auto-replied"
    )
    receipt = mail(
        "careers@acme.example", mailbox.user, "Thank you for applying", "Thank you for applying. We will be in touch."
    )
    for automatic in (out_of_office, receipt):
        mailbox.deliver(automatic.as_bytes())
    expect(page.locator("#timeline")).to_contain_text("Automatic reply")
    expect(page.locator("#phase-track [aria-current]")).to_contain_text("Obtain")

    expect(page.locator("#asks")).to_contain_text("answered")
    expect(page.locator("#timeline .moment")).to_have_count(5)  # the newsletter and the receipt are nobody's
    page.get_by_role("link", name="Today").click()
    expect(page.locator("#thanks")).to_have_count(0)

    audit = house.command("audit")
    assert audit.returncode == 0, audit.stdout + audit.stderr

"""Logging by mail as a person does it: forwarded, copied in, held until approved, dragged into a folder."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Mailbox
from tests.e2e.house import House, mail
from tests.e2e.test_main_path import add_contact, add_mailbox, open_contact, set_up

JANE = "Jane Doe <jane@acme.example>"


def gmail_forward(sender: str, to: str, note: str, who: str, subject: str, text: str, at: datetime) -> EmailMessage:
    """A forward as Gmail's page writes it: the text, and the same as HTML."""
    name, address = who.rstrip(">").split(" <")
    head = f"{at:%a, %b} {at.day}, {at.year} at {at.hour % 12 or 12}:{at:%M %p}"
    plain = (
        f"{note}\n\n---------- Forwarded message ---------\nFrom: {name} <{address}>\nDate: {head}\n"
        f"Subject: {subject}\nTo: <{sender}>\n\n\n{text}\n"
    )
    message = mail(sender, to, f"Fwd: {subject}", plain)
    message.add_alternative(
        f'<div dir="ltr">{note}<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded '
        f'message ---------<br>From: <strong class="gmail_sendername" dir="auto">{name}</strong> <span dir="auto">&lt;'
        f'<a href="mailto:{address}">{address}</a>&gt;</span><br>Date: {head}<br>Subject: {subject}<br>To:  &lt;'
        f'<a href="mailto:{sender}">{sender}</a>&gt;<br></div><br><br><div dir="ltr">{text}</div></div></div>',
        subtype="html",
    )
    return message


def make_log_address(page: Page) -> str:
    page.get_by_role("link", name="Log by forwarding").click()
    page.get_by_role("button", name="Make my log address").click()
    expect(page.locator(".log-address")).to_contain_text("+fc-")
    return page.locator(".log-address code").inner_text()


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_mail_is_logged_by_handing_it_over(page: Page, house: House, mailbox: Mailbox) -> None:
    me, wrote_at = mailbox.user, datetime.now(UTC).replace(microsecond=0) - timedelta(days=10)
    set_up(page, house, me)
    add_contact(page, "Jane Doe", "jane@acme.example")
    add_mailbox(page, mailbox)
    log_address = make_log_address(page)
    open_contact(page, "Jane Doe")
    timeline = page.locator("#timeline")

    note = "note: she was kind; remind in 2 weeks to write"
    forward = gmail_forward(me, log_address, note, JANE, "Your plans", "Happy to hear of them.", wrote_at)
    mailbox.append("Sent", forward.as_bytes())
    expect(timeline).to_contain_text("Your plans")
    expect(timeline.locator("time").first).to_have_attribute("datetime", re.compile(f"^{wrote_at:%Y-%m-%d}"))
    expect(timeline).to_contain_text("You forwarded it today")
    expect(timeline).to_contain_text("she was kind")
    expect(page.locator("body")).to_contain_text("write")

    mailbox.append(
        "Sent", mail(me, JANE, "A question", "Dear Jane, may I ask you something?", Bcc=log_address).as_bytes()
    )
    expect(timeline).to_contain_text("A question")
    expect(timeline.locator(".moment")).to_have_count(2)

    held = gmail_forward(me, log_address, "", JANE, "From the phone", "I am in town on Monday.", wrote_at)
    mailbox.deliver(held.as_bytes())
    place = page.locator(".places").get_by_role("link", name=re.compile("(Triage|More).*1"))  # More on a phone
    expect(place).to_be_visible()
    expect(timeline.locator(".moment")).to_have_count(2)
    place.click()
    if page.url.endswith("/more"):
        page.locator("main").get_by_role("link", name="Triage").click()
    expect(page.locator("main")).to_contain_text("nothing shows that you sent it")
    page.get_by_role("button", name="I sent it: log it").click()
    expect(page.locator("main")).to_contain_text("It is logged as your word")
    open_contact(page, "Jane Doe")
    expect(timeline).to_contain_text("From the phone")

    mailbox.append("Fifty Cups", mail(JANE, me, "Found in the archive", "We met in Leeds.").as_bytes())
    expect(timeline).to_contain_text("Found in the archive")  # a new folder is looked for now and then
    expect(timeline).to_contain_text("You put it into your log folder")

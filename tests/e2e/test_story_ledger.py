"""Give and take (docs/method.md §4), as it is walked through."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.site import Walk
from tests.web.make import exchange, person
from webapp.models import OutcomeKind
from webapp.services import asks


def test_what_was_taken_leads_to_something_given(walk: Walk) -> None:
    with walk.site.store() as session:
        jane = person(session, walk.site.user_id, common_ground="The choir in Leeds")
        person(session, walk.site.user_id, "Sam Park")
        _, reply = exchange(session, jane)
        about = {"kind": OutcomeKind.ADVICE, "text": "Begin with SQL", "interaction_id": reply.id}
        asks.obtained(session, walk.site.user_id, jane.id, **about)
    page = walk.to(f"/people/{jane.id}")
    ledger = page.locator("#gives")
    expect(ledger).to_contain_text("took more than you gave; it evens out at some point")
    ledger.get_by_text("Every take and give").click()
    expect(ledger).to_contain_text("Begin with SQL")

    ledger.get_by_text("Note a favour among your people").click()
    ledger.get_by_label("The other", exact=True).fill("Sam Park")
    ledger.get_by_label("What the favour was").fill("Sam found them a flat")
    ledger.get_by_role("button", name="Note the favour").click()
    expect(ledger.locator("#ways-to-give")).to_contain_text("Mention Sam Park when you ask them")

    ledger.get_by_text("Note something you gave").click()
    ledger.get_by_label("What you did").fill("Sent her the talk on tills")
    ledger.get_by_role("button", name="Note it").click()
    expect(ledger).to_contain_text("Lately it went both ways alike.")
    walk.look()

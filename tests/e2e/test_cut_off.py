"""The network goes in the middle of what somebody does: it is said, nothing typed is lost, and it is done once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from playwright.sync_api import FilePayload, Locator, Page, Route, expect
from sqlalchemy import ColumnElement, func, select

from tests.e2e.site import Site, violations
from tests.e2e.test_offline import HELD, paths
from tests.e2e.waiting import Held, until
from tests.web.make import ago, person
from webapp.domain.people_list import Named
from webapp.models import Attendee, AttendeeSource, Contact, Event, EventKind, FollowUp, Letter, utcnow
from webapp.services import attendees, events, feeds, gives
from webapp.services.events import EventCard

BO, JANE = "Bo Lind", "Jane Doe"


def test_what_is_done_as_the_network_goes_is_done_once_when_it_is_back(phone: Page, site: Site) -> None:
    with site.store() as session:
        alice = site.user_id
        bo = person(session, alice, BO)
        person(session, alice, "Samuel Park", organisation="Acme")
        for days, text in ((2, "Call him"), (1, "Send the map")):
            gives.follow_up(session, alice, bo.id, due_on=utcnow().date() - timedelta(days=days), text=text)
        at = ago(days=2)
        past = events.add(session, alice, EventCard("PyData", EventKind.GENERAL, at, at + timedelta(hours=2))).id
        attendees.add_all(session, alice, past, [Named(JANE)], AttendeeSource.TYPED)
        feed = f"/feed/{feeds.make(session, alice)[1]}.ics"
        to_bo = f"/people/{bo.id}/letters/new?kind=approach"
    phone.goto(site.url)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.reload()  # from here on the worker sees all that is asked for

    line = phone.locator("#follow-ups .line", has_text="Call him")
    cut_off(phone, line.get_by_role("button", name="Done"))
    assert not violations(phone)
    expect(line).to_be_visible()
    again(phone)
    expect(line).to_have_count(0)

    other = phone.locator("#follow-ups .line", has_text="Send the map")
    expect(other.locator(".row-name a")).to_be_focused()  # as after an act that went through at once
    phone.reload()  # the part would fetch itself meanwhile, and close the menu
    other.locator("summary", has_text="…").tap()
    cut_off(phone, other.get_by_role("button", name="Tomorrow"))
    again(phone)
    expect(phone.locator("#put-off")).to_contain_text("1 put off")
    cut_off(phone, phone.locator("#notices").get_by_role("button", name="Undo"))
    again(phone)
    expect(other).to_be_visible()
    assert count(site, FollowUp.done_at.is_not(None)) == 1

    phone.goto(f"{site.url}/events/{past}/after")
    phone.get_by_label(JANE).check()
    phone.get_by_label("Somebody who is not on the list").fill("Kim Lee")
    cut_off(phone, phone.get_by_role("button", name="Note whom you met"))
    expect(phone.get_by_label(JANE)).to_be_checked()
    expect(phone.get_by_label("Somebody who is not on the list")).to_have_value("Kim Lee")
    again(phone)
    expect(phone.locator("#met .row")).to_have_count(2)

    phone.goto(f"{site.url}/events/new")
    phone.get_by_label("Name").fill("Open evening")
    phone.get_by_label("When").fill(f"{utcnow() + timedelta(days=2):%Y-%m-%d}T18:30")
    cut_off(phone, phone.get_by_role("button", name="Add", exact=True))
    expect(phone.get_by_label("Name")).to_have_value("Open evening")
    again(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Open evening")

    phone.get_by_label("Names").fill("Sam Park, Globex\nMaria Silva")
    cut_off(phone, phone.get_by_role("button", name="Put them on the list"))
    expect(phone.get_by_label("Names")).to_have_value("Sam Park, Globex\nMaria Silva")
    again(phone)
    expect(phone.locator("#asked")).to_contain_text("Is this Samuel Park (Acme)?")
    cut_off(phone, phone.get_by_role("button", name="Yes, Sam Park is Samuel Park"))
    again(phone)
    expect(phone.locator("#known")).to_contain_text("Samuel Park")
    assert count(site, Event.name == "Open evening") == 1
    assert (count(site, Attendee.event_id == past), count(site, Attendee.event_id != past)) == (2, 2)

    phone.goto(site.url + to_bo)
    phone.get_by_label("Letter", exact=True).fill("Dear Bo, may I call you on Monday?")
    cut_off(phone, phone.get_by_role("button", name="Keep and check"))
    expect(phone.get_by_label("Letter", exact=True)).to_have_value("Dear Bo, may I call you on Monday?")
    again(phone)
    expect(phone.locator("#letter-sum")).to_contain_text("Kept at")
    assert count(site, Letter.body.contains("on Monday?")) == count(site, Letter.id.is_not(None)) == 1
    keeps_nothing_of_it(phone, "/", "/offline/token", "/qr.vcf", feed, f"/events/{past}/after")


def test_what_may_have_been_done_is_not_sent_again(phone: Page, site: Site) -> None:
    with site.store() as session:
        bo = person(session, site.user_id, BO)
        for text in ("Call him", "Send the map"):
            gives.follow_up(session, site.user_id, bo.id, due_on=utcnow().date(), text=text)
    sent = list[str]()

    def lose(route: Route) -> None:
        sent.append(route.request.url)
        if len(sent) == 2:  # the second one reaches the server, whose answer does not come
            assert route.fetch(max_redirects=0).status == 303
        route.abort("connectionreset")

    phone.goto(site.url)
    phone.route("**/done?*", lose)
    phone.locator("#follow-ups .line", has_text="Call him").get_by_role("button", name="Done").tap()
    trouble = phone.locator("#trouble")
    expect(trouble).to_contain_text("Nothing you typed is lost")
    trouble.get_by_role("button", name="Try again").tap()
    until(phone, lambda: len(sent) == 2, lambda: f"sent {len(sent)} times")  # before that the words are those of before
    trouble.get_by_role("button", name="Try again").tap()
    expect(trouble).to_contain_text("Perhaps it was done after all")
    expect(trouble.get_by_role("button", name="Try again")).to_be_hidden()
    assert len(sent) == 2
    assert count(site, FollowUp.done_at.is_not(None)) == 1


def test_a_line_counts_as_settled_at_once_and_stands_there_again_where_it_failed(phone: Page, site: Site) -> None:
    with site.store() as session:
        bo = person(session, site.user_id, BO)
        gives.follow_up(session, site.user_id, bo.id, due_on=utcnow().date(), text="Call him")
    phone.goto(site.url)
    held = Held(phone, "**/done?*")
    line = phone.locator("#follow-ups .line", has_text="Call him")
    line.get_by_role("button", name="Done").tap()
    expect(line.locator(".row-name")).to_have_css("text-decoration-line", "line-through")
    held.wait().pop().abort("connectionreset")
    expect(line.locator(".row-name")).to_have_css("text-decoration-line", "none")
    expect(phone.locator("#trouble")).to_contain_text("Nothing you typed is lost")


def test_a_form_stays_where_the_server_is_away_though_the_browser_believes_to_be_online(
    phone: Page, site: Site
) -> None:
    with site.store() as session:
        past = events.add(session, site.user_id, EventCard("PyData", EventKind.GENERAL, ago(days=2), ago(days=1))).id
    phone.goto(f"{site.url}/people/new")
    phone.get_by_label("Name", exact=True).fill(JANE)
    with away(phone):
        phone.get_by_role("button", name="Add", exact=True).tap()
        stays(phone)
        phone.locator("#trouble").get_by_role("button", name="Try again").press("Enter")
        stays(phone)
        expect(phone.locator("#trouble").get_by_role("button", name="Try again")).to_be_focused()
        assert not violations(phone)
    expect(phone.get_by_label("Name", exact=True)).to_have_value(JANE)
    phone.locator("#trouble").get_by_role("button", name="Try again").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text(JANE)
    assert count(site, Contact.name == JANE) == 1

    phone.goto(f"{site.url}/events/{past}/import")
    file: FilePayload = {"name": "list.csv", "mimeType": "text/csv", "buffer": b"Name\nSam Park\n"}
    phone.locator("input[type=file]").set_input_files(files=[file])
    with away(phone):
        phone.get_by_role("button", name="Read it").tap()
        stays(phone)
    phone.get_by_role("button", name="Read it").tap()
    expect(phone.locator("main")).to_contain_text("Sam Park")

    phone.goto(f"{site.url}/people/new")
    phone.get_by_label("Name", exact=True).fill("Kim Lee")
    phone.context.clear_cookies()
    phone.get_by_role("button", name="Add", exact=True).tap()
    expect(phone.locator("#trouble")).to_contain_text("You have been logged out. Copy what you typed")
    expect(phone.get_by_label("Name", exact=True)).to_have_value("Kim Lee")


@contextmanager
def away(phone: Page) -> Iterator[None]:
    """Nothing comes through, and the browser is not told."""
    phone.route("**/*", lambda route: route.abort("connectionrefused"))
    assert phone.evaluate("navigator.onLine")
    yield
    phone.unroute("**/*")


def stays(phone: Page) -> None:
    """The page says that the server is away, and no longer that it is on its way."""
    expect(phone.locator("#trouble")).to_contain_text("The server cannot be reached. Nothing you typed is lost")
    expect(phone.locator(".is-leaving, .is-tapped")).to_have_count(0)


def cut_off(phone: Page, act: Locator) -> None:
    """Do it without a network: it is said, also when it is tried again, and the keyboard is where that can be done."""
    phone.context.set_offline(True)
    act.tap()
    trouble = phone.locator("#trouble")
    expect(trouble).to_contain_text("The server cannot be reached. Nothing you typed is lost")
    trouble.get_by_role("button", name="Try again").press("Enter")
    expect(trouble.get_by_role("button", name="Try again")).to_be_focused()


def again(phone: Page) -> None:
    """The network is back, and one tap does it."""
    phone.context.set_offline(False)
    trouble = phone.locator("#trouble")
    expect(trouble).to_contain_text("You are online again.")
    trouble.get_by_role("button", name="Try again").tap()
    expect(trouble).to_be_hidden()


ASK = """(paths) => Promise.all(paths.map(async (path) => {
  const answer = await fetch(path, { headers: { "HX-Request": "true" } });
  return [path, answer.status, await (await answer.blob()).text().then((text) => text.includes("<html"))];
}))"""


def keeps_nothing_of_it(phone: Page, *asked: str) -> None:
    """What was asked for through the worker and is no page of its own lies in none of its caches, by name."""
    assert phone.evaluate("Boolean(navigator.serviceWorker.controller)")
    assert phone.evaluate(ASK, asked) == [[path, 200, False] for path in asked]
    held = paths(phone.evaluate(HELD))
    assert "/static/app.css" in held
    assert not held & {*asked, "/pulse"}
    # Nor the answer to anything that was sent.
    assert not [path for path in held if not path.startswith("/static/") and path != "/offline"]


def count(site: Site, where: ColumnElement[bool]) -> int:
    with site.store() as session:
        return session.scalar(select(func.count()).where(where)) or 0

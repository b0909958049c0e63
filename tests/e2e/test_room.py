"""In the room on a phone: few taps, a connection that comes and goes, and nothing lost, doubled or shown to others."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from sqlalchemy import func, select

from tests.e2e.conftest import PHONE, open_browser
from tests.e2e.site import PASSWORD, Site, violations
from tests.servers.system import PATIENCE
from tests.web import make
from webapp.models import Attendee, Capture, Contact, EventKind, Interaction, utcnow
from webapp.services import attendees, captures, events, goals, users
from webapp.services.captures import Tap
from webapp.services.events import EventCard
from webapp.services.goals import GoalCard

THUMB = 44  # CSS pixels that a thumb hits
POSTS = "**/captures"


class Room:
    """An event of Alice's with Jane on its list, on a phone; `taps` counts what the thumb did."""

    def __init__(self, context: BrowserContext, site: Site, event: str) -> None:
        self.context, self.site, self.event, self.taps = context, site, event, 0
        self.page = context.new_page()
        self.url = f"{site.url}/events/{event}/brief"

    def open(self) -> Page:
        self.page.goto(self.url)
        return self.page

    def tap(self, target: Locator) -> None:
        """Tap something, which has to be large enough for that."""
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= THUMB
        target.tap()
        self.taps += 1

    def told(self) -> Locator:
        return self.page.locator("#room-state")


def an_event(site: Site, user_id: str) -> str:
    with site.store() as session:
        card = EventCard("PyData", EventKind.GENERAL, utcnow(), utcnow() + timedelta(hours=2))
        event = events.add(session, user_id, card)
        goals.write(session, user_id, GoalCard(skills=["Statistics"]))
        jane = make.person(session, user_id, "Jane Doe", organisation="Acme", common_ground="Leeds")
        attendees.pick(session, user_id, event.id, [jane.id])
        return event.id


@pytest.fixture
def room(browser: Browser, site: Site) -> Iterator[Room]:
    context = open_browser(browser, site, **PHONE, service_workers="block", reduced_motion="reduce")
    yield Room(context, site, an_event(site, site.user_id))
    context.close()


def kept(site: Site) -> Counter[str]:
    """What was tapped, by name of the person."""
    with site.store() as session:
        query = select(Attendee.name, func.count()).join(Capture, Capture.attendee_id == Attendee.id)
        return Counter({row[0]: row[1] for row in session.execute(query.group_by(Attendee.name))})


def test_somebody_new_is_recorded_with_one_field_and_a_thumb(room: Room) -> None:
    page = room.open()
    fold = page.viewport_size["height"] / 2
    room.tap(page.locator("#room-add > summary"))
    page.keyboard.type("Sam Park, Acme")  # the field has the focus by itself
    room.tap(page.get_by_role("button", name="Statistics", exact=True))
    assert not violations(page)
    for target in (page.get_by_text("Agreed to meet").last, page.get_by_role("button", name="Met them")):
        assert target.bounding_box()["y"] > fold
        room.tap(target)
    expect(room.told()).to_have_text("All of it is safe.")
    assert room.taps <= 6
    with room.site.store() as session:
        row = session.scalars(select(Attendee).where(Attendee.name == "Sam Park")).one()
        assert (row.organisation, row.common_ground, row.agreed) == ("Acme", "Statistics", True)
        assert session.get_one(Contact, row.contact_id).common_ground == "Statistics"
    jane = page.locator("form.met", has=page.get_by_role("button", name="Met Jane Doe")).or_(
        page.locator("form.met").first
    )
    room.tap(page.get_by_role("button", name="Met Jane Doe"))
    jane.get_by_label("What you share").fill("Chess")
    jane.get_by_label("What you share").press("Enter")
    expect(jane.locator(".met-said")).to_contain_text("safe")
    room.tap(jane.get_by_role("button", name="Undo"))
    expect(jane.locator(".met-said")).to_have_text("Not met · safe")
    page.reload()
    assert [page.locator(".room-person").count(), page.locator("form.met[data-met]").count()] == [0, 1]
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert not violations(page)


def test_a_phone_that_shows_an_old_page_takes_nothing_away_that_another_device_wrote(room: Room) -> None:
    page, site = room.open(), room.site
    jane = page.locator("form.met").first
    with site.store() as session:
        who = jane.get_attribute("data-who") or ""
        noted = Tap("other-device", None, who, common_ground="Chess", note="Hires in May", agreed=True)
        captures.take(session, site.user_id, room.event, noted)
    room.tap(page.get_by_role("button", name="Met Jane Doe"))
    note = jane.get_by_label("Note")
    note.fill("Plays")
    # The phone is put away in the middle of the word: what is written so far is kept, and then goes on.
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(page, "!queue.waiting().length")
    expect(room.told()).to_have_text("All of it is safe.")
    note.fill("Plays Go")
    note.blur()
    until(page, "!queue.waiting().length")
    with site.store() as session:
        row = session.scalars(select(Attendee).where(Attendee.name == "Jane Doe")).one()
        assert (row.common_ground, row.note, row.agreed) == ("Chess", "Hires in May\nPlays Go", True)


TAP_MANY = """([url, many, who]) => {
  for (let number = 0; number < many; number++) {
    const fields = { attendee_id: "", name: `P${number}a Q${number}b`, note: "", met: "yes" };
    if (number % 2) Object.assign(fields, { attendee_id: who, name: "", note: String(number) });
    queue.add(url, fields, { stays: true });
  }
}"""
MANY, BY_HAND = 196, 4


def test_200_taps_made_offline_arrive_once_through_a_connection_that_is_cut_at_random(room: Room) -> None:
    page = room.open()
    who = page.locator("form.met").first.get_attribute("data-who")
    room.context.set_offline(True)
    for name in ("Ada", "Bo", "Cy"):
        room.tap(page.locator("#room-add > summary"))
        page.keyboard.type(name)
        room.tap(page.get_by_role("button", name="Met them"))
    room.tap(page.get_by_role("button", name="Met Jane Doe"))
    page.evaluate(TAP_MANY, [f"/events/{room.event}/captures", MANY, who])
    expect(room.told()).to_contain_text("200 changes wait on this device. Sent when you are back.")
    line = BadLine(seed=7)
    room.context.route(POSTS, line.carry)
    room.context.set_offline(False)
    until(page, "queue.waiting().length <= 140")
    page.reload()
    room.context.new_page().goto(room.url)  # a second tab, which has the same queue
    until(page, "!queue.waiting().length")
    expect(room.told()).to_have_text("All of it is safe.")
    assert line.cuts > 10
    # Each was sent once, and again where it was cut; a reload may cut one more.
    assert line.sent <= MANY + BY_HAND + line.cuts + 1
    with room.site.store() as session:
        assert session.scalar(select(func.count()).select_from(Capture)) == MANY + BY_HAND
        assert session.scalar(select(func.count()).select_from(Attendee)) == 1 + 3 + MANY // 2
        assert session.scalar(select(func.count()).select_from(Contact)) == 1 + 3 + MANY // 2
        assert session.scalar(select(func.count()).select_from(Interaction)) == 1 + 3 + MANY // 2
        assert session.get_one(Attendee, who).note == str(MANY - 1)


class BadLine:
    """A connection that is cut at random: before the server has a tap, or when it has it and is about to say so."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.sent = self.cuts = 0

    def carry(self, route: Route) -> None:
        """Carry one request, or not."""
        self.sent += 1
        fate = self._chance.random()
        if fate > 0.12:
            route.continue_()
            return
        self.cuts += 1
        if fate > 0.06:
            assert route.fetch(max_redirects=0).status == 303
        route.abort("connectionreset")


def until(page: Page, condition: str) -> None:
    """Wait until this holds of the queue; after a cut it is tried again at once, without a pause."""
    for _ in range(int(PATIENCE * 20)):
        if page.evaluate(f"queue.send(), {condition}"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never {condition}")


def test_what_waits_is_nobody_elses_and_whoever_logs_out_is_asked(room: Room) -> None:
    page, site = room.open(), room.site
    room.context.route(POSTS, lambda route: route.abort())
    room.tap(page.get_by_role("button", name="Met Jane Doe"))
    expect(room.told()).to_contain_text("1 change waits on this device. Sent when you are back.")
    page.get_by_role("button", name="Log out").click()
    asked = page.get_by_role("dialog", name="1 change has not been sent yet")
    asked.get_by_role("button", name="Stay logged in").click()
    expect(asked).to_have_count(0)
    page.goto(site.url)  # also from any other page
    expect(page.locator("#queue-note")).to_contain_text(
        "1 change waits on this device. It is sent as soon as the server answers."
    )
    page.get_by_role("button", name="Log out").click()
    asked.get_by_role("button", name="Log out, let them wait").click()
    page.wait_for_url("**/log-in*")
    room.context.unroute(POSTS)
    other = Room(room.context, site, strangers_event(site))
    log_in(other.page, site, "bo@example.org")
    other.open()
    assert other.page.locator(".met-said:not(:empty)").count() == 0
    other.tap(other.page.get_by_role("button", name="Met Jane Doe"))
    expect(other.told()).to_have_text("All of it is safe.")
    with site.store() as session:
        assert session.scalars(select(Capture.event_id)).all() == [other.event]
    other.page.get_by_role("button", name="Log out").click()
    other.page.wait_for_url("**/log-in*")
    log_in(other.page, site, "alice@example.org")
    until(other.page, "!queue.waiting().length")
    page.goto(room.url)
    expect(page.locator(".met-said").first).to_contain_text("Met")
    with site.store() as session:
        assert room.event in session.scalars(select(Capture.event_id)).all()


def strangers_event(site: Site) -> str:
    with site.store() as session:
        bo = users.create(session, "bo@example.org", PASSWORD, "Bo").id
    return an_event(site, bo)


def log_in(page: Page, site: Site, email: str) -> None:
    page.goto(f"{site.url}/log-in")
    assert page.evaluate("Object.keys(localStorage).filter((name) => localStorage[name].includes('safe'))") == []
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda url: "/log-in" not in url)


def test_what_the_server_does_not_take_stays_with_its_reason_and_can_be_changed(room: Room) -> None:
    page, site = room.open(), room.site
    jane = page.locator("form.met").first
    with site.store() as session:
        attendees.remove(session, site.user_id, jane.get_attribute("data-who") or "")
    room.tap(page.get_by_role("button", name="Met Jane Doe"))
    expect(jane.locator("[data-trouble]")).to_contain_text("Jane Doe was taken off the list.")
    expect(room.told()).to_have_text("Something was not taken. It is kept here until you change it.")
    assert not violations(page)
    jane.get_by_role("button", name="Change it").click()
    expect(page.locator("#room-name")).to_have_value("Jane Doe")
    page.locator("#room-name").fill("Jane Doe; Kim Lee")
    room.tap(page.get_by_role("button", name="Met them"))
    added = page.locator(".room-person")
    expect(added.locator("[data-trouble]")).to_contain_text("Add one person at a time.")
    page.reload()
    added.get_by_role("button", name="Change it").click()
    page.locator("#room-name").fill("Kim Lee")
    room.tap(page.get_by_role("button", name="Met them"))
    expect(added.locator(".met-said")).to_contain_text("safe")
    expect(room.told()).to_have_text("All of it is safe.")
    assert kept(site) == {"Kim Lee": 1}


def test_what_is_tapped_about_a_deleted_event_can_be_sent_once_it_is_back(room: Room) -> None:
    page, site = room.open(), room.site
    room.context.grant_permissions(["clipboard-read", "clipboard-write"])
    room.context.set_offline(True)
    page.locator("form.met summary").tap()
    page.get_by_label("Note").fill("Ask her about Leeds")
    page.get_by_label("Note").blur()
    expect(room.told()).to_contain_text("1 change waits on this device.")
    with site.store() as session:
        events.delete(session, site.user_id, room.event)
    room.context.set_offline(False)
    room.open()  # which is gone, and says nothing but that
    stuck = page.locator("#queue-note")
    expect(stuck).to_contain_text("PyData was deleted. Bring it back from the list of what you deleted.")
    page.goto(site.url)
    expect(stuck).to_contain_text("Jane Doe · Ask her about Leeds")
    assert not violations(page)
    stuck.get_by_role("button", name="Copy").tap()
    expect(stuck.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Jane Doe · Ask her about Leeds"
    with page.expect_response(POSTS):
        stuck.get_by_role("button", name="Send it again").tap()
    expect(stuck).to_contain_text("PyData was deleted.")  # it still is
    stuck.get_by_role("link", name="What you deleted").tap()
    page.get_by_role("button", name="Bring back").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("PyData")
    stuck.get_by_role("button", name="Send it again").tap()
    until(page, "!queue.waiting().length")
    assert kept(site) == {"Jane Doe": 1}
    until(page, "!Object.keys(localStorage).some((name) => name.startsWith('queue:'))")


def test_one_tap_at_which_the_server_fails_holds_up_no_other(room: Room) -> None:
    page = room.open()
    room.context.set_offline(True)
    add(room, "Ada")
    add(room, "Bo")
    room.context.route(
        POSTS,
        lambda route: route.fulfill(status=500) if "Ada" in (route.request.post_data or "") else route.continue_(),
    )
    room.context.set_offline(False)
    ada = page.locator(".room-person", has_text="Ada")
    until(page, "queue.waiting().every((entry) => entry.refused)")
    expect(ada.locator("[data-trouble]")).to_contain_text("The server fails at this one.")
    assert kept(room.site) == {"Bo": 1}
    room.context.unroute(POSTS)
    ada.get_by_role("button", name="Send it again").tap()
    expect(room.told()).to_have_text("All of it is safe.")
    assert kept(room.site) == {"Ada": 1, "Bo": 1}


def add(room: Room, name: str) -> None:
    room.tap(room.page.locator("#room-add > summary"))
    room.page.keyboard.type(name)
    room.tap(room.page.get_by_role("button", name="Met them"))

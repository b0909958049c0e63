"""Without a network: what the browser keeps, what it must never keep, and when what was kept is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, Response, expect
from sqlalchemy import update

from tests.catalog import Text, compile_words
from tests.e2e.conftest import PHONE, open_browser, sign_in
from tests.e2e.site import Site, make_app, violations
from tests.e2e.test_axe import pages
from tests.web.make import QUICK_HASHER, everything_of
from webapp import catalogs
from webapp.domain.people_list import Named
from webapp.models import AttendeeSource, EventKind, User, UserSession, utcnow
from webapp.services import attendees, events, users
from webapp.views import offline

NAME = "Zebulon Quux"
# Everything in the caches and in the databases of the origin, bytes and all.
HELD = """async () => {
  const read = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder("latin1").decode(value)
    : value instanceof CryptoKey ? `a key, ${value.extractable}`
    : value && typeof value === "object" ? Object.entries(value).map(([name, one]) => [name, read(one)]) : value;
  const done = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const files = [], rows = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) files.push([name, request.url]);
  }
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      rows.push(...await done(db.transaction(store).objectStore(store).getAll()).then((all) => all.map(read)));
    }
    db.close();
  }
  return { files, rows: rows.map((row) => JSON.stringify(row)), local: JSON.stringify({ ...localStorage }) };
}"""


@pytest.fixture
def brief(site: Site) -> str:
    """The address of the brief of an event tonight, with one person on its list."""
    return brief_of(site)


def brief_of(site: Site) -> str:
    with site.store() as session:
        begins = utcnow() + timedelta(hours=2)
        card = events.EventCard("PyData meetup", EventKind.GENERAL, begins, begins + timedelta(hours=3))
        event = events.add(session, site.user_id, card)
        attendees.add_all(session, site.user_id, event.id, [Named(NAME, organisation="Acme")], AttendeeSource.TYPED)
        return f"{site.url}/events/{event.id}/brief"


def keep(page: Page, brief: str) -> None:
    """Open the brief and keep it."""
    page.goto(brief)
    page.get_by_role("button", name="Keep on this device until tomorrow").click()
    expect(page.get_by_text("On this device until the end of")).to_be_visible()


def wait(page: Page, condition: str) -> None:
    """Wait until an asynchronous function of the page returns true."""
    page.evaluate(f"async () => {{ while (!(await ({condition})())) await new Promise((go) => setTimeout(go, 50)); }}")


def visit(page: Page, url: str) -> Response | None:
    """Open a page; None for what the browser does not show: a download, or an answer without content."""
    try:
        return page.goto(url, wait_until="domcontentloaded")
    except Error:
        return None


def paths(held: dict[str, Any]) -> set[str]:
    return {urlsplit(url).path for _, url in held["files"]}


def test_after_a_visit_to_every_page_only_static_files_lie_in_the_browser(phone: Page, site: Site) -> None:
    with site.store() as session:
        alice = session.get_one(User, site.user_id)
        ids = everything_of(session, alice, "Sam Park", site.secrets_dir)
    phone.goto(site.url)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    answers = [visit(phone, site.url + path) for path in pages(site, ids)]
    assert sum(answer.from_service_worker for answer in answers if answer) > 15
    held = phone.evaluate(HELD)
    assert {path for path in paths(held) if not path.startswith("/static/")} == {"/offline"}
    assert "/static/app.css" in paths(held)
    assert held["rows"] == []
    assert "Sam Park" not in held["local"]


def test_a_kept_brief_opens_without_a_network_and_no_other_page_does(phone: Page, site: Site, brief: str) -> None:
    keep(phone, brief)
    (row,) = phone.evaluate(HELD)["rows"]
    assert "a key, false" in row
    assert not any(word in row for word in (NAME, "PyData", "<html"))

    phone.context.set_offline(True)
    phone.goto(f"{site.url}/people")
    expect(phone.get_by_role("heading", level=1)).to_have_text("No connection")
    assert violations(phone) == []
    phone.get_by_role("link", name="PyData meetup").click()
    expect(phone.locator("#kept-banner")).to_contain_text("What you tap is sent when you are back.")
    expect(phone.get_by_text(NAME).first).to_be_visible()
    expect(phone.locator("#trouble")).to_be_hidden()
    headers = phone.reload().all_headers()  # type: ignore[union-attr]  # a reload has an answer
    assert headers["content-security-policy"] == offline.HEADERS["Content-Security-Policy"]

    phone.context.set_offline(False)
    phone.get_by_role("link", name="Open the page as it is now").click()
    expect(phone.locator("#kept-banner")).to_have_count(0)
    phone.get_by_role("button", name="Forget it").click()
    expect(phone.get_by_role("button", name="Keep on this device until tomorrow")).to_be_visible()
    held = phone.evaluate(HELD)
    assert held["rows"] == []
    assert len({name for name, _ in held["files"]}) == 1


POLISH: dict[Text, Text] = {
    "Kept on %(time)s. What you tap is sent when you are back.": "Z pamięci: %(time)s. Wyślemy później.",
    ("%(num)s change waits on this device.", "%(num)s changes wait on this device."): (
        "%(num)s wpis czeka.", "%(num)s wpisy czekają.", "%(num)s wpisów czeka."
    ),
}  # fmt: skip


@pytest.fixture
def polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """An install that speaks Polish, as far as it has words."""
    compile_words(tmp_path, "pl", POLISH)
    monkeypatch.setattr(catalogs, "FOLDER", tmp_path)
    monkeypatch.setattr(users, "_HASHER", QUICK_HASHER)
    site = Site(make_app(tmp_path / "site", language="pl"))
    yield site
    site.close()
    catalogs.speak(catalogs.ENGLISH)


def test_a_kept_brief_speaks_the_language_of_the_install_without_a_network(browser: Browser, polish: Site) -> None:
    context = open_browser(browser, polish, **PHONE, reduced_motion="reduce")
    phone = context.new_page()
    keep(phone, brief_of(polish))
    context.set_offline(True)
    phone.reload()
    expect(phone.locator("#kept-banner")).to_contain_text("Wyślemy później.")
    phone.get_by_role("button", name=f"Met {NAME}").click()
    expect(phone.locator("#room-state")).to_contain_text("1 wpis czeka.")
    assert phone.evaluate("ngettext('%(num)s change waits on this device.', '', 3)") == "3 wpisy czekają."
    context.close()


# Whether what was tapped, and is safe, can be read on the device.
TOLD = "() => Object.keys(localStorage).some((name) => name.startsWith('queue:'))"


def log_out(phone: Page, _site: Site) -> None:
    phone.get_by_role("button", name="Log out").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Log in")


def log_out_without_reaching_the_server(phone: Page, _site: Site) -> None:
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Log out").click()
    expect(phone.get_by_text("You are not logged out yet")).to_be_visible()


def end_the_session_elsewhere(phone: Page, site: Site) -> None:
    with site.store() as session:
        session.execute(update(UserSession).values(ended_at=utcnow()))
    wait(phone, f"async () => !(await kept.all()).length && !({TOLD})()")  # the beat of the page that is open


def let_somebody_else_in(phone: Page, site: Site) -> None:
    with site.store() as session:
        bob = users.create(session, "bob@example.org", "nine cups of tea", "Bob")
        token = users.sign_in(session, bob)
    sign_in(phone.context, site, site._cookie(token))
    phone.goto(f"{site.url}/people")
    wait(phone, "async () => !(await kept.all()).length")


def let_time_pass(phone: Page, _site: Site) -> None:
    phone.evaluate("""async () => {
      const asked = indexedDB.open("fiftycups-kept");
      await new Promise((resolve) => (asked.onsuccess = resolve));
      const copies = asked.result.transaction("copies", "readwrite").objectStore("copies");
      const all = copies.getAll();
      await new Promise((resolve) => (all.onsuccess = resolve));
      const put = copies.put({ ...all.result[0], until: new Date(Date.now() - 1).toISOString() });
      await new Promise((resolve) => (put.onsuccess = resolve));
      asked.result.close();
    }""")


ENDS = (log_out, log_out_without_reaching_the_server, end_the_session_elsewhere, let_somebody_else_in, let_time_pass)


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_kept_brief_is_gone(phone: Page, site: Site, brief: str, end: Callable[[Page, Site], None]) -> None:
    keep(phone, brief)
    phone.get_by_role("button", name=f"Met {NAME}").click()
    wait(phone, "async () => !queue.waiting().length")
    assert phone.evaluate(TOLD)  # the copy is older than it
    end(phone, site)
    phone.context.set_offline(True)
    phone.goto(brief)
    expect(phone.get_by_role("heading", level=1)).to_have_text("No connection")
    expect(phone.get_by_text("Nothing is kept on this device.")).to_be_visible()
    assert phone.evaluate(HELD)["rows"] == []
    phone.context.set_offline(False)
    expect(phone.get_by_role("heading", level=1)).not_to_have_text("No connection")  # the page goes on by itself
    wait(phone, f"async () => !({TOLD})()")


def test_a_new_version_replaces_the_files_of_the_old_and_leaves_the_kept_page_its_own(
    phone: Page, brief: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(phone, brief)
    monkeypatch.setattr(offline, "version", lambda: "another")
    phone.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => true)")
    wait(phone, "async () => String((await caches.keys()).sort()) === 'kept-files,static-another'")
    phone.context.set_offline(True)
    phone.goto(brief)
    expect(phone.get_by_text(NAME).first).to_be_visible()
    assert phone.evaluate("getComputedStyle(document.documentElement).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_what_is_newer_on_the_page_can_be_kept_instead(phone: Page, site: Site, brief: str) -> None:
    keep(phone, brief)
    phone.reload()
    expect(phone.get_by_text("On this device until the end of")).to_be_visible()
    with site.store() as session:
        event_id = brief.split("/")[-2]
        attendees.add_all(session, site.user_id, event_id, [Named("Newcomer Nell")], AttendeeSource.TYPED)
    phone.reload()
    expect(phone.get_by_text("The copy on this device is older than this page.")).to_be_visible()
    phone.get_by_role("button", name="Keep the new one").click()
    expect(phone.get_by_text("On this device until the end of")).to_be_visible()
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_text("Newcomer Nell").first).to_be_visible()


def test_where_a_browser_cannot_keep_it_says_why(browser: Browser, site: Site, brief: str) -> None:
    context = open_browser(browser, site, **PHONE)
    context.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page = context.new_page()
    page.goto(brief)
    expect(page.get_by_text("Without https a browser cannot keep it encrypted; print it instead.")).to_be_visible()
    expect(page.get_by_role("button", name="Keep on this device")).to_be_hidden()
    context.close()

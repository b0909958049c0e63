"""What each page weighs on the wire, and whether it fits every screen: `python -m bench.weight [--pages N]`.

It plays the demo until all its mail has arrived, follows every link from Today, and opens each kind of page twice in
the system's Chromium: once with nothing kept, and once with a warm cache. What the server sent is counted where it
passes, headers and service worker included, by a relay between browser and server. Then each page is looked at from
320 to 2,560 pixels, and with text of twice the size.
"""

from __future__ import annotations

import argparse
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from shutil import which
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.conftest import PHONE, QUIET
from tests.e2e.layout import large_text, wider
from tools.screenshots import demo, log_in

FIRST, NEXT = 60_000, 20_000
WIDTHS = (320, 390, 768, 1280, 2560)
# With text of twice the size half the screen is left.
LARGE = (390, 768, 1280)
_QUIET_S, _LONGEST_S = 0.8, 15.0
_ID = re.compile(r"/[0-9a-f]{20}(?=/|$)")
_NO_PAGE = re.compile(r"\.(?:ics|vcf|svg|png|webmanifest|js)$|^/static|/log-out")


@dataclass
class Relay:
    """Hands everything on between browser and server, and counts what comes back."""

    port: int
    counted: int = 0
    last: float = 0.0
    own: socket.socket = field(default_factory=socket.socket)

    def __post_init__(self) -> None:
        self.own.bind(("127.0.0.1", 0))
        self.own.listen(64)
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        """Where the browser goes."""
        return f"http://127.0.0.1:{self.own.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self.own.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.port))
            threading.Thread(target=self._pass_on, args=(near, far, False), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(far, near, True), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, counting: bool) -> None:
        try:
            while octets := source.recv(65536):
                if counting:
                    self.counted += len(octets)
                    self.last = time.monotonic()
                target.sendall(octets)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # one of the two hung up

    def weigh(self, page: Page, path: str) -> int:
        """Open a page; return how many octets the server sent until it fell silent."""
        self.counted, self.last = 0, time.monotonic()
        page.goto(self.url + path)
        page.evaluate("navigator.serviceWorker?.ready.then(() => null)")
        until = time.monotonic() + _LONGEST_S
        while time.monotonic() < min(until, self.last + _QUIET_S):
            page.wait_for_timeout(100)
        return self.counted


@contextmanager
def signed_in(browser: Browser, cookies: list[dict[str, object]], **options: object) -> Iterator[BrowserContext]:
    """A browser that has seen nothing yet but the cookie."""
    context = browser.new_context(**options)
    context.add_cookies(cookies)
    yield context
    context.close()


def kind_of(path: str) -> str:
    """What pages that differ only in whom they are about have in common."""
    return _ID.sub("/…", path)


def every_page(page: Page, url: str, most: int) -> list[str]:
    """Follow the links from Today; return the first paths of each kind."""
    found: dict[str, list[str]] = {}
    waiting, seen = ["/"], {"/"}
    while waiting:
        path = waiting.pop(0)
        answer = page.goto(url + path)
        if answer is None or answer.status != 200 or len(found.setdefault(kind_of(path), [])) >= most:
            continue
        found[kind_of(path)].append(path)
        links = page.evaluate("[...document.links].map(one => one.href.split('#')[0].split('?')[0])")
        for link in dict.fromkeys(links):
            there = urlsplit(link)
            new = there.path not in seen and len(found.get(kind_of(there.path), ())) < most
            if link.startswith(url + "/") and new and not _NO_PAGE.search(there.path):
                seen.add(there.path)
                waiting.append(there.path)
    return [path for paths in found.values() for path in paths]


def layout(page: Page, url: str, path: str) -> list[str]:
    """Say where a page is wider than its screen."""
    page.goto(url + path)
    found = []
    for large, widths in ((False, WIDTHS), (True, LARGE)):
        large_text(page, large)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            if why := wider(page):
                found.append(f"{width} px{' at 200 %' if large else ''}: {why}")
    return found


def main() -> None:
    """Play, open, weigh, look, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, default=2, help="how many of each kind of page are opened")
    wanted = arguments.parse_args()
    with sync_playwright() as playwright, demo() as (url, address, password):
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=QUIET.split())
        relay = Relay(urlsplit(url).port or 80)
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        log_in(page, relay.url, address, password)
        cookies = context.cookies()
        paths = every_page(page, relay.url, wanted.pages)
        print(f"{'first':>8} {'next':>8}  page (octets on the wire; at most {FIRST:,} and {NEXT:,})")
        heavy, broken = 0, list[str]()
        for path in paths:
            with signed_in(browser, cookies, **PHONE) as fresh:
                visit = fresh.new_page()
                first, again = relay.weigh(visit, path), relay.weigh(visit, path)
            over = first > FIRST or again > NEXT
            heavy += over
            print(f"{first:8,} {again:8,}  {path}{'  TOO HEAVY' if over else ''}", flush=True)
            broken += [f"{path} at {one}" for one in layout(page, relay.url, path)]
        browser.close()
    kinds = len({kind_of(path) for path in paths})
    print(f"\n{len(paths)} pages of {kinds} kinds, {heavy} too heavy.")
    print("\n".join(["Too wide for the screen:", *broken] if broken else ["Every page fits every screen."]))


if __name__ == "__main__":
    main()

"""Takes the pictures of the README from the demo: python tools/screenshots.py, in the environment of the tests."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from socket import socket

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "screenshots"
WIDE: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 390, "height": 780}
PAIR = """<!doctype html>
<body style="display: flex; gap: 32px; margin: 0; padding: 32px; width: max-content; background: #e9dfd1">{}</body>"""
ONE = '<img src="data:image/png;base64,{}" style="width: 390px; border-radius: 24px" alt="">'
SHOWN = {"today": "Today", "contact": "Jonas Weidmann", "chain": "Chain", "triage": "Triage"}
TITLES = {"Chain": "Who led to whom"}


@contextmanager
def demo() -> Iterator[tuple[str, str, str]]:
    """Play the demo; yield its address, user and password once all its mail has arrived."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"PORT": str(port), "FIFTYCUPS_DEMO_EVERY": "0.5", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "webapp.cli", "demo"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own interpreter
        try:
            said = ""
            for line in process.stdout or ():
                said += line
                if "has arrived" in line:
                    break
            found = re.search(r"(http\S+)\s+address\s+(\S+)\s+password\s+(\S+)", said)
            if not found:
                raise SystemExit(f"The demo did not begin:\n{said}")
            yield found[1], found[2], found[3]
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()  # what it still says on its way out needs a reader


def log_in(page: Page, url: str, address: str, password: str) -> None:
    """Begin at Today."""
    page.goto(url)
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{url}/")


def go_to(page: Page, place: str) -> None:
    """Open a page of the navigation, or that of a person; without the notice that this is a demo."""
    if place not in {"Today", "Chain", "Triage"}:
        page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name=place).first.click()
    page.get_by_role("heading", level=1, name=TITLES.get(place, place)).wait_for()
    page.locator(".demo").evaluate("notice => notice.remove()")


def pair(browser: Browser, pictures: list[bytes]) -> None:
    """Write the pictures of a phone beside each other."""
    page = browser.new_page(device_scale_factor=1.5)
    page.set_content(PAIR.format("".join(ONE.format(b64encode(picture).decode()) for picture in pictures)))
    page.locator("body").screenshot(path=PICTURES / "phone.png")


def main() -> None:
    """Write all pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, demo() as (url, address, password):
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=WIDE)
        log_in(page, url, address, password)
        for name, place in SHOWN.items():
            go_to(page, place)
            if name == "contact":
                page.locator("#phase-track").get_by_text("all changes").click()
            page.screenshot(path=PICTURES / f"{name}.png")
        phone = browser.new_page(viewport=PHONE, device_scale_factor=1.5, has_touch=True, is_mobile=True)
        log_in(phone, url, address, password)
        held = []
        for place in ("Today", SHOWN["contact"]):
            go_to(phone, place)
            held.append(phone.screenshot())
        go_to(phone, "Today")
        phone.get_by_role("link", name="The brief for").first.click()
        phone.get_by_role("heading", name="Talk to first").wait_for()
        phone.locator(".demo").evaluate("notice => notice.remove()")
        held.append(phone.screenshot())
        pair(browser, held)
        browser.close()


if __name__ == "__main__":
    main()

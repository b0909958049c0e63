"""How long mail takes from its folder to the screen: `python -m bench.screen [--times N]`.

It starts the product as `fiftycups run` does, with a throw-away Dovecot, opens a contact's page in the system's
Chromium, and lets answers arrive in INBOX and mails of the user's own in Sent, one after the other: each time from the
end of the delivery until the open page shows it, without a reload. The goal is five seconds.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from shutil import which

from playwright.sync_api import Page, expect, sync_playwright

from tests.conftest import Mailbox
from tests.e2e.conftest import QUIET
from tests.e2e.house import House, mail
from tests.e2e.test_main_path import add_contact, add_mailbox, open_contact, set_up
from tests.servers.dovecot import Dovecot
from tests.servers.system import PATIENCE

GOAL_S = 5
USER, JANE = "alice@example.test", "jane@acme.example"


def seen(page: Page, message: EmailMessage, hand_over: Callable[[bytes], None]) -> float:
    """Return the seconds from the moment the mail lies in its folder until its subject stands on the page."""
    hand_over(message.as_bytes())
    began = time.monotonic()
    expect(page.locator("#timeline")).to_contain_text(str(message["Subject"]), timeout=PATIENCE * 1000)
    return time.monotonic() - began


def measure(page: Page, mailbox: Mailbox, times: int) -> dict[str, list[float]]:
    """Return the seconds of each mail, by the folder that it came to."""
    took: dict[str, list[float]] = {"INBOX": [], "Sent": []}
    for number in range(times):
        answer = mail(JANE, USER, f"Answer {number:03}.", "Happy to. Tuesday at ten?")
        took["INBOX"].append(seen(page, answer, mailbox.deliver))
        letter = mail(USER, JANE, f"Letter {number:03}.", "Could we talk for twenty minutes?")
        took["Sent"].append(seen(page, letter, lambda text: mailbox.append("Sent", text)))
    return took


def main() -> None:
    """Start, open, deliver, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--times", type=int, default=10)
    times = arguments.parse_args().times
    with tempfile.TemporaryDirectory() as folder, Dovecot() as server, sync_playwright() as playwright:
        server.set_password(USER, "a pass")
        mailbox = Mailbox(server, USER, "a pass")
        chromium = playwright.chromium.launch(executable_path=which("chromium"), args=QUIET.split())
        with House(Path(folder), server.cafile) as house:
            page = chromium.new_page()
            set_up(page, house, USER)
            add_contact(page, "Jane Doe", JANE)
            add_mailbox(page, mailbox)
            open_contact(page, "Jane Doe")
            took = measure(page, mailbox, times)
        chromium.close()
    for name, seconds in took.items():
        within = sum(one <= GOAL_S for one in seconds)
        print(f"{name:>5}: median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s, "
              f"{within} of {times} within {GOAL_S} s")  # fmt: skip


if __name__ == "__main__":
    main()

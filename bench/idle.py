"""What the product costs at rest: `python -m bench.idle` starts it as `fiftycups run` does and waits.

Prints memory (RSS and PSS, which counts shared pages once) and CPU seconds of every process, and the time of a second
start to its first page.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.servers.dovecot import Dovecot
from tests.servers.system import free_ports
from webapp import config
from webapp.db import make_engine, make_sessions, transaction
from webapp.services import contacts, mailboxes, users

OWNER = "alice@example.test"


def start(environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], float]:
    """Start the product; return its process and after how many seconds the log-in page came."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "webapp.cli", "run"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    page = f"http://127.0.0.1:{environment['PORT']}/log-in"
    while True:
        try:
            urllib.request.urlopen(page, timeout=5).read()
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
        else:
            return process, time.monotonic() - began


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the product and wait for it."""
    os.killpg(process.pid, signal.SIGTERM)
    process.wait()


def family(pid: int) -> list[int]:
    """Return the process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def cost(pid: int) -> tuple[str, float, float, float]:
    """Return the command, RSS and PSS in MB, and CPU seconds of a process."""
    rollup = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    cpu = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")
    command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    kilobytes = {name: int(rollup[name].split()[0]) for name in ("Rss", "Pss")}
    return command, kilobytes["Rss"] / 1024, kilobytes["Pss"] / 1024, cpu


def main() -> None:
    """Start, fill, start again, wait, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Dovecot() as server:
        environment = os.environ | {
            "DATA_DIR": folder,
            "PORT": str(free_ports(1)[0]),
            "MAIL_CAFILE": server.cafile,
            "MAIL_ALLOWED_PRIVATE": "127.0.0.1,::1",
        }
        process, seconds = start(environment)
        print(f"first start to the page: {seconds:.1f} s")
        fill(environment, server)
        stop(process)
        process, seconds = start(environment)
        print(f"second start to the page: {seconds:.1f} s")
        time.sleep(10)
        before = {pid: cost(pid)[3] for pid in family(process.pid)}
        time.sleep(options.seconds)
        show([(*cost(pid)[:3], cost(pid)[3] - before[pid]) for pid in before], options.seconds)
        stop(process)


def fill(environment: dict[str, str], server: Dovecot) -> None:
    """Make a user with a person and a mailbox."""
    settings = config.load(environment)
    sessions = make_sessions(make_engine(settings.database_url))
    with transaction(sessions) as session:
        user = users.create(session, OWNER, "a bench password")
        contacts.add(session, user.id, contacts.Card("Jane Doe", ["jane@acme.example"]))
        card = mailboxes.MailboxCard(OWNER, "localhost", OWNER, server.users[OWNER], server.imaps_port)
        mailboxes.add(session, user.id, card, settings.secrets_dir)


def show(costs: list[tuple[str, float, float, float]], seconds: float) -> None:
    """Print a line for each process and the sum."""
    for command, rss, pss, cpu in costs:
        print(f"{rss:6.1f} MB RSS {pss:6.1f} MB PSS {cpu:5.2f} s CPU in {seconds:g} s  {command[-50:]}")
    print(f"{sum(one[1] for one in costs):6.1f} MB RSS {sum(one[2] for one in costs):6.1f} MB PSS in all")


if __name__ == "__main__":
    main()

"""How long the first sync of a large mailbox takes: `python -m bench.first_sync [--messages N] [--relevant PERCENT]`.

It fills a throw-away Dovecot on loopback, lets the server make its index, then measures the worker as a process of its
own: seconds, bytes and peak memory.
"""

from __future__ import annotations

import argparse
import imaplib
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from tests.servers.dovecot import Dovecot
from webapp import config, sealing
from webapp.db import make_engine, make_sessions, transaction
from webapp.models import Base, Mailbox
from webapp.services import audit, contacts, mailboxes, users

OWNER = "alice@example.test"
WORDS = [
    "data",
    "team",
    "project",
    "meeting",
    "coffee",
    "role",
    "hiring",
    "advice",
    "talk",
    "week",
    "market",
    "product",
    "design",
    "thanks",
    "plan",
    "idea",
]


def text(random_: random.Random, words: int) -> str:
    """Return made-up sentences."""
    sentences = [" ".join(random_.choices(WORDS, k=12)).capitalize() + "." for _ in range(words // 12)]
    return "\r\n".join(sentences)


def message(random_: random.Random, number: int, sender: str, at: datetime) -> bytes:
    """Return one mail: about 2.4 kB of headers as usual, some with HTML, some with an attachment."""
    head = [
        "Return-Path: <bounce@elsewhere.test>",
        *(
            f"Received: from mx{hop}.elsewhere.test by mx.test with ESMTPS id {random_.random()}; {format_datetime(at)}"
            for hop in range(6)
        ),
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; " + "b=" + "A1b2C3d4" * 60,
        f"From: Person {number} <{sender}>",
        f"To: Alice <{OWNER}>",
        f"Subject: {' '.join(random_.choices(WORDS, k=5))}",
        f"Date: {format_datetime(at)}",
        f"Message-ID: <{number}@elsewhere.test>",
        "MIME-Version: 1.0",
    ]
    body = text(random_, random_.choice([60, 120, 300, 900]))
    kind = random_.random()
    if kind < 0.4:
        head.append("Content-Type: text/plain; charset=utf-8")
    else:
        head.append('Content-Type: multipart/mixed; boundary="b"')
        html = f"<html><body><p>{body}</p></body></html>"
        parts = [
            "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body,
            "Content-Type: text/html; charset=utf-8\r\n\r\n" + html,
        ]
        if kind > 0.97:
            parts.append(
                'Content-Type: application/pdf; name="cv.pdf"\r\nContent-Disposition: attachment\r\n\r\n'
                + "x" * 120_000
            )
        body = "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"
    return ("\r\n".join(head) + "\r\n\r\n" + body + "\r\n").encode()


def fill(server: Dovecot, messages: int, relevant: float, people: int) -> int:
    """Write the mailbox straight into its Maildir; return its size in bytes."""
    random_ = random.Random(1)
    folder = server.maildir(OWNER) / "cur"
    for name in ("cur", "new", "tmp"):
        (folder.parent / name).mkdir(parents=True, exist_ok=True)
    start = datetime.now(UTC) - timedelta(days=300)
    size = 0
    for number in range(messages):
        known = random_.random() < relevant
        sender = f"person{random_.randrange(people)}@known.test" if known else f"s{number % 977}@elsewhere.test"
        raw = message(random_, number, sender, start + timedelta(seconds=number * 240))
        (folder / f"{1700000000 + number}.M{number}.host,S={len(raw)}:2,S").write_bytes(raw)
        size += len(raw)
    subprocess.run(["chown", "-R", "nobody", str(server.maildir(OWNER))], check=os.getuid() == 0)
    return size


def warm(server: Dovecot) -> None:
    """Let the server read every file once, which is its work and not ours."""
    with imaplib.IMAP4("127.0.0.1", server.imap_port) as imap:
        imap.login(OWNER, server.users[OWNER])
        imap.select("INBOX", readonly=True)
        imap.fetch("1:*", "(RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS (FROM TO CC)])")


def received(server: Dovecot) -> int:
    """Return the bytes that Dovecot says it sent in all sessions that ended."""
    log = (server.folder / "dovecot.log").read_text(errors="replace")
    return sum(int(found) for found in re.findall(r" out=(\d+)", log))


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--relevant", type=float, default=10.0, help="percent of the mails that concern a contact")
    parser.add_argument("--people", type=int, default=500)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="fiftycups-bench-"))
    try:
        with Dovecot() as server:
            size = fill(server, options.messages, options.relevant / 100, options.people)
            share = f"{options.relevant:g} % relevant, {options.people} people"
            print(f"{options.messages} messages, {size / 1e6:.0f} MB, {share}")
            warm(server)
            measure(server, folder, options.people)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(server: Dovecot, folder: Path, people: int) -> None:
    """Sync from nothing in a process of its own, then once more with nothing new."""
    os.environ.update(DATA_DIR=str(folder), MAIL_CAFILE=server.cafile, MAIL_ALLOWED_PRIVATE="127.0.0.1,::1")
    settings = config.load()
    sealing.make_keys(settings.secrets_dir)
    engine = make_engine(settings.database_url)
    Base.metadata.create_all(engine)
    sessions = make_sessions(engine)
    with transaction(sessions) as session:
        user = users.create(session, OWNER, "a bench password")
        for number in range(people):
            contacts.add(session, user.id, contacts.Card(f"Person {number}", [f"person{number}@known.test"]))
        card = mailboxes.MailboxCard(OWNER, "localhost", OWNER, server.users[OWNER], server.imaps_port)
        mailboxes.add(session, user.id, card, settings.secrets_dir)
    for name in ("first sync", "nothing new"):
        before = received(server)
        began = time.monotonic()
        code = subprocess.run([sys.executable, "-m", "mailsync", "--once"], check=False).returncode
        seconds = time.monotonic() - began
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        time.sleep(0.5)
        print(
            f"{name}: {seconds:.1f} s, {(received(server) - before) / 1e6:.1f} MB received, "
            f"peak {usage.ru_maxrss / 1024:.0f} MB (of any child), exit {code}"
        )
    with transaction(sessions) as session:
        mailbox = session.query(Mailbox).one()
        print(mailboxes.books(session, mailbox))
        print("audit:", "clean" if not next(audit.audit(session), None) else "findings")
        session.rollback()
    print(f"database {(folder / 'fiftycups.db').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

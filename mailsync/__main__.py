"""`python -m mailsync [--once]`: settings, logging, signals."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Sequence

from mailsync.worker import Worker
from webapp import catalogs, config, sealing
from webapp.db import make_engine, make_sessions


def main(arguments: Sequence[str] | None = None) -> int:
    """Read mail until told to stop, or once; return the exit status."""
    parser = argparse.ArgumentParser(prog="mailsync", description="Read the mailboxes and log what concerns a contact.")
    parser.add_argument("--once", action="store_true", help="make one round and end, for cron")
    options = parser.parse_args(arguments)
    try:
        settings = config.load()
    except config.BadSettings as error:
        print(error, file=sys.stderr)
        return 2
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    catalogs.speak(settings.language)
    sealing.make_keys(settings.secrets_dir)
    worker = Worker(settings, make_sessions(make_engine(settings.database_url)))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    if options.once:
        return 0 if worker.once() else 1
    worker.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`fiftycups demo`: a lively example with a mailbox of its own, gone when it is stopped."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option("--port", envvar="PORT", default=8000, show_default=True, help="Where the pages listen, as PORT.")
def demo(port: int) -> None:
    """Start an example with a network of people and a mailbox in which mail arrives; nothing of it is kept."""
    from webapp.demo.stage import play

    sys.exit(play(port))

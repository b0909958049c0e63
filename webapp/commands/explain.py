"""`fiftycups explain`: what would be done with mails, and why, without a database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

MAILDIR = frozenset({"cur", "new"})


@click.command()
@click.argument("sources", metavar="FILE…|DIR|-", nargs=-1, required=True)
@click.option("--owner", "owners", multiple=True, metavar="ADDRESS", help="An address of yours; may be repeated.")
@click.option(
    "--contact", "contacts", multiple=True, metavar="ADDRESS", help="A contact's; without any, everybody is one."
)
@click.option("--provider", metavar="AUTHSERV_ID", default="", help="Whose Authentication-Results are believed.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON for each mail.")
def explain(
    sources: tuple[str, ...], owners: tuple[str, ...], contacts: tuple[str, ...], provider: str, as_json: bool
) -> None:
    """Say what would be done with mails and why. DIR is searched for *.eml and Maildir files, - is standard input."""
    from mailsync.explain import explain as explained

    found = [_read(name) for source in sources for name in _names(source)]
    mails = ((name, raw) for name, raw, _ in found)
    for line, (_, _, unreadable) in zip(explained(mails, owners, contacts, provider), found, strict=True):
        told = line | {"error": unreadable or line["error"]}
        click.echo(json.dumps(told) if as_json else _in_words(told))


def _names(source: str) -> Iterator[str]:
    folder = Path(source)
    if source == "-" or not folder.is_dir():
        yield source
        return
    yield from sorted(str(path) for path in folder.rglob("*") if _is_mail(path))


def _is_mail(path: Path) -> bool:
    return (path.suffix.lower() == ".eml" or path.parent.name in MAILDIR) and path.is_file()


def _read(name: str) -> tuple[str, bytes, str]:
    """Return name, content, and why it could not be read."""
    try:
        return name, sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes(), ""
    except OSError as error:
        return name, b"", f"cannot be read: {error.strerror}"


def _in_words(told: dict[str, Any]) -> str:
    from webapp.domain.text import line

    name = line(told["file"])
    if told["error"]:
        return f"{name}\n  {line(told['error'])}\n"
    labels = ", ".join(label.replace("_", "-") for label in told["labels"]) or "nothing special"
    way = "you wrote to" if told["direction"] == "out" else "from"
    who = ", ".join(told["to"]) if told["direction"] == "out" else told["from"]
    reasons = "".join(f"\n  · {reason}" for reason in told["reasons"])
    text = "".join(f"\n  | {one}" for one in told["new_text"].strip().splitlines()[:5])
    return f"{name}\n  {line(told['subject'])} — {way} {who}\n  {labels}; evidence {told['evidence']}{reasons}{text}\n"

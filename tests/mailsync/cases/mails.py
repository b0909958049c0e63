"""Whole mails with all of their labels: a line "=== in: ask thank_you", then the mail's own headers and text.

Half of them were put aside by a coin before they were written: the rules were made on `mails_tuned.txt` and only
measured on `mails_held.txt`. `mails_tuned_2.txt` and `mails_held_2.txt` are the same by another hand, which never saw
the rules and wrote less directly than most people do. The user is max@home.example; mail that answers some of his names
a Message-ID that begins with "sent.".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

TUNED, HELD, TUNED_2, HELD_2 = (
    Path(__file__).with_name(f"mails_{half}.txt") for half in ("tuned", "held", "tuned_2", "held_2")
)
_HEAD = re.compile(r"^=== (in|out):(.*)\n", re.MULTILINE)
_GIVEN = {
    "From": "Dora Lind <dora@lindhq.example>",
    "To": "Max Home <max@home.example>",
    "Content-Type": "text/plain; charset=utf-8",
}
_ANSWERS = re.compile(r"^(?:In-Reply-To|References):.*<sent\.", re.MULTILINE)


@dataclass(frozen=True)
class Labelled:
    """A mail, where it went, and the labels it should get."""

    id: str
    labels: frozenset[str]
    direction: str
    raw: bytes
    answers_sent: bool


def labelled(path: Path) -> list[Labelled]:
    """All mails of a file, known by their place in it."""
    _, *parts = _HEAD.split(path.read_text())
    heads = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return [_one(f"{path.stem}-{place}", *head) for place, head in enumerate(heads, 1)]


def _one(id: str, direction: str, labels: str, text: str) -> Labelled:
    own, _, body = text.partition("\n\n")
    missing = [f"{name}: {value}" for name, value in _GIVEN.items() if not re.search(rf"(?m)^{name}:", own)]
    raw = "\n".join([own, *missing, "", body.strip(), ""]).encode()
    return Labelled(id, frozenset(labels.split()), direction, raw, bool(_ANSWERS.search(own)))

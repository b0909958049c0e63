"""What the user writes above a mail that they hand over: a few commands in its first lines, and words to keep.

`note: …`, `ask: …`, `thanks`, `remind friday`, `with Jane Doe`; several in a line with ";" between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from webapp.domain.days import day_at_the_beginning
from webapp.domain.text import clean
from webapp.domain.wording import _

LONGEST = 20_000
LONGEST_NAME = 100
_COMMAND = re.compile(r"(?:(note|ask)\s*:|(remind|with)\b\s*:?)\s*(.*)|(thanks)\s*[.!]?", re.IGNORECASE)
_ME = re.compile(r"me\b\s*", re.IGNORECASE)
_TO_WHAT = re.compile(r"\s*(?:[:,–—-]\s*)?(?:(?:to|about|that)\b\s*)?", re.IGNORECASE)
# "With kind regards" ends a mail and names nobody.
_CLOSING = frozenset({
    "regards", "wishes", "greetings", "thanks", "love", "respect", "gratitude", "appreciation", "pleasure", "best",
})  # fmt: skip
_KIND_RULES = (
    (
        "recommendation",
        re.compile(
            r"\b(?:recommendation|recommend me|reference letter|be my reference|as a reference)\b", re.IGNORECASE
        ),
    ),
    ("vouch", re.compile(r"\b(?:vouch|refer me|put in a (?:good )?word|job lead)\b", re.IGNORECASE)),
    (
        "introduction",
        re.compile(r"\b(?:intro|introduce|introductions?|put me in touch|connect me|referral)\b", re.IGNORECASE),
    ),
    ("feedback", re.compile(r"\b(?:feedback|review|look over|r[eé]sum[eé]|cv|my pitch)\b", re.IGNORECASE)),
    ("advice", re.compile(r"\b(?:advice|advise|what would you do|should i)\b", re.IGNORECASE)),
    (
        "experience",
        re.compile(r"\b(?:experiences?|your story|your path|how did you|how you (?:got|came|became))\b", re.IGNORECASE),
    ),
    ("meeting", re.compile(r"\b(?:meet|meeting|coffee|lunch|call|chat|minutes|visit)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day on which to come back to somebody, and what for ("" where the note does not say)."""

    on: date
    text: str = ""


@dataclass(slots=True)
class Note:
    """A note, read. `asks` are pairs (kind, words); `person` is whose it is, as written; `problems` are sentences."""

    text: str = ""
    asks: list[tuple[str, str]] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    thanks: bool = False
    person: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def commands(self) -> bool:
        """Whether it asks for something to be done with the person whose mail it is."""
        return bool(self.asks or self.reminders or self.thanks)


def read(written: str, today: date) -> Note:
    """Read a note that was written on that day. Nothing of it is lost: what is no command is the note's text."""
    note = Note()
    kept: list[str] = []
    lines = clean(written, LONGEST).strip().split("\n")
    for number, one in enumerate(lines):
        parts = [part.strip() for part in one.split(";") if part.strip()]
        plain = [part for part in parts if not _obey(note, kept, part, today)]
        if plain == parts:  # the commands end with the first line that has none
            kept += lines[number:]
            break
        kept += plain
    note.text = "\n".join(kept).strip()
    return note


def _obey(note: Note, kept: list[str], part: str, today: date) -> bool:
    """Do what one part of a line says; return whether it is a command at all."""
    match = _COMMAND.fullmatch(part)
    if match is None:
        return False
    word, rest = (match[1] or match[2] or match[4]).lower(), (match[3] or "").strip()
    if word == "with":
        return _whose(note, rest)
    if word == "thanks":
        note.thanks = True
    elif word == "remind":
        _remind(note, kept, rest, today)
    elif not rest:
        note.problems.append(_("%(word)s: nothing was written behind it", word=word))
    elif word == "note":
        kept.append(rest)
    else:
        note.asks.append((kind_of(rest), rest))
    return True


def _remind(note: Note, kept: list[str], rest: str, today: date) -> None:
    day, what = day_at_the_beginning(_ME.sub("", rest, count=1) if _ME.match(rest) else rest, today)
    if day is not None:
        note.reminders.append(Reminder(day, what[_length(_TO_WHAT, what) :].strip()))
        return
    if not rest:
        note.problems.append(_("remind: no coming day was found. Set one under “Next follow-up”."))
        return
    note.problems.append(_("remind: no coming day was found in “%(rest)s”. Set one under “Next follow-up”.", rest=rest))
    kept.append(f"remind {rest}")


def _length(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _whose(note: Note, name: str) -> bool:
    """Note whose it is; a closing formula is no name, and two names are one too many."""
    words = _words(name)
    if not words or len(name) > LONGEST_NAME or words[-1] in _CLOSING:
        return False
    if note.person and _words(note.person) != words:
        said = _("with: two people are named, “%(one)s” and “%(other)s”", one=note.person, other=name)
        note.problems.append(said)
        return True
    note.person = name.rstrip(".,!").strip()
    return True


def kind_of(text: str) -> str:
    """Guess what kind of ask (docs/method.md §3) the words make: the costlier kinds first, information else."""
    return next((kind for kind, rule in _KIND_RULES if rule.search(text)), "information")


def named(name: str, people: Iterable[tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
    """Return the id of the one person of exactly that name ("" unless sure), and the ids of all who could be meant.

    Accents, case and order of the names make no difference; a first name alone is never sure.
    """
    wanted = _words(name)
    known = [(key, _words(one)) for key, one in people]
    same = [key for key, words in known if sorted(words) == sorted(wanted)]
    if len(same) == 1 and len(wanted) > 1:
        return same[0], (same[0],)
    alike = [key for key, words in known if set(wanted) & set(words) and _covers(wanted, words)]
    return "", tuple(dict.fromkeys((*same, *alike)))


def _covers(one: list[str], other: list[str]) -> bool:
    return set(one) <= set(other) or (len(other) > 1 and set(other) <= set(one))


def _words(name: str) -> list[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return re.findall(r"[^\W_]+", plain)

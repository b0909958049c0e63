"""Cases written from the definitions of the labels: a line each, "+" where the label holds, "-" where it does not.

A "|" ends a line of the mail, "[...]" in front is its subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from mailsync.classify import classify
from mailsync.mail import Label, Verdict
from mailsync.parse import parse
from mailsync.unwrap import unwrap

_CASE = re.compile(r"([+-]) (?:\[([^]]+)\] )?(.+)")


@dataclass(frozen=True)
class Case:
    """A mail's text and whether the label of its file holds."""

    holds: bool
    subject: str
    text: str

    def verdict(self) -> Verdict:
        """What is read from it as an incoming mail with nothing but the headers that every mail has."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "dora@lindhq.example", "max@home.example", self.subject
        mail.set_content(self.text)
        return classify(unwrap(parse(mail.as_bytes())), "in", answers_sent=False)


@dataclass(frozen=True)
class Score:
    """How many cases hold, how many were found, and how many of these were right."""

    holds: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of findings that are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of cases that were found."""
        return self.right / self.holds


def cases(label: str) -> list[Case]:
    """All cases of a label, in the order of its file."""
    lines = Path(__file__).with_name(f"{label}.txt").read_text().splitlines()
    matches = [_CASE.fullmatch(line) for line in lines]
    return [Case(one[1] == "+", one[2] or "", one[3].replace(" | ", "\n")) for one in matches if one]


def score(some: list[Case], label: Label, *, sure: bool = False) -> Score:
    """How well the label is found in some cases."""
    verdicts = [(case, case.verdict()) for case in some]
    found = [case for case, seen in verdicts if (seen.sure(label) if sure else label in seen.labels)]
    return Score(sum(case.holds for case in some), len(found), sum(case.holds for case in found))

"""What was said last with somebody, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.domain.brief import said
from webapp.domain.wording import _
from webapp.models import Interaction, InteractionKind, Message

LONGEST_SAID = 160
# A first line of its own, as "Dear Ms Sample,".
_GREETING = re.compile(r"\A\s*[^\n]{1,40}[,!][^\S\n]*\n\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a timeline, in words."""

    text: str
    at: datetime


def in_words(kind: InteractionKind, direction: str | None, text: str | None, title: str | None) -> str:
    """Return who said what: of a mail its own words (`text`) or its subject, of all else what was noted (`title`)."""
    words = said(_GREETING.sub("", text or "", count=1) or title or "", LONGEST_SAID)
    match kind:
        case InteractionKind.MEETING:
            return _("You met: %(text)s", text=words) if words else _("You met")
        case InteractionKind.NOTE:
            return _("You noted: %(text)s", text=words)
        case InteractionKind.THANKS:
            return _("They thanked you") if direction == "in" else _("You thanked them")
        case _:
            who = _("They wrote") if direction == "in" else _("You wrote")
            return f"{who}: “{words}”" if words else who


def last_said(timeline: Sequence[tuple[Interaction, Message | None]]) -> list[Said]:
    """Return the latest line of a timeline (newest first) that holds, and theirs where the latest is not theirs."""
    held = [row for row in timeline if not (row[0].undone_at or row[0].copied or row[0].automatic)]
    latest, theirs = held[:1], [row for row in held if row[0].direction == "in"][:1]
    return [_said(line, mail) for line, mail in (latest if latest == theirs else latest + theirs)]


def _said(line: Interaction, mail: Message | None) -> Said:
    title = (mail.subject if mail else "") or line.summary
    return Said(in_words(line.kind, line.direction, mail.new_text if mail else "", title), line.at)

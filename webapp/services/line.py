"""A timeline line with what its mail says, as read and as the user corrected it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from webapp.models import Interaction, InteractionKind

VERIFIED = frozenset({"own", "A", "B"})


@dataclass(frozen=True, slots=True)
class Line:
    """An interaction with what its mail says: enough to judge it, without the mail's text.

    `letter` is the kind of the letter that it looks like without being sure to be it, `letter_ask` the ask of that.
    """

    row: Interaction
    message_id: str = ""
    findings: tuple[dict[str, Any], ...] = ()
    thanks_for: tuple[str, ...] = ()
    thread: str = ""
    grade: str = "own"
    details: dict[str, Any] = field(default_factory=dict)
    silenced: bool = False
    letter: str = ""
    letter_ask: str = ""

    @property
    def gone(self) -> bool:
        """Whether the user took it back, or silenced the conversation that it is of."""
        return self.silenced or self.row.undone_at is not None

    @property
    def moves(self) -> bool:
        """Whether it may move anything at all, once it is verified."""
        return not (self.gone or self.row.copied or self.row.automatic or self.row.kind is InteractionKind.NOTE)

    @property
    def verified(self) -> bool:
        """Whether its grade suffices or the user accepted it."""
        return self.grade in VERIFIED or self.row.accepted_at is not None

    @property
    def thanks(self) -> bool | None:
        """Whether it thanks the contact: as the user said, else as classified; None where the words only hint at it."""
        return self._found("thank_you", self.row.is_thanks)

    @property
    def declines(self) -> bool | None:
        """Whether it turns an ask down, as `thanks`."""
        return self.row.direction == "in" and self._found("decline", self.row.is_decline)

    @property
    def agrees(self) -> bool | None:
        """Whether a time to meet is agreed in it, as `thanks`; who accepts an invitation agrees."""
        accepted = self.row.direction == "in" and any(
            one["method"] == "REPLY" and any(each["status"] == "ACCEPTED" for each in one["attendees"])
            for one in self.details.get("invitations", ())
        )
        return self._found("meeting_agreed", True if accepted and self.row.is_agreed is None else self.row.is_agreed)

    @property
    def reports(self) -> bool | None:
        """Whether it tells the contact how it went with what they gave, as `thanks`."""
        return self.row.direction == "out" and self._found("report_back", self.row.is_report)

    @property
    def introduced(self) -> list[dict[str, Any]]:
        """Whom it introduces to the user: people who read it too."""
        return [one for one in self.details.get("people", ()) if one["introduced"]]

    @property
    def introduces(self) -> bool | None:
        """Whether it introduces somebody, as `thanks`."""
        if self.row.direction != "in":
            return False
        if self.row.is_introduction is None and not self.introduced:
            return False
        return self._found("introduction", self.row.is_introduction)

    @property
    def bounce(self) -> bool:
        """Whether a mail server wrote it to say that a mail was not delivered."""
        return any(finding["label"] == "bounce" for finding in self.findings)

    @property
    def away_until(self) -> datetime | None:
        """The day on which the sender of an absence notice is back; its noon in UTC is that day almost everywhere."""
        day = self.details.get("away_until", "")
        return datetime.combine(date.fromisoformat(day), time(12), UTC) if day else None

    def reason(self, label: str) -> str:
        """Return the words that earned it a label, "" where it has not got that."""
        return next((finding["reason"] for finding in self.findings if finding["label"] == label), "")

    def _found(self, label: str, said: bool | None) -> bool | None:
        if said is not None:
            return said
        found = [finding for finding in self.findings if finding["label"] == label]
        if not found:
            return None if self.letter == label else False
        return True if any(finding["sure"] for finding in found) else None


def came_back(lines: Iterable[Line]) -> dict[str, Line]:
    """Return the line of each sent mail that came back (its id) with the first bounce that says so."""
    lines = sorted(lines, key=lambda one: (one.row.at, one.row.id))
    sent = {line.message_id: line.row.id for line in lines if line.row.direction == "out" and line.message_id}
    found: dict[str, Line] = {}
    for line in lines:
        returned = sent.get(line.details.get("returned_id", ""))
        if returned and line.row.automatic and line.bounce and line.verified and not (line.gone or line.row.copied):
            found.setdefault(returned, line)
    return found

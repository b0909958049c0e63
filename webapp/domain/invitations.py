"""What the mails about one event of a calendar come to, in whatever order they were read (RFC 5546)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What one mail says of an event. `method` is REQUEST, CANCEL or REPLY, and `answer` what a reply says.

    `at` is when the mail was written and `source` names it.
    """

    method: str
    sequence: int
    stamp: datetime | None
    at: datetime
    source: str
    starts: datetime
    ends: datetime
    summary: str = ""
    place: str = ""
    answer: str = ""

    @property
    def version(self) -> tuple[int, datetime]:
        """What orders it among the versions of the event."""
        return self.sequence, self.stamp or self.at


@dataclass(frozen=True, slots=True)
class Meeting:
    """How the event stands: as its `latest` version says, moved from where it was before, or called off.

    `source` is the mail that decided it; `summaries` and `places` are all that any version said.
    """

    latest: Said
    source: str
    called_off: bool
    moved_from: datetime | None
    summaries: frozenset[str]
    places: frozenset[str]


def settle(said: Iterable[Said]) -> Meeting | None:
    """Follow an event through its versions by SEQUENCE, then DTSTAMP; None where nobody invited to it."""
    ordered = sorted(said, key=lambda one: (*one.version, one.at, one.source))
    versions = [one for one in ordered if one.method == "REQUEST"]
    if not versions:
        return None
    latest = versions[-1]
    off = _called_off(ordered, latest)
    earlier = [one.starts for one in versions if one.starts != latest.starts]
    return Meeting(
        latest=latest,
        source=(off or latest).source,
        called_off=off is not None,
        moved_from=earlier[-1] if earlier else None,
        summaries=frozenset(one.summary for one in versions),
        places=frozenset(one.place for one in versions),
    )


def _called_off(ordered: Iterable[Said], latest: Said) -> Said | None:
    """The cancellation of this version, or the answer to it by which it was last declined."""
    cancelled = [one for one in ordered if one.method == "CANCEL" and one.version >= latest.version]
    answers = [one for one in ordered if one.method == "REPLY" and one.sequence >= latest.sequence]
    if cancelled:
        return cancelled[-1]
    return answers[-1] if answers and answers[-1].answer == "DECLINED" else None

"""What a calendar says, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from webapp.domain.addresses import Address


class Method(StrEnum):
    """What a calendar part says (RFC 5546)."""

    REQUEST = "REQUEST"
    REPLY = "REPLY"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who is invited, and what they said: ACCEPTED, DECLINED, TENTATIVE, DELEGATED or NEEDS-ACTION."""

    who: Address
    status: str = "NEEDS-ACTION"


@dataclass(frozen=True, slots=True)
class Invitation:
    """One event of a calendar part (RFC 5545): `uid` names it, `sequence` and `stamp` order its versions.

    `starts` and `ends` are aware; an event without a clock time, or that repeats, says so.
    """

    method: Method
    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    stamp: datetime | None = None
    summary: str = ""
    place: str = ""
    organizer: Address | None = None
    attendees: tuple[Attendee, ...] = ()
    all_day: bool = False
    repeats: bool = False

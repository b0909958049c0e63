"""What stages that read mail can say of one: labels, asks, people, invitations, in the plain values of a row."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import on
from webapp.models import Duty, DutyKind, TriageItem, TriageKind

ANA, ALICE, BOB = "ana@people.example", "alice@example.org", "bob@people.example"


def found(label: str, *, sure: bool = True) -> dict[str, Any]:
    """What a mail says of itself besides its details."""
    return {"findings": [{"label": label, "reason": f"It says {label}.", "sure": sure}]}


def asking(text: str = "Could we talk for 20 minutes?", kind: str = "meeting") -> dict[str, Any]:
    """A mail that asks for something."""
    return found("ask") | {"details": {"requests": [{"kind": kind, "text": text, "sure": True}]}}


def naming(name: str = "Bob Ray", address: str = BOB, *, introduced: bool = True, sure: bool = True) -> dict[str, Any]:
    """A mail that introduces or names somebody."""
    person = {"name": name, "address": address, "quote": f"Meet {name}", "introduced": introduced}
    return found("introduction", sure=sure) | {"details": {"people": [person]}}


def bounced(number: int) -> dict[str, Any]:
    """A bounce that returns the mail of that number."""
    details = {"returned_id": f"<{number}>"}
    return found("bounce") | {"automatic": True, "details": details, "refs": (number,), "from_address": "postmaster@x"}


def away(day: float) -> dict[str, Any]:
    """An absence notice."""
    return found("auto_reply") | {"automatic": True, "details": {"away_until": on(day).date().isoformat()}}


def event(
    method: str = "REQUEST", day: float = 9, *, uid: str = "uid-1", sequence: int = 0, stamp: float = 0,
    attendees: tuple[tuple[str, str], ...] = ((ALICE, "NEEDS-ACTION"),), organizer: str = ANA, **more: Any,
) -> dict[str, Any]:  # fmt: skip
    """One event of a calendar part, half an hour long."""
    starts = on(day)
    return {
        "method": method, "uid": uid, "sequence": sequence, "stamp": on(stamp).isoformat(),
        "starts": starts.isoformat(), "ends": (starts + timedelta(minutes=30)).isoformat(), "summary": "Coffee",
        "place": "Café Gold", "organizer": organizer,
        "attendees": [{"address": address, "status": status} for address, status in attendees],
        "all_day": False, "repeats": False,
    } | more  # fmt: skip


def inviting(*events: dict[str, Any]) -> dict[str, Any]:
    """A mail with such events."""
    return {"details": {"invitations": list(events)}}


def waiting(session: Session, kind: TriageKind) -> list[TriageItem]:
    """The open questions of a kind."""
    query = select(TriageItem).where(TriageItem.kind == kind, TriageItem.settled_at.is_(None))
    return list(session.scalars(query.order_by(TriageItem.at)))


def owed(session: Session, kind: DutyKind) -> list[str]:
    """The subjects of the open duties of a kind."""
    query = select(Duty.subject).where(Duty.kind == kind, Duty.superseded_at.is_(None), Duty.settled_at.is_(None))
    return sorted(session.scalars(query))

"""What was read in a mail besides its labels, in the plain values that a row can keep."""

from __future__ import annotations

from typing import Any

from mailsync.mail import Mail, Named, Request, Verdict
from webapp.calendars.values import Invitation


def details(mail: Mail, verdict: Verdict) -> dict[str, Any]:
    """The asks, people and invitations of a mail, the day of return, what a bounce returns; what is empty left out."""
    found = {
        "requests": [_request(one) for one in verdict.requests],
        "people": [_person(one) for one in verdict.people],
        "away_until": verdict.away_until.isoformat() if verdict.away_until else "",
        "invitations": [_invitation(one) for one in mail.invitations],
        "returned_id": mail.returned_id,
    }
    return {name: value for name, value in found.items() if value}


def _request(one: Request) -> dict[str, Any]:
    return {"kind": one.kind, "text": one.text, "sure": one.sure}


def _person(one: Named) -> dict[str, Any]:
    return {"name": one.name, "address": one.address, "quote": one.quote, "introduced": one.introduced}


def _invitation(one: Invitation) -> dict[str, Any]:
    return {
        "method": one.method.value,
        "uid": one.uid,
        "sequence": one.sequence,
        "stamp": one.stamp.isoformat() if one.stamp else "",
        "starts": one.starts.isoformat(),
        "ends": one.ends.isoformat(),
        "summary": one.summary,
        "place": one.place,
        "organizer": one.organizer.address if one.organizer else "",
        "organizer_name": one.organizer.name if one.organizer else "",
        "attendees": [
            {"address": each.who.address, "name": each.who.name, "status": each.status} for each in one.attendees
        ],
        "all_day": one.all_day,
        "repeats": one.repeats,
    }

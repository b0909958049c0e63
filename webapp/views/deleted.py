"""What was deleted in the last 30 days, each with the way back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.wording import N_, _
from webapp.extensions import db
from webapp.htmx import render
from webapp.security import user
from webapp.services import deleted

bp = Blueprint("deleted", __name__, url_prefix="/deleted")

# table: what it is called, and the route that brings it back with the name of its argument
KINDS = {
    "contact": (N_("Person"), "contacts.restore", "contact_id"),
    "ask": (N_("Ask"), "relationship.restore_ask", "ask_id"),
    "outcome": (N_("Obtained"), "relationship.restore_outcome", "outcome_id"),
    "use": (N_("Used"), "relationship.restore_use", "use_id"),
    "give": (N_("Given"), "gives.restore_give", "give_id"),
    "interview": (N_("Interview"), "gives.restore_interview", "interview_id"),
    "follow_up": (N_("Follow-up"), "gives.restore_follow_up", "follow_up_id"),
    "favour": (N_("Favour"), "favours.restore", "favour_id"),
    "story": (N_("Story"), "goal.restore_story", "story_id"),
    "letter": (N_("Letter"), "letters.restore", "letter_id"),
    "event": (N_("Event"), "events.restore", "event_id"),
    "attendee": (N_("On a list"), "attendees.restore", "attendee_id"),
    "agenda_item": (N_("Question"), "agendas.restore", "agenda_item_id"),
    "quick_note": (N_("Note"), "live.restore_note", "quick_note_id"),
    "knows": (N_("They know each other"), "referrals.restore_knows", "knows_id"),
    "time_entry": (N_("Time"), "hours.restore", "entry_id"),
}


@bp.get("")
def index() -> ResponseReturnValue:
    found = deleted.listing(db.session(), user().id)
    return render("deleted/index.html", rows=[(one, *_kind(one)) for one in found], days=deleted.KEPT_FOR.days)


def _kind(one: deleted.Deleted) -> tuple[str, str]:
    """Return what a deleted thing is called, and the address that brings it back."""
    name, endpoint, argument = KINDS[one.table]
    there: dict[str, Any] = {argument: one.id}
    return _(name), url_for(endpoint, **there)

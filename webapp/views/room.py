"""In the room: what was tapped about whom, one tap after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.domain import spans
from webapp.domain.wording import _, long_day
from webapp.extensions import db
from webapp.htmx import done
from webapp.models import Capture, Event, new_id
from webapp.security import user
from webapp.services import captures, grounds, vcards
from webapp.services.brief import Brief
from webapp.services.grounds import Ground
from webapp.services.scope import owned
from webapp.views.forms_base import carried_out, refusal
from webapp.views.forms_room import CaptureForm

bp = Blueprint("room", __name__)


@bp.post("/events/<event_id>/captures")
def take(event_id: str) -> ResponseReturnValue:
    form = CaptureForm(place="capture")
    who = carried_out(form, lambda: captures.take(db.session(), user().id, event_id, form.tap()))
    if who is not None:
        return done(url_for("brief.page", event_id=event_id, _anchor=f"met-{who.id}"))
    event = owned(db.session(), Event, user().id, event_id)
    if told := refusal(form, "event" if event.deleted_at else ""):
        return told
    form.key.data = new_id()  # what is sent from there is another tap
    return render_template("events/room/refused.html", form=form, event=event), 422


@dataclass(frozen=True, slots=True)
class Room:
    """What the forms of a page need beside the list: chips, when each was last tapped about, and by which key first.

    All forms go to `url`. `key` goes with each that is sent without JavaScript: one that says something else is another
    tap.
    """

    url: str
    key: str
    chips: list[Ground]
    last: dict[str, str]
    first: dict[str, str]
    code: vcards.Code


@bp.app_template_global("room_of")
def room_of(brief: Brief) -> Room:
    """Return the room of the event of a brief."""
    session, mine, event = db.session(), user(), brief.event
    taps = captures.of(session, mine.id, event.id)
    chips = grounds.likely(session, event, brief.skills, brief.stories)
    url = url_for("room.take", event_id=event.id)
    return Room(url, new_id(), chips, _last(taps), _first(taps), vcards.code(vcards.card(mine)))


@bp.app_template_filter()
def is_today(moment: datetime) -> bool:
    """Whether it is of the user's day."""
    return filters.local(moment).date() == filters.today()


@bp.app_template_filter()
def hour(moment: datetime) -> str:
    """Return "19:05", with the day where that is not today's."""
    there = filters.local(moment)
    said = spans.clock(there)
    return said if is_today(moment) else _("%(day)s, %(clock)s", day=long_day(there), clock=said)


def _last(taps: Sequence[Capture]) -> dict[str, str]:
    return {str(one.attendee_id): one.at.isoformat() for one in taps}


def _first(taps: Sequence[Capture]) -> dict[str, str]:
    """Return by attendee the key under which the device that added somebody speaks of them."""
    return {str(one.attendee_id): one.what["who"] or one.key for one in reversed(taps)}

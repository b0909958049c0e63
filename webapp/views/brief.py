"""The brief of an event: what to read before it, and where what happens in the room is tapped."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.extensions import db
from webapp.htmx import render
from webapp.models import EventKind, utcnow
from webapp.security import user
from webapp.services import brief
from webapp.views.offline import kept_until

bp = Blueprint("brief", __name__)

# There is room for some more on paper than on a phone.
IN_FULL_ON_PAPER = 12
# Of so many a phone shows at once what to know beside what to say: a page that is read standing up is short.
AT_ONCE = 3


@bp.get("/events/<event_id>/brief")
def page(event_id: str) -> ResponseReturnValue:
    found = brief.brief(db.session(), user().id, event_id, utcnow(), filters.zone())
    return render(
        "events/brief/page.html",
        brief=found,
        event=found.event,
        at_once=AT_ONCE,
        first=found.people[: brief.IN_FULL],
        others=found.people[brief.IN_FULL :],
        on_paper=IN_FULL_ON_PAPER - brief.IN_FULL,
        transition=found.event.kind is EventKind.TRANSITION,
        until=kept_until(),
        user_id=user().id,
    )

"""Lines of Today that are put off, and brought back before their day."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.domain import later
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done
from webapp.insight_words import on_day
from webapp.security import user
from webapp.services import snoozes
from webapp.services.errors import Refused

bp = Blueprint("snoozes", __name__, url_prefix="/put-off")


@bp.post("")
def put_off() -> ResponseReturnValue:
    """Of a button, or of an Undo, which has all of it in its address."""
    until = later.until(request.values.get("until", ""), filters.today())
    if until is None:
        raise Refused("until", _("Choose a day of the year to come."))
    kind, subject = request.values.get("kind", ""), request.values.get("subject", "")
    row = snoozes.put_off(db.session(), user().id, kind, subject, until)
    db.session.commit()
    undo = url_for("snoozes.take_back", snooze_id=row.id)
    return done(url_for("today.index"), _("Put off. It comes back %(day)s.", day=on_day(row.until)), undo)


@bp.post("/<snooze_id>/back")
def take_back(snooze_id: str) -> ResponseReturnValue:
    until = snoozes.get(db.session(), user().id, snooze_id).until
    row = snoozes.take_back(db.session(), user().id, snooze_id, filters.today())
    db.session.commit()
    undo = url_for("snoozes.put_off", kind=row.kind, subject=row.subject, until=until.isoformat())
    return done(url_for("today.index"), _("It is back on Today."), undo if until > filters.today() else "")

"""Insights: what the whole shows, in pictures with their tables."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp import filters, pictures
from webapp.extensions import db
from webapp.htmx import render
from webapp.models import utcnow
from webapp.security import user
from webapp.services import insights

bp = Blueprint("insights", __name__)


@bp.get("/insights")
def index() -> ResponseReturnValue:
    session, person, day = db.session(), user(), filters.today()
    months = insights.months(session, person.id, day, filters.zone())
    return render(
        "insights/index.html",
        weeks=pictures.weeks(insights.weeks(session, person.id, day), person.people_share),
        phases=pictures.funnel(insights.funnel(session, person.id)),
        answers=pictures.answers(insights.answers(session, person.id)),
        months=pictures.months(months),
        cups=pictures.cups(months, person.cups_goal),
        ties=pictures.ties(insights.ties(session, person.id, utcnow())),
    )

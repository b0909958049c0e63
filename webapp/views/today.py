"""Today: what is owed, due and new, each line settled where it stands."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.extensions import db
from webapp.htmx import render
from webapp.models import utcnow
from webapp.security import user
from webapp.services import contacts, hours, interviews, mailboxes, reconnect
from webapp.services.tidings import to_tell
from webapp.services.today import CAME_IN_FOR
from webapp.services.today import today as whats_up
from webapp.views.forms_relationship import OutcomeForm

MOST = 5  # of what nobody waits for

bp = Blueprint("today", __name__)


@bp.get("/")
def index() -> ResponseReturnValue:
    return show()


def show(status: int = 200, outcome_form: OutcomeForm | None = None) -> Response:
    """Answer with Today; `outcome_form` is one as the user left it."""
    found = whats_up(db.session(), user().id, filters.today(), filters.zone())
    silent = reconnect.of_day(db.session(), user().id, filters.today(), filters.zone())
    counts = contacts.counts(db.session(), user().id)
    # Past mail that was fetched for a new address is logged by itself too, but it would fill the page.
    came_in = [row for row in found.came_in if row[0].at >= utcnow() - CAME_IN_FOR]
    return render(
        "today/index.html",
        "today/_parts.html",
        status=status,
        found=found,
        reconnect=silent,
        tidings=to_tell(db.session(), user().id)[:MOST],
        to_reflect=interviews.owed_reflection(db.session(), user().id)[:MOST],
        outcome_form=outcome_form or OutcomeForm(None),
        names=contacts.names_of(db.session(), user().id, {line.contact_id for line, _ in came_in}),
        came_in=came_in,
        spent=hours.week(db.session(), user().id, filters.today()),
        has_people=bool(counts["all"] or counts["archived"]),
        has_mailbox=bool(mailboxes.all_of(db.session(), user().id)),
        greeting=_greeting(filters.local(utcnow())),
        today=filters.today(),
        now=utcnow(),
    )


def _greeting(there: datetime) -> str:
    return "Good morning" if 4 <= there.hour < 12 else "Good afternoon" if 12 <= there.hour < 18 else "Good evening"

"""Today: what is owed, due and new, each line settled where it stands."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.domain import charts, later
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import address_argument, render, wants_fragment
from webapp.models import utcnow
from webapp.security import note_visit, user
from webapp.services import contacts, goals, hours, mailboxes, reconnect, visits
from webapp.services.today import today as whats_up
from webapp.views.forms_relationship import OutcomeForm

bp = Blueprint("today", __name__)


@bp.get("/")
def index() -> ResponseReturnValue:
    page = show()
    # A part that fetches itself is no look of the user's.
    if not wants_fragment():
        note_visit(utcnow())
    return page


def show(status: int = 200, outcome_form: OutcomeForm | None = None) -> Response:
    """Answer with Today; `outcome_form` is one as the user left it."""
    session, me, now, today = db.session(), user(), utcnow(), filters.today()
    since = visits.since(me, now)
    found = whats_up(session, me.id, today, filters.zone(), since.at)
    counts = contacts.counts(session, me.id)
    people = counts["all"] + counts["archived"]
    split = hours.week(session, me.id, today)
    return render(
        "today/index.html",
        "today/_parts.html",
        status=status,
        found=found,
        since=since,
        whole=address_argument("all"),
        later=later.choices(today),
        outcome_form=outcome_form or OutcomeForm(None),
        names=contacts.names_of(session, me.id, {line.contact_id for line, _mail in found.came_in}),
        unheard=reconnect.unheard(session, me.id, now) if found.quiet else reconnect.Unheard(),
        spent=split,
        spent_parts=charts.across((split.people, split.adverts), split.total),
        aim=me.people_share,
        people=people,
        has_mailbox=bool(mailboxes.all_of(session, me.id)),
        has_goal=bool(goals.get(session, me.id).position),
        greeting=_greeting(filters.local(now)),
        today=today,
        now=now,
    )


def _greeting(there: datetime) -> str:
    if 4 <= there.hour < 12:
        return _("Good morning")
    return _("Good afternoon") if 12 <= there.hour < 18 else _("Good evening")

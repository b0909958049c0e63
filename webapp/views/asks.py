"""All asks by their state: those that want something of the user first."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.domain.evidence import AskState
from webapp.domain.wording import N_, _
from webapp.extensions import db
from webapp.htmx import render
from webapp.security import user
from webapp.services import asked
from webapp.views.forms_relationship import OutcomeForm, UseForm

bp = Blueprint("asks", __name__)

_NAMES = {
    AskState.ANSWERED: N_("Answered"),
    AskState.USED: N_("To report back"),
    AskState.OBTAINED: N_("Obtained"),
    AskState.MADE: N_("Waiting"),
    AskState.DRAFTED: N_("Drafted"),
    AskState.DECLINED: N_("Declined"),
    AskState.REPORTED_BACK: N_("Reported back"),
}


@bp.get("/asks")
def index() -> ResponseReturnValue:
    return show()


def show(status: int = 200, outcome_form: OutcomeForm | None = None, use_form: UseForm | None = None) -> Response:
    """Answer with the page; the forms are as the user left them."""
    chosen = next((state for state in AskState if state.value == request.args.get("state")), None)
    page = request.args.get("page", 1, type=int)
    found = asked.listing(db.session(), user().id, filters.zone(), chosen, page)
    return render(
        "asks/index.html",
        "asks/_asks.html",
        status=status,
        found=found,
        groups=[(state, list(rows)) for state, rows in groupby(found.rows, key=lambda one: one.ask.state)],
        chosen=chosen.value if chosen else None,
        choices=_choices(found, chosen),
        page_url=url_for("asks.index", state=chosen.value if chosen else None, page=page if page > 1 else None),
        outcome_form=outcome_form or OutcomeForm(None),
        use_form=use_form or UseForm(None),
    )


def _choices(found: asked.Listing, chosen: AskState | None) -> list[tuple[str, str, bool, int]]:
    """Return the filters: all, and each state that there is, with how many there are."""
    some = [
        (url_for("asks.index", state=state.value), _(name), state is chosen, found.counts.get(state, 0))
        for state, name in _NAMES.items()
        if found.counts.get(state) or state is chosen
    ]
    return [(url_for("asks.index"), _("All"), chosen is None, sum(found.counts.values())), *some]

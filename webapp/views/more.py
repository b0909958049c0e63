"""More: the pages that are not in the bar of a phone; on wide screens the menu names them itself."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.wording import N_
from webapp.htmx import render

bp = Blueprint("more", __name__)

# endpoint, name, what it is for
PLACES = (
    ("asks.index", N_("Asks"), N_("What you asked for, and where each stands")),
    ("interviews.index", N_("Interviews"), N_("Prepare, talk, look back, compare")),
    ("letters.index", N_("Letters"), N_("Drafted from what is known, checked as you type")),
    ("chain.index", N_("Chain"), N_("Who led you to whom, and the warm path to somebody")),
    ("insights.index", N_("Insights"), N_("How it goes, in pictures")),
    ("hours.index", N_("Time"), N_("Where your time goes: people or adverts")),
    ("goal.index", N_("Goal and pitch"), N_("What you seek, your stories, your targets")),
    ("organisations.index", N_("Organisations"), N_("What you found out, and who is there")),
    ("mailboxes.index", N_("Mailboxes"), N_("What is read, and how far it is")),
    ("deleted.index", N_("Deleted"), N_("What can still be brought back")),
)


@bp.get("/more")
def index() -> ResponseReturnValue:
    return render("more/index.html")

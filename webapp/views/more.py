"""More: the pages that are not in the bar of a phone; on wide screens the menu names them itself."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.htmx import render

bp = Blueprint("more", __name__)

# endpoint, name, what it is for
PLACES = (
    ("asks.index", "Asks", "What you asked for, and where each stands"),
    ("interviews.index", "Interviews", "Prepare, talk, look back, compare"),
    ("letters.index", "Letters", "Drafted from what is known, checked as you type"),
    ("chain.index", "Chain", "Who led you to whom, and the warm path to somebody"),
    ("insights.index", "Insights", "How it goes, in pictures"),
    ("hours.index", "Time", "Where your time goes: people or adverts"),
    ("goal.index", "Goal and pitch", "What you seek, your stories, your targets"),
    ("organisations.index", "Organisations", "What you found out, and who is there"),
    ("mailboxes.index", "Mailboxes", "What is read, and how far it is"),
    ("deleted.index", "Deleted", "What can still be brought back"),
)


@bp.get("/more")
def index() -> ResponseReturnValue:
    return render("more/index.html")

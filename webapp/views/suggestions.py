"""People the user writes with who are no contacts: switched on and off, added, dismissed."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.addresses import display
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.security import user
from webapp.services import mailboxes, suggestions

bp = Blueprint("suggestions", __name__, url_prefix="/people/suggested")


@bp.get("")
def index() -> ResponseReturnValue:
    people = suggestions.waiting(db.session(), user().id)
    has_mailbox = bool(mailboxes.all_of(db.session(), user().id))
    return render(
        "suggestions/index.html", "suggestions/_people.html", people=people, on=user().suggest_people,
        has_mailbox=has_mailbox,
    )  # fmt: skip


@bp.post("/on")
def switch_on() -> ResponseReturnValue:
    suggestions.switch(db.session(), user().id, on=True)
    db.session.commit()
    text = _("The last 12 months are looked through. It takes a few minutes.")
    return done(url_for("suggestions.index"), text, url_for("suggestions.switch_off"))


@bp.post("/off")
def switch_off() -> ResponseReturnValue:
    suggestions.switch(db.session(), user().id, on=False)
    db.session.commit()
    return done(url_for("suggestions.index"), _("Switched off. All addresses that were kept for it are deleted."))


@bp.post("/<suggestion_id>/dismiss")
def dismiss(suggestion_id: str) -> ResponseReturnValue:
    row = suggestions.dismiss(db.session(), user().id, suggestion_id)
    db.session.commit()
    undo = url_for("suggestions.propose_again", suggestion_id=row.id)
    return done(
        url_for("suggestions.index"), _("%(address)s is not proposed again.", address=display(row.address)), undo
    )


@bp.post("/<suggestion_id>/again")
def propose_again(suggestion_id: str) -> ResponseReturnValue:
    row = suggestions.propose_again(db.session(), user().id, suggestion_id)
    db.session.commit()
    return done(url_for("suggestions.index"), _("%(address)s is proposed again.", address=display(row.address)))

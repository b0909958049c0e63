"""Whom to reconnect with: "not now", and its way back."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done
from webapp.security import user
from webapp.services import reconnect

bp = Blueprint("reconnect", __name__, url_prefix="/people")


@bp.post("/<contact_id>/not-now")
def not_now(contact_id: str) -> ResponseReturnValue:
    contact = reconnect.not_now(db.session(), user().id, contact_id, filters.today())
    db.session.commit()
    undo = url_for("reconnect.now_again", contact_id=contact_id)
    return done(url_for("today.index"), _("%(name)s is left in peace for a month.", name=contact.name), undo)


@bp.post("/<contact_id>/now-again")
def now_again(contact_id: str) -> ResponseReturnValue:
    contact = reconnect.now_again(db.session(), user().id, contact_id)
    db.session.commit()
    undo = url_for("reconnect.not_now", contact_id=contact_id)
    return done(url_for("today.index"), _("You are reminded of %(name)s again.", name=contact.name), undo)

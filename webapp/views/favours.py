"""Favours among the user's people, noted and settled on the contact page."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done
from webapp.models import Favour, utcnow
from webapp.security import user
from webapp.services import favours
from webapp.views import contact_page
from webapp.views.forms_base import carried_out
from webapp.views.forms_favour import OWES, FavourForm
from webapp.views.going_back import home, keep_lines, undo_of

bp = Blueprint("favours", __name__)
bp.url_defaults(keep_lines)


@bp.post("/people/<contact_id>/favours")
def add(contact_id: str) -> ResponseReturnValue:
    form = FavourForm(place="favour")

    def noted() -> Favour:
        return favours.note(
            db.session(), user().id, contact_id, other=form.other.data or "", text=form.text.data or "",
            owes=form.direction.data == OWES,
        )  # fmt: skip

    favour = carried_out(form, noted)
    if favour is None:
        return contact_page.show(contact_id, 422, favour_form=form)
    return done(home(contact_id), _("The favour is noted."), _undo("delete", favour, contact_id))


@bp.post("/favours/<favour_id>/repaid")
def repaid(favour_id: str) -> ResponseReturnValue:
    favour = favours.repaid(db.session(), user().id, favour_id, utcnow())
    return _done(favour, _("Noted: the favour is repaid."), "owed_still")


@bp.post("/favours/<favour_id>/owed-still")
def owed_still(favour_id: str) -> ResponseReturnValue:
    favour = favours.repaid(db.session(), user().id, favour_id, None)
    return _done(favour, _("The favour is still owed."), "repaid")


@bp.post("/favours/<favour_id>/delete")
def delete(favour_id: str) -> ResponseReturnValue:
    favour = favours.mark(db.session(), user().id, favour_id, utcnow())
    return _done(favour, _("The favour is deleted."), "restore")


@bp.post("/favours/<favour_id>/restore")
def restore(favour_id: str) -> ResponseReturnValue:
    favour = favours.mark(db.session(), user().id, favour_id, None)
    return _done(favour, _("The favour is back."), "delete")


def _done(favour: Favour, text: str, undo: str) -> ResponseReturnValue:
    """Go back to the page on which it was done, which is that of one of the two."""
    both = (favour.owed_by_id, favour.owed_to_id)
    here = request.args.get("of", "")
    contact_id = here if here in both else favour.owed_by_id
    db.session.commit()
    return done(home(contact_id), text, _undo(undo, favour, contact_id))


def _undo(act: str, favour: Favour, contact_id: str) -> str:
    return undo_of(f"favours.{act}", favour_id=favour.id, of=contact_id)

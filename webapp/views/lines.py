"""The lines of a timeline: accepted, undone, explained, moved, and noted by hand."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Interaction, Message
from webapp.security import user
from webapp.services import contacts, interactions, senders, undone
from webapp.services.errors import Refused
from webapp.services.scope import owned
from webapp.views import contact_page
from webapp.views.forms_base import carried_out, moment
from webapp.views.forms_relationship import LogForm
from webapp.views.going_back import home, keep_lines, undo_of

bp = Blueprint("lines", __name__)
bp.url_defaults(keep_lines)


def _done(line: Interaction, text: str, undo: str = "") -> ResponseReturnValue:
    db.session.commit()
    return done(home(line.contact_id), text, undo)


@bp.get("/lines/<interaction_id>")
def page(interaction_id: str) -> ResponseReturnValue:
    line = interactions.get(db.session(), user().id, interaction_id)
    message = owned(db.session(), Message, user().id, line.message_row)
    return render("contacts/mail.html", line=line, message=message)


@bp.post("/lines/<interaction_id>/undo")
def undo(interaction_id: str) -> ResponseReturnValue:
    line = undone.undo(db.session(), user().id, interaction_id)
    text = _("Taken back: what followed from it no longer holds.")
    return _done(line, text, undo_of("lines.redo", interaction_id=interaction_id))


@bp.post("/lines/<interaction_id>/redo")
def redo(interaction_id: str) -> ResponseReturnValue:
    line = undone.redo(db.session(), user().id, interaction_id)
    return _done(line, _("It holds again."), undo_of("lines.undo", interaction_id=interaction_id))


@bp.post("/lines/<interaction_id>/accept")
def accept(interaction_id: str) -> ResponseReturnValue:
    line = interactions.accept(db.session(), user().id, interaction_id)
    return _done(line, _("Accepted: it counts now."), undo_of("lines.unaccept", interaction_id=interaction_id))


@bp.post("/lines/<interaction_id>/unaccept")
def unaccept(interaction_id: str) -> ResponseReturnValue:
    line = interactions.unaccept(db.session(), user().id, interaction_id)
    return _done(line, _("It is unverified again."), undo_of("lines.accept", interaction_id=interaction_id))


@bp.post("/lines/<interaction_id>/thank-you")
def thank_you(interaction_id: str) -> ResponseReturnValue:
    line = interactions.thanks(db.session(), user().id, interaction_id, True)
    return _done(line, _("Noted as a thank-you."), undo_of("lines.no_thank_you", interaction_id=interaction_id))


@bp.post("/lines/<interaction_id>/no-thank-you")
def no_thank_you(interaction_id: str) -> ResponseReturnValue:
    line = interactions.thanks(db.session(), user().id, interaction_id, False)
    return _done(line, _("Noted: it was no thank-you."), undo_of("lines.thank_you", interaction_id=interaction_id))


@bp.post("/lines/<interaction_id>/no-answer")
def no_answer(interaction_id: str) -> ResponseReturnValue:
    answered = interactions.get(db.session(), user().id, interaction_id).answered_ask
    line = interactions.answers(db.session(), user().id, interaction_id, "")
    back = undo_of("lines.answer", interaction_id=interaction_id, ask_id=answered)
    return _done(line, _("Noted: you are still waiting, from that day on."), back)


@bp.post("/lines/<interaction_id>/answer/<ask_id>")
def answer(interaction_id: str, ask_id: str) -> ResponseReturnValue:
    line = interactions.answers(db.session(), user().id, interaction_id, ask_id)
    return _done(line, _("Noted as the answer."), undo_of("lines.no_answer", interaction_id=interaction_id))


@bp.post("/lines/<interaction_id>/nothing")
def nothing(interaction_id: str) -> ResponseReturnValue:
    line = interactions.nothing_obtained(db.session(), user().id, interaction_id)
    return _done(line, _("Nothing to note this time."), undo_of("lines.something", interaction_id=interaction_id))


@bp.post("/lines/<interaction_id>/something")
def something(interaction_id: str) -> ResponseReturnValue:
    line = interactions.nothing_obtained(db.session(), user().id, interaction_id, False)
    return _done(line, _("You can note what it brought."), undo_of("lines.nothing", interaction_id=interaction_id))


@bp.post("/lines/<interaction_id>/always")
def always(interaction_id: str) -> ResponseReturnValue:
    line = interactions.get(db.session(), user().id, interaction_id)
    try:
        senders.learn(db.session(), user().id, interaction_id)
    except Refused as refused:
        db.session.rollback()
        flash(refused.sentence, "trouble")
        return done(home(line.contact_id))
    undo = undo_of("lines.not_always", interaction_id=interaction_id)
    return _done(line, _("Learned: mail from this address is theirs from now on."), undo)


@bp.post("/lines/<interaction_id>/not-always")
def not_always(interaction_id: str) -> ResponseReturnValue:
    line = senders.forget(db.session(), user().id, interaction_id)
    undo = undo_of("lines.always", interaction_id=interaction_id)
    return _done(line, _("Forgotten: the address is nobody’s again."), undo)


@bp.route("/lines/<interaction_id>/move", methods=["GET", "POST"])
def move(interaction_id: str) -> ResponseReturnValue:
    line = interactions.get(db.session(), user().id, interaction_id)
    before, error = line.contact_id, ""
    if request.method == "POST":
        try:
            moved = interactions.move(db.session(), user().id, interaction_id, request.values.get("contact_id", ""))
            if "always" in request.form:
                senders.learn(db.session(), user().id, moved.id)
        except Refused as refused:
            db.session.rollback()
            error = refused.sentence
        else:
            undo = url_for("lines.move", interaction_id=moved.id, contact_id=before)
            return _done(moved, _("Moved. This is whose page it is on now."), undo)
    message = owned(db.session(), Message, user().id, line.message_row) if line.message_row else None
    holder = senders.whose(db.session(), message) if message else None
    people = [(key, name) for key, name in contacts.names(db.session(), user().id) if key != before]
    shown: dict[str, Any] = {"line": line, "message": message, "people": people, "error": error, "holder": holder}
    return render("contacts/move.html", status=422 if error else 200, **shown)


@bp.post("/people/<contact_id>/lines")
def add(contact_id: str) -> ResponseReturnValue:
    form = LogForm(place="log")

    def log() -> Interaction:
        at, summary = moment(form.at.data), form.summary.data or ""
        if form.kind.data == "met":
            return interactions.log_meeting(db.session(), user().id, contact_id, at=at, summary=summary)
        direction = form.kind.data
        return interactions.log_message(
            db.session(), user().id, contact_id, direction=direction, at=at, summary=summary
        )

    line = carried_out(form, log)
    if line is None:
        return contact_page.show(contact_id, 422, log_form=form)
    return done(home(contact_id), _("Noted."), undo_of("lines.undo", interaction_id=line.id))

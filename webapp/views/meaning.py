"""What a mail says, put right on the timeline: a decline, an introduction, an agreement to meet, a report back."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done
from webapp.models import Interaction
from webapp.security import user
from webapp.services import interactions, letters_sent
from webapp.views.going_back import home, keep_lines, undo_of

bp = Blueprint("meaning", __name__)
bp.url_defaults(keep_lines)


def _done(line: Interaction, text: str, undo: str) -> ResponseReturnValue:
    db.session.commit()
    return done(home(line.contact_id), text, undo_of(f"meaning.{undo}", interaction_id=line.id))


@bp.post("/lines/<interaction_id>/decline")
def decline(interaction_id: str) -> ResponseReturnValue:
    line = interactions.declines(db.session(), user().id, interaction_id, True)
    return _done(line, _("Noted: they declined. You could ask whether they can suggest someone else."), "no_decline")


@bp.post("/lines/<interaction_id>/no-decline")
def no_decline(interaction_id: str) -> ResponseReturnValue:
    line = interactions.declines(db.session(), user().id, interaction_id, False)
    return _done(line, _("Noted: they did not decline."), "decline")


@bp.post("/lines/<interaction_id>/introduction")
def introduction(interaction_id: str) -> ResponseReturnValue:
    line = interactions.introduces(db.session(), user().id, interaction_id, True)
    return _done(line, _("Noted as an introduction. You owe thanks for it."), "no_introduction")


@bp.post("/lines/<interaction_id>/no-introduction")
def no_introduction(interaction_id: str) -> ResponseReturnValue:
    line = interactions.introduces(db.session(), user().id, interaction_id, False)
    return _done(line, _("Noted: it was no introduction."), "introduction")


@bp.post("/lines/<interaction_id>/agreed")
def agreed(interaction_id: str) -> ResponseReturnValue:
    line = interactions.agrees(db.session(), user().id, interaction_id, True)
    return _done(line, _("Noted: you agreed to meet."), "not_agreed")


@bp.post("/lines/<interaction_id>/not-agreed")
def not_agreed(interaction_id: str) -> ResponseReturnValue:
    line = interactions.agrees(db.session(), user().id, interaction_id, False)
    return _done(line, _("Nothing to plan then."), "agreed")


@bp.post("/lines/<interaction_id>/report-back")
def report_back(interaction_id: str) -> ResponseReturnValue:
    line = interactions.reports(db.session(), user().id, interaction_id, True)
    return _done(line, _("Noted: you told them how it went."), "no_report_back")


@bp.post("/lines/<interaction_id>/no-report-back")
def no_report_back(interaction_id: str) -> ResponseReturnValue:
    line = interactions.reports(db.session(), user().id, interaction_id, False)
    return _done(line, _("Noted: it told nothing of how it went."), "report_back")


@bp.post("/letters/<letter_id>/sent-with")
def is_letter(letter_id: str) -> ResponseReturnValue:
    letter = letters_sent.confirm(db.session(), user().id, letter_id)
    db.session.commit()
    undo = undo_of("meaning.is_no_letter", letter_id=letter.id)
    return done(home(letter.contact_id), _("Noted: your letter was sent."), undo)


@bp.post("/letters/<letter_id>/not-sent-with")
def is_no_letter(letter_id: str) -> ResponseReturnValue:
    letter = letters_sent.unlink(db.session(), user().id, letter_id)
    db.session.commit()
    return done(home(letter.contact_id), _("Noted: this mail is not your letter."))

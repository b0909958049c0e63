"""The page for while an interview runs: its timer, its questions to tick, and quick notes."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, flash, url_for
from flask.typing import ResponseReturnValue

from webapp.domain import agenda
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Interview, QuickNote, new_id, utcnow
from webapp.security import user
from webapp.services import interviews, quick_notes
from webapp.services.errors import Refused
from webapp.services.preparation import sheet
from webapp.services.scope import owned
from webapp.views.forms_base import carried_out, refusal
from webapp.views.forms_interview import PARTS, QuickNoteForm

bp = Blueprint("live", __name__)


@bp.get("/interviews/<interview_id>/live")
def page(interview_id: str) -> ResponseReturnValue:
    return _show(interview_id, QuickNoteForm(None, place="quick", key=new_id()))


def _show(interview_id: str, form: QuickNoteForm, status: int = 200) -> Response:
    found, now = sheet(db.session(), user().id, interview_id), utcnow()
    left = -(-int((found.ends - now).total_seconds()) // 60)
    return render(
        "interviews/live.html", "interviews/_live.html", status=status, sheet=found, interview=found.interview,
        contact=found.contact, form=form, now=now, left=left, parts=PARTS,
        earliest=found.interview.starts_at - agenda.EARLIEST, near=agenda.NEAR_THE_END.seconds // 60,
    )  # fmt: skip


def _timed(interview_id: str, act: Callable[..., Interview], to: str, text: str = "", undo: str = "") -> Response:
    """Carry out what a button of the timer asks for, and go on to that page."""
    undo_url = url_for(undo, interview_id=interview_id) if undo else ""
    try:
        act(db.session(), user().id, interview_id)
    except Refused as refused:
        db.session.rollback()
        flash(refused.sentence, "trouble")
        return done(url_for("interviews.page", interview_id=interview_id))
    db.session.commit()
    return done(url_for(to, interview_id=interview_id), text, undo_url)


@bp.post("/interviews/<interview_id>/begin")
def begin(interview_id: str) -> ResponseReturnValue:
    return _timed(interview_id, interviews.begin, "live.page")


@bp.post("/interviews/<interview_id>/not-begun")
def not_begun(interview_id: str) -> ResponseReturnValue:
    return _timed(interview_id, interviews.not_begun, "live.page", _("The timer is set back."), "live.begin")


@bp.post("/interviews/<interview_id>/finish")
def finish(interview_id: str) -> ResponseReturnValue:
    text = _("It took place. A thank-you is owed now.")
    return _timed(interview_id, interviews.finish, "interviews.page", text, "live.not_finished")


@bp.post("/interviews/<interview_id>/not-finished")
def not_finished(interview_id: str) -> ResponseReturnValue:
    return _timed(interview_id, interviews.not_finished, "live.page")


@bp.post("/interviews/<interview_id>/quick-notes")
def note(interview_id: str) -> ResponseReturnValue:
    form = QuickNoteForm(place="quick")

    def keep() -> QuickNote:
        return quick_notes.noted(
            db.session(), user().id, interview_id, key=form.key.data or "", text=form.text.data or "",
            at=form.moment(),
        )  # fmt: skip

    if carried_out(form, keep) is None:
        return refusal(form) or _show(interview_id, form, 422)
    return done(url_for("live.page", interview_id=interview_id, _anchor="kept-notes"))


@bp.post("/quick-notes/<quick_note_id>/delete")
def delete_note(quick_note_id: str) -> ResponseReturnValue:
    row = quick_notes.delete(db.session(), user().id, quick_note_id)
    return _noted(row, _("The note is deleted."), url_for("live.restore_note", quick_note_id=quick_note_id))


@bp.post("/quick-notes/<quick_note_id>/restore")
def restore_note(quick_note_id: str) -> ResponseReturnValue:
    row = quick_notes.restore(db.session(), user().id, quick_note_id)
    return _noted(row, _("The note is back."), url_for("live.delete_note", quick_note_id=quick_note_id))


def _noted(row: QuickNote, text: str, undo: str) -> Response:
    db.session.commit()
    held = owned(db.session(), Interview, user().id, row.interview_id).interaction_id
    to = "interviews.page" if held else "live.page"
    return done(url_for(to, interview_id=row.interview_id), text, undo)

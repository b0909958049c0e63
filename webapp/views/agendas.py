"""The agenda of an interview: what is put on it, its order, and what was asked."""

from __future__ import annotations

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.agenda import Part
from webapp.domain.wording import _, ngettext
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import AgendaItem
from webapp.security import user
from webapp.services import agendas
from webapp.services.errors import Refused
from webapp.services.preparation import sheet
from webapp.views.forms_base import carried_out
from webapp.views.forms_interview import PARTS, ProposeForm, QuestionForm
from webapp.views.interviews import show

bp = Blueprint("agendas", __name__)


def _page(interview_id: str) -> str:
    return url_for("interviews.page", interview_id=interview_id, _anchor="agenda")


def _done(row: AgendaItem, text: str = "", undo: str = "") -> ResponseReturnValue:
    db.session.commit()
    return done(_page(row.interview_id), text, undo)


@bp.post("/interviews/<interview_id>/agenda/propose")
def propose(interview_id: str) -> ResponseReturnValue:
    form = ProposeForm(place="propose")

    def fill() -> list[AgendaItem]:
        return agendas.propose(db.session(), user().id, interview_id, form.minutes.data)

    added = carried_out(form, fill)
    if added is None:
        return show(interview_id, 422, propose_form=form)
    text = ngettext("%(num)s question is added.", "%(num)s questions are added.", len(added))
    if not added:
        text = _("The agenda is full for that time.")
    return done(_page(interview_id), text)


@bp.post("/interviews/<interview_id>/agenda")
def add(interview_id: str) -> ResponseReturnValue:
    form = QuestionForm(place="question")
    from_bank = request.values.get("back") == "bank"

    def put() -> AgendaItem:
        part, text = Part(form.part.data), form.text.data or ""
        return agendas.add(db.session(), user().id, interview_id, part=part, text=text)

    row = carried_out(form, put)
    if row is None:
        return show(interview_id, 422, question_form=form)
    undo = url_for("agendas.remove", agenda_item_id=row.id)
    if from_bank:
        return done(
            url_for("agendas.bank", interview_id=interview_id, part=row.part), _("Added: %(text)s", text=row.text), undo
        )
    return done(_page(interview_id), _("The question is on the agenda."), undo)


@bp.get("/interviews/<interview_id>/questions")
def bank(interview_id: str) -> ResponseReturnValue:
    questions = agendas.bank(db.session(), user().id, interview_id)
    found = sheet(db.session(), user().id, interview_id)
    counts = {part: sum(one.part is part for one in questions) for part in PARTS}
    chosen = request.args.get("part", Part.TRENDS.value)
    return render(
        "interviews/bank.html", sheet=found, contact=found.contact, interview=found.interview, chosen=chosen,
        parts=PARTS, counts=counts, questions=[one for one in questions if one.part == chosen],
    )  # fmt: skip


@bp.post("/interviews/<interview_id>/agenda/order")
def order(interview_id: str) -> ResponseReturnValue:
    agendas.reorder(db.session(), user().id, interview_id, request.form.getlist("ids"))
    db.session.commit()
    return done(_page(interview_id))


@bp.post("/agenda/<agenda_item_id>/up")
def up(agenda_item_id: str) -> ResponseReturnValue:
    return _done(agendas.step(db.session(), user().id, agenda_item_id, -1))


@bp.post("/agenda/<agenda_item_id>/down")
def down(agenda_item_id: str) -> ResponseReturnValue:
    return _done(agendas.step(db.session(), user().id, agenda_item_id, +1))


@bp.post("/agenda/<agenda_item_id>/remove")
def remove(agenda_item_id: str) -> ResponseReturnValue:
    try:
        row = agendas.remove(db.session(), user().id, agenda_item_id)
    except Refused as refused:
        flash(refused.sentence, "trouble")
        return done(_page(agendas.get(db.session(), user().id, agenda_item_id).interview_id))
    return _done(row, _("The question is off the agenda."), url_for("agendas.restore", agenda_item_id=agenda_item_id))


@bp.post("/agenda/<agenda_item_id>/restore")
def restore(agenda_item_id: str) -> ResponseReturnValue:
    row = agendas.restore(db.session(), user().id, agenda_item_id)
    return _done(row, _("The question is back."), url_for("agendas.remove", agenda_item_id=agenda_item_id))


@bp.post("/agenda/<agenda_item_id>/asked")
def asked(agenda_item_id: str) -> ResponseReturnValue:
    return _ticked(agendas.tick(db.session(), user().id, agenda_item_id))


@bp.post("/agenda/<agenda_item_id>/not-asked")
def not_asked(agenda_item_id: str) -> ResponseReturnValue:
    return _ticked(agendas.untick(db.session(), user().id, agenda_item_id))


def _ticked(row: AgendaItem) -> ResponseReturnValue:
    db.session.commit()
    return done(url_for("live.page", interview_id=row.interview_id, _anchor="questions"))

"""Interviews: the list, the page of each one before and after it, its calendar file, and what several taught."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from webapp import filters
from webapp.domain import agenda
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Referral, utcnow
from webapp.security import user
from webapp.services import calendar_files, contacts, interviews, organisations, reflections
from webapp.services.contacts import organisation_of
from webapp.services.preparation import Sheet, sheet
from webapp.views import forms_interview as forms
from webapp.views.forms_base import carried_out

bp = Blueprint("interviews", __name__)


@bp.get("/interviews")
def index() -> ResponseReturnValue:
    found = interviews.listing(db.session(), user().id, request.args.get("page", 1, type=int))
    return render("interviews/index.html", found=found)


@bp.get("/interviews/<interview_id>")
def page(interview_id: str) -> ResponseReturnValue:
    return show(interview_id)


def show(interview_id: str, status: int = 200, **typed: FlaskForm) -> Response:
    """Answer with the page or its agenda; `typed` are forms as the user left them."""
    found = sheet(db.session(), user().id, interview_id)
    context = {
        "sheet": found, "interview": found.interview, "contact": found.contact, "now": utcnow(),
        "earliest": found.interview.starts_at - agenda.EARLIEST,
        "all_day": not isinstance(calendar_files.times(found.interview, filters.zone())[0], type(utcnow())),
        "minutes": agenda.promised(found.interview.starts_at, found.interview.ends_at).seconds // 60,
        "parts": forms.PARTS,
    }  # fmt: skip
    return render("interviews/page.html", "interviews/_agenda.html", status=status, **context, **_empty(found) | typed)


def _empty(found: Sheet) -> dict[str, FlaskForm]:
    row, organisation = found.interview, found.organisation
    usual = min(agenda.promised(row.starts_at, row.ends_at).seconds // 60, agenda.LONGEST)
    answer = {True: "yes", False: "no", None: ""}[row.may_use_name]
    return {
        "purpose_form": forms.PurposeForm(None, place="purpose", purpose=row.purpose),
        "research_form": forms.ResearchForm(
            None, place="research", research_notes=organisation.research_notes if organisation else ""
        ),
        "propose_form": forms.ProposeForm(None, place="propose", minutes=usual),
        "question_form": forms.QuestionForm(None, place="question"),
        "closing_form": forms.ClosingForm(None, place="closing", who_else=row.who_else, may_use_name=answer),
    }


@bp.post("/interviews/<interview_id>/purpose")
def set_purpose(interview_id: str) -> ResponseReturnValue:
    form = forms.PurposeForm(place="purpose")
    text = form.purpose.data or ""
    if carried_out(form, lambda: interviews.set_purpose(db.session(), user().id, interview_id, text)) is None:
        return show(interview_id, 422, purpose_form=form)
    return done(url_for("interviews.page", interview_id=interview_id), _("The purpose is saved."))


@bp.post("/interviews/<interview_id>/research")
def research(interview_id: str) -> ResponseReturnValue:
    row = interviews.get(db.session(), user().id, interview_id)
    organisation = organisation_of(db.session(), contacts.get(db.session(), user().id, row.contact_id))
    back = url_for("interviews.page", interview_id=interview_id)
    if organisation is None:
        return done(back, _("Say first where they work."))
    form = forms.ResearchForm(place="research")
    words = {"name": organisation.name, "research_notes": form.research_notes.data or ""}
    if carried_out(form, lambda: organisations.write(db.session(), user().id, organisation.id, **words)) is None:
        return show(interview_id, 422, research_form=form)
    return done(back, _("What you found out is saved."))


@bp.post("/interviews/<interview_id>/closing")
def closing(interview_id: str) -> ResponseReturnValue:
    form = forms.ClosingForm(place="closing")

    def note() -> list[Referral]:
        text, answer = form.who_else.data or "", forms.ANSWERS.get(form.may_use_name.data)
        return interviews.closed(db.session(), user().id, interview_id, who_else=text, may_use_name=answer)

    if carried_out(form, note) is None:
        return show(interview_id, 422, closing_form=form)
    return done(url_for("interviews.page", interview_id=interview_id), _("Both answers are saved."))


@bp.route("/interviews/<interview_id>/reflection", methods=["GET", "POST"])
def reflection(interview_id: str) -> ResponseReturnValue:
    found = sheet(db.session(), user().id, interview_id)
    form = forms.ReflectionForm(obj=found.reflection)
    answers = {field.name: field.data or "" for field in form if field.name in request.form}
    if carried_out(form, lambda: reflections.saved(db.session(), user().id, interview_id, answers)):
        return done(url_for("interviews.reflection", interview_id=interview_id))
    status = 422 if form.errors or form.form_errors else 200
    context = {"sheet": found, "interview": found.interview, "contact": found.contact}
    return render("interviews/reflection.html", "interviews/_saved.html", status=status, form=form, **context)


@bp.get("/interviews/compare")
def compare() -> ResponseReturnValue:
    ids = [one for value in request.args.getlist("ids") for one in value.split(",") if one]
    columns = reflections.compared(db.session(), user().id, ids)
    rows = reflections.reflected(db.session(), user().id)
    return render(
        "interviews/compare.html", columns=columns, rows=rows, chosen=ids, questions=reflections.QUESTIONS,
        fewest=reflections.FEWEST, most=reflections.MOST,
    )  # fmt: skip


@bp.get("/interviews/<interview_id>/meeting.ics")
def calendar_file(interview_id: str) -> ResponseReturnValue:
    content = calendar_files.meeting(db.session(), user().id, interview_id, filters.zone())
    response = Response(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response

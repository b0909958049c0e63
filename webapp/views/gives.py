"""Gives, interviews, follow-ups and the note: what is done with them on the contact page and on Today."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import FollowUp, Give, Interview, InterviewState
from webapp.security import user
from webapp.services import contacts, gives, interviews
from webapp.services.errors import Refused
from webapp.services.scope import owned
from webapp.views import contact_page
from webapp.views.forms_base import carried_out
from webapp.views.forms_relationship import FollowUpForm, GiveForm, InterviewForm, NoteForm
from webapp.views.going_back import home, keep_lines, undo_of

bp = Blueprint("gives", __name__)
bp.url_defaults(keep_lines)


def _done(row: Any, text: str, undo: str = "") -> ResponseReturnValue:
    db.session.commit()
    return done(home(row.contact_id), text, undo)


@bp.post("/people/<contact_id>/gives")
def add_give(contact_id: str) -> ResponseReturnValue:
    form = GiveForm(place="give")
    give = carried_out(form, lambda: gives.given(db.session(), user().id, contact_id, **form.values()))
    if give is None:
        return contact_page.show(contact_id, 422, give_form=form)
    return done(home(contact_id), _("Noted what you gave."), undo_of("gives.delete_give", give_id=give.id))


@bp.post("/gives/<give_id>/delete")
def delete_give(give_id: str) -> ResponseReturnValue:
    give = owned(db.session(), Give, user().id, give_id)
    gives.delete(db.session(), user().id, give)
    return _done(give, _("What you gave is deleted."), undo_of("gives.restore_give", give_id=give_id))


@bp.post("/gives/<give_id>/restore")
def restore_give(give_id: str) -> ResponseReturnValue:
    give = owned(db.session(), Give, user().id, give_id)
    gives.restore(db.session(), user().id, give)
    return _done(give, _("What you gave is back."), undo_of("gives.delete_give", give_id=give_id))


@bp.post("/people/<contact_id>/interviews")
def add_interview(contact_id: str) -> ResponseReturnValue:
    form = InterviewForm(place="interview")
    interview = carried_out(form, lambda: gives.plan_interview(db.session(), user().id, contact_id, form.card()))
    if interview is None:
        return contact_page.show(contact_id, 422, interview_form=form)
    text = _("Noted. A thank-you is owed now.") if form.held.data else _("The interview is planned.")
    return done(
        home(contact_id), text + _purpose_again(interview), undo_of("gives.delete_interview", interview_id=interview.id)
    )


@bp.route("/interviews/<interview_id>/edit", methods=["GET", "POST"])
def edit_interview(interview_id: str) -> ResponseReturnValue:
    interview = interviews.get(db.session(), user().id, interview_id)
    contact = contacts.get(db.session(), user().id, interview.contact_id)
    known = {
        "purpose": interview.purpose, "starts_at": filters.local(interview.starts_at).replace(tzinfo=None),
        "minutes": int((interview.ends_at - interview.starts_at).total_seconds() // 60), "place": interview.place,
        "notes": interview.notes, "held": interview.state is InterviewState.HELD,
    }  # fmt: skip
    form = InterviewForm(data=known)
    if carried_out(form, lambda: gives.change_interview(db.session(), user().id, interview_id, form.card())):
        return done(home(contact.id), _("Saved.") + _purpose_again(interview))
    status = 422 if form.errors else 200
    last = interviews.previous(db.session(), interview)
    return render("contacts/interview.html", status=status, form=form, contact=contact, interview=interview, last=last)


def _purpose_again(interview: Interview) -> str:
    """What is said of an interview with the purpose of the last one: it is planned all the same."""
    if not interviews.same_purpose(db.session(), interview):
        return ""
    return " " + _("This was the purpose of your last talk, too. What is new that you want to learn this time?")


@bp.post("/interviews/<interview_id>/took-place")
def took_place(interview_id: str) -> ResponseReturnValue:
    try:
        interview = gives.took_place(db.session(), user().id, interview_id)
    except Refused as refused:
        db.session.rollback()
        flash(refused.sentence, "trouble")
        return done(home(owned(db.session(), Interview, user().id, interview_id).contact_id))
    undo = undo_of("gives.plan_interview_again", interview_id=interview_id)
    return _done(interview, _("Good. What did you obtain? A thank-you is owed now."), undo)


@bp.post("/interviews/<interview_id>/cancel")
def cancel_interview(interview_id: str) -> ResponseReturnValue:
    interview = gives.cancel_interview(db.session(), user().id, interview_id)
    return _done(
        interview, _("The interview is cancelled."), undo_of("gives.plan_interview_again", interview_id=interview_id)
    )


@bp.post("/interviews/<interview_id>/plan-again")
def plan_interview_again(interview_id: str) -> ResponseReturnValue:
    interview = gives.plan_again(db.session(), user().id, interview_id)
    return _done(
        interview, _("The interview is planned."), undo_of("gives.cancel_interview", interview_id=interview_id)
    )


@bp.post("/interviews/<interview_id>/delete")
def delete_interview(interview_id: str) -> ResponseReturnValue:
    interview = interviews.delete(db.session(), user().id, interview_id)
    return _done(
        interview, _("The interview is deleted."), undo_of("gives.restore_interview", interview_id=interview_id)
    )


@bp.post("/interviews/<interview_id>/restore")
def restore_interview(interview_id: str) -> ResponseReturnValue:
    interview = interviews.restore(db.session(), user().id, interview_id)
    return _done(interview, _("The interview is back."), undo_of("gives.delete_interview", interview_id=interview_id))


@bp.post("/people/<contact_id>/follow-ups")
def add_follow_up(contact_id: str) -> ResponseReturnValue:
    form = FollowUpForm(place="follow-up")

    def add() -> FollowUp:
        due_on, text = form.due_on.data, form.text.data or ""
        return gives.follow_up(db.session(), user().id, contact_id, due_on=due_on, text=text)

    row = carried_out(form, add)
    if row is None:
        return contact_page.show(contact_id, 422, follow_up_form=form)
    undo = undo_of("gives.delete_follow_up", follow_up_id=row.id)
    return done(home(contact_id), _("Today will show it on %(day)s.", day=filters.exact(row.due_on)), undo)


@bp.post("/follow-ups/<follow_up_id>/done")
def follow_up_done(follow_up_id: str) -> ResponseReturnValue:
    row = gives.followed_up(db.session(), user().id, follow_up_id)
    return _done(row, _("Done: %(text)s.", text=row.text), undo_of("gives.follow_up_open", follow_up_id=follow_up_id))


@bp.post("/follow-ups/<follow_up_id>/open")
def follow_up_open(follow_up_id: str) -> ResponseReturnValue:
    row = gives.followed_up(db.session(), user().id, follow_up_id, done=False)
    return _done(
        row, _("Open again: %(text)s.", text=row.text), undo_of("gives.follow_up_done", follow_up_id=follow_up_id)
    )


@bp.post("/follow-ups/<follow_up_id>/delete")
def delete_follow_up(follow_up_id: str) -> ResponseReturnValue:
    row = owned(db.session(), FollowUp, user().id, follow_up_id)
    gives.delete(db.session(), user().id, row)
    return _done(row, _("The follow-up is deleted."), undo_of("gives.restore_follow_up", follow_up_id=follow_up_id))


@bp.post("/follow-ups/<follow_up_id>/restore")
def restore_follow_up(follow_up_id: str) -> ResponseReturnValue:
    row = owned(db.session(), FollowUp, user().id, follow_up_id)
    gives.restore(db.session(), user().id, row)
    return _done(row, _("The follow-up is back."), undo_of("gives.delete_follow_up", follow_up_id=follow_up_id))


@bp.post("/people/<contact_id>/note")
def note(contact_id: str) -> ResponseReturnValue:
    form = NoteForm(place="note")
    text = form.note.data or ""
    if carried_out(form, lambda: contacts.write_note(db.session(), user().id, contact_id, text)) is None:
        return contact_page.show(contact_id, 422, note_form=form)
    return done(home(contact_id), _("The note is saved."))

"""What is done on the contact page with asks, outcomes and uses, and on Today, which shows the same things."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.wording import N_, _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Ask, AskKind, Outcome, OutcomeKind, Use
from webapp.security import user
from webapp.services import asks, contacts, fitting, interactions
from webapp.services.errors import Refused
from webapp.services.glad import glad_of
from webapp.services.scope import owned
from webapp.services.timeline import latest_mails
from webapp.views import asks as all_asks
from webapp.views import contact_page, today
from webapp.views.contact_page import weighed
from webapp.views.forms_base import carried_out
from webapp.views.forms_relationship import AskForm, OutcomeForm, UseForm
from webapp.views.going_back import home, keep_lines, on_asks, on_today, undo_of

_OBTAINED = {
    OutcomeKind.ADVICE: N_("Noted: advice."),
    OutcomeKind.INFORMATION: N_("Noted: information."),
    OutcomeKind.SUGGESTION: N_("Noted: suggestion."),
    OutcomeKind.FEEDBACK: N_("Noted: feedback."),
    OutcomeKind.REFERRAL: N_("Noted: referral."),
    OutcomeKind.INTRODUCTION: N_("Noted: introduction."),
}

bp = Blueprint("relationship", __name__)
bp.url_defaults(keep_lines)


@bp.post("/people/<contact_id>/asks")
def add_ask(contact_id: str) -> ResponseReturnValue:
    contact = contacts.get(db.session(), user().id, contact_id)
    form = AskForm(place="ask").mails(latest_mails(db.session(), contact, "out"))

    def note() -> Ask:
        ask = asks.make(db.session(), user().id, contact_id, form.card())
        fitting.warn(db.session(), contact, form.card())  # what was refused says more, and comes first
        return ask

    ask = carried_out(form, note)
    if ask is None:
        return contact_page.show(contact_id, 422, ask_form=form)
    return done(home(contact_id), _("The ask is noted."), undo_of("relationship.delete_ask", ask_id=ask.id))


@bp.get("/people/<contact_id>/asks/new")
def new_ask(contact_id: str) -> ResponseReturnValue:
    """Answer with the form, or with what it says of the kind that is being chosen."""
    contact = contacts.get(db.session(), user().id, contact_id)
    kind = request.args.get("kind", "")
    kind = kind if kind in set(AskKind) else AskKind.EXPERIENCE.value
    form = AskForm(None, place="ask", kind=kind, to_hire="to_hire" in request.args)
    form.mails(latest_mails(db.session(), contact, "out"))
    action = url_for("relationship.add_ask", contact_id=contact.id)
    return render(
        "contacts/ask.html", "asks/_weighed.html", form=weighed(contact, form), contact=contact, action=action
    )


@bp.route("/asks/<ask_id>", methods=["GET", "POST"])
def edit_ask(ask_id: str) -> ResponseReturnValue:
    ask = asks.get(db.session(), user().id, ask_id)
    contact, before = contacts.get(db.session(), user().id, ask.contact_id), (ask.kind, ask.text)
    form = AskForm(
        kind=ask.kind.value, text=ask.text, asked_in="kept" if ask.made_at else "", glad=ask.glad, to_hire=ask.to_hire,
        follow_up_on=ask.follow_up_on, override_note=ask.override_note,
    ).mails(latest_mails(db.session(), contact, "out"), ask)  # fmt: skip

    def change() -> Ask:
        changed = asks.change(db.session(), user().id, ask_id, form.card(ask))
        fitting.warn(db.session(), contact, form.card(ask), before)
        return changed

    if carried_out(form, change):
        return done(home(contact.id), _("Saved."))
    form = weighed(contact, form)
    return render("contacts/ask.html", status=422 if form.errors else 200, form=form, contact=contact)


@bp.post("/people/<contact_id>/asks/who-else")
def ask_who_else(contact_id: str) -> ResponseReturnValue:
    contact = contacts.get(db.session(), user().id, contact_id)
    glad = glad_of(db.session(), contact, AskKind.INFORMATION)[0]
    try:
        ask = asks.ask_who_else(db.session(), user().id, contact_id, glad)
    except Refused as refused:
        db.session.rollback()
        flash(refused.sentence, "trouble")
        return done(home(contact_id))
    text = _("Drafted: “%(text)s” Say that it is asked once you have sent it.", text=ask.text)
    return _done(ask, text, undo_of("relationship.delete_ask", ask_id=ask.id))


@bp.post("/asks/<ask_id>/decline")
def decline_ask(ask_id: str) -> ResponseReturnValue:
    ask = asks.decline(db.session(), user().id, ask_id)
    text = _("Noted. Do not take it personally; you could ask whether they can suggest someone else.")
    return _done(ask, text, undo_of("relationship.undecline_ask", ask_id=ask_id))


@bp.post("/asks/<ask_id>/undecline")
def undecline_ask(ask_id: str) -> ResponseReturnValue:
    ask = asks.undecline(db.session(), user().id, ask_id)
    return _done(ask, _("The ask is open again."), undo_of("relationship.decline_ask", ask_id=ask_id))


def _done(row: Any, text: str, undo: str = "") -> ResponseReturnValue:
    db.session.commit()
    return done(home(row.contact_id), text, undo)


def _taken_back(model: type[Ask | Outcome | Use], row_id: str, text: str, restore: str) -> ResponseReturnValue:
    row = owned(db.session(), model, user().id, row_id)
    asks.delete(db.session(), user().id, row)
    return _done(row, text, restore)


def _brought_back(model: type[Ask | Outcome | Use], row_id: str, text: str, delete: str) -> ResponseReturnValue:
    row = owned(db.session(), model, user().id, row_id)
    asks.restore(db.session(), user().id, row)
    return _done(row, text, delete)


@bp.post("/asks/<ask_id>/delete")
def delete_ask(ask_id: str) -> ResponseReturnValue:
    return _taken_back(Ask, ask_id, _("The ask is deleted."), undo_of("relationship.restore_ask", ask_id=ask_id))


@bp.post("/asks/<ask_id>/restore")
def restore_ask(ask_id: str) -> ResponseReturnValue:
    return _brought_back(Ask, ask_id, _("The ask is back."), undo_of("relationship.delete_ask", ask_id=ask_id))


@bp.post("/people/<contact_id>/outcomes")
def add_outcome(contact_id: str) -> ResponseReturnValue:
    form = OutcomeForm(place="outcome")

    def note() -> Outcome:
        source = form.interaction_id.data or ""
        kind, text, ask_id = OutcomeKind(form.kind.data), form.text.data or "", form.ask_id.data or ""
        return asks.obtained(
            db.session(), user().id, contact_id, kind=kind, text=text, interaction_id=source, ask_id=ask_id
        )

    outcome = carried_out(form, note)
    if outcome is None:
        if on_asks():
            return all_asks.show(422, outcome_form=form)
        return today.show(422, form) if on_today() else contact_page.show(contact_id, 422, outcome_form=form)
    undo = undo_of("relationship.delete_outcome", outcome_id=outcome.id)
    return done(home(contact_id), _(_OBTAINED[outcome.kind]), undo)


@bp.post("/outcomes/<outcome_id>/delete")
def delete_outcome(outcome_id: str) -> ResponseReturnValue:
    undo = undo_of("relationship.restore_outcome", outcome_id=outcome_id)
    return _taken_back(Outcome, outcome_id, _("What you noted is deleted."), undo)


@bp.post("/outcomes/<outcome_id>/restore")
def restore_outcome(outcome_id: str) -> ResponseReturnValue:
    undo = undo_of("relationship.delete_outcome", outcome_id=outcome_id)
    return _brought_back(Outcome, outcome_id, _("What you noted is back."), undo)


@bp.post("/people/<contact_id>/uses")
def add_use(contact_id: str) -> ResponseReturnValue:
    form = UseForm(place="use")

    def note() -> Use:
        return asks.used(
            db.session(), user().id, contact_id, text=form.text.data or "",
            outcome_id=form.outcome_id.data or "", override_note=form.override_note.data or "",
        )  # fmt: skip

    use = carried_out(form, note)
    if use is None and on_asks():
        return all_asks.show(422, use_form=form)
    if use is None:
        return contact_page.show(contact_id, 422, use_form=form)
    return done(
        home(contact_id), _("Noted. They may like to hear of it."), undo_of("relationship.delete_use", use_id=use.id)
    )


@bp.post("/uses/<use_id>/delete")
def delete_use(use_id: str) -> ResponseReturnValue:
    return _taken_back(Use, use_id, _("What you did is deleted."), undo_of("relationship.restore_use", use_id=use_id))


@bp.post("/uses/<use_id>/restore")
def restore_use(use_id: str) -> ResponseReturnValue:
    return _brought_back(Use, use_id, _("What you did is back."), undo_of("relationship.delete_use", use_id=use_id))


@bp.post("/uses/<use_id>/told")
def told(use_id: str) -> ResponseReturnValue:
    use = asks.reported_back(db.session(), user().id, use_id)
    return _done(use, _("Noted: they know how it went."), undo_of("relationship.not_told", use_id=use_id))


@bp.post("/uses/<use_id>/not-told")
def not_told(use_id: str) -> ResponseReturnValue:
    use = asks.not_reported(db.session(), user().id, use_id)
    return _done(use, _("They are still to be told."), undo_of("relationship.told", use_id=use_id))


@bp.post("/people/<contact_id>/thanked")
def thanked(contact_id: str) -> ResponseReturnValue:
    settles = request.form.get("settles", "")
    line = interactions.log_thanks(db.session(), user().id, contact_id, settles=settles)
    return _done(line, _("Noted: you have thanked them."), undo_of("lines.undo", interaction_id=line.id))

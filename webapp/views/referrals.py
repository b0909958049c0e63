"""Referrals and who knows whom: noted on the contact page, with what became of them, and taken back."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Knows, Permission, Referral
from webapp.security import user
from webapp.services import called, contacts, knowing, referred
from webapp.services.errors import Refused
from webapp.views import contact_page
from webapp.views.forms_base import carried_out
from webapp.views.forms_referrals import KnowsForm, NameForm, ReferralForm
from webapp.views.going_back import home, keep_lines, undo_of

bp = Blueprint("referrals", __name__)
bp.url_defaults(keep_lines)


@bp.post("/people/<contact_id>/referrals")
def add(contact_id: str) -> ResponseReturnValue:
    contact = contacts.get(db.session(), user().id, contact_id)
    form = NameForm(place="referral")
    referral = carried_out(form, lambda: referred.refer(db.session(), user().id, contact_id, **form.values()))
    if referral is None:
        form.offer(called.named(db.session(), user().id, form.name.data or ""))
        return contact_page.show(contact_id, 422, referral_form=form)
    giver = contact.name
    said = [_("Noted: %(giver)s gave you the name of %(name)s.", giver=giver, name=referral.name)]
    if referred.leads_back(db.session(), referral):
        said.append(
            _(
                "%(name)s had led you to %(giver)s: a circle, in which the chain keeps to who came first.",
                name=referral.name, giver=giver,
            )
        )  # fmt: skip
    elif referral.referred_id:
        said.append(_("They are among your people already."))
    undo = undo_of("referrals.delete", referral_id=referral.id)
    return done(home(contact_id), " ".join(said), undo)


@bp.route("/referrals/<referral_id>", methods=["GET", "POST"])
def edit(referral_id: str) -> ResponseReturnValue:
    referral = referred.get(db.session(), user().id, referral_id)
    giver = contacts.get(db.session(), user().id, referral.contact_id)
    form = ReferralForm(permission=referral.permission.value, done=referral.done, result=referral.result)

    def change() -> Referral:
        words = {"done": form.done.data or "", "result": form.result.data or ""}
        permission = Permission(form.permission.data)
        return referred.change(db.session(), user().id, referral_id, permission=permission, **words)

    if carried_out(form, change):
        return done(home(giver.id), _("Saved."))
    status = 422 if form.errors else 200
    return render("referrals/edit.html", status=status, form=form, referral=referral, giver=giver)


def _done(referral: Referral, text: str, undo: str) -> ResponseReturnValue:
    db.session.commit()
    return done(_back(referral.contact_id), text, undo)


def _back(contact_id: str) -> str:
    """The page on which it was done: of the giver, of whom they named, or of the chain."""
    back = request.values.get("back", "")
    if back == "chain":
        return url_for("chain.index")
    named = contacts.get(db.session(), user().id, back) if back and back != "today" else None
    return home(named.id if named else contact_id)


@bp.post("/referrals/<referral_id>/delete")
def delete(referral_id: str) -> ResponseReturnValue:
    try:
        referral = referred.delete(db.session(), user().id, referral_id)
    except Refused as refused:
        flash(refused.sentence, "trouble")
        return redirect(_back(referred.get(db.session(), user().id, referral_id).contact_id), 303)
    return _done(referral, _("The name is deleted."), undo_of("referrals.restore", referral_id=referral_id))


@bp.post("/referrals/<referral_id>/restore")
def restore(referral_id: str) -> ResponseReturnValue:
    referral = referred.restore(db.session(), user().id, referral_id)
    return _done(referral, _("The name is back."), undo_of("referrals.delete", referral_id=referral_id))


@bp.post("/referrals/<referral_id>/contact")
def become_contact(referral_id: str) -> ResponseReturnValue:
    contact = referred.become_contact(db.session(), user().id, referral_id)
    db.session.commit()
    undo = undo_of("referrals.become_name", referral_id=referral_id)
    return done(url_for("contacts.page", contact_id=contact.id), _("%(name)s is added.", name=contact.name), undo)


@bp.post("/referrals/<referral_id>/name")
def become_name(referral_id: str) -> ResponseReturnValue:
    try:
        referral = referred.become_name(db.session(), user().id, referral_id)
    except Refused as refused:
        db.session.rollback()
        flash(refused.sentence, "trouble")
        return done(home(referred.get(db.session(), user().id, referral_id).contact_id))
    undo = undo_of("referrals.become_contact", referral_id=referral_id)
    return _done(referral, _("%(name)s is a name only, as before.", name=referral.name or referral.address), undo)


@bp.post("/referrals/<referral_id>/told")
def told(referral_id: str) -> ResponseReturnValue:
    before = referred.get(db.session(), user().id, referral_id).told_at
    referral = referred.told(db.session(), user().id, referral_id)
    undo = url_for(
        "referrals.not_told", referral_id=referral_id, back=request.values.get("back"),
        before=before.isoformat() if before else None,
    )  # fmt: skip
    return _done(referral, _("Noted: they know, and were thanked."), undo)


@bp.post("/referrals/<referral_id>/not-told")
def not_told(referral_id: str) -> ResponseReturnValue:
    referral = referred.not_told(db.session(), user().id, referral_id, _moment(request.args.get("before", "")))
    undo = url_for("referrals.told", referral_id=referral_id, back=request.values.get("back"))
    return _done(referral, _("They are still to be told."), undo)


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


@bp.post("/people/<contact_id>/knows")
def add_knows(contact_id: str) -> ResponseReturnValue:
    form = KnowsForm(place="knows")

    def note() -> Knows:
        typed = {"name": form.name.data or "", "other_id": form.other_id.data or "", "text": form.text.data or ""}
        return knowing.knows(db.session(), user().id, contact_id, **typed)

    row = carried_out(form, note)
    if row is None:
        form.offer(called.named(db.session(), user().id, form.name.data or ""))
        return contact_page.show(contact_id, 422, knows_form=form)
    return done(home(contact_id), _("Noted: they know each other."), _undo_knows("delete", row, contact_id))


@bp.post("/knows/<knows_id>/delete")
def delete_knows(knows_id: str) -> ResponseReturnValue:
    row = knowing.delete(db.session(), user().id, knows_id)
    return _knows_done(row, _("It is no longer noted that they know each other."), "restore")


@bp.post("/knows/<knows_id>/restore")
def restore_knows(knows_id: str) -> ResponseReturnValue:
    row = knowing.restore(db.session(), user().id, knows_id)
    return _knows_done(row, _("They know each other, as before."), "delete")


def _knows_done(row: Knows, text: str, undo: str) -> ResponseReturnValue:
    db.session.commit()
    here = request.values.get("of", "")
    contact_id = here if here in {row.one_id, row.other_id} else row.one_id
    return done(home(contact_id), text, _undo_knows(undo, row, contact_id))


def _undo_knows(way: str, row: Knows, contact_id: str) -> str:
    return url_for(f"referrals.{way}_knows", knows_id=row.id, of=contact_id)


@bp.get("/chain/names")
def names() -> ResponseReturnValue:
    people = called.like(db.session(), user().id, request.args.get("name", ""))
    answer = render("referrals/names.html", people=people)
    answer.mimetype = "text/plain"  # a part of a field and no page
    return answer

"""Coming in and going out: set-up by a one-time link, log-in, log-out."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import security
from webapp.domain.wording import N_, _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import User
from webapp.services import users
from webapp.views.forms_account import LogInForm, SetUpForm
from webapp.views.forms_base import carried_out

bp = Blueprint("auth", __name__)

REFUSED = N_("This address and this password do not go together. Check both and try again.")
TOO_OFTEN = N_("That was too often in a short time. Wait an hour and try again; whoever is logged in stays so.")


@bp.route("/set-up/<token>", methods=["GET", "POST"])
def set_up(token: str) -> ResponseReturnValue:
    if users.setup_token(db.session(), token) is None or users.has_users(db.session()):
        return render("auth/link_ended.html", status=404)
    form = SetUpForm()
    person = carried_out(form, lambda: _first_user(token, form))
    if person is None:
        return render("auth/set_up.html", status=422 if form.is_submitted() else 200, form=form, token=token)
    security.sign_in(person)
    db.session.commit()
    return done(
        url_for("today.index"),
        _("Welcome. Add somebody you know, then your mailbox: your mail with them is logged for you."),
    )


def _first_user(token: str, form: SetUpForm) -> User:
    person = users.set_up(db.session(), token, form.email.data or "", form.password.data or "", form.name.data or "")
    person.timezone = form.timezone.data
    return person


@bp.route("/log-in", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(security.safe_next(request.values.get("next")))
    if not users.has_users(db.session()):
        return render("auth/not_set_up.html")
    form = LogInForm(next=request.args.get("next", ""))
    if not form.validate_on_submit():
        return render("auth/log_in.html", status=422 if form.errors else 200, form=form)
    who = request.remote_addr or ""
    if users.too_many_attempts(db.session(), form.email.data, who):
        form.form_errors.append(_(TOO_OFTEN))
        return render("auth/log_in.html", status=429, form=form)
    person = users.verify(db.session(), form.email.data, form.password.data, who)
    if person is not None:
        security.sign_in(person)
    db.session.commit()
    if person is None:
        form.form_errors.append(_(REFUSED))
        return render("auth/log_in.html", status=422, form=form)
    return redirect(security.safe_next(form.next.data), 303)


@bp.post("/log-out")
def logout() -> ResponseReturnValue:
    security.sign_out()
    db.session.commit()
    return done(url_for("auth.login"), _("You are logged out."))

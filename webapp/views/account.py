"""The user's own account: name and zone, password, signed-in browsers, and what is never logged."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import security
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.security import user
from webapp.services import account, triage
from webapp.views import digests, feeds
from webapp.views.forms_account import FollowUpsForm, NeverForm, PasswordForm, ProfileForm
from webapp.views.forms_base import carried_out

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.get("")
def index() -> ResponseReturnValue:
    return _show()


def _show(status: int = 200, **forms: Any) -> Response:
    """Answer with the page; `forms` are those that the user left wrong."""
    person = user()
    forms.setdefault("profile", ProfileForm(None, name=person.name, timezone=person.timezone))
    forms.setdefault("follow_ups", FollowUpsForm(None, obj=person))
    forms.setdefault("password", PasswordForm(None))
    forms.setdefault("never", NeverForm(None))
    return render(
        "account/index.html",
        status=status,
        person=person,
        sessions=account.sessions(db.session(), person.id),
        here=current_user.session.id,
        entries=triage.never_logged(db.session(), person.id),
        feed=feeds.feed(),
        digest=digests.part(),
        **forms,
    )


@bp.post("/profile")
def profile() -> ResponseReturnValue:
    form = ProfileForm()

    def describe() -> bool:
        account.describe(db.session(), user(), name=form.name.data or "", timezone=form.timezone.data)
        return True

    if not carried_out(form, describe):
        return _show(422, profile=form)
    return done(url_for("account.index"), _("Saved."))


@bp.post("/follow-ups")
def follow_ups() -> ResponseReturnValue:
    form = FollowUpsForm()

    def set_them() -> bool:
        account.set_follow_ups(db.session(), user(), form.follow_up_days.data, form.last_follow_up_days.data)
        return True

    if not carried_out(form, set_them):
        return _show(422, follow_ups=form)
    return done(url_for("account.index"), _("Saved. Every ask that waits follows these clocks now."))


@bp.post("/password")
def password() -> ResponseReturnValue:
    form = PasswordForm()
    if not form.validate_on_submit():
        return _show(422, password=form)
    refused = account.change_password(
        db.session(), user(), current=form.current.data, new=form.new.data or "", who=request.remote_addr or ""
    )
    if refused is None:
        security.sign_in(user())
    db.session.commit()  # a wrong password is counted too
    if refused is not None:
        form[refused.field].errors = [refused.sentence]
        return _show(422, password=form)
    return done(url_for("account.index"), _("Your password is changed. Other browsers have been logged out."))


@bp.post("/sessions/<session_id>/end")
def end_session(session_id: str) -> ResponseReturnValue:
    account.end_session(db.session(), user().id, session_id)
    db.session.commit()
    return done(url_for("account.index"), _("That browser is logged out."))


@bp.post("/never-log")
def add_never() -> ResponseReturnValue:
    form = NeverForm()
    entry = carried_out(form, lambda: triage.add_never(db.session(), user().id, form.pattern.data or ""))
    if entry is None:
        return _show(422, never=form)
    undo = url_for("account.remove_never", never_id=entry.id)
    return done(
        url_for("account.index"), _("Mail from %(pattern)s is never logged from now on.", pattern=entry.pattern), undo
    )


@bp.post("/never-log/<never_id>/remove")
def remove_never(never_id: str) -> ResponseReturnValue:
    pattern = triage.remove_never(db.session(), user().id, never_id)
    db.session.commit()
    undo = url_for("account.never_again", pattern=pattern)
    return done(
        url_for("account.index"), _("Mail from %(pattern)s is logged again from now on.", pattern=pattern), undo
    )


@bp.post("/never-log/again")
def never_again() -> ResponseReturnValue:
    entry = triage.add_never(db.session(), user().id, request.args.get("pattern", ""))
    db.session.commit()
    return done(url_for("account.index"), _("Mail from %(pattern)s is never logged, as before.", pattern=entry.pattern))


@bp.app_template_filter()
def browser(user_agent: str) -> str:
    """Return what a browser says of itself in two words, "Firefox on Linux"."""
    name = next((name for sign, name in _BROWSERS if sign in user_agent), _("A browser"))
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return _("%(browser)s on %(system)s", browser=name, system=system) if system else name


# The more special first: all of them also claim to be the later ones.
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip

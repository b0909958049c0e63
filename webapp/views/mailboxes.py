"""Mailboxes: each with its state, its books and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.domain.providers import HOSTS, Provider
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import FolderEpoch, Mailbox, MailboxState, MessageLocation, utcnow
from webapp.security import user
from webapp.services import mailboxes, provider_checks
from webapp.services.errors import Refused
from webapp.services.mailboxes import PASSWORD_TRIES, Books
from webapp.views.forms_base import carried_out
from webapp.views.forms_mailbox import MailboxForm, NewPasswordForm, card_of, filled
from webapp.views.log_address import log_of

UNWATCHED_AFTER = timedelta(minutes=15)
_WATCHED = frozenset({MailboxState.UP_TO_DATE, MailboxState.CATCHING_UP, MailboxState.WAITING})

bp = Blueprint("mailboxes", __name__, url_prefix="/mailboxes")


@dataclass(frozen=True, slots=True)
class Shown:
    """A mailbox with all that its part of the page says."""

    row: Mailbox
    books: Books
    sent: FolderEpoch | None
    unread: list[tuple[MessageLocation, str]]
    form: NewPasswordForm

    @property
    def unwatched(self) -> bool:
        """Whether nobody seems to read it, whatever its state says: the part that reads mail does not run."""
        now = utcnow()
        quiet = now - (self.row.checked_at or self.row.created_at) > UNWATCHED_AFTER
        return quiet and (self.row.lease_until is None or self.row.lease_until < now) and self.row.state in _WATCHED

    @property
    def proposed_checks(self) -> str:
        """Who signs what the provider checked, where the user can confirm it now."""
        return provider_checks.proposal(self.row)

    @property
    def wants_password(self) -> bool:
        """Whether a new password is what it waits for."""
        return self.row.state is MailboxState.NEEDS_YOU and self.row.password_failures >= PASSWORD_TRIES


def _shown(mailbox: Mailbox, form: NewPasswordForm | None = None) -> Shown:
    epochs = mailboxes.epochs_of(db.session(), mailbox)
    folders = {epoch.id: epoch.folder for epoch in epochs}
    return Shown(
        row=mailbox,
        books=mailboxes.books(db.session(), mailbox, epochs),
        sent=next((epoch for epoch in epochs if epoch.current and epoch.role == "sent"), None),
        unread=[(place, folders[place.epoch_id]) for place in mailboxes.quarantined(db.session(), mailbox)],
        form=form or NewPasswordForm(None, place=mailbox.id),
    )


def _get(mailbox_id: str) -> Mailbox:
    return mailboxes.get(db.session(), user().id, mailbox_id)


def _secrets_dir() -> Path:
    return Path(current_app.config["SETTINGS"].secrets_dir)


@bp.get("")
def index() -> ResponseReturnValue:
    return render("mailboxes/index.html", found=[_shown(one) for one in mailboxes.all_of(db.session(), user().id)])


@bp.get("/<mailbox_id>")
def page(mailbox_id: str) -> ResponseReturnValue:
    return _page(_shown(_get(mailbox_id)))


def _page(one: Shown, status: int = 200) -> Response:
    return render("mailboxes/page.html", "mailboxes/_mailbox.html", status=status, one=one, log=log_of(one.row))


@bp.get("/<mailbox_id>/state")
def state(mailbox_id: str) -> ResponseReturnValue:
    one = _shown(_get(mailbox_id))
    return render("mailboxes/page.html", "mailboxes/_state.html", one=one, log=log_of(one.row))


@bp.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    form = MailboxForm(request.form if request.method == "POST" else request.args or None)
    if request.method == "GET":
        form.fill_in()
    mailbox = carried_out(form, lambda: mailboxes.add(db.session(), user().id, form.card(), _secrets_dir()))
    if mailbox is not None:
        return done(
            url_for("mailboxes.page", mailbox_id=mailbox.id), _("%(address)s is added.", address=mailbox.address)
        )
    return _form("mailboxes/new.html", form)


@bp.get("/provider")
def provider() -> ResponseReturnValue:
    form = MailboxForm(request.args)
    before = request.args.get("known_domain", "")
    if form.provider is None or before == form.domain:
        return "", 204  # nothing to say yet, or nothing new: what was typed below stays
    return render(
        "mailboxes/new.html",
        "mailboxes/_account.html",
        form=form.fill_in(before),
        hosts=HOSTS,
    )


@bp.route("/<mailbox_id>/edit", methods=["GET", "POST"])
def edit(mailbox_id: str) -> ResponseReturnValue:
    form = filled(_get(mailbox_id))
    mailbox = carried_out(
        form, lambda: mailboxes.change(db.session(), user().id, mailbox_id, form.card(), _secrets_dir())
    )
    if mailbox is not None:
        return done(url_for("mailboxes.page", mailbox_id=mailbox.id), _("Saved. It is checked in a moment."))
    return _form("mailboxes/edit.html", form, mailbox_id=mailbox_id)


def _form(template: str, form: MailboxForm, **more: str) -> Response:
    return render(template, status=422 if form.is_submitted() else 200, form=form, hosts=HOSTS, **more)


@bp.post("/<mailbox_id>/password")
def password(mailbox_id: str) -> ResponseReturnValue:
    mailbox = _get(mailbox_id)
    form = NewPasswordForm(place=mailbox_id)
    card = card_of(mailbox, password=form.password.data or "")
    if carried_out(form, lambda: mailboxes.change(db.session(), user().id, mailbox_id, card, _secrets_dir())) is None:
        return _page(_shown(mailbox, form), status=422)
    return done(url_for("mailboxes.page", mailbox_id=mailbox_id), _("The new password is tried in a moment."))


@bp.post("/<mailbox_id>/check")
def check(mailbox_id: str) -> ResponseReturnValue:
    mailboxes.check_now(db.session(), user().id, mailbox_id)
    db.session.commit()
    return done(url_for("mailboxes.page", mailbox_id=mailbox_id))


@bp.post("/<mailbox_id>/pause")
def pause(mailbox_id: str) -> ResponseReturnValue:
    mailboxes.pause(db.session(), user().id, mailbox_id)
    db.session.commit()
    return done(url_for("mailboxes.page", mailbox_id=mailbox_id))


@bp.post("/<mailbox_id>/checks/use")
def use_checks(mailbox_id: str) -> ResponseReturnValue:
    there = url_for("mailboxes.page", mailbox_id=mailbox_id)
    try:
        provider_checks.pin(db.session(), user().id, mailbox_id, request.values.get("name", ""))
    except Refused as refused:
        flash(refused.sentence, "trouble")
        return done(there)
    db.session.commit()
    return done(there, _("Its checks are used from now on."), url_for("mailboxes.forget_checks", mailbox_id=mailbox_id))


@bp.post("/<mailbox_id>/checks/forget")
def forget_checks(mailbox_id: str) -> ResponseReturnValue:
    provider_checks.forget(db.session(), user().id, mailbox_id)
    db.session.commit()
    return done(url_for("mailboxes.page", mailbox_id=mailbox_id), _("No provider’s checks are used any more."))


@bp.route("/<mailbox_id>/remove", methods=["GET", "POST"])
def remove(mailbox_id: str) -> ResponseReturnValue:
    mailbox = _get(mailbox_id)
    if request.method == "GET":
        return render("mailboxes/remove.html", mailbox=mailbox)
    mailboxes.remove(db.session(), user().id, mailbox_id)
    db.session.commit()
    return done(
        url_for("mailboxes.index"),
        _("%(address)s is removed, and its password with it. What was logged stays.", address=mailbox.address),
    )


@bp.app_template_filter()
def seconds_ago(moment: datetime) -> str:
    """Return the distance in words, to the second within the last minute."""
    seconds = int((utcnow() - moment).total_seconds())
    return _("%(num)s s ago", num=max(seconds, 0)) if seconds < 60 else filters.ago(moment)


@bp.app_template_filter()
def clock(moment: datetime) -> str:
    """Return when something is tried again: "next try 14:05"."""
    there = filters.local(moment)
    time = f"{there:%H:%M}"
    if there.date() == filters.today():
        return _("next try %(time)s", time=time)
    return _("next try %(day)s %(time)s", day=filters.day(moment), time=time)


@bp.app_template_filter()
def provider_line(provider: Provider) -> tuple[str, str]:
    """Return a provider's name and server, as a line of facts."""
    return provider.name, provider.host if provider.open else _("takes no password from here")

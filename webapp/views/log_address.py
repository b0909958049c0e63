"""Logging by forwarding: the log address of a mailbox, its card for the phone, and the folder and mailbox for it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.log_addresses import vcard
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import FolderEpoch, LogAddress, Mailbox
from webapp.security import user
from webapp.services import log_address, mailboxes
from webapp.services.errors import NotFound, Refused
from webapp.views.forms_base import carried_out
from webapp.views.forms_log import WaysForm
from webapp.views.handings import handings, stranger

bp = Blueprint("log_address", __name__)
bp.add_app_template_filter(handings)
bp.add_app_template_filter(stranger)


@dataclass(frozen=True, slots=True)
class Log:
    """How mail can be handed over to be logged, as the page of a mailbox says it."""

    mailbox: Mailbox
    row: LogAddress | None
    address: str
    held: int
    folder: FolderEpoch | None
    form: WaysForm
    refused: str = ""

    @property
    def most(self) -> int:
        """How many mails are logged by it in an hour."""
        return log_address.MOST_AN_HOUR


def log_of(mailbox: Mailbox, form: WaysForm | None = None, refused: str = "") -> Log:
    """Return all that the page says of logging by mail to a mailbox."""
    row = log_address.current(db.session(), user().id, mailbox.id)
    epochs = mailboxes.epochs_of(db.session(), mailbox, current=True)
    return Log(
        mailbox=mailbox,
        row=row,
        address=log_address.written(db.session(), row) if row else "",
        held=log_address.held(db.session(), user().id),
        folder=next((epoch for epoch in epochs if epoch.role == "drag"), None),
        form=form or WaysForm(None, place="log", log_folder=mailbox.log_folder, is_log=mailbox.is_log),
        refused=refused,
    )


def _mailbox(mailbox_id: str) -> Mailbox:
    return mailboxes.get(db.session(), user().id, mailbox_id)


def _page(log: Log, status: int = 200) -> Response:
    return render("mailboxes/log.html", "mailboxes/_log.html", status=status, log=log)


def _back(mailbox_id: str, text: str = "", undo: str = "") -> Response:
    return done(url_for("log_address.page", mailbox_id=mailbox_id), text, undo)


def _undo(endpoint: str, log_address_id: str) -> str:
    return url_for(endpoint, log_address_id=log_address_id) if log_address_id else ""


@bp.get("/mailboxes/<mailbox_id>/log")
def page(mailbox_id: str) -> ResponseReturnValue:
    return _page(log_of(_mailbox(mailbox_id)))


@bp.post("/mailboxes/<mailbox_id>/log")
def create(mailbox_id: str) -> ResponseReturnValue:
    mailbox = _mailbox(mailbox_id)
    try:
        log_address.create(db.session(), user().id, mailbox_id)
    except Refused as refused:
        return _page(log_of(mailbox, refused=refused.sentence), 422)
    db.session.commit()
    return _back(mailbox_id)


@bp.post("/mailboxes/<mailbox_id>/log/new")
def rotate(mailbox_id: str) -> ResponseReturnValue:
    _new, old = log_address.rotate(db.session(), user().id, mailbox_id)
    db.session.commit()
    text = _("This is your new log address. The old one is an address like any other from now on.")
    return _back(mailbox_id, text, _undo("log_address.restore", old))


@bp.post("/log-addresses/<log_address_id>/revoke")
def revoke(log_address_id: str) -> ResponseReturnValue:
    row = log_address.revoke(db.session(), user().id, log_address_id)
    db.session.commit()
    return _back(row.mailbox_id, _("Given up: nothing is logged by it any more."), _undo("log_address.restore", row.id))


@bp.post("/log-addresses/<log_address_id>/restore")
def restore(log_address_id: str) -> ResponseReturnValue:
    row = log_address.restore(db.session(), user().id, log_address_id)
    db.session.commit()
    return _back(row.mailbox_id, _("This log address holds again."), _undo("log_address.revoke", row.id))


@bp.get("/mailboxes/<mailbox_id>/log.vcf")
def card(mailbox_id: str) -> ResponseReturnValue:
    row = log_address.current(db.session(), user().id, _mailbox(mailbox_id).id)
    if row is None:
        raise NotFound("LogAddress")
    headers = {"Content-Disposition": 'attachment; filename="fifty-cups-log.vcf"'}
    return Response(vcard(log_address.written(db.session(), row)), mimetype="text/vcard", headers=headers)


@bp.post("/mailboxes/<mailbox_id>/log/ways")
def ways(mailbox_id: str) -> ResponseReturnValue:
    mailbox, form = _mailbox(mailbox_id), WaysForm(place="log")
    folder, alone = form.log_folder.data or "", bool(form.is_log.data)
    if carried_out(form, lambda: log_address.set_ways(db.session(), user().id, mailbox_id, folder, alone)) is None:
        return _page(log_of(mailbox, form), 422)
    return _back(mailbox_id, _("Saved."))

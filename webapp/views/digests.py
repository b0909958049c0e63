"""Digests, as the Account page has them: which and when, "put one there now", and what became of the last one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Digest, DigestKind, DigestPlan, Mailbox
from webapp.security import user
from webapp.services import digests, mailboxes
from webapp.views.forms_base import carried_out
from webapp.views.forms_digest import DigestForm

bp = Blueprint("digests", __name__)


@dataclass(frozen=True, slots=True)
class Part:
    """What the page says of digests; `closed` is the chosen mailbox where it is not read just now."""

    form: DigestForm
    mailboxes: list[Mailbox]
    plan: DigestPlan | None
    latest: Digest | None

    @property
    def on(self) -> bool:
        """Whether any digest is switched on."""
        return self.plan is not None and (self.plan.daily or self.plan.eve)

    @property
    def closed(self) -> Mailbox | None:
        """The chosen mailbox, where nothing can be put into it now."""
        chosen = self.plan.mailbox_id if self.plan else None
        return next((one for one in self.mailboxes if one.id == chosen and one.state not in digests.OPEN), None)

    @property
    def homeless(self) -> bool:
        """Whether digests are wanted, and their mailbox was removed."""
        return self.on and self.plan is not None and self.plan.mailbox_id is None

    @property
    def waits(self) -> bool:
        """Whether one was asked for and is still to come."""
        one = self.latest
        return one is not None and one.kind is DigestKind.NOW and not (one.delivered_at or one.trouble)


def part(form: DigestForm | None = None) -> Part:
    """Return what the page says; `form` is one that the user left wrong."""
    session, whose = db.session(), user().id
    known, plan = mailboxes.all_of(session, whose), digests.plan(session, whose)
    filled = form or DigestForm(None, obj=plan, mailboxes=known)
    return Part(filled, known, plan, digests.latest(session, whose))


@bp.get("/account/digest")
def page() -> ResponseReturnValue:
    return _show(part())


def _show(digest: Part, status: int = 200) -> Response:
    return render("account/digest.html", "account/_digest.html", status=status, digest=digest)


@bp.post("/account/digest")
def change() -> ResponseReturnValue:
    session, whose = db.session(), user().id
    form = DigestForm(mailboxes=mailboxes.all_of(session, whose))
    now = "now" in request.form

    def set_them() -> bool:
        digests.change(session, whose, form.mailbox_id.data, form.wishes())
        if now:
            digests.ask_now(session, whose)
        return True

    if not carried_out(form, set_them):
        return _show(part(form), 422)
    # Of one that is on its way the page tells beside the button.
    return done(url_for("account.index", _anchor="digest-state" if now else "digest"), "" if now else _("Saved."))

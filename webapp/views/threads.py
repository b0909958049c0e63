"""Conversations: all mail of one in order, what waits in it, and the silence over one that does not belong here."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.security import user
from webapp.services import contacts, conversations, triage

bp = Blueprint("threads", __name__, url_prefix="/threads")

MAILS, MOST = 30, 1000


@bp.get("/<thread_id>")
def page(thread_id: str) -> ResponseReturnValue:
    shown = max(MAILS, min(request.args.get("mails", MAILS, type=int), MOST))
    found = conversations.conversation(db.session(), user().id, thread_id, limit=shown)
    return render(
        "threads/page.html",
        "threads/_conversation.html",
        conversation=found,
        waiting=triage.waiting_in(db.session(), user().id, thread_id),
        people=contacts.names(db.session(), user().id),
        here=url_for("threads.page", thread_id=thread_id, mails=shown if shown > MAILS else None),
        earlier=url_for("threads.page", thread_id=thread_id, mails=shown + MAILS) if found.earlier else "",
    )


@bp.post("/<thread_id>/silence")
def silence(thread_id: str) -> ResponseReturnValue:
    conversations.silence(db.session(), user().id, thread_id)
    db.session.commit()
    undo = url_for("threads.restore", thread_id=thread_id)
    text = _("Silenced: nothing of it counts, and it is on no timeline any more.")
    return done(url_for("threads.page", thread_id=thread_id), text, undo)


@bp.post("/<thread_id>/restore")
def restore(thread_id: str) -> ResponseReturnValue:
    conversations.restore(db.session(), user().id, thread_id)
    db.session.commit()
    undo = url_for("threads.silence", thread_id=thread_id)
    return done(url_for("threads.page", thread_id=thread_id), _("All of it is back, and counts as before."), undo)

"""Events: to come and past, the page of each with its list, and the forms."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import utcnow
from webapp.security import user
from webapp.services import attendee_list, events
from webapp.views.forms_base import carried_out
from webapp.views.forms_event import EventForm, NewEventForm, PeopleForm, shown

bp = Blueprint("events", __name__, url_prefix="/events")


@bp.get("")
def index() -> ResponseReturnValue:
    session, owner, now = db.session(), user().id, utcnow()
    upcoming, past = events.upcoming(session, owner, now), events.past(session, owner, now)
    counts = attendee_list.counts(session, owner, [event.id for event in (*upcoming, *past)])
    return render("events/index.html", upcoming=upcoming, past=past, counts=counts, now=now)


@bp.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    form = NewEventForm()
    event = carried_out(form, lambda: events.add(db.session(), user().id, form.card(), form.key.data or ""))
    if event is None:
        return render("events/new.html", status=422 if form.errors or form.form_errors else 200, form=form)
    return done(url_for("events.page", event_id=event.id), _("%(name)s is noted.", name=event.name))


@bp.get("/<event_id>")
def page(event_id: str) -> ResponseReturnValue:
    return show(event_id)


def show(event_id: str, status: int = 200, people_form: PeopleForm | None = None) -> Response:
    """Answer with the page or its list; `people_form` is the list as the user left it."""
    event = events.get(db.session(), user().id, event_id)
    sheet = attendee_list.sheet(db.session(), event)
    form = people_form or PeopleForm(None, place="people")
    return render(
        "events/page.html", "events/_list.html", status=status, event=event, sheet=sheet, now=utcnow(),
        people_form=form, everyone="all" in request.args,
    )  # fmt: skip


@bp.route("/<event_id>/edit", methods=["GET", "POST"])
def edit(event_id: str) -> ResponseReturnValue:
    event = events.get(db.session(), user().id, event_id)
    form, name = EventForm(data=shown(event)), event.name
    if carried_out(form, lambda: events.change(db.session(), user().id, event_id, form.card())):
        return done(url_for("events.page", event_id=event_id), _("It is saved."))
    status = 422 if form.errors or form.form_errors else 200
    return render("events/edit.html", status=status, form=form, event_id=event_id, name=name)


@bp.post("/<event_id>/delete")
def delete(event_id: str) -> ResponseReturnValue:
    event = events.delete(db.session(), user().id, event_id)
    db.session.commit()
    return done(
        url_for("events.index"),
        _("%(name)s is deleted.", name=event.name),
        undo=url_for("events.restore", event_id=event_id),
    )


@bp.post("/<event_id>/restore")
def restore(event_id: str) -> ResponseReturnValue:
    event = events.restore(db.session(), user().id, event_id)
    db.session.commit()
    return done(url_for("events.page", event_id=event_id), _("%(name)s is back.", name=event.name))

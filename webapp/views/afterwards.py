"""After an event: who was met, one next step with each of them, and the host's thank-you."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.domain.aftercare import Step
from webapp.domain.wording import _, ngettext
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Attendee, new_id, utcnow
from webapp.security import user
from webapp.services import after_steps, afterwards, attendees, contacts, hosts
from webapp.services.afterwards import Met
from webapp.services.errors import Refused
from webapp.views.forms_after import DayForm, MetForm, TellForm
from webapp.views.forms_base import carried_out

bp = Blueprint("afterwards", __name__)


@bp.get("/events/<event_id>/after")
def page(event_id: str) -> ResponseReturnValue:
    return show(event_id)


def show(event_id: str, status: int = 200, **typed: Any) -> Response:
    """Answer with the page or its parts; `typed` are forms as the user left them, by the id of whom they are about."""
    found = afterwards.after(db.session(), user().id, event_id, filters.today(), filters.zone())
    tells = {one.row.id: _tell_form(one.row) for one in found.met}
    days = {one.row.id: _day_form(one, found.day) for one in found.met}
    return render(
        "events/after/page.html", "events/after/_after.html", status=status, found=found, event=found.event,
        Step=Step, now=utcnow(), tells=tells | typed.get("tells", {}), days=days | typed.get("days", {}),
        met_form=typed.get("met_form") or MetForm(None, place="met", key=new_id()), ticked=typed.get("ticked", ()),
    )  # fmt: skip


def _tell_form(row: Attendee) -> TellForm:
    shown = {"was_common_ground": row.common_ground, "was_agreed": "y" if row.agreed else ""}
    return TellForm(None, place=f"tell-{row.id}", common_ground=row.common_ground, agreed=row.agreed, **shown)


def _day_form(one: Met, day: date) -> DayForm:
    return DayForm(None, place=f"day-{one.row.id}", due_on=one.follow_up.due_on if one.follow_up else day)


def _back(event_id: str, anchor: str = "") -> str:
    """The page on which it was done: this one, or Today."""
    if request.values.get("back") == "today":
        return url_for("today.index")
    return url_for("afterwards.page", event_id=event_id, _anchor=anchor or None)


def _done(event_id: str, text: str, undo: str = "", anchor: str = "") -> Response:
    db.session.commit()
    return done(_back(event_id, anchor), text, undo)


def _tried(event_id: str, act: Callable[[], Response]) -> Response:
    """Carry out a button; where it is refused, say why on the page that it stands on."""
    try:
        return act()
    except Refused as refused:
        db.session.rollback()
        flash(refused.sentence, "trouble")
        return done(_back(event_id))


def _event_of(attendee_id: str) -> str:
    return afterwards.place(db.session(), user().id, attendee_id)[1].id


@bp.post("/events/<event_id>/after/met")
def note_met(event_id: str) -> ResponseReturnValue:
    form, ticked = MetForm(place="met"), request.form.getlist("met")
    words = {"name": form.name.data or "", "key": form.key.data or ""}
    rows = carried_out(form, lambda: afterwards.note_met(db.session(), user().id, event_id, ticked, **words))
    if rows is None:
        return show(event_id, 422, met_form=form, ticked=ticked)
    text = ngettext("You met %(num)s person.", "You met %(num)s people.", len(rows))
    if len(rows) == 1:
        text = _("You met %(name)s.", name=rows[0].name)
    undo = url_for("afterwards.not_met", attendee_id=rows[0].id) if len(rows) == 1 else ""
    return done(_back(event_id, f"met-{rows[0].id}"), text, undo)


@bp.post("/attendees/<attendee_id>/not-met")
def not_met(attendee_id: str) -> ResponseReturnValue:
    row = afterwards.not_met(db.session(), user().id, attendee_id)
    undo = url_for("afterwards.met_after_all", attendee_id=attendee_id)
    return _done(row.event_id, _("Taken back: you did not meet %(name)s.", name=row.name), undo)


@bp.post("/attendees/<attendee_id>/met")
def met_after_all(attendee_id: str) -> ResponseReturnValue:
    event_id = _event_of(attendee_id)
    (row,) = afterwards.note_met(db.session(), user().id, event_id, [attendee_id])
    return _done(
        event_id, _("You met %(name)s.", name=row.name), url_for("afterwards.not_met", attendee_id=attendee_id)
    )


@bp.post("/attendees/<attendee_id>/tell")
def tell(attendee_id: str) -> ResponseReturnValue:
    form, event_id = TellForm(place=f"tell-{attendee_id}"), _event_of(attendee_id)
    row = carried_out(form, lambda: afterwards.tell(db.session(), user().id, attendee_id, **form.said()))
    if row is None:
        return show(event_id, 422, tells={attendee_id: form})
    return done(_back(event_id, f"met-{attendee_id}"), _("Saved."))


@bp.post("/attendees/<attendee_id>/day")
def set_day(attendee_id: str) -> ResponseReturnValue:
    form, event_id = DayForm(request.values, place=f"day-{attendee_id}"), _event_of(attendee_id)
    before = after_steps.day_of(db.session(), user().id, attendee_id)
    row = carried_out(form, lambda: after_steps.set_day(db.session(), user().id, attendee_id, form.due_on.data))
    if row is None:
        return show(event_id, 422, days={attendee_id: form})
    undo = _again(attendee_id, before) or url_for("afterwards.take_day_back", attendee_id=attendee_id)
    return done(
        _back(event_id, f"met-{attendee_id}"),
        _("Today will show it on %(day)s.", day=filters.exact(row.due_on)),
        undo,
    )


@bp.post("/attendees/<attendee_id>/day/remove")
def take_day_back(attendee_id: str) -> ResponseReturnValue:
    before = after_steps.day_of(db.session(), user().id, attendee_id)
    row = after_steps.take_day_back(db.session(), user().id, attendee_id)
    return _done(row.event_id, _("No day is set for %(name)s.", name=row.name), _again(attendee_id, before))


def _again(attendee_id: str, day: date | None) -> str:
    """Return the address that sets a day as it was before, "" where there was none."""
    return url_for("afterwards.set_day", attendee_id=attendee_id, due_on=day.isoformat()) if day else ""


@bp.post("/events/<event_id>/after/days")
def set_days(event_id: str) -> ResponseReturnValue:
    day = afterwards.after(db.session(), user().id, event_id, filters.today(), filters.zone()).day
    made, mark = after_steps.set_days(db.session(), user().id, event_id, day)
    undo = url_for("afterwards.take_days_back", event_id=event_id, at=mark.isoformat()) if made else ""
    text = ngettext(
        "%(num)s follow-up set for %(day)s.", "%(num)s follow-ups set for %(day)s.", len(made), day=filters.exact(day)
    )
    return _done(event_id, text, undo)


@bp.post("/events/<event_id>/after/days/remove")
def take_days_back(event_id: str) -> ResponseReturnValue:
    made = after_steps.take_days_back(db.session(), user().id, event_id, _moment())
    return _done(event_id, ngettext("%(num)s follow-up taken back.", "%(num)s follow-ups taken back.", len(made)))


def _moment() -> datetime:
    """The mark of an act that is taken back; one that is none takes nothing back."""
    try:
        moment = datetime.fromisoformat(request.args.get("at", ""))
        return moment.astimezone(UTC) if moment.tzinfo else datetime.min.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)


@bp.post("/attendees/<attendee_id>/add")
def add(attendee_id: str) -> ResponseReturnValue:
    event_id = _event_of(attendee_id)

    def act() -> Response:
        contact = after_steps.add(db.session(), user().id, attendee_id)
        undo = url_for("afterwards.name_again", attendee_id=attendee_id)
        return _done(
            event_id,
            _("%(name)s is among your people now.", name=contact.name),
            undo,
            f"met-{attendee_id}",
        )

    return _tried(event_id, act)


@bp.post("/attendees/<attendee_id>/name-again")
def name_again(attendee_id: str) -> ResponseReturnValue:
    event_id = _event_of(attendee_id)

    def act() -> Response:
        row = attendees.not_a_contact(db.session(), user().id, attendee_id)
        return _done(event_id, _("%(name)s is a name on the list only, as before.", name=row.name))

    return _tried(event_id, act)


@bp.post("/events/<event_id>/after/add")
def add_all(event_id: str) -> ResponseReturnValue:
    def act() -> Response:
        made, mark = after_steps.add_all(db.session(), user().id, event_id)
        undo = url_for("afterwards.names_again", event_id=event_id, at=mark.isoformat()) if made else ""
        text = ngettext(
            "%(num)s person is among your people now.", "%(num)s people are among your people now.", len(made)
        )
        return _done(event_id, text, undo)

    return _tried(event_id, act)


@bp.post("/events/<event_id>/after/names-again")
def names_again(event_id: str) -> ResponseReturnValue:
    rows = after_steps.names_again(db.session(), user().id, event_id, _moment())
    text = ngettext(
        "%(num)s name on the list only, as before.", "%(num)s names on the list only, as before.", len(rows)
    )
    return _done(event_id, text)


@bp.post("/events/<event_id>/host/add")
def add_host(event_id: str) -> ResponseReturnValue:
    def act() -> Response:
        contact = hosts.to_contact(db.session(), user().id, event_id)
        undo = url_for("afterwards.host_again", event_id=event_id)
        return _done(event_id, _("%(name)s is among your people now.", name=contact.name), undo, "host")

    return _tried(event_id, act)


@bp.post("/events/<event_id>/host/name-again")
def host_again(event_id: str) -> ResponseReturnValue:
    def act() -> Response:
        event = hosts.not_a_contact(db.session(), user().id, event_id)
        return _done(event_id, _("%(name)s is a name only, as before.", name=event.host))

    return _tried(event_id, act)


@bp.post("/events/<event_id>/host/thanked")
def thanked(event_id: str) -> ResponseReturnValue:
    def act() -> Response:
        line = hosts.thank(db.session(), user().id, event_id)
        name = contacts.get(db.session(), user().id, line.contact_id).name
        undo = url_for("afterwards.not_thanked", event_id=event_id, back=request.values.get("back"))
        return _done(event_id, _("Noted: you thanked %(name)s.", name=name), undo)

    return _tried(event_id, act)


@bp.post("/events/<event_id>/host/not-thanked")
def not_thanked(event_id: str) -> ResponseReturnValue:
    hosts.unthank(db.session(), user().id, event_id)
    again = url_for("afterwards.thanked", event_id=event_id, back=request.values.get("back"))
    return _done(event_id, _("The thank-you is still owed."), again)


@bp.post("/events/<event_id>/after/done")
def finish(event_id: str) -> ResponseReturnValue:
    event = afterwards.done(db.session(), user().id, event_id)
    undo = url_for("afterwards.reopen", event_id=event_id, back=request.values.get("back"))
    return _done(event_id, _("%(name)s is done with.", name=event.name), undo)


@bp.post("/events/<event_id>/after/open")
def reopen(event_id: str) -> ResponseReturnValue:
    afterwards.done(db.session(), user().id, event_id, is_done=False)
    again = url_for("afterwards.finish", event_id=event_id, back=request.values.get("back"))
    return _done(event_id, _("It is open again."), again)

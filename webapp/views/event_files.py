"""People and events from files: the file, what was read in it to look at, and then taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from webapp import event_words, filters
from webapp.domain.wording import _, ngettext
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import AttendeeSource, Event
from webapp.security import user
from webapp.services import event_files, events, guest_lists
from webapp.services.attendees import Added
from webapp.services.errors import Refused
from webapp.services.event_files import Proposed, Reading
from webapp.views.attendees import how_many
from webapp.views.forms_base import carried_out, refuse
from webapp.views.forms_event import AIM, AIM_COUNT, shown
from webapp.views.forms_event_files import EventListForm, FileForm, ListForm

# What a file of a little more than the limit may have, so that it is refused beside its field.
LARGEST_UPLOAD, LARGEST_CARRIED = 12_000_000, 6_000_000
FIRST = 5

bp = Blueprint("event_files", __name__, url_prefix="/events")


@bp.url_value_preprocessor
def allow_large(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let a list through that is larger than any other form: before anything reads it."""
    request.max_content_length, request.max_form_memory_size = LARGEST_UPLOAD, LARGEST_CARRIED


@bp.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    # It was refused while its token was looked for: nobody knows yet whose page it would be.
    text = _("A list may have 1 MB and 500 people. Keep those whom you may want to meet, and save it again.")
    return render_template("layout/error.html", title=_("This file is too large"), text=text), 413


@bp.route("/import", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    return _read(None)


@bp.route("/<event_id>/import", methods=["GET", "POST"])
def into(event_id: str) -> ResponseReturnValue:
    return _read(events.get(db.session(), user().id, event_id))


def _read(event: Event | None) -> Response:
    """Ask for a file; show what was read in the one that came."""
    form = FileForm()
    if request.method == "GET":
        return _ask(event, form)
    try:
        reading = event_files.read(db.session(), user().id, _octets(form))
        if len(reading.events) > 1 and not (form.which.data or "").isdigit():
            return _choose(event, form, reading)
        proposed = _chosen(form, reading)
        found = _form_of(event, reading, proposed)
    except Refused as refused:
        refuse(form, refused)
        return _ask(event, form, 422)
    found.look()
    return _look(event, found, hints=_hints(proposed))


def _octets(form: FileForm) -> bytes:
    """Return the file that was chosen, or the calendar that was read before."""
    if form.calendar.data:
        return str(form.calendar.data).encode()
    if not form.file.data or not form.file.data.filename:
        raise Refused("file", _("Choose a file first."))
    return bytes(form.file.data.stream.read(event_files.LARGEST + 1))


def _chosen(form: FileForm, reading: Reading) -> Proposed | None:
    at = int(form.which.data) if (form.which.data or "").isdigit() else 0
    return reading.events[at] if at < len(reading.events) else next(iter(reading.events), None)


def _ask(event: Event | None, form: FileForm, status: int = 200) -> Response:
    form.calendar.data = ""
    return render("events/import.html", status=status, event=event, form=form)


def _choose(event: Event | None, form: FileForm, reading: Reading) -> Response:
    form.calendar.data = reading.calendar
    form.which.choices = [(str(at), _in_words(one)) for at, one in enumerate(reading.events)]
    form.which.data = "0"
    return render("events/import_choose.html", event=event, form=form)


def _in_words(one: Proposed) -> str:
    return _("%(event)s, %(day)s", event=one.name or _("An event"), day=event_words.hours(one)[0])


def _form_of(event: Event | None, reading: Reading, proposed: Proposed | None) -> ListForm:
    """Return the form that shows what was read; raises Refused where that is nobody, or older than what is known."""
    table = event_files.table_of(proposed) if proposed else reading.table
    assert table is not None, "a file is read as a list or as events"
    edition = proposed.edition if proposed else event_files.NONE
    known = event_files.of_invitation(db.session(), user().id, edition, event)
    if event is not None and not table.rows and not (known and edition.tells):
        raise Refused("file", _("This invitation names nobody but you. Paste who will be there instead."))
    source = AttendeeSource.CALENDAR if proposed else AttendeeSource.CSV
    data = {
        "carried": event_files.packed(table), "heading": table.heading, "columns": [one.value for one in table.columns],
        "uid": edition.uid, "sequence": str(edition.sequence), "tells": "1" if edition.tells else "",
        "source": source.value,
    }  # fmt: skip
    if event is not None:
        return ListForm(None, data=data)
    usual = shown(known) if known else {"aim": _(AIM), "aim_count": AIM_COUNT}
    return EventListForm(None, data=data | usual | (_fields(proposed) if proposed else {}))


def _fields(one: Proposed) -> dict[str, object]:
    """Return what a calendar says of an event; what it leaves open stays as it is."""
    times = {name: filters.local(getattr(one, name)).replace(tzinfo=None) for name in ("starts_at", "ends_at")}
    said = {name: getattr(one, name) for name in ("name", "place", "host")}
    return {name: value for name, value in said.items() if value} | times


def _hints(one: Proposed | None) -> list[str]:
    """Say what to look at in an event that a calendar tells of in days, or of which there are many."""
    hints = {
        _("It repeats in that calendar. Put in the day on which you will go."): one is not None and one.repeats,
        _("The calendar gives it whole days. Put in the times, if you know them."): one is not None and one.all_day,
    }
    return [hint for hint, holds in hints.items() if holds]


def _look(event: Event | None, form: ListForm, status: int = 200, hints: Sequence[str] = ()) -> Response:
    """Show what was read, with those who would be put on the list and those who would be taken off it."""
    session, owner = db.session(), user().id
    people = event_files.without_user(session, owner, form.people)
    known = event_files.same(session, owner, form.edition, event)
    leaving = event_files.leaving(session, known, people, form.edition)
    more: dict[str, Any] = {"people": people, "first": FIRST, "hints": hints, "known": known, "leaving": leaving}
    return render("events/import_look.html", status=status, event=event, form=form, **more)


@bp.post("/import/event")
def make() -> ResponseReturnValue:
    return _take(None, EventListForm())


@bp.post("/<event_id>/import/people")
def add(event_id: str) -> ResponseReturnValue:
    return _take(events.get(db.session(), user().id, event_id), ListForm())


def _take(event: Event | None, form: ListForm) -> Response:
    """Take what was read, or show it once more as the user says its columns are."""
    if "look" in request.form:
        form.look()
        return _look(event, form)
    taken = carried_out(form, lambda: _taken(event, form))
    if taken is None:
        return _look(event, form, 422)
    event, added = taken
    text = how_many(added) if form.people or added.gone else _("%(name)s is noted.", name=event.name)
    at = added.gone[0].dropped_at.isoformat() if added.gone and added.gone[0].dropped_at else ""
    undo = url_for("event_files.put_back", event_id=event.id, at=at) if at else ""
    return done(url_for("events.page", event_id=event.id), text, undo=undo)


@bp.post("/<event_id>/import/put-back")
def put_back(event_id: str) -> ResponseReturnValue:
    """Put those back whom a file took off the list at a time."""
    try:
        at = datetime.fromisoformat(request.args.get("at", ""))
    except ValueError:
        abort(404)
    back = guest_lists.put_back(db.session(), events.get(db.session(), user().id, event_id), at)
    db.session.commit()
    text = ngettext("%(num)s person is on the list again.", "%(num)s people are on the list again.", len(back))
    return done(url_for("events.page", event_id=event_id), text if back else "")


def _taken(event: Event | None, form: ListForm) -> tuple[Event, Added]:
    session, owner = db.session(), user().id
    source = AttendeeSource.CALENDAR if form.from_calendar else AttendeeSource.CSV
    if isinstance(form, EventListForm):
        return event_files.make(session, owner, form.card(), form.people, source, form.edition, form.key.data or "")
    assert event is not None, "a list without an event comes with the fields of one"
    return event, event_files.put_on(session, owner, event.id, form.people, source, form.edition)

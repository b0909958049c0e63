"""Who will be at an event: put on its list, told apart, taken off it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import shorten
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.people_list import LONGEST, reading
from webapp.domain.wording import N_, _, ngettext
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Attendee, AttendeeSource
from webapp.security import user
from webapp.services import attendees, contacts, events, typed
from webapp.services.attendees import Added
from webapp.services.errors import Refused
from webapp.views.events import show
from webapp.views.forms_base import carried_out
from webapp.views.forms_event import PeopleForm

bp = Blueprint("attendees", __name__)


@bp.post("/events/<event_id>/people")
def add(event_id: str) -> ResponseReturnValue:
    form = PeopleForm(place="people")
    text = form.people.data or ""
    if (said := carried_out(form, lambda: _put_on(event_id, text))) is None:
        return show(event_id, 422, people_form=form)
    return done(url_for("events.page", event_id=event_id), said)


def _put_on(event_id: str, text: str) -> str:
    """Put those on the list who are named in a text; say how many, and what was left out."""
    found = reading(typed.text(text, "people", empty=_("Write or paste who will be there."), limit=LONGEST))
    if not found.people:
        raise Refused("people", _("No name was found in this. Write one on each line, for example: Jane Doe, Acme."))
    added = attendees.add_all(db.session(), user().id, event_id, found.people, AttendeeSource.TYPED)
    return " ".join(filter(None, (how_many(added), _left_out(found.unread))))


def how_many(added: Added) -> str:
    """Say how many were put on the list, how many stood there already, and how many went off it."""
    said = _come(added)
    if not added.gone:
        return said
    gone = ngettext("%(num)s person no longer comes.", "%(num)s people no longer come.", len(added.gone))
    return f"{said} {gone}"


def _come(added: Added) -> str:
    number, known = len(added.new), added.known
    if not number:
        return _("Nobody new; %(known)s stood there already.", known=known) if known else _("Nobody new.")
    said = ngettext("%(num)s person added.", "%(num)s people added.", number)
    if number < added.all:
        said = ngettext(
            "%(num)s person added; %(all)s in all.", "%(num)s people added; %(all)s in all.", number, all=added.all
        )
    return f"{said} {_('%(known)s stood there already.', known=known)}" if known else said


def _left_out(unread: Sequence[str]) -> str:
    if not unread:
        return ""
    first = ", ".join(f"“{shorten(one, 60, placeholder=' …')}”" for one in unread[:3])
    return ngettext(
        "%(num)s line was left out, no name was found there: %(lines)s.",
        "%(num)s lines were left out, no name was found there: %(lines)s.",
        len(unread), lines=first + (", …" if len(unread) > 3 else ""),
    )  # fmt: skip


@bp.route("/events/<event_id>/pick", methods=["GET", "POST"])
def pick(event_id: str) -> ResponseReturnValue:
    event = events.get(db.session(), user().id, event_id)
    if request.method == "POST":
        picked = attendees.pick(db.session(), user().id, event_id, request.form.getlist("contact_id"))
        db.session.commit()
        search, added = request.form.get("q", ""), Added(picked, 0, len(attendees.of(db.session(), event)))
        return done(url_for("attendees.pick", event_id=event_id, q=search or None), how_many(added))
    there = {row.contact_id for row in attendees.of(db.session(), event)}
    return render("events/pick.html", event=event, there=there, **_searched())


def _searched() -> dict[str, Any]:
    """Return a page of the contacts that the request looks for."""
    search = request.args.get("q", "")
    found = contacts.listing(db.session(), user().id, search=search, page=request.args.get("page", 1, type=int))
    return {"found": found, "search": search}


@bp.get("/attendees/<attendee_id>/who")
def who(attendee_id: str) -> ResponseReturnValue:
    row = attendees.get(db.session(), user().id, attendee_id)
    return render("events/who.html", row=row, event=events.get(db.session(), user().id, row.event_id), **_searched())


@bp.post("/attendees/<attendee_id>/is/<contact_id>")
def is_contact(attendee_id: str, contact_id: str) -> ResponseReturnValue:
    contact = contacts.get(db.session(), user().id, contact_id).name
    said, undo = N_("%(name)s is %(contact)s."), "attendees.ask_again"
    return _act(attendees.is_contact, attendee_id, contact_id, said=said, undo=undo, contact=contact)


@bp.post("/attendees/<attendee_id>/nobody")
def is_nobody(attendee_id: str) -> ResponseReturnValue:
    return _act(attendees.is_nobody, attendee_id, said=N_("%(name)s is new to you."), undo="attendees.ask_again")


@bp.post("/attendees/<attendee_id>/ask-again")
def ask_again(attendee_id: str) -> ResponseReturnValue:
    return _act(attendees.undecided, attendee_id, said=N_("%(name)s stands there as before."))


@bp.post("/attendees/<attendee_id>/to-contact")
def to_contact(attendee_id: str) -> ResponseReturnValue:
    return _act(
        attendees.to_contact, attendee_id, said=N_("%(name)s is among your people now."), undo="attendees.not_a_contact"
    )


@bp.post("/attendees/<attendee_id>/not-a-contact")
def not_a_contact(attendee_id: str) -> ResponseReturnValue:
    return _act(attendees.not_a_contact, attendee_id, said=N_("%(name)s is a name on the list again."))


@bp.post("/attendees/<attendee_id>/remove")
def remove(attendee_id: str) -> ResponseReturnValue:
    return _act(attendees.remove, attendee_id, said=N_("%(name)s is off the list."), undo="attendees.restore")


@bp.post("/attendees/<attendee_id>/restore")
def restore(attendee_id: str) -> ResponseReturnValue:
    return _act(attendees.restore, attendee_id, said=N_("%(name)s is on the list again."))


def _act(
    act: Callable[..., object], attendee_id: str, *more: str, said: str, undo: str = "", **values: str
) -> ResponseReturnValue:
    """Do something about somebody on a list, say so with the way back, and show the list."""
    row: Attendee = attendees.get(db.session(), user().id, attendee_id)
    name, back = row.name, url_for("events.page", event_id=row.event_id)
    try:
        act(db.session(), user().id, attendee_id, *more)
    except Refused as refused:
        db.session.rollback()
        return done(back, refused.sentence)
    db.session.commit()
    return done(back, _(said, name=name, **values), undo=url_for(undo, attendee_id=attendee_id) if undo else "")

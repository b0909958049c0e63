"""Where the time goes: a week's entries, noted by a tap, and the split between people and adverts."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp import filters, insight_words, pictures
from webapp.domain import charts
from webapp.domain.weeks import monday
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Through, TimeEntry
from webapp.security import user
from webapp.services import hours, hours_proposed
from webapp.services.errors import Refused
from webapp.views.forms_base import carried_out
from webapp.views.forms_hours import LENGTHS, AimForm, EntryForm, TapForm
from webapp.views.going_back import on_today, undo_of

bp = Blueprint("hours", __name__, url_prefix="/time")
FIRST_WEEK = date(1950, 1, 2)


@bp.get("")
def index() -> ResponseReturnValue:
    return _show()


def _show(status: int = 200, entry_form: EntryForm | None = None, aim_form: AimForm | None = None) -> Response:
    """Answer with the week that is asked for, by default this one; the forms are those that the user left wrong."""
    session, today, first = db.session(), filters.today(), _week()
    this_week, aim = first == monday(today), user().people_share
    when = _("This week") if this_week else _("In the week of %(day)s,", day=insight_words.short_day(first))
    split = hours.week(session, user().id, first)
    return render(
        "hours/index.html",
        "hours/_hours.html",
        status=status,
        first=first,
        this_week=this_week,
        weeks=[first + timedelta(weeks=step) for step in (-1, 1)],
        when=when,
        split=split,
        picture=pictures.split(split, when, aim),
        parts=charts.across((split.people, split.adverts), split.total),
        entries=hours.entries(session, user().id, first),
        proposals=hours_proposed.proposals(session, user().id, today, filters.zone()),
        days=[today - timedelta(days=back) for back in range(7)],
        people=hours.people(session, user().id),
        aim=aim,
        entry_form=entry_form or EntryForm(None, place="entry"),
        aim_form=aim_form or AimForm(None, place="aim", people_share=aim),
        lengths=LENGTHS,
    )


def _week() -> date:
    """The Monday of the week in the address; what is no day, or still to come, is this week."""
    this = monday(filters.today())
    try:
        return max(min(monday(date.fromisoformat(request.args.get("week", ""))), this), FIRST_WEEK)
    except (ValueError, OverflowError):
        return this


def _home(day: date | None = None) -> str:
    """The page on which something was done, at the week of the day that it was about."""
    if on_today():
        return url_for("today.index")
    first, this = monday(day) if day else _week(), monday(filters.today())
    return url_for("hours.index", week=None if first == this else first.isoformat())


def _done(entry: TimeEntry, text: str, undo: str) -> ResponseReturnValue:
    db.session.commit()
    return done(_home(entry.day), text, undo_of(undo, entry_id=entry.id))


@bp.post("/tap")
def tap() -> ResponseReturnValue:
    form = TapForm()
    if not form.validate_on_submit():
        raise Refused("tap", _("Choose one of the lengths, and a day."))
    return _noted(hours.add(db.session(), user().id, **form.values()))


@bp.post("")
def add() -> ResponseReturnValue:
    form = EntryForm(place="entry")

    def enter() -> TimeEntry:
        session, whom = db.session(), hours.person_named(db.session(), user().id, form.person.data or "")
        through, minutes, day = Through(form.through.data), form.minutes.data, form.day.data
        return hours.add(session, user().id, minutes, through, day, text=form.text.data or "", contact_id=whom)

    entry = carried_out(form, enter)
    return _show(422, entry_form=form) if entry is None else _noted(entry)


def _noted(entry: TimeEntry) -> ResponseReturnValue:
    return _done(entry, _said(entry), "hours.delete")


def _said(entry: TimeEntry) -> str:
    words = {"time": insight_words.spent(entry.minutes), "day": insight_words.on_day(entry.day)}
    if entry.through is Through.ADVERTS:
        return _("%(time)s through adverts %(day)s: noted.", **words)
    return _("%(time)s through people %(day)s: noted.", **words)


@bp.post("/<entry_id>/delete")
def delete(entry_id: str) -> ResponseReturnValue:
    entry = hours.remove(db.session(), user().id, entry_id)
    return _done(entry, _("The entry is deleted."), "hours.restore")


@bp.post("/<entry_id>/restore")
def restore(entry_id: str) -> ResponseReturnValue:
    entry = hours.restore(db.session(), user().id, entry_id)
    return _done(entry, _("The entry is back."), "hours.delete")


@bp.post("/proposals/add")
def accept() -> ResponseReturnValue:
    source = request.form.get("source", "")
    entry = hours_proposed.accept(db.session(), user().id, source, filters.today(), filters.zone())
    return _done(entry, _said(entry), "hours.propose_again")


@bp.post("/proposals/refuse")
def refuse() -> ResponseReturnValue:
    source = request.form.get("source", "")
    entry = hours_proposed.refuse(db.session(), user().id, source, filters.today(), filters.zone())
    return _done(entry, _("Not noted. You will not be asked again."), "hours.propose_again")


@bp.post("/<entry_id>/propose-again")
def propose_again(entry_id: str) -> ResponseReturnValue:
    hours_proposed.propose_again(db.session(), user().id, entry_id)
    db.session.commit()
    return done(_home(), _("It is proposed again."))


@bp.post("/aim")
def aim() -> ResponseReturnValue:
    form = AimForm(place="aim")

    def set_aim() -> bool:
        hours.aim(db.session(), user().id, form.people_share.data)
        return True

    if not carried_out(form, set_aim):
        return _show(422, aim_form=form)
    return done(_home(), _("Saved."))

"""Triage: mails that we are not sure about, each settled where it stands, and each taken back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.wording import N_, _
from webapp.extensions import db
from webapp.htmx import done, render, wants_fragment
from webapp.models import TriageItem, TriageKind
from webapp.security import user
from webapp.services import contacts, settlements, triage
from webapp.services.errors import Refused
from webapp.services.triage import Item

bp = Blueprint("triage", __name__, url_prefix="/triage")


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are one question: several unverified mails of one contact, or a single item."""

    items: tuple[Item, ...]

    @property
    def first(self) -> Item:
        """The newest of them."""
        return self.items[0]


def _grouped(items: list[Item]) -> list[Group]:
    """Put the unverified mails of one contact where the newest of them stands; the order stays otherwise."""
    place: dict[str, int] = {}

    def key(item: Item) -> str:
        return (item.row.contact_id or "") if item.row.kind is TriageKind.UNVERIFIED else item.row.id

    for item in items:
        place.setdefault(key(item), len(place))
    together = groupby(sorted(items, key=lambda item: place[key(item)]), key)
    return [Group(tuple(found)) for _key, found in together]


@bp.get("")
def index() -> ResponseReturnValue:
    found = triage.waiting(db.session(), user().id)
    return render(
        "triage/index.html",
        "triage/_waiting.html",
        groups=_grouped(found),
        number=contacts.open_questions(db.session(), user().id),
        people=contacts.names(db.session(), user().id),
    )


@bp.get("/count")
def count() -> ResponseReturnValue:
    return render("layout/_triage_count.html", at=request.args.get("at")) if wants_fragment() else index()


@bp.get("/<item_id>")
def item(item_id: str) -> ResponseReturnValue:
    found = triage.one(db.session(), user().id, item_id)
    people = contacts.names(db.session(), user().id)
    said = settled_words(found, dict(people))
    return render("triage/page.html", "triage/_part.html", group=Group((found,)), people=people, said=said)


@bp.get("/of/<contact_id>")
def of(contact_id: str) -> ResponseReturnValue:
    contact = contacts.get(db.session(), user().id, contact_id)
    found = triage.waiting_of(db.session(), user().id, contact_id)
    mark = request.args.get("accepted", "")
    said = (
        _("All accepted: they are %(name)s’s, and count from now on.", name=contact.name) if mark or not found else ""
    )
    undo = url_for("triage.reopen_together", contact_id=contact_id, accepted=mark) if mark else ""
    return render(
        "triage/page.html", "triage/_part.html", group=Group(tuple(found)), people=[], said=said, undo=undo,
        contact=contact,
    )  # fmt: skip


@bp.post("/of/<contact_id>/accept")
def accept_together(contact_id: str) -> ResponseReturnValue:
    mark = settlements.accept_together(db.session(), user().id, contact_id, request.form.getlist("item"))
    db.session.commit()
    undo = url_for("triage.reopen_together", contact_id=contact_id, accepted=mark)
    return _settled(
        url_for("triage.of", contact_id=contact_id, accepted=mark), _("Accepted. They count from now on."), undo
    )


@bp.post("/of/<contact_id>/reopen")
def reopen_together(contact_id: str) -> ResponseReturnValue:
    settlements.reopen_together(db.session(), user().id, contact_id, request.args.get("accepted", ""))
    db.session.commit()
    return _settled(url_for("triage.of", contact_id=contact_id), _("They wait for your word again."))


@bp.post("/<item_id>/accept")
def accept(item_id: str) -> ResponseReturnValue:
    choice = request.form.get("choice", "")
    return _settle(item_id, lambda: triage.accept(db.session(), user().id, item_id, choice))


@bp.post("/<item_id>/person")
def person(item_id: str) -> ResponseReturnValue:
    chosen, always = request.form.get("contact", ""), "always" in request.form
    return _settle(item_id, lambda: _put(item_id, chosen, always))


def _put(item_id: str, contact_id: str, always: bool) -> TriageItem:
    triage.get(db.session(), user().id, item_id)
    if not contact_id:
        raise Refused("contact", _("First choose the person who wrote this."))
    return triage.another(db.session(), user().id, item_id, contact_id, always=always)


@bp.post("/<item_id>/not-this")
def not_this(item_id: str) -> ResponseReturnValue:
    return _settle(item_id, lambda: triage.not_this(db.session(), user().id, item_id))


@bp.post("/<item_id>/never")
def never(item_id: str) -> ResponseReturnValue:
    return _settle(item_id, lambda: triage.never_log(db.session(), user().id, item_id, domain="domain" in request.form))


@bp.post("/<item_id>/reopen")
def reopen(item_id: str) -> ResponseReturnValue:
    try:
        settlements.reopen(db.session(), user().id, item_id)
    except Refused as refused:
        db.session.rollback()
        flash(refused.sentence, "trouble")
        return _settled(url_for("triage.item", item_id=item_id))
    db.session.commit()
    return _settled(url_for("triage.item", item_id=item_id), _("It waits for your word again."))


def _settle(item_id: str, act: Callable[[], TriageItem]) -> ResponseReturnValue:
    """Do what a button asks for, and show the item as it is then; a refusal is said and changes nothing."""
    try:
        act()
    except Refused as refused:
        db.session.rollback()
        flash(refused.sentence, "trouble")
        return _settled(url_for("triage.item", item_id=item_id))
    db.session.commit()
    found = triage.one(db.session(), user().id, item_id)
    words = settled_words(found, dict(contacts.names(db.session(), user().id)))
    undo = url_for("triage.reopen", item_id=item_id, back=request.values.get("back"))
    return _settled(url_for("triage.item", item_id=item_id), words, undo)


def _settled(part: str, text: str = "", undo: str = "") -> Response:
    """Say what was done and offer the way back: on Today; with htmx in the part itself, without in the list."""
    if request.values.get("back") == "today":
        return done(url_for("today.index"), text, undo)
    return done(part) if wants_fragment() else done(url_for("triage.index"), text, undo)


def settled_words(item: Item, people: dict[str, str]) -> str:
    """Return what the user said of an item; "" while it waits."""
    how, _space, what = item.row.settlement.partition(" ")
    if item.row.settled_at is None:
        return ""
    name = item.contact.name if item.contact else people.get(what.rpartition(" ")[2], _("somebody you know"))
    if how in {triage.ANOTHER, triage.LEARNED} or (item.row.kind is TriageKind.STRANGER and how == triage.ACCEPTED):
        name = people.get(what, _("somebody you know"))
        if how == triage.LEARNED:
            return _("It is on %(name)s’s timeline, and the address is theirs from now on.", name=name)
        return _("It is on %(name)s’s timeline.", name=name)
    if how == triage.NEVER:
        return _("Mail from %(pattern)s is never logged from now on.", pattern=what)
    return _(_SAID.get((item.row.kind, how), N_("It is settled.")), name=name)


_SAID = {
    (TriageKind.UNVERIFIED, triage.ACCEPTED): N_("It is %(name)s’s, and counts from now on."),
    (TriageKind.UNVERIFIED, triage.TOGETHER): N_("It is %(name)s’s, and counts from now on."),
    (TriageKind.UNVERIFIED, triage.NOT_THIS): N_("It is not %(name)s’s, and counts for nothing."),
    (TriageKind.THANK_YOU, triage.ACCEPTED): N_("It was your thank-you to %(name)s."),
    (TriageKind.THANK_YOU, triage.NOT_THIS): N_("It was no thank-you."),
    (TriageKind.WHICH_THANKS, triage.ACCEPTED): N_("It thanks %(name)s for that."),
    (TriageKind.WHICH_THANKS, triage.NOT_THIS): N_("It thanks for none of these."),
    (TriageKind.REPORT_BACK, triage.ACCEPTED): N_("It told %(name)s how it went."),
    (TriageKind.REPORT_BACK, triage.NOT_THIS): N_("It told nothing of how it went; they are still to be told."),
    (TriageKind.WHICH_ASK, triage.ACCEPTED): N_("It answers that ask."),
    (TriageKind.WHICH_ASK, triage.NOT_THIS): N_("It answers none yet; they wait on."),
    (TriageKind.ALIAS, triage.ACCEPTED): N_("It is %(name)s’s, and so is the address from now on."),
    (TriageKind.ALIAS, triage.NOT_THIS): N_("It is not %(name)s’s. This address is not proposed for them again."),
    (TriageKind.FORWARD, triage.ACCEPTED): N_("It is on %(name)s’s timeline."),
    (TriageKind.FORWARD, triage.NOT_THIS): N_("It is not logged."),
    (TriageKind.HELD, triage.ACCEPTED): N_("It is logged as your word."),
    (TriageKind.HELD, triage.NOT_THIS): N_("It is not from you, and is not logged."),
    (TriageKind.DECLINE, triage.ACCEPTED): N_(
        "%(name)s declined. You could ask whether they can suggest someone else."
    ),
    (TriageKind.DECLINE, triage.NOT_THIS): N_("%(name)s did not decline."),
    (
        TriageKind.PROPOSED_ASK,
        triage.ACCEPTED,
    ): N_("It is an ask to %(name)s. You can change its words on their page."),
    (TriageKind.PROPOSED_ASK, triage.NOT_THIS): N_("It is no ask, and not proposed again."),
    (TriageKind.PERSON, triage.ACCEPTED): N_(
        "They are among your people, and %(name)s is noted as who sent you to them."
    ),
    (TriageKind.PERSON, triage.NOT_THIS): N_("They are not added, and not proposed again."),
    (TriageKind.INVITATION, triage.ACCEPTED): N_("It stands among the interviews with %(name)s."),
    (TriageKind.INVITATION, triage.NOT_THIS): N_("No interview follows from it."),
    (TriageKind.STRANGER, triage.NOT_THIS): N_("It is nobody’s you know, and is not logged."),
}

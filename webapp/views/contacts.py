"""People: the list with its search, adding and changing them, and the page of each."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from webapp import filters
from webapp.domain.evidence import Phase
from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Contact, utcnow
from webapp.security import user
from webapp.services import chain, contacts, giving, mailboxes, next_steps, strengths, suggestions
from webapp.services.deleted import KEPT_FOR
from webapp.services.errors import Refused, Taken
from webapp.services.timeline import phase_changes, relationship
from webapp.views import contact_page
from webapp.views.forms_contact import ContactForm, NewContactForm, filled

SHEET_LINES = 12

bp = Blueprint("contacts", __name__, url_prefix="/people")


@bp.app_template_global()
def to_people(text: str) -> tuple[str, str]:
    """Return where an empty place leads, and its words: to the people, or to the first one to add."""
    if contacts.counts(db.session(), user().id)["all"]:
        return url_for("contacts.index"), text
    return url_for("contacts.new"), _("Add a person")


@bp.get("")
def index() -> ResponseReturnValue:
    chosen = request.args.get("phase", "")
    phase = Phase(chosen) if chosen in set(Phase) else None
    search = request.args.get("q", "")
    found = contacts.listing(
        db.session(),
        user().id,
        search=search,
        phase=phase,
        archived=chosen == "archived",
        page=request.args.get("page", 1, type=int),
    )
    counts = contacts.counts(db.session(), user().id)
    suggested = len(suggestions.waiting(db.session(), user().id)) if user().suggest_people else 0
    return render(
        "contacts/index.html", "contacts/_people.html", found=found, counts=counts, search=search, chosen=chosen,
        suggested=suggested, anybody=bool(counts["all"] or counts["archived"] or search or chosen),
    )  # fmt: skip


@bp.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    form = NewContactForm(addresses=request.args.get("address", ""))
    has_mailbox = bool(mailboxes.all_of(db.session(), user().id))
    if form.validate_on_submit():
        try:
            contact = contacts.add(db.session(), user().id, form.card())
        except Refused as refused:
            return _refuse("contacts/new.html", form, refused, has_mailbox=has_mailbox)
        db.session.commit()
        return done(url_for("contacts.page", contact_id=contact.id), _("%(name)s is added.", name=contact.name))
    return render("contacts/new.html", status=422 if form.errors else 200, form=form, has_mailbox=has_mailbox)


@bp.route("/<contact_id>/edit", methods=["GET", "POST"])
def edit(contact_id: str) -> ResponseReturnValue:
    contact = contacts.get(db.session(), user().id, contact_id)
    form = _form_of(contact)
    if form.validate_on_submit():
        try:
            contacts.change(db.session(), user().id, contact_id, form.card())
        except Refused as refused:
            return _refuse("contacts/edit.html", form, refused, contact_id=contact_id)
        db.session.commit()
        return done(url_for("contacts.page", contact_id=contact_id), _("Saved."))
    return render("contacts/edit.html", status=422 if form.errors else 200, form=form, contact_id=contact_id)


def _form_of(contact: Contact) -> ContactForm:
    organisation = contacts.organisation_of(db.session(), contact)
    return filled(contact, organisation.name if organisation else "")


def _refuse(page: str, form: ContactForm, refused: Refused, **context: Any) -> ResponseReturnValue:
    db.session.rollback()
    form[refused.field].errors = [*form[refused.field].errors, refused.sentence]
    taken_by = refused.contact_id if isinstance(refused, Taken) else ""
    return render(page, status=422, form=form, taken_by=taken_by, **context)


@bp.get("/<contact_id>")
def page(contact_id: str) -> ResponseReturnValue:
    return contact_page.show(contact_id)


@bp.get("/<contact_id>/track")
def track(contact_id: str) -> ResponseReturnValue:
    contact = contacts.get(db.session(), user().id, contact_id)
    changes = phase_changes(db.session(), contact)
    return render("contacts/track.html", "contacts/_track.html", contact=contact, changes=changes)


@bp.post("/<contact_id>/archive")
def archive(contact_id: str) -> ResponseReturnValue:
    contact = contacts.archive(db.session(), user().id, contact_id)
    db.session.commit()
    undo = url_for("contacts.unarchive", contact_id=contact_id)
    return done(
        url_for("contacts.index"), _("%(name)s is archived. Their mail is still logged.", name=contact.name), undo
    )


@bp.post("/<contact_id>/unarchive")
def unarchive(contact_id: str) -> ResponseReturnValue:
    contact = contacts.unarchive(db.session(), user().id, contact_id)
    db.session.commit()
    undo = url_for("contacts.archive", contact_id=contact_id)
    return done(
        url_for("contacts.page", contact_id=contact_id), _("%(name)s is back in the list.", name=contact.name), undo
    )


@bp.route("/<contact_id>/delete", methods=["GET", "POST"])
def delete(contact_id: str) -> ResponseReturnValue:
    if request.method == "GET":
        contact = contacts.get(db.session(), user().id, contact_id)
        hangs_on = chain.hangs_on(db.session(), contact)
        return render("contacts/delete.html", contact=contact, hangs_on=hangs_on, days=KEPT_FOR.days)
    contact = contacts.delete(db.session(), user().id, contact_id)
    db.session.commit()
    undo = url_for("contacts.restore", contact_id=contact_id)
    return done(
        url_for("contacts.index"), _("%(name)s is deleted. Their mail is no longer logged.", name=contact.name), undo
    )


@bp.post("/<contact_id>/restore")
def restore(contact_id: str) -> ResponseReturnValue:
    contact = contacts.restore(db.session(), user().id, contact_id)
    db.session.commit()
    return done(url_for("contacts.page", contact_id=contact_id), _("%(name)s is back.", name=contact.name))


@bp.get("/<contact_id>/sheet")
def sheet(contact_id: str) -> ResponseReturnValue:
    session = db.session()
    contact = contacts.get(session, user().id, contact_id)
    rel = relationship(session, contact, limit=SHEET_LINES)
    now = utcnow()
    return render(
        "contacts/sheet.html",
        contact=contact,
        rel=rel,
        tier=strengths.tier_of(contact, now),
        step=next_steps.of(session, contact, now, filters.today()),
        ways=giving.ways(session, contact, now),
        coming=[one for one in rel.interviews if one.starts_at > now],
    )

"""People who may be one: side by side, kept apart, or merged field by field; and a merge undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.wording import N_, _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Contact
from webapp.security import SAFE_METHODS, user
from webapp.services import contacts, duplicates, merged, merges
from webapp.services.duplicates import Pair
from webapp.services.errors import NotFound
from webapp.services.merges import BOTH, FIELDS, GONE, KEPT, TEXTS
from webapp.views.forms_contact import cadence_words

bp = Blueprint("duplicates", __name__, url_prefix="/people")

SHOWN = 20
NAMES = {
    "name": N_("Name"), "role": N_("Role"), "organisation_id": N_("Organisation"), "phone": N_("Phone"),
    "source": N_("How you know each other"), "can_hire": N_("Has the power to hire"),
    "cadence_days": N_("Keep in touch"), "common_ground": N_("Common ground"), "note": N_("Note"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """A contact as it stands beside another one."""

    contact: Contact
    organisation: str
    addresses: list[str]

    def said(self, name: str) -> str:
        """Return what is said in a field."""
        match name:
            case "source":
                return contacts.source_words(self.contact.source)
            case "can_hire":
                return _("Yes") if self.contact.can_hire else _("No")
            case "cadence_days":
                return cadence_words(self.contact.cadence_days)
        return self.organisation if name == "organisation_id" else str(getattr(self.contact, name))


def _side(contact: Contact) -> Side:
    organisation = contacts.organisation_of(db.session(), contact)
    addresses = [row.address for row in contacts.addresses_of(db.session(), contact)]
    return Side(contact, organisation.name if organisation else "", addresses)


def _sides(one: str, other: str) -> tuple[Side, Side]:
    """Both, with whom the user is in touch or who was added first in front: that one is kept."""
    both = sorted(
        (contacts.get(db.session(), user().id, key) for key in (one, other)),
        key=lambda row: (row.last_at is None, row.created_at, row.id),
    )
    return _side(both[0]), _side(both[1])


def _shown(pairs: list[Pair]) -> Iterator[tuple[Pair, tuple[Side, Side]]]:
    return ((pair, _sides(pair.one, pair.other)) for pair in pairs[:SHOWN])


@bp.get("/duplicates")
def index() -> ResponseReturnValue:
    pairs = duplicates.pairs(db.session(), user().id)
    shown = list(_shown(pairs))
    return render("duplicates/index.html", "duplicates/_pairs.html", shown=shown, number=len(pairs))


@bp.post("/<contact_id>/not/<other_id>")
def two_people(contact_id: str, other_id: str) -> ResponseReturnValue:
    duplicates.two_people(db.session(), user().id, contact_id, other_id)
    db.session.commit()
    undo = url_for("duplicates.perhaps_one", contact_id=contact_id, other_id=other_id)
    return done(url_for("duplicates.index"), _("Noted: they are two people. It is not asked again."), undo)


@bp.post("/<contact_id>/perhaps/<other_id>")
def perhaps_one(contact_id: str, other_id: str) -> ResponseReturnValue:
    duplicates.perhaps_one(db.session(), user().id, contact_id, other_id)
    db.session.commit()
    return done(url_for("duplicates.index"), _("They are asked about again."))


@bp.route("/<contact_id>/merge/<other_id>", methods=["GET", "POST"])
def merge(contact_id: str, other_id: str) -> ResponseReturnValue:
    kept, gone = (_side(contacts.get(db.session(), user().id, key)) for key in (contact_id, other_id))
    if contact_id == other_id or gone.contact.deleted_at or kept.contact.deleted_at:
        raise NotFound("Contact")
    if request.method == "GET":
        return render("duplicates/merge.html", kept=kept, gone=gone, choices=_choices(kept, gone), BOTH=BOTH)
    take = _implied(kept, gone) | {name: request.form[name] for name in FIELDS if name in request.form}
    row = merges.merge(db.session(), user().id, contact_id, other_id, take)
    db.session.commit()
    undo = url_for("duplicates.undo", merge_id=row.id)
    text = _("%(one)s and %(other)s are one person now.", one=gone.contact.name, other=kept.contact.name)
    return done(url_for("contacts.page", contact_id=contact_id), text, undo)


def _choices(kept: Side, gone: Side) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return (field, its name, [(choice, words)]) of what both say, and not the same."""
    return [
        (
            name,
            _(NAMES[name]),
            [(KEPT, kept.said(name)), (GONE, gone.said(name)), *([(BOTH, "")] if name in TEXTS else [])],
        )
        for name in FIELDS
        if kept.said(name) and gone.said(name) and kept.said(name) != gone.said(name)
    ]


def _implied(kept: Side, gone: Side) -> dict[str, str]:
    """What one of them alone says needs no choice."""
    return {name: GONE for name in FIELDS if not kept.said(name) and gone.said(name)}


@bp.post("/merges/<merge_id>/undo")
def undo(merge_id: str) -> ResponseReturnValue:
    row = merges.undo(db.session(), user().id, merge_id)
    db.session.commit()
    gone = contacts.get(db.session(), user().id, row.gone_id)
    return done(
        url_for("contacts.page", contact_id=row.kept_id), _("%(name)s is a person of their own again.", name=gone.name)
    )


@bp.before_app_request
def lead_to_who_was_kept() -> ResponseReturnValue | None:
    """Let an old address of somebody who was merged lead to whom they were merged with."""
    contact_id = (request.view_args or {}).get("contact_id")
    kept = merged.standing(db.session(), user().id, [contact_id]).get(contact_id) if contact_id else None
    if kept is None:
        return None
    if request.method in SAFE_METHODS and request.endpoint:
        return done(url_for(request.endpoint, **{**(request.view_args or {}), "contact_id": kept}))
    flash(_("They are one person now, under this name. What you sent was not saved: do it again here."), "trouble")
    return done(url_for("contacts.page", contact_id=kept))

"""The addresses of a person: added and removed beside the others on their page."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from webapp.domain.addresses import display
from webapp.domain.wording import _, ngettext
from webapp.extensions import db
from webapp.htmx import done
from webapp.security import user
from webapp.services import addresses, contacts
from webapp.views import contact_page
from webapp.views.forms_base import carried_out
from webapp.views.forms_contact import AddressForm
from webapp.views.going_back import home, keep_lines, undo_of

bp = Blueprint("addresses", __name__, url_prefix="/people/<contact_id>/addresses")
bp.url_defaults(keep_lines)


@bp.post("")
def give(contact_id: str) -> ResponseReturnValue:
    contact = contacts.get(db.session(), user().id, contact_id)
    form = AddressForm(place="address")
    row = carried_out(form, lambda: addresses.give(db.session(), user().id, contact_id, form.address.data or ""))
    if row is None:
        return contact_page.show(contact_id, 422, address_form=form)
    undo = undo_of("addresses.take_away", contact_id=contact_id, address_id=row.id)
    return done(
        home(contact_id),
        _("%(address)s is %(name)s’s. Its past mail is looked for.", address=display(row.address), name=contact.name),
        undo,
    )


@bp.post("/<address_id>/remove")
def take_away(contact_id: str, address_id: str) -> ResponseReturnValue:
    address, lines = addresses.take_away(db.session(), user().id, contact_id, address_id)
    db.session.commit()
    with_it = ngettext(
        "The one mail that stood here by it alone went with it.",
        "%(num)s mails that stood here by it alone went with it.",
        lines,
    )
    text = _("%(address)s is removed.", address=display(address))
    undo = undo_of("addresses.give_back", contact_id=contact_id, address=address)
    return done(home(contact_id), f"{text} {with_it}" if lines else text, undo)


@bp.post("/restore")
def give_back(contact_id: str) -> ResponseReturnValue:
    row = addresses.give(db.session(), user().id, contact_id, request.args.get("address", ""))
    db.session.commit()
    return done(home(contact_id), _("%(address)s is back.", address=display(row.address)))

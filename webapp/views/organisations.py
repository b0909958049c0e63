"""Organisations: the list, and what is known of each."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.wording import _
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Organisation
from webapp.security import user
from webapp.services import chain, organisations
from webapp.views.forms_base import carried_out
from webapp.views.forms_goal import OrganisationForm

bp = Blueprint("organisations", __name__, url_prefix="/organisations")


@bp.get("")
def index() -> ResponseReturnValue:
    return render("organisations/index.html", listed=organisations.listing(db.session(), user().id))


@bp.route("/<organisation_id>", methods=["GET", "POST"])
def page(organisation_id: str) -> ResponseReturnValue:
    session = db.session()
    found = organisations.get(session, user().id, organisation_id)
    form = OrganisationForm(name=found.name, research_notes=found.research_notes)

    def written() -> Organisation:
        given = {"name": form.name.data or "", "research_notes": form.research_notes.data or ""}
        return organisations.write(session, user().id, organisation_id, **given)

    if carried_out(form, written):
        return done(url_for("organisations.page", organisation_id=organisation_id), _("Saved."))
    return render(
        "organisations/page.html",
        status=422 if form.errors else 200,
        form=form,
        organisation=organisations.get(session, user().id, organisation_id),
        people=organisations.people(session, user().id, organisation_id),
        path=chain.path_to_organisation(session, user().id, organisation_id),
    )

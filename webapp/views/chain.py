"""The referral chain: its picture and its words, the warm path to somebody, whom to tell, and the cups."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from webapp.domain.wording import ngettext
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Contact, Organisation
from webapp.security import user
from webapp.services import chain, contacts, tidings
from webapp.services.scope import owned
from webapp.views.chain_drawing import draw
from webapp.views.forms_base import carried_out
from webapp.views.forms_referrals import CupsForm

bp = Blueprint("chain", __name__, url_prefix="/chain")


@bp.get("")
def index() -> ResponseReturnValue:
    return _show(CupsForm(None, place="cups", goal=user().cups_goal))


@bp.post("/goal")
def aim() -> ResponseReturnValue:
    form = CupsForm(place="cups")
    if carried_out(form, lambda: chain.aim(db.session(), user().id, form.goal.data)):
        return done(
            url_for("chain.index"), ngettext("The goal is %(num)s cup.", "The goal is %(num)s cups.", form.goal.data)
        )
    return _show(form, 422)


def _show(form: CupsForm, status: int = 200) -> ResponseReturnValue:
    session, me = db.session(), user()
    drawn = chain.read(session, me.id)
    root = chain.root_of(drawn, request.args.get("root", ""))
    return render(
        "chain/page.html",
        "chain/_chain.html",
        status=status,
        drawn=drawn,
        root=root,
        drawing=draw(drawn, root),
        above=[drawn.members[one] for one in reversed(list(drawn.tree.above(root)))],
        cups=chain.drunk(session, me.id),
        goal=me.cups_goal,
        cups_form=form,
        tidings=tidings.to_tell(session, me.id),
        found=_found(),
        here=request.full_path.rstrip("?"),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What the search for a warm path brought: the path once it is clear to whom, and what else was found."""

    typed: str
    sought: chain.Sought
    to: Contact | Organisation | None = None
    path: chain.Path | None = None


def _found() -> Found:
    """Read whom the search is about: one that was chosen, or what was typed where it is clear who that is."""
    typed, to, at = (request.args.get(name, "") for name in ("q", "to", "at"))
    sought = chain.seek(db.session(), user().id, typed)
    if to or (sought.alone and sought.people):
        return _to(contacts.get(db.session(), user().id, to) if to else sought.people[0])
    if at or sought.alone:
        return _at(owned(db.session(), Organisation, user().id, at) if at else sought.organisations[0])
    return Found(typed, sought)


def _to(contact: Contact) -> Found:
    path = chain.path_to_contact(db.session(), user().id, contact.id)
    return Found(contact.name, chain.Sought([contact]), contact, path)


def _at(place: Organisation) -> Found:
    path = chain.path_to_organisation(db.session(), user().id, place.id)
    return Found(place.name, chain.Sought((), [place]), place, path)

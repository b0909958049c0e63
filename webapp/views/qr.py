"""The user's own card, to be scanned by whom they meet."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from webapp.htmx import render
from webapp.security import user
from webapp.services import vcards

bp = Blueprint("qr", __name__)


@bp.get("/qr")
def page() -> ResponseReturnValue:
    return render("events/room/qr.html", person=user(), code=vcards.code(vcards.card(user())))


@bp.get("/qr.vcf")
def card() -> ResponseReturnValue:
    response = Response(vcards.card(user()), content_type="text/vcard; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="card.vcf"'
    return response

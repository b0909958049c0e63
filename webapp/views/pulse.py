"""The version row that open pages watch; asking for it also tells the worker that somebody is looking."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from webapp.security import note_open_page, user

bp = Blueprint("pulse", __name__)


@bp.get("/pulse")
def pulse() -> ResponseReturnValue:
    note_open_page()
    return jsonify(version=user().version)

"""What the scripts say, in the language of the install; in English, which stands in them, no page asks for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.extract import extract
from flask import Blueprint, Response, current_app, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from webapp import catalogs
from webapp.domain import wording
from webapp.language import PLACE

bp = Blueprint("words_js", __name__)

KEYWORDS = {"_": None, "ngettext": (1, 2)}
# Among these is one for each form that a language has.
NUMBERS = (*range(201), 1_000_000)


@bp.get("/words.js")
def words() -> ResponseReturnValue:
    """Each text of the scripts with its translation, or with one for each form where it depends on a number."""
    return Response(f"window.words = {_told() or '{}'};\n", content_type="text/javascript; charset=utf-8")


@bp.app_template_global()
def words_url() -> str:
    """Return where the scripts find their words, an address that changes with them; nothing where they need none."""
    told = _told()
    return url_for("words_js.words", v=hashlib.sha256(told.encode()).hexdigest()[:12]) if told else ""


def _told() -> str:
    """Return the words as JSON, looked up once: a process speaks one language."""
    if current_app.config["SETTINGS"].language == catalogs.ENGLISH:
        return ""
    if "words_js" not in current_app.extensions:
        said = _said(Path(current_app.static_folder or ""))
        current_app.extensions["words_js"] = json.dumps(said, ensure_ascii=False)
    return str(current_app.extensions["words_js"])


def _said(folder: Path) -> dict[str, str | dict[str, str]]:
    said: dict[str, str | dict[str, str]] = {}
    # The browser names the forms as CLDR does, and a catalog numbers them: a number of each tells which is which.
    numbers = {get_locale().plural_form(number): number for number in NUMBERS}
    for one, many in written(folder).items():
        places = {name: f"%({name})s" for name in PLACE.findall(one + many)}  # the scripts fill them
        if many:
            said[one] = {form: wording.ngettext(one, many, number, **places) for form, number in numbers.items()}
        else:
            said[one] = wording._(one, **places)
    return said


@cache
def written(folder: Path) -> Mapping[str, str]:
    """Return the texts of the scripts in the folder; where one depends on a number, with the text for many."""
    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.js")):
        with file.open("rb") as source:
            for _line, text, *_rest in extract("javascript", source, keywords=KEYWORDS):
                one, many = (text, "") if isinstance(text, str) else text
                found[one] = many
    return found

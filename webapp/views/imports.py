"""Imports: mail from files that the user uploads, each with how far it got and what came of it."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import BooleanField, MultipleFileField

from webapp.domain.wording import N_, _, ngettext
from webapp.extensions import db
from webapp.htmx import done, render
from webapp.models import Import
from webapp.security import user
from webapp.services import imports
from webapp.services.errors import Refused
from webapp.views.forms_base import SpokenForm, carried_out

LARGEST_UPLOAD = 200_000_000
MOST_FILES = 500
LEAST_FREE = 300_000_000
_MARK = b"\xef\xbb\xbf"  # with which some programs begin a text

bp = Blueprint("imports", __name__, url_prefix="/imports")


class ImportForm(SpokenForm):
    """The files, and whose words they hold."""

    files = MultipleFileField(
        N_("Mail files"),
        description=N_("Mails saved as .eml, or a folder exported as .mbox. Up to 200 MB at once."),
    )
    sent = BooleanField(N_("This is my Sent folder: I wrote the mails that name me as their sender"))


@bp.url_value_preprocessor
def allow_large(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let an upload through that is larger than any other form: before anything reads it."""
    if endpoint == "imports.add":
        request.max_content_length = LARGEST_UPLOAD


@bp.get("")
def index() -> ResponseReturnValue:
    return _show()


@bp.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    # It was refused while its token was looked for: nobody knows yet whose page it would be.
    text = _(
        "This is more than 200 MB. Export a smaller folder, or ask whoever runs this server to use “fiftycups import”."
    )
    return render_template("layout/error.html", title=_("This is too much at once"), text=text), 413


def _show(status: int = 200, form: ImportForm | None = None) -> Response:
    return render(
        "imports/index.html",
        "imports/_runs.html",
        status=status,
        form=form or ImportForm(None),
        results=imports.results(db.session(), user().id),
    )


@bp.post("")
def add() -> ResponseReturnValue:
    form = ImportForm()
    if (
        carried_out(form, lambda: _taken_in([one for one in form.files.data or () if one.filename], form.sent.data))
        is None
    ):
        return _show(422, form)
    return done(
        url_for("imports.index"), _("It is being read. What concerns the people you know appears on their pages.")
    )


def _taken_in(uploaded: list[FileStorage], sent: bool) -> list[Import]:
    """Keep the files until they are read: an mbox is an import of its own, single mails are one together."""
    if not uploaded:
        raise Refused("files", _("Choose one file or more first."))
    if len(uploaded) > MOST_FILES:
        raise Refused(
            "files",
            _(
                "These are more than %(most)s files. Send them in several turns, or as one .mbox.",
                most=MOST_FILES,
            ),
        )
    place = Path(current_app.config["SETTINGS"].data_dir) / "imports"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(place).free < LEAST_FREE:
        raise Refused("files", _("The server's disk is nearly full. Free some room first; nothing was kept."))
    folder = place / secrets.token_hex(10)
    folder.mkdir(mode=0o700)
    try:
        return _kept(uploaded, folder, sent)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _kept(uploaded: list[FileStorage], folder: Path, sent: bool) -> list[Import]:
    single = folder / "mails"
    single.mkdir(mode=0o700)
    names: list[tuple[Path, str]] = []
    for number, one in enumerate(uploaded):
        target, name = _target(one, folder, single, number), one.filename or "mail"
        one.save(target)
        target.chmod(0o600)
        names.append((target, name))
    alone = [name for target, name in names if target.parent == single]
    made = [
        _ask_for(name, target, "mbox", target.stat().st_size, sent) for target, name in names if target.parent == folder
    ]
    if alone:
        name = alone[0] if len(alone) == 1 else ngettext("%(num)s mail", "%(num)s mails", len(alone))
        made.append(_ask_for(name, single, "folder", len(alone), sent))
    return made


def _target(one: FileStorage, folder: Path, single: Path, number: int) -> Path:
    """Return where a file is kept, by what it begins with; raises Refused where that is no mail."""
    begin = one.stream.read(200).lstrip(_MARK + b"\r\n")
    one.stream.seek(0)
    if begin.startswith(b"From "):
        return folder / f"{number:04}.mbox"
    if b":" not in begin or b"\0" in begin:
        raise Refused(
            "files",
            _("“%(filename)s” is no mail: save it as .eml, or export the folder as .mbox.", filename=one.filename),
        )
    return single / f"{number:04}.eml"


def _ask_for(name: str, path: Path, kind: str, size: int, sent: bool) -> Import:
    return imports.ask_for(
        db.session(), user().id, name=name, path=str(path), kind=kind, size=size, sent=sent, upload=True
    )  # fmt: skip


@bp.post("/<import_id>/cancel")
def cancel(import_id: str) -> ResponseReturnValue:
    try:
        row = imports.cancel(db.session(), user().id, import_id)
    except Refused as refused:
        return done(url_for("imports.index"), refused.sentence)
    db.session.commit()
    return done(
        url_for("imports.index"), _("“%(name)s” is read no further. What was logged of it stays.", name=row.name)
    )

"""What the forms have in common: their words, ids of their own where several are on a page, refusals by the field.

What a class body says is marked with `N_`: templates/macros/forms.html translates labels and descriptions where it
shows them, `spoken` what can be chosen, and `SpokenForm` what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Response, jsonify, request
from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField
from wtforms.fields.choices import SelectChoice

from webapp import filters
from webapp.domain.wording import N_, _
from webapp.extensions import db
from webapp.services.errors import Refused

Row = TypeVar("Row")

# What the library says of a value that is of no use; people are told what to do instead.
_OF_NO_USE = re.compile(r"Not a valid (\w+)(?: value)?\.")
_INSTEAD = {
    "choice": N_("Choose one of those that are offered."),
    "integer": N_("Enter a whole number."),
    "date": N_("Enter the day as in 2026-11-23."),
    "datetime": N_("Enter the day and the time as in 2026-11-23T18:30."),
}


class SpokenForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """A form that says what is wrong with it in the language of the install, as a `Refused` of a service does."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all is right; else each field has its errors."""
        sound = super().validate(extra_validators)
        for field in self:
            # The errors of a list are those of its fields.
            for one in (field, *getattr(field, "entries", ())):
                one.errors = [_plainly(error) if isinstance(error, str) else error for error in one.errors]
        return bool(sound)


def _plainly(error: str) -> str:
    of_no_use = _OF_NO_USE.fullmatch(error)
    return _(_INSTEAD.get(of_no_use[1], error) if of_no_use else error)


class PlacedForm(SpokenForm):
    """A form that shares its page with others: `place` keeps the ids of its fields apart."""

    def __init__(self, *args: Any, place: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self if place else ():
            field.id = field.label.field_id = f"{place}-{field.name}"


class MomentField(DateTimeLocalField):  # type: ignore[misc]  # the library has no types
    """A day and a time to the minute, as browsers write it: a field that nobody touched then looks untouched."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)


def options(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Return what a select field offers, from (value, words)."""
    return [SelectChoice(value, words) for value, words in pairs]


def spoken(pairs: Iterable[tuple[str, str]]) -> Callable[[], list[SelectChoice]]:
    """Return what a select field of a class body offers, from (value, words that are marked); said for each form."""
    marked = tuple(pairs)
    return lambda: options((value, _(words)) for value, words in marked)


def refuse(form: FlaskForm, refused: Refused) -> None:
    """Put what a service said beside the field that caused it; nothing of what was begun is kept."""
    db.session.rollback()
    if refused.field in form:
        form[refused.field].errors = [*form[refused.field].errors, refused.sentence]
    else:
        form.form_errors.append(refused.sentence)


def carried_out(form: FlaskForm, act: Callable[[], Row]) -> Row | None:
    """Do what a form asks for and commit; None where that is refused, and the form says why."""
    if not form.validate_on_submit():
        return None
    try:
        row = act()
    except Refused as refused:
        refuse(form, refused)
        return None
    db.session.commit()
    return row


def refusal(form: FlaskForm, about: str = "") -> Response | None:
    """Return the reason for a script that keeps what it sent (static/queue.js), None where a page is wanted."""
    if request.accept_mimetypes.best != "application/json":
        return None
    field, sentences = next(iter(form.errors.items()))
    response = jsonify(field=about or field, sentence=" ".join(sentences))
    response.status_code = 422
    return response


def moment(typed: datetime) -> datetime:
    """Return a time that the user typed, in their zone, as it is stored."""
    try:
        return typed.replace(tzinfo=filters.zone()).astimezone(UTC)
    except OverflowError:  # a year that no zone knows; whoever takes the time refuses it beside its field
        return typed.replace(tzinfo=UTC)


def now_there() -> datetime:
    """Return the time now as the user would type it."""
    return filters.local(datetime.now(UTC)).replace(second=0, microsecond=0, tzinfo=None)

"""The form of a favour between two of the user's people."""

from __future__ import annotations

from wtforms import RadioField, StringField

from webapp.views.forms_base import PlacedForm, options

OWES, IS_OWED = "owes", "is_owed"


class FavourForm(PlacedForm):
    """Who did whom a favour."""

    direction = RadioField(
        "Who owes whom?",
        choices=options([(OWES, "They owe the other"), (IS_OWED, "The other owes them")]),
        default=OWES,
    )
    other = StringField("The other", description="The name of one of your people.")
    text = StringField("What the favour was")

"""The form of a favour between two of the user's people."""

from __future__ import annotations

from wtforms import RadioField, StringField

from webapp.domain.wording import N_
from webapp.views.forms_base import PlacedForm, spoken

OWES, IS_OWED = "owes", "is_owed"


class FavourForm(PlacedForm):
    """Who did whom a favour."""

    direction = RadioField(
        N_("Who owes whom?"),
        choices=spoken([(OWES, N_("They owe the other")), (IS_OWED, N_("The other owes them"))]),
        default=OWES,
    )
    other = StringField(N_("The other"), description=N_("The name of one of your people."))
    text = StringField(N_("What the favour was"))

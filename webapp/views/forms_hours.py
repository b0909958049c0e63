"""The forms of the page of time: a tap, an entry of any length, and the aim."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, IntegerField, RadioField, StringField
from wtforms.validators import AnyOf, InputRequired, Optional

from webapp import filters
from webapp.models import Through
from webapp.views.forms_base import PlacedForm, options

LENGTHS = (15, 30, 60)
_TAPS = [f"{through.value}-{minutes}" for through in Through for minutes in LENGTHS]
_THROUGH = ((Through.PEOPLE.value, "Through people"), (Through.ADVERTS.value, "Through adverts"))


class TapForm(PlacedForm):
    """Where a quarter, half or whole hour of a day went: the button that sends it says both."""

    tap = StringField(validators=[AnyOf(_TAPS, "Choose one of the lengths.")])
    day = DateField(validators=[Optional()])

    def values(self) -> dict[str, Any]:
        """Return what was tapped."""
        through, _, minutes = self.tap.data.partition("-")
        return {"minutes": int(minutes), "through": Through(through), "day": self.day.data or filters.today()}


class EntryForm(PlacedForm):
    """Minutes of any number, with words and a person if wanted."""

    minutes = IntegerField("Minutes", validators=[InputRequired("How many minutes? Between 1 and 1,440.")])
    through = RadioField("Where it went", choices=options(_THROUGH), default="people")
    day = DateField("Day", validators=[InputRequired("Choose the day.")], default=filters.today)
    text = StringField("What it was")
    person = StringField("With")


class AimForm(PlacedForm):
    """The share of the time that is to go through people."""

    people_share = IntegerField("Percent through people", validators=[InputRequired("Between 0 and 100 percent.")])

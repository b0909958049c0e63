"""The forms of the page of time: a tap, an entry of any length, and the aim."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, IntegerField, RadioField, StringField
from wtforms.validators import AnyOf, InputRequired, Optional

from webapp import filters
from webapp.domain.wording import N_
from webapp.models import Through
from webapp.views.forms_base import PlacedForm, spoken

LENGTHS = (15, 30, 60)
_TAPS = [f"{through.value}-{minutes}" for through in Through for minutes in LENGTHS]
_THROUGH = ((Through.PEOPLE.value, N_("Through people")), (Through.ADVERTS.value, N_("Through adverts")))


class TapForm(PlacedForm):
    """Where a quarter, half or whole hour of a day went: the button that sends it says both."""

    tap = StringField(validators=[AnyOf(_TAPS, N_("Choose one of the lengths."))])
    day = DateField(validators=[Optional()])

    def values(self) -> dict[str, Any]:
        """Return what was tapped."""
        through, _dash, minutes = self.tap.data.partition("-")
        return {"minutes": int(minutes), "through": Through(through), "day": self.day.data or filters.today()}


class EntryForm(PlacedForm):
    """Minutes of any number, with words and a person if wanted."""

    minutes = IntegerField(N_("Minutes"), validators=[InputRequired(N_("How many minutes? Between 1 and 1,440."))])
    through = RadioField(N_("Where it went"), choices=spoken(_THROUGH), default="people")
    day = DateField(N_("Day"), validators=[InputRequired(N_("Choose the day."))], default=filters.today)
    text = StringField(N_("What it was"))
    person = StringField(N_("With"))


class AimForm(PlacedForm):
    """The share of the time that is to go through people."""

    people_share = IntegerField(
        N_("Percent through people"), validators=[InputRequired(N_("Between 0 and 100 percent."))]
    )

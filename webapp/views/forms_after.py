"""The forms of the page after an event."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, DateField, HiddenField, StringField

from webapp.domain.wording import N_
from webapp.views.forms_base import PlacedForm


class MetForm(PlacedForm):
    """Whom the user met: ticks are read from the request, and `name` is somebody who is not on the list."""

    name = StringField(
        N_("Somebody who is not on the list"), description=N_("A name, and where they work: Kim Berg, Acme.")
    )
    key = HiddenField()


class TellForm(PlacedForm):
    """What was found to share with somebody, and what was agreed; `was_…` is what the form showed."""

    common_ground = StringField(
        N_("What you found to share"), description=N_("What you talked about; a letter names it.")
    )
    agreed = BooleanField(N_("Agreed to meet"))
    was_common_ground = HiddenField()
    was_agreed = HiddenField()

    def said(self) -> dict[str, Any]:
        """Return what was said, and what was there to be seen before."""
        return {
            "common_ground": self.common_ground.data or "", "agreed": bool(self.agreed.data),
            "was_common_ground": self.was_common_ground.data, "was_agreed": bool(self.was_agreed.data),
        }  # fmt: skip


class DayForm(PlacedForm):
    """The day on which to come back to somebody."""

    due_on = DateField(N_("Come back to it on"))

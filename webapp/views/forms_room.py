"""The form of a tap in the room."""

from __future__ import annotations

from datetime import UTC, datetime

from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from webapp.domain.wording import N_
from webapp.services.captures import Tap
from webapp.views.forms_base import PlacedForm


class CaptureForm(PlacedForm):
    """One tap. `key` and `at` are made where it was tapped, `was_…` is what a field showed before."""

    key = HiddenField()
    at = HiddenField()
    attendee_id = HiddenField()
    met = HiddenField()
    name = StringField(N_("Name"))
    common_ground = StringField(N_("What you share"))
    agreed = BooleanField(N_("Agreed to meet"))
    note = TextAreaField(N_("Note"))
    was_common_ground = HiddenField()
    was_note = HiddenField()
    was_agreed = HiddenField()

    def tap(self) -> Tap:
        """Return the tap as it was sent."""
        return Tap(
            key=self.key.data or "", at=self._moment(), attendee_id=self.attendee_id.data or "",
            name=self.name.data or "", common_ground=self.common_ground.data or "", note=self.note.data or "",
            agreed=bool(self.agreed.data), met=self.met.data != "no", was_common_ground=self.was_common_ground.data,
            was_note=self.was_note.data, was_agreed=bool(self.was_agreed.data),
        )  # fmt: skip

    def _moment(self) -> datetime | None:
        try:
            at = datetime.fromisoformat(self.at.data or "")
            return at.astimezone(UTC) if at.tzinfo else None
        except (ValueError, OverflowError):
            return None

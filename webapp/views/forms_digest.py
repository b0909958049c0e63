"""The form of the digests: which, when, and into which mailbox."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, SelectField

from webapp.domain.wording import N_
from webapp.models import Mailbox
from webapp.services.digests import Wishes
from webapp.views.forms_base import PlacedForm, options

HOURS = [(str(hour), f"{hour}:00") for hour in range(24)]


class DigestForm(PlacedForm):
    """What the user wants in their INBOX, and when."""

    mailbox_id = SelectField(N_("Into the INBOX of"))
    daily = BooleanField(N_("A digest every day: what is owed, who waits, what came in"))
    daily_hour = SelectField(N_("The digest at"), choices=options(HOURS), default="7")
    always = BooleanField(N_("Also on days when nothing is waiting"))
    eve = BooleanField(N_("The brief of an event, on the evening before"))
    eve_hour = SelectField(N_("The brief at"), choices=options(HOURS), default="18")

    def __init__(self, *args: Any, mailboxes: list[Mailbox], **kwargs: Any) -> None:
        super().__init__(*args, place="digest", **kwargs)
        self.mailbox_id.choices = options((one.id, one.address) for one in mailboxes)

    def wishes(self) -> Wishes:
        """Return what was filled in."""
        hours = {"daily_hour": int(self.daily_hour.data), "eve_hour": int(self.eve_hour.data)}
        return Wishes(daily=self.daily.data, always=self.always.data, eve=self.eve.data, **hours)

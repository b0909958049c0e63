"""The form of the other ways to log by mail: a folder, or a mailbox of its own."""

from __future__ import annotations

from wtforms import BooleanField, StringField

from webapp.domain.wording import N_
from webapp.views.forms_base import PlacedForm


class WaysForm(PlacedForm):
    """What the user says of the folder and of the mailbox."""

    log_folder = StringField(N_("Name of the folder"), description=N_("Leave it empty to have none looked for."))
    is_log = BooleanField(N_("This mailbox is for nothing else"))

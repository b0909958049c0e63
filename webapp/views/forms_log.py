"""The form of the other ways to log by mail: a folder, or a mailbox of its own."""

from __future__ import annotations

from wtforms import BooleanField, StringField

from webapp.views.forms_base import PlacedForm


class WaysForm(PlacedForm):
    """What the user says of the folder and of the mailbox."""

    log_folder = StringField("Name of the folder", description="Leave it empty to have none looked for.")
    is_log = BooleanField("This mailbox is for nothing else")

"""The form of a contact."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField

from webapp.models import Contact
from webapp.services.contacts import SOURCES, Card
from webapp.views.forms_base import options


class ContactForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What the user says of a person; the service checks it."""

    name = StringField("Name")
    addresses = TextAreaField("E-mail addresses", description="One a line. Mail from and to these is logged.")
    role = StringField("Role")
    organisation = StringField("Organisation")
    source = SelectField(
        "How you know each other", default="", choices=options([("", "—"), *((source, source) for source in SOURCES)])
    )
    common_ground = TextAreaField("Common ground", description="What you have in common: a place, a school, a passion.")
    note = TextAreaField("Note")

    def card(self) -> Card:
        """Return what was typed."""
        return Card(
            name=self.name.data or "",
            addresses=(self.addresses.data or "").replace(",", "\n").splitlines(),
            role=self.role.data or "",
            organisation=self.organisation.data or "",
            source=self.source.data or "",
            common_ground=self.common_ground.data or "",
            note=self.note.data or "",
        )


def filled(contact: Contact, organisation: str, addresses: list[str]) -> ContactForm:
    """Return the form with what is known of a contact, unless something was just typed."""
    form = ContactForm(
        name=contact.name,
        addresses="\n".join(addresses),
        role=contact.role,
        organisation=organisation,
        source=contact.source,
        common_ground=contact.common_ground,
        note=contact.note,
    )
    if contact.source not in ("", *SOURCES):  # an import may know others
        form.source.choices = [*form.source.choices, *options([(contact.source, contact.source)])]
    return form

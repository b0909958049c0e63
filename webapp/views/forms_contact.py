"""The form of a contact."""

from __future__ import annotations

from dataclasses import replace

from flask_wtf import FlaskForm
from wtforms import EmailField, SelectField, StringField, TelField, TextAreaField

from webapp.models import Contact
from webapp.services.contacts import SOURCES, Card
from webapp.views.forms_base import PlacedForm, options


class ContactForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What the user says of a person; the service checks it."""

    name = StringField("Name")
    role = StringField("Role")
    organisation = StringField("Organisation")
    phone = TelField("Phone")
    source = SelectField(
        "How you know each other", default="", choices=options([("", "—"), *((source, source) for source in SOURCES)])
    )
    common_ground = TextAreaField("Common ground", description="What you have in common: a place, a school, a passion.")
    note = TextAreaField("Note")

    def card(self) -> Card:
        """Return what was typed."""
        return Card(
            name=self.name.data or "",
            role=self.role.data or "",
            organisation=self.organisation.data or "",
            source=self.source.data or "",
            common_ground=self.common_ground.data or "",
            note=self.note.data or "",
            phone=self.phone.data or "",
        )


class NewContactForm(ContactForm):
    """The same with the first addresses; later each is given on the person's page."""

    addresses = TextAreaField("E-mail addresses", description="One a line. Mail from and to these is logged.")

    def card(self) -> Card:
        """Return what was typed."""
        return replace(super().card(), addresses=(self.addresses.data or "").replace(",", "\n").splitlines())


class AddressForm(PlacedForm):
    """One more address of a person."""

    address = EmailField("One more address")


def filled(contact: Contact, organisation: str) -> ContactForm:
    """Return the form with what is known of a contact, unless something was just typed."""
    form = ContactForm(
        name=contact.name,
        role=contact.role,
        organisation=organisation,
        source=contact.source,
        common_ground=contact.common_ground,
        note=contact.note,
        phone=contact.phone,
    )
    if contact.source not in ("", *SOURCES):  # an import may know others
        form.source.choices = [*form.source.choices, *options([(contact.source, contact.source)])]
    return form

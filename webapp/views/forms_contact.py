"""The form of a contact."""

from __future__ import annotations

from dataclasses import replace

from wtforms import BooleanField, EmailField, SelectField, StringField, TelField, TextAreaField

from webapp.domain.wording import N_, _, ngettext
from webapp.models import Contact
from webapp.services.contacts import SOURCES, Card
from webapp.views.forms_base import PlacedForm, SpokenForm, options, spoken

# Days of silence after which somebody is due to be reconnected.
CADENCES = {
    "": N_("as often as suits the tie"),
    "14": N_("every two weeks"),
    "30": N_("every month"),
    "60": N_("every two months"),
    "90": N_("every three months"),
    "180": N_("twice a year"),
    "365": N_("once a year"),
    "0": N_("never remind me"),
}


class ContactForm(SpokenForm):
    """What the user says of a person; the service checks it."""

    name = StringField(N_("Name"))
    role = StringField(N_("Role"))
    organisation = StringField(N_("Organisation"))
    phone = TelField(N_("Phone"))
    source = SelectField(
        N_("How you know each other"),
        default="",
        choices=spoken([("", "—"), *((source, source) for source in SOURCES)]),
    )
    common_ground = TextAreaField(
        N_("Common ground"), description=N_("What you have in common: a place, a school, a passion.")
    )
    note = TextAreaField(N_("Note"))
    cadence = SelectField(N_("Keep in touch"), default="", choices=spoken(CADENCES.items()))
    can_hire = BooleanField(N_("Has the power to hire"))

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
            can_hire=bool(self.can_hire.data),
            cadence_days=int(self.cadence.data) if self.cadence.data else None,
        )


class NewContactForm(ContactForm):
    """The same with the first addresses; later each is given on the person's page."""

    addresses = TextAreaField(
        N_("E-mail addresses"), description=N_("One on each line. Mail from and to these is logged.")
    )

    def card(self) -> Card:
        """Return what was typed."""
        return replace(super().card(), addresses=(self.addresses.data or "").replace(",", "\n").splitlines())


class AddressForm(PlacedForm):
    """One more address of a person."""

    address = EmailField(N_("One more address"))


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
        can_hire=contact.can_hire,
        cadence="" if contact.cadence_days is None else str(contact.cadence_days),
    )
    if contact.source not in ("", *SOURCES):  # an import may know others
        form.source.choices = [*form.source.choices, *options([(contact.source, contact.source)])]
    days = contact.cadence_days
    if days is not None and str(days) not in CADENCES:
        form.cadence.choices = [*form.cadence.choices, *options([(str(days), cadence_words(days))])]
    return form


def cadence_words(days: int | None) -> str:
    """Return in words how often to keep in touch, where that was chosen; "" where it is as often as suits the tie."""
    if days is None:
        return ""
    words = CADENCES.get(str(days))
    return _(words) if words else ngettext("every %(num)s day", "every %(num)s days", days)

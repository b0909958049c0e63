"""The form of a mailbox: the address first, then what its provider wants."""

from __future__ import annotations

from typing import Any

from wtforms import EmailField, IntegerField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, ValidationError

from webapp.domain.providers import MICROSOFT, Provider, domain_of, of_domain, wants_sign_in
from webapp.domain.wording import N_
from webapp.models import Mailbox
from webapp.services.mailboxes import MailboxCard
from webapp.views.forms_base import PlacedForm, spoken

TLS = (
    ("tls", N_("TLS, as nearly everywhere")),
    ("starttls", "STARTTLS"),
    ("plain", N_("none: on this very machine only")),
)


class MailboxForm(PlacedForm):
    """What the user says of a mailbox; the service checks it."""

    address = EmailField(N_("E-mail address"))
    password = PasswordField(N_("Password"))
    host = StringField(N_("Mail server (IMAP)"))
    port = IntegerField(
        N_("Port"), default=993, validators=[InputRequired(N_("Enter the port; it is 993 nearly everywhere."))]
    )
    tls = SelectField(N_("Encryption"), choices=spoken(TLS), default="tls")
    username = StringField(N_("User name"), description=N_("Where it is not the address."))
    other_addresses = StringField(
        N_("Other addresses that you write from"),
        description=N_("Mail from them counts as yours. Put spaces between them."),
    )
    sent_folder = StringField(N_("Sent folder"), description=N_("Only where it is not found by itself."))

    def validate_host(self, field: Any) -> None:
        """Say before any password is sent that Microsoft takes none."""
        if wants_sign_in(field.data or ""):
            raise ValidationError(MICROSOFT.note)

    @property
    def domain(self) -> str:
        """The domain of the address; "" while it is not whole."""
        return domain_of(self.address.data or "")

    @property
    def provider(self) -> Provider | None:
        """What is known of the address's provider; None while there is no whole address."""
        return of_domain(self.domain) if self.domain else None

    @property
    def server_is_wrong(self) -> bool:
        """Whether one of the fields that are folded away has an error."""
        return any(self[name].errors for name in ("host", "port", "tls", "username"))

    def fill_in(self, before: str = "") -> MailboxForm:
        """Put the server of the address's provider into the fields, unless another was typed since domain `before`."""
        provider, last = self.provider, of_domain(before) if before else None
        typed = self.host.data and not (last and last.host == self.host.data)
        if provider and provider.open and not typed:
            self.host.data, self.port.data, self.tls.data = provider.host, provider.port, provider.tls
        return self

    def card(self) -> MailboxCard:
        """Return what was typed."""
        return MailboxCard(
            address=self.address.data or "",
            host=self.host.data or "",
            username=self.username.data or "",
            password=self.password.data or "",
            port=self.port.data,
            tls=self.tls.data,
            other_addresses=self.other_addresses.data or "",
            sent_folder=self.sent_folder.data or "",
        )


class NewPasswordForm(PlacedForm):
    """Another password for a mailbox whose server refused the stored one."""

    password = PasswordField(
        N_("New password"), validators=[InputRequired(N_("Enter the password, or a new app password."))]
    )


def filled(mailbox: Mailbox) -> MailboxForm:
    """Return the form with what is stored of a mailbox, unless something was just typed; never its password."""
    return MailboxForm(
        address=mailbox.address,
        host=mailbox.host,
        port=mailbox.port,
        tls=mailbox.tls,
        username="" if mailbox.username == mailbox.address else mailbox.username,
        other_addresses=mailbox.other_addresses,
        sent_folder=mailbox.sent_folder,
    )


def card_of(mailbox: Mailbox, **changed: str) -> MailboxCard:
    """Return what is stored of a mailbox as its form would say it, with some of it changed."""
    stored = {
        "address": mailbox.address,
        "host": mailbox.host,
        "username": mailbox.username,
        "tls": mailbox.tls,
        "other_addresses": mailbox.other_addresses,
        "sent_folder": mailbox.sent_folder,
    }
    return MailboxCard(port=mailbox.port, **(stored | changed))

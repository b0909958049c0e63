"""The forms of set-up, log-in and account."""

from __future__ import annotations

from typing import Any

from wtforms import EmailField, HiddenField, IntegerField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired

from webapp import zones
from webapp.domain.wording import N_, _
from webapp.services.users import MIN_PASSWORD
from webapp.views.forms_base import SpokenForm, options

PASSWORD_RULE = N_("At least %(num)s characters. A few words in a row are easy to keep and hard to guess.")


class ZoneField(SelectField):  # type: ignore[misc]  # the library has no types
    """A time zone, by its city."""

    def __init__(self, label: str = N_("Time zone"), **more: Any) -> None:
        choices = options((name, name.replace("_", " ")) for name in zones.names())
        super().__init__(label, choices=choices, description=N_("Days and times are shown in it."), **more)


class RuledForm(SpokenForm):
    """A form that asks for a password that is to be kept."""

    @property
    def rule(self) -> str:
        """The hint beside the password."""
        return _(PASSWORD_RULE, num=MIN_PASSWORD)


class SetUpForm(RuledForm):
    """The first user."""

    name = StringField(N_("Your name"), description=N_("As you sign your mails."))
    email = EmailField(N_("E-mail address"), description=N_("You log in with it."))
    password = PasswordField(N_("Password"))
    timezone = ZoneField()


class LogInForm(SpokenForm):
    """Who wants to come in."""

    email = EmailField(N_("E-mail address"), validators=[InputRequired(N_("Enter your e-mail address."))])
    password = PasswordField(N_("Password"), validators=[InputRequired(N_("Enter your password."))])
    next = HiddenField()


class ProfileForm(SpokenForm):
    """What the user is called, and where."""

    name = StringField(N_("Your name"))
    timezone = ZoneField()


class FollowUpsForm(SpokenForm):
    """The follow-up clocks, in business days."""

    follow_up_days = IntegerField(
        N_("First follow-up after"), validators=[InputRequired(N_("After how many business days?"))]
    )
    last_follow_up_days = IntegerField(
        N_("Last follow-up after"), validators=[InputRequired(N_("After how many business days?"))]
    )


class PasswordForm(RuledForm):
    """Another password."""

    current = PasswordField(
        N_("Password until now"), validators=[InputRequired(N_("Enter the password you have now."))]
    )
    new = PasswordField(N_("New password"))


class NeverForm(SpokenForm):
    """An address, or a domain, that is never logged."""

    pattern = StringField(
        N_("Address or @domain"), description=N_("Such as jobs@example.org, or @example.org for all of it.")
    )

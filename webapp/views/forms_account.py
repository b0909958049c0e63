"""The forms of set-up, log-in and account."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, IntegerField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired

from webapp import zones
from webapp.services.users import MIN_PASSWORD
from webapp.views.forms_base import options

PASSWORD_RULE = f"At least {MIN_PASSWORD} characters. A few words in a row are easy to keep and hard to guess."


class ZoneField(SelectField):  # type: ignore[misc]  # the library has no types
    """A time zone, by its city."""

    def __init__(self, label: str = "Time zone", **more: Any) -> None:
        choices = options((name, name.replace("_", " ")) for name in zones.names())
        super().__init__(label, choices=choices, description="Days and times are shown in it.", **more)


class SetUpForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The first user."""

    name = StringField("Your name", description="As you sign your mails.")
    email = EmailField("E-mail address", description="You log in with it.")
    password = PasswordField("Password", description=PASSWORD_RULE)
    timezone = ZoneField()


class LogInForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Who wants to come in."""

    email = EmailField("E-mail address", validators=[InputRequired("Enter your e-mail address.")])
    password = PasswordField("Password", validators=[InputRequired("Enter your password.")])
    next = HiddenField()


class ProfileForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What the user is called, and where."""

    name = StringField("Your name")
    timezone = ZoneField()


class FollowUpsForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The follow-up clocks, in business days."""

    follow_up_days = IntegerField("First follow-up after", validators=[InputRequired("After how many business days?")])
    last_follow_up_days = IntegerField(
        "Last follow-up after", validators=[InputRequired("After how many business days?")]
    )


class PasswordForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Another password."""

    current = PasswordField("Password until now", validators=[InputRequired("Enter the password you have now.")])
    new = PasswordField("New password", description=PASSWORD_RULE)


class NeverForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """An address, or a domain, that is never logged."""

    pattern = StringField("Address or @domain", description="Such as jobs@example.org, or @example.org for all of it.")

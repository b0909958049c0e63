"""The forms of referrals: a name that was given, what became of it, who knows whom, and the cups to be drunk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import EmailField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from webapp import filters
from webapp.domain.direction import isolated
from webapp.domain.wording import N_, _
from webapp.models import Contact, Interview, InterviewState, Permission
from webapp.views.forms_base import PlacedForm, options, spoken

PERMISSIONS = {
    Permission.NOT_ASKED: N_("not asked yet"),
    Permission.YES: N_("yes, I may say so"),
    Permission.NO: N_("no, rather not"),
}
ANOTHER = "another"


def _permission() -> Any:
    choices = spoken((one.value, words) for one, words in PERMISSIONS.items())
    return RadioField(N_("May you use their name?"), choices=choices, default=Permission.NOT_ASKED.value)


class NameForm(PlacedForm):
    """A name that the contact gave."""

    name = StringField(N_("Whose name?"))
    referred_id = SelectField(N_("Which of them?"), validate_choice=False, choices=[])
    address = EmailField(N_("Their e-mail address"))
    interview_id = SelectField(N_("In which talk?"), validate_choice=False, choices=[])
    permission = _permission()

    def talks(self, interviews: Iterable[Interview]) -> NameForm:
        """Offer the one-on-ones that were held as those in which the name was given."""
        held = [one for one in interviews if one.state is InterviewState.HELD]
        named = [
            (one.id, _("%(summary)s, %(day)s", summary=one.purpose[:60], day=filters.day(one.starts_at)))
            for one in held
        ]
        self.interview_id.choices = options([*named, ("", _("none of these"))] if named else [])
        return self

    def offer(self, people: Iterable[Contact]) -> NameForm:
        """Offer those who have the name that was typed."""
        known = [(one.id, _told_apart(one)) for one in people]
        self.referred_id.choices = options(
            [*known, (ANOTHER, _("somebody else of this name"))] if len(known) > 1 else []
        )
        return self

    def values(self) -> dict[str, Any]:
        """Return what was typed."""
        who = self.referred_id.data or ""
        return {
            "name": self.name.data or "",
            "address": self.address.data or "",
            "permission": Permission(self.permission.data),
            "referred_id": "" if who == ANOTHER else who,
            "somebody_else": who == ANOTHER,
            "interview_id": self.interview_id.data or "",
        }


def _told_apart(person: Contact) -> str:
    return " · ".join(isolated(one) for one in (person.name, person.role, person.common_ground[:60]) if one)


class ReferralForm(PlacedForm):
    """What became of a referral."""

    permission = _permission()
    done = TextAreaField(N_("What did you do with it?"), description=N_("You wrote to them, you called, you left it."))
    result = TextAreaField(N_("What came of it?"))


class KnowsForm(PlacedForm):
    """Somebody who knows the contact."""

    name = StringField(N_("Who?"))
    other_id = SelectField(N_("Which of them?"), validate_choice=False, choices=[])
    text = StringField(N_("Where from"))

    def offer(self, people: Iterable[Contact]) -> KnowsForm:
        """Offer those who have the name that was typed."""
        known = [(one.id, _told_apart(one)) for one in people]
        self.other_id.choices = options(known if len(known) > 1 else [])
        return self


class CupsForm(PlacedForm):
    """With how many people the user wants to have a cup."""

    goal = IntegerField(
        N_("How many people do you want to meet one-on-one?"), validators=[InputRequired(N_("How many?"))]
    )

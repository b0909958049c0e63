"""The forms of an interview: its purpose, its agenda, the notes in it, and what is asked after it."""

from __future__ import annotations

from datetime import UTC, datetime

from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from webapp.domain.agenda import Part
from webapp.domain.wording import N_
from webapp.services.reflections import QUESTIONS
from webapp.views.forms_base import PlacedForm, spoken

PARTS = {
    Part.SMALL_TALK: N_("Small talk"),
    Part.TRENDS: N_("Trends"),
    Part.INSIGHTS: N_("Insights"),
    Part.ADVICE: N_("Advice"),
    Part.RESOURCES: N_("Resources"),
    Part.ASSIGNMENTS: N_("Assignments"),
    Part.NEXT_STEPS: N_("Next steps"),
    Part.CLOSING: N_("Closing"),
}
ANSWERS = {"yes": True, "no": False}


class PurposeForm(PlacedForm):
    """What this one-on-one is for."""

    purpose = StringField(
        N_("Purpose"), description=N_("Its own, other than the last time: what do you want to learn?")
    )


class ResearchForm(PlacedForm):
    """What the user found out about the organisation."""

    research_notes = TextAreaField(
        N_("What you found out"), description=N_("For you alone: it is in no calendar file.")
    )


class ProposeForm(PlacedForm):
    """For how long to fill an agenda."""

    minutes = IntegerField(
        N_("Minutes"), validators=[InputRequired(N_("For how many minutes? 15 to 20 are what one asks for."))]
    )


class QuestionForm(PlacedForm):
    """A question of the user's own, or one of the bank."""

    part = SelectField(
        N_("Part"), choices=spoken((part.value, name) for part, name in PARTS.items() if part is not Part.CLOSING),
        default=Part.INSIGHTS.value,
    )  # fmt: skip
    text = StringField(N_("Your question"))


class QuickNoteForm(PlacedForm):
    """A note in a few words; `key` and `at` are made where it was written."""

    key = HiddenField()
    at = HiddenField()
    text = TextAreaField(N_("Note"))

    def moment(self) -> datetime | None:
        """Return when it was written, None where the page did not say."""
        try:
            at = datetime.fromisoformat(self.at.data or "")
            return at.astimezone(UTC).replace(microsecond=0) if at.tzinfo else None
        except (ValueError, OverflowError):
            return None


class ClosingForm(PlacedForm):
    """The answers to the two closing questions."""

    who_else = TextAreaField(
        N_("Who else should I speak to?"),
        description=N_(
            "One name a line, with the address behind it if you have it. Leave it empty if they named nobody."
        ),
    )
    may_use_name = RadioField(
        N_("May I use your name?"),
        choices=spoken([("yes", N_("Yes")), ("no", N_("No")), ("", N_("I did not ask"))]),
        default="",
    )


class ReflectionForm(PlacedForm):
    """Seven questions after an interview."""

    learned, liked, concerns, advice, occupation, happy, next = map(TextAreaField, QUESTIONS.values())

"""The forms of the goal, the stories and the organisations."""

from __future__ import annotations

from wtforms import StringField, TextAreaField

from webapp.domain.wording import N_
from webapp.models import Goal
from webapp.services.goals import GoalCard
from webapp.views.forms_base import PlacedForm


class GoalForm(PlacedForm):
    """What the user seeks and brings."""

    position = StringField(
        N_("The position you seek"), description=N_("So that people can picture it: “data analyst”.")
    )
    situation = TextAreaField(N_("Who you are, and where you stand"), description=N_("One or two sentences, honestly."))
    skill_1 = StringField(N_("Your strongest skill"))
    skill_2 = StringField(N_("Your second"))
    skill_3 = StringField(N_("Your third"))
    wish = TextAreaField(N_("What you would like from people"), description=N_("Something specific, such as a name."))
    pitch = TextAreaField(N_("Your pitch, as you say it"))
    signature = TextAreaField(
        N_("What stands under your letters"), description=N_("Your name, address and phone number.")
    )

    def card(self) -> GoalCard:
        """Return what was typed."""
        return GoalCard(
            position=self.position.data or "",
            situation=self.situation.data or "",
            skills=[field.data or "" for field in (self.skill_1, self.skill_2, self.skill_3)],
            wish=self.wish.data or "",
            pitch=self.pitch.data or "",
            signature=self.signature.data or "",
        )


def filled(goal: Goal) -> GoalForm:
    """Return the form with what is stored; what the browser sends comes first."""
    skills = [*goal.skills, "", "", ""]
    return GoalForm(
        position=goal.position, situation=goal.situation, wish=goal.wish, pitch=goal.pitch, signature=goal.signature,
        skill_1=skills[0], skill_2=skills[1], skill_3=skills[2],
    )  # fmt: skip


class StoryForm(PlacedForm):
    """A story that shows a skill."""

    title = StringField(
        N_("Its name"), description=N_("What brings it back to you: “The night the tills stood still”.")
    )
    text = TextAreaField(N_("The story"), description=N_("What was the matter, what you did, what came of it."))


class TargetForm(PlacedForm):
    """An organisation that the user would like to work for."""

    name = StringField(N_("Organisation"))
    note = StringField(N_("Why this one"))


class OrganisationForm(PlacedForm):
    """What is known of an organisation."""

    name = StringField(N_("Name"))
    research_notes = TextAreaField(
        N_("What you found out"),
        description=N_(
            "What they do, what moves them at the moment, what you would ask about. A letter shows that you looked."
        ),
    )

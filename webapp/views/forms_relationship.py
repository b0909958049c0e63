"""The forms of the contact page: asks, what was obtained and used, gives, interviews, follow-ups, the note."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Optional

from webapp import filters
from webapp.domain.fit import Fit
from webapp.domain.wording import N_, _
from webapp.models import Ask, AskKind, OutcomeKind, Way, utcnow
from webapp.services.asks import AskCard
from webapp.services.gives import InterviewCard
from webapp.views.forms_base import MomentField, PlacedForm, moment, now_there, options, spoken
from webapp.words import ASK_KINDS, WAYS

JUST_NOW, AS_IT_IS = "now", "kept"


def _kinds() -> list[SelectChoice]:
    return options(
        (kind.value, _("%(kind)s: %(cost)s", kind=_(name), cost=_(cost))) for kind, (name, cost) in ASK_KINDS.items()
    )


class AskForm(PlacedForm):
    """One ask; `asked_in` says how it was made, `reasons` which of the offered ones they may be glad of it for."""

    kind = SelectField(N_("What for"), choices=_kinds)
    text = TextAreaField(N_("In your words"), description=N_("One specific request: “20 minutes on moving into data”."))
    asked_in = SelectField(N_("Asked"))
    follow_up_on = DateField(N_("Day to come back to it"), validators=[Optional()])
    to_hire = BooleanField(N_("To somebody who can hire"))
    all_the_same = BooleanField(N_("Ask all the same"))
    reasons = SelectMultipleField(N_("Why they may be glad of it"), choices=[], validate_choice=False)
    glad = TextAreaField(N_("Or for a reason in your words"))
    override_note = TextAreaField(N_("Why you do it all the same"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fit, self.early, self.offered = Fit(ok=True), "", list[str]()

    def weigh(self, fit: Fit, early: str, offered: list[str]) -> AskForm:
        """Say how the ask fits and why it needs a note, and offer reasons to be glad of it.

        The first reason is chosen until the user chose.
        """
        self.fit, self.early, self.offered = fit, early, offered
        if self.reasons.data is None and not self.glad.data:
            self.reasons.data = offered[:1]
        return self

    def mails(self, sent: Any, ask: Ask | None = None) -> AskForm:
        """Offer the latest mails that the user sent, (Interaction, Message), as those that carried the ask."""
        kept = [(AS_IT_IS, _("as it is: %(day)s", day=filters.day(ask.made_at)))] if ask and ask.made_at else []
        carriers = [
            (line.id, _("in “%(subject)s”, %(day)s", subject=mail.subject[:60], day=filters.day(line.at)))
            for line, mail in sent
        ]
        self.asked_in.choices = options([*kept, (JUST_NOW, _("just now")), *carriers, ("", _("not yet"))])
        return self

    def card(self, ask: Ask | None = None) -> AskCard:
        """Return what was typed."""
        how = self.asked_in.data
        made = {JUST_NOW: utcnow(), AS_IT_IS: ask.made_at if ask else None}
        carrier = ((ask and ask.interaction_id) or "") if how == AS_IT_IS else "" if how in made else how
        return AskCard(
            kind=AskKind(self.kind.data),
            text=self.text.data or "",
            glad="\n".join(filter(None, (*(self.reasons.data or ()), (self.glad.data or "").strip()))),
            to_hire=self.to_hire.data,
            all_the_same=self.all_the_same.data,
            made_at=made.get(how),
            interaction_id=carrier,
            follow_up_on=self.follow_up_on.data,
            override_note=self.override_note.data or "",
        )


class OutcomeForm(PlacedForm):
    """What was obtained: its words, and its kind by the button that sends them."""

    text = TextAreaField(N_("What did you obtain?"))
    kind = StringField(validators=[AnyOf([kind.value for kind in OutcomeKind], N_("Choose what it was."))])
    interaction_id = SelectField(N_("From"), validate_choice=False, choices=[])
    ask_id = HiddenField()


class UseForm(PlacedForm):
    """What was done with something obtained."""

    text = TextAreaField(N_("What did you do with it?"))
    outcome_id = SelectField(N_("With"), validate_choice=False, choices=[])
    override_note = TextAreaField(N_("Why you do it all the same"))


class GiveForm(PlacedForm):
    """Something done for the contact."""

    way = SelectField(N_("Way"), choices=spoken((way.value, words) for way, words in WAYS.items()))
    text = StringField(N_("What you did"))
    on = DateField(N_("Day"), validators=[Optional()], default=filters.today)
    interaction_id = SelectField(N_("The mail behind it"), validate_choice=False, choices=[])

    def mails(self, timeline: Any) -> None:
        """Offer the latest mails of a timeline, rows of (Interaction, Message), as those behind it."""
        found = [
            (line.id, _("“%(subject)s”, %(day)s", subject=mail.subject[:60], day=filters.day(line.at)))
            for line, mail in timeline
            if mail
        ]
        self.interaction_id.choices = options([("", _("none")), *found[:12]])

    def values(self) -> dict[str, Any]:
        """Return what was typed; a day of the past is taken at its noon."""
        day = self.on.data or filters.today()
        behind = self.interaction_id.data or ""
        return {
            "way": Way(self.way.data), "text": self.text.data or "", "at": noon_or_now(day), "interaction_id": behind,
        }  # fmt: skip


def noon_or_now(day: date) -> datetime:
    """Return the noon of a day, but the time now for today: the order of the day is not known for others."""
    return utcnow() if day == filters.today() else moment(datetime.combine(day, time(12)))


class InterviewForm(PlacedForm):
    """A one-on-one, planned or held."""

    purpose = StringField(
        N_("Purpose"), description=N_("Its own, other than the last time: what do you want to learn?")
    )
    starts_at = MomentField(N_("When"), validators=[InputRequired(N_("Choose the day and the time."))])
    minutes = IntegerField(
        N_("Minutes"), default=30, validators=[InputRequired(N_("How long? 20 to 30 minutes are usual."))]
    )
    place = StringField(N_("Place"))
    notes = TextAreaField(N_("Notes"))
    held = BooleanField(N_("It took place already"))

    def card(self) -> InterviewCard:
        """Return what was typed."""
        return InterviewCard(
            purpose=self.purpose.data or "",
            starts_at=moment(self.starts_at.data),
            minutes=self.minutes.data,
            place=self.place.data or "",
            notes=self.notes.data or "",
            held=self.held.data,
        )


class FollowUpForm(PlacedForm):
    """A day on which to come back to the contact."""

    due_on = DateField(N_("Day"), validators=[InputRequired(N_("Choose the day."))])
    text = StringField(N_("What for"))


class LogForm(PlacedForm):
    """Something that the mailbox does not see."""

    kind = SelectField(
        N_("What"), choices=spoken([("met", N_("We met or talked")), ("out", N_("I wrote")), ("in", N_("They wrote"))])
    )
    at = MomentField(N_("When"), validators=[InputRequired(N_("Choose the day and the time."))], default=now_there)
    summary = StringField(N_("What it was about"))


class NoteForm(PlacedForm):
    """The note on a contact."""

    note = TextAreaField(N_("Note"))

"""The forms of an event: what it is, and who will be there."""

from __future__ import annotations

from datetime import datetime, timedelta

from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from webapp import filters
from webapp.domain.wording import N_, _
from webapp.models import Event, EventKind, new_id
from webapp.services.events import USUAL_LENGTH, EventCard
from webapp.views.forms_base import MomentField, PlacedForm, moment, spoken

KINDS = {
    EventKind.GENERAL: N_("General: a meetup, a fair, a dinner"),
    EventKind.TRANSITION: N_("For people in transition: everybody says what they seek"),
}
AIM, AIM_COUNT = N_("people who agree to meet"), 3


class EventForm(PlacedForm):
    """An event."""

    name = StringField(N_("Name"), validators=[InputRequired(N_("Give the event a name."))])
    starts_at = MomentField(N_("When"), validators=[InputRequired(N_("Choose the day and the time."))])
    ends_at = MomentField(N_("Until"), validators=[Optional()], description=N_("Two hours, unless you say otherwise."))
    place = StringField(N_("Where"))
    host = StringField(N_("Host"), description=N_("Somebody to thank afterwards."))
    kind = RadioField(
        N_("What kind of event?"), choices=spoken((kind.value, words) for kind, words in KINDS.items()),
        default=EventKind.GENERAL.value,
    )  # fmt: skip
    aim_count = IntegerField(N_("How many"), validators=[Optional()], default=AIM_COUNT)
    aim = StringField(
        N_("Who or what"),
        default=lambda: _(AIM),
        description=N_("What makes it worth going. A few good talks are more than many cards."),
    )
    notes = TextAreaField(N_("Notes"))

    def card(self) -> EventCard:
        """Return what was typed."""
        begins = moment(self.starts_at.data)
        return EventCard(
            name=self.name.data or "",
            kind=EventKind(self.kind.data),
            starts_at=begins,
            ends_at=moment(self.ends_at.data) if self.ends_at.data else _usual_end(begins),
            place=self.place.data or "",
            host=self.host.data or "",
            aim=self.aim.data or "",
            aim_count=self.aim_count.data,
            notes=self.notes.data or "",
        )


class NewEventForm(EventForm):
    """A new event; `key` is made with the form, so that one sent twice makes one event."""

    key = HiddenField(default=new_id)


def _usual_end(begins: datetime) -> datetime:
    try:
        return begins + USUAL_LENGTH
    except OverflowError:  # in the last year there is, which is refused beside its field
        return begins + timedelta(seconds=1)


def shown(event: Event) -> dict[str, object]:
    """Return an event as the form shows it, in the user's zone."""
    times = {name: filters.local(getattr(event, name)).replace(tzinfo=None) for name in ("starts_at", "ends_at")}
    rest = {name: getattr(event, name) for name in ("name", "place", "host", "aim", "aim_count", "notes")}
    return {**rest, **times, "kind": event.kind.value}


class PeopleForm(PlacedForm):
    """A pasted list."""

    people = TextAreaField(
        N_("Names"),
        description=N_(
            "One person on each line. “Jane Doe, Head of Data, Acme” and “Jane Doe <jane@acme.example>” work, too."
        ),
    )

"""Where Mira goes to meet people: tonight's event with its list, one with things still to do, one that is done with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.domain import people_list
from webapp.models import Attendee, AttendeeSource, Event, EventKind
from webapp.services import afterwards, attendees, events
from webapp.services.events import EventCard

_TONIGHT = """
Kenji Morita, Timetable designer, Linea Rail
Claire Dubreuil, Civica Institute
Fatima Zahra Idrissi, Atlas Bus
Wanjiru Kamau, Matatu Labs
Rafael Moura, Porto Claro
Ines Faro, Regiobahn
Jun Tanaka, Linea Rail
Henrik Aalto, Havnebus
Odile Marchand, Northgate Transit
Beth Osei, Cityworks
Piotr Lis, Regiobahn
Salma Rahal, Egnatia Works
"""
_MAPS = """
Oliver Brandt, The Brandt Letter
Tom Ashby, Northgate Transit
Greta Lund, Fjordline Mobility
Hugo Prat, Kartograf
Vera Kos, Regiobahn
"""
_STREETS = "Priya Raman, Cityworks\nAnouk Vermeer, Fietsraad\nLuis Ortega, Porto Claro"


@dataclass(frozen=True, slots=True)
class Evenings:
    """The hand that writes them down, once the people are there."""

    session: Session
    user_id: str
    now: datetime

    def write(self) -> None:
        """Write all three."""
        self._tonight()
        self._maps()
        self._streets()

    def _tonight(self) -> None:
        card = EventCard(
            "Changing lanes: an evening for people new to transport", EventKind.TRANSITION, *self._hours(0),
            place="City library, second floor", host="Beth Osei", aim="Two planners who show me their data",
            aim_count=2, notes="Bring the stop map on paper. Name tags at the door.",
        )  # fmt: skip
        self._event(card, _TONIGHT)

    def _maps(self) -> None:
        card = EventCard(
            "Maps & beer", EventKind.GENERAL, *self._hours(2), place="Zum Kompass", host="Tomáš Havel",
            aim="Two people who agree to meet", aim_count=2,
        )  # fmt: skip
        people = self._event(card, _MAPS)
        self._met(people, "Oliver Brandt", "printing far too many maps", agreed=True)
        self._met(people, "Tom Ashby", "counting buses from the kitchen window", agreed=True)
        self._met(people, "Greta Lund", "")

    def _streets(self) -> None:
        card = EventCard(
            "Open Streets evening", EventKind.GENERAL, *self._hours(24), place="Fietsraad", host="Anouk Vermeer",
            aim="Find out who plans with data", aim_count=1,
        )  # fmt: skip
        people = self._event(card, _STREETS)
        self._met(people, "Priya Raman", "", agreed=True)
        self._met(people, "Anouk Vermeer", "")
        afterwards.done(self.session, self.user_id, people["Priya Raman"].event_id)

    def _hours(self, days_ago: int) -> tuple[datetime, datetime]:
        """From half past six to nine, so many days ago; tonight's begins in two hours where that is over."""
        begins = (self.now - timedelta(days=days_ago)).replace(hour=18, minute=30, second=0, microsecond=0)
        if not days_ago and begins < self.now + timedelta(hours=1):
            begins = self.now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
        return begins, begins + timedelta(hours=2, minutes=30)

    def _event(self, card: EventCard, pasted: str) -> dict[str, Attendee]:
        event: Event = events.add(self.session, self.user_id, card)
        people = people_list.parse(pasted)
        rows = attendees.add_all(self.session, self.user_id, event.id, people, AttendeeSource.TYPED).new
        return {row.name: row for row in rows}

    def _met(self, people: dict[str, Attendee], name: str, shared: str, *, agreed: bool = False) -> None:
        afterwards.tell(self.session, self.user_id, people[name].id, common_ground=shared, agreed=agreed)

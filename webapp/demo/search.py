"""What Mira seeks and how she goes about it: her goal and stories, who led her to whom, her talks and her time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Contact, Interview, InterviewState, Permission, Through
from webapp.services import agendas, contacts, favours, goals, hours, knowing, organisations, referred, reflections
from webapp.services.goals import GoalCard

_GOAL = GoalCard(
    position="data analyst for public transport",
    situation="I taught geography for eleven years. Since spring I learn to make maps and timetables speak, in the "
    "evenings.",
    skills=("explaining places to people", "maps from raw data", "patience with thirty people at once"),
    wish="I would like to meet one person who plans timetables with data, for twenty minutes.",
    pitch="I taught geography for eleven years, and what I liked best was the map that made thirty people go quiet. "
    "Now I make such maps from timetables and counts, and I look for work as a data analyst for public transport. "
    "Who plans with data in your town? I would like to talk to them for twenty minutes.",
    signature="Mira Lindqvist\nmira@lindqvist.example\n0113 496 0000",
)
_STORIES = (
    ("The bus that nobody took", "Pupils of mine came late from one village every day. I put the timetable and the "
     "school bell on one map: the bus left four minutes early. Two classes, one letter, and it waits now."),
    ("Thirty people and one projector", "The projector failed in front of the whole year. We drew the delta on the "
     "floor with chalk and walked it. They still remember the distributaries."),
)  # fmt: skip
_RESEARCH = {
    "Northgate Transit": "They publish their counts since March. Ask how they weigh stops in villages.",
    "Fjordline Mobility": "Won the tender for the ferry timetable; six people in analysis, two of them new.",
}
_TARGETS = (
    ("Northgate Transit", "Their open data is what I learn with."),
    ("Fjordline Mobility", "A small team that builds its own models."),
    ("Regiobahn", "Night trains to where my sister lives."),
)
_REFLECTION = {
    "learned": "Half of the work is asking planners what they really want to know.",
    "liked": "The mornings, when they sit together. Not the reports at the end of the month.",
    "concerns": "Contracts are for a year at first.",
    "advice": "Bring one map that answers one question.",
    "occupation": "There is a person who only talks to towns: data liaison.",
    "happy": "In this team, yes.",
    "next": "Show the stop map to Kenji, and tell Priya.",
}
# Minutes through people and through adverts in the last weeks, the latest first.
_WEEKS = ((150, 60), (210, 45), (120, 120), (180, 30), (90, 150), (240, 60), (60, 90), (150, 0), (30, 180))


@dataclass(frozen=True, slots=True)
class Search:
    """The hand that writes it down: `people` are contact ids by key."""

    session: Session
    user_id: str
    people: Mapping[str, str]
    now: datetime

    def write(self) -> None:
        """Write everything, once the notes are made."""
        self._goal()
        self._led()
        self._talked()
        self._spent()

    def _goal(self) -> None:
        goals.write(self.session, self.user_id, _GOAL)
        for title, text in _STORIES:
            goals.tell(self.session, self.user_id, title=title, text=text)
        for name, note in _TARGETS:
            goals.aim_at(self.session, self.user_id, name, note)
        for name, found_out in _RESEARCH.items():
            row = organisations.named(self.session, self.user_id, name)
            organisations.write(self.session, self.user_id, row.id, name=name, research_notes=found_out)

    def _led(self) -> None:
        for giver, named, permission in (
            ("amara", "Noor Haddad", Permission.YES),
            ("jonas", "Ingrid Solheim", Permission.NOT_ASKED),
            ("noor", "Bilal Aydin", Permission.YES),
        ):
            referred.refer(self.session, self.user_id, self.people[giver], name=named, permission=permission)
        contacts.get(self.session, self.user_id, self.people["ingrid"]).can_hire = True
        knowing.knows(self.session, self.user_id, self.people["priya"], other_id=self.people["kenji"])
        favours.note(
            self.session, self.user_id, self.people["kenji"], other="Priya Raman", owes=True,
            text="Priya lent him her interns in the week before the timetable changed",
        )  # fmt: skip

    def _talked(self) -> None:
        coming = self._interview("noor", InterviewState.PLANNED)
        agendas.propose(self.session, self.user_id, coming.id, 20)
        reflections.saved(self.session, self.user_id, self._interview("priya", InterviewState.HELD).id, _REFLECTION)

    def _interview(self, who: str, state: InterviewState) -> Interview:
        query = select(Interview).join(Contact, Contact.id == Interview.contact_id)
        return self.session.scalars(query.where(Contact.id == self.people[who], Interview.state == state)).one()

    def _spent(self) -> None:
        for week, (people, adverts) in enumerate(_WEEKS):
            day = (self.now - timedelta(weeks=week)).date()
            for minutes, through in ((people, Through.PEOPLE), (adverts, Through.ADVERTS)):
                if minutes:
                    hours.add(self.session, self.user_id, minutes, through, day)

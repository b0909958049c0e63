"""What Mira noted by hand beside her mail: asks, what they brought, what she gave, whom she met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.demo.letters import message_id
from webapp.demo.past import APPROACHES
from webapp.demo.people import PEOPLE
from webapp.models import AskKind, Interaction, Message, Outcome, OutcomeKind, Way
from webapp.services import asks, contacts, gives, interactions
from webapp.services.asks import AskCard
from webapp.services.gives import InterviewCard

# Kind of ask and what is asked for, as Mira would put it in a line.
_ASKS = {
    "amara": (AskKind.ADVICE, "What to learn first"),
    "jonas": (AskKind.ADVICE, "Which models to learn"),
    "priya": (AskKind.MEETING, "20 minutes on how her team works"),
    "tomas": (AskKind.FEEDBACK, "A look at three maps"),
    "lucia": (AskKind.EXPERIENCE, "How she came into her job"),
    "noor": (AskKind.MEETING, "20 minutes by phone on what the institute looks for"),
    "kenji": (AskKind.EXPERIENCE, "How one begins to design timetables"),
    "elena": (AskKind.INTRODUCTION, "Whom to speak to about consulting"),
    "samir": (AskKind.EXPERIENCE, "How he found his first customers"),
    "grace": (AskKind.FEEDBACK, "Whether my goal is realistic"),
    "diego": (AskKind.MEETING, "15 minutes on his first year"),
    "chidi": (AskKind.INFORMATION, "Papers on school traffic"),
    "fatima": (AskKind.EXPERIENCE, "How she plans for market days"),
    "mei": (AskKind.EXPERIENCE, "What an analyst does on a Monday"),
    "hannah": (AskKind.EXPERIENCE, "How she explained her change"),
    "yusuf": (AskKind.ADVICE, "Whether the certificate is worth it"),
    "bjorn": (AskKind.MEETING, "15 minutes on how capacity is sold"),
    "sofia": (AskKind.ADVICE, "What to read first"),
    "claire": (AskKind.INFORMATION, "The commuter survey"),
    "ruth": (AskKind.FEEDBACK, "What makes her stop at a résumé"),
    "rafael": (AskKind.INFORMATION, "What his team needs next year"),
}


@dataclass(frozen=True, slots=True)
class Notes:
    """The hand that writes: `people` are contact ids by key."""

    session: Session
    user_id: str
    people: Mapping[str, str]
    now: datetime

    def write(self) -> None:
        """Note everything, once the past mail has been read."""
        self._asked()
        self._obtained_and_used()
        self._met()
        self._gave()
        self._planned()

    def _ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def _line(self, who: str, letter: str) -> str:
        """Return the timeline line of a letter that was read."""
        query = (
            select(Interaction.id)
            .join(Message, Message.id == Interaction.message_row)
            .where(Interaction.contact_id == self.people[who], Message.message_id == message_id(letter))
        )
        return self.session.scalars(query).one()

    def _asked(self) -> None:
        for who in APPROACHES:
            kind, text = _ASKS[who]
            day = self.now.date() if who == "lucia" else None
            card = AskCard(kind, text, interaction_id=self._line(who, f"to-{who}"), follow_up_on=day)
            ask = asks.make(self.session, self.user_id, self.people[who], card)
            if who == "grace":
                asks.decline(self.session, self.user_id, ask.id, self._ago(14))
        drafted = AskCard(AskKind.EXPERIENCE, "A morning in the cab of his tram")
        asks.make(self.session, self.user_id, self.people["marek"], drafted)

    def _obtained_and_used(self) -> None:
        advice, feedback = OutcomeKind.ADVICE, OutcomeKind.FEEDBACK
        told = (
            ("amara", advice, "SQL first, with the timetables of my own town", 30, "Put a timetable on top", 28),
            ("hannah", advice, "Tell the change as one story", 50, "Told it that way in three conversations", 44),
            ("ruth", feedback, "First line: what changed because of me", 40, "Rewrote the first line", 37),
            ("yusuf", advice, "Build something instead of the certificate", 120, "Began the map of bus stops", 110),
            ("samir", advice, "Give talks", 20, "Signed up to speak at the choir's open evening", 12),
        )  # fmt: skip
        for who, kind, text, used, what, reported in told:
            outcome = self._obtained(who, kind, text)
            use = asks.used(
                self.session, self.user_id, self.people[who], text=what, at=self._ago(used), outcome_id=outcome.id
            )
            asks.reported_back(self.session, self.user_id, use.id, self._ago(reported))
        for who, days in (("yusuf", 167.5), ("samir", 30.5)):
            line = self._line(who, f"from-{who}")
            interactions.log_thanks(self.session, self.user_id, self.people[who], settles=line, at=self._ago(days))
        model = self._obtained("jonas", OutcomeKind.INFORMATION, "The four-step model is what everybody talks in")
        asks.used(
            self.session, self.user_id, self.people["jonas"], outcome_id=model.id, at=self._ago(10),
            text="Built one for the ways to our school",
        )  # fmt: skip
        self._obtained("claire", OutcomeKind.INFORMATION, "The questionnaire, and how it was weighted")
        self._obtained("elena", OutcomeKind.INTRODUCTION, "Diego, who made the same step", letter="introduction")
        again = AskCard(AskKind.FEEDBACK, "Read my story", interaction_id=self._line("hannah", "again-hannah"))
        asks.make(self.session, self.user_id, self.people["hannah"], again)

    def _obtained(self, who: str, kind: OutcomeKind, text: str, letter: str = "") -> Outcome:
        line = self._line(who, letter or f"from-{who}")
        return asks.obtained(self.session, self.user_id, self.people[who], kind=kind, text=text, interaction_id=line)

    def _met(self) -> None:
        for who in ("priya", "noor", "elena"):  # their answers only agreed to something
            interactions.nothing_obtained(self.session, self.user_id, self._line(who, f"from-{who}"))
        tomorrow = (self.now + timedelta(days=1)).replace(hour=14, minute=0, second=0)
        call = InterviewCard("What the institute looks for in people who change fields", tomorrow, 20, "by phone")
        gives.plan_interview(self.session, self.user_id, self.people["noor"], call)
        visit = InterviewCard(
            "How a data team works with planners", self._ago(2), 30, "Cityworks, second floor", held=True,
            notes="Mornings are for questions, afternoons for building. They hire in spring.",
        )  # fmt: skip
        gives.plan_interview(self.session, self.user_id, self.people["priya"], visit)
        leila = self.people["leila"]
        interactions.log_message(
            self.session, self.user_id, leila, direction="in", at=self._ago(19), summary="Asked how the course goes"
        )
        interactions.log_message(
            self.session, self.user_id, leila, direction="out", at=self._ago(18.9), summary="Told her about the survey"
        )

    def _gave(self) -> None:
        given = (
            ("samir", Way.SHARE, "My list of stops", 11),
            ("jonas", Way.SHOW, "The ways to school, as a data set", 9),
            ("amara", Way.HONOUR, "Named her in my talk as the one who got me started", 21),
            ("leila", Way.BREAK, "A walk with both dogs", 17),
            ("daniel", Way.COMPANY, "Sat with him at the clinic", 30),
            ("marek", Way.CUSTOMERS, "Brought my class to the tram museum where he guides", 50),
        )
        for who, way, text, days in given:
            gives.given(self.session, self.user_id, self.people[who], way=way, text=text, at=self._ago(days))

    def _planned(self) -> None:
        due = (
            ("yusuf", -1, "Has not heard from me since spring: show him the map"),
            ("anouk", 0, "Send the photographs of Open Streets"),
            ("daniel", 3, "Chess, and ask about his years in the bus firm"),
            ("claire", 6, "Ask how the survey was received"),
        )
        for who, days, text in due:
            day = self.now.date() + timedelta(days=days)
            gives.follow_up(self.session, self.user_id, self.people[who], due_on=day, text=text)
        contacts.archive(self.session, self.user_id, self.people["pavel"])
        contacts.write_note(
            self.session, self.user_id, self.people["priya"], f"Tea, no sugar. Knows {PEOPLE['kenji'].name}."
        )

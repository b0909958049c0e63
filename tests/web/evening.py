"""An evening with all kinds of people on its list, for the tests of the brief."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from tests.web.make import ago, exchange, mail, person
from webapp.domain.people_list import Named
from webapp.models import AskKind, AttendeeSource, Contact, Event, EventKind, OutcomeKind, Permission, utcnow
from webapp.services import asks, attendees, events, gives, goals, knowing, organisations, referred
from webapp.services.asks import AskCard
from webapp.services.events import EventCard
from webapp.services.gives import InterviewCard
from webapp.services.goals import GoalCard

KNOWN = ("Jane Doe", "Omar Reyes", "Sam Park", "Ada Ek", "Bo Lind")
NAMES = ("Noor Haddad", "Kim Sato", "Luca Ferrari", "Maya Osei", "Tom Bell", "Ines Duarte", "Pavel Novak")


def evening(session: Session, user_id: str, kind: EventKind = EventKind.GENERAL, strangers: int = 7) -> Event:
    """Tonight's meetup: five known people, each with another reason to talk to them, and so many mere names."""
    begins = utcnow() + timedelta(hours=9)
    card = EventCard(
        "PyData Leeds", kind, begins, begins + timedelta(hours=3), "Café Gold, Leeds", "Ines Duarte",
        "three people who agree to meet", 3,
    )  # fmt: skip
    event = events.add(session, user_id, card)
    people = _known(session, user_id)
    attendees.pick(session, user_id, event.id, [one.id for one in people])
    named = [
        Named(
            NAMES[n] if n < len(NAMES) else f"Guest {chr(65 + n // 26)}{chr(97 + n % 26)}",
            ("data engineer", "", "analyst")[n % 3],
            ("Acme", "", "Borealis", "Leeds City Council")[n % 4],
        )
        for n in range(strangers)
    ]
    attendees.add_all(session, user_id, event.id, named, AttendeeSource.TYPED)
    _pitch(session, user_id)
    return event


def _known(session: Session, user_id: str) -> list[Contact]:
    """Jane answered, Omar is owed thanks, Sam is new and known to Jane, Ada is silent, Bo has an open ask."""
    jane = person(
        session, user_id, "Jane Doe", organisation="Acme", role="head of data", common_ground="Leeds, the choir"
    )
    omar = person(session, user_id, "Omar Reyes", role="analyst", organisation="Borealis")
    sam = person(session, user_id, "Sam Park", common_ground="Both from Leeds", role="team lead", organisation="Acme")
    ada = person(session, user_id, "Ada Ek", common_ground="Night class")
    bo = person(session, user_id, "Bo Lind", organisation="Leeds City Council")
    for contact in (jane, ada):
        exchange(session, contact)
    ask = asks.make(session, user_id, jane.id, AskCard(AskKind.ADVICE, "How to move into data?", made_at=ago(days=9)))
    asks.obtained(session, user_id, jane.id, kind=OutcomeKind.ADVICE, text="Write first", ask_id=ask.id, at=ago(days=2))
    gives.plan_interview(session, user_id, omar.id, InterviewCard("His way into data", ago(days=3), held=True))
    mail(session, bo, "out", "Could I see how you work?", subject="A visit", at=ago(days=6))
    asks.make(session, user_id, bo.id, AskCard(AskKind.EXPERIENCE, "How the team works", made_at=ago(days=6)))
    knowing.knows(session, user_id, sam.id, other_id=jane.id, text="old team")
    referred.refer(session, user_id, jane.id, name="Noor Haddad", permission=Permission.YES)
    jane.meetings, jane.exchanges = 2, 4
    ada.last_in_at = ada.last_at = ago(days=500)
    session.flush()
    return [jane, omar, sam, ada, bo]


def _pitch(session: Session, user_id: str) -> None:
    pitch = (
        "I taught mathematics for nine years, and I am moving into data work. I find what the numbers hide, and say it "
        "so that people act on it. I would like to hear how you came to your work."
    )
    skills = ["statistics", "explaining", "calm"]
    goals.write(session, user_id, GoalCard("data analyst", "A teacher who moves on", skills, "A name", pitch))
    goals.tell(session, user_id, title="The timetable", text="Nobody could read it. I drew it anew, and it was read.")
    goals.tell(session, user_id, title="Forty parents", text="They came angry and left with a plan.")
    place = organisations.named(session, user_id, "Borealis")
    place.target_since = utcnow()
    session.flush()

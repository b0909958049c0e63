"""What the day asks for: read from the duties that the domain derived, in the order of the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.duties import business_days
from webapp.models import Ask, Contact, Duty, DutyKind, Event, FollowUp, Interview, InterviewState, Use, User, utcnow
from webapp.services import events_today, interviews, messages, reconnect, snoozes
from webapp.services.events_today import EventsToday
from webapp.services.proposals import BY_HAND, went_by_itself
from webapp.services.questions.lines import asks_words, sources_words
from webapp.services.reconnect import Reconnect
from webapp.services.snoozes import PutOff, Shown
from webapp.services.tidings import Tiding, to_tell
from webapp.services.triage import Item, waiting
from webapp.services.waiting import Clock, clock_of

CAME_IN_FOR = timedelta(days=2)
MOST_ARRIVALS = 50
MOST_QUESTIONS = 5

# The duties whose subject is a line of a timeline, or something obtained.
_OF_LINES = (DutyKind.THANKS, DutyKind.NOTE_OUTCOME, DutyKind.RETURNED, DutyKind.PLAN, DutyKind.DECLINED)


@dataclass(frozen=True, slots=True)
class Due:
    """One line: whom, about what (in words), since when, until when, and the ids that its action needs."""

    contact_id: str
    name: str
    words: str
    at: datetime
    due_at: datetime | None = None
    subject: str = ""
    days: int = 0
    source: str = ""
    kind: DutyKind | None = None
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the page, without what is put off."""

    thanks: Sequence[Due]
    to_note: Sequence[Due]
    waiting: Sequence[Due]
    to_confirm: Sequence[Any]
    returned: Sequence[Due]
    to_plan: Sequence[Due]
    declined: Sequence[Due]
    follow_ups: Sequence[Any]
    reports: Sequence[Due]
    tidings: Sequence[Tiding]
    to_close: Sequence[Any]
    to_reflect: Sequence[Any]
    reconnect: Reconnect
    triage: Sequence[Item]
    came_in: Sequence[Any]
    events: EventsToday
    put_off: Sequence[PutOff]

    @property
    def quiet(self) -> bool:
        """Whether nothing at all asks for the user."""
        return not (
            self.thanks
            or self.to_note
            or self.waiting
            or self.to_confirm
            or self.returned
            or self.to_plan
            or self.declined
            or self.follow_ups
            or self.reports
            or self.tidings
            or self.to_close
            or self.to_reflect
            or self.reconnect.people
            or self.triage
            or not self.events.quiet
        )


def today(session: Session, user_id: str, day: date, zone: tzinfo = UTC, since: datetime | None = None) -> Today:
    """Return what is owed, due and new for a user in whose zone it is that day; what came in counts since then."""
    hidden = snoozes.hidden(session, user_id, day)
    shown = Shown(hidden)
    duties = _duties(session, user_id, *_OF_LINES)
    silent = reconnect.of_day(session, user_id, day, zone)
    talks = interviews.after_talks(session, user_id)
    return Today(
        thanks=shown.dues("thanks", duties[DutyKind.THANKS]),
        to_note=shown.dues("to-note", duties[DutyKind.NOTE_OUTCOME]),
        waiting=shown.dues("waiting", waiting_answers(session, user_id, day, zone)),
        to_confirm=shown.rows("to-confirm", _to_confirm(session, user_id)),
        returned=shown.dues("returned", duties[DutyKind.RETURNED]),
        to_plan=shown.dues("to-plan", duties[DutyKind.PLAN]),
        declined=shown.dues("declined", duties[DutyKind.DECLINED]),
        follow_ups=shown.rows("follow-ups", _follow_ups(session, user_id, day)),
        reports=shown.dues("reports", _reports(session, user_id)),
        tidings=shown.only(
            "tidings", to_tell(session, user_id), lambda one: (one.link.id, one.giver.id, one.giver.name)
        ),
        to_close=shown.rows("to-close", talks.to_close),
        to_reflect=shown.rows("to-reflect", talks.to_reflect),
        reconnect=replace(
            silent,
            people=shown.only("reconnect", silent.people, lambda one: (one.contact_id, one.contact_id, one.name)),
        ),
        triage=shown.only("triage", _to_triage(session, user_id, hidden), _question)[:MOST_QUESTIONS],
        came_in=_came_in(session, user_id, since or utcnow() - CAME_IN_FOR),
        events=_events(shown, events_today.of_day(session, user_id, utcnow())),
        put_off=shown.put_off(),
    )


def _to_triage(session: Session, user_id: str, hidden: Collection[tuple[str, str]]) -> list[Item]:
    """Return the newest questions, and before them those that are put off: each day brings back its own."""
    put_off = [subject for kind, subject in hidden if kind == "triage"]
    return waiting(session, user_id, limit=MOST_QUESTIONS + len(put_off), first=put_off)


def _question(item: Item) -> tuple[str, str, str]:
    name = item.contact.name if item.contact else ""
    return item.row.id, "", f"“{item.message.subject}”" if item.message and item.message.subject else name


def _events(shown: Shown, near: EventsToday) -> EventsToday:
    def event(one: Event) -> tuple[str, str, str]:
        return one.id, "", one.name

    return replace(
        near,
        coming=shown.only("events-soon", near.coming, event),
        to_look_back=shown.only("events-after", near.to_look_back, event),
        hosts=shown.only("hosts", near.hosts, lambda one: (one.event.id, one.event.host_id or "", one.name)),
    )


def _came_in(session: Session, user_id: str, since: datetime) -> list[Any]:
    """Return what mail brought by itself since then, as rows (Interaction, Message).

    Past mail that was fetched for a new address is logged by itself too, but it would fill the page.
    """
    found = messages.came_in(session, user_id, since, limit=MOST_ARRIVALS)
    return [row for row in found if row[0].at >= since - CAME_IN_FOR]


def _open(user_id: str, *kinds: DutyKind) -> tuple[Any, ...]:
    return (
        Duty.user_id == user_id,
        Duty.kind.in_(kinds),
        Duty.superseded_at.is_(None),
        Duty.settled_at.is_(None),
        Contact.deleted_at.is_(None),
        Contact.archived_at.is_(None),
    )


def _duties(session: Session, user_id: str, *kinds: DutyKind) -> dict[DutyKind, list[Due]]:
    """Return what the lines of timelines ask for, by kind, the oldest first."""
    query = select(Duty, Contact.name).join(Contact, Contact.id == Duty.contact_id).where(*_open(user_id, *kinds))
    found = session.execute(query.order_by(Duty.at, Duty.id)).all()
    words = sources_words(session, user_id, {duty.subject for duty, _ in found})
    if by_hand := {duty.subject for duty, _ in found if duty.source == BY_HAND}:
        words |= asks_words(session, user_id, by_hand)
    now, lines = utcnow(), dict[DutyKind, list[Due]]((kind, []) for kind in kinds)
    for duty, name in found:
        due = Due(
            duty.contact_id, name, words[duty.subject], duty.at, duty.due_at, duty.subject, source=duty.source,
            kind=duty.kind,
        )  # fmt: skip
        if not went_by_itself(due, now):
            lines[duty.kind].append(due)
    return lines


def waiting_answers(session: Session, user_id: str, day: date, zone: tzinfo = UTC) -> list[Due]:
    """Return the asks that wait, the longest first, with their clocks and the business days since they were made.

    Of who is away the days count from their return, which is `due_at`.
    """
    user = session.get_one(User, user_id)
    query = (
        select(Duty, Contact.name, Ask)
        .join(Contact, Contact.id == Duty.contact_id)
        .join(Ask, Ask.id == Duty.subject)
        .where(*_open(user_id, DutyKind.WAITING))
        .order_by(Duty.at, Duty.id)
    )
    return [
        Due(
            duty.contact_id, name, ask.text, duty.at, duty.due_at, subject=ask.id,
            days=business_days((duty.due_at or duty.at).astimezone(zone).date(), day),
            clock=clock_of(user, duty, ask, zone),
        )
        for duty, name, ask in session.execute(query)
    ]  # fmt: skip


def _reports(session: Session, user_id: str) -> list[Due]:
    query = (
        select(Duty, Contact.name, Use.text)
        .join(Contact, Contact.id == Duty.contact_id)
        .join(Use, Use.id == Duty.subject)
        .where(*_open(user_id, DutyKind.REPORT_BACK))
        .order_by(Duty.at, Duty.id)
    )
    return [
        Due(duty.contact_id, name, text, duty.at, subject=duty.subject) for duty, name, text in session.execute(query)
    ]


def _to_confirm(session: Session, user_id: str) -> Sequence[Any]:
    """Return planned interviews whose end has passed, as rows (Interview, name): did they take place?"""
    query = (
        select(Interview, Contact.name)
        .join(Contact, Contact.id == Interview.contact_id)
        .where(Interview.user_id == user_id, Interview.state == InterviewState.PLANNED)
        .where(Interview.ends_at <= utcnow(), Interview.deleted_at.is_(None), Contact.deleted_at.is_(None))
    )
    return session.execute(query.order_by(Interview.ends_at)).all()


def _follow_ups(session: Session, user_id: str, day: date) -> Sequence[Any]:
    """Return follow-ups due by the day, as rows (FollowUp, name)."""
    query = (
        select(FollowUp, Contact.name)
        .join(Contact, Contact.id == FollowUp.contact_id)
        .where(FollowUp.user_id == user_id, FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None))
        .where(FollowUp.due_on <= day, Contact.deleted_at.is_(None), Contact.archived_at.is_(None))
    )
    return session.execute(query.order_by(FollowUp.due_on)).all()

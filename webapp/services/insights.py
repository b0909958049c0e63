"""What the rows say of the whole: counted in SQL, and months in the user's zone by the moments at which they begin."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import accumulate
from typing import Any

from sqlalchemy import Integer, and_, case, cast, exists, extract, func, or_, select
from sqlalchemy.orm import Session

from webapp.domain.cadence import CADENCE, dormant
from webapp.domain.evidence import AskState, Phase
from webapp.domain.strength import RULES, Measures, Tier, tier
from webapp.domain.weeks import begins, last_months, last_weeks, monday, month_after
from webapp.models import (
    Ask,
    AskChange,
    AskKind,
    Contact,
    Duty,
    DutyKind,
    Give,
    Outcome,
    PhaseChange,
    Through,
    TimeEntry,
    Use,
)
from webapp.services.hours import Split

WEEKS, MONTHS = 12, 12
_ANSWERED = (AskState.ANSWERED, AskState.OBTAINED, AskState.USED, AskState.REPORTED_BACK)
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Week:
    """Where the time of a week went."""

    first: date
    split: Split


@dataclass(frozen=True, slots=True)
class Stage:
    """How many people ever were in a phase, and how many of them completed it."""

    phase: Phase
    reached: int
    completed: int


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of the asks of a kind; `days` is the median until an answer, None where there was none."""

    kind: AskKind
    answered: int
    waiting: int
    declined: int
    days: int | None

    @property
    def made(self) -> int:
        """All that were made."""
        return self.answered + self.waiting + self.declined


@dataclass(frozen=True, slots=True)
class Month:
    """A month of gives and takes, or of people met: what it brought, and all up to its end."""

    first: date
    gives: int = 0
    takes: int = 0
    met: int = 0
    met_in_all: int = 0


@dataclass(frozen=True, slots=True)
class Ties:
    """The people of a tier who were heard of once, and how many of them are silent for longer than their cadence."""

    tier: Tier
    people: int
    silent: int


def _there(user_id: str) -> tuple[Any, ...]:
    return Contact.user_id == user_id, Contact.deleted_at.is_(None)


def _gone(user_id: str) -> Any:
    """Who was deleted. They are few: to leave them out is quicker than to look everybody up."""
    return select(Contact.id).where(Contact.user_id == user_id, Contact.deleted_at.is_not(None))


def weeks(session: Session, user_id: str, day: date) -> list[Week]:
    """Return where the time of the last weeks went, the oldest first."""
    firsts = last_weeks(day, WEEKS)
    query = (
        select(TimeEntry.day, TimeEntry.through, func.sum(TimeEntry.minutes))
        .where(TimeEntry.user_id == user_id, TimeEntry.deleted_at.is_(None))
        .where(TimeEntry.day >= firsts[0], TimeEntry.day < firsts[-1] + timedelta(weeks=1))
        .group_by(TimeEntry.day, TimeEntry.through)
    )
    spent: Counter[tuple[date, Through]] = Counter()
    for on, through, minutes in session.execute(query):
        spent[monday(on), through] += minutes
    return [Week(first, Split(spent[first, Through.PEOPLE], spent[first, Through.ADVERTS])) for first in firsts]


def funnel(session: Session, user_id: str) -> list[Stage]:
    """Return the phases in order. Whoever completed one is in the next, or was.

    Use is complete for those of whom something was used, and who are owed neither thanks nor a word on how it went.
    """
    of_contact = (PhaseChange.contact_id == Contact.id, PhaseChange.superseded_at.is_(None))
    in_use = or_(
        Contact.phase == Phase.USE,
        and_(Contact.phase == Phase.OBTAIN, exists().where(*of_contact, PhaseChange.new == Phase.USE)),
    )
    owed = exists().where(
        Duty.contact_id == Contact.id,
        Duty.kind.in_((DutyKind.THANKS, DutyKind.REPORT_BACK)),
        Duty.superseded_at.is_(None),
        Duty.settled_at.is_(None),
    )
    used = exists().where(Use.contact_id == Contact.id, Use.deleted_at.is_(None))
    query = select(
        func.count(),
        func.count(case((Contact.phase != Phase.INITIATE, 1))),
        func.count(case((in_use, 1))),
        func.count(case((and_(in_use, used, ~owed), 1))),
    ).where(*_there(user_id))
    counts = session.execute(query).one()
    return [Stage(phase, counts[place], counts[place + 1]) for place, phase in enumerate(Phase)]


def answers(session: Session, user_id: str) -> list[Answers]:
    """Return what became of the asks that were made, by their kind, the cheapest for the giver first."""
    seconds = cast(extract("epoch", AskChange.at) - extract("epoch", Ask.made_at), Integer)
    answer = (AskChange.ask_id == Ask.id, AskChange.superseded_at.is_(None), AskChange.old == AskState.MADE)
    query = (
        select(Ask.kind, Ask.state, ((seconds + _DAY // 2) // _DAY).label("days"), func.count())
        .outerjoin(AskChange, and_(*answer, AskChange.new.in_(_ANSWERED)))
        .where(Ask.user_id == user_id, Ask.deleted_at.is_(None), Ask.contact_id.not_in(_gone(user_id)))
        .group_by(Ask.kind, Ask.state, "days")
    )
    fates: Counter[tuple[AskKind, AskState]] = Counter()
    waited: defaultdict[AskKind, Counter[int]] = defaultdict(Counter)
    for kind, state, days, count in session.execute(query):
        fates[kind, state] += count
        if days is not None:
            waited[kind][days] += count
    found = [
        Answers(
            kind, sum(fates[kind, state] for state in _ANSWERED), fates[kind, AskState.MADE],
            fates[kind, AskState.DECLINED], _median(waited[kind]),
        )
        for kind in AskKind
    ]  # fmt: skip
    return [one for one in found if one.made]


def _median(counts: Counter[int]) -> int | None:
    """The number in the middle, or between the two there: no database has it as the other has."""
    ordered = sorted(counts)
    if not ordered:
        return None
    ends = list(accumulate(counts[one] for one in ordered))
    lower, upper = (ordered[bisect(ends, place)] for place in ((ends[-1] - 1) // 2, ends[-1] // 2))
    return (lower + upper) // 2


def months(session: Session, user_id: str, day: date, zone: tzinfo) -> list[Month]:
    """Return what was given, obtained, and who was met one-on-one for the first time in the last months."""
    firsts = last_months(day, MONTHS)
    gone = _gone(user_id)
    gives, takes = (
        _by_month(
            session, of.at, firsts, zone,
            of.user_id == user_id, of.deleted_at.is_(None), of.contact_id.not_in(gone),
        )
        for of in (Give, Outcome)
    )  # fmt: skip
    met = _by_month(session, Contact.first_met_at, firsts, zone, *_there(user_id))
    in_all = list(accumulate(met))
    return [
        Month(first, gives[place], takes[place], met[place], in_all[place])
        for place, first in enumerate(firsts, start=1)
    ]


def _by_month(session: Session, at: Any, firsts: Sequence[date], zone: tzinfo, *of_whom: Any) -> list[int]:
    """Count the moments of a column: first those before all the months, then those of each."""
    ends: list[datetime] = [begins(first, zone) for first in (*firsts, month_after(firsts[-1]))]
    month = case(*((at < end, place) for place, end in enumerate(ends)), else_=len(ends)).label("month")
    # By its name: spelled out again it would have parameters of its own, and be another expression for PostgreSQL.
    query = select(month, func.count()).where(*of_whom, at.is_not(None)).group_by("month")
    counts = [0] * (len(ends) + 1)
    for place, count in session.execute(query):
        counts[place] = count
    return counts[:-1]


# Between two of these days of silence neither the tier nor whether they are silent for too long can change.
_EDGES = sorted({rule.days for rule in RULES} | set(CADENCE.values()))
_MOST = {name: max(getattr(rule, name) for rule in RULES) for name in ("exchanges", "meetings", "received", "given")}


def ties(session: Session, user_id: str, now: datetime) -> list[Ties]:
    """Return the ties by tier, the closest first. Who is archived may be silent."""
    people: Counter[Tier] = Counter()
    silent: Counter[Tier] = Counter()
    for exchanges, meetings, received, given, heard_at, override, number in (
        *_alike(session, user_id, now),
        *_of_own_cadence(session, user_id),
    ):
        found = tier(Measures(exchanges, meetings, received, given, heard_at), now)
        people[found] += number
        silent[found] += number * dormant(found, heard_at, now, override)
    return [Ties(one, people[one], silent[one]) for one in reversed(Tier)]


def _alike(session: Session, user_id: str, now: datetime) -> Iterator[tuple[Any, ...]]:
    """Yield, for people of whom the rules say the same, their counts, a time of that silence, and how many they are."""
    days = case(
        *((Contact.last_in_at > now - timedelta(days=edge + 1), edge) for edge in _EDGES), else_=_EDGES[-1] + 1
    ).label("days")
    counts = [
        case((getattr(Contact, name) > most, most), else_=getattr(Contact, name)).label(name)
        for name, most in _MOST.items()
    ]
    each = (
        select(*counts, days)
        .where(
            *_there(user_id),
            Contact.archived_at.is_(None),
            Contact.last_in_at.is_not(None),
            Contact.cadence_days.is_(None),
        )
        .subquery()
    )
    for *found, silence, number in session.execute(select(*each.c, func.count()).group_by(*each.c)):
        yield (*found, now - timedelta(days=silence), None, number)


def _of_own_cadence(session: Session, user_id: str) -> Iterator[tuple[Any, ...]]:
    """Yield the same for each of those who have a cadence of their own."""
    query = select(*(getattr(Contact, name) for name in _MOST), Contact.last_in_at, Contact.cadence_days).where(
        *_there(user_id),
        Contact.archived_at.is_(None),
        Contact.last_in_at.is_not(None),
        Contact.cadence_days.is_not(None),
    )
    for row in session.execute(query):
        yield (*row, 1)

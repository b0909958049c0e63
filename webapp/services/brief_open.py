"""What is open with many people at once, in words and by contact: thanks, asks, answers, days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from webapp.domain.brief import said
from webapp.domain.evidence import AskState
from webapp.models import (
    Ask,
    Contact,
    Duty,
    DutyKind,
    FollowUp,
    Interaction,
    InteractionKind,
    Interview,
    InterviewState,
    Message,
    Outcome,
    OutcomeKind,
    Use,
    User,
)
from webapp.services.giving import ASKED_WITHIN
from webapp.services.proposals import PLAN_FOR
from webapp.services.threads import heard
from webapp.services.waiting import clock_of


@dataclass(slots=True)
class Open:
    """What is open with one contact, in words, the oldest first of each."""

    thanks: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    asked_you: list[str] = field(default_factory=list)
    promised: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    awaited: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    meets: str = ""
    agreed: bool = False
    returned: bool = False
    rests: bool = False


def read(
    session: Session, user: User, whose: Select[Any], now: datetime, day: date, zone: tzinfo
) -> Mapping[str, Open]:
    """Return what is open with the contacts whose ids `whose` selects, and what comes due by that day.

    Whoever has nothing open is left out.
    """
    return _Opened(session, user, whose, now, zone).read(day)


def day_words(moment: datetime | date, zone: tzinfo, today: date) -> str:
    """Return a day as it stands inside a sentence: "3 May", with its year if that is not this one."""
    there = moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
    return f"{there.day} {there:%b}" if there.year == today.year else f"{there.day} {there:%b %Y}"


class _Opened:
    """Reads what is open with these contacts."""

    def __init__(self, session: Session, user: User, whose: Select[Any], now: datetime, zone: tzinfo) -> None:
        self.session, self.user, self.whose, self.now, self.zone = session, user, whose, now, zone
        self.today = now.astimezone(zone).date()
        self.found: defaultdict[str, Open] = defaultdict(Open)

    def read(self, day: date) -> Mapping[str, Open]:
        """Return it by contact; whoever has nothing open is not in it."""
        asks = self._asks()
        self._duties(asks)
        self._asked()
        self._follow_ups(day)
        self._interviews()
        return self.found

    def _rows(self, model: Any, *where: Any, order: Any) -> Sequence[Any]:
        query = select(model).where(model.contact_id.in_(self.whose), *where).order_by(order, model.id)
        return self.session.scalars(query).all()

    def _day(self, moment: datetime | date) -> str:
        return day_words(moment, self.zone, self.today)

    def _asks(self) -> Mapping[str, Ask]:
        states = Ask.state.in_((AskState.DRAFTED, AskState.MADE, AskState.ANSWERED))
        rows = self._rows(Ask, Ask.deleted_at.is_(None), states, order=Ask.created_at)
        # What waits comes first, as in the reason to talk to them.
        for ask in sorted(rows, key=lambda one: (one.state is not AskState.MADE, one.made_at or one.created_at)):
            self.found[ask.contact_id].asks.append(f"{said(ask.text)} ({self._state(ask)})")
        return {ask.id: ask for ask in rows}

    def _state(self, ask: Ask) -> str:
        if ask.state is AskState.DRAFTED or ask.made_at is None:
            return "did not reach them" if ask.made_at else "not asked yet"
        return f"asked {self._day(ask.made_at)}" + (", answered" if ask.state is AskState.ANSWERED else "")

    def _duties(self, asks: Mapping[str, Ask]) -> None:
        duties = self._rows(Duty, Duty.superseded_at.is_(None), Duty.settled_at.is_(None), order=Duty.at)
        words = self._words({duty.subject for duty in duties})
        for duty in duties:
            there = self.found[duty.contact_id]
            subject = words.get(duty.subject, "")
            match duty.kind:
                case DutyKind.THANKS if duty.source == "introduction":
                    there.thanks.append(f"the introduction of {self._day(duty.at)}")
                case DutyKind.THANKS:
                    there.thanks.append(subject or "their help")
                case DutyKind.NOTE_OUTCOME:
                    there.heard.append(subject.replace("their time on", "the talk of") or "what they said")
                case DutyKind.REPORT_BACK if subject:
                    there.reports.append(subject)
                case DutyKind.WAITING if duty.subject in asks:
                    self._waits(there, duty, asks[duty.subject])
                case DutyKind.DECLINED:
                    there.declined.append(subject or "their answer")
                case DutyKind.RETURNED:
                    there.returned = True
                case DutyKind.PLAN if duty.at > self.now - PLAN_FOR:
                    there.agreed = True
                    there.awaited.append("a day to meet")

    def _waits(self, there: Open, duty: Duty, ask: Ask) -> None:
        """An ask that was followed up twice rests, and so do they."""
        if clock_of(self.user, duty, ask, self.zone).day is None:
            there.rests = True
            return
        there.waiting.append(said(ask.text))
        there.awaited.append(f"an answer since {self._day(ask.made_at or duty.at)}")

    def _words(self, subjects: Collection[str]) -> dict[str, str]:
        """Return in words what duties are about: lines of a timeline, outcomes and uses."""
        lines = select(Interaction.id, Interaction.kind, Interaction.at).where(Interaction.id.in_(subjects))
        outcomes = select(Outcome.id, Outcome.kind, Outcome.text).where(Outcome.id.in_(subjects))
        uses = select(Use.id, Use.text).where(Use.id.in_(subjects), Use.deleted_at.is_(None))
        found = {row.id: f"{_LINES[row.kind]} {self._day(row.at)}" for row in self.session.execute(lines)}
        found |= {row.id: _outcome(row) for row in self.session.execute(outcomes)}
        return found | {row.id: said(row.text) for row in self.session.execute(uses)}

    def _asked(self) -> None:
        """The mails of the last months in which they surely ask for something, where the user did not write since."""
        query = (
            select(Interaction.contact_id, Message.subject, Message.findings)
            .join(Message, Message.id == Interaction.message_row)
            .join(Contact, Contact.id == Interaction.contact_id)
            .where(
                Interaction.contact_id.in_(self.whose), Interaction.direction == "in", Interaction.undone_at.is_(None)
            )
            .where(Interaction.copied.is_(False), Interaction.automatic.is_(False), heard(self.user.id))
            .where(Interaction.at > self.now - ASKED_WITHIN)
            .where(or_(Contact.last_out_at.is_(None), Interaction.at > Contact.last_out_at))
            .order_by(Interaction.at, Interaction.id)
        )
        for contact_id, subject, findings in self.session.execute(query):
            if any(finding["label"] == "ask" and finding["sure"] for finding in findings):
                self.found[contact_id].asked_you.append(f"“{said(subject, 60) or 'no subject'}”")

    def _follow_ups(self, day: date) -> None:
        where = (FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None), FollowUp.due_on <= day)
        for row in self._rows(FollowUp, *where, order=FollowUp.due_on):
            self.found[row.contact_id].promised.append(said(row.text))

    def _interviews(self) -> None:
        planned = (Interview.state == InterviewState.PLANNED, Interview.deleted_at.is_(None))
        for row in self._rows(Interview, *planned, Interview.ends_at > self.now, order=Interview.starts_at.desc()):
            self.found[row.contact_id].meets = f"on {self._day(row.starts_at)}"


_LINES = dict.fromkeys(InteractionKind, "their message of") | {
    InteractionKind.MEETING: "their time on",
    InteractionKind.MAIL: "their mail of",
}


def _outcome(row: Any) -> str:
    # "The name of Noor Haddad" says itself that it is a referral.
    text = said(row.text)
    named = row.kind is OutcomeKind.REFERRAL and text.startswith("The name of ")
    return f"t{text[1:]}" if named else f"their {row.kind.value} “{text}”"

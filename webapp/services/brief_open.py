"""What is open with many people at once, in words and by contact: thanks, asks, answers, days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cache
from typing import Any, cast

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from webapp.domain.brief import said
from webapp.domain.evidence import AskState
from webapp.domain.wording import N_, _, short_day
from webapp.models import (
    Ask,
    Attendee,
    Contact,
    Duty,
    DutyKind,
    Event,
    FollowUp,
    Interaction,
    InteractionKind,
    Interview,
    InterviewState,
    Message,
    Outcome,
    Use,
    User,
)
from webapp.services.giving import ASKED_WITHIN
from webapp.services.help_words import help_words
from webapp.services.proposals import BY_HAND, went_by_itself
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


# Put in when a statement is run, so that each is made once.
USER = cast(str, bindparam("user"))
# The ids of the contacts on the list of an event.
WHOSE: Select[Any] = select(Attendee.contact_id).where(
    Attendee.event_id == bindparam("event"), Attendee.deleted_at.is_(None), Attendee.contact_id.is_not(None)
)


def read(session: Session, user: User, event: Event, now: datetime, day: date, zone: tzinfo) -> Mapping[str, Open]:
    """Return what is open with the contacts on the list of an event, and what comes due by that day.

    Whoever has nothing open is left out.
    """
    return _Opened(session, user, event, now, zone).read(day)


def day_words(moment: datetime | date, zone: tzinfo, today: date) -> str:
    """Return a day as it stands inside a sentence: "3 May", with its year if that is not this one."""
    there = moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
    return short_day(there, year=there.year != today.year)


class _Opened:
    """Reads what is open with these contacts."""

    def __init__(self, session: Session, user: User, event: Event, now: datetime, zone: tzinfo) -> None:
        self.session, self.user, self.now, self.zone = session, user, now, zone
        self.given = {"user": user.id, "event": event.id}
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

    def _rows(self, statement: Select[Any], **given: Any) -> Sequence[Any]:
        return self.session.scalars(statement, self.given | given).all()

    def _day(self, moment: datetime | date) -> str:
        return day_words(moment, self.zone, self.today)

    def _asks(self) -> Mapping[str, Ask]:
        rows = self._rows(_open_asks())
        # What waits comes first, as in the reason to talk to them.
        for ask in sorted(rows, key=lambda one: (one.state is not AskState.MADE, one.made_at or one.created_at)):
            self.found[ask.contact_id].asks.append(f"{said(ask.text)} ({self._state(ask)})")
        return {ask.id: ask for ask in rows}

    def _state(self, ask: Ask) -> str:
        if ask.state is AskState.DRAFTED or ask.made_at is None:
            return _("did not reach them") if ask.made_at else _("not asked yet")
        day = self._day(ask.made_at)
        return _("asked %(day)s, answered", day=day) if ask.state is AskState.ANSWERED else _("asked %(day)s", day=day)

    def _duties(self, asks: Mapping[str, Ask]) -> None:
        duties = self._rows(_open_duties())
        words, talks = self._words({duty.subject for duty in duties})
        for duty in duties:
            there = self.found[duty.contact_id]
            subject = words.get(duty.subject, "")
            match duty.kind:
                case DutyKind.THANKS if duty.source == "introduction":
                    there.thanks.append(_("the introduction of %(day)s", day=self._day(duty.at)))
                case DutyKind.THANKS:
                    there.thanks.append(subject or _("their help"))
                case DutyKind.NOTE_OUTCOME:
                    there.heard.append(talks.get(duty.subject) or subject or _("what they said"))
                case DutyKind.REPORT_BACK if subject:
                    there.reports.append(subject)
                case DutyKind.WAITING if duty.subject in asks:
                    self._waits(there, duty, asks[duty.subject])
                case DutyKind.PLAN | DutyKind.DECLINED if went_by_itself(duty, self.now):
                    pass
                case DutyKind.DECLINED if duty.source == BY_HAND:
                    there.declined.append(_("you noted it on %(day)s", day=self._day(duty.at)))
                case DutyKind.DECLINED:
                    there.declined.append(subject or _("their answer"))
                case DutyKind.RETURNED:
                    there.returned = True
                case DutyKind.PLAN:
                    there.agreed = True
                    there.awaited.append(_("a day to meet"))

    def _waits(self, there: Open, duty: Duty, ask: Ask) -> None:
        """An ask that was followed up twice rests, and so do they."""
        if clock_of(self.user, duty, ask, self.zone).day is None:
            there.rests = True
            return
        there.waiting.append(said(ask.text))
        there.awaited.append(_("an answer since %(day)s", day=self._day(ask.made_at or duty.at)))

    def _words(self, subjects: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
        """Return in words what duties are about: lines of a timeline, outcomes, uses; meetings as talks too."""
        (lines, outcomes, uses), given = _subjects(), {"subjects": list(subjects)}
        found, talks = {}, {}
        for row in self.session.execute(lines, given):
            found[row.id] = _(_LINES[row.kind], day=self._day(row.at))
            if row.kind is InteractionKind.MEETING:
                talks[row.id] = _("the talk of %(day)s", day=self._day(row.at))
        found |= {row.id: help_words(row.kind, said(row.text)) for row in self.session.execute(outcomes, given)}
        return found | {row.id: said(row.text) for row in self.session.execute(uses, given)}, talks

    def _asked(self) -> None:
        """The mails of the last months in which they surely ask for something, where the user did not write since."""
        since = {"since": self.now - ASKED_WITHIN}
        for contact_id, subject, findings in self.session.execute(_incoming(), self.given | since):
            if any(finding["label"] == "ask" and finding["sure"] for finding in findings):
                self.found[contact_id].asked_you.append(f"“{said(subject, 60) or _('no subject')}”")

    def _follow_ups(self, day: date) -> None:
        for row in self._rows(_promises(), day=day):
            self.found[row.contact_id].promised.append(said(row.text))

    def _interviews(self) -> None:
        for row in self._rows(_planned(), now=self.now):
            self.found[row.contact_id].meets = _("on %(day)s", day=self._day(row.starts_at))


def _of(model: Any, *where: Any, order: Any) -> Select[Any]:
    return select(model).where(model.contact_id.in_(WHOSE), *where).order_by(order, model.id)


@cache
def _open_asks() -> Any:
    states = Ask.state.in_((AskState.DRAFTED, AskState.MADE, AskState.ANSWERED))
    return _of(Ask, Ask.deleted_at.is_(None), states, order=Ask.created_at)


@cache
def _open_duties() -> Any:
    return _of(Duty, Duty.superseded_at.is_(None), Duty.settled_at.is_(None), order=Duty.at)


@cache
def _promises() -> Any:
    due = FollowUp.due_on <= bindparam("day")
    return _of(FollowUp, FollowUp.done_at.is_(None), FollowUp.deleted_at.is_(None), due, order=FollowUp.due_on)


@cache
def _planned() -> Any:
    planned = (Interview.state == InterviewState.PLANNED, Interview.deleted_at.is_(None))
    return _of(Interview, *planned, Interview.ends_at > bindparam("now"), order=Interview.starts_at.desc())


@cache
def _subjects() -> tuple[Any, Any, Any]:
    """What a duty can be about: a line of a timeline, an outcome, a use."""
    among: Any = bindparam("subjects", expanding=True)
    return (
        select(Interaction.id, Interaction.kind, Interaction.at).where(Interaction.id.in_(among)),
        select(Outcome.id, Outcome.kind, Outcome.text).where(Outcome.id.in_(among)),
        select(Use.id, Use.text).where(Use.id.in_(among), Use.deleted_at.is_(None)),
    )


@cache
def _incoming() -> Any:
    """The mails after which the user wrote nothing."""
    counts = (Interaction.undone_at.is_(None), Interaction.copied.is_(False), Interaction.automatic.is_(False))
    return (
        select(Interaction.contact_id, Message.subject, Message.findings)
        .join(Message, Message.id == Interaction.message_row)
        .join(Contact, Contact.id == Interaction.contact_id)
        .where(Interaction.contact_id.in_(WHOSE), Interaction.direction == "in", *counts, heard(USER))
        .where(Interaction.at > bindparam("since"))
        .where(or_(Contact.last_out_at.is_(None), Interaction.at > Contact.last_out_at))
        .order_by(Interaction.at, Interaction.id)
    )


_LINES = dict.fromkeys(InteractionKind, N_("their message of %(day)s")) | {
    InteractionKind.MEETING: N_("their time on %(day)s"),
    InteractionKind.MAIL: N_("their mail of %(day)s"),
}

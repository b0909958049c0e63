"""What mail proposes and the user decides: asks that they made, people whom they may want to know, declines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.domain.evidence import AskState, History
from webapp.domain.likeness import alike
from webapp.models import AskKind, Attendee, Contact, ContactAddress, DutyKind, Event, TriageItem, TriageKind
from webapp.services.evidence import Rows
from webapp.services.line import Line, came_back
from webapp.services.mailboxes import owners
from webapp.services.questions.kind import NO_LONGER_ASKED

# Of mail that was long past when the contact was added nothing is asked: it is read for the timeline.
RECENT = timedelta(days=30)
# Whoever agreed to meet longer ago has met, or has not.
PLAN_FOR = timedelta(days=14)
# The source of a duty that follows from what the user noted of an ask.
BY_HAND = "ask"
_ANSWERED = (TriageKind.PROPOSED_ASK, TriageKind.PERSON, TriageKind.INVITATION)

Key = tuple[TriageKind, str, str]


class _Dated(Protocol):
    """A duty, or a line of Today that shows one."""

    @property
    def kind(self) -> DutyKind | None: ...
    @property
    def source(self) -> str: ...
    @property
    def at(self) -> datetime: ...


def went_by_itself(duty: _Dated, now: datetime) -> bool:
    """Whether what no mail can settle, and no button, is too old to be asked for still."""
    fades = duty.kind is DutyKind.PLAN or (duty.kind is DutyKind.DECLINED and duty.source == BY_HAND)
    return fades and duty.at <= now - PLAN_FOR


@dataclass(frozen=True, slots=True)
class Told:
    """What the user answered: `answers` gives the settlement by kind, line and subject.

    `refused` are the people whom they did not want to add. `known` gives the contact who has an address that some mail
    names, `own` are the addresses of this contact, `owners` the user's. `events` are the UIDs of
    the invitations of several people that became an event.
    """

    answers: Mapping[Key, str]
    refused: frozenset[str] = frozenset()
    known: Mapping[str, str] | None = None
    own: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()

    def accepted(self, kind: TriageKind, line: Line, subject: str) -> bool:
        """Whether the user took up what was proposed."""
        return self.answers.get((kind, line.row.id, subject), "").startswith("accepted")

    def contact_of(self, address: str) -> str:
        """Return the id of the contact who has the address, "" for nobody."""
        return (self.known or {}).get(address, "")


def told(session: Session, contact: Contact, rows: Rows) -> Told:
    """Read what the user answered, and who is known of those whom the mails of a contact name."""
    if not any(line.details for line in rows.lines):
        return Told({})
    mine = (TriageItem.user_id == contact.user_id, TriageItem.settled_at.is_not(None))
    query = select(TriageItem).where(*mine, TriageItem.kind.in_(_ANSWERED))
    settled = [item for item in session.scalars(query) if item.settlement != NO_LONGER_ASKED]
    answers = {
        (item.kind, item.interaction_id or "", item.subject): item.settlement
        for item in settled
        if item.contact_id == contact.id
    }
    refused = frozenset(
        item.subject
        for item in settled
        if item.kind is TriageKind.PERSON
        and item.settlement == "refused"
        # A name alone may be another person's elsewhere; an address is not.
        and ("@" in item.subject or item.contact_id == contact.id)
    )
    return Told(
        answers, refused, _known(session, contact, rows), _own(session, contact), owners(session, contact.user_id),
        _events(session, contact, rows),
    )  # fmt: skip


def _known(session: Session, contact: Contact, rows: Rows) -> dict[str, str]:
    """Return address → contact id for the addresses that the mails name, the deleted left out."""
    named = {one["address"] for line in rows.lines for one in line.details.get("people", ())}
    for line in rows.lines:
        for one in line.details.get("invitations", ()):
            named |= {one["organizer"], *(each["address"] for each in one["attendees"])}
    query = (
        select(ContactAddress.address, ContactAddress.contact_id)
        .join(Contact, Contact.id == ContactAddress.contact_id)
        .where(ContactAddress.user_id == contact.user_id, ContactAddress.address.in_(named - {""}))
        .where(Contact.deleted_at.is_(None))
    )
    return {row.address: row.contact_id for row in session.execute(query)}


def _events(session: Session, contact: Contact, rows: Rows) -> frozenset[str]:
    if not any("invitations" in line.details for line in rows.lines):
        return frozenset()
    listed = select(func.count()).where(Attendee.event_id == Event.id, Attendee.deleted_at.is_(None)).scalar_subquery()
    several = or_(Event.message_row.is_not(None), listed > 1)
    query = select(Event.calendar_uid).where(Event.user_id == contact.user_id, Event.calendar_uid != "", several)
    return frozenset(session.scalars(query))


def _own(session: Session, contact: Contact) -> frozenset[str]:
    query = select(ContactAddress.address).where(ContactAddress.contact_id == contact.id)
    return frozenset(session.scalars(query))


def recent(contact: Contact, line: Line) -> bool:
    """Whether a mail is so recent that the user is asked about it."""
    return line.row.at >= contact.created_at - RECENT


def questions(contact: Contact, rows: Rows, history: History, answered: Told) -> Iterator[TriageItem]:
    """Yield what is to be asked because of what the mails of a contact say."""
    yield from _asks(contact, rows, history, answered)
    yield from _people(contact, rows, answered)
    for line in rows.lines:
        ask = history.answers.get(line.row.id, "")
        if line.moves and line.declines is None and history.ask_states.get(ask) is AskState.ANSWERED:
            yield item(contact, TriageKind.DECLINE, line, line.reason("decline"))


def item(contact: Contact, kind: TriageKind, line: Line, reason: str, **more: Any) -> TriageItem:
    """Make a question about a line."""
    return TriageItem(
        user_id=contact.user_id, contact_id=contact.id, kind=kind, interaction_id=line.row.id,
        message_row=line.row.message_row, at=line.row.at, reason=reason, **{"candidates": [], "subject": ""} | more,
    )  # fmt: skip


def request_of(details: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the ask that a mail makes: the first that is sure, else the first."""
    found: list[dict[str, Any]] = details.get("requests", [])
    return next((one for one in found if one["sure"]), found[0] if found else None)


def ask_kind(request: Mapping[str, Any]) -> AskKind:
    """Return the kind of an ask that was read, information where it is none of ours."""
    return AskKind(request["kind"]) if request["kind"] in set(AskKind) else AskKind.INFORMATION


def _asks(contact: Contact, rows: Rows, history: History, answered: Told) -> Iterator[TriageItem]:
    standing = {ask.interaction_id for ask in rows.asks}
    open_ = [ask for ask in rows.asks if history.ask_states.get(ask.id, AskState.DRAFTED) is AskState.DRAFTED]
    for group in _requests(rows.lines):
        first, ids = group[0], {line.row.id for line in group}
        request = request_of(first.details)
        if request is None or ids & standing or not recent(contact, first):
            continue
        if any((TriageKind.PROPOSED_ASK, one, "") in answered.answers for one in ids):
            continue
        kind, words = ask_kind(request), request["text"]
        fitting = sorted(
            ask.id for ask in open_ if ask.kind is kind or alike(ask.text, words) or ask.id == first.letter_ask
        )
        yield item(contact, TriageKind.PROPOSED_ASK, first, first.reason("ask") or words, candidates=fitting)


def _requests(lines: Iterable[Line]) -> list[list[Line]]:
    """Group the mails that ask: one that follows up in its conversation before an answer came asks nothing new."""
    lines = list(lines)
    lost = came_back(lines)
    groups: list[list[Line]] = []
    last: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda one: (one.row.at, one.row.id)):
        if not line.moves or not line.row.message_row or line.row.id in lost:
            continue
        if line.row.direction == "in":
            if line.verified:
                last.pop(line.thread, None)
        elif line.details.get("requests"):
            thread = line.thread or line.row.id
            if thread not in last:
                last[thread] = []
                groups.append(last[thread])
            last[thread].append(line)
    return groups


def subject_of(person: Mapping[str, Any]) -> str:
    """Return what tells a named person from others: the address, else the name."""
    return str(person["address"] or person["name"].casefold())


def person_of(details: Mapping[str, Any], subject: str) -> dict[str, Any] | None:
    """Return the person of a mail that a question is about."""
    return next((one for one in details.get("people", ()) if subject_of(one) == subject), None)


def _people(contact: Contact, rows: Rows, answered: Told) -> Iterator[TriageItem]:
    done = {subject for kind, _, subject in answered.answers if kind is TriageKind.PERSON} | answered.refused
    done |= answered.own | answered.owners
    for line in sorted(rows.lines, key=lambda one: (one.row.at, one.row.id)):
        if not line.moves or line.row.direction != "in" or not recent(contact, line):
            continue
        for person in line.details.get("people", ()):
            subject = subject_of(person)
            wanted = line.introduces is not False if person["introduced"] else line.verified
            if wanted and subject not in done and not answered.contact_of(person["address"]):
                done.add(subject)
                yield item(contact, TriageKind.PERSON, line, f"“{person['quote']}”", subject=subject)

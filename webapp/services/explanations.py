"""What came of each mail of a relationship, and of each word of the user about it, in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.evidence import AskState
from webapp.models import (
    Ask,
    AskChange,
    Contact,
    ContactAddress,
    Corrected,
    Correction,
    Duty,
    DutyKind,
    Interaction,
    Letter,
    Message,
    PhaseChange,
    TriageItem,
)
from webapp.services import corrections
from webapp.services.contacts import names_of
from webapp.services.questions.lines import sources_words

_ASKS = {
    AskState.MADE: "It made the ask “{}”.",
    AskState.ANSWERED: "It answers the ask “{}”.",
    AskState.DECLINED: "It turns the ask “{}” down.",
    AskState.OBTAINED: "It brought what the ask “{}” was for.",
    AskState.REPORTED_BACK: "It told them what came of the ask “{}”.",
}


@dataclass(frozen=True, slots=True)
class Account:
    """What one line changed, what the user said of it, where it was moved to, and whether its sender can be learned.

    `likely` is the letter that it looks like.
    """

    changed: Sequence[str] = ()
    corrections: Sequence[Correction] = ()
    moved_to: tuple[str, str] | None = None
    learnable: bool = False
    learned: bool = False
    likely: str = ""


def accounts(session: Session, contact: Contact, timeline: Sequence[Any]) -> Mapping[str, Account]:
    """Return line → its account for rows (Interaction, Message) of one contact; lines without mail have none."""
    lines = {line.id: line for line, message in timeline if message is not None}
    told = _told(session, contact, set(lines))
    likely = _tell_letters(session, contact, told)
    said = corrections.of_lines(session, contact.user_id, list(lines.values()))
    people = names_of(session, contact.user_id, {one.said for rows in said.values() for one in rows})
    nobodys = _nobodys(session, contact.user_id, [message for _, message in timeline if message is not None])
    return {
        line.id: _account(line, message, told[line.id], said.get(line.id, []), people, nobodys, likely)
        for line, message in timeline
        if message is not None
    }


def _account(
    line: Interaction,
    message: Message,
    told: list[str],
    said: list[Correction],
    people: dict[str, str],
    nobodys: set[str],
    likely: dict[str, str],
) -> Account:
    holds = [one for one in said if one.taken_back_at is None]
    target = next((one.said for one in holds if one.what is Corrected.MOVED), "")
    return Account(
        changed=told or ["It changed no phase, answered no ask and settled nothing."],
        corrections=said,
        moved_to=(target, people[target]) if line.undone_at and target in people else None,
        learnable=line.accepted_at is not None and line.undone_at is None and message.from_address in nobodys,
        learned=any(one.what is Corrected.LEARNED for one in holds),
        likely=likely.get(line.id, ""),
    )


def _nobodys(session: Session, user_id: str, messages: Sequence[Message]) -> set[str]:
    """Return the senders' addresses that no contact has."""
    senders = {one.from_address for one in messages if one.direction == "in" and one.from_address}
    query = select(ContactAddress.address).where(ContactAddress.user_id == user_id)
    return senders - set(session.scalars(query.where(ContactAddress.address.in_(senders))))


def _told(session: Session, contact: Contact, lines: set[str]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)

    def of_contact(model: Any) -> Any:
        return session.scalars(select(model).where(model.contact_id == contact.id, model.superseded_at.is_(None)))

    for move in of_contact(PhaseChange):
        old, new = move.old.value.capitalize(), move.new.value.capitalize()
        found[_line(move.evidence)].append(f"It took the phase from {old} to {new}: {move.reason.lower()}.")
    _tell_asks(session, found, of_contact(AskChange).all())
    _tell_duties(session, contact.user_id, found, of_contact(Duty).all(), lines)
    waiting = (TriageItem.contact_id == contact.id, TriageItem.settled_at.is_(None))
    for line_id in session.scalars(select(TriageItem.interaction_id).where(*waiting)):
        found[line_id or ""].append("A question about it waits in triage.")
    return found


def _tell_letters(session: Session, contact: Contact, found: dict[str, list[str]]) -> dict[str, str]:
    """Say which letters were sent with which lines; return line → letter where that is not sure."""
    sent = (Letter.contact_id == contact.id, Letter.sent_line.is_not(None), Letter.deleted_at.is_(None))
    likely = {}
    for letter in session.scalars(select(Letter).where(*sent)):
        line_id = letter.sent_line or ""
        name = f"your letter “{letter.subject}”" if letter.subject else "a letter that you wrote here"
        if letter.sent_sure:
            found[line_id].append(f"It is {name}.")
        else:
            found[line_id].append(f"It looks like {name}: the same subject, and nearly the same words.")
            likely[line_id] = letter.id
    return likely


def _line(evidence: str) -> str:
    return evidence.partition(":")[0]


def _tell_asks(session: Session, found: dict[str, list[str]], changes: Sequence[AskChange]) -> None:
    query = select(Ask.id, Ask.text).where(Ask.id.in_({change.ask_id for change in changes}))
    asks = {row.id: row.text for row in session.execute(query)}
    for change in changes:
        if change.new in _ASKS and change.ask_id in asks:
            found[_line(change.evidence)].append(_ASKS[change.new].format(asks[change.ask_id]))


def _tell_duties(
    session: Session, user_id: str, found: dict[str, list[str]], duties: Sequence[Duty], lines: set[str]
) -> None:
    thanks = [duty for duty in duties if duty.kind is DutyKind.THANKS]
    words = sources_words(session, user_id, {duty.subject for duty in thanks if _line(duty.settled_by) in lines})
    for duty in thanks:
        if _line(duty.settled_by) in lines:
            found[_line(duty.settled_by)].append(f"It settled the thank-you for {words[duty.subject]}.")
        found[duty.subject].append("You thanked for it." if duty.settled_at else "You owe a thank-you for it.")
    for duty in duties:
        if duty.kind is DutyKind.NOTE_OUTCOME:
            found[duty.subject].append("What it brought is still to be noted.")

"""What came of each mail of a relationship, and of each word of the user about it, in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.evidence import AskState, phase_word
from webapp.domain.wording import N_, _
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
    AskState.MADE: N_("It made the ask “%(text)s”."),
    AskState.ANSWERED: N_("It answers the ask “%(text)s”."),
    AskState.DECLINED: N_("It turns the ask “%(text)s” down."),
    AskState.OBTAINED: N_("It brought what the ask “%(text)s” was for."),
    AskState.REPORTED_BACK: N_("It told them what came of the ask “%(text)s”."),
}
# By whether the letter has a subject.
_SURE = {True: N_("It is your letter “%(subject)s”."), False: N_("It is a letter that you wrote here.")}
_LIKELY = {
    True: N_("It looks like your letter “%(subject)s”: the same subject, and nearly the same words."),
    False: N_("It looks like a letter that you wrote here: the same subject, and nearly the same words."),
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
        changed=told or [_("It changed no phase, answered no ask and settled nothing.")],
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
        words = {"old": phase_word(move.old), "new": phase_word(move.new), "reason": move.reason}
        found[_line(move.evidence)].append(_("It took the phase from %(old)s to %(new)s. %(reason)s.", **words))
    _tell_asks(session, found, of_contact(AskChange).all())
    _tell_duties(session, contact.user_id, found, of_contact(Duty).all(), lines)
    waiting = (TriageItem.contact_id == contact.id, TriageItem.settled_at.is_(None))
    for line_id in session.scalars(select(TriageItem.interaction_id).where(*waiting)):
        found[line_id or ""].append(_("A question about it waits in triage."))
    return found


def _tell_letters(session: Session, contact: Contact, found: dict[str, list[str]]) -> dict[str, str]:
    """Say which letters were sent with which lines; return line → letter where that is not sure."""
    sent = (Letter.contact_id == contact.id, Letter.sent_line.is_not(None), Letter.deleted_at.is_(None))
    likely = {}
    for letter in session.scalars(select(Letter).where(*sent)):
        line_id = letter.sent_line or ""
        said = _SURE if letter.sent_sure else _LIKELY
        found[line_id].append(_(said[bool(letter.subject)], subject=letter.subject))
        if not letter.sent_sure:
            likely[line_id] = letter.id
    return likely


def _line(evidence: str) -> str:
    return evidence.partition(":")[0]


def _tell_asks(session: Session, found: dict[str, list[str]], changes: Sequence[AskChange]) -> None:
    query = select(Ask.id, Ask.text).where(Ask.id.in_({change.ask_id for change in changes}))
    asks = {row.id: row.text for row in session.execute(query)}
    for change in changes:
        if change.new in _ASKS and change.ask_id in asks:
            found[_line(change.evidence)].append(_(_ASKS[change.new], text=asks[change.ask_id]))


def _tell_duties(
    session: Session, user_id: str, found: dict[str, list[str]], duties: Sequence[Duty], lines: set[str]
) -> None:
    thanks = [duty for duty in duties if duty.kind is DutyKind.THANKS]
    words = sources_words(session, user_id, {duty.subject for duty in thanks if _line(duty.settled_by) in lines})
    for duty in thanks:
        if _line(duty.settled_by) in lines:
            found[_line(duty.settled_by)].append(_("It settled the thank-you for %(what)s.", what=words[duty.subject]))
        found[duty.subject].append(_("You thanked for it.") if duty.settled_at else _("You owe a thank-you for it."))
    for duty in duties:
        if duty.kind is DutyKind.NOTE_OUTCOME:
            found[duty.subject].append(_("What it brought is still to be noted."))

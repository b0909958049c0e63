"""Mail that the user handed over: logged as their word, held until they say so, or asked about; with its note obeyed.

`Message.handed_over` keeps an entry for each mail that handed it over, so that reading that mail again changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.domain import notes
from webapp.domain.text import clean
from webapp.domain.wording import _
from webapp.models import (
    Interaction,
    InteractionKind,
    Message,
    MessageLocation,
    TriageItem,
    TriageKind,
    User,
    utcnow,
)
from webapp.services import contacts, copies, events_by_mail, interactions, merged, messages, obeyed
from webapp.services.messages import Arrival
from webapp.services.questions.kind import NO_LONGER_ASKED
from webapp.services.scope import touch
from webapp.services.whose import Whose, whose

# One handing over: `key` is the identity of the mail that did it, `held` whether it waits for the user's word, `on` the
# contacts on whose timelines it put the mail (None while it did not), `made` what it made there, `resting` what of that
# was taken back with the line; the rest is as read.
Entry = dict[str, Any]
BARE_NOTE = "note"


@dataclass(frozen=True, slots=True)
class Handing:
    """How a mail was handed over: by which mail (its identity) and when, and what the user wrote above it.

    `what` is "forward", "copy", "folder" or "note". `moment` is when the mail says it was written, naive where it names
    no zone. `held` says why it waits for the user's word, `unsure` why they have to look at it; "" where neither.
    """

    key: str
    at: datetime
    what: str
    note: str = ""
    moment: datetime | None = None
    held: str = ""
    unsure: str = ""


def arrive(session: Session, user_id: str, arrival: Arrival, handing: Handing) -> tuple[Message, set[str]]:
    """Write down what was handed over; return its row and the ids of the contacts whose history it may change."""
    arrival, dated = _dated(session, user_id, arrival, handing.moment)
    message, touched = _known(session, user_id, arrival, dated), set[str]()
    unknown = message is None
    if message is None:
        alone = replace(arrival, counterparts=(), copied=(), stranger="")
        message, touched = messages.mail_arrived(session, user_id, _nameless(alone) if handing.held else alone)
    elif not handing.held:
        _complete(message, arrival)
    entry = next((one for one in message.handed_over if one["key"] == handing.key), None)
    if handing.held and handing.what == "copy" and not unknown and not message.handed_over:
        return message, touched  # it came by itself: the copy says nothing that would need anybody's word
    if entry is None:
        person = notes.read(handing.note, handing.at.date()).person
        words = (handing.note or arrival.subject) if handing.what == BARE_NOTE else ""
        found = whose(session, user_id, arrival, person=person, unsure=handing.unsure, words=words)
        entry = _entry(handing, found, dated) | {"ids": _ids(arrival) if handing.held and unknown else {}}
        _keep(message, [*message.handed_over, entry])
    elif handing.held or not entry["held"]:
        return message, touched  # read before, and nothing more is known of it
    if handing.held:
        _ask(session, message, TriageKind.HELD, handing.held, entry["whose"] or entry["candidates"])
        return message, touched
    if not message.message_id and arrival.message_id:
        touched |= messages.identify(session, message, arrival)
    return message, touched | _log(session, message, {handing.key})


def _complete(message: Message, arrival: Arrival) -> None:
    """Let a mail that was first handed over without the calendar that hangs on it say what that says."""
    if "invitations" in arrival.details and "invitations" not in message.details:
        message.details = dict(message.details) | {"invitations": arrival.details["invitations"]}


def _dated(session: Session, user_id: str, arrival: Arrival, moment: datetime | None) -> tuple[Arrival, str]:
    """Return the arrival with its time, and how that is known; a time without a zone is read in the user's."""
    if moment is None:
        return replace(arrival, date=None), ""
    if moment.tzinfo is not None:
        return replace(arrival, date=moment), copies.SAID
    return replace(arrival, date=moment.replace(tzinfo=_zone(session, user_id))), copies.WRITTEN


def _zone(session: Session, user_id: str) -> ZoneInfo:
    return ZoneInfo(session.get_one(User, user_id).timezone)


def _known(session: Session, user_id: str, arrival: Arrival, dated: str) -> Message | None:
    """Return the row of a mail that is written down already, as itself or as what it looks like."""
    same = select(Message).where(Message.user_id == user_id, Message.key == arrival.key)
    looks = messages.looks(arrival, dated)
    return session.scalar(same) or (copies.find(session, user_id, looks) if arrival.direction else None)


def _nameless(arrival: Arrival) -> Arrival:
    """Nobody knows who wrote it: it must not pass for a mail that the user sent, which others then answer."""
    return replace(arrival, message_id="", original_id="", thread_index="", in_reply_to=(), references=())


def _ids(arrival: Arrival) -> Entry:
    return {
        "message_id": arrival.message_id, "original_id": arrival.original_id, "thread_index": arrival.thread_index,
        "in_reply_to": list(arrival.in_reply_to), "references": list(arrival.references),
    }  # fmt: skip


def _entry(handing: Handing, found: Whose, dated: str) -> Entry:
    return {
        "key": handing.key, "at": handing.at.isoformat(), "what": handing.what, "note": clean(handing.note).strip(),
        "dated": dated, "held": bool(handing.held), "approved": False, "whose": list(found.sure),
        "copied": list(found.copied), "unsure": found.unsure,
        "candidates": list(found.candidates), "on": None, "made": [], "resting": [], "problems": [],
    }  # fmt: skip


def _keep(message: Message, entries: Sequence[Entry]) -> None:
    message.handed_over = [dict(one) for one in entries]
    message.note = "\n\n".join(dict.fromkeys(one["note"] for one in entries if one["note"]))


def _change(message: Message, keys: Collection[str], changes: Entry) -> None:
    _keep(message, [one | changes if one["key"] in keys else one for one in message.handed_over])


def _open(message: Message, kind: TriageKind) -> Any:
    where = (TriageItem.message_row == message.id, TriageItem.kind == kind, TriageItem.settled_at.is_(None))
    return select(TriageItem).where(*where)


def _ask(session: Session, message: Message, kind: TriageKind, reason: str, candidates: Sequence[str]) -> None:
    if session.scalar(_open(message, kind)) is None:
        item = TriageItem(user_id=message.user_id, kind=kind, message_row=message.id, at=message.at, reason=reason)
        item.candidates = list(candidates)
        session.add(item)
    touch(session, message.user_id)


def _no_longer_asked(session: Session, message: Message, kind: TriageKind) -> None:
    for item in session.scalars(_open(message, kind)):
        item.settled_at, item.settlement = utcnow(), NO_LONGER_ASKED


def approve(session: Session, message: Message) -> None:
    """Take all that waits as the user's word: it is logged, or asked about where it is unsure whose it is."""
    held = [one for one in message.handed_over if one["held"]]
    ids = next((one["ids"] for one in held if one["ids"]), None)
    if ids is not None:
        found = Arrival(message.key, message.direction, message.received_at, subject=message.subject, **ids)
        messages.identify(session, message, found)
    keys = {one["key"] for one in held}
    _change(message, keys, {"approved": True})
    _log(session, message, keys)


def _log(session: Session, message: Message, keys: Collection[str]) -> set[str]:
    _change(message, keys, {"held": False})
    if not any(one["held"] for one in message.handed_over):
        _no_longer_asked(session, message, TriageKind.HELD)
    people = dict(contacts.names(session, message.user_id))
    invited = events_by_mail.follow(session, message)
    touched = events_by_mail.asked_about(session, message.user_id, invited)
    for entry in [one for one in message.handed_over if one["key"] in keys]:
        # While it waited, two people may have been made one.
        now = merged.standing(session, message.user_id, (*entry["whose"], *entry["copied"]))
        whose_now, copied = ([now.get(one, one) for one in entry[name]] for name in ("whose", "copied"))
        touched |= _copy_to(session, message, [one for one in copied if one in people and one not in whose_now])
        # What is logged already is whose it is, unless the note names somebody.
        sure = [one for one in dict.fromkeys(whose_now) if one in people] or _on(session, message)
        if sure:
            touched |= _put(session, message, sure, entry)
        elif entry["note"] or not invited:  # of an event it is nobody's mail, unless the user wrote something above
            reason = entry["unsure"] or _("It is nobody’s whom you know any more.")
            _ask(session, message, TriageKind.FORWARD, reason, entry["candidates"])
    return touched


def _on(session: Session, message: Message) -> list[str]:
    """Return on whose timelines a mail is, those left out who only got a copy."""
    where = (Interaction.message_row == message.id, Interaction.copied.is_(False), Interaction.undone_at.is_(None))
    return sorted(session.scalars(select(Interaction.contact_id).where(*where)))


def _copy_to(session: Session, message: Message, contact_ids: Iterable[str]) -> set[str]:
    """Give those who only got a copy their line."""
    present = set(session.scalars(select(Interaction.contact_id).where(Interaction.message_row == message.id)))
    missing = set(contact_ids) - present
    for contact_id in missing:
        line = Interaction(user_id=message.user_id, contact_id=contact_id, kind=InteractionKind.MAIL, copied=True)
        line.direction, line.message_row, line.at = message.direction, message.id, message.at
        line.automatic = message.automatic
        session.add(line)
    return missing


def _put(session: Session, message: Message, contact_ids: Iterable[str], entry: Entry) -> set[str]:
    """Put a mail on the timelines of those whose it is, as accepted, and do what the note says."""
    at = datetime.fromisoformat(entry["at"]).astimezone(_zone(session, message.user_id))
    note = notes.read(entry["note"], at.date())
    people, made, problems = sorted(contact_ids), list[str](), list(note.problems)
    lines = [_line_on(session, message, one, made) for one in people]
    if len(lines) == 1:
        done, failed = obeyed.obey(session, lines[0], note, note.text.partition("\n")[0] or message.subject)
        made, problems = [*made, *done], [*problems, *failed]
    elif note.commands:
        problems.append(_("It is about several people, so nothing of this was done. Write “with” and a name too."))
    _change(message, {entry["key"]}, {"on": people, "made": made, "problems": problems})
    _no_longer_asked(session, message, TriageKind.FORWARD)
    return set(people)


def _line_on(session: Session, message: Message, contact_id: str, made: list[str]) -> Interaction:
    """Let a mail hold on a timeline, and note what had to be done for that."""
    line = _line(session, message, contact_id)
    if line is None or line.undone_at or line.copied:
        line = interactions.put_on(session, message, contact_id)
        made.append(f"line {line.id}")
    elif line.accepted_at is None:
        line = interactions.accept(session, message.user_id, line.id)
        made.append(f"accepted {line.id}")
    return line


def _line(session: Session, message: Message, contact_id: str) -> Interaction | None:
    where = (Interaction.contact_id == contact_id, Interaction.message_row == message.id)
    return session.scalar(select(Interaction).where(*where))


def settle(session: Session, message: Message, contact_id: str) -> None:
    """Log a mail with the person whom the user named; a mail that they have already gets its note alone."""
    contact = contacts.get(session, message.user_id, contact_id)
    if message.direction == "in" and not _on(session, message):
        known = [row.address for row in contacts.addresses_of(session, contact)]
        looks = replace(copies.of_message(message), addresses=known)
        other = copies.find(session, message.user_id, looks)
        if other is not None and _line(session, other, contact_id) is not None:
            message = _one_of_two(session, message, other)
    for entry in [one for one in message.handed_over if not (one["on"] or one["held"])]:
        _put(session, message, [contact_id], entry)


def _one_of_two(session: Session, forward: Message, mail: Message) -> Message:
    """Keep the one of two rows of a mail that is on a timeline already, with all that is known of the other."""
    _keep(mail, [*mail.handed_over, *forward.handed_over])
    for model in (MessageLocation, TriageItem):
        session.execute(update(model).where(model.message_row == forward.id).values(message_row=mail.id))
    session.delete(forward)
    session.flush()
    return mail


def take_back(session: Session, message: Message) -> None:
    """Take off the timelines what handing a mail over put there."""
    _take_back(session, message, [one for one in message.handed_over if one["on"]], {})


def hold_again(session: Session, message: Message) -> None:
    """Take an approval back: what was held is nobody's word again."""
    approved = [one for one in message.handed_over if one["approved"]]
    _take_back(session, message, approved, {"held": True, "approved": False})
    events_by_mail.follow(session, message)
    _no_longer_asked(session, message, TriageKind.FORWARD)
    if any(one["ids"] for one in approved):
        messages.forget_identity(session, message)


def _take_back(session: Session, message: Message, entries: Iterable[Entry], changes: Entry) -> None:
    for entry in entries:
        obeyed.take_back(session, message.user_id, entry["made"])
        _change(message, {entry["key"]}, {"on": None, "made": [], "resting": [], "problems": []} | changes)
    session.flush()

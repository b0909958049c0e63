"""Mail that arrived: written down once, however many copies of it lie about, and put on the right relationships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session, defer

from webapp.domain.recognised import is_said
from webapp.domain.threads import Headers, base_subject
from webapp.domain.wording import N_, _
from webapp.models import (
    Contact,
    Interaction,
    InteractionKind,
    Message,
    MessageReference,
    TriageItem,
    TriageKind,
    Via,
    utcnow,
)
from webapp.services import copies, letters_sent, merged, returns, threads
from webapp.services.copies import Looks
from webapp.services.questions import alias
from webapp.services.questions.kind import NO_LONGER_ASKED
from webapp.services.scope import touch

# What a page never shows and may be large: it is fetched only where somebody asks for it.
WITHOUT_BULK = (defer(Message.header), defer(Message.text))

# As the stages that read mail say it of an answer that they recognise at once.
ANSWERS, IS_REPLY = N_("Answers a mail that you sent"), N_("It answers a mail that you sent")


@dataclass(frozen=True, slots=True)
class Arrival:
    """What mailsync says of one mail: its values, whose it is, and what it is. See the columns of Message.

    `references` are all Message-IDs that it names, `in_reply_to` those among them that it answers itself.
    """

    key: str
    direction: str
    received_at: datetime
    date: datetime | None = None
    date_text: str = ""
    message_id: str = ""
    original_id: str = ""
    in_reply_to: Sequence[str] = ()
    references: Sequence[str] = ()
    thread_index: str = ""
    from_name: str = ""
    from_address: str = ""
    to: Sequence[str] = ()
    cc: Sequence[str] = ()
    subject: str = ""
    header: str = ""
    text: str = ""
    new_text: str = ""
    attachments: Sequence[str] = ()
    automatic: bool = False
    findings: Sequence[Mapping[str, Any]] = ()
    thanks_for: Sequence[str] = ()
    match_reasons: Sequence[str] = ()
    counterparts: Sequence[str] = ()
    copied: Sequence[str] = ()
    stranger: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    authenticated: bool = False
    via: Via = Via.MAIL


def when_written(date: datetime | None, received_at: datetime) -> datetime:
    """Return the time that counts: the Date where it is plausible and earlier, else the arrival (docs/method.md §2)."""
    if date is None or date > received_at or received_at - date > timedelta(days=366 * 30):
        return received_at
    return date


def mail_arrived(session: Session, user_id: str, arrival: Arrival) -> tuple[Message, set[str]]:
    """Write a mail down once; return its row and the ids of the contacts whose history it may change."""
    message = session.scalar(select(Message).where(Message.user_id == user_id, Message.key == arrival.key))
    touched: set[str] = set()
    forward = copies.find(session, user_id, looks(arrival), forwards=True) if message is None else None
    if forward is not None:
        message = forward
        touched |= _came_by_itself(session, message, arrival)
    elif message is None:
        message = _store(session, user_id, arrival)
        touched |= identify(session, message, arrival)
        touch(session, user_id)
    else:
        touched |= _another_copy(session, message, arrival)
        if arrival.counterparts and copies.released(session, message):
            touched |= identify(session, message, arrival)
    touched |= _put_on_timelines(session, message, arrival)
    touched |= returns.put(session, message)
    _ask_about_stranger(session, message, arrival)
    return message, touched


def looks(arrival: Arrival, dated: str = copies.SAID) -> Looks:
    """Return what tells a mail from others where its copies do not look alike."""
    return Looks(
        arrival.direction, (arrival.from_address,), arrival.subject, arrival.new_text or arrival.text,
        arrival.date if dated else None, dated == copies.SAID, arrival.message_id,
    )  # fmt: skip


def identify(session: Session, message: Message, arrival: Arrival) -> set[str]:
    """Give a mail its Message-IDs and its conversation; return the contacts whose history changes by that."""
    message.message_id, message.original_id = arrival.message_id, arrival.original_id
    direct = set(arrival.in_reply_to)
    named = [
        {"user_id": message.user_id, "message_row": message.id, "reference": one, "direct": one in direct}
        for one in filter(None, dict.fromkeys((*arrival.in_reply_to, *arrival.references)))
    ]
    if named:
        session.execute(insert(MessageReference), named)
    touched = threads.join(session, message, _headers(arrival))
    return touched | _answered_by(session, message.user_id, message)


def forget_identity(session: Session, message: Message) -> None:
    """Take the Message-IDs of a mail away: nobody knows who wrote it, so nothing can answer it."""
    message.message_id = message.original_id = ""
    session.execute(delete(MessageReference).where(MessageReference.message_row == message.id))


def _came_by_itself(session: Session, message: Message, arrival: Arrival) -> set[str]:
    """Let a mail that was known from a forward alone say what it says itself, be found by its Message-ID and answered.

    A mail that was attached to its forward, or came by itself before, has all that: this is but another copy of it.
    """
    if message.message_id:
        return _another_copy(session, message, arrival)
    touched = identify(session, message, arrival)
    for name, value in _values(arrival).items():
        setattr(message, name, value)
    return touched | _lines_follow(session, message)


def _another_copy(session: Session, message: Message, arrival: Arrival) -> set[str]:
    """Keep what all copies say together, in whatever order they are read.

    A mail came with its first copy, stays a person's where a mailing list hands out another copy of it, and is what
    it says it is once the provider says so of one of them: all say the same.
    """
    earlier = arrival.received_at < message.received_at
    personal = message.automatic and not arrival.automatic
    confirmed = arrival.authenticated and not message.authenticated
    if not (earlier or personal or confirmed):
        return set()
    message.authenticated = message.authenticated or arrival.authenticated
    if earlier:
        message.received_at, message.header = arrival.received_at, arrival.header
        message.at = when_written(arrival.date, arrival.received_at)
    if personal:
        message.automatic, message.thanks_for = False, list(arrival.thanks_for)
        message.findings = [dict(finding) for finding in arrival.findings]
        message.details = dict(arrival.details)
    return _lines_follow(session, message)


def _lines_follow(session: Session, message: Message) -> set[str]:
    """Let all that stands on a mail say what it says now; return the contacts."""
    lines = list(session.scalars(select(Interaction).where(Interaction.message_row == message.id)))
    for line in lines:
        line.at, line.automatic = message.at, message.automatic
    for item in session.scalars(select(TriageItem).where(TriageItem.message_row == message.id)):
        item.at = message.at
    return {line.contact_id for line in lines}


def _store(session: Session, user_id: str, arrival: Arrival) -> Message:
    message = Message(user_id=user_id, key=arrival.key, via=arrival.via, **_values(arrival))
    session.add(message)
    session.flush()
    return message


def _values(arrival: Arrival) -> dict[str, Any]:
    """Return what is kept of a mail besides its identity."""
    return {
        "direction": arrival.direction,
        "from_name": arrival.from_name,
        "from_address": arrival.from_address,
        "to_addresses": list(arrival.to),
        "cc_addresses": list(arrival.cc),
        "subject": arrival.subject,
        "date_text": arrival.date_text,
        "at": when_written(arrival.date, arrival.received_at),
        "received_at": arrival.received_at,
        "header": arrival.header,
        "text": arrival.text,
        "new_text": arrival.new_text,
        "attachments": list(arrival.attachments),
        "automatic": arrival.automatic,
        "findings": [dict(finding) for finding in arrival.findings],
        "thanks_for": list(arrival.thanks_for),
        "match_reasons": list(arrival.match_reasons),
        "details": dict(arrival.details),
        "authenticated": arrival.authenticated,
    }


def _headers(arrival: Arrival) -> Headers:
    ids = tuple(filter(None, (arrival.message_id, arrival.original_id)))
    named = (tuple(filter(None, arrival.in_reply_to)), tuple(filter(None, arrival.references)))
    return Headers(ids, *named, arrival.thread_index, base_subject(arrival.subject))


def _answered_by(session: Session, user_id: str, message: Message) -> set[str]:
    """Return the contacts whose mail answers this one and was read before it: their grade may rise now."""
    ids = [one for one in (message.message_id, message.original_id) if one]
    if message.direction != "out" or not ids:
        return set()
    named = (MessageReference.user_id == user_id, MessageReference.reference.in_(ids))
    # As in evidence.py: References alone are an answer under the same subject only.
    answers = or_(MessageReference.direct, Message.subject_key == message.subject_key)
    found = select(Message.id).join(MessageReference, MessageReference.message_row == Message.id)
    answering = found.where(*named, answers, Message.direction == "in")
    rows = list(session.scalars(select(Message).where(Message.id.in_(answering)).options(*WITHOUT_BULK)))
    for answer in rows:
        _is_answer(answer)
    lines = select(Interaction.contact_id).where(Interaction.message_row.in_([row.id for row in rows]))
    return set(session.scalars(lines))


def _is_answer(message: Message) -> None:
    """Let a mail say what it would say, had it been read after the one that it answers."""
    if not any(is_said(ANSWERS, one) for one in message.match_reasons):
        message.match_reasons = [*message.match_reasons[:1], _(ANSWERS), *message.match_reasons[1:]]
    if message.automatic:
        return
    others = [finding for finding in message.findings if finding["label"] != "reply"]
    message.findings = [{"label": "reply", "reason": _(IS_REPLY), "sure": True}, *others]


def _put_on_timelines(session: Session, message: Message, arrival: Arrival) -> set[str]:
    """Give each person a line. Seen as counterpart after being seen as copied, a person becomes counterpart."""
    present = {
        line.contact_id: line
        for line in session.scalars(select(Interaction).where(Interaction.message_row == message.id))
    }
    wanted = dict.fromkeys(arrival.copied, True) | dict.fromkeys(arrival.counterparts, False)
    # Whoever read the mail may not have known yet that two people are one.
    merges = merged.standing(session, message.user_id, wanted) if wanted else {}
    for gone, kept in merges.items():
        copied = wanted.pop(gone)
        wanted[kept] = wanted.get(kept, True) and copied
    for contact_id, copied in wanted.items():
        line = present.get(contact_id)
        if line is None:
            line = Interaction(
                user_id=message.user_id,
                contact_id=contact_id,
                kind=InteractionKind.MAIL,
                direction=message.direction,
                message_row=message.id,
                copied=copied,
                automatic=message.automatic,
                at=message.at,
            )
            session.add(line)
            letters_sent.link(session, message.user_id, line, message)
            touch(session, message.user_id)
        line.copied = line.copied and copied
    return set(wanted)


def _ask_about_stranger(session: Session, message: Message, arrival: Arrival) -> None:
    """Ask once who an unknown sender is; by the time of another copy their address may be somebody's."""
    about_sender = TriageItem.kind.in_((TriageKind.STRANGER, TriageKind.ALIAS))
    item = session.scalar(select(TriageItem).where(TriageItem.message_row == message.id, about_sender))
    if item is not None and item.settled_at is None and arrival.counterparts:
        item.settled_at, item.settlement = utcnow(), NO_LONGER_ASKED
    if item is None and arrival.stranger and not message.automatic:
        people = _people_in_thread(session, message)
        session.add(alias.proposed(session, message, people) or _who_is_this(message, people))


def _who_is_this(message: Message, candidates: list[str]) -> TriageItem:
    return TriageItem(
        user_id=message.user_id,
        kind=TriageKind.STRANGER,
        message_row=message.id,
        at=message.at,
        candidates=candidates,
        reason=_("It answers a mail that you sent, but comes from an address that nobody you know has."),
    )


def _people_in_thread(session: Session, message: Message) -> list[str]:
    """Return the contacts of the mails that this one answers: the likely senders."""
    query = (
        select(Interaction.contact_id)
        .join(Message, Message.id == Interaction.message_row)
        .join(MessageReference, MessageReference.reference == Message.message_id)
        .where(MessageReference.message_row == message.id, Message.user_id == message.user_id)
    )
    return sorted(set(session.scalars(query)))


def sent_ids(session: Session, user_id: str) -> dict[str, str]:
    """Return the Message-IDs of all mail that the user was seen to send, each with the key of its base subject."""
    columns = (Message.message_id, Message.original_id, Message.subject_key)
    query = select(*columns).where(Message.user_id == user_id, Message.direction == "out")
    return {one: row.subject_key for row in session.execute(query) for one in (row.original_id, row.message_id) if one}


def came_in(session: Session, user_id: str, since: datetime, limit: int = 50) -> list[Any]:
    """Return what mail put on timelines by itself since then, newest mail first, as rows (Interaction, Message)."""
    query = (
        select(Interaction, Message)
        .join(Message, Message.id == Interaction.message_row)
        .where(Interaction.user_id == user_id, Interaction.recorded_at >= since, Interaction.undone_at.is_(None))
        .join(Contact, Contact.id == Interaction.contact_id)
        .where(Interaction.at <= utcnow() + timedelta(days=1), Contact.deleted_at.is_(None))
        .where(threads.heard(user_id))
        .order_by(Interaction.at.desc(), Interaction.recorded_at.desc())
        .options(*WITHOUT_BULK)
        .limit(limit)
    )
    return list(session.execute(query))

"""Mail that arrived: written down once, however many copies of it lie about, and put on the right relationships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from webapp.models import (
    Contact,
    Interaction,
    InteractionKind,
    Message,
    MessageReference,
    TriageItem,
    TriageKind,
    utcnow,
)
from webapp.services.scope import touch

from webapp.services import copies, threads
from webapp.services.copies import Looks
from webapp.services.questions import alias
# What a page never shows and may be large: it is fetched only where somebody asks for it.
WITHOUT_BULK = (defer(Message.header), defer(Message.text))

# As the stages that read mail say it of an answer that they recognise at once.
ANSWERS, IS_REPLY = "Answers a mail that you sent", "It answers a mail that you sent"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What mailsync says of one mail: its values, whose it is, and what it is. See the columns of Message."""

    key: str
    direction: str
    received_at: datetime
    date: datetime | None = None
    date_text: str = ""
    message_id: str = ""
    references: Sequence[str] = ()
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


def when_written(date: datetime | None, received_at: datetime) -> datetime:
    """Return the time that counts: the Date where it is plausible and earlier, else the arrival (docs/method.md §2)."""
    if date is None or date > received_at or received_at - date > timedelta(days=366 * 30):
        return received_at
    return date


def mail_arrived(session: Session, user_id: str, arrival: Arrival) -> tuple[Message, set[str]]:
    """Write a mail down once; return its row and the ids of the contacts whose history it may change."""
    message = session.scalar(select(Message).where(Message.user_id == user_id, Message.key == arrival.key))
    touched: set[str] = set()
    if message is None:
        message = _store(session, user_id, arrival)
        touched |= _answered_by(session, user_id, message)
        touch(session, user_id)
    else:
        touched |= _another_copy(session, message, arrival)
    touched |= _put_on_timelines(session, message, arrival)
    _ask_about_stranger(session, message, arrival)
    return message, touched


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
    lines = list(session.scalars(select(Interaction).where(Interaction.message_row == message.id)))
    for line in lines:
        line.at, line.automatic = message.at, message.automatic
    for item in session.scalars(select(TriageItem).where(TriageItem.message_row == message.id)):
        item.at = message.at
    return {line.contact_id for line in lines}


def _store(session: Session, user_id: str, arrival: Arrival) -> Message:
    message = Message(
        user_id=user_id,
        key=arrival.key,
        message_id=arrival.message_id,
        direction=arrival.direction,
        from_name=arrival.from_name,
        from_address=arrival.from_address,
        to_addresses=list(arrival.to),
        cc_addresses=list(arrival.cc),
        subject=arrival.subject,
        date_text=arrival.date_text,
        at=when_written(arrival.date, arrival.received_at),
        received_at=arrival.received_at,
        header=arrival.header,
        text=arrival.text,
        new_text=arrival.new_text,
        attachments=list(arrival.attachments),
        automatic=arrival.automatic,
        findings=[dict(finding) for finding in arrival.findings],
        thanks_for=list(arrival.thanks_for),
        match_reasons=list(arrival.match_reasons),
        details=dict(arrival.details),
        authenticated=arrival.authenticated,
    )
    session.add(message)
    session.flush()
    for reference in filter(None, dict.fromkeys(arrival.references)):
        session.add(MessageReference(user_id=user_id, message_row=message.id, reference=reference))
    return message


def _answered_by(session: Session, user_id: str, message: Message) -> set[str]:
    """Return the contacts whose mail named this Message-ID before we saw it: their grade may rise now."""
    if not message.message_id:
        return set()
    named = (MessageReference.user_id == user_id, MessageReference.reference == message.message_id)
    if message.direction == "out":
        where = (*named, Message.direction == "in")
        query = select(Message).join(MessageReference, MessageReference.message_row == Message.id).where(*where)
        for answer in session.scalars(query):
            _is_answer(answer)
    found = select(Interaction.contact_id).join(
        MessageReference, MessageReference.message_row == Interaction.message_row
    )
    return set(session.scalars(found.where(*named)))


def _is_answer(message: Message) -> None:
    """Let a mail say what it would say, had it been read after the one that it answers."""
    if ANSWERS not in message.match_reasons:
        message.match_reasons = [*message.match_reasons[:1], ANSWERS, *message.match_reasons[1:]]
    if message.automatic:
        return
    others = [finding for finding in message.findings if finding["label"] != "reply"]
    message.findings = [{"label": "reply", "reason": IS_REPLY, "sure": True}, *others]


def _put_on_timelines(session: Session, message: Message, arrival: Arrival) -> set[str]:
    """Give each person a line. Seen as counterpart after being seen as copied, a person becomes counterpart."""
    present = {
        line.contact_id: line
        for line in session.scalars(select(Interaction).where(Interaction.message_row == message.id))
    }
    wanted = dict.fromkeys(arrival.copied, True) | dict.fromkeys(arrival.counterparts, False)
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
            touch(session, message.user_id)
        line.copied = line.copied and copied
    return set(wanted)


def _ask_about_stranger(session: Session, message: Message, arrival: Arrival) -> None:
    """Ask once who an unknown sender is; by the time of another copy their address may be somebody's."""
    about_sender = TriageItem.kind.in_((TriageKind.STRANGER, TriageKind.ALIAS))
    item = session.scalar(select(TriageItem).where(TriageItem.message_row == message.id, about_sender))
    if item is not None and item.settled_at is None and arrival.counterparts:
        item.settled_at, item.settlement = utcnow(), "no longer asked"
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
        reason="It answers a mail that you sent, but comes from an address that nobody you know has.",
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


def sent_ids(session: Session, user_id: str) -> frozenset[str]:
    """Return the Message-IDs of all mail that the user was seen to send."""
    query = select(Message.message_id).where(Message.user_id == user_id, Message.direction == "out")
    return frozenset(session.scalars(query.where(Message.message_id != "")))


def came_in(session: Session, user_id: str, since: datetime, limit: int = 50) -> list[Any]:
    """Return what mail put on timelines by itself since then, newest mail first, as rows (Interaction, Message)."""
    query = (
        select(Interaction, Message)
        .join(Message, Message.id == Interaction.message_row)
        .where(Interaction.user_id == user_id, Interaction.recorded_at >= since, Interaction.undone_at.is_(None))
        .join(Contact, Contact.id == Interaction.contact_id)
        .where(Interaction.at <= utcnow() + timedelta(days=1), Contact.deleted_at.is_(None))
        .order_by(Interaction.at.desc(), Interaction.recorded_at.desc())
        .options(*WITHOUT_BULK)
        .limit(limit)
    )
    return list(session.execute(query))

"""Copies of a mail that do not look alike: a forward of it, and the mail itself that came some other way."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from webapp.domain.threads import base_subject
from webapp.models import Interaction, Message, TriageItem, TriageKind, Via, utcnow
from webapp.services.questions.kind import NO_LONGER_ASKED

# The clocks of the world differ by less than this, in whole quarters of an hour.
FARTHEST = timedelta(hours=26)
QUARTER = 15 * 60
# How a time was written in a forward: with its zone, without, or so that it cannot be read ("").
SAID, WRITTEN = "said", "written"
OPENING, TELLING = 60, 20
LATEST = 300


@dataclass(frozen=True, slots=True)
class Looks:
    """What tells one mail from others once its header is lost. `zoned` is False where its time was written without."""

    direction: str
    addresses: Collection[str]
    subject: str
    text: str
    at: datetime | None
    zoned: bool = True
    message_id: str = ""


def of_message(message: Message) -> Looks:
    """Return what a logged mail looks like; one that was only forwarded has the time that stood in the forward."""
    forward = message.via is Via.FORWARD and not message.message_id and message.handed_over
    dated = message.handed_over[0]["dated"] if forward else SAID
    return Looks(
        message.direction, (message.from_address,), message.subject, message.new_text or message.text,
        message.at if dated else None, dated == SAID, message.message_id,
    )  # fmt: skip


def find(session: Session, user_id: str, looks: Looks, *, forwards: bool = False) -> Message | None:
    """Return the mail on somebody's timeline that is this one too; with `forwards` only one that was forwarded."""
    addresses = [address for address in looks.addresses if address]
    query = (
        select(Message)
        .where(Message.user_id == user_id, Message.direction == looks.direction, Message.from_address.in_(addresses))
        .where(Message.id.in_(select(Interaction.message_row).where(Interaction.user_id == user_id)))
        .options(defer(Message.header))
        .order_by(Message.at.desc(), Message.id)
        .limit(LATEST)
    )
    if looks.at is not None and not forwards:
        query = query.where(Message.at.between(looks.at - FARTHEST, looks.at + FARTHEST))
    if forwards:
        query = query.where(Message.via == Via.FORWARD)
    return next((one for one in session.scalars(query) if _same(looks, of_message(one))), None) if addresses else None


def released(session: Session, message: Message) -> bool:
    """Whether a mail waited for the user's word; it does no longer, for it came where only they can have put it."""
    held = (TriageItem.message_row == message.id, TriageItem.kind == TriageKind.HELD)
    waiting = list(session.scalars(select(TriageItem).where(*held, TriageItem.settled_at.is_(None))))
    for item in waiting:
        item.settled_at, item.settlement = utcnow(), NO_LONGER_ASKED
    if waiting:
        message.handed_over = [entry | {"held": False} for entry in message.handed_over]
    return bool(waiting)


def _same(one: Looks, other: Looks) -> bool:
    if base_subject(one.subject) != base_subject(other.subject):
        return False
    if one.message_id and other.message_id:
        return one.message_id == other.message_id
    opening = _opening(one.text)
    if opening != _opening(other.text):
        return False
    if one.at is None or other.at is None:
        return len(opening) >= TELLING
    apart = abs(one.at - other.at).total_seconds()
    if one.zoned and other.zoned:
        return apart < 60
    # A time without its zone was read in the user's: it may be another's.
    return apart < 60 or (len(opening) >= TELLING and apart % QUARTER < 60)


def _opening(text: str) -> str:
    """The first letters and digits: spaces, line breaks and marks are what forwarding changes."""
    return "".join(sign for sign in text[: OPENING * 20].casefold() if sign.isalnum())[:OPENING]

"""Events, who will be there, and what was tapped in the room (docs/method.md §8)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Owned, utcnow


class EventKind(StrEnum):
    """A general event, or one for people who change careers: there the pitch is what one says."""

    GENERAL = "general"
    TRANSITION = "transition"


class AttendeeSource(StrEnum):
    """How somebody came onto the list."""

    TYPED = "typed"
    CSV = "csv"
    CALENDAR = "calendar"
    MAIL = "mail"
    PICKED = "picked"
    ROOM = "room"


class Event(Owned, Base):
    """An event. `aim` is what the user wants of it in words, `aim_count` how many are to agree to meet.

    `host` is who invites, `host_id` once they are a contact. `calendar_uid` is the UID of the invitation that it came
    from, `message_row` its mail, `file_sequence` the SEQUENCE of the version that was last taken from a file, at
    `file_taken_at`. `revision` counts the user's changes for calendars that follow it (RFC 5545 SEQUENCE).
    `looked_back_at` is when the user was done with what comes after it. `made_by` is the form that made it, with its
    words, so that one sent twice makes one.
    """

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("user_id", "made_by"),)

    kind: Mapped[EventKind] = mapped_column(default=EventKind.GENERAL)
    name: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default="")
    host: Mapped[str] = mapped_column(default="")
    host_id: Mapped[str | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"), index=True)
    aim: Mapped[str] = mapped_column(default="")
    aim_count: Mapped[int | None]
    notes: Mapped[str] = mapped_column(default="")
    calendar_uid: Mapped[str] = mapped_column(default="")
    message_row: Mapped[str | None] = mapped_column(ForeignKey("message.id", ondelete="SET NULL"), index=True)
    file_sequence: Mapped[int | None]
    file_taken_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=0)
    looked_back_at: Mapped[datetime | None]
    made_by: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]


class Attendee(Owned, Base):
    """Somebody on the list of an event, in the order of `place`: a name, and the contact that it is once that is sure.

    `candidates` are the ids of the contacts that it may be, the likeliest first, while the user was not asked;
    `decided_at` is when they said who it is, or that it is nobody they know.
    `met_at` is when they were met there, `agreed` whether they agreed to meet, `interaction_id` the line of the
    timeline that says so, `follow_up_id` the follow-up that was made of it. `ground_added` is what of `common_ground`
    was added to the contact's own. `dropped_at` is when a newer version of the invitation took them off the list.
    """

    __tablename__ = "attendee"

    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    contact_id: Mapped[str | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"), index=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    source: Mapped[AttendeeSource] = mapped_column(default=AttendeeSource.TYPED)
    place: Mapped[int] = mapped_column(default=0)
    candidates: Mapped[list[Any]] = mapped_column(default=list)
    decided_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None]
    agreed: Mapped[bool] = mapped_column(default=False)
    common_ground: Mapped[str] = mapped_column(default="")
    ground_added: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    interaction_id: Mapped[str | None] = mapped_column(ForeignKey("interaction.id", ondelete="SET NULL"), index=True)
    follow_up_id: Mapped[str | None] = mapped_column(ForeignKey("follow_up.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]


class Capture(Owned, Base):
    """One tap in the room as the device sent it: `key` is made there, so that one sent twice counts once."""

    __tablename__ = "capture"
    __table_args__ = (UniqueConstraint("user_id", "key"),)

    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    attendee_id: Mapped[str | None] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"), index=True)
    key: Mapped[str]
    what: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

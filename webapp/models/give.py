"""What the user did for a contact, the meetings with them, and the days to come back to them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.giving import Way
from webapp.models.base import Base, OfContact, utcnow


class Give(OfContact, Base):
    """Anything done for a contact. `interaction_id` is the mail behind it: the one that gave, or that asked for it."""

    __tablename__ = "give"

    way: Mapped[Way]
    text: Mapped[str]
    at: Mapped[datetime]
    interaction_id: Mapped[str | None] = mapped_column(ForeignKey("interaction.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]


class InterviewState(StrEnum):
    """Planned until the user says that it took place."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Interview(OfContact, Base):
    """A one-on-one. Once held it has its `interaction_id`, and a thank-you is owed from `ends_at`.

    One that came by an invitation has the event's UID, SEQUENCE and DTSTAMP, and the mail that last changed it;
    `moved_from` is when it was to begin before that moved it. `began_at` and `stopped_at` are of the timer of its live
    page. `who_else` and `may_use_name` are the answers to the two closing questions (docs/method.md §5), None unasked.
    `revision` counts the changes that a calendar has to hear of: it is the least SEQUENCE of its calendar file.
    """

    __tablename__ = "interview"

    purpose: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[InterviewState]
    notes: Mapped[str] = mapped_column(default="")
    began_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    who_else: Mapped[str | None]
    may_use_name: Mapped[bool | None]
    revision: Mapped[int] = mapped_column(default=0)
    calendar_uid: Mapped[str] = mapped_column(default="")
    calendar_sequence: Mapped[int] = mapped_column(default=0)
    calendar_stamp: Mapped[datetime | None]
    moved_from: Mapped[datetime | None]
    message_row: Mapped[str | None] = mapped_column(ForeignKey("message.id", ondelete="SET NULL"), index=True)
    interaction_id: Mapped[str | None] = mapped_column(ForeignKey("interaction.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]


class FollowUp(OfContact, Base):
    """A day on which to come back to a contact, and what for."""

    __tablename__ = "follow_up"

    due_on: Mapped[date]
    text: Mapped[str]
    done_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]

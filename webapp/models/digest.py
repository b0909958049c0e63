"""What leaves the house by itself, each switched on by the user: a calendar feed, and mails into their own INBOX."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Owned, utcnow


class CalendarFeed(Owned, Base):
    """A secret address at which calendar programs read; only the hash of its token is kept."""

    __tablename__ = "calendar_feed"

    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    read_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class DigestKind(StrEnum):
    """The mails that the user can have put into their INBOX."""

    DAILY = "daily"
    EVE = "eve"
    NOW = "now"


class DigestPlan(Owned, Base):
    """Which digests a user wants, at which hour of their own zone, and in the INBOX of which mailbox.

    `always` says whether a day without anything to say gets its digest too. What was due before `changed_at` is not
    made up for.
    """

    __tablename__ = "digest_plan"
    __table_args__ = (UniqueConstraint("user_id"),)

    mailbox_id: Mapped[str | None] = mapped_column(ForeignKey("mailbox.id", ondelete="SET NULL"), index=True)
    daily: Mapped[bool] = mapped_column(default=False)
    daily_hour: Mapped[int] = mapped_column(default=7)
    always: Mapped[bool] = mapped_column(default=False)
    eve: Mapped[bool] = mapped_column(default=False)
    eve_hour: Mapped[int] = mapped_column(default=18)
    changed_at: Mapped[datetime] = mapped_column(default=utcnow)


class Digest(Owned, Base):
    """One digest: `about` is its day, the event and its evening, or when one was asked for. `message_id` never changes.

    `delivered_at` is when it was put into the INBOX or handed to the fallback (`via` says which), or when there was
    nothing to say (`via` is "nothing"). `trouble` says why it is not there, `next_try_at` when it is tried again.
    `put_at` is when it was last about to be put into the INBOX: from then on it may be in the mailbox, in any folder.
    """

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("user_id", "kind", "about"),)

    kind: Mapped[DigestKind]
    about: Mapped[str]
    message_id: Mapped[str]
    via: Mapped[str] = mapped_column(default="")
    trouble: Mapped[str] = mapped_column(default="")
    next_try_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    put_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]

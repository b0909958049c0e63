"""What the user seeks, what they bring, and where their time goes."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Owned, utcnow


class Goal(Owned, Base):
    """The goal and the pitch (docs/method.md §1, §8): one row for each user.

    `situation` is who the user is and where they stand, `skills` their top three, `wish` what they would like from
    people, `signature` their name, address and phone as they stand under a letter.
    """

    __tablename__ = "goal"
    __table_args__ = (UniqueConstraint("user_id"),)

    position: Mapped[str] = mapped_column(default="")
    situation: Mapped[str] = mapped_column(default="")
    skills: Mapped[list[Any]] = mapped_column(default=list)
    wish: Mapped[str] = mapped_column(default="")
    pitch: Mapped[str] = mapped_column(default="")
    signature: Mapped[str] = mapped_column(default="")
    updated_at: Mapped[datetime] = mapped_column(default=utcnow)


class Story(Owned, Base):
    """A story that shows a skill: people remember the stories. In the order of `place`."""

    __tablename__ = "story"

    title: Mapped[str]
    text: Mapped[str]
    place: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]


class Through(StrEnum):
    """The two ways to look for work (docs/method.md §9)."""

    PEOPLE = "people"
    ADVERTS = "adverts"


class TimeEntry(Owned, Base):
    """Minutes spent on a day. `source` is what it was proposed from ("interview:ID"), "" where the user tapped it.

    One that was proposed and refused is kept deleted, so that nobody is asked twice.
    """

    __tablename__ = "time_entry"
    __table_args__ = (
        Index("ix_time_entry_user_id_day", "user_id", "day"),
        # Each proposal is answered once, also by two taps at the same time.
        Index(
            "ix_time_entry_user_id_source",
            "user_id",
            "source",
            unique=True,
            sqlite_where=text("source <> ''"),
            postgresql_where=text("source <> ''"),
        ),
    )

    day: Mapped[date]
    minutes: Mapped[int]
    through: Mapped[Through]
    text: Mapped[str] = mapped_column(default="")
    contact_id: Mapped[str | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"), index=True)
    source: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]

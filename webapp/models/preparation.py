"""What belongs to one interview: its agenda, the notes taken while it ran, and the reflection after it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, OfContact, utcnow


class AgendaItem(OfContact, Base):
    """A question, or another point, of an interview's agenda, in the order of `place`.

    `part` is a value of webapp.domain.agenda.Part. `asked_at` is when it was ticked.
    """

    __tablename__ = "agenda_item"

    interview_id: Mapped[str] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), index=True)
    part: Mapped[str]
    text: Mapped[str]
    place: Mapped[int]
    asked_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]


class QuickNote(OfContact, Base):
    """A note taken while an interview ran. `key` is made on the device, so that one sent twice is one note."""

    __tablename__ = "quick_note"
    __table_args__ = (UniqueConstraint("interview_id", "key"),)

    interview_id: Mapped[str] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), index=True)
    key: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]


class Reflection(OfContact, Base):
    """The seven questions of docs/method.md §6 after an interview: one row for each interview."""

    __tablename__ = "reflection"
    __table_args__ = (UniqueConstraint("interview_id"),)

    interview_id: Mapped[str] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), index=True)
    learned: Mapped[str] = mapped_column(default="")
    liked: Mapped[str] = mapped_column(default="")
    concerns: Mapped[str] = mapped_column(default="")
    advice: Mapped[str] = mapped_column(default="")
    occupation: Mapped[str] = mapped_column(default="")
    happy: Mapped[str] = mapped_column(default="")
    next: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow)

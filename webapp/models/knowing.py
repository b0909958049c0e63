"""What the user knows about their contacts among each other: who knows whom, and who did whom a favour."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Owned, utcnow


class Knows(Owned, Base):
    """Two contacts know each other. `one_id` is the smaller of the two ids, so that a pair is one row."""

    __tablename__ = "knows"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)

    one_id: Mapped[str] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]


class Favour(Owned, Base):
    """A contact did another one a favour: `owed_by_id` owes `owed_to_id` until `repaid_at` (docs/method.md §4)."""

    __tablename__ = "favour"

    owed_by_id: Mapped[str] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    owed_to_id: Mapped[str] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    at: Mapped[datetime]
    repaid_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]

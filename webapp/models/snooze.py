"""Lines of Today that the user put off."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Owned, utcnow


class Snooze(Owned, Base):
    """A line that comes back on the day `until`: `kind` is its section on Today, `subject` the id of what it names."""

    __tablename__ = "snooze"
    __table_args__ = (UniqueConstraint("user_id", "kind", "subject"),)

    kind: Mapped[str]
    subject: Mapped[str]
    until: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

"""What the user corrected, as rows: what was logged, what they said instead, and the signs that led astray."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Owned, utcnow


class Corrected(StrEnum):
    """What can be corrected of a logged mail."""

    UNDONE = "undone"
    MOVED = "moved"
    THANK_YOU = "thank_you"
    ANSWER = "answer"
    ACCEPTED = "accepted"
    LEARNED = "learned"
    NEVER = "never"
    SILENCED = "silenced"
    ASK = "ask"
    PERSON = "person"
    DECLINE = "decline"
    INTRODUCTION = "introduction"
    MEETING_AGREED = "meeting_agreed"
    REPORT_BACK = "report_back"
    INVITATION = "invitation"
    HANDED_OVER = "handed_over"


class Correction(Owned, Base):
    """One word of the user about one mail. `was` and `said` are plain values; one that was taken back has its time.

    `signs` are what led to what was logged, `effect` says what followed from the word: no text of a mail in either.
    """

    __tablename__ = "correction"

    what: Mapped[Corrected]
    message_row: Mapped[str | None] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    interaction_id: Mapped[str | None] = mapped_column(ForeignKey("interaction.id", ondelete="SET NULL"), index=True)
    was: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(default="")
    signs: Mapped[dict[str, Any]] = mapped_column(default=dict)
    effect: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=utcnow)
    taken_back_at: Mapped[datetime | None]

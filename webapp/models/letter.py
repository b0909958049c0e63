"""Letters: written here, sent by the user's own mail program."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, OfContact, utcnow


class LetterKind(StrEnum):
    """The letters and scripts of docs/method.md §7."""

    APPROACH = "approach"
    THANK_YOU = "thank_you"
    RECONNECT = "reconnect"
    REPORT_BACK = "report_back"
    GIVE = "give"
    DECLINE = "decline"
    FOLLOW_UP = "follow_up"
    PHONE_SCRIPT = "phone_script"


class Letter(OfContact, Base):
    """A letter. `message_id` is made with it and is the Message-ID of the draft that is put into the mailbox.

    What it is about: `ask_id` (approach), `settles` (the line that a thank-you is for), `use_id` (report back),
    `referral_id` (who referred the user), `event_id` (the event that it names), `answers` (the line of the mail that
    it answers). `call_on` is the day on which the user will call (docs/method.md §3).
    `wanted_at` is when the user asked for it in `mailbox_id`'s Drafts, `saved_at` when it was put there, `trouble` why
    it was not.
    `sent_line` is the line of the mail that was really sent; `sent_sure` whether that is known by its Message-ID.
    """

    __tablename__ = "letter"
    __table_args__ = (Index("ix_letter_user_id_message_id", "user_id", "message_id"),)

    kind: Mapped[LetterKind]
    to_address: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    ask_id: Mapped[str | None] = mapped_column(ForeignKey("ask.id", ondelete="SET NULL"), index=True)
    use_id: Mapped[str | None] = mapped_column(ForeignKey("use.id", ondelete="SET NULL"), index=True)
    referral_id: Mapped[str | None] = mapped_column(ForeignKey("referral.id", ondelete="SET NULL"), index=True)
    event_id: Mapped[str | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"), index=True)
    settles: Mapped[str] = mapped_column(default="")
    answers: Mapped[str | None] = mapped_column(ForeignKey("interaction.id", ondelete="SET NULL"), index=True)
    call_on: Mapped[date | None]
    message_id: Mapped[str]
    mailbox_id: Mapped[str | None] = mapped_column(ForeignKey("mailbox.id", ondelete="SET NULL"), index=True)
    wanted_at: Mapped[datetime | None]
    saved_at: Mapped[datetime | None]
    saved_in: Mapped[str] = mapped_column(default="")
    trouble: Mapped[str] = mapped_column(default="")
    sent_line: Mapped[str | None] = mapped_column(ForeignKey("interaction.id", ondelete="SET NULL"), index=True)
    sent_sure: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]

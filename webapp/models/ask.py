"""Asks, what they brought, and what was done with it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.evidence import AskState
from webapp.models.base import Base, OfContact, utcnow


class AskKind(StrEnum):
    """What is asked for, by rising cost to the giver (docs/method.md §3)."""

    EXPERIENCE = "experience"
    INFORMATION = "information"
    MEETING = "meeting"
    ADVICE = "advice"
    FEEDBACK = "feedback"
    INTRODUCTION = "introduction"
    RECOMMENDATION = "recommendation"
    VOUCH = "vouch"


class Ask(OfContact, Base):
    """One specific request. `made_at` is None while it is drafted, `interaction_id` the mail that carried it.

    `follow_up_on` is the day on which the user said they would call (docs/method.md §3). `glad` is why this person may
    be glad of it, `to_hire` says that an introduction is to somebody who can hire, which makes it a Use-step.
    `state` and `skipped` are derived: `skipped` says that it is a Use-step which came too early.
    """

    __tablename__ = "ask"

    kind: Mapped[AskKind]
    text: Mapped[str]
    made_at: Mapped[datetime | None]
    interaction_id: Mapped[str | None] = mapped_column(ForeignKey("interaction.id", ondelete="SET NULL"), index=True)
    follow_up_on: Mapped[date | None]
    declined_at: Mapped[datetime | None]
    override_note: Mapped[str] = mapped_column(default="")
    glad: Mapped[str] = mapped_column(default="")
    to_hire: Mapped[bool] = mapped_column(default=False)
    state: Mapped[AskState] = mapped_column(default=AskState.DRAFTED)
    skipped: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]


class AskChange(OfContact, Base):
    """One change of an ask's state, kept like PhaseChange."""

    __tablename__ = "ask_change"

    ask_id: Mapped[str] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    old: Mapped[AskState]
    new: Mapped[AskState]
    reason: Mapped[str]
    evidence: Mapped[str]
    grade: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(default=utcnow)
    superseded_at: Mapped[datetime | None]


class OutcomeKind(StrEnum):
    """What can be obtained (docs/method.md §2, §3)."""

    ADVICE = "advice"
    INFORMATION = "information"
    SUGGESTION = "suggestion"
    FEEDBACK = "feedback"
    REFERRAL = "referral"
    INTRODUCTION = "introduction"


class Outcome(OfContact, Base):
    """What was obtained, from which answer or meeting, and for which ask."""

    __tablename__ = "outcome"

    kind: Mapped[OutcomeKind]
    text: Mapped[str]
    at: Mapped[datetime]
    ask_id: Mapped[str | None] = mapped_column(ForeignKey("ask.id", ondelete="SET NULL"), index=True)
    interaction_id: Mapped[str | None] = mapped_column(ForeignKey("interaction.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]


class Use(OfContact, Base):
    """What was done with something obtained. `reported_at` is when the giver was told; `skipped` as of Ask."""

    __tablename__ = "use"

    text: Mapped[str]
    at: Mapped[datetime]
    outcome_id: Mapped[str | None] = mapped_column(ForeignKey("outcome.id", ondelete="SET NULL"), index=True)
    reported_at: Mapped[datetime | None]
    override_note: Mapped[str] = mapped_column(default="")
    skipped: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]

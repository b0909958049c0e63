"""What happened with a contact, and what the domain made of it: changes of phase, duties, and questions to the user."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.evidence import Phase
from webapp.models.base import Base, OfContact, Owned, utcnow


class InteractionKind(StrEnum):
    """The kinds of timeline line."""

    MAIL = "mail"
    MESSAGE = "message"
    MEETING = "meeting"
    THANKS = "thanks"
    NOTE = "note"


class Interaction(OfContact, Base):
    """One line of the timeline. Mail gives it `message_row`; what the user logs by hand has `summary` alone. A
    note that they mailed to themselves is of kind NOTE, has no direction, and moves nothing.

    `copied`: the contact was only in Cc. `automatic`: a machine wrote it. Neither moves anything.
    `accepted_at` verifies an incoming mail whose grade alone is not enough. `is_thanks`, `is_decline`,
    `is_introduction`, `is_agreed` and `is_report` are what the user said (None: as classified). `settles` is the
    interaction that they said a thank-you was for, `reports` the use that they said a mail told of, `told_ask` the ask
    that they said was answered. `undone_with` is the address that was taken off the contact, where that undid the line.
    `phase`, `grade`, `answered_ask` are derived.
    """

    __tablename__ = "interaction"
    __table_args__ = (
        UniqueConstraint("contact_id", "message_row"),
        Index("ix_interaction_contact_id_at", "contact_id", "at"),
        Index("ix_interaction_user_id_recorded_at", "user_id", "recorded_at"),
    )

    kind: Mapped[InteractionKind]
    direction: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    message_row: Mapped[str | None] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    summary: Mapped[str] = mapped_column(default="")
    copied: Mapped[bool] = mapped_column(default=False)
    automatic: Mapped[bool] = mapped_column(default=False)
    accepted_at: Mapped[datetime | None]
    is_thanks: Mapped[bool | None]
    is_decline: Mapped[bool | None]
    is_introduction: Mapped[bool | None]
    is_agreed: Mapped[bool | None]
    is_report: Mapped[bool | None]
    settles: Mapped[str] = mapped_column(default="")
    reports: Mapped[str] = mapped_column(default="")
    told_ask: Mapped[str] = mapped_column(default="")
    not_an_answer: Mapped[bool] = mapped_column(default=False)
    nothing_obtained: Mapped[bool] = mapped_column(default=False)
    undone_at: Mapped[datetime | None]
    undone_with: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(default=utcnow)

    phase: Mapped[Phase | None]
    grade: Mapped[str] = mapped_column(default="")
    answered_ask: Mapped[str] = mapped_column(default="")


class PhaseChange(OfContact, Base):
    """One change of phase: what, why, by which evidence, how sure. One that no longer holds is superseded."""

    __tablename__ = "phase_change"

    at: Mapped[datetime]
    old: Mapped[Phase]
    new: Mapped[Phase]
    reason: Mapped[str]
    evidence: Mapped[str]
    grade: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(default=utcnow)
    superseded_at: Mapped[datetime | None]


class DutyKind(StrEnum):
    """What is owed or due and follows from the evidence."""

    THANKS = "thanks"
    WAITING = "waiting"
    NOTE_OUTCOME = "note_outcome"
    REPORT_BACK = "report_back"
    DECLINED = "declined"
    RETURNED = "returned"
    PLAN = "plan"


class Duty(OfContact, Base):
    """One thing owed or awaited: `subject` is the interaction, ask or use, `settled_by` what settled it.

    While somebody is away, what is awaited of them has the day of their return as `due_at`. `followed_up` is how often
    the user came back to what is awaited, `followed_up_at` when they last did.
    """

    __tablename__ = "duty"
    __table_args__ = (Index("ix_duty_user_id_kind", "user_id", "kind"),)

    kind: Mapped[DutyKind]
    subject: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    followed_up: Mapped[int] = mapped_column(default=0)
    followed_up_at: Mapped[datetime | None]
    settled_by: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime] = mapped_column(default=utcnow)
    superseded_at: Mapped[datetime | None]


class TriageKind(StrEnum):
    """Why a mail waits for the user's word."""

    STRANGER = "stranger"
    UNVERIFIED = "unverified"
    THANK_YOU = "thank_you"
    WHICH_ASK = "which_ask"
    WHICH_THANKS = "which_thanks"
    DECLINE = "decline"
    PROPOSED_ASK = "proposed_ask"
    PERSON = "person"
    ALIAS = "alias"
    INVITATION = "invitation"
    FORWARD = "forward"
    HELD = "held"
    REPORT_BACK = "report_back"


class TriageItem(Owned, Base):
    """A question to the user: what we found, and the candidates. `settlement` keeps what they answered.

    `subject` tells apart what one mail can raise several times: the person named, the event.
    """

    __tablename__ = "triage_item"
    __table_args__ = (Index("ix_triage_item_user_id_settled_at", "user_id", "settled_at"),)

    kind: Mapped[TriageKind]
    contact_id: Mapped[str | None] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    message_row: Mapped[str | None] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    interaction_id: Mapped[str | None] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), index=True)
    subject: Mapped[str] = mapped_column(default="")
    candidates: Mapped[list[Any]] = mapped_column(default=list)
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    opened_at: Mapped[datetime] = mapped_column(default=utcnow)
    settled_at: Mapped[datetime | None]
    settlement: Mapped[str] = mapped_column(default="")

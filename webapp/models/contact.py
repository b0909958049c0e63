"""Contacts with their addresses and organisations. The relationship is the contact's own row."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.evidence import Phase
from webapp.models.base import Base, OfContact, Owned, utcnow


class Organisation(Owned, Base):
    """An employer, with what the user found out about it before writing.

    With `target_since` it is one of the goal's target organisations (docs/method.md §1), `target_note` says why.
    """

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("user_id", "name"),)

    name: Mapped[str]
    research_notes: Mapped[str] = mapped_column(default="")
    target_since: Mapped[datetime | None]
    target_note: Mapped[str] = mapped_column(default="")


class Contact(Owned, Base):
    """A person and the relationship with them. `phase` is derived; nothing but the domain decides it.

    `derive_due`: mail was written down while catching up, and its meaning follows when the folder is read.
    `can_hire`: has the power to hire. `cadence_days` overrides the cadence of the tier, 0 for never.
    `reconnect_after` is the day before which the user does not want to be reminded to reconnect.
    `exchanges`, `meetings`, `received`, `given`, `unanswered`, `first_met_at`, `last_out_at` and `last_in_at` are what
    strength is measured from (docs/method.md §1); they are derived like `phase` and `last_at`. `last_in_at` is when
    they last wrote or met the user, `unanswered` the user's messages in a row since then that asked for an answer.
    `missing` is what the phase still lacks, as kinds of evidence with commas between; it is derived too.
    """

    __tablename__ = "contact"

    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"), index=True)
    source: Mapped[str] = mapped_column(default="")
    common_ground: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    phase: Mapped[Phase] = mapped_column(default=Phase.INITIATE)
    phase_since: Mapped[datetime | None]
    last_at: Mapped[datetime | None]
    can_hire: Mapped[bool] = mapped_column(default=False)
    cadence_days: Mapped[int | None]
    reconnect_after: Mapped[date | None]
    exchanges: Mapped[int] = mapped_column(default=0)
    meetings: Mapped[int] = mapped_column(default=0)
    received: Mapped[int] = mapped_column(default=0)
    given: Mapped[int] = mapped_column(default=0)
    unanswered: Mapped[int] = mapped_column(default=0)
    first_met_at: Mapped[datetime | None]
    last_out_at: Mapped[datetime | None]
    last_in_at: Mapped[datetime | None]
    missing: Mapped[str] = mapped_column(default="message_out,message_in")
    derive_due: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    archived_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class ContactAddress(OfContact, Base):
    """An e-mail address of a contact in the normal form of webapp.domain.addresses: one person per address."""

    __tablename__ = "contact_address"
    __table_args__ = (UniqueConstraint("user_id", "address"),)

    address: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class Merge(Owned, Base):
    """Two contacts made one: `kept_id` goes on, `gone_id` rests deleted. `moved` is what it takes to undo that."""

    __tablename__ = "contact_merge"

    kept_id: Mapped[str] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    gone_id: Mapped[str] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    moved: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime] = mapped_column(default=utcnow)
    undone_at: Mapped[datetime | None]


class NotTheSame(Owned, Base):
    """Two contacts that look like one person and are two: the user said so, and is not asked again."""

    __tablename__ = "not_the_same"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)

    one_id: Mapped[str] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=utcnow)


class Suggestion(Owned, Base):
    """An address to which the user wrote and which answered, and which is nobody's: nothing else is kept of it."""

    __tablename__ = "suggestion"
    __table_args__ = (UniqueConstraint("user_id", "address"),)

    address: Mapped[str]
    wrote_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    dismissed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class Permission(StrEnum):
    """May the user say who gave them the name? (docs/method.md §5)"""

    NOT_ASKED = "not_asked"
    YES = "yes"
    NO = "no"


class Referral(OfContact, Base):
    """A contact gave somebody's name, or introduced them (docs/method.md §5); `referred_id` once they are a contact.

    `done` is what was then done with it, `result` what came of it, `told_at` when the referrer was thanked and told.
    `outcome_id` is what was noted as obtained with it, `interview_id` the one-on-one that it was named in.
    """

    __tablename__ = "referral"

    referred_id: Mapped[str | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    introduced: Mapped[bool] = mapped_column(default=False)
    message_row: Mapped[str | None] = mapped_column(ForeignKey("message.id", ondelete="SET NULL"), index=True)
    permission: Mapped[Permission] = mapped_column(default=Permission.NOT_ASKED)
    done: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime | None]
    outcome_id: Mapped[str | None] = mapped_column(ForeignKey("outcome.id", ondelete="SET NULL"), index=True)
    interview_id: Mapped[str | None] = mapped_column(ForeignKey("interview.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    deleted_at: Mapped[datetime | None]


class NeverLog(Owned, Base):
    """An address, or "@domain", whose mail is never logged."""

    __tablename__ = "never_log"
    __table_args__ = (UniqueConstraint("user_id", "pattern"),)

    pattern: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

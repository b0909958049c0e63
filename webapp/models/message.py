"""Mail that concerns somebody: its values once, and every place where a copy of it lies."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, BigInt, Owned, utcnow


class Via(StrEnum):
    """The doors by which a mail comes in."""

    MAIL = "mail"
    FORWARD = "forward"
    COPY = "copy"
    FOLDER = "folder"
    IMPORT = "import"


class Thread(Owned, Base):
    """A conversation; every mail is of one. What is silenced moves nothing and is on no timeline, until taken back."""

    __tablename__ = "thread"

    silenced_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class ThreadKey(Owned, Base):
    """A sign by which a mail finds its conversation (webapp.domain.threads)."""

    __tablename__ = "thread_key"
    __table_args__ = (
        UniqueConstraint("thread_id", "key"),
        Index("ix_thread_key_user_id_key", "user_id", "key"),
    )

    thread_id: Mapped[str] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    key: Mapped[str]


class Message(Owned, Base):
    """One mail, whatever number of copies of it lie about. `key` is its identity.

    `at` is when it counts as written: its Date where that is plausible and earlier than its arrival, else its arrival.
    `findings` are the labels with their reasons, `match_reasons` say why it is this person's. `details` is what else
    was read in it (asks, people, invitations, the day of return, what a bounce returns), in plain values.
    `authenticated`: the user's own provider says that it really came from the domain of its From. `via` says by which
    door it came, `note` is what the user wrote above a mail that they forwarded. `handed_over` says of each time that
    they gave it to be logged: when, how, with what note, and what came of it (webapp.services.handed_over).
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("user_id", "key"),
        Index("ix_message_user_id_message_id", "user_id", "message_id"),
        Index("ix_message_user_id_original_id", "user_id", "original_id"),
        Index("ix_message_user_id_from_address_via", "user_id", "from_address", "via"),
        Index("ix_message_thread_id_at", "thread_id", "at"),
    )

    key: Mapped[str]
    message_id: Mapped[str] = mapped_column(default="")
    original_id: Mapped[str] = mapped_column(default="")
    direction: Mapped[str]
    from_name: Mapped[str] = mapped_column(default="")
    from_address: Mapped[str] = mapped_column(default="")
    to_addresses: Mapped[list[Any]] = mapped_column(default=list)
    cc_addresses: Mapped[list[Any]] = mapped_column(default=list)
    subject: Mapped[str] = mapped_column(default="")
    subject_key: Mapped[str] = mapped_column(default="")
    date_text: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    header: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    new_text: Mapped[str] = mapped_column(default="")
    attachments: Mapped[list[Any]] = mapped_column(default=list)
    automatic: Mapped[bool] = mapped_column(default=False)
    findings: Mapped[list[Any]] = mapped_column(default=list)
    thanks_for: Mapped[list[Any]] = mapped_column(default=list)
    match_reasons: Mapped[list[Any]] = mapped_column(default=list)
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    authenticated: Mapped[bool] = mapped_column(default=False)
    via: Mapped[Via] = mapped_column(default=Via.MAIL)
    note: Mapped[str] = mapped_column(default="")
    handed_over: Mapped[list[Any]] = mapped_column(default=list)
    thread_id: Mapped[str | None] = mapped_column(ForeignKey("thread.id", ondelete="SET NULL"))
    recorded_at: Mapped[datetime] = mapped_column(default=utcnow)


class MessageReference(Owned, Base):
    """A Message-ID that a message names: `direct` in In-Reply-To, which is trusted alone, else in References."""

    __tablename__ = "message_reference"
    __table_args__ = (
        UniqueConstraint("message_row", "reference"),
        Index("ix_message_reference_user_id_reference", "user_id", "reference"),
    )

    message_row: Mapped[str] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    reference: Mapped[str]
    direct: Mapped[bool] = mapped_column(default=False)


class Fate(StrEnum):
    """What became of one UID that was more than unrelated. The books count these."""

    LOGGED = "logged"
    AUTOMATIC = "automatic"
    QUARANTINED = "quarantined"
    TOO_LARGE = "too_large"


class MessageLocation(Owned, Base):
    """One copy of a message: a UID in a folder epoch. A quarantined one has no message yet and is tried again."""

    __tablename__ = "message_location"
    __table_args__ = (UniqueConstraint("epoch_id", "uid"),)

    epoch_id: Mapped[str] = mapped_column(ForeignKey("folder_epoch.id", ondelete="CASCADE"), index=True)
    uid: Mapped[int] = mapped_column(BigInt)
    message_row: Mapped[str | None] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    fate: Mapped[Fate]
    reason: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=1)
    tried_by: Mapped[str] = mapped_column(default="")
    tried_at: Mapped[datetime] = mapped_column(default=utcnow)

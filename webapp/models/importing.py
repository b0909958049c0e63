"""Mail that is imported from files: each run with how far it got, and each mail of it with what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, BigInt, Owned, utcnow
from webapp.models.message import Fate


class ImportState(StrEnum):
    """The states that an import shows."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Import(Owned, Base):
    """One file or folder of mail; all before `position` (octets, or files) is recorded, counted or quarantined.

    Files are read in the order of their names, and `last_name` is the last that was. `sent`: the user says that they
    wrote the mails that name them as sender. `upload`: the file is a copy of ours, deleted at the end. `claimed_by` and
    `claimed_until` keep two workers from doing the same work; `position` itself keeps them from writing it twice.
    """

    __tablename__ = "mail_import"

    name: Mapped[str]
    path: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    state: Mapped[ImportState] = mapped_column(default=ImportState.WAITING)
    reason: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(BigInt, default=0)
    size: Mapped[int] = mapped_column(BigInt, default=0)
    seen: Mapped[int] = mapped_column(default=0)
    known: Mapped[int] = mapped_column(default=0)
    unrelated: Mapped[int] = mapped_column(default=0)
    last_name: Mapped[str] = mapped_column(default="")
    sent: Mapped[bool] = mapped_column(default=False)
    upload: Mapped[bool] = mapped_column(default=False)
    claimed_by: Mapped[str] = mapped_column(default="")
    claimed_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    finished_at: Mapped[datetime | None]


class ImportedMail(Owned, Base):
    """One mail of an import that was more than unrelated: where it begins in the file, and its fate."""

    __tablename__ = "imported_mail"
    __table_args__ = (UniqueConstraint("import_id", "position"),)

    import_id: Mapped[str] = mapped_column(ForeignKey("mail_import.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(BigInt)
    message_row: Mapped[str | None] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    fate: Mapped[Fate]
    reason: Mapped[str] = mapped_column(default="")

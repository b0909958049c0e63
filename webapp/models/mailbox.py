"""Mailboxes, the epochs of their folders, and the back-fills that new addresses ask for."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, BigInt, Owned, utcnow


class MailboxState(StrEnum):
    """The five states that a mailbox always shows one of."""

    UP_TO_DATE = "up_to_date"
    CATCHING_UP = "catching_up"
    WAITING = "waiting"
    NEEDS_YOU = "needs_you"
    PAUSED = "paused"


class Mailbox(Owned, Base):
    """An IMAP account. The password is sealed: the web process can write it, only the worker can open it.

    `lease_owner`, `lease_until` and `fence` say which worker reads it; the fence is checked inside every commit.
    What lies in `log_folder` is logged because the user put it there; with `is_log` the whole mailbox is a log address.
    `authserv_id` is the provider whose Authentication-Results are believed, once the user confirmed it;
    `authserv_seen` is the one that wrote the topmost of them so far, `authserv_times` in a row.
    """

    __tablename__ = "mailbox"
    __table_args__ = (UniqueConstraint("user_id", "address"),)

    address: Mapped[str]
    other_addresses: Mapped[str] = mapped_column(default="")
    host: Mapped[str]
    port: Mapped[int] = mapped_column(default=993)
    tls: Mapped[str] = mapped_column(default="tls")
    username: Mapped[str]
    sealed_password: Mapped[bytes | None]
    sent_folder: Mapped[str] = mapped_column(default="")
    sent_folder_missing: Mapped[bool] = mapped_column(default=False)
    log_folder: Mapped[str] = mapped_column(default="Fifty Cups")
    is_log: Mapped[bool] = mapped_column(default=False)
    authserv_id: Mapped[str] = mapped_column(default="")
    authserv_seen: Mapped[str] = mapped_column(default="")
    authserv_times: Mapped[int] = mapped_column(default=0)

    state: Mapped[MailboxState] = mapped_column(default=MailboxState.WAITING)
    state_reason: Mapped[str] = mapped_column(default="")
    state_at: Mapped[datetime] = mapped_column(default=utcnow)
    checked_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    check_requested_at: Mapped[datetime | None]
    progress_done: Mapped[int] = mapped_column(default=0)
    progress_total: Mapped[int] = mapped_column(default=0)
    password_failures: Mapped[int] = mapped_column(default=0)
    notice: Mapped[str] = mapped_column(default="")

    lease_owner: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[datetime | None]
    fence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class LogAddress(Owned, Base):
    """A secret plus-part of a mailbox's own address: what is forwarded or copied there is logged until revoked."""

    __tablename__ = "log_address"

    mailbox_id: Mapped[str] = mapped_column(ForeignKey("mailbox.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class FolderEpoch(Owned, Base):
    """A folder for as long as its UIDVALIDITY holds.

    Every UID up to `cursor` was stored, quarantined, counted as unrelated, or proven absent. `seen` counts what was
    read, `unrelated` what concerned nobody, of which nothing else is kept. `people_due`: the headers of the last year
    are to be read once more, for the addresses with which the user exchanged mail.
    """

    __tablename__ = "folder_epoch"
    __table_args__ = (UniqueConstraint("mailbox_id", "folder", "uidvalidity"),)

    mailbox_id: Mapped[str] = mapped_column(ForeignKey("mailbox.id", ondelete="CASCADE"), index=True)
    folder: Mapped[str]
    role: Mapped[str]
    uidvalidity: Mapped[int] = mapped_column(BigInt)
    cursor: Mapped[int] = mapped_column(BigInt, default=0)
    seen: Mapped[int] = mapped_column(default=0)
    unrelated: Mapped[int] = mapped_column(default=0)
    current: Mapped[bool] = mapped_column(default=True)
    people_due: Mapped[bool] = mapped_column(default=False)
    began_at: Mapped[datetime] = mapped_column(default=utcnow)
    reconciled_at: Mapped[datetime | None]


class Backfill(Owned, Base):
    """The past mail of one new address, to be fetched from one mailbox.

    `done` of `total` mails that the server named are looked at; `found` of them are really from or to that address.
    """

    __tablename__ = "backfill"
    __table_args__ = (UniqueConstraint("mailbox_id", "contact_address_id"),)

    mailbox_id: Mapped[str] = mapped_column(ForeignKey("mailbox.id", ondelete="CASCADE"), index=True)
    contact_address_id: Mapped[str] = mapped_column(ForeignKey("contact_address.id", ondelete="CASCADE"), index=True)
    requested_at: Mapped[datetime] = mapped_column(default=utcnow)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]

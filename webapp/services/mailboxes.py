"""Mailboxes: added and changed by their user, leased by a worker, and always in one of five states."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from webapp import sealing
from webapp.domain.addresses import normalise
from webapp.domain.text import clean, line
from webapp.domain.wording import _
from webapp.models import (
    Backfill,
    ContactAddress,
    Fate,
    FolderEpoch,
    Letter,
    Mailbox,
    MailboxState,
    MessageLocation,
    User,
    utcnow,
)
from webapp.services.errors import Refused
from webapp.services.scope import owned, touch
from webapp.services.users import note, valid_address

PASSWORD_TRIES = 3
MAX_PASSWORD = 1000


@dataclass(frozen=True, slots=True)
class MailboxCard:
    """What the form of a mailbox says. An empty password keeps the stored one, unless the server changes too."""

    address: str
    host: str
    username: str = ""
    password: str = ""
    port: int = 993
    tls: str = "tls"
    other_addresses: str = ""
    sent_folder: str = ""


def get(session: Session, user_id: str, mailbox_id: str) -> Mailbox:
    """Return the user's mailbox; raises NotFound."""
    return owned(session, Mailbox, user_id, mailbox_id)


def all_of(session: Session, user_id: str) -> list[Mailbox]:
    """Return the user's mailboxes, oldest first."""
    query = select(Mailbox).where(Mailbox.user_id == user_id)
    return list(session.scalars(query.order_by(Mailbox.created_at, Mailbox.address, Mailbox.id)))


def add(session: Session, user_id: str, card: MailboxCard, secrets_dir: Path) -> Mailbox:
    """Add a mailbox; the worker sees it within a second. Raises Refused."""
    if not card.password:
        raise Refused("password", _("Enter the password of the mailbox; an app password if your provider has them."))
    values = _checked(session, user_id, card)
    mailbox = Mailbox(user_id=user_id, state_reason=_("Just added: the first check begins in a moment."), **values)
    session.add(mailbox)
    session.flush()
    mailbox.sealed_password = sealing.seal(card.password, mailbox.id, secrets_dir)
    note(session, user_id, "mailbox added", mailbox=mailbox.id, host=mailbox.host)
    touch(session, user_id)
    return mailbox


def change(session: Session, user_id: str, mailbox_id: str, card: MailboxCard, secrets_dir: Path) -> Mailbox:
    """Change a mailbox; raises Refused before anything is changed.

    A stored password is never sent to another server or for another user: the new one has to come with the change.
    """
    mailbox = get(session, user_id, mailbox_id)
    values = _checked(session, user_id, card, mailbox_id)
    moved = {name for name in _SERVER if getattr(mailbox, name) != values[name]}
    if moved and not card.password:
        raise Refused("password", _("The server or the user name is another one now, so enter the password again."))
    for name, value in values.items():
        setattr(mailbox, name, value)
    if card.password:
        mailbox.sealed_password = sealing.seal(card.password, mailbox.id, secrets_dir)
    if moved or card.password:
        _moved(session, mailbox, another_account=bool(moved & {"host", "username"}))
    mailbox.password_failures = 0
    if mailbox.state is not MailboxState.PAUSED:
        check_now(session, user_id, mailbox_id)
    note(session, user_id, "mailbox changed", mailbox=mailbox.id, host=mailbox.host)
    touch(session, user_id)
    return mailbox


_SERVER = ("host", "port", "tls", "username")


def _moved(session: Session, mailbox: Mailbox, *, another_account: bool) -> None:
    """Take the mailbox from the worker that is connected as before: it writes nothing more of it, and connects anew."""
    mailbox.fence += 1
    mailbox.lease_owner, mailbox.lease_until = "", None
    if another_account:
        # UIDs mean other mails there, even where a UIDVALIDITY is equal by chance. What was logged stays.
        session.execute(delete(FolderEpoch).where(FolderEpoch.mailbox_id == mailbox.id))
        mailbox.checked_at, mailbox.notice = None, ""
        mailbox.authserv_id, mailbox.authserv_seen, mailbox.authserv_times = "", "", 0


def _checked(session: Session, user_id: str, card: MailboxCard, mailbox_id: str = "") -> dict[str, Any]:
    """Return what the form says as the columns of a mailbox; raises Refused."""
    address = valid_address(card.address, "address")
    same = select(Mailbox.id).where(Mailbox.user_id == user_id, Mailbox.address == address)
    if any(found != mailbox_id for found in session.scalars(same)):
        raise Refused("address", _("You have added this mailbox already."))
    host = line(card.host, limit=253).rstrip(".").lower()
    if not host or any(letter.isspace() or letter in "/@\"'" for letter in host):
        raise Refused("host", _("Enter the name of the mail server, such as imap.example.org."))
    if not 0 < card.port < 65536:
        raise Refused("port", _("Ports are between 1 and 65535; it is 993 nearly everywhere."))
    if card.tls not in {"tls", "starttls", "plain"}:
        raise Refused("tls", _("Choose how the connection is protected."))
    if card.tls == "plain" and not _here(host):
        raise Refused(
            "tls", _("Without encryption your password would be there for all to read. Choose TLS or STARTTLS.")
        )
    if clean(card.password, limit=MAX_PASSWORD) != card.password or "\n" in card.password:
        raise Refused(
            "password", _("This password holds something that no keyboard types. Copy it again, and it alone.")
        )
    others = (valid_address(raw, "other_addresses") for raw in card.other_addresses.replace(",", " ").split())
    return {
        "address": address,
        "host": host,
        "port": card.port,
        "tls": card.tls,
        "username": line(card.username, limit=320) or address,
        "sent_folder": line(card.sent_folder, limit=500),
        "other_addresses": " ".join(others),
    }


def _here(host: str) -> bool:
    """Whether the name says that the server is this very machine; the worker looks again where it leads."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def remove(session: Session, user_id: str, mailbox_id: str) -> None:
    """Forget a mailbox and its password. What was logged from it stays."""
    mailbox = get(session, user_id, mailbox_id)
    waiting = (Letter.mailbox_id == mailbox.id, Letter.wanted_at.is_not(None), Letter.saved_at.is_(None))
    trouble = _("You removed the mailbox that it was to be put into. Choose another one.")
    session.execute(update(Letter).where(*waiting).values(wanted_at=None, trouble=trouble))
    note(session, user_id, "mailbox removed", address=mailbox.address)
    session.delete(mailbox)
    touch(session, user_id)


def check_now(session: Session, user_id: str, mailbox_id: str) -> Mailbox:
    """Ask the worker for a check; also the way out of "needs you"."""
    mailbox = get(session, user_id, mailbox_id)
    mailbox.check_requested_at = utcnow()
    mailbox.next_try_at = None
    if mailbox.state in {MailboxState.NEEDS_YOU, MailboxState.PAUSED}:
        mailbox.password_failures = 0
        went(session, mailbox, MailboxState.WAITING, _("You asked for a check: it begins in a moment."))
    touch(session, user_id)
    return mailbox


def pause(session: Session, user_id: str, mailbox_id: str) -> Mailbox:
    """Stop reading a mailbox until the user says otherwise."""
    mailbox = get(session, user_id, mailbox_id)
    went(session, mailbox, MailboxState.PAUSED, _("You paused it. Nothing is read until you resume."))
    return mailbox


def went(
    session: Session,
    mailbox: Mailbox,
    state: MailboxState,
    reason: str = "",
    next_try_at: datetime | None = None,
) -> None:
    """Put a mailbox into a state, with the sentence that the page shows."""
    changed = (mailbox.state, mailbox.state_reason) != (state, reason)
    if mailbox.state is not state:
        mailbox.state_at = utcnow()
    mailbox.state, mailbox.state_reason, mailbox.next_try_at = state, reason, next_try_at
    if changed:
        touch(session, mailbox.user_id)


def owners(session: Session, user_id: str) -> frozenset[str]:
    """Return the user's own addresses: what they log in with, their mailboxes', and the others they write from."""
    user = session.get_one(User, user_id)
    found = {user.email}
    for mailbox in all_of(session, user_id):
        found |= {mailbox.address, normalise(mailbox.username), *mailbox.other_addresses.split()}
    return frozenset(address for address in found if address)


def lease(session: Session, worker: str, now: datetime, length: timedelta) -> list[Mailbox]:
    """Lease every mailbox that is free, mine or abandoned; return them. A new lease raises the fence."""
    free = or_(Mailbox.lease_owner == worker, Mailbox.lease_until.is_(None), Mailbox.lease_until < now)
    mine = list(session.scalars(select(Mailbox).where(free).with_for_update(skip_locked=True)))
    for mailbox in mine:
        if mailbox.lease_owner != worker:
            mailbox.fence += 1
            mailbox.lease_owner = worker
        mailbox.lease_until = now + length
    session.flush()
    return mine


def lease_owners(session: Session) -> set[str]:
    """Return the names of the workers that hold leases, or held them when they died."""
    return set(session.scalars(select(Mailbox.lease_owner).where(Mailbox.lease_owner != "")))


def unleased(session: Session) -> bool:
    """Return whether a mailbox waits for a worker: it was just added or changed, or its worker gave it up."""
    return bool(session.scalar(select(exists().where(Mailbox.lease_owner == ""))))


def release(session: Session, worker: str) -> None:
    """Give all leases of a worker up, as it does when it stops."""
    session.execute(update(Mailbox).where(Mailbox.lease_owner == worker).values(lease_until=None, lease_owner=""))


@dataclass(frozen=True, slots=True)
class Books:
    """The sum for one mailbox or folder: what was seen is what became of it."""

    seen: int = 0
    logged: int = 0
    unrelated: int = 0
    automatic: int = 0
    quarantined: int = 0
    too_large: int = 0

    @property
    def accounted(self) -> int:
        """The right side of the sum."""
        return self.logged + self.unrelated + self.automatic + self.quarantined + self.too_large

    @property
    def balance(self) -> bool:
        """Whether the books balance."""
        return self.seen == self.accounted


def books(session: Session, mailbox: Mailbox, epochs: Iterable[FolderEpoch] | None = None) -> Books:
    """Count what was seen in the folders of a mailbox (all epochs unless told), and what became of it."""
    chosen = list(epochs) if epochs is not None else epochs_of(session, mailbox)
    ids = [epoch.id for epoch in chosen]
    query = (
        select(MessageLocation.fate, func.count().label("number"))
        .where(MessageLocation.epoch_id.in_(ids))
        .group_by(MessageLocation.fate)
    )
    fates = {row.fate: row.number for row in session.execute(query)}
    return Books(
        seen=sum(epoch.seen for epoch in chosen),
        unrelated=sum(epoch.unrelated for epoch in chosen),
        logged=fates.get(Fate.LOGGED, 0),
        automatic=fates.get(Fate.AUTOMATIC, 0),
        quarantined=fates.get(Fate.QUARANTINED, 0),
        too_large=fates.get(Fate.TOO_LARGE, 0),
    )


def epochs_of(session: Session, mailbox: Mailbox, *, current: bool = False) -> list[FolderEpoch]:
    """Return the folder epochs of a mailbox, the oldest first."""
    query = select(FolderEpoch).where(FolderEpoch.mailbox_id == mailbox.id)
    if current:
        query = query.where(FolderEpoch.current.is_(True))
    return list(session.scalars(query.order_by(FolderEpoch.began_at, FolderEpoch.role)))


def quarantined(session: Session, mailbox: Mailbox) -> list[MessageLocation]:
    """Return the mails of a mailbox that could not be read."""
    query = (
        select(MessageLocation)
        .join(FolderEpoch, FolderEpoch.id == MessageLocation.epoch_id)
        .where(FolderEpoch.mailbox_id == mailbox.id, MessageLocation.fate == Fate.QUARANTINED)
    )
    return list(session.scalars(query.order_by(MessageLocation.tried_at.desc())))


def addresses_to_backfill(session: Session, mailbox: Mailbox) -> dict[str, str]:
    """Return back-fill id → address for the past mail that this mailbox still owes."""
    query = (
        select(Backfill.id, ContactAddress.address)
        .join(ContactAddress, ContactAddress.id == Backfill.contact_address_id)
        .where(Backfill.mailbox_id == mailbox.id, Backfill.done_at.is_(None))
    )
    return {row.id: row.address for row in session.execute(query)}


def backfilling(session: Session, mailbox: Mailbox, ids: Collection[str], done: int, total: int) -> None:
    """Note how many of the mails that may be of these addresses are looked at."""
    _note_backfills(session, mailbox, ids, done=done, total=total)


def backfilled(session: Session, mailbox: Mailbox, found: Mapping[str, int]) -> None:
    """Note that the past mail was fetched: back-fill id → how many mails it was."""
    for backfill_id, number in found.items():
        _note_backfills(session, mailbox, [backfill_id], done_at=utcnow(), found=number)


def _note_backfills(session: Session, mailbox: Mailbox, ids: Collection[str], **values: Any) -> None:
    session.execute(update(Backfill).where(Backfill.mailbox_id == mailbox.id, Backfill.id.in_(ids)).values(values))
    touch(session, mailbox.user_id)

"""Log addresses: made, renewed and revoked by their user; the mail that comes there is counted by the hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.log_addresses import new_token, with_token
from webapp.domain.text import line
from webapp.domain.wording import _
from webapp.models import LogAddress, Mailbox, Message, TriageItem, TriageKind, Via, utcnow
from webapp.services.errors import Refused
from webapp.services.mailboxes import all_of, get
from webapp.services.scope import owned, touch
from webapp.services.users import note

MOST_AN_HOUR = 100
HOUR = timedelta(hours=1)


def create(session: Session, user_id: str, mailbox_id: str) -> LogAddress:
    """Make the mailbox's log address, or return the one that holds. Raises Refused where the address can take none."""
    mailbox = get(session, user_id, mailbox_id)
    return current(session, user_id, mailbox_id) or _new(session, mailbox)


def rotate(session: Session, user_id: str, mailbox_id: str) -> tuple[LogAddress, str]:
    """Make a new one and revoke the old one at once; return the new one, and the id of the old one ("" for none)."""
    mailbox = get(session, user_id, mailbox_id)
    old = current(session, user_id, mailbox_id)
    new = _new(session, mailbox)
    if old is not None:
        old.revoked_at = utcnow()
    return new, old.id if old is not None else ""


def revoke(session: Session, user_id: str, log_address_id: str) -> LogAddress:
    """Let what comes to an address be mail like any other from now on."""
    row = owned(session, LogAddress, user_id, log_address_id)
    row.revoked_at = row.revoked_at or utcnow()
    note(session, user_id, "log address revoked", mailbox=row.mailbox_id)
    touch(session, user_id)
    return row


def restore(session: Session, user_id: str, log_address_id: str) -> LogAddress:
    """Let a revoked address hold again; one that took its place is revoked."""
    row = owned(session, LogAddress, user_id, log_address_id)
    other = current(session, user_id, row.mailbox_id)
    if other is not None and other is not row:
        other.revoked_at = utcnow()
    row.revoked_at = None
    note(session, user_id, "log address restored", mailbox=row.mailbox_id)
    touch(session, user_id)
    return row


def _new(session: Session, mailbox: Mailbox) -> LogAddress:
    row = LogAddress(user_id=mailbox.user_id, mailbox_id=mailbox.id, token=new_token())
    if not with_token(mailbox.address, row.token):
        raise Refused("address", _("This address can take no further part. Use the folder, or a mailbox of its own."))
    session.add(row)
    session.flush()
    note(session, mailbox.user_id, "log address made", mailbox=mailbox.id)
    touch(session, mailbox.user_id)
    return row


def current(session: Session, user_id: str, mailbox_id: str) -> LogAddress | None:
    """Return the log address of a mailbox that holds; raises NotFound where it is not the user's mailbox."""
    get(session, user_id, mailbox_id)
    where = (LogAddress.user_id == user_id, LogAddress.mailbox_id == mailbox_id, LogAddress.revoked_at.is_(None))
    return session.scalar(select(LogAddress).where(*where).order_by(LogAddress.created_at.desc()).limit(1))


def written(session: Session, row: LogAddress) -> str:
    """Return the log address as mail programs want it."""
    return with_token(session.get_one(Mailbox, row.mailbox_id).address, row.token)


def tokens(session: Session, user_id: str) -> frozenset[str]:
    """Return the secrets that hold."""
    where = (LogAddress.user_id == user_id, LogAddress.revoked_at.is_(None))
    return frozenset(session.scalars(select(LogAddress.token).where(*where)))


def log_mailboxes(session: Session, user_id: str) -> frozenset[str]:
    """Return the addresses of the mailboxes that are for nothing but logging."""
    return frozenset(mailbox.address for mailbox in all_of(session, user_id) if mailbox.is_log)


def used(session: Session, user_id: str, token: str, at: datetime) -> None:
    """Note when a log address was last written to."""
    row = session.scalar(select(LogAddress).where(LogAddress.user_id == user_id, LogAddress.token == token))
    if row is not None and (row.last_used_at is None or row.last_used_at < at):
        row.last_used_at = at


def too_many(session: Session, user_id: str, at: datetime) -> bool:
    """Whether so much was logged by mail in the hour before that more should wait; what waits does not count."""
    waiting = select(TriageItem.message_row).where(TriageItem.user_id == user_id, TriageItem.kind == TriageKind.HELD)
    query = (
        select(func.count())
        .select_from(Message)
        .where(Message.user_id == user_id, Message.via.in_((Via.FORWARD, Via.COPY)))
        .where(Message.received_at > at - HOUR, Message.received_at <= at)
        .where(Message.id.not_in(waiting.where(TriageItem.message_row.is_not(None))))
    )
    return (session.scalar(query) or 0) >= MOST_AN_HOUR


def held(session: Session, user_id: str) -> int:
    """Return how many mails wait for the user's word."""
    where = (TriageItem.user_id == user_id, TriageItem.kind == TriageKind.HELD, TriageItem.settled_at.is_(None))
    return session.scalar(select(func.count()).select_from(TriageItem).where(*where)) or 0


def set_ways(session: Session, user_id: str, mailbox_id: str, folder: str, is_log: bool) -> Mailbox:
    """Say in which folder of a mailbox lies what is to be logged, and whether the mailbox is for nothing else."""
    mailbox = get(session, user_id, mailbox_id)
    name = line(folder, limit=500)
    if name.casefold() == "inbox" or (name and name == mailbox.sent_folder):
        raise Refused("log_folder", _("Everything in this folder would be logged. Make one for this alone."))
    mailbox.log_folder, mailbox.is_log = name, is_log
    note(session, user_id, "ways to log changed", mailbox=mailbox.id)
    touch(session, user_id)
    return mailbox

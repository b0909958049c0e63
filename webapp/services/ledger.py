"""The ledger of what was read where: folder epochs, cursors, and the fate of each UID."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from webapp.domain.wording import _
from webapp.models import Fate, FolderEpoch, Mailbox, MessageLocation, utcnow
from webapp.services.scope import owned

RETRY_FOR = timedelta(days=7)
OURS = "a digest of ours"


class LeaseLost(RuntimeError):
    """Another worker reads this mailbox by now: nothing may be written for it any more."""


def check_fence(session: Session, mailbox_id: str, fence: int) -> Mailbox:
    """Return the mailbox, locked for this transaction; raises LeaseLost when the fence has moved on."""
    # Rows that refer to the mailbox may be written meanwhile: adding a contact does not wait for a batch.
    mailbox = session.scalar(select(Mailbox).where(Mailbox.id == mailbox_id).with_for_update(key_share=True))
    if mailbox is None or mailbox.fence != fence:
        raise LeaseLost(mailbox_id)
    return mailbox


def open_epoch(session: Session, mailbox: Mailbox, folder: str, role: str, uidvalidity: int) -> FolderEpoch:
    """Return the epoch of a folder by its UIDVALIDITY; a new or returning value becomes the current one."""
    known = list(
        session.scalars(select(FolderEpoch).where(FolderEpoch.mailbox_id == mailbox.id, FolderEpoch.folder == folder))
    )
    epoch = next((one for one in known if one.uidvalidity == uidvalidity), None)
    if epoch is None:
        # What is read from the beginning needs no other look for a day.
        epoch = FolderEpoch(
            user_id=mailbox.user_id,
            mailbox_id=mailbox.id,
            folder=folder,
            role=role,
            uidvalidity=uidvalidity,
            reconciled_at=utcnow(),
        )
        session.add(epoch)
        if known:
            _renumbered(mailbox, folder)
    elif not epoch.current:
        epoch.reconciled_at = None  # its numbers may mean other mails than when they were last used
    for one in known:
        one.current = one is epoch
    epoch.current, epoch.role = True, role
    session.flush()
    return epoch


def restart_epoch(session: Session, mailbox: Mailbox, epoch: FolderEpoch) -> None:
    """Begin an epoch anew: its numbers went back without a new UIDVALIDITY, so they mean other mails now (I3)."""
    session.execute(delete(MessageLocation).where(MessageLocation.epoch_id == epoch.id))
    epoch.cursor = epoch.seen = epoch.unrelated = 0
    _renumbered(mailbox, epoch.folder)


def _renumbered(mailbox: Mailbox, folder: str) -> None:
    mailbox.notice = _("Your mail server renumbered the folder %(folder)s; all of it is checked again.", folder=folder)


def location(session: Session, epoch: FolderEpoch, uid: int) -> MessageLocation | None:
    """Return what is known of a UID."""
    where = (MessageLocation.epoch_id == epoch.id, MessageLocation.uid == uid)
    return session.scalar(select(MessageLocation).where(*where))


def read(
    session: Session, epoch: FolderEpoch, uid: int, fate: Fate, *, message: str | None, by: str, reason: str = ""
) -> MessageLocation:
    """Enter the fate of a UID. Behind the cursor it was counted as unrelated before, unless it has a place already.

    A copy that was logged stays so, also where the server does not hand it out a second time.
    """
    place = location(session, epoch, uid)
    if place is None:
        place = MessageLocation(user_id=epoch.user_id, epoch_id=epoch.id, uid=uid, tries=0)
        session.add(place)
        if uid <= epoch.cursor and epoch.unrelated:
            epoch.unrelated -= 1
        else:
            epoch.seen += 1
    elif place.message_row is not None and message is None:
        return place
    place.fate, place.message_row, place.reason = fate, message, reason
    place.tries += 1
    place.tried_by, place.tried_at = by, utcnow()
    return place


def ours(session: Session, epoch: FolderEpoch, uid: int, *, by: str) -> MessageLocation:
    """Enter a digest that we put there: automatic mail, of which nothing is kept but that it is there."""
    return read(session, epoch, uid, Fate.AUTOMATIC, message=None, by=by, reason=OURS)


def unrelated(session: Session, epoch: FolderEpoch, uid: int) -> None:
    """Count a mail that concerns nobody; a quarantined one that turned out so gives up its place."""
    place = location(session, epoch, uid) if uid <= epoch.cursor else None
    if place is not None and place.message_row is None:
        session.delete(place)
        epoch.unrelated += 1
    elif uid > epoch.cursor:
        epoch.seen += 1
        epoch.unrelated += 1


def gone(session: Session, epoch: FolderEpoch, uid: int) -> None:
    """Forget the place of a mail that the server no longer has before it could be read."""
    place = location(session, epoch, uid)
    if place is not None and place.message_row is None:
        session.delete(place)
        epoch.seen -= 1


def to_retry(session: Session, mailbox_id: str, by: str, now: datetime) -> dict[str, list[int]]:
    """Return epoch id → UIDs in quarantine that are due: after an upgrade at once, else daily, later weekly."""
    query = (
        select(MessageLocation)
        .join(FolderEpoch, FolderEpoch.id == MessageLocation.epoch_id)
        .where(FolderEpoch.mailbox_id == mailbox_id, FolderEpoch.current.is_(True))
        .where(MessageLocation.fate == Fate.QUARANTINED)
    )
    due: dict[str, list[int]] = {}
    for place in session.scalars(query.order_by(MessageLocation.uid)):
        pause = timedelta(days=1 if place.tries <= RETRY_FOR.days else 7)
        if place.tried_by != by or now - place.tried_at >= pause:
            due.setdefault(place.epoch_id, []).append(place.uid)
    return due


def placed(session: Session, epoch_id: str, uids: list[int]) -> set[int]:
    """Return which of the UIDs have a place: they were logged, or wait in quarantine."""
    found: set[int] = set()
    for start in range(0, len(uids), 500):
        where = (MessageLocation.epoch_id == epoch_id, MessageLocation.uid.in_(uids[start : start + 500]))
        found |= set(session.scalars(select(MessageLocation.uid).where(*where)))
    return found


def unread_epochs(session: Session, mailbox_id: str, folder: str, since: datetime) -> int:
    """Count how often a folder was renumbered since then before anything could be read of it."""
    where = (FolderEpoch.mailbox_id == mailbox_id, FolderEpoch.folder == folder, FolderEpoch.began_at >= since)
    return session.scalar(select(func.count()).select_from(FolderEpoch).where(*where, FolderEpoch.cursor == 0)) or 0


def reconciled(session: Session, epoch: FolderEpoch) -> None:
    """Note that what the folder holds was compared with what was read of it."""
    session.execute(update(FolderEpoch).where(FolderEpoch.id == epoch.id).values(reconciled_at=utcnow()))


def epoch(session: Session, user_id: str, epoch_id: str) -> FolderEpoch:
    """Return the user's epoch; raises NotFound."""
    return owned(session, FolderEpoch, user_id, epoch_id)

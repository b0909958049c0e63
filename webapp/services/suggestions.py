"""People the user writes with who are no contacts: their addresses alone, kept only where the user asked for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from webapp.domain.addresses import base
from webapp.models import ContactAddress, FolderEpoch, Suggestion, User, utcnow
from webapp.services.scope import owned, touch

MOST = 2000
LOOK_BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A mail with people whom the user does not know here: to whom they wrote it, or who wrote it as an answer."""

    at: datetime
    wrote_to: Sequence[str] = ()
    answered_by: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """All that it names."""
        return (*self.wrote_to, self.answered_by) if self.answered_by else tuple(self.wrote_to)


def switch(session: Session, user_id: str, *, on: bool) -> None:
    """Begin to look for people the user writes with, from the last year on; or stop, and forget all that was kept."""
    session.get_one(User, user_id).suggest_people = on
    folders = update(FolderEpoch).where(FolderEpoch.user_id == user_id, FolderEpoch.role.in_(("sent", "inbox")))
    session.execute(folders.values(people_due=on))
    if not on:
        session.execute(delete(Suggestion).where(Suggestion.user_id == user_id))
    touch(session, user_id)


def looked(session: Session, epoch: FolderEpoch) -> None:
    """Note that the last year of a folder was looked through."""
    session.execute(update(FolderEpoch).where(FolderEpoch.id == epoch.id).values(people_due=False))


def noticed(session: Session, user_id: str, exchanges: Collection[Exchange]) -> None:
    """Keep whom the user wrote to, and when one of those answered; of whoever only writes to them nothing is kept."""
    told = {address for one in exchanges for address in one.addresses}
    if not told:
        return
    # Two workers would add the same address twice.
    user = session.scalar(select(User).where(User.id == user_id).with_for_update(key_share=True))
    if user is None or not user.suggest_people:
        return
    nobodys = told - _somebodys(session, user_id)
    rows = _rows(session, user_id, nobodys)
    for one in exchanges:
        if utcnow() - one.at > LOOK_BACK:
            continue
        for address in nobodys.intersection(one.wrote_to):
            row = rows.get(address) or _new(session, user_id, rows, address)
            if row is not None:
                row.wrote_at = min(row.wrote_at or one.at, one.at)
        row = rows.get(one.answered_by)
        if row is not None and row.wrote_at is not None and one.at >= row.wrote_at:
            _answered(session, row, one.at)


def _answered(session: Session, row: Suggestion, at: datetime) -> None:
    if row.answered_at is None and row.dismissed_at is None:
        touch(session, row.user_id)
    row.answered_at = max(row.answered_at or at, at)


def _somebodys(session: Session, user_id: str) -> set[str]:
    query = select(ContactAddress.address).where(ContactAddress.user_id == user_id)
    return {base(address) for address in session.scalars(query)}


def _rows(session: Session, user_id: str, addresses: Collection[str]) -> dict[str, Suggestion]:
    wanted, found = sorted(addresses), dict[str, Suggestion]()
    for start in range(0, len(wanted), 500):
        some = Suggestion.address.in_(wanted[start : start + 500])
        query = select(Suggestion).where(Suggestion.user_id == user_id, some)
        found |= {row.address: row for row in session.scalars(query)}
    return found


def _new(session: Session, user_id: str, rows: dict[str, Suggestion], address: str) -> Suggestion | None:
    """Return a new row; where there are enough, that of the one who has not answered for longest makes room."""
    count = session.scalar(select(func.count()).select_from(Suggestion).where(Suggestion.user_id == user_id)) or 0
    if count >= MOST:
        silent = (Suggestion.user_id == user_id, Suggestion.answered_at.is_(None), Suggestion.dismissed_at.is_(None))
        oldest = session.scalars(select(Suggestion).where(*silent).order_by(Suggestion.wrote_at).limit(1)).first()
        if oldest is None:
            return None
        rows.pop(oldest.address, None)
        session.delete(oldest)
    row = rows[address] = Suggestion(user_id=user_id, address=address)
    session.add(row)
    session.flush()
    return row


def waiting(session: Session, user_id: str) -> list[Suggestion]:
    """Return those who answered and are not dismissed, the last first; nobody's address as it is now."""
    query = (
        select(Suggestion)
        .where(Suggestion.user_id == user_id, Suggestion.answered_at.is_not(None), Suggestion.dismissed_at.is_(None))
        .order_by(Suggestion.answered_at.desc(), Suggestion.address)
    )
    somebodys = _somebodys(session, user_id)
    return [row for row in session.scalars(query) if row.address not in somebodys]


def dismiss(session: Session, user_id: str, suggestion_id: str) -> Suggestion:
    """Never propose an address again."""
    return _mark(session, user_id, suggestion_id, utcnow())


def propose_again(session: Session, user_id: str, suggestion_id: str) -> Suggestion:
    """Take that back."""
    return _mark(session, user_id, suggestion_id, None)


def _mark(session: Session, user_id: str, suggestion_id: str, at: datetime | None) -> Suggestion:
    row = owned(session, Suggestion, user_id, suggestion_id)
    row.dismissed_at = at
    touch(session, user_id)
    return row

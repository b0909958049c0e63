"""Digests on their way into the user's own INBOX: which they want, which are due, and what became of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import Session

from webapp import zones
from webapp.domain.wording import _
from webapp.models import Digest, DigestKind, DigestPlan, Event, Mailbox, MailboxState, User, utcnow
from webapp.services import mailboxes
from webapp.services.errors import Refused
from webapp.services.scope import touch
from webapp.services.users import note

IMAP, SMTP, NOTHING = "imap", "smtp", "nothing"
# In these a mailbox is read just now: one that waits or needs its user would only be asked once more in vain.
OPEN = frozenset({MailboxState.UP_TO_DATE, MailboxState.CATCHING_UP})
DAY = timedelta(days=1)
KEPT = 3 * DAY  # how far back it is looked what became of those that may be due


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the form says: which digests, and at which hours of the user's own zone."""

    daily: bool = False
    daily_hour: int = 7
    always: bool = False
    eve: bool = False
    eve_hour: int = 18


@dataclass(frozen=True, slots=True)
class Due:
    """A digest that is to be delivered; `day` is the user's day, `event_id` the event on whose eve it comes."""

    user_id: str
    kind: DigestKind
    about: str
    day: date
    event_id: str = ""

    @property
    def message_id(self) -> str:
        """Its Message-ID, which follows from whose it is and what it is about, so that any try makes the same."""
        said = f"{self.user_id} {self.kind.value} {self.about}"
        return f"<{sha256(said.encode()).hexdigest()[:40]}@digest.invalid>"


def plan(session: Session, user_id: str) -> DigestPlan | None:
    """Return which digests the user wants; None while they never said."""
    return session.scalar(select(DigestPlan).where(DigestPlan.user_id == user_id))


def change(session: Session, user_id: str, mailbox_id: str, wishes: Wishes) -> DigestPlan:
    """Set which digests come into the INBOX of which mailbox; raises Refused."""
    mailbox = mailboxes.get(session, user_id, mailbox_id)
    for field in ("daily_hour", "eve_hour"):
        if not 0 <= getattr(wishes, field) <= 23:
            raise Refused(field, _("Choose an hour of the day."))
    row = plan(session, user_id)
    if row is None:
        row = DigestPlan(user_id=user_id, changed_at=utcnow())
        session.add(row)
    before = _said(row)
    row.mailbox_id = mailbox.id
    for name in Wishes.__slots__:
        setattr(row, name, getattr(wishes, name))
    if _said(row) != before:
        row.changed_at = utcnow()
        _try_at_once(session, user_id)
        note(session, user_id, "digests changed", mailbox=mailbox.id, daily=row.daily, eve=row.eve)
    session.flush()
    touch(session, user_id)
    return row


def _said(row: DigestPlan) -> tuple[Any, ...]:
    return (row.mailbox_id, *(getattr(row, name) for name in Wishes.__slots__))


def ask_now(session: Session, user_id: str) -> Digest:
    """Ask for a digest as it would be now; one that waits already is tried at once. Raises Refused."""
    wanted = plan(session, user_id)
    if wanted is None or wanted.mailbox_id is None:
        raise Refused("mailbox_id", _("Choose the mailbox that it is to be put into."))
    _try_at_once(session, user_id)
    touch(session, user_id)
    for waiting in session.scalars(_asked([user_id], utcnow())):
        return waiting
    about = utcnow().isoformat()
    due = Due(user_id, DigestKind.NOW, about, utcnow().date())
    return _row(session, due)


def _try_at_once(session: Session, user_id: str) -> None:
    where = (Digest.user_id == user_id, Digest.delivered_at.is_(None))
    session.execute(update(Digest).where(*where).values(next_try_at=None, trouble=""))


def _asked(user_ids: Collection[str], now: datetime) -> Select[Digest]:
    """Those that were asked for and are not there yet; what did not work for a day is given up."""
    where = (Digest.user_id.in_(user_ids), Digest.kind == DigestKind.NOW, Digest.delivered_at.is_(None))
    return select(Digest).where(*where, Digest.created_at > now - DAY).order_by(Digest.created_at, Digest.id)


def due(session: Session, mailbox_ids: Collection[str], now: datetime) -> dict[str, list[Due]]:
    """Return by mailbox what is to be put into it now; what nobody delivered on its day is never made up for."""
    query = (
        select(DigestPlan, User.timezone)
        .join(User, User.id == DigestPlan.user_id)
        .join(Mailbox, (Mailbox.id == DigestPlan.mailbox_id) & (Mailbox.user_id == DigestPlan.user_id))
        .where(DigestPlan.mailbox_id.in_(mailbox_ids), Mailbox.state.in_(OPEN))
    )
    plans = {row.user_id: (row, zones.zone(name)) for row, name in session.execute(query)}
    if not plans:
        return {}
    settled, coming = _settled(session, plans, now), _coming(session, plans, now)
    asked = session.scalars(_asked(plans, now)).all()
    found: dict[str, list[Due]] = {}
    for user_id, (row, zone) in plans.items():
        there = now.astimezone(zone)
        wanted = [
            *(Due(user_id, one.kind, one.about, there.date()) for one in asked if one.user_id == user_id),
            *_daily(row, there, zone),
            *_eves(row, there, zone, [event for event in coming if event.user_id == user_id]),
        ]
        open_ = [one for one in wanted if (user_id, one.kind, one.about) not in settled]
        if open_ and row.mailbox_id is not None:
            found[row.mailbox_id] = open_
    return found


def _daily(row: DigestPlan, there: datetime, zone: tzinfo) -> Iterator[Due]:
    """Yield the digest of this day once its hour has come, unless that was before the user asked for it."""
    came = datetime.combine(there.date(), time(row.daily_hour), zone).astimezone(UTC)
    if row.daily and there.hour >= row.daily_hour and came >= row.changed_at:
        yield Due(row.user_id, DigestKind.DAILY, there.date().isoformat(), there.date())


def _eves(row: DigestPlan, there: datetime, zone: tzinfo, coming: Sequence[Event]) -> Iterator[Due]:
    """Yield the briefs of tomorrow's events once the hour has come; an event that was moved gets another one."""
    if not row.eve or there.hour < row.eve_hour:
        return
    tomorrow = there.date() + DAY
    for event in coming:
        if event.starts_at.astimezone(zone).date() == tomorrow:
            yield Due(row.user_id, DigestKind.EVE, f"{event.id} {tomorrow.isoformat()}", there.date(), event.id)


def _coming(session: Session, user_ids: Collection[str], now: datetime) -> Sequence[Event]:
    """Return the events that may be tomorrow in some zone."""
    where = (Event.user_id.in_(user_ids), Event.deleted_at.is_(None), Event.starts_at.between(now, now + 2 * DAY))
    return session.scalars(select(Event).where(*where).order_by(Event.starts_at, Event.id)).all()


def _settled(session: Session, user_ids: Collection[str], now: datetime) -> set[tuple[str, DigestKind, str]]:
    """Return which were delivered, or wait until they are tried again."""
    query = select(Digest.user_id, Digest.kind, Digest.about).where(
        Digest.user_id.in_(user_ids),
        Digest.created_at > now - KEPT,
        or_(Digest.delivered_at.is_not(None), Digest.next_try_at > now),
    )
    return {(row.user_id, row.kind, row.about) for row in session.execute(query)}


def about_to_put(session: Session, one: Due) -> None:
    """Note that a digest is put into the INBOX now: whoever tries again has to look whether it came."""
    _row(session, one).put_at = utcnow()


def may_be_there(session: Session, one: Due) -> bool:
    """Say whether an earlier try may have come through although nobody heard so."""
    where = (Digest.user_id == one.user_id, Digest.kind == one.kind, Digest.about == one.about)
    return session.scalar(select(Digest.put_at).where(*where)) is not None


def delivered(session: Session, one: Due, via: str, trouble: str = "") -> None:
    """Note by which way a digest went, or that there was nothing to say."""
    row = _row(session, one)
    row.delivered_at, row.via, row.trouble, row.next_try_at = utcnow(), via, trouble, None
    touch(session, one.user_id)


def failed(session: Session, one: Due, trouble: str, pause: timedelta) -> None:
    """Tell why a digest is not there, and when it is tried again."""
    row = _row(session, one)
    row.delivered_at, row.via, row.trouble, row.next_try_at = None, "", trouble, utcnow() + pause
    touch(session, one.user_id)


def _row(session: Session, one: Due) -> Digest:
    where = (Digest.user_id == one.user_id, Digest.kind == one.kind, Digest.about == one.about)
    row = session.scalar(select(Digest).where(*where))
    if row is None:
        row = Digest(user_id=one.user_id, kind=one.kind, about=one.about, message_id=one.message_id)
        session.add(row)
        session.flush()
    return row


def latest(session: Session, user_id: str) -> Digest | None:
    """Return the digest that was delivered last, or is not there although it should be: what is over is let go."""
    fresh = or_(Digest.delivered_at.is_not(None), Digest.created_at > utcnow() - DAY)
    query = select(Digest).where(Digest.user_id == user_id, Digest.via != NOTHING, fresh)
    return session.scalar(query.order_by(Digest.created_at.desc(), Digest.id).limit(1))

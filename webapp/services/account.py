"""A user's own account: name and time zone, password, and the browsers that are signed in."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.text import line
from webapp.domain.wording import _
from webapp.models import User, UserSession, utcnow
from webapp.services import users
from webapp.services.errors import Refused
from webapp.services.scope import owned, touch


def describe(session: Session, user: User, *, name: str, timezone: str) -> None:
    """Change what the user is called and in which zone their times are shown."""
    user.name, user.timezone = line(name, limit=200), timezone
    touch(session, user.id)


def set_follow_ups(session: Session, user: User, first: int, last: int) -> None:
    """Set after how many business days an ask without an answer is followed up, and followed up a last time."""
    for field, days in (("follow_up_days", first), ("last_follow_up_days", last)):
        if not 1 <= days <= 30:
            raise Refused(field, _("Choose from 1 to 30 business days."))
    user.follow_up_days, user.last_follow_up_days = first, last
    touch(session, user.id)


def change_password(session: Session, user: User, *, current: str, new: str, who: str) -> Refused | None:
    """Change the password and end every session, or return why not; `who` is the network address that asks.

    A refusal is returned and not raised, because the caller has to commit then too: wrong guesses are counted.
    """
    if users.too_many_attempts(session, user.email, who):
        return Refused("current", _("That was too often. Wait an hour and try again."))
    if users.verify(session, user.email, current, who) is None:
        return Refused("current", _("This is not your password."))
    try:
        users.check_password(new, "new")
    except Refused as refused:
        return refused
    users.set_password(session, user, new)
    return None


def sessions(session: Session, user_id: str) -> list[UserSession]:
    """Return the live sessions, the last used first."""
    now = utcnow()
    query = select(UserSession).where(
        UserSession.user_id == user_id,
        UserSession.ended_at.is_(None),
        UserSession.last_seen_at > now - users.IDLE_LIMIT,
        UserSession.created_at > now - users.LIFETIME,
    )
    return list(session.scalars(query.order_by(UserSession.last_seen_at.desc(), UserSession.id)))


def end_session(session: Session, user_id: str, session_id: str) -> None:
    """Sign a browser out from elsewhere."""
    row = owned(session, UserSession, user_id, session_id)
    row.ended_at = row.ended_at or utcnow()
    users.note(session, user_id, "session ended", browser=row.user_agent)

"""Users: made, signed in and out. A session is a row, so that it can be ended from elsewhere."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from webapp.domain.addresses import normalise
from webapp.domain.text import clean, line
from webapp.domain.wording import _
from webapp.models import AuditEntry, LoginAttempt, SetupToken, User, UserSession, utcnow
from webapp.services.common_passwords import COMMON
from webapp.services.errors import NotFound, Refused

# OWASP's smallest argon2id setting: 19 MiB a log-in leaves room on a small VPS.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))

MIN_PASSWORD, MAX_PASSWORD = 12, 256
IDLE_LIMIT, LIFETIME = timedelta(days=7), timedelta(days=30)
SETUP_LIFETIME = timedelta(minutes=30)
SEEN_EVERY = timedelta(seconds=5)
ATTEMPTS_PER_HOUR = 20


def hash_token(token: str) -> str:
    """Return what is stored of a random token."""
    return hashlib.sha256(token.encode()).hexdigest()


def create(session: Session, email: str, password: str, name: str = "") -> User:
    """Make a user; raises Refused with the field that is wrong."""
    address = valid_address(email, "email")
    if session.scalar(select(User).where(User.email == address)):
        raise Refused("email", _("There is already a user with this address."))
    check_password(password, "password")
    user = User(email=address, name=line(name, limit=200), password_hash=_HASHER.hash(password))
    session.add(user)
    session.flush()
    note(session, user.id, "user made")
    return user


def valid_address(raw: str, field: str) -> str:
    """Return the normal form of an address that was typed in; raises Refused."""
    try:
        # Internal names (.local, .test) are real addresses for those who host at home: only the form is checked.
        checked = validate_email(raw.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        address = normalise(raw)
        special = "special-use" in str(error) or "period" in str(error)
        if not (special and address):
            raise Refused(field, _("This is not an e-mail address: %(error)s", error=error)) from error
        return address
    address = normalise(checked.normalized)
    if not address:
        raise Refused(field, _("This is not an e-mail address that mail could be sent to."))
    return address


def check_password(password: str, field: str) -> None:
    """Refuse a password that is too short, too long or known to everybody."""
    if len(password) < MIN_PASSWORD:
        raise Refused(
            field, _("Use at least %(least)s characters; a few words in a row are easy to keep.", least=MIN_PASSWORD)
        )
    if len(password) > MAX_PASSWORD:
        raise Refused(field, _("Use at most %(most)s characters.", most=MAX_PASSWORD))
    if password.lower() in COMMON or len(set(password)) < 4:
        raise Refused(field, _("This password is on every list of common ones. Use one of your own."))
    if clean(password, limit=MAX_PASSWORD) != password:
        raise Refused(field, _("This password holds something that no keyboard types. Use one of your own."))


def verify(session: Session, email: str, password: str, who: str) -> User | None:
    """Return the user when the password is right. `who` is the network address; both sides are rate-limited.

    Unknown users cost the same time and look the same as wrong passwords.
    """
    address = normalise(email)
    if too_many_attempts(session, address, who):
        return None
    user = session.scalar(select(User).where(User.email == address))
    right = _matches(user.password_hash if user else _NOBODY, password[: MAX_PASSWORD + 1])
    if user is None or not right:
        session.add_all([LoginAttempt(who=one) for one in (who, address) if one])
        if user is not None:
            note(session, user.id, "log-in refused")
        return None
    if _HASHER.check_needs_rehash(user.password_hash):
        user.password_hash = _HASHER.hash(password)
    return user


def too_many_attempts(session: Session, address: str, who: str) -> bool:
    """Say whether this account or this network address failed too often within the hour."""
    since = utcnow() - timedelta(hours=1)
    session.execute(delete(LoginAttempt).where(LoginAttempt.at < since))
    counts = session.execute(
        select(LoginAttempt.who, func.count()).where(LoginAttempt.who.in_([address, who])).group_by(LoginAttempt.who)
    )
    return any(count >= ATTEMPTS_PER_HOUR for _, count in counts)


def _matches(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (Argon2Error, InvalidHashError, UnicodeEncodeError):
        return False


def set_password(session: Session, user: User, password: str) -> None:
    """Change the password and end every session of the user."""
    check_password(password, "password")
    user.password_hash = _HASHER.hash(password)
    now = utcnow()
    session.execute(
        update(UserSession).where(UserSession.user_id == user.id, UserSession.ended_at.is_(None)).values(ended_at=now)
    )
    note(session, user.id, "password changed")


def by_email(session: Session, email: str) -> User:
    """Return the user with that address; raises NotFound."""
    user = session.scalar(select(User).where(User.email == normalise(email)))
    if user is None:
        raise NotFound("user")
    return user


def sign_in(session: Session, user: User, user_agent: str = "") -> str:
    """Begin a session and return its token, which is shown to nobody but the browser."""
    token = secrets.token_urlsafe(32)
    session.add(UserSession(user_id=user.id, token_hash=hash_token(token), user_agent=line(user_agent, limit=200)))
    note(session, user.id, "signed in")
    session.flush()
    return token


def session_of(session: Session, token: str) -> UserSession | None:
    """Return the live session of a token."""
    row = session.scalar(select(UserSession).where(UserSession.token_hash == hash_token(token)))
    if row is None or row.ended_at is not None:
        return None
    now = utcnow()
    if now - row.last_seen_at > IDLE_LIMIT or now - row.created_at > LIFETIME:
        return None
    return row


def seen(session: Session, session_id: str) -> None:
    """Note that a page of this session is open: the worker then looks into Sent more often."""
    session.execute(update(UserSession).where(UserSession.id == session_id).values(last_seen_at=utcnow()))


def sign_out(session: Session, token: str) -> None:
    """End the session of a token."""
    row = session_of(session, token)
    if row is not None:
        row.ended_at = utcnow()
        note(session, row.user_id, "signed out")


def has_users(session: Session) -> bool:
    """Say whether the install has been set up."""
    return session.scalar(select(func.count()).select_from(User)) != 0


def make_setup_token(session: Session) -> str:
    """Return a fresh one-time token for the set-up page; older ones end."""
    session.execute(delete(SetupToken).where(SetupToken.used_by.is_(None)))
    token = secrets.token_urlsafe(16)
    session.add(SetupToken(token_hash=hash_token(token), expires_at=utcnow() + SETUP_LIFETIME))
    return token


def setup_token(session: Session, token: str) -> SetupToken | None:
    """Return the unused token, if it is one and still good."""
    row = session.scalar(select(SetupToken).where(SetupToken.token_hash == hash_token(token)))
    return row if row and row.used_by is None and row.expires_at > utcnow() else None


def set_up(session: Session, token: str, email: str, password: str, name: str = "") -> User:
    """Make the first user, which uses the token up; raises Refused. Of two at once one wins, and only one."""
    # All tokens are locked, not this one alone: two processes that started together made one each.
    session.execute(select(SetupToken.id).order_by(SetupToken.id).with_for_update())
    query = select(SetupToken).where(SetupToken.token_hash == hash_token(token))
    row = session.scalar(query.execution_options(populate_existing=True))
    if has_users(session):
        raise Refused("token", _("Somebody has set this up already. Log in."))
    if row is None or row.used_by is not None or row.expires_at <= utcnow():
        raise Refused("token", _("This link has ended. Start Fifty Cups again; it prints a new one."))
    user = create(session, email, password, name)
    row.used_by = user.id
    return user


def note(session: Session, user_id: str, what: str, **detail: Any) -> None:
    """Add an audit entry."""
    session.add(AuditEntry(user_id=user_id, what=what, detail=detail))


def page_open_since(session: Session, since: datetime) -> set[str]:
    """Return the ids of users who had a page open since then."""
    query = select(UserSession.user_id).where(UserSession.last_seen_at >= since, UserSession.ended_at.is_(None))
    return set(session.scalars(query))

"""Users and their signed-in sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Keyed, Owned, utcnow


class User(Keyed, Base):
    """A person who keeps relationships here. `version` moves with every change that one of their pages could show.

    An unanswered ask is followed up `follow_up_days` business days after it was made, and a last time
    `last_follow_up_days` after that. `cups_goal` is the goal of docs/method.md §5, `people_share` the percentage of §9.
    `visited_at` is when they last looked at Today, `visited_before` when the visit before that ended.
    """

    __tablename__ = "user"

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str]
    timezone: Mapped[str] = mapped_column(default="UTC")
    suggest_people: Mapped[bool] = mapped_column(default=False)
    follow_up_days: Mapped[int] = mapped_column(default=3)
    last_follow_up_days: Mapped[int] = mapped_column(default=7)
    cups_goal: Mapped[int] = mapped_column(default=50)
    people_share: Mapped[int] = mapped_column(default=75)
    visited_at: Mapped[datetime | None]
    visited_before: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class UserSession(Owned, Base):
    """One signed-in browser: only the hash of its token is kept, so that a stolen database signs nobody in."""

    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(unique=True)
    user_agent: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    last_seen_at: Mapped[datetime] = mapped_column(default=utcnow)
    ended_at: Mapped[datetime | None]


class SetupToken(Keyed, Base):
    """The one-time link with which the first user of an install is made."""

    __tablename__ = "setup_token"

    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))


class LoginAttempt(Keyed, Base):
    """A failed log-in, counted per address of the network and per account for the hour in which it happened."""

    __tablename__ = "login_attempt"

    who: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(default=utcnow, index=True)

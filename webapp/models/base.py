"""The base of all tables: naming convention, UTC times, opaque keys, and the user that every row belongs to."""

from __future__ import annotations

import enum
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, ForeignKey, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """Return a fresh opaque key (80 random bits), fit for a URL."""
    return secrets.token_hex(10)


def utcnow() -> datetime:
    """Return the time now, aware and in UTC, in whole seconds as mail has it."""
    return datetime.now(UTC).replace(microsecond=0)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        utc = value.astimezone(UTC)
        # SQLite has no zones: one written form keeps comparisons and order right.
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(members: type[enum.Enum]) -> list[str]:
    return [member.value for member in members]


_REGISTRY = registry(
    metadata=MetaData(naming_convention=NAMING_CONVENTION),
    type_annotation_map={
        datetime: UtcDateTime,
        str: Text,
        bytes: LargeBinary,
        # The word itself is stored, so that a dump can be read and a new member needs no change of type.
        enum.Enum: Enum(enum.Enum, native_enum=False, create_constraint=False, length=32, values_callable=_values),
        list[Any]: JSON,
        dict[str, Any]: JSON,
    },
)


class Base(DeclarativeBase):
    """All tables; plain SQLAlchemy, so that the worker needs no web framework."""

    registry = _REGISTRY


class Keyed:
    """A table with an opaque primary key."""

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)


class Owned(Keyed):
    """A row that belongs to one user; every query is scoped by `user_id`."""

    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)


class OfContact(Owned):
    """A row of one relationship."""

    contact_id: Mapped[str] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)


BigInt = BigInteger

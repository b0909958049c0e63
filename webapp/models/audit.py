"""Who did what that matters for trust: log-ins, use of credentials, deletions. Rows are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Owned, utcnow


class AuditEntry(Owned, Base):
    """One act, in the past tense, with the few facts that explain it."""

    __tablename__ = "audit_entry"

    at: Mapped[datetime] = mapped_column(default=utcnow)
    what: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)

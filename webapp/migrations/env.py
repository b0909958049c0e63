"""Alembic's environment: webapp.migrate hands it a connection, a developer's `alembic -x url=…` a URL."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Enum

from webapp.db import make_engine
from webapp.models import Base
from webapp.models.base import UtcDateTime


def render(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write the column types of this project as plain ones, so that a step never changes with the code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def run(connection: Connection) -> None:
    """Run what was asked for, all of it in the caller's transaction."""
    # SQLite alters a table by making it anew (batch); its DDL is transactional because webapp.db begins by itself.
    context.configure(
        connection,
        target_metadata=Base.metadata,
        render_item=render,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(context.get_x_argument(as_dictionary=True)["url"]).begin() as own:
        run(own)

"""An empty database with all tables, laid as quickly as a file is copied."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from webapp.db import make_engine
from webapp.models import Base


def lay(engine: Engine) -> None:
    """Lay all tables. On SQLite a file made once is copied: making the tables anew takes longer than most tests."""
    path = Path(str(engine.url.database))
    if engine.dialect.name == "sqlite" and not path.exists():
        path.write_bytes(_made_once())
    else:
        Base.metadata.create_all(engine)


@cache
def _made_once() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.db"
        engine = make_engine(f"sqlite:///{path}")
        Base.metadata.create_all(engine)
        engine.dispose()
        return path.read_bytes()

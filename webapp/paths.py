"""Where the files that are not code stand, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def templates_dir() -> Path:
    """The Jinja templates: a wheel carries them inside the package, a checkout has them beside it."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def static_dir() -> Path:
    """The stylesheet, scripts and pictures that the browser fetches."""
    return PACKAGE / "static"


def migrations_dir() -> Path:
    """Alembic's environment and the versions of the schema."""
    return PACKAGE / "migrations"

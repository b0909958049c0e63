"""How commands reach the data: settings, a database that is up to date, sessions; and how they say what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session, sessionmaker

    from webapp.config import Settings


def ready() -> Settings:
    """Return the settings, with the database brought up to date; what is stored is said as the pages say it."""
    from webapp import catalogs, config, migrate

    settings = config.load()
    catalogs.speak(settings.language)
    with plain_words():
        migrate.upgrade(settings.database_url)
    return settings


@contextmanager
def sessions(settings: Settings) -> Iterator[sessionmaker[Session]]:
    """Yield the maker of sessions on the database."""
    from webapp.db import make_engine, make_sessions

    engine = make_engine(settings.database_url)
    try:
        with plain_words():
            yield make_sessions(engine)
    finally:
        engine.dispose()


def whose(session: Session, address: str | None) -> str:
    """Return the id of the user whose address is given, or of the only one there is."""
    from sqlalchemy import select

    from webapp.models import User
    from webapp.services import users

    if address:
        return users.by_email(session, address).id
    found = list(session.scalars(select(User.id).limit(2)))
    if not found:
        raise click.ClickException("There is no user yet. `fiftycups run` prints the link that makes the first one.")
    if len(found) > 1:
        raise click.ClickException("There are several users: say whose with --user E-MAIL. `fiftycups user list`.")
    return found[0]


@contextmanager
def plain_words() -> Iterator[None]:
    """Turn what can go wrong outside of the program into one sentence."""
    from sqlalchemy.exc import ArgumentError, OperationalError

    from webapp.services.errors import NotFound, Refused

    try:
        yield
    except OperationalError as error:
        raise click.ClickException(f"The database does not answer as it should: {error.orig}") from error
    except ArgumentError as error:
        raise click.ClickException(f"DATABASE_URL cannot be understood: {error}") from error
    except Refused as error:
        raise click.ClickException(error.sentence) from error
    except NotFound as error:
        raise click.ClickException("There is no such user. `fiftycups user list` shows them all.") from error

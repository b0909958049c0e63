"""Users from the command line: added, listed, and given a new password."""

from __future__ import annotations

import sys

import click

from webapp.commands import store

BY_STDIN = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@click.group()
def user() -> None:
    """Add and list users, set a password."""


@user.command()
@click.argument("address")
@click.option("--name", default="", help="What to call them.")
@BY_STDIN
def add(address: str, name: str, password_stdin: bool) -> None:
    """Add a user who signs in with ADDRESS."""
    from webapp.db import transaction
    from webapp.services import users

    settings = store.ready()
    password = _password(password_stdin)
    with store.sessions(settings) as sessions, transaction(sessions) as session:
        made = users.create(session, address, password, name)
    click.echo(f"{made.email} can log in at {settings.url}")


@user.command()
@click.argument("address")
@BY_STDIN
def password(address: str, password_stdin: bool) -> None:
    """Set a new password; it ends every session of that user."""
    from webapp.db import reading, transaction
    from webapp.services import users

    settings = store.ready()
    with store.sessions(settings) as sessions:
        with reading(sessions) as session:
            users.by_email(session, address)
        chosen = _password(password_stdin)
        with transaction(sessions) as session:
            users.set_password(session, users.by_email(session, address), chosen)
    click.echo("The password is changed. Whoever was logged in with the old one is logged out.")


@user.command("list")
def list_() -> None:
    """List the users with the day on which each was made."""
    from sqlalchemy import select

    from webapp.db import reading
    from webapp.models import User

    with store.sessions(store.ready()) as sessions, reading(sessions) as session:
        for one in session.scalars(select(User).order_by(User.email)):
            click.echo(f"{one.email}\t{one.created_at:%Y-%m-%d}\t{one.name}".rstrip())


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    chosen: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return chosen

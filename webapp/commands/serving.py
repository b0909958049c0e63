"""Starting: both processes together, or each by itself."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING, Any

import click

from webapp.commands import store

if TYPE_CHECKING:
    from webapp.config import Settings


@click.command()
def run() -> None:
    """Bring the database up to date, and start the pages and the mail reader together."""
    from webapp import sealing

    settings = store.ready()
    sealing.make_keys(settings.secrets_dir)
    refuse_busy_port(settings)
    click.echo(f"Fifty Cups: {settings.url}  (Ctrl-C stops it)")
    warn_of_open_doors(settings)
    first_steps(settings)
    sys.stdout.flush()
    # What was loaded to get here is not needed any more: this process becomes the small one that watches the others.
    os.execv(sys.executable, [sys.executable, "-P", "-m", "webapp.processes"])  # noqa: S606 - our own interpreter


def refuse_busy_port(settings: Settings) -> None:
    """Say so in one sentence where somebody else listens at HOST and PORT."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise click.ClickException(
            f"The pages cannot listen at {settings.host}, port {settings.port} ({error.strerror}). "
            "Is it running already? Set PORT to another number otherwise."
        ) from error


def warn_of_open_doors(settings: Settings) -> None:
    """Say so where others can reach the pages and nothing encrypts the way."""
    if settings.host not in {"127.0.0.1", "::1", "localhost"} and not settings.secure and not settings.allow_http:
        click.echo(
            f"Careful: HOST={settings.host} lets other machines in over plain HTTP, so passwords travel in clear. "
            "Put a proxy with a certificate in front and set BASE_URL (docs/self-hosting.md).",
            err=True,
        )


def first_steps(settings: Settings) -> None:
    """Print the one-time set-up link while there is no user."""
    from webapp.db import transaction
    from webapp.services import users

    with store.sessions(settings) as sessions, transaction(sessions) as session:
        if users.has_users(session):
            return
        token = users.make_setup_token(session)
    click.echo(f"Open this once, within half an hour, to make your user:\n  {settings.url}/set-up/{token}")


@click.command("setup-link")
def setup_link() -> None:
    """Print a fresh link with which the first user is made."""
    from webapp.db import reading
    from webapp.services import users

    settings = store.ready()
    with store.sessions(settings) as sessions, reading(sessions) as session:
        if users.has_users(session):
            raise click.ClickException("There are users already. `fiftycups user add ADDRESS` makes another one.")
    first_steps(settings)


@click.command()
def web() -> None:
    """Serve the pages alone."""
    import logging

    import waitress

    from webapp.app import create_app

    settings = store.ready()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    refuse_busy_port(settings)
    waitress.serve(create_app(settings), **_serving(settings))


def _serving(settings: Settings) -> dict[str, Any]:
    return {
        "host": settings.host,
        "port": settings.port,
        "threads": settings.threads,
        "ident": None,
        # The application counts the proxies itself; without any, nobody may claim to be one.
        "clear_untrusted_proxy_headers": not settings.trusted_proxies,
    }


@click.command()
@click.option("--once", is_flag=True, help="Make one round and end, for cron.")
def sync(once: bool) -> None:
    """Read mail alone."""
    from mailsync.__main__ import main

    store.ready()
    sys.exit(main(["--once"] if once else []))

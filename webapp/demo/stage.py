"""Where the demo is played: a folder of its own, three processes, and nothing left of them in the end."""

from __future__ import annotations

import os
import secrets
import tempfile
from importlib.util import find_spec

import click

from webapp import config, migrate, sealing
from webapp.commands.serving import refuse_busy_port
from webapp.db import make_engine, make_sessions
from webapp.demo.director import Director
from webapp.demo.post import HOST, Account, free_port
from webapp.processes import MAIL, WEB, Together

# Nothing that is set for a real install may lead the demo to its data.
OURS = ("DATABASE_URL", "SECRET_KEY", "SECRET_KEY_FILE", "BASE_URL", "TRUSTED_PROXIES", "ALLOW_HTTP", "MAIL_CAFILE")


def play(port: int) -> int:
    """Play the demo until it is stopped; return the exit status."""
    if find_spec("pymap") is None:
        raise click.ClickException("The demo needs its own mail server: pip install 'fiftycups[demo]'")
    # It only notes the word while the demo is prepared: what is raised while an object is finalized is lost.
    together = Together()
    together.listen()
    with tempfile.TemporaryDirectory(prefix="fiftycups-demo-") as folder:
        env = _environment(folder, port)
        settings = config.load(env)
        refuse_busy_port(settings)
        click.echo("Preparing the demo…")
        return _play(settings, env, together)


def _play(settings: config.Settings, env: dict[str, str], together: Together) -> int:
    sealing.make_keys(settings.secrets_dir)
    migrate.upgrade(settings.database_url)
    engine = make_engine(settings.database_url)
    account = Account(free_port(), secrets.token_hex(12))  # never begins as an option does
    every = float(os.environ.get("FIFTYCUPS_DEMO_EVERY", "6"))
    password = "-".join(secrets.choice(WORDS) for _ in range(4))
    director = Director(settings, make_sessions(engine), account, password, every, lambda: together.stopped)
    if together.stopped:
        return 0
    director.start()
    try:
        status = together.run({"mailbox": account.server, "web": WEB, "mail": MAIL}, env)
    finally:
        director.stop()
        engine.dispose()
    return 1 if director.failed else status


WORDS = ("amber", "birch", "copper", "drizzle", "ember", "fennel", "gravel", "harbour", "juniper", "lantern", "meadow",
         "nutmeg", "orchard", "pebble", "quarry", "raisin", "saffron", "thistle", "walnut", "willow")  # fmt: skip


def _environment(folder: str, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    demo = {"DATA_DIR": folder, "HOST": HOST, "PORT": str(port), "MAIL_ALLOWED_PRIVATE": HOST, "LOG_LEVEL": "WARNING"}
    return kept | demo | {"FIFTYCUPS_DEMO": "1"}

"""The command `fiftycups`."""

from __future__ import annotations

from typing import Any

import click

from webapp.commands.corrections import corrections
from webapp.commands.data import audit, backup
from webapp.commands.demo import demo
from webapp.commands.explain import explain
from webapp.commands.importing import import_
from webapp.commands.serving import run, setup_link, sync, web
from webapp.commands.user import user


class CannotWork(click.ClickException):
    """A setting is to be changed first."""

    exit_code = 2


class Commands(click.Group):
    """Settings that cannot work are one sentence and exit status 2, whichever command met them."""

    def invoke(self, context: click.Context) -> Any:
        from webapp.config import BadSettings

        try:
            return super().invoke(context)
        except BadSettings as error:
            raise CannotWork(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fiftycups", prog_name="fiftycups")
def main() -> None:
    """Fifty Cups, a networking tracker that reads your mail."""


for command in (run, web, sync, setup_link, user, audit, backup, corrections, explain, import_, demo):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="fiftycups")

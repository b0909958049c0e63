"""Looking after the data: the audit and the backup."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from webapp.commands import store


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def audit(as_json: bool) -> None:
    """Add up the books of every mailbox and derive every phase again; exit status 1 where something does not fit."""
    from webapp.services import audit as auditing

    with store.sessions(store.ready()) as sessions, sessions() as session:
        findings = list(auditing.audit(session))
        session.rollback()
        totals = auditing.totals(session)
        session.rollback()
    if as_json:
        click.echo(json.dumps({"clean": not findings, "totals": totals, "findings": findings}))
    else:
        _say(findings, totals)
    sys.exit(1 if findings else 0)


def _say(findings: list[dict[str, Any]], totals: dict[str, int]) -> None:
    for finding in findings:
        click.echo(f"{finding['user']} · {finding['check']} · {finding['where']}: {finding['problem']}")
    looked_at = ", ".join(f"{number} {name}" for name, number in totals.items())
    verdict = f"{len(findings)} findings" if findings else "everything fits"
    click.echo(f"Looked at {looked_at}: {verdict}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the database to FILE while everything is running, and check the copy."""
    from sqlalchemy.engine import make_url

    from webapp import backup as copying
    from webapp import config

    url = make_url(config.load().database_url)
    if url.get_backend_name() != "sqlite":
        plain = url.set(drivername="postgresql").render_as_string(hide_password=True)
        raise click.ClickException(
            f"This is for SQLite. Copy PostgreSQL with: pg_dump --format=custom --file={file} '{plain}'"
        )
    try:
        made = copying.backup(Path(str(url.database)), file)
    except copying.BackupFailed as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{made.path}: {made.rows} rows in {made.tables} tables, checked\nsha256 {made.sha256}")

"""`fiftycups corrections`: what was corrected, as labelled cases without a word of anybody's mail."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from webapp.commands import store

if TYPE_CHECKING:
    from webapp.models import Correction

FIELDS = ("month", "what", "was", "said", "taken_back", "signs")


@click.command()
@click.option("--json", "how", flag_value="json", help="Print one line of JSON for each case.")
@click.option("--csv", "how", flag_value="csv", help="Print a table with a header, the signs in columns.")
@click.option("--user", "address", metavar="E-MAIL", help="Only what this user corrected.")
def corrections(how: str | None, address: str | None) -> None:
    """Print what was corrected and what had led to it: no address, no subject, no text, no day."""
    from sqlalchemy import select

    from webapp.db import reading
    from webapp.models import Correction
    from webapp.services import users

    with store.sessions(store.ready()) as sessions, reading(sessions) as session:
        query = select(Correction).order_by(Correction.at, Correction.id)
        if address:
            query = query.where(Correction.user_id == users.by_email(session, address).id)
        cases = (case(row) for row in session.scalars(query))
        {"json": _json, "csv": _csv}.get(how or "", _words)(cases)


def case(row: Correction) -> dict[str, Any]:
    """Return a correction as a case to learn from."""
    from webapp.models import Corrected

    # Whom it was moved to is a row of this database, and nobody's business elsewhere.
    said = "another person" if row.what is Corrected.MOVED else row.said
    values = (row.at.strftime("%Y-%m"), row.what.value, row.was, said, row.taken_back_at is not None, row.signs)
    return dict(zip(FIELDS, values, strict=True))


def _json(cases: Iterator[dict[str, Any]]) -> None:
    for one in cases:
        click.echo(json.dumps(one, sort_keys=True))


def _csv(cases: Iterator[dict[str, Any]]) -> None:
    rows = [one.pop("signs") | one for one in cases]
    names = dict.fromkeys([*FIELDS[:-1], *sorted({name for row in rows for name in row} - set(FIELDS))])
    table = csv.DictWriter(sys.stdout, list(names), lineterminator="\n")
    table.writeheader()
    for row in rows:
        table.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return " ".join(f"{name}{'' if sure else '?'}" for name, sure in value.items())
    return " ".join(value) if isinstance(value, list) else value


def _words(cases: Iterator[dict[str, Any]]) -> None:
    found = list(cases)
    for one in found:
        back = " (taken back)" if one["taken_back"] else ""
        click.echo(f"{one['month']}  {one['what'].replace('_', '-')}: {one['was']} → {one['said']}{back}")
    number = f"{len(found)} {'correction' if len(found) == 1 else 'corrections'}"
    click.echo(f"{number}. --json or --csv prints what had led to them.")

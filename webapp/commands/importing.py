"""`fiftycups import`: mail from files, the same way as mail from a mailbox."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.commands import store

if TYPE_CHECKING:
    from sqlalchemy.orm import Session, sessionmaker

    from webapp.services.imports import Result


@click.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--user", "address", metavar="E-MAIL", help="Whose mail it is; needed where there are several users.")
@click.option("--sent", is_flag=True, help="You wrote the mails that name you as their sender: a Sent folder.")
def import_(files: tuple[Path, ...], address: str | None, sent: bool) -> None:
    """Read mail from FILE…: .eml, mbox, Maildir or a folder of .eml. Broken off, the same command reads on.

    Nothing is logged twice, and of mail that concerns none of your contacts nothing is kept.
    """
    settings = store.ready()
    with store.sessions(settings) as sessions:
        with sessions() as session:
            user_id = store.whose(session, address)
        outcomes = [_one(sessions, user_id, file.resolve(), sent) for file in files]
    sys.exit(0 if all(outcomes) else 1)


def _one(sessions: sessionmaker[Session], user_id: str, path: Path, sent: bool) -> bool:
    """Import one file; return whether all of it could be read."""
    from mailsync import files
    from mailsync.importing import Importer
    from webapp.db import reading, transaction
    from webapp.services import imports

    try:
        kind = files.kind_of(path)
        size = files.size_of(path, kind)
    except (files.NoMail, OSError) as error:
        click.echo(f"{path}: {getattr(error, 'strerror', None) or error}", err=True)
        return False
    with transaction(sessions) as session:
        row = imports.resumable(session, user_id, str(path)) or imports.ask_for(
            session, user_id, name=path.name, path=str(path), kind=kind, size=size, sent=sent, upload=False
        )
        import_id, at = row.id, row.position
    with click.progressbar(length=size, label=path.name, file=sys.stderr) as bar:
        bar.update(at)
        importer = Importer(sessions, f"command:{os.getpid()}", lambda position: bar.update(position - bar.pos))
        try:
            importer.turn(import_id=import_id)
        except KeyboardInterrupt:
            click.echo(f"\n{path}: broken off. The same command reads on.", err=True)
            sys.exit(130)
    with reading(sessions) as session:
        return _say(path, imports.result(session, imports.get(session, user_id, import_id)))


def _say(path: Path, found: Result) -> bool:
    row = found.row
    if row.reason:
        click.echo(f"{path}: {row.reason}", err=True)
        return False
    mails = "mail" if row.seen == 1 else "mails"
    click.echo(
        f"{path}: {row.seen} {mails}: {found.logged} logged, {found.automatic} automatic, {row.known} known already, "
        f"{row.unrelated} about nobody you know, {found.too_large} too large, {len(found.unread)} could not be read"
    )
    for one in found.unread:
        click.echo(f"  {one.reason}", err=True)
    return not found.unread

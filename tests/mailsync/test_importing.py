"""Mail from files is logged as mail from a mailbox is: once, on the right person, whatever interrupts it."""

from __future__ import annotations

import mailbox
import time
from email import message_from_bytes
from pathlib import Path

import pytest
from sqlalchemy import select

from mailsync import importing
from mailsync.importing import Importer
from tests.mailsync.house import JANE, OWNER, STRANGER, House, ago, eventually, letter
from webapp.db import reading, transaction
from webapp.models import Contact, Import, ImportState, Interaction, Message, Via
from webapp.services import audit, imports

SENT = letter(OWNER, JANE, "Could we talk for 20 minutes?", id="ask@home.test", at=ago(days=3))
REPLY = letter(answers="ask@home.test", id="yes@acme.test", text="Happy to!", at=ago(days=2), Received=f"by mx; {0}")


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> House:
    """Alice, who knows Jane; no mailbox."""
    house = House(tmp_path, database_url)
    house.meet()
    return house


def an_mbox(path: Path, *letters: bytes) -> Path:
    box = mailbox.mbox(path)
    for one in letters:
        box.add(message_from_bytes(one))
    box.close()
    return path


def ask_for(house: House, path: Path, kind: str = "mbox", **more: bool) -> str:
    options = {"sent": False, "upload": True} | more
    with transaction(house.sessions) as session:
        return imports.ask_for(
            session, house.alice, name=path.name, path=str(path), kind=kind, size=path.stat().st_size, **options
        ).id


def result(house: House, import_id: str) -> imports.Result:
    with reading(house.sessions) as session:
        return imports.result(session, imports.get(session, house.alice, import_id))


def audited(house: House) -> list[dict[str, object]]:
    with house.sessions() as session:
        found = list(audit.audit(session))
        session.rollback()
    return found


def test_an_import_logs_what_concerns_a_contact_and_counts_the_rest(house: House, tmp_path: Path) -> None:
    path = an_mbox(tmp_path / "a.mbox", SENT, REPLY, letter(STRANGER), letter(STRANGER))
    import_id = ask_for(house, path)
    assert Importer(house.sessions, "w").turn()
    done = result(house, import_id)
    assert (done.row.state, done.row.seen, done.logged, done.row.unrelated) == (ImportState.DONE, 4, 2, 2)
    with reading(house.sessions) as session:
        assert session.scalars(select(Contact)).one().phase == "obtain"
        assert set(session.scalars(select(Message.via))) == {Via.IMPORT}
    assert audited(house) == []


def test_the_same_mail_is_never_logged_twice(house: House, tmp_path: Path) -> None:
    first = ask_for(house, an_mbox(tmp_path / "a.mbox", SENT, REPLY))
    again = ask_for(house, an_mbox(tmp_path / "b.mbox", REPLY, SENT, REPLY))
    importer = Importer(house.sessions, "w")
    assert importer.turn()
    assert importer.turn()
    assert not importer.turn()
    assert (result(house, first).logged, result(house, again).row.known) == (2, 3)
    with reading(house.sessions) as session:
        assert len(session.scalars(select(Interaction)).all()) == 2
    assert audited(house) == []


def test_a_broken_off_import_reads_on_where_it_was(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 3)
    import_id = ask_for(house, an_mbox(tmp_path / "a.mbox", *(letter(text=f"Mail {n}") for n in range(10))))
    importer = Importer(house.sessions, "w")
    turns = 0
    while result(house, import_id).row.state is not ImportState.DONE:
        assert importer.turn(until=time.monotonic())  # each turn ends after a single batch
        turns += 1
    done = result(house, import_id)
    assert (turns, done.row.seen, done.logged) == (5, 10, 10)
    assert audited(house) == []


def test_of_two_readers_of_one_import_only_one_writes(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    import_id = ask_for(house, an_mbox(tmp_path / "a.mbox", *(letter(text=f"Mail {n}") for n in range(6))))
    other = Importer(house.sessions, "other")
    slow = Importer(house.sessions, "slow", progress=lambda _position: other.turn(import_id=import_id))
    slow.turn()
    done = result(house, import_id)
    assert (done.row.state, done.row.seen, done.logged) == (ImportState.DONE, 6, 6)
    assert audited(house) == []


def test_a_cancelled_import_writes_nothing_more(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    import_id = ask_for(house, an_mbox(tmp_path / "a.mbox", *(letter(text=f"Mail {n}") for n in range(5))))

    def cancel(_position: int) -> None:
        with transaction(house.sessions) as session:
            imports.cancel(session, house.alice, import_id)

    Importer(house.sessions, "w", cancel).turn()
    done = result(house, import_id)
    assert (done.row.state, done.row.seen) == (ImportState.CANCELLED, 1)
    assert audited(house) == []


def test_a_file_that_is_gone_is_said(house: House, tmp_path: Path) -> None:
    path = an_mbox(tmp_path / "a.mbox", SENT)
    import_id = ask_for(house, path)
    path.unlink()
    Importer(house.sessions, "w").turn()
    row = result(house, import_id).row
    assert row.state is ImportState.FAILED
    assert "No such file" in row.reason


def test_a_forged_own_address_in_an_import_is_no_own_act(house: House, tmp_path: Path) -> None:
    forged = letter(OWNER, JANE, "I quit.", Received="from evil by mx; Mon, 01 Jun 2026 10:00:00 +0000")
    import_id = ask_for(house, an_mbox(tmp_path / "a.mbox", forged))
    Importer(house.sessions, "w").turn()
    assert result(house, import_id).row.unrelated == 1
    own = ask_for(house, an_mbox(tmp_path / "b.mbox", forged), sent=True)
    Importer(house.sessions, "w").turn()
    assert result(house, own).logged == 1


def test_what_the_command_line_imports_is_left_to_it(house: House, tmp_path: Path) -> None:
    import_id = ask_for(house, an_mbox(tmp_path / "a.mbox", SENT), upload=False)
    assert not Importer(house.sessions, "w").turn()
    assert Importer(house.sessions, "command").turn(import_id=import_id)


def test_a_worker_reads_an_upload_and_deletes_the_file(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "SETTLED", 0.0)
    folder = tmp_path / "imports" / "one"
    folder.mkdir(parents=True)
    import_id = ask_for(house, an_mbox(folder / "0000.mbox", SENT, REPLY))
    with house.working():
        eventually(lambda: result(house, import_id).row.state is ImportState.DONE)
        eventually(lambda: not folder.exists())
    assert result(house, import_id).logged == 2
    with reading(house.sessions) as session:
        assert session.scalars(select(Import)).one().position > 0

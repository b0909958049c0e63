"""The command line: what each command does, and that what goes wrong is said in a sentence."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.servers.system import free_ports, wait_until
from webapp.cli import main
from webapp.commands.serving import warn_of_open_doors
from webapp.config import load

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "correct horse battery"
Call = Callable[..., Result]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An environment with a data folder of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}


@pytest.fixture
def call(env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a command in this process; the arguments are its words."""
    for name in ("DATABASE_URL", "SECRET_KEY", "BASE_URL", "HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str, **options: str) -> Result:
        more = {name: options.pop(name) for name in list(options) if name.isupper()}
        return CliRunner().invoke(main, words, env=env | more, **options)

    return run


def database(env: dict[str, str]) -> Path:
    return Path(env["DATA_DIR"]) / "fiftycups.db"


def program(env: dict[str, str], *words: str, **options: object) -> subprocess.Popen:
    """Start the command as a process of its own."""
    command = [sys.executable, "-P", "-m", "webapp.cli", *words]
    return subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd="/", **options
    )


def test_a_bad_setting_is_one_sentence_and_no_traceback(env: dict[str, str]) -> None:
    done = program(env | {"SECRET_KEY": "changeme"}, "audit")
    out, err = done.communicate(timeout=120)
    assert (done.returncode, out) == (2, "")
    assert err.count("\n") == 1
    assert "SECRET_KEY is too weak" in err


def test_a_database_of_a_newer_release_is_one_sentence(call: Call, env: dict[str, str]) -> None:
    call("user", "list")
    with sqlite3.connect(database(env)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    said = call("audit")
    assert said.exit_code == 2
    assert "newer release" in said.stderr


def test_a_database_server_that_is_not_there_is_a_sentence(call: Call) -> None:
    (port,) = free_ports(1)
    said = call("audit", DATABASE_URL=f"postgresql://nobody@127.0.0.1:{port}/none")
    assert said.exit_code == 1
    assert "The database does not answer" in said.stderr


def test_help_names_every_command(call: Call) -> None:
    said = call("--help").stdout
    assert all(word in said for word in ("run", "web", "sync", "user", "audit", "backup", "explain", "demo"))


def test_help_loads_neither_the_database_nor_the_web() -> None:
    code = "import sys, webapp.cli; print({'sqlalchemy', 'flask', 'imapclient'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_user_is_added_and_listed(call: Call) -> None:
    said = call("user", "add", "Alice@Acme.example", "--name", "Alice", "--password-stdin", input=PASSWORD + "\n")
    assert said.exit_code == 0, said.output
    assert re.fullmatch(r"alice@acme\.example\t\d{4}-\d\d-\d\d\tAlice\n", call("user", "list").stdout)


def test_a_password_is_asked_for_twice_and_not_shown(call: Call) -> None:
    said = call(
        "user", "add", "alice@acme.example", input=f"{PASSWORD}\nanother one entirely\n{PASSWORD}\n{PASSWORD}\n"
    )
    assert said.exit_code == 0
    assert "do not match" in said.output
    assert PASSWORD not in said.output


@pytest.mark.parametrize(
    ("words", "password", "sentence"),
    [
        (("user", "add", "alice@acme.example"), "short", "at least 12 characters"),
        (("user", "add", "nobody"), PASSWORD, "not an e-mail address"),
        (("user", "add", "bob@acme.example"), PASSWORD, "already a user"),
        (("user", "password", "carol@acme.example"), PASSWORD, "no such user"),
        (("user", "password", "bob@acme.example"), "short", "at least 12 characters"),
    ],
)
def test_what_is_refused_is_said(call: Call, words: tuple[str, ...], password: str, sentence: str) -> None:
    call("user", "add", "bob@acme.example", "--password-stdin", input=PASSWORD)
    said = call(*words, "--password-stdin", input=password)
    assert said.exit_code == 1
    assert sentence in said.stderr
    assert "Traceback" not in said.output


def test_a_new_password_replaces_the_old_one_and_ends_sessions(call: Call, env: dict[str, str]) -> None:
    call("user", "add", "bob@acme.example", "--password-stdin", input=PASSWORD)
    with sqlite3.connect(database(env)) as connection:
        (old,) = connection.execute("SELECT password_hash FROM user").fetchone()
        connection.execute(
            "INSERT INTO session (id, user_id, token_hash, user_agent, created_at, last_seen_at) "
            "SELECT 's', id, 'x', '', created_at, created_at FROM user"
        )
    said = call("user", "password", "bob@acme.example", "--password-stdin", input="staple battery horse")
    assert said.exit_code == 0
    with sqlite3.connect(database(env)) as connection:
        assert connection.execute("SELECT password_hash FROM user").fetchone() != (old,)
        assert connection.execute("SELECT count(*) FROM session WHERE ended_at IS NULL").fetchone() == (0,)


def test_the_set_up_link_is_fresh_each_time_until_there_is_a_user(call: Call) -> None:
    first, second = call("setup-link").stdout, call("setup-link").stdout
    assert re.search(r"http://127\.0\.0\.1:8000/set-up/\S{16,}", first)
    assert first != second
    call("user", "add", "bob@acme.example", "--password-stdin", input=PASSWORD)
    assert call("setup-link").exit_code == 1


def test_an_audit_of_what_fits_says_what_it_looked_at(call: Call) -> None:
    call("user", "add", "bob@acme.example", "--password-stdin", input=PASSWORD)
    said = call("audit")
    assert said.exit_code == 0
    assert said.stdout == "Looked at 1 users, 0 mailboxes, 0 contacts, 0 messages: everything fits.\n"


@pytest.fixture
def wrong_phase(call: Call, env: dict[str, str]) -> Path:
    """A database in which a contact is in a phase that nothing led to."""
    call("user", "add", "bob@acme.example", "--password-stdin", input=PASSWORD)
    with sqlite3.connect(database(env)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(contact)") if row[3]]
        known = {"id": "'c'", "user_id": "user.id", "name": "'Jane'", "phase": "'use'", "created_at": "created_at"}
        values = ", ".join(known.get(column, "''") for column in columns)
        connection.execute(f"INSERT INTO contact ({', '.join(columns)}) SELECT {values} FROM user")
    return database(env)


def test_an_audit_finds_a_phase_without_evidence_and_mends_nothing(call: Call, wrong_phase: Path) -> None:
    said = call("audit")
    assert said.exit_code == 1
    assert "Jane: contact c: phase was use, is initiate" in said.stdout
    with sqlite3.connect(wrong_phase) as connection:
        assert connection.execute("SELECT phase FROM contact").fetchall() == [("use",)]


def test_an_audit_can_be_read_by_programs(call: Call, wrong_phase: Path) -> None:
    told = json.loads(call("audit", "--json").stdout)
    assert told["clean"] is False
    assert told["totals"]["contacts"] == 1
    assert told["findings"][0]["check"] == "phases"


def test_a_backup_is_made_and_its_sum_is_told(call: Call, tmp_path: Path) -> None:
    call("user", "list")
    said = call("backup", str(tmp_path / "copy.db"))
    assert said.exit_code == 0
    assert re.search(r"checked\nsha256 [0-9a-f]{64}\n", said.stdout)
    again = call("backup", str(tmp_path / "copy.db"))
    assert again.exit_code == 1
    assert "exists already" in again.stderr


def test_for_postgresql_the_command_to_use_is_told_without_the_password(call: Call) -> None:
    said = call("backup", "copy.dump", DATABASE_URL="postgresql://cups:hush@db.acme.example/cups")
    assert said.exit_code == 1
    assert "pg_dump --format=custom --file=copy.dump" in said.stderr
    assert "hush" not in said.stderr


def mail(sender: str, to: str, number: int, more: str = "", text: str = "Gladly. Tuesday?") -> bytes:
    head = f"From: {sender}\nTo: {to}\nSubject: Coffee\nMessage-ID: <{number}@acme.example>\n{more}"
    return f"{head}Date: Mon, 2 Nov 2026 10:00:00 +0000\n\n{text}\n".replace("\n", "\r\n").encode()


SENT = mail("me@home.example", "jane@acme.example", 1, text="Could we meet for 20 minutes?")
REPLY = mail("jane@acme.example", "me@home.example", 2, "In-Reply-To: <1@acme.example>\n")
WHO = ("--owner", "me@home.example", "--contact", "jane@acme.example")


def lines(said: Result) -> list[dict]:
    assert said.exit_code == 0, said.output
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_explain_reads_a_folder_in_order_with_what_was_sent_before(call: Call, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.eml").write_bytes(REPLY)
    (tmp_path / "b" / "sent.EML").write_bytes(SENT)
    (tmp_path / "b" / "notes.txt").write_text("not a mail")
    found = lines(call("explain", str(tmp_path), *WHO, "--json"))
    assert [Path(line["file"]).name for line in found] == ["a.eml", "sent.EML"]
    assert [line["direction"] for line in found] == ["in", "out"]
    assert found[0]["labels"] == ["reply"]
    assert found[0]["evidence"] == "B"


def test_explain_reads_maildir_files(call: Call, tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"1.{name}:2,S").write_bytes(REPLY)
    found = lines(call("explain", str(tmp_path), *WHO, "--json"))
    assert [Path(line["file"]).parent.name for line in found] == ["cur", "new"]


def test_explain_reads_one_mail_from_standard_input(call: Call) -> None:
    (found,) = lines(call("explain", "-", *WHO, "--json", input=REPLY))
    assert (found["file"], found["from"]) == ("-", "jane@acme.example")


def test_explain_says_which_file_cannot_be_read_and_goes_on(call: Call, tmp_path: Path) -> None:
    (tmp_path / "reply.eml").write_bytes(REPLY)
    missing, found = lines(call("explain", str(tmp_path / "none.eml"), str(tmp_path / "reply.eml"), *WHO, "--json"))
    assert missing["error"] == "cannot be read: No such file or directory"
    assert missing.keys() == found.keys()
    assert found["error"] is None


@pytest.mark.parametrize("raw", [b"", b"\0" * 1000, b"\xff\xfe" * 500, b"From: " + b"<" * 5000, os.urandom(3000)])
def test_explain_has_a_line_for_every_broken_mail(call: Call, raw: bytes) -> None:
    assert len(lines(call("explain", "-", "--json", input=raw))) == 1
    assert call("explain", "-", input=raw).exit_code == 0


def test_explain_can_be_read_by_people(call: Call, tmp_path: Path) -> None:
    (tmp_path / "reply.eml").write_bytes(REPLY)
    (tmp_path / "sent.eml").write_bytes(SENT)
    said = call("explain", str(tmp_path), *WHO).stdout
    assert "Coffee — from jane@acme.example" in said
    assert "Coffee — you wrote to jane@acme.example" in said
    assert "reply; evidence B" in said
    assert "| Gladly. Tuesday?" in said


def test_explain_makes_no_database(call: Call, env: dict[str, str]) -> None:
    call("explain", "-", input=REPLY)
    assert not Path(env["DATA_DIR"]).exists()


def test_one_round_of_mail_without_a_mailbox_is_quick_and_well(call: Call, env: dict[str, str]) -> None:
    done = program(env, "sync", "--once")
    _, err = done.communicate(timeout=120)
    assert done.returncode == 0, err


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


@pytest.fixture
def running(env: dict[str, str]) -> Iterator[tuple[subprocess.Popen, int]]:
    """`fiftycups run` on a free port, answering."""
    (port,) = free_ports(1)
    run = program(env | {"PORT": str(port), "PYTHONUNBUFFERED": "1"}, "run")
    try:
        wait_until(lambda: run.poll() is not None or answers(port), lambda: "no page came")
        yield run, port
    finally:
        if run.poll() is None:
            run.terminate()
        run.communicate(timeout=120)


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_run_starts_both_tells_the_link_and_stops_in_order(running: tuple[subprocess.Popen, int]) -> None:
    run, port = running
    both = children(run.pid)
    assert len(both) == 2
    run.send_signal(signal.SIGINT)
    out, _ = run.communicate(timeout=120)
    assert run.returncode == 0
    assert f"http://127.0.0.1:{port}/set-up/" in out
    assert not any(Path(f"/proc/{pid}").exists() for pid in both)


def test_run_ends_and_says_so_when_one_of_both_dies(running: tuple[subprocess.Popen, int]) -> None:
    run, _ = running
    both = children(run.pid)
    os.kill(both[1], signal.SIGKILL)
    _, err = run.communicate(timeout=120)
    assert run.returncode == 1
    assert "ended (signal 9), so the others are stopped too" in err
    assert not any(Path(f"/proc/{pid}").exists() for pid in both)


def test_once_there_is_a_user_run_tells_no_link(env: dict[str, str], call: Call) -> None:
    call("user", "add", "bob@acme.example", "--password-stdin", input=PASSWORD)
    (port,) = free_ports(1)
    run = program(env | {"PORT": str(port), "PYTHONUNBUFFERED": "1"}, "run")
    wait_until(lambda: answers(port), lambda: "no page came")
    run.terminate()
    out, _ = run.communicate(timeout=120)
    assert "/set-up/" not in out


@pytest.mark.parametrize("command", ["run", "web"])
def test_a_busy_port_is_one_sentence(env: dict[str, str], command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        run = program(env | {"PORT": str(port)}, command)
        _, err = run.communicate(timeout=120)
    assert run.returncode == 1
    assert err.count("\n") == 1
    assert f"cannot listen at 127.0.0.1, port {port}" in err


def test_a_folder_named_like_the_program_does_not_take_its_place(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "webapp").mkdir()
    (tmp_path / "webapp" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    (port,) = free_ports(1)
    code = f"import os; os.chdir({str(tmp_path)!r}); from webapp.cli import main; main(['run'])"
    run = subprocess.Popen([sys.executable, "-P", "-c", code], env=env | {"PORT": str(port)}, stdout=subprocess.PIPE)
    try:
        wait_until(lambda: run.poll() is not None or answers(port), lambda: "no page came")
        assert run.poll() is None
    finally:
        run.terminate()
        run.communicate(timeout=120)


@pytest.mark.parametrize(
    ("settings", "warns"),
    [
        ({"HOST": "0.0.0.0"}, True),
        ({"HOST": "0.0.0.0", "BASE_URL": "https://cups.example.org"}, False),
        ({"HOST": "0.0.0.0", "ALLOW_HTTP": "1"}, False),
        ({"HOST": "127.0.0.1"}, False),
    ],
)
def test_a_start_that_lets_others_in_without_encryption_says_so(
    settings: dict[str, str], warns: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warn_of_open_doors(load({"DATA_DIR": str(tmp_path), **settings}))
    assert ("passwords travel in clear" in capsys.readouterr().err) is warns


def a_mail(path: Path, subject: str = "Hello") -> Path:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "jane@acme.example", "alice@example.org", subject
    mail.set_content("Hello.\n")
    path.write_bytes(mail.as_bytes())
    return path


def test_each_file_is_told_of_with_what_became_of_its_mails(call: Call, tmp_path: Path) -> None:
    call("user", "add", "alice@example.org", "--password-stdin", input=f"{PASSWORD}\n")
    (tmp_path / "mails").mkdir()
    for number in range(3):
        a_mail(tmp_path / "mails" / f"{number}.eml", f"Mail {number}")
    done = call("import", str(tmp_path / "mails"), str(a_mail(tmp_path / "one.eml")))
    assert done.exit_code == 0, done.output
    assert "3 mails: 0 logged" in done.output
    assert "1 mail: 0 logged" in done.output
    assert call("audit").exit_code == 0


def test_what_is_no_mail_is_said_and_the_other_files_are_read(call: Call, tmp_path: Path) -> None:
    call("user", "add", "alice@example.org", "--password-stdin", input=f"{PASSWORD}\n")
    (tmp_path / "x.png").write_bytes(b"\x89PNG\0")
    done = call("import", str(tmp_path / "x.png"), str(a_mail(tmp_path / "one.eml")))
    assert done.exit_code == 1
    assert "This is no mail" in done.output
    assert "1 mail:" in done.output


def test_with_several_users_it_asks_whose_mail_it_is(call: Call, tmp_path: Path) -> None:
    for address in ("alice@example.org", "bob@example.org"):
        call("user", "add", address, "--password-stdin", input=f"{PASSWORD}\n")
    done = call("import", str(a_mail(tmp_path / "one.eml")))
    assert done.exit_code == 1
    assert "--user" in done.output
    assert call("import", "--user", "bob@example.org", str(tmp_path / "one.eml")).exit_code == 0


def test_without_a_user_it_says_how_to_make_one(call: Call, tmp_path: Path) -> None:
    done = call("import", str(a_mail(tmp_path / "one.eml")))
    assert done.exit_code == 1
    assert "There is no user yet" in done.output

"""Processes that are run together end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.system import wait_until
from webapp.processes import Together

ROOT = Path(__file__).resolve().parent.parent
RUN = "import sys; from webapp.processes import Together; sys.exit(Together().run({}))"
SLEEP = "import os, time; open({!r} + str(os.getpid()), 'w'); time.sleep(600)"


def start(commands: dict[str, tuple[str, ...]]) -> subprocess.Popen:
    code = RUN.format(repr(commands))
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE, text=True)


def sleeper(folder: Path) -> tuple[str, ...]:
    """A process that leaves a file named by its id, and sleeps."""
    return (sys.executable, "-c", SLEEP.format(f"{folder}/"))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def started(folder: Path, count: int) -> list[int]:
    wait_until(lambda: len(list(folder.iterdir())) == count, lambda: "they did not start")
    return [int(path.name) for path in folder.iterdir()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_told_to_stop_all_end_and_all_is_well(tmp_path: Path, number: signal.Signals) -> None:
    together = start({"one": sleeper(tmp_path), "two": sleeper(tmp_path)})
    pids = started(tmp_path, 2)
    together.send_signal(number)
    together.communicate(timeout=120)
    assert together.returncode == 0
    assert not any(alive(pid) for pid in pids)


def test_told_to_stop_before_any_runs_no_alarm_is_left_behind() -> None:
    together = Together()
    together.stop()
    assert signal.alarm(0) == 0


def test_where_one_is_killed_the_other_is_stopped(tmp_path: Path) -> None:
    together = start({"one": sleeper(tmp_path), "two": sleeper(tmp_path)})
    pids = started(tmp_path, 2)
    os.kill(pids[0], signal.SIGKILL)
    _, said = together.communicate(timeout=120)
    assert together.returncode == 1
    assert "signal 9" in said
    assert not any(alive(pid) for pid in pids)


def test_where_one_ends_by_itself_the_other_is_stopped(tmp_path: Path) -> None:
    ends = (sys.executable, "-c", "raise SystemExit(3)")
    together = start({"one": sleeper(tmp_path), "two": ends})
    _, said = together.communicate(timeout=120)
    assert together.returncode == 1
    assert "“two” ended (exit status 3)" in said
    assert not any(alive(int(path.name)) for path in tmp_path.iterdir())


def test_one_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + SLEEP.format(f"{tmp_path}/")
    impatient = RUN.replace("sys.exit", "import webapp.processes as p; p.PATIENCE_S = 1; sys.exit")
    deaf = {"deaf": (sys.executable, "-c", code)}
    together = subprocess.Popen([sys.executable, "-c", impatient.format(repr(deaf))], cwd=ROOT)
    (pid,) = started(tmp_path, 1)
    together.terminate()
    together.wait(timeout=120)
    assert not alive(pid)


def test_it_imports_little() -> None:
    code = "import webapp.processes, sys; print(len({'sqlalchemy', 'flask', 'click'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == "0\n"

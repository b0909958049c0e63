"""The scripts behind `make` install only what is missing, and fail with a sentence that names it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

TOOLS = Path(__file__).resolve().parent.parent / "tools"


def program(folder: Path, name: str, *lines: str) -> Path:
    """Put a shell script in place of a real program."""
    path = folder / name
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return path


def call(script: str, *arguments: str | Path, path: str) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts with programs looked for in `path` alone."""
    env = {"PATH": path}
    return subprocess.run([TOOLS / script, *arguments], env=env, capture_output=True, text=True, check=False)


def with_programs(folder: Path) -> str:
    """The search path with `folder` in front; its `sudo` only passes on what it is given."""
    program(folder, "sudo", 'exec "$@"')
    return f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin"


def test_an_old_python_is_refused_in_one_sentence(tmp_path: Path) -> None:
    old = program(tmp_path, "python3", 'case "$2" in *exit*) exit 1 ;; *) echo 3.9 ;; esac')
    done = call("venv.sh", old, tmp_path / "venv", path=os.environ["PATH"])
    assert done.returncode == 1
    assert done.stderr.startswith("Fifty Cups needs Python 3.11 or newer;")
    assert "is 3.9 here" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_python_is_named(tmp_path: Path) -> None:
    done = call("venv.sh", "python3", tmp_path / "venv", path=str(tmp_path))
    assert done.returncode == 1
    assert "there is no python3 here" in done.stderr


def test_a_working_environment_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    program(tmp_path / "venv" / "bin", "python", "exit 0")
    python = program(tmp_path, "python3", f'case "$*" in *"-m venv"*) touch {tmp_path}/remade ;; esac')
    assert call("venv.sh", python, tmp_path / "venv", path=os.environ["PATH"]).returncode == 0
    assert not (tmp_path / "remade").exists()


def test_an_environment_without_its_python_is_made_anew(tmp_path: Path) -> None:
    python = program(tmp_path, "python3", f'case "$*" in *"-m venv"*) touch {tmp_path}/remade ;; esac')
    assert call("venv.sh", python, tmp_path / "venv", path=os.environ["PATH"]).returncode == 0
    assert (tmp_path / "remade").exists()


def test_a_system_without_apt_is_told_what_to_install(tmp_path: Path) -> None:
    done = call("apt.sh", "the tests", "chromium", path=str(tmp_path))
    assert done.returncode == 1
    assert "Missing for the tests, under Debian's names: chromium" in done.stderr


def test_a_package_that_cannot_be_installed_is_named(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", 'case "$*" in *chromium*) echo "E: no room"; exit 100 ;; esac')
    done = call("apt.sh", "the tests", "openssl", "chromium", path=with_programs(tmp_path))
    assert done.returncode == 1
    assert "FAILED: the package chromium could not be installed" in done.stderr
    assert "E: no room" in done.stderr


def test_packages_come_without_the_recommended_ones_and_without_questions(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> {tmp_path}/calls')
    assert call("apt.sh", "the tests", "openssl", path=with_programs(tmp_path)).returncode == 0
    assert (tmp_path / "calls").read_text().splitlines() == [
        "noninteractive -qq update",
        "noninteractive -qq install -y --no-install-recommends openssl",
    ]


def test_a_source_that_does_not_update_stops_nothing(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", 'case "$*" in *update*) exit 100 ;; esac')
    assert call("apt.sh", "the tests", "openssl", path=with_programs(tmp_path)).returncode == 0


def test_what_the_tests_need_is_not_installed_twice(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", f"touch {tmp_path}/called", "exit 1")
    done = call("test-needs.sh", path=with_programs(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (tmp_path / "called").exists()

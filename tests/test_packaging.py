"""What is shipped is complete: a wheel that works outside a checkout, locks that fit pyproject.toml."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
GIVEN = {"flask", "htmx-flask", "flask-sqlalchemy", "flask-login", "imapclient", "email-validator"}
SOURCES = ("webapp", "mailsync", "templates")
DERIVED = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")


def call(*command: str | Path, **options) -> str:
    """Run a command and return what it printed; where it fails, the failure shows what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def call_installed(venv: Path, program: str, *arguments: str, cwd: Path) -> str:
    """Run a program of `venv`, with the packages of this environment as its dependencies."""
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": sysconfig.get_path("purelib"), "HOME": str(cwd)}
    return call(venv / "bin" / program, *arguments, cwd=cwd, env=env)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy, so that nothing left over from an earlier build can get into it."""
    folder = tmp_path_factory.mktemp("build")
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=DERIVED)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    build = "from setuptools import build_meta; build_meta.build_wheel('dist')"
    call(sys.executable, "-c", build, cwd=folder)
    (built,) = (folder / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with only the wheel in it."""
    venv = tmp_path_factory.mktemp("venv")
    call(sys.executable, "-m", "venv", "--without-pip", venv)
    pip = [sys.executable, "-m", "pip", "--python", venv / "bin" / "python", "install"]
    call(*pip, "--quiet", "--no-deps", "--no-index", wheel)
    return venv


def shipped(source: Path) -> str:
    """Where the wheel has a file of the checkout."""
    path = PurePosixPath(source.relative_to(ROOT).as_posix())
    return f"webapp/{path}" if path.parts[0] == "templates" else str(path)


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


@pytest.mark.parametrize("folder", [*SOURCES, "webapp/static", "webapp/migrations/versions"])
def test_the_wheel_has_every_file_of(folder: str, wheel: Path) -> None:
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    with zipfile.ZipFile(wheel) as archive:
        missing = {shipped(path) for path in files} - set(archive.namelist())
    assert files
    assert not missing


def test_the_wheel_has_nothing_but_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"webapp", "mailsync"}


def test_the_command_works_outside_a_checkout(installed: Path, tmp_path: Path) -> None:
    said = call_installed(installed, "fiftycups", "--help", cwd=tmp_path)
    assert all(command in said for command in ("run", "web", "sync", "user", "audit", "backup", "explain", "demo"))


def test_an_installed_package_finds_its_own_files(installed: Path, tmp_path: Path) -> None:
    code = "from webapp.paths import *; print(templates_dir(), static_dir(), migrations_dir(), sep=chr(10))"
    found = [Path(line) for line in call_installed(installed, "python", "-c", code, cwd=tmp_path).splitlines()]
    assert all(path.is_dir() and path.is_relative_to(installed) for path in found)
    assert [path.name for path in found] == ["templates", "static", "migrations"]


def test_the_metadata_names_the_licence(wheel: Path) -> None:
    assert metadata(wheel)["License-Expression"] == "AGPL-3.0-or-later"
    assert metadata(wheel)["License-File"] == "LICENSE"


def test_the_licence_is_whole() -> None:
    lines = (ROOT / "LICENSE").read_text().splitlines()
    assert [line.strip() for line in lines[:2]] == [
        "GNU AFFERO GENERAL PUBLIC LICENSE",
        "Version 3, 19 November 2007",
    ]
    assert "  13. Remote Network Interaction; Use with the GNU General Public License." in lines
    assert len(lines) == 661


def direct_dependencies() -> list[Requirement]:
    """What a checkout runs with: the dependencies, both extras, and what builds the project."""
    extras = PROJECT["project"]["optional-dependencies"]
    build = PROJECT["dependency-groups"]["build"]
    names = [*PROJECT["project"]["dependencies"], *extras["demo"], *extras["postgres"], *build]
    return [Requirement(name) for name in names]


def all_requirements() -> list[Requirement]:
    """What the tests run with."""
    return direct_dependencies() + [Requirement(name) for name in PROJECT["dependency-groups"]["dev"]]


def test_the_given_packages_are_direct_dependencies() -> None:
    assert {Requirement(name).name for name in PROJECT["project"]["dependencies"]} >= GIVEN


def pins(lock: str) -> dict[str, str]:
    """The versions of a lock file by package name."""
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==([^ ;]+)", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("requirement", direct_dependencies(), ids=str)
def test_the_lock_of_a_run_fits(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pins("requirements.lock")[requirement.name])


@pytest.mark.parametrize("requirement", all_requirements(), ids=str)
def test_the_lock_of_the_tests_fits(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pins("requirements-dev.lock")[requirement.name])


def test_a_run_and_the_tests_use_the_same_versions() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(lock))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_the_procfile_starts_both_processes() -> None:
    assert (ROOT / "Procfile").read_text().splitlines() == ["web: fiftycups web", "mail: fiftycups sync"]

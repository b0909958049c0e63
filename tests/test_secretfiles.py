"""Files that hold a secret."""

from multiprocessing import get_context
from pathlib import Path

import pytest

from webapp import secretfiles


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "key"
    made = secretfiles.make_or_read(path)
    assert len(made) >= 64
    assert secretfiles.make_or_read(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["key"]


def test_two_secrets_differ(tmp_path: Path) -> None:
    assert secretfiles.make_or_read(tmp_path / "one") != secretfiles.make_or_read(tmp_path / "two")


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o666])
def test_a_secret_that_everybody_can_read_or_replace_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key"
    secretfiles.make_or_read(path)
    path.chmod(mode)
    with pytest.raises(secretfiles.Exposed, match="chmod 600"):
        secretfiles.make_or_read(path)


def _make(path: Path) -> str:
    return secretfiles.make_or_read(path)


def test_processes_that_start_together_agree_on_one_secret(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "key"
    with get_context("spawn").Pool(4) as pool:
        assert len(set(pool.map(_make, [path] * 40, chunksize=1))) == 1

"""Templates, static files and migrations are found in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp import paths


def test_a_checkout_has_its_templates_beside_the_package() -> None:
    assert paths.templates_dir() == Path(__file__).resolve().parent.parent / "templates"


def test_an_installed_package_has_its_templates_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "webapp" / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "webapp")
    assert paths.templates_dir() == tmp_path / "webapp" / "templates"


@pytest.mark.parametrize("find", [paths.templates_dir, paths.static_dir, paths.migrations_dir])
def test_every_folder_is_there(find) -> None:
    assert find().is_dir()

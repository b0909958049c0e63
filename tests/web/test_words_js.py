"""The scripts speak the language of the install, and in English no page loads anything for that."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.catalog import Text, compile_words
from webapp import catalogs
from webapp.app import create_app
from webapp.config import Settings
from webapp.views.words_js import written

ROOT = Path(__file__).parents[2]
POLISH: dict[Text, Text] = {
    "Copied": "Skopiowane",
    "Met %(time)s": "Spotkanie o %(time)s",
    ("%(num)s minute", "%(num)s minutes"): ("%(num)s minuta", "%(num)s minuty", "%(num)s minut"),
}
Speaking = Callable[[dict[Text, Text]], FlaskClient]
ADDRESS = re.compile(r'<script src="(/words\.js\?v=\w+)" defer>')


@pytest.fixture
def speaking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaking]:
    """Somebody who is not logged in, at an install that speaks Polish in these words."""

    def install(words: dict[Text, Text]) -> FlaskClient:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        compile_words(folder, "pl", words)
        monkeypatch.setattr(catalogs, "FOLDER", folder)
        settings = Settings(folder, f"sqlite:///{folder / 'test.db'}", "0" * 32, testing=True, language="pl")
        return create_app(settings).test_client()

    yield install
    catalogs.speak(catalogs.ENGLISH)


def told(browser: FlaskClient) -> dict[str, str | dict[str, str]]:
    found = re.fullmatch(r"window\.words = (.*);\n", browser.get("/words.js").text)
    assert found
    return dict(json.loads(found[1]))


def test_in_english_there_is_nothing_to_load(client: FlaskClient, anonymous: FlaskClient) -> None:
    pages = [client.get("/").text, anonymous.get("/log-in").text, anonymous.get("/offline").text]
    assert not any("words.js" in page for page in [*pages, anonymous.get("/sw.js").text.partition("\n")[0]])
    assert told(anonymous) == {}


def test_the_scripts_are_told_what_is_translated_and_each_form_by_its_name(speaking: Speaking) -> None:
    words = told(speaking(POLISH))
    assert words["Copied"] == "Skopiowane"
    assert words["Met %(time)s"] == "Spotkanie o %(time)s"
    assert words["%(num)s minute"] == {"one": "%(num)s minuta", "few": "%(num)s minuty", "many": "%(num)s minut"}
    assert words["Look at it"] == "Look at it"


def test_they_are_loaded_before_the_scripts_and_kept_until_they_change(speaking: Speaking) -> None:
    browser = speaking(POLISH)
    page = browser.get("/offline").text
    found = ADDRESS.search(page)
    assert found
    assert found.start() == page.index("<script")
    assert found[1] in browser.get("/sw.js").text  # so that the page has them without a network
    assert "immutable" in browser.get(found[1]).headers["Cache-Control"]
    assert browser.get("/words.js").headers["Cache-Control"] == "no-cache"
    other = ADDRESS.search(speaking(POLISH | {"Copied": "W schowku"}).get("/offline").text)
    assert other
    assert other[1] != found[1]


def test_no_mark_of_a_script_is_overlooked(app: Flask) -> None:
    scripts = (ROOT / "webapp" / "static").glob("*.js")
    marks = [mark for file in scripts for mark in re.findall(r"\b(?:_|ngettext)\(\s*\"([^\"]+)\"", file.read_text())]
    assert set(marks) == set(written(Path(app.static_folder or "")))
    assert len(marks) > 50

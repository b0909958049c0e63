"""What a browser gets to work without a network: public files, a manifest that holds, a token for what waited."""

from __future__ import annotations

import json
import re
import shutil
import struct
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from flask import Flask, g
from flask.testing import FlaskClient

from tests.web.conftest import Store
from webapp.app import create_app
from webapp.models import User
from webapp.views.offline import kept_until

FILES = {
    "/sw.js": "text/javascript",
    "/offline": "text/html",
    "/manifest.webmanifest": "application/manifest+json",
}


@pytest.mark.parametrize("path", FILES)
def test_the_files_are_the_same_for_everybody_and_asked_about_each_time(
    client: FlaskClient, anonymous: FlaskClient, path: str
) -> None:
    answer = anonymous.get(path)
    assert answer.status_code == 200
    assert answer.content_type == f"{FILES[path]}; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer.headers
    assert client.get(path).text == answer.text
    assert anonymous.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def settings_of(app: Flask) -> dict[str, object]:
    """What the server puts before the text of the worker."""
    found = re.match(r"const SETTINGS = (.*);\n", app.test_client().get("/sw.js").text)
    assert found
    return dict(json.loads(found[1]))


def test_the_version_of_the_worker_changes_with_any_static_file(app: Flask, tmp_path: Path) -> None:
    static = tmp_path / "static"
    shutil.copytree(app.static_folder or "", static)
    with (static / "live.js").open("a") as changed:
        changed.write("\n")
    other = create_app(app.config["SETTINGS"])
    other.static_folder = str(static)
    before, after = settings_of(app), settings_of(other)
    assert before["version"] != after["version"]
    assert before["files"] == after["files"]  # none of these changed


def test_what_the_worker_answers_itself_carries_the_headers_of_the_server(app: Flask, client: FlaskClient) -> None:
    headers = settings_of(app)["headers"]
    assert isinstance(headers, dict)
    assert headers["Content-Security-Policy"] == client.get("/").headers["Content-Security-Policy"]
    assert "worker-src 'self'" in headers["Content-Security-Policy"]


def test_all_that_the_worker_fetches_is_there_without_logging_in(app: Flask, anonymous: FlaskClient) -> None:
    settings = settings_of(app)
    urls = [settings["offline"], settings["store"], *settings["files"]]  # type: ignore[misc]  # a list of names
    assert {url: anonymous.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_the_manifest_names_icons_of_the_size_that_it_says_and_pages_that_exist(client: FlaskClient) -> None:
    manifest = client.get("/manifest.webmanifest").get_json()
    assert (manifest["name"], manifest["display"], manifest["scope"]) == ("Fifty Cups", "standalone", "/")
    for icon in manifest["icons"]:
        picture = client.get(icon["src"])
        width, height = struct.unpack(">II", picture.data[16:24])
        assert f"{width}x{height}" == icon["sizes"]
        assert "immutable" in picture.headers["Cache-Control"]
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    assert any(icon.get("purpose") == "maskable" for icon in manifest["icons"])
    for place in [manifest["start_url"], *(shortcut["url"] for shortcut in manifest["shortcuts"])]:
        assert client.get(urlsplit(place).path).status_code == 200


def test_the_page_names_its_user_so_that_nobody_elses_copy_stays(
    client: FlaskClient, anonymous: FlaskClient, alice: User
) -> None:
    assert f'<meta name="user" content="{alice.id}">' in client.get("/").text
    assert '<meta name="user"' not in anonymous.get("/log-in").text


def test_the_token_of_now_sends_what_waited(csrf_client: FlaskClient, alice: User) -> None:
    answer = csrf_client.get("/offline/token")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json is not None
    assert answer.json["user"] == alice.id
    sent = csrf_client.post("/people/new", data={"name": "Jane"}, headers={"X-CSRFToken": answer.json["token"]})
    assert sent.status_code == 303


def test_without_a_session_there_is_no_token_and_no_redirect(anonymous: FlaskClient) -> None:
    assert anonymous.get("/offline/token").status_code == 401


@pytest.mark.parametrize(
    ("now", "zone", "until"),
    [
        ("2026-11-23T16:40:00Z", "Europe/Berlin", "2026-11-25T00:00:00+01:00"),
        ("2026-11-23T23:30:00Z", "Europe/Berlin", "2026-11-26T00:00:00+01:00"),  # there it is the 24th already
        ("2026-11-23T02:00:00Z", "America/New_York", "2026-11-24T00:00:00-05:00"),  # and there still the 22nd
        ("2026-03-28T12:00:00Z", "Europe/Berlin", "2026-03-30T00:00:00+02:00"),  # the clocks change in between
    ],
)
def test_what_is_kept_ends_with_tomorrow_where_the_user_is(
    app: Flask, store: Store, alice: User, now: str, zone: str, until: str
) -> None:
    with store(), app.test_request_context(), time_machine.travel(datetime.fromisoformat(now), tick=False):
        alice.timezone = zone
        g.user = alice
        assert kept_until().isoformat() == until

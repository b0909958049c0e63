"""Files of mail are taken in, or refused beside the field with nothing kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.conftest import Store, Stranger
from webapp.models import Import, ImportState
from webapp.views import imports as page

MAIL = b"From: Jane <jane@acme.example>\r\nTo: alice@example.org\r\nSubject: Hello\r\n\r\nHello.\r\n"
MBOX = b"From jane@acme.example Mon Jun  1 10:00:00 2026\n" + MAIL


def upload(client: FlaskClient, *files: tuple[bytes, str], **more: str):
    data = {"files": [(io.BytesIO(content), name) for content, name in files], **more}
    return client.post("/imports", data=data, content_type="multipart/form-data")


def uploads(app: Flask) -> list[Path]:
    return [path for path in (app.config["SETTINGS"].data_dir / "imports").rglob("*") if path.is_file()]


def test_an_mbox_is_one_import_and_single_mails_are_one_together(app: Flask, client: FlaskClient, store: Store) -> None:
    answer = upload(client, (MBOX, "old.mbox"), (MAIL, "a.eml"), (MAIL, "b.eml"), sent="y")
    assert answer.status_code == 303
    with store() as session:
        found = {row.kind: row for row in session.scalars(select(Import))}
        assert {kind: (row.name, row.size, row.sent) for kind, row in found.items()} == {
            "mbox": ("old.mbox", len(MBOX), True),
            "folder": ("2 mails", 2, True),
        }
    assert len(uploads(app)) == 3
    assert all(path.stat().st_mode & 0o077 == 0 for path in uploads(app))
    assert "old.mbox" in client.get("/imports").text


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\0:\0", b"no colon in here"])
def test_what_is_no_mail_is_refused_by_its_name_and_nothing_is_kept(
    app: Flask, client: FlaskClient, content: bytes, store: Store
) -> None:
    answer = upload(client, (MAIL, "good.eml"), (content, "picture.png"))
    assert answer.status_code == 422
    assert "“picture.png” is no mail" in answer.text
    assert uploads(app) == []
    with store() as session:
        assert session.scalar(select(Import)) is None


def test_a_form_without_a_file_says_so(client: FlaskClient) -> None:
    answer = client.post("/imports", data={}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Choose one file or more first." in answer.text


def test_an_upload_that_is_too_large_says_what_to_do(csrf_client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "LARGEST_UPLOAD", 1000)
    answer = upload(csrf_client, (MBOX + b"x" * 2000, "big.mbox"))
    assert answer.status_code == 413
    assert "fiftycups import" in answer.text


def test_a_large_upload_passes_though_other_forms_are_limited(app: Flask, client: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    assert upload(client, (MBOX + b"x" * 5000, "a.mbox")).status_code == 303
    assert client.post("/people/new", data={"name": "x" * 5000}).status_code == 413


def test_a_full_disk_is_said_and_nothing_is_kept(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "LEAST_FREE", 10**18)
    answer = upload(client, (MAIL, "a.eml"))
    assert answer.status_code == 422
    assert "nearly full" in answer.text
    assert uploads(app) == []


def test_the_name_of_a_file_is_no_path_and_no_markup(app: Flask, client: FlaskClient) -> None:
    upload(client, (MAIL, "../../<img src=x onerror=alert(1)>.eml"))
    folder = app.config["SETTINGS"].data_dir / "imports"
    assert all(path.is_relative_to(folder) for path in uploads(app))
    assert "<img" not in client.get("/imports").text


def test_a_waiting_import_can_be_cancelled_once(client: FlaskClient, store: Store) -> None:
    upload(client, (MAIL, "a.eml"))
    with store() as session:
        import_id = session.scalars(select(Import.id)).one()
    answer = client.post(f"/imports/{import_id}/cancel", follow_redirects=True)
    assert "read no further" in answer.text
    assert "Cancelled by you" in answer.text
    with store() as session:
        assert session.scalars(select(Import.state)).one() is ImportState.CANCELLED
    assert "It is over already." in client.post(f"/imports/{import_id}/cancel", follow_redirects=True).text


def test_a_strangers_import_is_not_found(client: FlaskClient, charlie: Stranger) -> None:
    assert client.post(f"/imports/{charlie.ids['import_id']}/cancel").status_code == 404


def test_the_empty_page_says_where_files_come_from(client: FlaskClient) -> None:
    assert "Takeout" in client.get("/imports").text

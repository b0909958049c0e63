"""Answers are sent compressed to whoever takes them so, and stay the same answers."""

import gzip

import brotli
import pytest
from flask.testing import FlaskClient

from webapp.static_files import QUALITY


@pytest.mark.parametrize("url", ["/", "/static/app.css", "/static/app.js"])
def test_what_is_text_is_sent_compressed_to_whoever_takes_it_so(client: FlaskClient, url: str) -> None:
    plain = client.get(url)
    packed = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < len(plain.data) / 2
    assert gzip.decompress(packed.data)[:15] == plain.data[:15]


def test_a_page_still_tells_caches_that_it_differs_for_htmx(client: FlaskClient) -> None:
    assert {"HX-Request", "Accept-Encoding"} <= set(client.get("/").vary)


def test_a_static_file_that_is_known_is_not_sent_again(client: FlaskClient) -> None:
    headers = {"Accept-Encoding": "br"}
    known = client.get("/static/app.css", headers=headers).headers["ETag"]
    assert client.get("/static/app.css", headers={**headers, "If-None-Match": known}).status_code == 304


@pytest.mark.parametrize(("name", "comment"), [("app.css", "/*"), ("app.js", "\n// ")])
def test_static_files_are_packed_harder_and_without_their_comments(
    anonymous: FlaskClient, name: str, comment: str
) -> None:
    plain = anonymous.get(f"/static/{name}", headers={"Accept-Encoding": "identity"})
    packed = anonymous.get(f"/static/{name}", headers={"Accept-Encoding": "gzip, br"})
    short = brotli.decompress(packed.data).decode()
    assert comment in plain.text
    assert comment not in short
    assert len(packed.data) <= len(brotli.compress(plain.data, quality=QUALITY))
    assert packed.headers["Content-Length"] == str(len(packed.data))
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_part_of_a_static_file_is_sent_as_it_is(anonymous: FlaskClient) -> None:
    part = anonymous.get("/static/app.css", headers={"Accept-Encoding": "br", "Range": "bytes=0-9"})
    refused = anonymous.get("/static/app.css", headers={"Accept-Encoding": "gzip, br;q=0"})
    assert (part.status_code, len(part.data)) == (206, 10)
    assert refused.headers["Content-Encoding"] == "gzip"

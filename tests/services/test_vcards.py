"""The card, read back as an address book reads it (RFC 2426), and its QR code, read back from what it draws."""

from __future__ import annotations

import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.text import line
from webapp.models import User
from webapp.services import vcards


def owner(name: str, email: str = "ada@example.org") -> User:
    return User(name=name, email=email, password_hash="-")


def read(card: str) -> dict[str, list[str]]:
    """The properties of a card with the components of their values, unfolded first and unescaped last."""
    assert card.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", card)
    assert max(len(one.encode()) for one in card.split("\r\n")) <= 75
    found = {}
    for one in card.replace("\r\n ", "").splitlines():
        key, _, value = one.partition(":")
        components = re.split(r"(?<!\\)(?:\\\\)*;", value) if key == "N" else [value]
        found[key] = [re.sub(r"\\(.)", lambda sign: "\n" if sign[1] in "nN" else sign[1], part) for part in components]
    return found


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [("Ada Lovelace", "Lovelace", "Ada"), ("Ada", "", "Ada"), ("Jürgen von der Größe", "Größe", "Jürgen von der"),
     ("Ada, Countess; of Love\\lace", "Love\\lace", "Ada, Countess; of"), ("Ada\nLovelace", "Lovelace", "Ada"),
     ("", "", "ada"), ("王小明", "", "王小明"), ("A" * 60 + " " + "ß" * 59, "ß" * 59, "A" * 60)],
)  # fmt: skip
def test_an_address_book_reads_the_name_as_it_was_written(name: str, family: str, given: str) -> None:
    found = read(vcards.card(owner(name)))
    assert found["VERSION"] == ["3.0"]
    assert found["N"] == [family, given, "", "", ""]
    assert found["FN"] == [line(name, 120) or "ada"]
    assert found["EMAIL;TYPE=INTERNET"] == ["ada@example.org"]


@given(name=st.text(max_size=120))
def test_no_name_breaks_the_card(name: str) -> None:
    found = read(vcards.card(owner(name)))
    assert list(found) == ["BEGIN", "VERSION", "N", "FN", "EMAIL;TYPE=INTERNET", "END"]
    assert found["FN"] == [line(name, 120) or "ada"]


def test_nothing_else_stands_on_the_card() -> None:
    assert set(read(vcards.card(owner("Ada Lovelace")))) == {
        "BEGIN", "VERSION", "N", "FN", "EMAIL;TYPE=INTERNET", "END",
    }  # fmt: skip


def drawn(code: vcards.Code) -> list[list[int]]:
    """The modules that the path of a code fills."""
    rows = [[0] * code.size for _ in range(code.size)]
    for x, y, width, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", code.path):
        assert width == back
        rows[int(y)][int(x) : int(x) + int(width)] = [1] * int(width)
    return rows


@pytest.mark.parametrize("name", ["Ada Lovelace", "Jürgen Größe 王小明", "😀" * 999, "\\" * 999])
def test_the_code_holds_the_whole_card_in_utf_8_with_its_quiet_zone(name: str) -> None:
    text = vcards.card(owner(name))
    made = segno.make(text.encode(), error="m", micro=False)
    assert drawn(vcards.code(text)) == [list(row) for row in made.matrix_iter(border=4)]

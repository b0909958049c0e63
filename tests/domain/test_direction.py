"""What runs from right to left is kept in one piece between words that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from webapp.domain.direction import BEGIN, END, isolated


@pytest.mark.parametrize("name", ["דנה לוי", "ليلى", "Dana דנה", "3 כוסות"])
def test_a_name_that_runs_from_right_to_left_is_kept_apart(name: str) -> None:
    assert isolated(name) == f"{BEGIN}{name}{END}"


@given(st.text(st.characters(max_codepoint=0x58F)))
def test_a_name_that_runs_from_left_to_right_stays_as_it_is(name: str) -> None:
    assert isolated(name) == name


def test_what_is_no_plain_text_stays_as_it_is() -> None:
    link = Markup("<a>דנה</a>")
    assert isolated(link) is link
    assert (isolated(3), isolated(None)) == (3, None)

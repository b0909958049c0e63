"""Who was named when one asked who else to speak to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.closing import Named, people


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Sam Park", [Named("Sam Park")]),
        ("Sam Park <sam@acme.example>", [Named("Sam Park", "sam@acme.example")]),
        ("- Sam Park, sam@acme.example.", [Named("Sam Park", "sam@acme.example")]),
        ("sam@acme.example", [Named("sam@acme.example", "sam@acme.example")]),
        ("Sam\n\n  \nBo Lind (bo@b.example)\n", [Named("Sam"), Named("Bo Lind", "bo@b.example")]),
        ("", []),
        ("---\n…", [Named("…")]),
        ("Sam @ Acme", [Named("Sam @ Acme")]),
    ],
)
def test_one_person_a_line_with_the_address_behind_the_name(text: str, named: list[Named]) -> None:
    assert people(text) == named


@given(st.text(max_size=200))
def test_whatever_is_written_nobody_is_without_a_name(text: str) -> None:
    assert all(one.name for one in people(text))

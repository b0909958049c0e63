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


@pytest.mark.parametrize(
    "text",
    ["Nobody came to mind", "No one.", "no-one yet", "None", "none at the moment", "Nothing", "Not now",
     "not yet, perhaps later", "nobody yet, but she thinks about it", "- nobody -", "No", "No names",
     "no idea", "n/a", "She could not think of anybody", "I did not ask", "Didn’t ask"],
)  # fmt: skip
def test_a_line_that_says_nobody_names_nobody(text: str) -> None:
    assert people(f"{text}\nSam Park") == [Named("Sam Park")]


@pytest.mark.parametrize(
    "name", ["Noone", "Peter Noone", "Noah None", "Not Vital", "No Hee-chan", "Na", "Nobody but Bo Lind"]
)
def test_a_name_that_looks_like_it_is_a_name(name: str) -> None:
    assert len(people(name)) == 1


@given(st.text(max_size=200))
def test_whatever_is_written_nobody_is_without_a_name(text: str) -> None:
    assert all(one.name for one in people(text))

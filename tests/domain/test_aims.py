"""What a user wants of an event, in words."""

import pytest

from webapp.domain.aims import in_words


@pytest.mark.parametrize(
    ("wanted", "count", "agreed", "said"),
    [
        ("", None, 2, ""),
        ("", 1, 0, "1 person who agrees to meet"),
        ("people who agree to meet", 3, 0, "3 people who agree to meet"),
        ("people who agree to meet", 3, 1, "3 people who agree to meet · 1 agreed so far"),
        ("Two planners who show me their data.", 2, 1, "Two planners who show me their data · 1 agreed so far"),
        ("meet 3 of them", 3, 0, "meet 3 of them"),
        ("someone to thank", None, 1, "someone to thank · 1 agreed so far"),
        ("bone doctors", 2, 0, "2 bone doctors"),
    ],
)
def test_an_aim_has_its_number_once(wanted: str, count: int | None, agreed: int, said: str) -> None:
    assert in_words(wanted, count, agreed) == said

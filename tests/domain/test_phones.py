"""Phone numbers in the ways in which people write them."""

import pytest

from webapp.domain.phones import digits, key

SAME = [
    "+49 (0)30 123 4567",
    "0049 30 1234567",
    "030/1234567",
    "030 123-45-67",
    "+49.30.1234567",
    "030 1234567 ext. 12",
]


@pytest.mark.parametrize("number", SAME)
def test_one_number_has_one_key_however_it_is_written(number: str) -> None:
    assert key(number) == key("+49 30 1234567") != ""


@pytest.mark.parametrize("number", ["", "12", "ext. 4711", "no phone", "112", "+"])
def test_what_is_too_short_has_no_key(number: str) -> None:
    assert key(number) == ""


def test_another_last_digit_is_another_number() -> None:
    assert key("030 1234567") != key("030 1234568")


def test_the_zero_that_is_dialled_at_home_is_left_out() -> None:
    assert digits("+49 (0)30 12") == "493012"

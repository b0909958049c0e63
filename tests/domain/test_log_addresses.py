"""A log address is made once and recognised only by its secret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.addresses import base, normalise
from webapp.domain.log_addresses import new_token, token_in, with_token

TOKEN = "abcdefghijklmnopqrstuvwx23"
OTHER = "z" * 26


def test_a_token_has_128_bits_in_26_signs_and_never_comes_twice() -> None:
    made = {new_token() for _ in range(500)}
    assert len(made) == 500
    assert all(len(one) == 26 and one == one.lower() and one.isalnum() for one in made)


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("alice@home.test", f"alice+fc-{TOKEN}@home.test"),
        ("Alice@Home.Test", f"alice+fc-{TOKEN}@home.test"),
        ("alice+jobs@home.test", f"alice+jobs+fc-{TOKEN}@home.test"),
        ('"a b"@home.test', ""),
        (f"{'a' * 40}@home.test", ""),
        ("no address", ""),
    ],
)
def test_the_secret_goes_behind_what_is_there(address: str, whole: str) -> None:
    assert with_token(address, TOKEN) == whole


@pytest.mark.parametrize("address", ["alice@home.test", "alice+jobs@home.test"])
def test_a_log_address_is_delivered_to_the_users_own_mailbox(address: str) -> None:
    assert base(with_token(address, TOKEN)) == base(address)


def test_a_log_address_is_known_by_its_secret_in_any_case() -> None:
    assert token_in(f"ALICE+FC-{TOKEN.upper()}@home.test", {OTHER, TOKEN}) == TOKEN


@pytest.mark.parametrize(
    "address",
    [
        f"alice+fc-{OTHER}@home.test", f"alice+{TOKEN}@home.test", f"fc-{TOKEN}x@home.test", f"alice@{TOKEN}.test",
        f"alice+fc-{TOKEN[:-1]}@home.test", f"alice+fc-{TOKEN}+more@home.test", f"fc-{TOKEN}", "alice@home.test", "",
    ],
)  # fmt: skip
def test_what_is_not_exactly_the_secret_in_its_place_is_nothing(address: str) -> None:
    assert token_in(address, {TOKEN}) == ""


@given(st.text(max_size=90))
def test_no_text_is_taken_for_a_log_address(text: str) -> None:
    assert token_in(text, {TOKEN}) == ""


@given(st.from_regex(r"[a-z][a-z.]{0,20}[a-z]", fullmatch=True))
def test_what_was_made_is_recognised(local: str) -> None:
    address = f"{local}@home.test"
    if normalise(address):
        assert token_in(with_token(address, TOKEN), [TOKEN]) == TOKEN

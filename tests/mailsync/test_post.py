"""A digest as a mail: its headers and no other, and the sign by which it is known again."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync.post import Post, is_digest, mime

AT = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "X-Auto-Response-Suppress",
    "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
}  # fmt: skip


def post(**more: Any) -> Post:
    given_ = {
        "message_id": f"<{'a1' * 20}@digest.invalid>", "user_id": "0123456789abcdef0123", "name": "Alice Müller",
        "address": "alice@home.test", "subject": "Your day", "text": "Nothing.\n", "at": AT,
    }  # fmt: skip
    return Post(**given_ | more)


def read(one: Post) -> EmailMessage:
    return message_from_bytes(mime(one), policy=default)  # type: ignore[return-value]  # its policy makes it one


def test_it_comes_from_the_user_to_the_user_and_says_that_a_program_wrote_it() -> None:
    mail = read(post())
    assert set(mail.keys()) == HEADERS
    assert (mail["From"], mail["To"]) == ("Fifty Cups <alice@home.test>", "Alice Müller <alice@home.test>")
    assert (mail["Auto-Submitted"], mail["Date"].datetime) == ("auto-generated", AT)
    assert mail["List-Id"] == "Fifty Cups <0123456789abcdef0123.digest.invalid>"


def test_a_relay_has_its_own_sender() -> None:
    assert read(post(sender="cups@relay.test"))["From"] == "Fifty Cups <cups@relay.test>"


def test_it_is_known_again_by_its_user_alone() -> None:
    head = mime(post()).partition(b"\r\n\r\n")[0]
    assert is_digest(head, "0123456789abcdef0123")
    assert not is_digest(head, "0123456789abcdef0124")


@pytest.mark.parametrize(
    "wrong", [{"message_id": "<a@digest.invalid>"}, {"message_id": "<1@x>"}, {"user_id": "a>\r\nBcc: <b"}]
)
def test_what_is_no_digest_is_not_made(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"digest|user"):
        mime(post(**wrong))


_nasty = st.text() | st.sampled_from(["\r\nBcc: eve@x.test", "a\n\nbody", "=?utf-8?q?=0D=0ABcc:x?=", "\x00\x85\u2028"])


@given(_nasty, _nasty, _nasty)
def test_whatever_stands_in_the_values_the_headers_are_those_and_no_other(name: str, subject: str, text: str) -> None:
    raw = mime(post(name=name, subject=subject, text=text))
    names = [row.partition(b":")[0].decode() for row in raw.partition(b"\r\n\r\n")[0].split(b"\r\n") if row[:1] != b" "]
    assert len(names) == len(set(names))
    assert set(names) <= HEADERS

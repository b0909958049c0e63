"""A letter as the bytes of a draft: read back by the standard's own parser and by ours."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync.drafts import REFERENCES_KEPT, Draft, mime
from mailsync.parse import parse
from webapp.domain.text import clean, line

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type",
    "Content-Transfer-Encoding",
]  # fmt: skip


def draft(**more) -> Draft:
    given_ = {
        "message_id": "<1@letter.invalid>", "from_name": "Alice Home", "from_address": "alice@home.test",
        "to_name": "Jane Doe", "to_address": "jane@acme.test", "subject": "Coffee?", "text": "Hello Jane.\n", "at": AT,
    }  # fmt: skip
    return Draft(**given_ | more)


def written(**more) -> EmailMessage:
    return message_from_bytes(mime(draft(**more)), policy=default)  # type: ignore[return-value]  # its policy makes it one


def said(mail: EmailMessage) -> str:
    return str(mail.get_content()).replace("\r\n", "\n")


def test_the_headers_say_who_writes_to_whom_about_what():
    mail = written(conversation=("<0@a>", "<9@b>"))
    assert sorted(mail.keys()) == sorted(HEADERS)
    assert (mail["From"], mail["To"]) == ("Alice Home <alice@home.test>", "Jane Doe <jane@acme.test>")
    assert (mail["Subject"], mail["Date"].datetime, mail["Message-ID"]) == ("Coffee?", AT, "<1@letter.invalid>")
    assert (mail["In-Reply-To"], mail["References"].split()) == ("<9@b>", ["<0@a>", "<9@b>"])
    assert said(mail) == "Hello Jane.\n"


def test_a_letter_that_answers_nothing_names_no_other_mail():
    assert not {"In-Reply-To", "References"} & set(written().keys())


def test_a_long_conversation_is_named_by_its_beginning_and_its_end():
    ids = tuple(f"<{number}@a>" for number in range(99))
    named = written(conversation=ids)["References"].split()
    assert (len(named), named[0], named[-1]) == (REFERENCES_KEPT, ids[0], ids[-1])


def test_what_is_no_message_id_is_not_named():
    assert written(conversation=("<0@a>", "<9 @b>", "no\r\nBcc: x@y"))["In-Reply-To"] == "<0@a>"


def test_a_recipient_without_an_address_is_left_to_the_user():
    assert "To" not in written(to_address="")


@pytest.mark.parametrize(
    "name", ["Müller, Jörg", 'Ann "Annie" O\'Neil', "王小明", "Doe, Jane", "=?utf-8?q?x?=", "a\\b"]
)
def test_a_name_comes_back_as_it_is(name):
    (address,) = written(to_name=name)["To"].addresses
    assert (address.display_name, address.addr_spec) == (name, "jane@acme.test")


def test_a_domain_of_other_letters_is_written_in_ascii():
    assert b"<jane@xn--strae-oqa.test>" in mime(draft(to_address="jane@straße.test"))


@pytest.mark.parametrize(
    "text", ["Grüße\n", "From here\n.\nMore", "word " * 400, "a\ttab and trailing \nnext", "日本語 " * 50]
)
def test_a_text_comes_back_as_it_is_in_lines_that_any_server_takes(text):
    raw = mime(draft(text=text))
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert said(written(text=text)) == clean(text).strip("\n") + "\n"


def test_no_line_ends_alone():
    raw = mime(draft(text="a\rb\nc\r\nd", subject="x\ny"))
    assert raw.count(b"\r") == raw.count(b"\n") == raw.count(b"\r\n")


@pytest.mark.parametrize("wrong", ["", "1@x", "<1@x>\r\nBcc: <a@b>", "<1 @x>"])
def test_a_draft_without_a_message_id_is_not_made(wrong):
    with pytest.raises(ValueError, match="Message-ID"):
        mime(draft(message_id=wrong))


_nasty = st.text() | st.sampled_from(
    ["\r\nBcc: eve@x.test", "a\nTo: eve@x.test\n\nbody", "=?utf-8?q?=0D=0ABcc:x?=", "\x00\x85\u2028"]
)


@given(_nasty, _nasty, _nasty, _nasty, st.lists(_nasty, max_size=3))
def test_whatever_stands_in_the_values_the_headers_are_those_and_no_other(name, subject, text, address, ids):
    mail = parse(
        raw := mime(draft(to_name=name, subject=subject, text=text, to_address=address, conversation=tuple(ids)))
    )
    names = [row.partition(b":")[0].decode() for row in raw.partition(b"\r\n\r\n")[0].split(b"\r\n") if row[:1] != b" "]
    assert len(names) == len(set(names))
    assert set(names) <= set(HEADERS)
    assert mail.subject == line(subject)
    assert len(mail.envelope.to) <= 1
    assert not mail.envelope.bcc
    assert mail.text.strip() == clean(text).strip()

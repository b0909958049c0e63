"""Which mails are one conversation: subjects, indexes, and the rule in whatever order mails are read."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.threads import Headers, base_subject, conversation_index, keys, subject_key


@pytest.mark.parametrize(
    "subject",
    [
        "20 minutes?", "Re: 20 minutes?", "RE: FW: 20 minutes?", "AW: WG: 20 Minutes?", "Antw: 20 minutes?",
        "Re[2]: 20 minutes?", "Re(3): 20 minutes?", "RE:20 minutes?", "Re : 20  minutes?", "TR: 20 minutes?",
        "[ext] Re: [list] 20 minutes?", "RV: 20 minutes?", "I: R: 20 minutes?", "SV: VS: 20 minutes?",
        "Odp: 20 minutes?", "PD: 20 minutes?", "YNT: 20 minutes?", "İLT: 20 minutes?", "Отв: 20 minutes?",
        "回复：20 minutes?", "转发: 20 minutes?", "返信: 20 minutes?", "20 minutes? (fwd)", "Vá: 20 minutes?",
        "ΑΠ: 20 minutes?",
    ],
)  # fmt: skip
def test_what_programs_put_before_a_subject_is_left_out(subject: str) -> None:
    assert base_subject(subject) == "20 minutes?"


@pytest.mark.parametrize("subject", ["Reply needed: today", "Forwarding address", "Real: talk", "Area: north"])
def test_what_only_looks_like_such_a_prefix_stays(subject: str) -> None:
    assert base_subject(subject) == subject.casefold()


@given(st.text(max_size=100), st.sampled_from(["Re: ", "FW: ", "[list] ", "AW: WG: "]))
def test_a_prefix_more_makes_no_other_subject(subject: str, prefix: str) -> None:
    assert base_subject(prefix + subject) == base_subject(subject)


def test_a_subject_of_prefixes_alone_is_empty_and_costs_little() -> None:
    assert base_subject("Re: " * 7) == ""
    assert base_subject("Re: " * 100_000 + "x").startswith("re:")
    assert subject_key("") == ""


START = bytes(range(1, 23))


def test_mails_of_an_outlook_conversation_share_the_beginning_of_their_index() -> None:
    first, answer = (b64encode(START + more).decode() for more in (b"", b"later"))
    assert conversation_index(first) == conversation_index(answer) == START.hex()


@pytest.mark.parametrize("odd", ["", "x", "é" * 40, "AAAA", "=" * 40, "A" * 29, "A" * 100_000 + "!" * 40, "\x00" * 40])
def test_what_is_no_index_is_none(odd: str) -> None:
    assert conversation_index(odd) in {"", "00" * 22}


def joined(one: Headers, other: Headers) -> bool:
    """Whether two mails are one conversation by themselves, whichever is read first."""
    there, back = keys(one), keys(other)
    found = {bool(there.holds & back.looks_for), bool(back.holds & there.looks_for)}
    assert len(found) == 1
    return found.pop()


SENT = Headers(ids=("<1@x>",), subject="20 minutes?")


def test_in_reply_to_is_trusted_alone() -> None:
    assert joined(SENT, Headers(ids=("<2@x>",), in_reply_to=("<1@x>",), subject="something else"))


def test_references_join_mails_of_one_subject_only() -> None:
    assert joined(SENT, Headers(ids=("<2@x>",), references=("<0@x>", "<1@x>"), subject="20 minutes?"))
    assert not joined(SENT, Headers(ids=("<2@x>",), references=("<0@x>", "<1@x>"), subject="party"))


def test_the_index_of_outlook_joins_mails_of_one_subject_only() -> None:
    sent = Headers(ids=("<1@x>",), index="01ab", subject="20 minutes?")
    assert joined(sent, Headers(index="01ab", subject="20 minutes?"))
    assert not joined(sent, Headers(index="01ab", subject="party"))


def test_a_subject_alone_joins_nothing() -> None:
    assert not joined(SENT, Headers(ids=("<2@x>",), subject="20 minutes?"))
    assert not joined(Headers(subject="20 minutes?"), Headers(subject="20 minutes?"))


def test_a_message_id_that_two_mails_share_makes_them_no_conversation() -> None:
    assert not joined(SENT, Headers(ids=("<1@x>",), subject="your parcel"))


def test_two_answers_to_a_mail_that_was_never_seen_are_one_conversation() -> None:
    assert joined(Headers(in_reply_to=("<0@x>",)), Headers(in_reply_to=("<0@x>",), subject="x"))


def test_a_mail_is_found_by_the_id_that_a_server_replaced() -> None:
    assert joined(Headers(ids=("<new@x>", "<old@x>")), Headers(ids=("<2@x>",), in_reply_to=("<old@x>",)))

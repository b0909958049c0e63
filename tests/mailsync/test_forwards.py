"""The mail that another one carries in its text."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailsync.forwards import inline

BLOCK = (
    "From: Jane Doe <jane@acme.test>\nSent: Monday, 2 October 2023 10:00\nTo: Alex <alex@home.test>\nSubject: Lunch\n"
)
MARK = "---------- Forwarded message ---------\n"
INNER = "From: Bob Ray <bob@ray.test>\nSent: Sunday, 1 October 2023\nTo: Jane <jane@acme.test>\nSubject: Lunch\n\nOld."


def quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.split("\n"))


def test_all_that_the_block_says_is_told():
    found = inline("FW: Lunch", f"For you.\n\n{BLOCK}Cc: Carl <carl@acme.test>\n\nDear Alex,\nshall we?\n")
    assert found is not None
    assert (found.from_name, found.from_addr) == ("Jane Doe", "jane@acme.test")
    assert (found.to, found.cc) == ("Alex <alex@home.test>", "Carl <carl@acme.test>")
    assert [one.address for one in found.recipients] == ["alex@home.test", "carl@acme.test"]
    assert (found.subject, found.date) == ("Lunch", "Monday, 2 October 2023 10:00")
    assert found.moment == datetime(2023, 10, 2, 10, 0)
    assert (found.body, found.note, found.unsure) == ("Dear Alex,\nshall we?", "For you.", "")


def test_the_same_text_under_an_answer_is_none():
    assert inline("RE: Lunch", f"Yes.\n\n{BLOCK}\nDear Alex") is None
    assert inline("Lunch", f"Yes.\n\n{BLOCK}\nDear Alex") is None


def test_a_line_that_names_a_forward_is_enough():
    found = inline("Lunch", f"{MARK}{BLOCK}\nDear Alex")
    assert found is not None
    assert (found.from_addr, found.note, found.unsure) == ("jane@acme.test", "", "")


def test_under_the_subject_of_an_answer_it_is_looked_at():
    found = inline("Re: Lunch", f"{MARK}{BLOCK}\nDear Alex")
    assert found is not None
    assert found.unsure


@pytest.mark.parametrize(
    "history",
    [
        f"On Mon, 2 Oct 2023 at 11:00, Joe <joe@x.test> wrote:\n{quoted(MARK + BLOCK)}",
        f"-----Original Message-----\nFrom: Joe <joe@x.test>\nSent: today\nTo: me\n\n{MARK}{BLOCK}",
        f"From: Joe <joe@x.test>\nSent: today\nTo: me\nSubject: Fwd: Lunch\n\n{MARK}{BLOCK}",
        quoted(quoted(MARK + BLOCK)),
    ],
)
def test_a_forward_within_the_history_of_an_answer_is_none(history):
    assert inline("Re: Fwd: Lunch", f"Thanks.\n\n{history}\nDear Alex") is None


def test_the_outermost_of_nested_forwards_is_told_and_the_inner_stays_in_its_body():
    found = inline("Fwd: Fwd: Lunch", f"{MARK}{BLOCK}\nSee below.\n\n{MARK}{INNER}")
    assert found is not None
    assert found.from_addr == "jane@acme.test"
    assert "bob@ray.test" in found.body


def test_quote_marks_of_a_forward_that_quotes_all_are_taken_off():
    found = inline("Fwd: Lunch", "See.\n\n" + quoted(f"Begin forwarded message:\n\n{BLOCK}\nDear Alex,\n> old"))
    assert found is not None
    assert (found.from_addr, found.body) == ("jane@acme.test", "Dear Alex,\n> old")


def test_a_body_alone_may_be_quoted():
    found = inline("Fwd: Lunch", f"{MARK}{BLOCK}\n" + quoted("Dear Alex\nshall we?").rstrip())
    assert found is not None
    assert found.body == "Dear Alex\nshall we?"


def test_the_name_alone_is_no_address():
    found = inline("FW: Lunch", "From: Doe, Jane\nSent: Monday\nTo: Alex\nSubject: Lunch\n\njane@else.test wrote me.")
    assert found is not None
    assert (found.from_name, found.from_addr) == ("Doe, Jane", "")
    assert found.unsure


def test_lotus_notes_puts_the_name_above_the_fields():
    text = (
        "FYI\n\n----------------- Forwarded by Ann Lee/Acme on 10/02/2023 \n11:00 AM ---------------------------\n\n"
        '"Jane Doe" <jane@acme.test> on 10/02/2023 10:00:00 AM\nTo:\tAnn Lee/Acme@Acme\ncc:\t\n'
        "Subject:\tLunch\n\nDear Ann"
    )
    found = inline("Lunch", text)
    assert found is not None
    assert (found.from_name, found.from_addr, found.date) == ("Jane Doe", "jane@acme.test", "10/02/2023 10:00:00 AM")
    assert (found.body, found.note) == ("Dear Ann", "FYI")


def test_labels_without_colons_are_read_below_a_line_that_names_a_forward():
    found = inline(
        "Fwd: Lunch",
        f'{MARK}From "Jane" <jane@acme.test>\nTo alex@home.test\nDate 2/10/2023 10:00\nSubject Lunch\n\nHi',
    )
    assert found is not None
    assert (found.from_addr, found.subject, found.body) == ("jane@acme.test", "Lunch", "Hi")


def test_a_sender_under_a_name_that_nobody_knows_is_looked_at():
    found = inline(
        "Fwd: Lunch",
        f"{MARK}Kutoka: Jane <jane@acme.test>\nDate: 2 Oct 2023\nSubject: Lunch\nTo: <alex@home.test>\n\nHi",
    )
    assert found is not None
    assert found.from_addr == "jane@acme.test"
    assert found.unsure


def test_one_line_of_words_under_a_forward_prefix_is_looked_at():
    found = inline("FW: Lunch", 'See.\n\nOn 02/10/2023, 10:00, "Jane Doe" <jane@acme.test> wrote:\n\nDear Alex')
    assert found is not None
    assert (found.from_addr, found.subject, found.body) == ("jane@acme.test", "Lunch", "Dear Alex")
    assert found.unsure
    assert inline("Re: Lunch", 'See.\n\nOn 02/10/2023, 10:00, "Jane" <jane@acme.test> wrote:\n\nDear Alex') is None


def test_the_words_alone_name_nobody():
    found = inline("Fwd: Lunch", f"See.\n\n{MARK}\nDear Alex, write to bob@ray.test")
    assert found is not None
    assert (found.from_addr, found.note) == ("", "See.")
    assert found.unsure
    assert inline("Lunch", f"See.\n\n{MARK}\nDear Alex") is None


def test_the_signature_of_the_forwarder_is_no_note():
    found = inline("Fwd: Lunch", f"For you.\n\n-- \nAlex\n+49 30 1234567\n\n{MARK}{BLOCK}\nDear Alex")
    assert found is not None
    assert found.note == "For you."


def test_the_second_rule_of_a_client_is_no_body():
    found = inline("Fwd: Lunch", f"===== Forwarded message =====\n{BLOCK}===== Forwarded message =====\n\nDear Alex")
    assert found is not None
    assert found.body == "Dear Alex"


def test_a_body_that_is_itself_a_forward_keeps_its_first_line():
    found = inline("Fwd: Lunch", f"{MARK}{BLOCK}\n\n{MARK}{INNER}")
    assert found is not None
    assert found.body.startswith("---------- Forwarded message")


HOSTILE = {
    "spaces": " " * 100_000, "brackets": "<" * 50_000, "From": "From:\n" * 50_000, "senders": "From: a@b.c\n" * 16_000,
    "one line": "x" * 100_000, "quotes": ">" * 100_000,
    "tower": "".join(">" * depth + " From: x\n" for depth in range(600)),
    "separators": MARK * 5000, "ats": "a@" * 50_000, "rules": "-" * 100_000, "empty": "\n" * 150_000,
    "recipients": f"{MARK}From: a@b.c\nTo: " + "a@b.c,\n" * 25_000,
    "senders in a line": f"{MARK}From: " + "<a@b.c> " * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("subject", ["Fwd: x", "x", "Fwd: " * 5000])
def test_hostile_text_comes_to_an_end(name, subject):
    found = inline(subject, HOSTILE[name])
    assert found is None or len(found.body) <= 200_000


PIECES = st.sampled_from(
    [MARK, BLOCK, INNER, "> ", "\n", "On 2.10.2023 a@b.test wrote:\n", "Von: x <x@y.test>\n", "An: z\n", "text\n",
     "-----\n",
     "Subject: x\n", "\t", "：", "<", "@", "From: \u200f", "Begin forwarded message:\n", "Betreff: "]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["Fwd: x", "Re: x", "x", ""]), st.lists(PIECES | st.text(max_size=20), max_size=14))
def test_an_address_that_is_told_stands_in_the_text(subject, pieces):
    text = "".join(pieces)
    found = inline(subject, text)
    assert found is None or found.from_addr in text.lower() or "xn--" in found.from_addr

"""Blocks of header fields in the text of mails."""

from hypothesis import given
from hypothesis import strategies as st

from mailsync.blocks import read, row


def block(text: str, subject: str = ""):
    return read([row(line) for line in text.split("\n")], 0, subject)


def values(text: str, subject: str = "") -> dict[str, str]:
    found = block(text, subject)
    return found.fields if found else {}


def test_fields_are_read_in_any_order_up_to_the_empty_line():
    found = block("Subject: Lunch\nDate: Monday\nFrom: Jane <j@a.test>\nTo: Alex\n\nDear Alex,")
    assert found is not None
    assert found.fields == {"subject": "Lunch", "date": "Monday", "from": "Jane <j@a.test>", "to": "Alex"}
    assert found.end == 4


def test_a_block_without_an_empty_line_below_ends_with_its_last_field():
    found = block("From: Jane\nSent: Monday\nTo: Alex\nSubject: Lunch\nDear Alex,", "FW: Lunch")
    assert found is not None
    assert (found.fields["subject"], found.end) == ("Lunch", 4)


def test_a_long_list_of_recipients_runs_on():
    text = "From: Jane\nTo: A <a@a.test>, B <b@b.test>,\nC <c@c.test>\nCc: D\n <d@d.test>\nSubject: Lunch"
    assert values(text)["to"] == "A <a@a.test>, B <b@b.test>, C <c@c.test>"
    assert values(text)["cc"] == "D <d@d.test>"


def test_a_long_subject_runs_on_as_far_as_that_of_the_forward_says():
    text = "From: Jane\nSubject: A talk about the\nsecond half\nDear Alex"
    assert values(text, "A talk about the second half")["subject"] == "A talk about the second half"
    assert values(text, "A talk about the")["subject"] == "A talk about the"


def test_empty_rows_between_fields_are_overlooked():
    text = "From: Jane <j@a.test>\n\nSent: Monday\n\nTo: Alex\n\nSubject: Lunch\n\nDear Alex"
    assert list(values(text)) == ["from", "date", "to", "subject"]


def test_a_value_may_stand_below_its_name():
    assert values("From:\nJane <j@a.test>\nSent:\nMonday\nSubject:\nLunch", "Lunch") == {
        "from": "Jane <j@a.test>", "date": "Monday", "subject": "Lunch",
    }  # fmt: skip


def test_an_empty_subject_takes_nothing_from_the_body():
    assert values("From: Jane\nTo: Alex\nSubject:\n\nDear Alex")["subject"] == ""


def test_a_block_ends_where_another_begins():
    text = "From: Jane <j@a.test>\nTo: Alex\nSubject: Lunch\n\nFrom: Bob <b@b.test>\nTo: Jane\nDate: Sunday"
    assert values(text) == {"from": "Jane <j@a.test>", "to": "Alex", "subject": "Lunch"}


def test_a_block_keeps_to_its_depth_of_quotes():
    found = block("> From: Jane\n> To: Alex\n>> Subject: Lunch")
    assert found is not None
    assert (found.depth, list(found.fields)) == (1, ["from", "to"])


def test_fields_under_names_that_nobody_knows_are_kept_apart():
    found = block("From: Jane\nX-Desk: upper one\nTo: Alex\nSubject: Lunch")
    assert found is not None
    assert found.fields == {"from": "Jane", "to": "Alex", "subject": "Lunch"}
    assert found.unknown == ["upper one"]


def test_all_fields_in_one_line_are_told_apart():
    text = "From: Jane <j@a.test>To: Alex <x@b.test>Sent: Monday, 10:00 GMTSubject: Lunch"
    assert values(text) == {
        "from": "Jane <j@a.test>", "to": "Alex <x@b.test>", "date": "Monday, 10:00 GMT", "subject": "Lunch",
    }  # fmt: skip


def test_the_language_is_that_of_most_names():
    found = block("Von: Jana\nGesendet: Montag\nAn: Alex\nBetreff: Kaffee")
    assert found is not None
    assert found.languages == frozenset({"de"})


def test_quote_marks_are_counted_and_spaces_are_one():
    assert row("> >  a \t b") == row(">>  a b")
    assert row(">> a  b").depth == 2


@given(
    st.lists(
        st.sampled_from(["From: a", "To:", "Subject: x", "", "> Date: 1", " b", "b", "An: a@b.c,", "X: y"]), min_size=1
    )
)
def test_any_rows_are_a_block_that_ends_within_them_or_none(lines):
    found = block("\n".join(lines), "x")
    assert found is None or 0 < found.end <= len(lines)

"""The note above a forwarded mail, and its body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync.carried import body, note


@pytest.mark.parametrize(
    "rule", ["", "____________", "-----Original Message-----", "-------- Words of a client --------", "> "]
)
def test_what_parts_the_note_from_the_forward_is_no_note(rule):
    assert note(["For you.", "", rule, ""]) == "For you."


def test_a_mail_without_a_note_has_none():
    assert note(["", "-----Original Message-----"]) == ""


def test_as_many_quote_marks_are_taken_off_as_stood_before_the_fields():
    assert body(["> ", "> Dear Alex,", ">> old", "after"], 1) == "Dear Alex,\n> old\nafter"


def test_a_body_that_is_quoted_throughout_loses_one_mark():
    assert body(["> Dear Alex,", "", "> > old"], 0) == "Dear Alex,\n\n> old"


def test_a_body_that_quotes_here_and_there_keeps_its_marks():
    assert body(["> Shall we?", "Yes."], 0) == "> Shall we?\nYes."


def test_an_indented_body_is_moved_to_the_left():
    assert body(["    Dear Alex,", "", "      closer"], 0) == "Dear Alex,\n\n  closer"


def test_the_line_that_ends_a_forward_is_no_body():
    assert body(["Dear Alex", "", "----- End forwarded message -----", ""], 0) == "Dear Alex"


@given(st.lists(st.text(alphabet="> -=ab\t", max_size=12), max_size=12), st.integers(0, 3))
def test_no_line_is_longer_than_it_was(lines, depth):
    assert len(body(lines, depth)) <= len("\n".join(lines))

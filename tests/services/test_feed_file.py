"""The file of a calendar feed, whatever stands in the words."""

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.services.make import on
from webapp.services import feed_file
from webapp.services.feeds import Entry

_text = st.text(max_size=80) | st.sampled_from(["\r\nBEGIN:VEVENT\r\nUID:x", "a;b,c\\n\nd", "x" * 300, "é" * 90, ""])


@given(_text, _text, _text)
def test_whatever_stands_in_the_words_the_file_has_that_one_entry(summary: str, text: str, place: str) -> None:
    entry = Entry("1@x", on(1), on(2), summary, text, place)
    raw = feed_file.written([entry], on(1))
    (found,) = Calendar.from_ical(raw).events
    assert (found["uid"], found.start) == ("1@x", on(1))
    assert max(len(row) for row in raw.split(b"\r\n")) <= 75

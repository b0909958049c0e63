"""The first lines of a note say what to do; the rest is kept as it was written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.notes import Note, Reminder, kind_of, named, read

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "day", "what"),
    [
        ("remind friday", date(2026, 11, 27), ""),
        ("Remind me Friday", date(2026, 11, 27), ""),
        ("remind: fri to send the CV", date(2026, 11, 27), "send the CV"),
        ("remind monday", date(2026, 11, 30), ""),
        ("remind next friday", date(2026, 12, 4), ""),
        ("remind next monday", date(2026, 11, 30), ""),
        ("remind this thursday: call", date(2026, 11, 26), "call"),
        ("remind today", MONDAY, ""),
        ("remind tomorrow", date(2026, 11, 24), ""),
        ("remind next week", date(2026, 11, 30), ""),
        ("remind next month", date(2026, 12, 23), ""),
        ("remind in 2 weeks", date(2026, 12, 7), ""),
        ("remind in two weeks about the offer", date(2026, 12, 7), "the offer"),
        ("remind in 1 day", date(2026, 11, 24), ""),
        ("remind in a month", date(2026, 12, 23), ""),
        ("remind 12 March", date(2027, 3, 12), ""),
        ("remind on the 12th of march", date(2027, 3, 12), ""),
        ("remind March 12", date(2027, 3, 12), ""),
        ("remind 12 Dec 2027", date(2027, 12, 12), ""),
        ("remind Dec 12th, 2027", date(2027, 12, 12), ""),
        ("remind 2026-12-01", date(2026, 12, 1), ""),
        ("remind 29 February", date(2028, 2, 29), ""),
        ("remind 23 November", MONDAY, ""),
    ],
)
def test_the_days_of_a_reminder(written: str, day: date, what: str) -> None:
    note = read(written, MONDAY)
    assert note.reminders == [Reminder(day, what)]
    assert (note.text, note.problems) == ("", [])


@pytest.mark.parametrize(
    "written",
    [
        "remind", "remind soon", "remind me to call", "remind 31 June", "remind 2020-01-01", "remind 2026-13-01",
        "remind 3/4", "remind in 999 years", "remind 12", "remind mayhem", "remind friday2", "remind 2126-01-01",
    ],
)  # fmt: skip
def test_a_day_that_is_not_understood_is_said_and_nothing_is_lost(written: str) -> None:
    note = read(written, MONDAY)
    assert note.reminders == []
    assert note.problems[0].startswith("remind: no coming day was found")
    assert note.text in {written, ""}


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert read("remind in a month", date(2027, 1, 31)).reminders == [Reminder(date(2027, 2, 28))]


def test_a_note_and_an_ask() -> None:
    note = read("note: met at the fair\nask: could you introduce me to Bob?", MONDAY)
    assert note.text == "met at the fair"
    assert note.asks == [("introduction", "could you introduce me to Bob?")]


def test_commands_of_one_line_are_set_apart_by_semicolons() -> None:
    note = read("with Jane Doe; thanks; remind friday; she was kind", MONDAY)
    assert (note.person, note.thanks, note.text) == ("Jane Doe", True, "she was kind")
    assert note.reminders == [Reminder(date(2026, 11, 27))]


def test_commands_end_with_the_first_line_that_has_none() -> None:
    note = read("thanks\nShe wrote at length.\nremind friday", MONDAY)
    assert note.thanks
    assert note.text == "She wrote at length.\nremind friday"
    assert note.reminders == []


@pytest.mark.parametrize(
    "written",
    [
        "Nice talk; he knows Bob", "Thanks for this!", "reminder: call", "With kind regards", "with best wishes,",
        "with pleasure", "notes: x", "ask Bob", "without Jane", "A line\n\nand another", "with",
        "with " + "x" * 200, "…",
    ],
)  # fmt: skip
def test_other_words_are_a_plain_note(written: str) -> None:
    assert read(written, MONDAY) == Note(text=written)


@pytest.mark.parametrize(("written", "problem"), [("ask:", "ask: nothing"), ("note: ", "note: nothing")])
def test_an_empty_command_is_said(written: str, problem: str) -> None:
    assert read(written, MONDAY).problems[0].startswith(problem)


def test_two_people_are_one_too_many() -> None:
    note = read("with Jane Doe; with Bob Ray", MONDAY)
    assert note.person == "Jane Doe"
    assert "two people" in note.problems[0]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("20 minutes on the phone?", "meeting"), ("could you look over my résumé", "feedback"),
        ("would you write a recommendation", "recommendation"), ("would you vouch for me", "vouch"),
        ("could you put me in touch with Bob over coffee", "introduction"), ("your advice on offers", "advice"),
        ("how did you get into data", "experience"), ("who is hiring?", "information"),
    ],
)  # fmt: skip
def test_the_kind_of_an_ask_is_guessed_by_its_words(words: str, kind: str) -> None:
    assert kind_of(words) == kind


PEOPLE = [
    ("1", "Jane Doe"),
    ("2", "José Álvarez"),
    ("3", "Jane Miller"),
    ("4", "Bo"),
    ("5", "Kim Lee"),
    ("6", "Lee Kim"),
]


@pytest.mark.parametrize(
    ("name", "sure", "candidates"),
    [
        ("Jane Doe", "1", ("1",)),
        ("doe, jane", "1", ("1",)),
        ("jose alvarez", "2", ("2",)),
        ("Jane", "", ("1", "3")),
        ("Doe", "", ("1",)),
        ("Bo", "", ("4",)),
        ("Kim Lee", "", ("5", "6")),
        ("Jane M. Doe", "", ("1",)),
        ("Bo Lind", "", ()),
        ("Mary", "", ()),
        ("", "", ()),
    ],
)
def test_only_a_whole_name_that_one_person_has_is_sure(name: str, sure: str, candidates: tuple[str, ...]) -> None:
    assert named(name, PEOPLE) == (sure, candidates)


@given(st.text(alphabet="abc ;:\n.é"))
def test_what_has_no_command_is_kept_as_it_stands(written: str) -> None:
    assert read(written, MONDAY) == Note(text=written.strip())


@given(st.text())
def test_no_text_is_too_odd_to_be_read(written: str) -> None:
    read(written, MONDAY)


@given(
    st.lists(st.sampled_from(["remind friday", "thanks", "with Jane Doe", "note: a", "ask: b", "words"]), max_size=6)
)
def test_a_note_is_read_the_same_on_lines_and_with_semicolons_up_to_its_text(parts: list[str]) -> None:
    if "words" in parts:
        parts = parts[: parts.index("words")]
    together, apart = read("; ".join(parts), MONDAY), read("\n".join(parts), MONDAY)
    assert together == apart

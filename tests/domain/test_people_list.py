"""Pasted lists: what is read from each way to write one, and that nothing pasted breaks it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain.people_line import LONGEST_NAME
from webapp.domain.people_list import Named, parse, reading

JANE, SAM, OMAR = Named("Jane Doe"), Named("Sam Park"), Named("Omar Reyes")
AT_ACME = Named("Jane Doe", "", "Acme")
HEAD = Named("Jane Doe", "Head of Data", "Acme")
WITH_ADDRESS = Named("Jane Doe", address="jane@acme.example")

ONE_LINE = {
    "Jane Doe": JANE,
    "  - Jane Doe,": JANE,
    "Doe, Jane": JANE,
    "Doe, Jane M.": Named("Jane M. Doe"),
    "van der Berg, Jan": Named("Jan van der Berg"),
    "O'Brien, Kate (Acme)": Named("Kate O'Brien", "", "Acme"),
    "Jane Doe, Acme": AT_ACME,
    "Jane Doe (Acme)": AT_ACME,
    "Jane Doe [Acme]": AT_ACME,
    "Jane Doe - Acme": AT_ACME,
    "Jane Doe @ Acme": AT_ACME,
    "Jane Doe at Acme": AT_ACME,
    "Jane Doe\tAcme": AT_ACME,
    "Jane Doe (she/her), Acme": AT_ACME,
    "Jane Doe (+1) – Acme": AT_ACME,
    "Jane Doe, PhD, Acme": AT_ACME,
    "Jane Doe, IBM": Named("Jane Doe", "", "IBM"),
    "Doe, IBM": Named("Doe", "", "IBM"),
    "Jane Doe, Acme, Inc.": Named("Jane Doe", "", "Acme, Inc."),
    '"Jane Doe","Acme"': AT_ACME,
    "Jane Doe – Head of Data, Acme": HEAD,
    "Jane Doe, Head of Data at Acme": HEAD,
    "Jane Doe, Acme, Head of Data": HEAD,
    "Jane Doe | Head of Data | Acme": HEAD,
    "Jane Doe (Head of Data, Acme)": HEAD,
    "Jane Doe\tAcme\tHead of Data": HEAD,
    "Jane Doe | CTO | Acme": Named("Jane Doe", "CTO", "Acme"),
    "Jane Doe, VP Sales, Acme, London": Named("Jane Doe", "VP Sales, London", "Acme"),
    "Jane Doe <jane@acme.example>": WITH_ADDRESS,
    "Jane Doe jane@acme.example": WITH_ADDRESS,
    "Jane Doe (jane@acme.example)": WITH_ADDRESS,
    "Jane Doe <mailto:Jane@ACME.example>": WITH_ADDRESS,
    '"Doe, Jane" <jane@acme.example>': WITH_ADDRESS,
    "Jane <jane@acme.example>": Named("Jane", address="jane@acme.example"),
    "Jane Doe, Acme, jane@acme.example": Named("Jane Doe", "", "Acme", "jane@acme.example"),
    "jane.doe@acme.example": Named("Jane Doe", address="jane.doe@acme.example"),
    "jd42@acme.example": Named("jd42@acme.example", address="jd42@acme.example"),
    "Jane Doe +44 20 1234 5678": JANE,
    "Jane Doe https://people.example/jane": JANE,
    "Samuel (Sam) Park": Named("Samuel (Sam) Park"),
    "Dr. Jane Doe": Named("Dr. Jane Doe"),
    "Dean Smith": Named("Dean Smith"),
    "Jean-Luc Picard - Starfleet": Named("Jean-Luc Picard", "", "Starfleet"),
    "王小明": Named("王小明"),
    "김민수, 삼성": Named("김민수", "", "삼성"),
    "Иван Петров, Яндекс": Named("Иван Петров", "", "Яндекс"),
    "\u200bJane\u00a0Doe\ufeff": JANE,
}


@pytest.mark.parametrize("line", ONE_LINE)
def test_a_line_is_told_apart(line: str) -> None:
    assert parse(line) == [ONE_LINE[line]]


THREE = {
    "one a line": "Jane Doe\nSam Park\r\n\r\nOmar Reyes\n",
    "numbered": "1. Jane Doe\n2) Sam Park\n(3) Omar Reyes",
    "with bullets": "• Jane Doe\n– Sam Park\n[x] Omar Reyes",
    "quoted in a mail": "> Jane Doe\n> - Sam Park\n> - Omar Reyes",
    "with commas": "Jane Doe, Sam Park, Omar Reyes",
    "in a sentence": "Jane Doe, Sam Park and Omar Reyes",
    "with semicolons": "Jane Doe; Sam Park; Omar Reyes;",
    "surnames first, with semicolons": "Doe, Jane; Park, Sam; Reyes, Omar",
    "under a heading": "Attendees (3):\nJane Doe\nSam Park\nOmar Reyes",
    "behind a label": "Speakers: Jane Doe, Sam Park, Omar Reyes",
    "some twice": "Jane Doe\nSam Park\njane doe\nOmar Reyes\nDOE Jane\n",
    "a table": "First name\tLast name\nJane\tDoe\nSam\tPark\nOmar\tReyes",
}


@pytest.mark.parametrize("way", THREE)
def test_three_people_are_found_however_they_are_listed(way: str) -> None:
    assert parse(THREE[way]) == [JANE, SAM, OMAR]


LISTS = {
    "Jane Doe <jane@acme.example>, Sam Park <sam@b.example>": ["Jane Doe", "Sam Park"],
    '"Doe, Jane" <jane@acme.example>, "Park, Sam" <sam@b.example>': ["Jane Doe", "Sam Park"],
    "jane@acme.example; sam@b.example": ["jane@acme.example", "sam@b.example"],
    "Jane, Sam, Omar": ["Jane", "Sam", "Omar"],
    "Jane and Sam": ["Jane", "Sam"],
    "García Márquez, Gabriel\nDoe, Jane\nPark, Sam": ["Gabriel García Márquez", "Jane Doe", "Sam Park"],
    "Jane Doe\nHead of Data at Acme\nSam Park\nCTO, Globex": ["Jane Doe", "Sam Park"],
    "Jane Doe, Goldman Sachs, Private Wealth\nSam Park, Morgan Stanley, Equity Sales\nBo Lind, Acme, Data Science": [
        "Jane Doe", "Sam Park", "Bo Lind",
    ],
    "Jane Doe;Acme;jane@acme.example\nSam Park;Globex;sam@b.example\nBo Lind;Initech;bo@c.example": [
        "Jane Doe", "Sam Park", "Bo Lind",
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", LISTS)
def test_a_list_is_taken_apart_only_where_that_is_clear(text: str) -> None:
    assert [one.name for one in parse(text)] == LISTS[text]


def test_a_table_with_headings_is_read_by_them() -> None:
    heading, jane = "Company,Name,Email,Job title", '"Acme, Inc.","Doe, Jane",jane@acme.example,Head of Data'
    text = f"{heading}\n{jane}\nGlobex,,bo.lind@b.example,"
    assert parse(text) == [
        Named("Jane Doe", "Head of Data", "Acme, Inc.", "jane@acme.example"),
        Named("Bo Lind", "", "Globex", "bo.lind@b.example"),
    ]


def test_what_a_page_writes_under_a_name_belongs_to_it() -> None:
    assert parse("Jane Doe\nHead of Data at Acme\nSam Park") == [HEAD, SAM]


def test_what_one_entry_says_more_is_kept() -> None:
    assert parse("Jane Doe\nJane Doe, Acme\nJane Doe <jane@acme.example>") == [
        Named("Jane Doe", "", "Acme", "jane@acme.example")
    ]


@pytest.mark.parametrize(
    "text", ["Jane Doe, Acme\nJane Doe, Globex", "Jane Doe <jane@a.example>\nJane Doe <jane@b.example>"]
)
def test_namesakes_at_two_places_or_addresses_are_two_people(text: str) -> None:
    assert len(parse(text)) == 2


def test_prose_is_not_taken_for_a_name_and_said() -> None:
    prose = [
        "We are looking forward to seeing you all on Tuesday evening",
        "See you all there at six",
        "and bring a friend",
    ]
    found = reading("\n".join(["Jane Doe", "Software Engineer at Acme, and more", *prose, "sam de la park"]))
    assert found.unread == prose
    assert [one.name for one in found.people] == ["Jane Doe", "sam de la park"]


@pytest.mark.parametrize("nothing", ["", " \n\t", ",,;;\n--", "\x00\u202e", "12\n(3)", "Attendees:", "Guests (12)"])
def test_nothing_is_found_in_nothing(nothing: str) -> None:
    assert reading(nothing).people == []
    assert reading(nothing).unread == []


def test_five_hundred_lines_are_five_hundred_people() -> None:
    lines = [f"{number}. Person{chr(97 + number % 26)}{number} Doe, Company {number}" for number in range(500)]
    assert len(parse("\n".join(lines))) == 500


@pytest.mark.parametrize(
    "nasty",
    [
        "(" * 50_000,
        "<" * 50_000,
        "- " * 40_000,
        "a@" * 40_000,
        "1. " * 30_000,
        "Jane, " * 15_000,
        "x" * 99_999,
        "a" + " " * 99_000 + "b",
        "a" + "\t" * 99_000 + "b",
        "Name,Email\n" + "x" * 99_000,
    ],
)
def test_what_is_made_to_be_slow_is_not(nasty: str) -> None:
    found = reading(nasty)
    assert all(len(one.name) <= LONGEST_NAME for one in found.people)


_PIECES = st.sampled_from(
    ["Jane", "Doe", "Acme", "jane@acme.example", ",", ";", "\n", "\t", "(", ")", "<", ">", '"', " - ", " at ", "and",
     " ", "Head of", "1.", "•", "@", "\ud800", "\x00", "ß", "王小明", "|", "Inc.", ":"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=40).map("".join)))
def test_whatever_is_pasted_each_has_a_name_and_stands_there_once(text: str) -> None:
    people = parse(text)
    assert all(one.name.strip() and len(one.name) <= 320 for one in people)
    assert all("\n" not in value and "\x00" not in value for one in people for value in (one.name, one.organisation))
    assert parse("\n".join([text, text])) is not None
    assert len(set(people)) == len(people)

"""Answers taken apart: what makes sense is understood, what does not harms nothing."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync.responses import Value, answers, fetched, moment, numbers, values

WORDS = st.text(alphabet='UID FETCH()"\\{}[]<>BODY.NIL123 \r\n\x00ü', max_size=200).map(str.encode)
PIECES = st.lists(st.one_of(WORDS, st.tuples(WORDS, st.binary(max_size=30)), st.none()), max_size=8)


def test_brackets_become_lists_and_nil_nothing() -> None:
    assert values([b'1 (A "b c" (NIL "NIL") "q\\"\\\\")']) == [b"1", [b"A", b"b c", [None, b"NIL"], b'q"\\']]


def test_a_literal_stands_where_its_length_stood() -> None:
    assert values([(b"1 (BODY[] {3}", b")(\r"), b" UID 7)"]) == [b"1", [b"BODY[]", b")(\r", b"UID", b"7"]]


def test_each_answer_has_all_of_its_literals() -> None:
    data = [(b"1 (A {1}", b"x"), (b" B {1}", b"y"), b")", b"2 (C D)"]
    assert [len(pieces) for pieces in answers(data)] == [3, 1]


@pytest.mark.parametrize(
    "name",
    [
        b"BODY[HEADER.FIELDS (FROM TO)]<0>",
        b'BODY[HEADER.FIELDS ("FROM" "TO")]',
        b"body[header.fields (From)]",
    ],
)
def test_a_section_has_one_name_however_it_is_written(name: bytes) -> None:
    (items,) = fetched([(b"1 (uid 4 " + name + b" {1}", b"x"), b")"])
    assert items == {"UID": b"4", "BODY[HEADER.FIELDS]": b"x"}


def test_words_inside_a_text_are_no_items() -> None:
    (items,) = fetched([b'1 (BODYSTRUCTURE ("TEXT" "x) UID 9") UID 4)'])
    assert items["UID"] == b"4"


def test_numbers_come_from_all_lines_and_without_the_modseq() -> None:
    assert numbers([b"3 1", b"2 1 (MODSEQ 99)", b"", None, b"x 4"]) == {1, 2, 3, 4}


def test_a_date_of_the_server_is_in_utc() -> None:
    assert moment(b" 1-Feb-2026 10:00:00 +0130") == datetime(2026, 2, 1, 8, 30, tzinfo=UTC)
    assert moment(b"31-DEC-2025 23:00:00 -0200") == datetime(2026, 1, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *(None, b"", b"yesterday", b"31-Feb-2026 10:00:00 +0000", b"01-Foo-2026 10:00:00 +0000"),
        *(b"01-Jan-0001 00:00:00 +0900", b"01-Feb-2026 10:00:00 +9900", [b"01-Feb-2026 10:00:00 +0000"]),
    ],
)
def test_a_senseless_date_is_none(text: Value) -> None:
    assert moment(text) is None


@given(PIECES)
def test_no_answer_is_too_odd(data: list[bytes | tuple[bytes, bytes] | None]) -> None:
    list(fetched(data))
    numbers(data)
    values(data)


@given(st.recursive(st.one_of(st.none(), st.binary()), lambda inner: st.lists(inner, max_size=4), max_leaves=20))
def test_what_is_written_with_literals_is_read_back(value: object) -> None:
    pieces: list[bytes | tuple[bytes, bytes]] = []

    def write(part: object) -> None:
        if isinstance(part, list):
            pieces.append(b"(")
            for inner in part:
                write(inner)
            pieces.append(b")")
        elif isinstance(part, bytes):
            pieces.append((b"{%d}" % len(part), part))
        else:
            pieces.append(b" NIL ")

    write(value)
    assert values(pieces) == [value]


def test_deep_brackets_and_endless_sections_are_only_text() -> None:
    values([b"(" * 100_000])
    values([b"[ " * 20_000 + b'"' * 20_001])

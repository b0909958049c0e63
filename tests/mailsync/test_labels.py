"""The names of header fields in the text of mails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsync.labels import bare_field, field, glued, visible


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("From: Jane Doe", "from", "Jane Doe"),
        ("*From:* Jane Doe", "from", "Jane Doe"),
        ("**Von:** Jana", "from", "Jana"),
        ("*Subject*: Lunch", "subject", "Lunch"),
        ("De : Jeanne", "from", "Jeanne"),
        ("Envoyé le : lundi", "date", "lundi"),
        ("Date d’envoi : lundi", "date", "lundi"),
        ("差出人：花子", "from", "花子"),
        ("보낸 사람: 지민", "from", "지민"),
        ("מאת: דנה", "from", "דנה"),
        ("Kopie (CC): a@b.test", "cc", "a@b.test"),
        ("Κοιν.: a@b.test", "cc", "a@b.test"),
        ("KIMDEN: Ayşe", "from", "Ayşe"),
        ("Attachments: plan.pdf", "other", "plan.pdf"),
        ("Subject:", "subject", ""),
    ],
)
def test_a_field_is_known_by_its_name(line, kind, value):
    found = field(line)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "line", ["", ":", "Hello: there", "From what you wrote: no", "Please write to: me", "https://from.test/"]
)
def test_other_lines_name_no_field(line):
    assert field(line) is None


def test_a_name_that_several_languages_share_belongs_to_all_of_them():
    found = field("De: x")
    assert found is not None
    assert {"fr", "es", "pt"} <= found.languages


def test_a_field_may_stand_without_a_colon():
    found = bare_field("From Jane Doe <jane@acme.test>")
    assert found is not None
    assert (found.kind, found.value) == ("from", "Jane Doe <jane@acme.test>")


def test_fields_written_into_one_line_are_found_where_they_begin():
    value = "Jana <j@a.test>An: b@c.test Gesendet: Montag, 10:00 MESZBetreff: Kaffee"
    kinds = [found.kind for _, found in glued(value, frozenset({"de"}))]
    assert kinds == ["to", "date", "subject"]


def test_marks_of_direction_are_not_seen():
    assert visible("\u200fמאת:\u200e x\u00ad") == "מאת: x"


@given(st.text(max_size=80))
def test_any_line_is_a_field_or_none(line):
    found = field(line)
    assert found is None or found.value in " ".join(line.split()) or found.value in line

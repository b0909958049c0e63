"""Who somebody on a list is: sure, to be asked about, or nobody known; never by guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from webapp.domain import attendance, names
from webapp.domain.attendance import CHOICES, Match, Person


def somebody(id_: str, name: str, organisation: str = "") -> Person:
    first = names.words(name.split(maxsplit=1)[0]) if name else ()
    return Person(id_, names.words(name), names.words(organisation), first[0] if first else "")


def match(written: str, *known: str, holder: int | None = None) -> Match:
    """Match a name among contacts, each written as "name" or "name, organisation"; ids are their numbers."""
    people = [somebody(str(number), *one.split(", ")) for number, one in enumerate(known)]
    return attendance.match(
        somebody("", *written.split(", ")), people[holder] if holder is not None else None, people, ratio
    )


@pytest.mark.parametrize(
    ("written", "contact"),
    [
        ("Jane Doe", "Jane Doe"),
        ("Doe Jane", "Jane Doe"),
        ("JANE DOE", "Jane Doe"),
        ("Dr. Jane Doe", "Jane Doe"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Jane Doe, Acme", "Jane Doe"),
        ("Jane Doe", "Jane Doe, Acme"),
        ("Jane Doe, Acme Consulting", "Jane Doe, Acme"),
        ("王小明", "王 小明"),
    ],
)
def test_a_name_in_full_that_one_contact_has_is_sure(written: str, contact: str) -> None:
    assert match(written, contact, "Sam Park") == Match("0")


@pytest.mark.parametrize(
    ("written", "contact"),
    [
        ("Jane Doe, Globex", "Jane Doe, Acme"),
        ("J. Doe", "Jane Doe"),
        ("Jane D.", "Jane Doe"),
        ("J. Doe", "J. Doe"),
        ("Jane", "Jane"),
        ("Jane", "Jane Doe"),
        ("Jane Doe", "Jane"),
        ("Jane Mary Doe", "Jane Doe"),
        ("J. M. Doe", "Jane Mary Doe"),
        ("Jane M. Doe", "Jane Mary Doe"),
        ("Jon Park", "John Park"),
        ("Micheal Roe", "Michael Roe"),
        ("Catherine Roe", "Katherine Roe"),
        ("Anne-Marie Dupont", "Annemarie Dupont"),
        ("Sam Park", "Samuel Park"),
        ("Jane Roe, Acme", "Jane Doe, Acme"),
    ],
)
def test_a_name_that_is_near_is_asked_about(written: str, contact: str) -> None:
    assert match(written, contact) == Match(candidates=("0",))


@pytest.mark.parametrize(
    ("written", "contact"),
    [
        ("Jane Doe", "Sam Park"),
        ("Jane Roe", "Jane Doe"),
        ("Jane Roe, Globex", "Jane Doe, Acme"),
        ("Sam Doe", "Jane Doe"),
        ("Sam Parker", "Sam Barker"),
        ("Jan Doe", "Eva Doe"),
        ("Anna Berg", "Anna Bergmann"),
        ("Doe", "Jane Doe"),
        ("", "Jane Doe"),
        ("Jane Doe", ""),
    ],
)
def test_a_name_that_is_another_is_nobody_known(written: str, contact: str) -> None:
    assert match(written, contact) == Match()


def test_of_namesakes_the_organisation_tells_who() -> None:
    assert match("Jane Doe, Acme", "Jane Doe, Globex", "Jane Doe, Acme") == Match("1")
    assert match("Jane Doe", "Jane Doe, Globex", "Jane Doe, Acme").contact_id is None
    assert match("Jane Doe, Acme", "Jane Doe, Acme", "Jane Doe, Acme").candidates == ("0", "1")


def test_an_address_is_sure_whatever_the_name_says_shorter() -> None:
    assert match("Jane", "Jane Doe", "Jane Roe", holder=0) == Match("0")
    assert match("Jane Smith", "Jane Doe", holder=0) == Match("0")


def test_an_address_of_somebody_of_quite_another_name_is_asked_about_first() -> None:
    assert match("Sam Park", "Jane Doe", "Sam Park", holder=0) == Match(candidates=("0", "1"))


def test_the_likeliest_is_asked_about_first() -> None:
    assert match("Sam Park, Acme", "Sam Roe, Acme", "Samuel Park", "S. Park", "Sam Park, Globex").candidates == (
        "3", "2", "1", "0",
    )  # fmt: skip


def test_a_first_name_that_many_have_asks_nothing() -> None:
    jane = [f"Jane {surname}" for surname in ("Roe", "Poe", "Loe", "Moe", "Noe", "Zoe")]
    assert match("Jane", *jane[:CHOICES]).candidates == ("0", "1", "2", "3", "4")
    assert match("Jane", *jane) == Match()


_NAMES = st.lists(
    st.sampled_from(["jane", "doe", "j", "sam", "samuel", "park", "anne", "marie", "annemarie", "王小明"])
)


@given(_NAMES, st.lists(_NAMES, max_size=8))
def test_only_an_equal_name_is_ever_sure(written: list[str], known: list[list[str]]) -> None:
    found = match(" ".join(written), *map(" ".join, known))
    assert found.contact_id is None or sorted(known[int(found.contact_id)]) == sorted(written)
    assert found.contact_id is None or found.candidates == ()
    assert len(found.candidates) <= CHOICES

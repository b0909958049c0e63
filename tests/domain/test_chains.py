"""Who led to whom: a tree whatever people do, and a picture of it that has room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.make import on
from webapp.domain.boughs import DEEPEST, MOST_ROWS, arrange
from webapp.domain.chains import YOU, Chain, Lead, grow

people = st.sampled_from("abcdefgh")
any_leads = st.lists(st.builds(Lead, people, people, st.integers(0, 9).map(on), st.uuids().map(str)), max_size=20)
any_known = st.dictionaries(people, st.integers(0, 9).map(on))


def named(*pairs: str) -> list[Lead]:
    """Leads of a day each: "ab" is that a named b."""
    return [Lead(one, other, on(day), str(day)) for day, (one, other) in enumerate(pairs)]


def chain(*pairs: str) -> Chain:
    return grow(named(*pairs), {})


def test_whoever_nobody_named_was_known_by_the_user() -> None:
    assert chain("ab", "bc").children == {YOU: ("a",), "a": ("b",), "b": ("c",)}


def test_the_first_to_name_somebody_led_to_them() -> None:
    found = chain("ac", "bc")
    assert found.led_by["c"].giver == "a"
    assert [(lead.giver, lead.named) for lead in found.also] == [("b", "c")]


def test_two_who_name_each_other_are_in_the_chain_once() -> None:
    found = chain("ab", "ba")
    assert found.children == {YOU: ("a",), "a": ("b",)}
    assert len(found.also) == 1


def test_a_circle_of_three_is_cut_where_it_closes() -> None:
    assert chain("ab", "bc", "ca").children == {YOU: ("a",), "a": ("b",), "b": ("c",)}


def test_who_names_themselves_leads_nowhere() -> None:
    assert chain("aa") == Chain({}, {}, ())


def test_who_was_known_before_was_led_to_by_nobody() -> None:
    assert grow(named("xa", "ab"), {"b": on(0)}).children == {YOU: ("x", "b"), "x": ("a",)}
    assert grow(named("xa", "ab"), {"b": on(1)}).children["a"] == ("b",)


def test_above_somebody_is_who_led_to_them_the_nearest_first() -> None:
    assert list(chain("ab", "bc", "bd").above("d")) == ["b", "a"]
    assert list(chain("ab", "bc", "bd", "de").below("b")) == ["c", "d", "e"]


@given(any_leads, any_known)
def test_everybody_is_in_the_tree_once_and_no_way_up_turns_in_a_circle(leads: list[Lead], known: dict) -> None:
    found = grow(leads, known)
    everybody = {one for lead in leads if lead.giver != lead.named for one in (lead.giver, lead.named)}
    below = list(found.below(YOU))
    assert sorted(below) == sorted(everybody)
    assert len(found.led_by) + len(found.also) == sum(lead.giver != lead.named for lead in leads)
    assert all(len(set(above := list(found.above(one)))) == len(above) for one in everybody)


@given(any_leads, any_known, st.randoms())
def test_the_order_in_which_leads_are_read_changes_nothing(leads: list[Lead], known: dict, chance) -> None:
    before = grow(leads, known)
    chance.shuffle(leads)
    assert grow(leads, known) == before


def test_a_giver_stands_between_those_whom_they_named() -> None:
    rows = {place.id: place.row for place in arrange(chain("ab", "ac", "ad", "xy"), YOU, {}).places}
    assert rows["a"] == rows["c"] == 1
    assert rows[YOU] == (rows["a"] + rows["x"]) / 2


def test_of_many_those_are_drawn_who_are_worth_most_and_the_rest_is_counted() -> None:
    leads = [Lead("a", f"p{number}", on(number), str(number)) for number in range(60)]
    picture = arrange(grow(leads, {}), YOU, {"p50": 100})
    assert "p50" in {place.id for place in picture.places}
    assert sum(1 for place in picture.places if place.id) + sum(place.folded for place in picture.places) == 61


def test_a_long_chain_is_folded_where_it_gets_too_deep_and_goes_on_from_there() -> None:
    letters = "abcdefghij"
    found = chain(*(letters[at : at + 2] for at in range(9)))
    fold = arrange(found, YOU, {}).places[-1]
    assert (fold.giver, fold.folded, fold.depth) == ("d", 6, DEEPEST + 1)
    assert [place.id for place in arrange(found, "d", {}).places][:3] == ["d", "e", "f"]


@pytest.mark.parametrize("fan", [1, 3, 14])
def test_however_many_they_are_the_picture_has_room(fan: int) -> None:
    leads = [Lead(f"p{(number - 1) // fan}", f"p{number}", on(number), f"{number:04}") for number in range(1, 201)]
    picture = arrange(grow(leads, {}), YOU, {})
    assert picture.rows <= MOST_ROWS
    leaves = {place.row for place in picture.places if place.row == int(place.row)}
    assert max(leaves) < picture.rows
    assert sum(1 for place in picture.places if place.id) + sum(place.folded for place in picture.places) == 201


@given(any_leads)
def test_no_two_places_lie_on_one_another(leads: list[Lead]) -> None:
    places = arrange(grow(leads, {}), YOU, {}).places
    assert len({(place.depth, place.row) for place in places}) == len(places)

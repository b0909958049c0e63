"""The warm path is the cheapest there is, in one piece, and the same every time."""

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.paths import Edge, shortest

PLACES = "abcdef"
edges = st.lists(
    st.builds(
        Edge, st.sampled_from(PLACES), st.sampled_from(PLACES), st.integers(0, 6), st.sampled_from(["met", "named"])
    ),
    max_size=14,
)
goals = st.sets(st.sampled_from(PLACES), max_size=3)


def way(*steps: Edge) -> list[str]:
    return [step.end for step in steps]


def ways(found: list[Edge], here: str, wanted: set[str], seen: frozenset[str]) -> Iterator[int]:
    """What each way costs that comes nowhere twice, tried one by one."""
    if here in wanted:
        yield 0
        return
    for edge in found:
        if edge.start == here and edge.end not in seen:
            yield from (edge.cost + rest for rest in ways(found, edge.end, wanted, seen | {edge.end}))


def test_over_two_who_know_each_other_well_is_nearer_than_over_one_stranger() -> None:
    found = [Edge("me", "ana", 1, ""), Edge("ana", "bo", 2, ""), Edge("me", "cy", 8, ""), Edge("cy", "bo", 2, "")]
    assert way(*shortest(found, "me", ["bo"])) == ["ana", "bo"]


def test_of_several_goals_the_nearest_is_reached() -> None:
    found = [Edge("me", "ana", 1, ""), Edge("me", "bo", 2, "")]
    assert way(*shortest(found, "me", ["bo", "ana"])) == ["ana"]


def test_of_equal_ways_the_one_with_fewer_steps_is_taken_and_then_the_first_in_order() -> None:
    direct = [Edge("me", "bo", 4, "")]
    around = [Edge("me", one, 2, "") for one in "ca"] + [Edge(one, "bo", 2, "") for one in "ca"]
    assert way(*shortest(around + direct, "me", ["bo"])) == ["bo"]
    assert way(*shortest(around, "me", ["bo"])) == ["a", "bo"]


def test_of_several_reasons_between_the_same_two_the_warmest_is_named() -> None:
    found = [Edge("me", "bo", 3, "a colleague"), Edge("me", "bo", 1, "a friend")]
    assert [step.why for step in shortest(found, "me", ["bo"])] == ["a friend"]


def test_where_there_is_no_way_there_are_no_steps() -> None:
    assert shortest([Edge("me", "ana", 1, "")], "me", ["bo"]) == ()
    assert shortest([], "me", []) == ()


def test_who_is_there_already_needs_no_steps() -> None:
    assert shortest([Edge("me", "ana", 1, "")], "me", ["me"]) == ()


@given(edges, goals)
def test_a_path_is_in_one_piece_and_none_is_cheaper(found: list[Edge], wanted: set[str]) -> None:
    steps = shortest(found, "a", wanted)
    costs = list(ways(found, "a", wanted, frozenset("a")))
    assert bool(steps) == (bool(costs) and "a" not in wanted)
    if steps:
        assert steps[0].start == "a"
        assert steps[-1].end in wanted
        assert all(one.end == other.start for one, other in pairwise(steps))
        assert sum(step.cost for step in steps) == min(costs)


@given(edges, goals, st.randoms())
def test_the_order_in_which_it_is_told_changes_nothing(found: list[Edge], wanted: set[str], chance) -> None:
    before = shortest(found, "a", wanted)
    chance.shuffle(found)
    assert shortest(found, "a", wanted) == before

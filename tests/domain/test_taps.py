"""What taps come to: of each field the last word counts, and nobody's words go that the one who wrote did not see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.taps import Said, Standing, Words, standing

BEGAN = datetime(2026, 12, 1, 19, 0, tzinfo=UTC)


def said(number: int, met: bool = True, **more: Any) -> Said:
    return Said(BEGAN + timedelta(minutes=number), f"tap-{number:02}", met=met, **more)


def test_who_was_met_keeps_the_first_time_until_it_is_taken_back() -> None:
    taps = [said(number, met) for number, met in enumerate((True, True, False, True, True))]
    assert standing(taps[:2]).met_at == taps[0].at
    assert standing(taps[:3]) == Standing()
    assert standing(taps).met_at == taps[3].at


def test_a_field_that_was_left_alone_stays_as_it_is() -> None:
    taps = [said(0, agreed=True, common_ground=Words("Leeds", ""), note=Words("Hires in May", "")), said(1)]
    assert standing(taps) == Standing(BEGAN, "Leeds", "Hires in May", True)


def test_who_was_not_met_after_all_did_not_agree_either() -> None:
    assert standing([said(0, agreed=True), said(1, met=False)]) == Standing()
    assert standing([said(0, agreed=True), said(1, met=False), said(2)]).agreed


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ([("May", ""), ("June", "May")], "June"),
        ([("May", ""), ("", "May")], ""),
        ([("May", ""), ("Two posts", "")], "May\nTwo posts"),
        ([("May", ""), ("Two posts", ""), ("Three posts", "Two posts")], "May\nThree posts"),
        ([("May", ""), ("Two posts", ""), ("Both", "May\nTwo posts")], "Both"),
        ([("May", ""), ("Two", ""), ("Chess", ""), ("", "May\nTwo")], "Chess"),
        ([("May", ""), ("", "May"), ("June", "May")], "June"),
        ([("May", ""), ("June", "May"), ("", "May")], "June"),
        ([("May", ""), ("May", "")], "May"),
        ([("May", ""), ("Two posts", ""), ("All", None)], "All"),
        ([("May", ""), ("", None)], ""),
    ],
)
def test_what_was_shown_gives_way_and_what_was_not_stays(words: list[tuple[str, str | None]], stands: str) -> None:
    taps = [said(number, note=Words(*one)) for number, one in enumerate(words)]
    assert standing(reversed(taps)).note == stands


# ── Two devices, neither of which hears of the other ──────────────────────────
# What each does: it rewrites its field, clears it, or taps without touching it. No word is written twice.
DEEDS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["write", "clear", "tap"])), max_size=10)


@given(deeds=DEEDS, field=st.sampled_from(["common_ground", "note"]), data=st.data())
def test_each_device_has_the_last_word_on_what_it_wrote_and_on_nothing_else(
    deeds: list[tuple[int, str]], field: str, data: st.DataObject
) -> None:
    shows, taps = ["", ""], []
    for number, (device, deed) in enumerate(deeds):
        now = {"write": f"word{number}", "clear": "", "tap": shows[device]}[deed]
        touched: dict[str, Any] = {} if now == shows[device] else {field: Words(now, shows[device])}
        shows[device] = now
        taps.append(said(number, **touched))
    held = standing(data.draw(st.permutations(taps)))
    stands = getattr(held, field).replace(", ", "\n").split("\n") if getattr(held, field) else []
    assert sorted(stands) == sorted(filter(None, shows))
    assert standing([*taps, *taps]) == held

"""When something is, in words: whole days have no hours, and no day is said twice."""

from datetime import datetime

import pytest

from webapp.domain import spans

TUESDAY = datetime(2026, 12, 1)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return TUESDAY.replace(day=day, hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (at(1, 9), at(1, 17), "Tuesday 1 December 2026, 09:00 to 17:00"),
        (at(1, 9), at(3, 17), "Tuesday 1 December 2026, 09:00 to Thursday 3 December 2026, 17:00"),
        (at(1, 20), at(2), "Tuesday 1 December 2026, 20:00 to Wednesday 2 December 2026, 00:00"),
        (at(1), at(1, 17), "Tuesday 1 December 2026, 00:00 to 17:00"),
        (at(1), at(2), "Tuesday 1 December 2026"),
        (at(1), at(4), "Tuesday 1 December 2026 to Thursday 3 December 2026"),
        (at(1), at(1), "Tuesday 1 December 2026, 00:00 to 00:00"),
    ],
)
def test_from_when_to_when_it_is(begins: datetime, ends: datetime, words: str) -> None:
    assert spans.in_words(begins, ends) == words


def test_a_day_has_no_hour() -> None:
    assert spans.exact(TUESDAY.date()) == "Tuesday 1 December 2026"

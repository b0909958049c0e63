"""Zones by name and by definition, against what the library of zones says."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.calendars.zones import offset

EUROPE = """BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD"""
AMERICA = """BEGIN:DAYLIGHT
DTSTART:20070311T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD"""


def defined(text: str, moment: datetime) -> timedelta | None:
    return offset("Ours", moment, {"Ours": text.split("\n")})


@pytest.mark.parametrize(("text", "name"), [(EUROPE, "Europe/Berlin"), (AMERICA, "America/New_York")])
def test_a_definition_gives_the_offsets_of_its_place(text, name):
    for hours in range(0, 3 * 8766, 61):
        moment = datetime(2024, 1, 1, 12) + timedelta(hours=hours)
        assert defined(text, moment) == ZoneInfo(name).utcoffset(moment)


def test_the_last_rule_that_ended_stays_in_force():
    ended = (
        "BEGIN:STANDARD\nDTSTART:20001029T030000\nTZOFFSETTO:+0300\nRRULE:FREQ=YEARLY;BYMONTH=10;UNTIL=20051030T000000Z"
    )
    assert defined(f"{ended}\nEND:STANDARD", datetime(2026, 7, 1)) == timedelta(hours=3)


def test_given_days_count_as_beginnings():
    given = "BEGIN:STANDARD\nDTSTART:20001029T030000\nTZOFFSETTO:+0300\nRDATE:20260101T000000\nEND:STANDARD"
    other = "BEGIN:DAYLIGHT\nDTSTART:20250101T000000\nTZOFFSETTO:+0400\nEND:DAYLIGHT"
    assert defined(f"{given}\n{other}", datetime(2025, 6, 1)) == timedelta(hours=4)
    assert defined(f"{given}\n{other}", datetime(2026, 6, 1)) == timedelta(hours=3)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYDAY=9SU", "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;COUNT=3", "FREQ=YEARLY;BYSETPOS=2;BYMONTH=3", "BYMONTH=3", "FREQ", "",
    ],
)  # fmt: skip
def test_a_rule_that_is_not_understood_is_no_zone(rule):
    text = f"BEGIN:STANDARD\nDTSTART:20000101T000000\nTZOFFSETTO:+0100\nRRULE:{rule}\nEND:STANDARD"
    assert defined(text, datetime(2026, 7, 1)) is None


def test_a_moment_before_the_definition_begins_has_no_offset():
    assert defined(EUROPE, datetime(1970, 1, 1)) is None


@pytest.mark.parametrize("name", ["", "Europe", "../../etc/passwd", "/", "Nowhere Standard Time", "Europe/Berlin\x00"])
def test_an_unknown_name_is_no_zone(name):
    assert offset(name, datetime(2026, 7, 1), {}) is None


@given(st.text(alphabet="BEGINDSTARLOFZUY=;:,+-0123456789\n/", max_size=200), st.datetimes())
@settings(deadline=None)
def test_no_definition_makes_it_fail(text, moment):
    defined(f"{EUROPE}\n{text}", moment)
    offset(text, moment, {})

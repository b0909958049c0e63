"""What an invitation says of an event: who may come, who invites, when."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from webapp.domain.addresses import Address
from webapp.domain.invited import LONGEST, guests, host, others, span
from webapp.domain.people_list import Named

ALICE, JANE, BOB = (
    Address("Alice", "alice@home.test"),
    Address("Doe, Jane", "jane@acme.test"),
    Address("", "bob@x.test"),
)
CLUB = Address("Data Circle", "circle@x.test")
AT = datetime(2027, 3, 10, 19, tzinfo=UTC)


def test_those_who_declined_and_the_user_are_left_out_and_nobody_comes_twice() -> None:
    listed = [(ALICE, "ACCEPTED"), (JANE, ""), (JANE, "ACCEPTED"), (BOB, "TENTATIVE"), (CLUB, "DECLINED")]
    assert guests(listed, CLUB, {ALICE.address}, set()) == [
        Named("Jane Doe", address=JANE.address), Named(BOB.address, address=BOB.address),
    ]  # fmt: skip


def test_who_invites_is_met_where_they_are_a_contact() -> None:
    assert guests([(BOB, "")], CLUB, set(), {CLUB.address})[0].name == "Data Circle"
    assert guests([], ALICE, {ALICE.address}, {ALICE.address}) == []


def test_the_host_is_who_invites_unless_that_is_the_user() -> None:
    assert [host(one, {ALICE.address}) for one in (None, ALICE, CLUB, BOB)] == ["", "", "Data Circle", BOB.address]


def test_others_are_all_but_the_user() -> None:
    assert others([ALICE.address, BOB.address], "", {ALICE.address}) == {BOB.address}


@pytest.mark.parametrize(
    ("ends", "lasts"),
    [(AT, timedelta(hours=2)), (AT + timedelta(hours=3), timedelta(hours=3)), (AT + timedelta(days=90), LONGEST)],
)
def test_an_event_lasts_as_long_as_it_says_within_reason(ends: datetime, lasts: timedelta) -> None:
    assert span(AT, ends, ZoneInfo("UTC"), all_day=False) == (AT, AT + lasts)


def test_whole_days_are_those_of_the_user() -> None:
    day = datetime(2027, 3, 14, tzinfo=UTC)  # of 23 hours in New York
    starts, ends = span(day, day + timedelta(days=1), ZoneInfo("America/New_York"), all_day=True)
    assert (starts.hour, ends - starts) == (5, timedelta(hours=23))

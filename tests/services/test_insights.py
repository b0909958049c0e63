"""What the whole shows is counted alike on both databases, months and weeks in the user's zone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.services.make import on, person
from webapp.domain.cadence import dormant
from webapp.domain.evidence import AskState, Phase
from webapp.domain.strength import Measures, Tier, tier
from webapp.models import (
    Ask,
    AskChange,
    AskKind,
    Contact,
    Duty,
    DutyKind,
    Give,
    Outcome,
    OutcomeKind,
    PhaseChange,
    Through,
    Use,
    Way,
    utcnow,
)
from webapp.services import contacts, hours, insights
from webapp.services.hours import Split
from webapp.services.insights import Stage, Ties

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
AUCKLAND = ZoneInfo("Pacific/Auckland")


def put(session: Session, contact: Contact, model: Any, **values: Any) -> Any:
    """A row of a contact as it is stored."""
    row = model(user_id=contact.user_id, contact_id=contact.id, **values)
    session.add(row)
    session.flush()
    return row


def change(session: Session, contact: Contact, **values: Any) -> None:
    """Set what is measured of a contact."""
    session.execute(update(Contact).where(Contact.id == contact.id).values(**values))
    session.refresh(contact)


def test_the_last_twelve_weeks_have_each_its_split_and_none_is_left_out(session: Session, alice: str) -> None:
    monday = date(2026, 11, 16)
    for day, minutes, through in (
        (monday, 60, Through.PEOPLE), (monday + timedelta(days=6), 30, Through.ADVERTS),
        (monday - timedelta(days=1), 15, Through.PEOPLE), (monday - timedelta(weeks=11), 45, Through.ADVERTS),
        (monday - timedelta(weeks=11, days=1), 500, Through.PEOPLE),
    ):  # fmt: skip
        hours.add(session, alice, minutes, through, day)
    hours.remove(session, alice, hours.add(session, alice, 500, Through.PEOPLE, monday).id)
    found = insights.weeks(session, alice, DAY)
    assert len(found) == 12
    assert [found[place].split for place in (0, 1, 10, 11)] == [Split(0, 45), Split(), Split(15, 0), Split(60, 30)]
    assert found[11].first == monday


def test_gives_and_takes_are_counted_in_the_month_of_the_users_zone(session: Session, ana: Contact) -> None:
    # In Auckland it is November already.
    put(session, ana, Give, way=Way.SHARE, text="x", at=datetime(2026, 10, 31, 11, 30, tzinfo=UTC))
    # There it is still October, an hour before.
    put(session, ana, Give, way=Way.SHARE, text="x", at=datetime(2026, 10, 31, 10, 30, tzinfo=UTC))
    put(session, ana, Outcome, kind=OutcomeKind.ADVICE, text="x", at=datetime(2025, 11, 30, 12, tzinfo=UTC))
    put(session, ana, Outcome, kind=OutcomeKind.ADVICE, text="x", at=datetime(2025, 11, 30, 10, tzinfo=UTC))
    put(session, ana, Outcome, kind=OutcomeKind.ADVICE, text="x", at=NOW, deleted_at=NOW)
    months = insights.months(session, ana.user_id, DAY, AUCKLAND)
    assert [month.first.month for month in months] == [12, *range(1, 12)]
    assert [month.gives for month in months] == [0] * 10 + [1, 1]
    # The other one was in November a year ago, before the twelve months.
    assert [month.takes for month in months] == [1] + [0] * 11


def test_people_met_add_up_from_before_the_first_month(session: Session, alice: str) -> None:
    for place, at in enumerate((on(-2000), on(0), on(1), NOW, NOW + timedelta(days=40), None)):
        change(session, person(session, alice, f"P{place}"), first_met_at=at)
    change(session, person(session, alice, "Gone"), first_met_at=NOW, deleted_at=NOW)
    months = insights.months(session, alice, DAY, UTC)
    met = {month.first.month: (month.met, month.met_in_all) for month in months}
    assert (met[12], met[3], met[4], met[11]) == ((0, 1), (2, 3), (0, 3), (1, 4))


def test_the_funnel_counts_who_came_into_a_phase_and_who_through_it(session: Session, alice: str) -> None:
    for name in ("In initiate", "Gone"):
        person(session, alice, name, f"{name[0]}@people.example")
    change(session, person(session, alice, "Obtain"), phase=Phase.OBTAIN)
    again = person(session, alice, "Again")
    change(session, again, phase=Phase.OBTAIN)
    moved = {"at": NOW, "old": Phase.OBTAIN, "new": Phase.USE, "reason": "x", "evidence": "x"}
    put(session, again, PhaseChange, **moved)
    once = person(session, alice, "Superseded")
    change(session, once, phase=Phase.OBTAIN)
    put(session, once, PhaseChange, **moved, superseded_at=NOW)
    for name, owed in (("Owed", DutyKind.THANKS), ("Untold", DutyKind.REPORT_BACK), ("Done", None)):
        contact = person(session, alice, name)
        change(session, contact, phase=Phase.USE)
        put(session, contact, Use, text="x", at=NOW)
        if owed:
            put(session, contact, Duty, kind=owed, subject="x", at=NOW)
        put(session, contact, Duty, kind=DutyKind.THANKS, subject="y", at=NOW, settled_at=NOW)
    assert insights.funnel(session, alice) == [
        Stage(Phase.INITIATE, 8, 6), Stage(Phase.OBTAIN, 6, 4), Stage(Phase.USE, 4, 1),
    ]  # fmt: skip


def ask(session: Session, contact: Contact, kind: AskKind, state: AskState, after: timedelta | None = None) -> None:
    """An ask that was made, and answered after that long."""
    row = put(session, contact, Ask, kind=kind, text="x", made_at=NOW, state=state)
    if after is not None:
        new = AskState.ANSWERED if state is not AskState.OBTAINED else AskState.OBTAINED
        moved = {"ask_id": row.id, "old": AskState.MADE, "new": new, "reason": "x", "evidence": "x"}
        put(session, contact, AskChange, at=NOW + after, **moved)
        put(session, contact, AskChange, at=NOW + timedelta(days=900), superseded_at=NOW, **moved)


def test_answers_are_counted_by_kind_with_the_median_of_their_days(session: Session, ana: Contact) -> None:
    days = [timedelta(days=1), timedelta(days=2), timedelta(days=9), timedelta(days=100)]
    for state, after in zip((AskState.ANSWERED, AskState.OBTAINED, AskState.USED), days[:3], strict=True):
        ask(session, ana, AskKind.ADVICE, state, after)
    ask(session, ana, AskKind.ADVICE, AskState.MADE)
    ask(session, ana, AskKind.ADVICE, AskState.DRAFTED)
    for after in (days[0], days[3]):
        ask(session, ana, AskKind.EXPERIENCE, AskState.ANSWERED, after)
    ask(session, ana, AskKind.VOUCH, AskState.DECLINED)
    gone = person(session, ana.user_id, "Gone")
    ask(session, gone, AskKind.MEETING, AskState.ANSWERED, days[0])
    contacts.delete(session, ana.user_id, gone.id)
    found = {one.kind: one for one in insights.answers(session, ana.user_id)}
    assert list(found) == [AskKind.EXPERIENCE, AskKind.ADVICE, AskKind.VOUCH]
    advice, experience, vouch = (found[kind] for kind in (AskKind.ADVICE, AskKind.EXPERIENCE, AskKind.VOUCH))
    assert (advice.made, advice.answered, advice.waiting, advice.declined, advice.days) == (4, 3, 1, 0, 2)
    assert experience.days == 50
    assert (vouch.made, vouch.declined, vouch.days) == (1, 1, None)


def test_ties_are_silent_once_their_cadence_is_over(session: Session, alice: str) -> None:
    close = {"exchanges": 6, "meetings": 3, "received": 1, "given": 1}
    for place, (measured, silent_for, more) in enumerate([
        (close, 29, {}), (close, 31, {}), (close, 31, {"cadence_days": 60}), (close, 31, {"cadence_days": 0}),
        ({"exchanges": 1}, 181, {}), ({"exchanges": 1}, 181, {"archived_at": NOW}), ({}, 300, {}),
    ]):  # fmt: skip
        contact = person(session, alice, f"P{place}")
        change(session, contact, **measured, **more, last_in_at=NOW - timedelta(days=silent_for))
    person(session, alice, "Unheard")
    assert insights.ties(session, alice, NOW) == [
        Ties(Tier.CLOSE, 4, 1), Ties(Tier.WARM, 0, 0), Ties(Tier.ACQUAINTED, 1, 1), Ties(Tier.DISTANT, 1, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("zone", [UTC, AUCKLAND])
def test_another_users_rows_are_not_counted(session: Session, ana: Contact, charlie: str, zone: Any) -> None:
    now = utcnow()
    change(session, ana, phase=Phase.USE, first_met_at=now, last_in_at=now)
    put(session, ana, Give, way=Way.SHARE, text="x", at=now)
    ask(session, ana, AskKind.ADVICE, AskState.ANSWERED, timedelta(days=1))
    hours.add(session, ana.user_id, 30, Through.PEOPLE, now.date())
    assert insights.answers(session, charlie) == []
    assert {stage.reached for stage in insights.funnel(session, charlie)} == {0}
    assert {(month.gives, month.met_in_all) for month in insights.months(session, charlie, DAY, zone)} == {(0, 0)}
    assert {week.split for week in insights.weeks(session, charlie, now.date())} == {Split()}
    assert {one.people for one in insights.ties(session, charlie, now)} == {0}


def test_ties_are_told_as_one_by_one_on_each_edge_of_the_rules(session: Session, alice: str) -> None:
    now, each = on(2000), []
    for number, days in enumerate((0, 30, 31, 90, 91, 180, 181, 365, 366, 1095, 1096, 1999)):
        for counts in ((1, 0, 0, 0), (9, 4, 2, 2), (2, 1, 0, 1), (6, 0, 1, 1)):
            heard_at = now - timedelta(days=days, hours=number)
            override = 45 if number % 3 == 0 else None
            measured = dict(zip(("exchanges", "meetings", "received", "given"), counts, strict=True))
            session.add(Contact(user_id=alice, name="A", last_in_at=heard_at, cadence_days=override, **measured))
            found = tier(Measures(*counts, heard_at), now)
            each.append((found, dormant(found, heard_at, now, override)))
    session.flush()
    for one in insights.ties(session, alice, now):
        assert one.people == sum(found is one.tier for found, _ in each)
        assert one.silent == sum(found is one.tier and silent for found, silent in each)

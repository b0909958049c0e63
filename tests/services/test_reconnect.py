"""The few to reconnect with: stable through the day, and nobody is pestered."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import mail, on, person, received, sent
from webapp.domain import cadence
from webapp.domain.cadence import Tie
from webapp.domain.strength import Measures, tier
from webapp.models import AskKind, Contact, Duty, DutyKind
from webapp.services import asks, contacts, gives, reconnect, strengths
from webapp.services.asks import AskCard
from webapp.services.gives import InterviewCard

DAY = on(400).date()
MORNING = datetime.combine(DAY, datetime.min.time(), UTC)


def met(session: Session, user_id: str, name: str, day: float = 0) -> Contact:
    """Somebody who wrote on that day and was not heard of since."""
    contact = person(session, user_id, name)
    number = int(day * 1000) + sum(map(ord, name))
    mail(session, contact, sent(number, day - 1))
    mail(session, contact, received(number + 1, day, refs=(number,)))
    return contact


def names(session: Session, user_id: str, day: date = DAY) -> list[str]:
    return [one.name for one in reconnect.of_day(session, user_id, day).people]


def test_a_day_has_at_most_five_and_they_stay_the_same(session: Session, alice: str) -> None:
    crowd = [met(session, alice, name, day) for day, name in enumerate(("Ana", "Bo", "Cy", "Di", "Ed", "Flo", "Gus"))]
    assert names(session, alice) == ["Ana", "Bo", "Cy", "Di", "Ed"]
    mail(session, crowd[1], sent(9001, 400.1))
    mail(session, crowd[2], sent(9002, 400.1))
    mail(session, crowd[2], received(9003, 400.2, refs=(9002,)))
    reconnect.not_now(session, alice, crowd[0].id, DAY)
    assert names(session, alice) == ["Di", "Ed"]
    assert names(session, alice, DAY + timedelta(days=1)) == ["Di", "Ed", "Flo", "Gus"]


def test_somebody_says_since_when_and_by_which_cadence(session: Session, alice: str) -> None:
    met(session, alice, "Ana")
    (ana,) = reconnect.of_day(session, alice, DAY).people
    assert (ana.silent_since, ana.cadence, ana.due.tier) == (on(0), 180, "acquainted")


def test_not_now_is_for_a_month_and_can_be_taken_back(session: Session, alice: str) -> None:
    ana = met(session, alice, "Ana")
    reconnect.not_now(session, alice, ana.id, DAY)
    assert names(session, alice, DAY + timedelta(days=29)) == []
    assert names(session, alice, DAY + timedelta(days=30)) == ["Ana"]
    reconnect.now_again(session, alice, ana.id)
    assert names(session, alice) == ["Ana"]


def test_three_messages_in_a_row_without_an_answer_are_enough(session: Session, alice: str) -> None:
    ana = met(session, alice, "Ana")
    for number, day in enumerate((300, 335, 370)):
        assert names(session, alice, on(day).date()) == ["Ana"]
        mail(session, ana, sent(7000 + number, day + 0.1))
    assert names(session, alice, on(410).date()) == []
    assert reconnect.of_day(session, alice, on(375).date()).resting == [(ana.id, "Ana")]


def test_who_is_awaited_or_gone_or_was_never_heard_of_is_not_on_it(session: Session, alice: str) -> None:
    person(session, alice, "New")
    asked = met(session, alice, "Asked")
    asks.make(session, alice, asked.id, AskCard(AskKind.ADVICE, "How?", made_at=on(2)))
    soon = met(session, alice, "Soon")
    soon_at = datetime(2100, 1, 1, tzinfo=UTC)
    gives.plan_interview(session, alice, soon.id, InterviewCard("How it went", soon_at)).created_at = on(3)
    contacts.archive(session, alice, met(session, alice, "Archived").id)
    contacts.delete(session, alice, met(session, alice, "Deleted").id)
    met(session, alice, "Never").cadence_days = 0
    assert names(session, alice) == []


def test_a_cadence_of_ones_own_holds(session: Session, alice: str) -> None:
    met(session, alice, "Ana").cadence_days = 14
    assert names(session, alice, on(14).date()) == []
    assert names(session, alice, on(16).date()) == ["Ana"]


def test_the_day_is_the_users(session: Session, alice: str) -> None:
    ana = met(session, alice, "Ana")
    there = ZoneInfo("Pacific/Auckland")
    mail(session, ana, sent(9001, 400.01))  # 09:14 in UTC, which is late in the evening there
    assert names(session, alice, DAY) == []
    assert reconnect.of_day(session, alice, DAY, there).people == []


def test_another_users_people_are_not_on_it(session: Session, alice: str, charlie: str) -> None:
    met(session, alice, "Ana")
    assert names(session, charlie) == []


def test_dormant_is_who_was_silent_for_longer_than_their_cadence(session: Session, alice: str) -> None:
    ana = met(session, alice, "Ana")
    assert not strengths.is_dormant(ana, on(180))
    assert strengths.is_dormant(ana, on(181))


def crowd(session: Session, user_id: str, random: Random) -> list[Contact]:
    """Sixty people of whom all sorts of things are so, many of them alike."""

    def day() -> datetime | None:
        at = MORNING - timedelta(days=random.choice([1, 29, 30, 31, 90, 91, 180, 181, 181, 365, 366, 1095, 1096]))
        return random.choice([None, at, at + timedelta(hours=random.choice([-1, 1, 12]))])

    people = [
        Contact(
            user_id=user_id, name=f"P {place}", exchanges=random.choice([0, 1, 2, 6]), meetings=random.randrange(4),
            received=random.randrange(2), given=random.randrange(2), unanswered=random.choice([0, 0, 2, 3]),
            last_in_at=day(), last_out_at=day(), cadence_days=random.choice([None, None, None, 0, 14, 365]),
            reconnect_after=random.choice([None, None, DAY, DAY + timedelta(days=1), DAY + cadence.PAUSE]),
        )
        for place in range(60)
    ]  # fmt: skip
    session.add_all(people)
    session.flush()
    waits = {"kind": DutyKind.WAITING, "subject": "x", "user_id": user_id}
    session.add_all(Duty(contact_id=one.id, at=on(random.choice([1, 401])), **waits) for one in people[:9])
    session.flush()
    return people


@pytest.mark.parametrize("seed", range(6))
def test_the_database_leaves_out_nobody_whom_the_rules_would_choose(session: Session, alice: str, seed: int) -> None:
    people = crowd(session, alice, Random(seed))
    awaited = set(session.scalars(select(Duty.contact_id)))
    early = set(session.scalars(select(Duty.contact_id).where(Duty.at < MORNING)))
    ties = [
        Tie(
            one.id, tier(Measures(one.exchanges, one.meetings, one.received, one.given, one.last_in_at), MORNING),
            one.last_in_at, one.last_out_at, one.unanswered, one.cadence_days,
            None if one.reconnect_after == DAY + cadence.PAUSE else one.reconnect_after,
        )
        for one in people if one.id not in early
    ]  # fmt: skip
    put_off = {one.id for one in people if one.reconnect_after == DAY + cadence.PAUSE}
    chosen = [due.id for due in cadence.of_day(ties, MORNING, DAY) if due.id not in put_off | awaited]
    assert [one.contact_id for one in reconnect.of_day(session, alice, DAY).people] == chosen


def test_a_quiet_day_knows_how_many_have_not_heard_from_the_user(session: Session, alice: str) -> None:
    assert reconnect.unheard(session, alice, on(400)).count == 0
    for day, name in enumerate(("Ana", "Bo", "Cy")):
        met(session, alice, name, day)
    met(session, alice, "Lately", 390)
    met(session, alice, "Never").cadence_days = 0
    found = reconnect.unheard(session, alice, on(400))
    assert (found.count, found.since) == (3, on(2))

"""Asks as their pages show them: clocks, history, what came of them, and steps that came too early."""

from dataclasses import replace
from datetime import UTC, date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, exchange, mail, on, person, received, sent
from tests.services.say import away
from webapp.domain.evidence import AskState
from webapp.domain.next_steps import Rule
from webapp.models import Ask, AskKind, Contact, OutcomeKind, User
from webapp.services import account, asked, asks, contacts, early_steps, next_steps, today
from webapp.services.asked import Asked
from webapp.services.asks import AskCard
from webapp.services.errors import Refused

pytestmark = SQLITE_ALONE

CARD = AskCard(AskKind.EXPERIENCE, "How did you change?", made_at=on(0))  # a Monday


def make(session: Session, contact: Contact, card: AskCard = CARD) -> Ask:
    return asks.make(session, contact.user_id, contact.id, card)


def the_one(session: Session, contact: Contact) -> Asked:
    return asked.of_contact(session, contact, UTC)[0]


def due(session: Session, contact: Contact) -> tuple[int, date | None] | None:
    clock = the_one(session, contact).clock
    return clock and (clock.followed_up, clock.day)


def test_an_ask_is_followed_up_after_three_business_days_and_seven_and_then_rests(
    session: Session, ana: Contact
) -> None:
    make(session, ana)
    seen = [due(session, ana)]
    for number, day in ((1, 3), (2, 14)):
        mail(session, ana, sent(number, day))
        seen.append(due(session, ana))
    assert seen == [(0, on(3).date()), (1, on(14).date()), (2, None)]


def test_an_incoming_answer_stops_the_clock_by_itself(session: Session, ana: Contact) -> None:
    make(session, ana, replace(CARD, made_at=None, interaction_id=mail(session, ana, sent(1, 0)).id))
    assert due(session, ana) == (0, on(3).date())
    answer = mail(session, ana, received(2, 1, refs=(1,)))
    found = the_one(session, ana)
    assert (found.clock, found.answered_by, found.ask.state) == (None, answer.id, AskState.ANSWERED)
    assert today.waiting_answers(session, ana.user_id, on(9).date()) == []


def test_the_days_are_the_users_own(session: Session, ana: Contact) -> None:
    make(session, ana)
    account.set_follow_ups(session, session.get_one(User, ana.user_id), 1, 2)
    assert due(session, ana) == (0, on(1).date())
    mail(session, ana, sent(1, 1))
    assert due(session, ana) == (1, on(3).date())


@pytest.mark.parametrize(("first", "last", "field"), [(0, 7, "follow_up_days"), (3, 31, "last_follow_up_days")])
def test_other_days_than_one_to_thirty_are_refused(
    session: Session, ana: Contact, first: int, last: int, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        account.set_follow_ups(session, session.get_one(User, ana.user_id), first, last)
    assert refusal.value.field == field


def test_the_day_that_the_user_named_goes_before_the_clock_until_they_came_back_to_it(
    session: Session, ana: Contact
) -> None:
    make(session, ana, replace(CARD, follow_up_on=on(1).date()))
    clock = the_one(session, ana).clock
    assert clock is not None
    assert (clock.named, clock.day) == (True, on(1).date())
    mail(session, ana, sent(1, 1))
    assert due(session, ana) == (1, on(10).date())


def test_the_next_step_keeps_to_the_day_that_the_user_named(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    make(session, ana, replace(CARD, made_at=on(2), follow_up_on=on(20).date()))
    steps = [next_steps.of(session, ana, on(day), on(day).date()).rule for day in (19, 20)]
    assert steps == [Rule.AWAIT, Rule.FOLLOW_UP]


def test_nobody_is_followed_up_while_they_are_away(session: Session, ana: Contact) -> None:
    make(session, ana, replace(CARD, follow_up_on=on(1).date()))
    mail(session, ana, received(2, 1, authenticated=True, **away(7)))
    clock = the_one(session, ana).clock
    assert clock is not None
    assert (clock.back, clock.day) == (on(7).date(), on(7).date())


def test_an_ask_shows_what_it_brought_what_was_done_and_all_that_changed(session: Session, ana: Contact) -> None:
    make(session, ana)
    _, reply = exchange(session, ana)
    brought = {"kind": OutcomeKind.ADVICE, "text": "Write.", "interaction_id": reply.id}
    outcome = asks.obtained(session, ana.user_id, ana.id, **brought)
    use = asks.used(session, ana.user_id, ana.id, text="Wrote.", outcome_id=outcome.id, at=on(2))
    found = the_one(session, ana)
    assert [(change.new.value, change.grade) for change in found.changes] == [
        ("made", "own"), ("answered", reply.grade), ("obtained", "own"), ("used", "own"),
    ]  # fmt: skip
    assert (found.outcomes, found.uses, found.to_tell) == ([outcome], {outcome.id: [use]}, [use])
    asks.reported_back(session, ana.user_id, use.id)
    assert the_one(session, ana).to_tell == []


def test_the_mail_that_declined_is_known(session: Session, ana: Contact) -> None:
    ask = make(session, ana)
    asks.decline(session, ana.user_id, ask.id)
    assert the_one(session, ana).declined_by == ""
    asks.undecline(session, ana.user_id, ask.id)
    said = {"findings": [{"label": "decline", "reason": "It says no.", "sure": True}]}
    line = mail(session, ana, received(3, 1, authenticated=True, **said))
    assert the_one(session, ana).declined_by == line.id


def test_an_open_ask_shows_a_reason_to_be_glad_that_nobody_noted(session: Session, ana: Contact) -> None:
    ask = make(session, ana)
    assert the_one(session, ana).glad
    asks.change(session, ana.user_id, ask.id, replace(CARD, glad="She likes to tell it."))
    assert the_one(session, ana).glad == "She likes to tell it."


def test_all_asks_are_listed_by_state_the_deleted_left_out(session: Session, ana: Contact) -> None:
    bob, cy = (person(session, ana.user_id, name) for name in ("Bob", "Cy"))
    make(session, ana), make(session, bob, replace(CARD, made_at=None)), make(session, cy)
    contacts.delete(session, ana.user_id, cy.id)
    found = asked.listing(session, ana.user_id, UTC)
    assert [(one.contact.name, one.ask.state.value) for one in found.rows] == [("Ana", "made"), ("Bob", "drafted")]
    assert found.counts == {AskState.MADE: 1, AskState.DRAFTED: 1}
    only = asked.listing(session, ana.user_id, UTC, AskState.DRAFTED)
    assert ([one.contact.name for one in only.rows], only.total) == (["Bob"], 1)


def test_a_page_needs_as_many_queries_for_many_asks_as_for_few(session: Session, ana: Contact) -> None:
    def queries() -> int:
        count = 0

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        session.flush()
        event.listen(session.get_bind(), "before_cursor_execute", counted)
        asked.listing(session, ana.user_id, UTC)
        event.remove(session.get_bind(), "before_cursor_execute", counted)
        return count

    make(session, ana)
    few = queries()
    for number in range(12):
        make(session, person(session, ana.user_id, f"Person{number}"))
    assert queries() == few


def test_pages_end_where_the_asks_do(session: Session, ana: Contact, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "PAGE", 2)
    for number in range(3):
        make(session, ana, replace(CARD, text=f"Ask {number}", made_at=on(number)))
    found = asked.listing(session, ana.user_id, UTC, page=99)
    assert (found.page, found.pages, [one.ask.text for one in found.rows]) == (2, 2, ["Ask 0"])


def test_early_steps_stand_where_they_happened(session: Session, ana: Contact) -> None:
    note = {"made_at": on(0.5), "override_note": "She offered"}
    ask = make(session, ana, replace(CARD, kind=AskKind.VOUCH, **note))
    first, second = exchange(session, ana)
    (step,) = early_steps.of(session, ana)
    assert (step.note, step.skipped) == ("She offered", False)
    assert list(early_steps.placed([step], [second, first], whole=True)) == [first.id]
    assert early_steps.placed([step], [second], whole=False) == {}
    assert list(early_steps.placed([step], [second], whole=True)) == [""]
    asks.delete(session, ana.user_id, ask)
    assert early_steps.of(session, ana) == []

"""Today: what is owed, due and new, in as many queries for five hundred people as for five."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.services.make import exchange, mail, on, received, sent, user
from webapp.models import (
    Ask,
    AskKind,
    Contact,
    Duty,
    DutyKind,
    Interaction,
    InteractionKind,
    Message,
    Permission,
    TriageItem,
    TriageKind,
    new_id,
    utcnow,
)
from webapp.services import (
    asks,
    audit,
    contacts,
    gives,
    interactions,
    interviews,
    next_steps,
    referred,
    timeline,
    triage,
)
from webapp.services.asks import AskCard
from webapp.services.gives import InterviewCard
from webapp.services.today import today

DAY = on(8).date()


def test_a_decline_noted_by_hand_asks_on_for_two_weeks_like_one_found_in_mail(session: Session, ana: Contact) -> None:
    card = AskCard(AskKind.EXPERIENCE, "How did you begin?", made_at=on(0))
    ask = asks.make(session, ana.user_id, ana.id, card)
    asks.decline(session, ana.user_id, ask.id)
    (due,) = today(session, ana.user_id, DAY).declined
    assert (due.subject, due.words, due.source) == (ask.id, "How did you begin?", "ask")
    step = next_steps.of(session, ana, utcnow(), utcnow().date())
    assert (step.action, step.subject) == ("ask_on", ask.id)
    assert list(audit.audit(session)) == []
    asks.decline(session, ana.user_id, ask.id, utcnow() - timedelta(days=15))
    assert today(session, ana.user_id, DAY).declined == []
    assert next_steps.of(session, ana, utcnow(), utcnow().date()).action != "ask_on"


def test_closing_answers_are_asked_for_until_both_are_noted_also_where_a_name_was(
    session: Session, ana: Contact
) -> None:
    card = InterviewCard("To learn", utcnow() - timedelta(hours=2), held=True)
    held = gives.plan_interview(session, ana.user_id, ana.id, card)
    long_ago = InterviewCard("To begin", utcnow() - timedelta(days=31), held=True)
    gives.plan_interview(session, ana.user_id, ana.id, long_ago)
    gives.plan_interview(session, ana.user_id, ana.id, InterviewCard("To ask", utcnow() + timedelta(days=2)))
    referred.refer(session, ana.user_id, ana.id, name="Cy Orr", permission=Permission.NOT_ASKED, interview_id=held.id)
    assert [(row.id, name) for row, name in today(session, ana.user_id, DAY).to_close] == [(held.id, "Ana")]
    interviews.closed(session, ana.user_id, held.id, who_else="", may_use_name=None)
    assert today(session, ana.user_id, DAY).to_close == []


def test_each_list_has_what_is_its_own(session: Session, ana: Contact) -> None:
    exchange(session, ana)
    meeting = interactions.log_meeting(session, ana.user_id, ana.id, at=on(2), summary="Coffee")
    ask = asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=on(3)))
    follow_up = gives.follow_up(session, ana.user_id, ana.id, due_on=DAY, text="Call")
    ended = InterviewCard("To learn", utcnow() - timedelta(hours=2))
    interview = gives.plan_interview(session, ana.user_id, ana.id, ended)
    page = today(session, ana.user_id, DAY, since=on(0))
    assert [(due.subject, due.words, due.due_at) for due in page.thanks] == [(meeting.id, "Coffee", on(3))]
    assert [due.subject for due in page.to_note] == [meeting.id]
    assert [(due.subject, due.words, due.days) for due in page.waiting] == [(ask.id, "How?", 3)]
    assert [row.id for row, _ in page.follow_ups] == [follow_up.id]
    assert [row.id for row, _ in page.to_confirm] == [interview.id]
    assert len(page.came_in) == 2
    assert not page.quiet


def test_an_ask_waits_since_the_day_it_was_where_the_user_is(session: Session, ana: Contact) -> None:
    late = on(0).replace(hour=23)  # a Monday, and Tuesday already in Tokyo
    asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=late))
    day = on(2).date()
    waited = [
        due.days for zone in ("UTC", "Asia/Tokyo") for due in today(session, ana.user_id, day, ZoneInfo(zone)).waiting
    ]
    assert waited == [2, 1]


def test_a_follow_up_waits_for_its_day(session: Session, ana: Contact) -> None:
    gives.follow_up(session, ana.user_id, ana.id, due_on=DAY + timedelta(days=1), text="Call")
    assert today(session, ana.user_id, DAY).quiet


def test_nothing_asks_for_a_user_who_has_nobody(session: Session, alice: str) -> None:
    assert today(session, alice, DAY).quiet


@pytest.mark.parametrize("act", [contacts.archive, contacts.delete])
def test_a_contact_that_was_put_away_asks_for_nothing(
    session: Session, ana: Contact, act: Callable[[Session, str, str], Contact]
) -> None:
    interactions.log_meeting(session, ana.user_id, ana.id, at=on(2), summary="Coffee")
    asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "How?", made_at=on(3)))
    gives.follow_up(session, ana.user_id, ana.id, due_on=DAY, text="Call")
    act(session, ana.user_id, ana.id)
    assert today(session, ana.user_id, DAY).quiet


def test_a_deleted_contact_has_no_questions_and_no_news(session: Session, ana: Contact) -> None:
    mail(session, ana, received(1, 1))
    assert contacts.open_questions(session, ana.user_id) == len(triage.waiting(session, ana.user_id)) == 1
    contacts.delete(session, ana.user_id, ana.id)
    page = today(session, ana.user_id, DAY)
    assert (list(page.triage), list(page.came_in), contacts.open_questions(session, ana.user_id)) == ([], [], 0)


def crowd(session: Session, user_id: str, number: int) -> None:
    """Give a user that many people, each with a duty of every kind and two questions."""
    owners = [{"user_id": user_id, "contact_id": new_id()} for _ in range(number)]
    people = [Contact(id=owner["contact_id"], user_id=user_id, name="Somebody") for owner in owners]
    mails = [
        Message(id=new_id(), user_id=user_id, key=new_id(), direction="in", at=on(1), received_at=on(1)) for _ in owners
    ]
    both = list(zip(owners, mails, strict=True))
    kind = {"kind": InteractionKind.MAIL, "direction": "in", "at": on(1)}
    lines = [Interaction(id=new_id(), message_row=message.id, **kind, **owner) for owner, message in both]
    wait = [Ask(id=new_id(), kind=AskKind.ADVICE, text="How?", made_at=on(0), **owner) for owner in owners]
    duties, items = list[Duty](), list[TriageItem]()
    for number, (owner, line, ask) in enumerate(zip(owners, lines, wait, strict=True)):
        subjects = {DutyKind.THANKS: line.id, DutyKind.NOTE_OUTCOME: line.id, DutyKind.WAITING: ask.id}
        duties += [Duty(kind=kind, subject=subject, at=on(1), **owner) for kind, subject in subjects.items()]
        asked = {TriageKind.THANK_YOU: line.id, TriageKind.WHICH_ASK: ask.id}
        items += [
            TriageItem(
                kind=kind,
                message_row=line.message_row,
                interaction_id=line.id,
                candidates=[one],
                at=on(1) + timedelta(seconds=number),  # however few are shown, both kinds are among them
                **owner,
            )
            for kind, one in asked.items()
        ]
    for rows in (people, mails, lines, wait, duties, items):
        session.add_all(rows)
        session.flush()
    session.commit()
    session.expunge_all()


def test_a_page_needs_as_many_queries_for_many_people_as_for_few(engine: Engine, session: Session) -> None:
    few, many = user(session, "few@example.org"), user(session, "many@example.org")
    crowd(session, few, 20)
    crowd(session, many, 500)
    pages: dict[str, Callable[[Session, str], object]] = {
        "today": lambda session, user_id: today(session, user_id, DAY),
        "triage": lambda session, user_id: triage.waiting(session, user_id, limit=1000),
        "list": contacts.listing,
        "counts": contacts.counts,
    }
    for page in pages.values():
        of_few, of_many = (queries(engine, partial(page, session, one)) for one in (few, many))
        assert of_few == of_many <= 28


def test_a_relationship_needs_as_many_queries_for_much_mail_as_for_little(
    engine: Engine, session: Session, ana: Contact
) -> None:
    exchange(session, ana)
    interactions.log_meeting(session, ana.user_id, ana.id, at=on(2), summary="Coffee")
    session.commit()
    little = queries(engine, lambda: timeline.relationship(session, ana))
    for number in range(3, 23):
        mail(session, ana, sent(number, number))
        asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, f"{number}?", made_at=on(number)))
    session.commit()
    assert little == queries(engine, lambda: timeline.relationship(session, ana)) <= 20


def queries(engine: Engine, act: Callable[[], object]) -> int:
    """How many statements an act sends to the database."""
    sent_ = list[str]()

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent_.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return len([one for one in sent_ if one.lstrip().upper().startswith("SELECT")])

"""The brief of an event, from what is stored."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

import pytest
from sqlalchemy import event as statements_of
from sqlalchemy.orm import Session

from tests.services.make import mail, on, person, received, sent
from webapp.domain.brief import Reason
from webapp.domain.evidence import Phase
from webapp.domain.people_list import Named
from webapp.models import (
    AskKind,
    Attendee,
    AttendeeSource,
    Contact,
    Event,
    EventKind,
    InteractionKind,
    OutcomeKind,
    Permission,
    Way,
)
from webapp.services import (
    asks,
    attendees,
    brief,
    brief_text,
    captures,
    contacts,
    events,
    favours,
    gives,
    goals,
    interactions,
    knowing,
    merges,
    referred,
)
from webapp.services.asks import AskCard
from webapp.services.brief import Brief, BriefPerson
from webapp.services.captures import Tap
from webapp.services.contacts import Card
from webapp.services.errors import NotFound
from webapp.services.events import EventCard
from webapp.services.gives import InterviewCard
from webapp.services.goals import GoalCard

NOW = on(30)


@pytest.fixture
def evening(session: Session, alice: str) -> Event:
    begins = NOW + timedelta(hours=9)
    return events.add(session, alice, EventCard("PyData", EventKind.GENERAL, begins, begins + timedelta(hours=3)))


def listed(session: Session, evening: Event, name: str, contact: Contact | None = None, **more: Any) -> Attendee:
    """Somebody on the list."""
    row = Attendee(
        user_id=evening.user_id, event_id=evening.id, name=name, contact_id=contact.id if contact else None,
        source=AttendeeSource.TYPED, candidates=more.pop("candidates", []), **more,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def read(session: Session, evening: Event) -> Brief:
    return brief.brief(session, evening.user_id, evening.id, NOW, UTC)


def only(session: Session, evening: Event) -> BriefPerson:
    (one,) = read(session, evening).people
    return one


def at_work(session: Session, contact: Contact, organisation: str, **more: str) -> Contact:
    """Say where a contact works."""
    card = Card(contact.name, [f"{contact.name.lower()}@people.example"], organisation=organisation, **more)
    return contacts.change(session, contact.user_id, contact.id, card)


def close(session: Session, contact: Contact) -> Contact:
    """Make a tie strong, as years of it would."""
    contact.exchanges, contact.meetings, contact.received, contact.given = 9, 4, 2, 2
    contact.last_in_at, contact.phase = on(25), Phase.USE
    session.flush()
    return contact


def answered(session: Session, contact: Contact, text: str) -> None:
    """Ask a contact on day 0; they answer that on day 1."""
    line = mail(session, contact, sent(1, 0))
    card = AskCard(AskKind.ADVICE, "How to begin with data?", made_at=on(0))
    asks.make(session, contact.user_id, contact.id, card).interaction_id = line.id
    mail(session, contact, received(2, 1, refs=(1,), new_text=text, authenticated=True))


def test_a_person_is_told_by_what_happened(session: Session, evening: Event, ana: Contact) -> None:
    at_work(session, ana, "Acme", role="head of data", common_ground="Leeds")
    answered(session, ana, "Dear Alice,\n\nread the paper of Lind first. It is short.\n")
    listed(session, evening, "A. Ana", ana)
    one = only(session, evening)
    assert (one.name, one.where, one.phase, one.contact_id) == ("Ana", "head of data, Acme", Phase.OBTAIN, ana.id)
    assert one.why == "Of their mail of 3 Mar nothing is obtained yet."
    assert one.opener == "May I come back to your mail of 3 Mar? I would like to hear more."
    assert (one.last_on, one.last_said) == ("3 Mar", "They wrote: “read the paper of Lind first. It is short”")
    assert one.open_asks == ("How to begin with data? (asked 2 Mar, answered)",) or one.open_asks == (
        "How to begin with data (asked 2 Mar, answered)",
    )
    assert ("In common", "Leeds") in one.facts


def test_what_is_owed_either_way_is_told(session: Session, evening: Event, ana: Contact) -> None:
    gives.plan_interview(session, ana.user_id, ana.id, InterviewCard("Coffee", on(10), held=True))
    asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, "What to read", made_at=on(28)))
    outcome = asks.obtained(session, ana.user_id, ana.id, kind=OutcomeKind.ADVICE, text="Write first", at=on(11))
    asks.used(session, ana.user_id, ana.id, text="A new résumé.", outcome_id=outcome.id, at=on(12))
    gives.follow_up(session, ana.user_id, ana.id, due_on=evening.starts_at.date(), text="Send the paper")
    listed(session, evening, "Ana", ana)
    found = read(session, evening)
    (one,) = found.people
    assert one.why == "You owe them thanks for their time on 12 Mar."
    assert one.you_owe[0] == "thanks for their time on 12 Mar"
    assert "word of what came of it: A new résumé" in one.you_owe
    assert one.they_owe == ("an answer since 30 Mar",)
    assert "What to read (asked 30 Mar)" in one.open_asks
    assert found.owed_to == "Ana"
    assert "their time" not in dict(one.facts)["You owe"]


def test_the_order_is_that_of_the_reasons_then_of_the_ties(session: Session, evening: Event, alice: str) -> None:
    ana, bo, cy, di = (person(session, alice, name) for name in ("Ana", "Bo", "Cy", "Di"))
    for contact in (ana, bo):
        close(session, contact)
    cy.phase, cy.exchanges, cy.last_in_at = Phase.USE, 1, on(29)
    for name, contact in (("Nobody", None), ("Cy", cy), ("Di", di), ("Bo", bo)):
        listed(session, evening, name, contact)
    gives.plan_interview(session, alice, ana.id, InterviewCard("Coffee", on(10), held=True))
    listed(session, evening, "Ana", ana)
    found = read(session, evening)
    assert [one.name for one in found.people] == ["Ana", "Di", "Bo", "Cy", "Nobody"]
    assert (found.known, found.size) == (4, "5 people, 4 known")


def test_who_is_deleted_is_a_mere_name_and_who_is_archived_is_left_in_peace(
    session: Session, evening: Event, alice: str
) -> None:
    gone, put_away = person(session, alice, "Gone"), close(session, person(session, alice, "Away"))
    contacts.change(session, alice, gone.id, Card("Gone", ["gone@people.example"], common_ground="a secret"))
    listed(session, evening, "Gone", gone)
    listed(session, evening, "Away", put_away)
    contacts.delete(session, alice, gone.id)
    contacts.archive(session, alice, put_away.id)
    by_name = {one.name: one for one in read(session, evening).people}
    assert (by_name["Gone"].contact_id, by_name["Gone"].phase, by_name["Gone"].common_ground) == (None, None, "")
    assert by_name["Away"].reason is Reason.REST


def test_two_who_were_merged_are_one(session: Session, evening: Event, ana: Contact) -> None:
    other = person(session, ana.user_id, "Anna")
    for contact in (ana, other):
        listed(session, evening, contact.name, contact)
    merges.merge(session, ana.user_id, ana.id, other.id, {})
    assert only(session, evening).contact_id == ana.id


def test_a_name_that_may_be_somebody_is_asked_about(session: Session, evening: Event, ana: Contact) -> None:
    bo = person(session, ana.user_id, "Bo")
    contacts.delete(session, ana.user_id, bo.id)
    listed(session, evening, "A", candidates=[ana.id, bo.id])
    listed(session, evening, "B", candidates=[ana.id], decided_at=NOW)
    found = read(session, evening)
    assert [(one.name, one.why, one.may_be) for one in found.people] == [
        ("A", "This may be Ana.", ("Ana",)),
        ("B", "You do not know them yet.", ()),
    ]
    assert (found.unsure, found.known) == (1, 0)


def test_who_knows_them_and_is_in_the_room_leads_to_them(session: Session, evening: Event, ana: Contact) -> None:
    new = person(session, ana.user_id, "Noor")
    knowing.knows(session, ana.user_id, ana.id, other_id=new.id, text="the choir")
    for contact in (close(session, ana), new):
        listed(session, evening, contact.name, contact)
    found = {one.name: one for one in read(session, evening).people}
    assert found["Noor"].why == "Ana is here too and can introduce you."
    assert found["Noor"].introducers == ("Ana (here too) knows them (the choir): ask for an introduction.",)
    new.can_hire, ana.phase, ana.received = True, Phase.OBTAIN, 0
    session.flush()
    noor = next(one for one in read(session, evening).people if one.name == "Noor")
    assert noor.reason is Reason.HIRE
    assert "ask for no introduction yet" in noor.introducers[0]


@pytest.mark.parametrize("permission", Permission)
def test_a_mere_name_that_was_given_is_recognised(
    session: Session, evening: Event, ana: Contact, permission: Permission
) -> None:
    referred.refer(session, ana.user_id, ana.id, name="Noor Haddad", permission=permission)
    listed(session, evening, "Haddad, Noor")
    one = only(session, evening)
    assert one.reason is Reason.NAMED
    assert ("Ana gave me your name." in one.opener) is (permission is Permission.YES)
    assert ("rather not be named" in one.introducers[0]) is (permission is Permission.NO)


def test_who_works_at_the_same_place_is_named_and_a_target_counts(
    session: Session, evening: Event, ana: Contact
) -> None:
    at_work(session, close(session, ana), "Acme GmbH")
    listed(session, evening, "Noor", organisation="acme  GMBH ")
    one = only(session, evening)
    assert (one.why, one.opener) == (
        "Ana is at acme GMBH too.",
        "You are at acme GMBH, if I am right. Do you know Ana?",
    )
    goals.aim_at(session, ana.user_id, "Acme GmbH")
    assert only(session, evening).reason is Reason.TARGET


def test_a_way_to_give_is_one_that_fits(session: Session, evening: Event, ana: Contact) -> None:
    bo = close(session, person(session, ana.user_id, "Bo"))
    for contact in (close(session, ana), bo):
        at_work(session, contact, "", common_ground="sailing")
        listed(session, evening, contact.name, contact)
    give = {one.name: one.give for one in read(session, evening).people}
    assert give["Ana"] == "Introduce them to Bo, who is here too"
    knowing.knows(session, ana.user_id, ana.id, other_id=bo.id)
    favours.note(session, ana.user_id, ana.id, other="Bo", text="A flat", owes=True)
    give = {one.name: one.give for one in read(session, evening).people}
    assert give["Ana"] == "Mention Bo when you ask them"
    gives.given(session, ana.user_id, ana.id, way=Way.FAVOUR, text="Said so", at=on(29))
    assert {one.name: one.give for one in read(session, evening).people}["Ana"] != "Mention Bo when you ask them"


def test_that_they_were_met_at_this_event_is_not_what_was_said_last(
    session: Session, evening: Event, ana: Contact
) -> None:
    mail(session, ana, received(1, 3, new_text="Send me a picture.", authenticated=True))
    row = listed(session, evening, "Ana", ana)
    captures.take(session, ana.user_id, evening.id, Tap("tap-of-ana", NOW, row.id, note="Likes maps"))
    assert only(session, evening).last_said == "They wrote: “Send me a picture”"
    later = events.add(session, ana.user_id, EventCard("Fair", EventKind.GENERAL, on(31), on(32)))
    listed(session, later, "Ana", ana)
    assert only(session, later).last_said.startswith("You noted: Met at PyData")


def test_what_was_taken_back_or_is_a_machines_was_not_said(session: Session, evening: Event, ana: Contact) -> None:
    words = {"direction": "in", "at": on(2), "summary": "Hello."}
    interactions.log_message(session, ana.user_id, ana.id, **words)
    line = mail(session, ana, received(5, 4, new_text="Later", authenticated=True))
    mail(session, ana, received(6, 5, new_text="I am away", automatic=True))
    listed(session, evening, "Ana", ana)
    assert only(session, evening).last_said == "They wrote: “Later”"
    line.undone_at = NOW
    session.flush()
    assert only(session, evening).last_said == "They wrote: “Hello”"
    assert line.kind is InteractionKind.MAIL


def test_huge_texts_are_cut_in_what_is_shown(session: Session, evening: Event, ana: Contact) -> None:
    huge = "Lorem ipsum {0} \u202e<b>" * 6000
    ana.common_ground, ana.role = huge, huge
    asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, huge[:4000], made_at=on(28)))
    mail(session, ana, received(2, 1, new_text=huge, authenticated=True))
    listed(session, evening, "N" * 300, role=huge[:200], organisation=huge[:200])
    listed(session, evening, "Ana", ana)
    goals.write(session, ana.user_id, GoalCard(pitch="Short."))
    for one in read(session, evening).people:
        assert all(len(words) < 500 for _, words in one.facts)
        assert max(map(len, (one.name, one.where, one.why, one.opener, one.next_step))) < 250
    assert len(brief_text.in_words(read(session, evening), UTC)) < 4000


def test_how_far_the_aim_is_and_the_pitch_stand_at_hand(session: Session, evening: Event, alice: str) -> None:
    evening.aim, evening.aim_count = "three who agree to meet", 3
    listed(session, evening, "Noor", met_at=NOW, agreed=True)
    listed(session, evening, "Kim", met_at=NOW)
    goals.write(session, alice, GoalCard("analyst", "A teacher", ["statistics"], "A name"))
    goals.tell(session, alice, title="The timetable", text="Nobody could read it.")
    found = read(session, evening)
    assert found.aim == "three who agree to meet · 1 agreed so far"
    assert (found.met, found.agreed) == (2, 1)
    assert found.pitch.startswith("A teacher. I am looking for work as analyst.")
    assert found.seconds > 0
    assert [story.title for story in found.stories] == ["The timetable"]


def test_an_event_of_somebody_else_or_deleted_is_not_found(session: Session, evening: Event, charlie: str) -> None:
    with pytest.raises(NotFound):
        brief.brief(session, charlie, evening.id, NOW, UTC)
    events.delete(session, evening.user_id, evening.id)
    with pytest.raises(NotFound):
        read(session, evening)


def test_nothing_of_another_user_is_in_it(session: Session, evening: Event, ana: Contact, charlie: str) -> None:
    theirs = person(session, charlie, "Stranger")
    at_work(session, close(session, theirs), "Acme")
    goals.aim_at(session, charlie, "Acme")
    referred.refer(session, charlie, theirs.id, name="Noor", permission=Permission.YES)
    listed(session, evening, "Noor", organisation="Acme")
    listed(session, evening, "Stolen", theirs)
    for one in read(session, evening).people:
        assert (one.contact_id, one.introducers, one.reason) == (None, (), Reason.UNKNOWN)


def test_the_number_of_queries_does_not_grow_with_the_people(session: Session, evening: Event, ana: Contact) -> None:
    counted = [0]
    connection = session.connection()
    statements_of.listen(connection, "before_cursor_execute", lambda *_: counted.__setitem__(0, counted[0] + 1))

    def queries() -> int:
        session.flush()
        session.expire_all()
        counted[0] = 0
        read(session, evening)
        return counted[0]

    def add(first: int, number: int) -> None:
        for n in range(first, first + number):
            contact = person(session, ana.user_id, f"Person{n}")
            at_work(session, contact, f"Place {n}", common_ground="sailing")
            gives.plan_interview(session, ana.user_id, contact.id, InterviewCard("Coffee", on(10), held=n % 2 == 0))
            knowing.knows(session, ana.user_id, ana.id, other_id=contact.id)
            attendees.pick(session, ana.user_id, evening.id, [contact.id])
            named = [Named(f"Name{n} Surname", "", f"Place {n}")]
            attendees.add_all(session, ana.user_id, evening.id, named, AttendeeSource.TYPED)

    add(0, 2)
    few = queries()
    add(2, 10)
    assert queries() <= few


def test_the_evening_before_it_is_told_in_plain_text(session: Session, evening: Event, ana: Contact) -> None:
    evening.place, evening.aim_count = "Leeds", 3
    gives.plan_interview(session, ana.user_id, ana.id, InterviewCard("Coffee", on(10), held=True))
    listed(session, evening, "Ana", ana)
    for n in range(9):
        listed(session, evening, f"Guest {n}", organisation="Acme", place=n)
    goals.write(session, ana.user_id, GoalCard("analyst", pitch="I teach, and move on."))
    text = brief_text.in_words(read(session, evening), UTC)
    lines = text.splitlines()
    assert lines[:4] == [
        "PyData",
        "Wednesday 1 April 2026, 18:00 to 21:00, Leeds",
        "10 people, 1 known.",
        "Your aim: 3 people who agree to meet.",
    ]
    assert "1. Ana (Obtain)" in lines
    assert "   Say: “Thank you for your time on 12 Mar.”" in lines
    assert "8. Guest 6, Acme: You do not know them yet." in lines
    assert lines.index("YOUR PITCH, 2 SECONDS") > lines.index("THEN")
    evening.kind = EventKind.TRANSITION
    early = brief_text.in_words(read(session, evening), UTC).splitlines()
    assert early.index("YOUR PITCH, 2 SECONDS") < early.index("TALK TO FIRST")

"""Triage: each kind of question with each answer, and what is learned from it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import PERHAPS, SURE, arrive, exchange, line, mail, on, person, questions, received, sent
from webapp.domain.evidence import AskState, Phase
from webapp.models import AskKind, Backfill, Contact, ContactAddress, Duty, DutyKind, Mailbox, Message, TriageItem
from webapp.services import asks, contacts, interactions, triage
from webapp.services.asks import AskCard
from webapp.services.errors import Refused
from webapp.services.relationships import rederive


def unverified(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    mail(session, ana, received(2, 1))


def thank_you(session: Session, ana: Contact) -> None:
    interactions.log_meeting(session, ana.user_id, ana.id, at=on(1), summary="Coffee")
    mail(session, ana, sent(1, 2, findings=[PERHAPS]))


def which_thanks(session: Session, ana: Contact) -> None:
    for day in (1, 1.5):
        interactions.log_meeting(session, ana.user_id, ana.id, at=on(day), summary=f"Coffee {day}")
    mail(session, ana, sent(1, 2, findings=[SURE]))


def which_ask(session: Session, ana: Contact) -> None:
    for text in ("How?", "Where?"):
        asks.make(session, ana.user_id, ana.id, AskCard(AskKind.ADVICE, text, made_at=on(0)))
    exchange(session, ana)


def stranger(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    signed = {"from_address": "ana@else.example", "stranger": "ana@else.example", "from_name": "Carla Ruiz"}
    arrive(session, ana.user_id, received(2, 1, refs=(1,), **signed))


def alias(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    signed = {"from_address": "ana@else.example", "stranger": "ana@else.example", "from_name": "Ana"}
    arrive(session, ana.user_id, received(2, 1, refs=(1,), **signed))


KINDS = [unverified, thank_you, which_thanks, which_ask, stranger, alias]
Ask_ = Callable[[Session, Contact], None]


def asked(session: Session, ana: Contact, ask: Ask_) -> TriageItem:
    """Let the question come up; return it."""
    ask(session, ana)
    item = session.scalars(select(TriageItem).where(TriageItem.settled_at.is_(None))).one()
    assert item.kind.value == ask.__name__
    return item


def owed(session: Session) -> int:
    where = (Duty.kind == DutyKind.THANKS, Duty.superseded_at.is_(None), Duty.settled_at.is_(None))
    return len(session.scalars(select(Duty).where(*where)).all())


@pytest.mark.parametrize("ask", KINDS)
@pytest.mark.parametrize("answer", ["accept", "another", "not this", "never log"])
def test_each_question_is_settled_by_each_answer_and_stays_so(
    session: Session, ana: Contact, ask: Ask_, answer: str
) -> None:
    item, ben = asked(session, ana, ask), person(session, ana.user_id, "Ben")
    session.flush()
    (shown,) = triage.waiting(session, ana.user_id)
    message = session.get_one(Message, item.message_row)
    match answer:
        case "accept":
            triage.accept(session, ana.user_id, item.id, shown.candidates[0][0] if shown.candidates else "")
        case "another":
            triage.another(session, ana.user_id, item.id, ben.id)
        case "not this":
            triage.not_this(session, ana.user_id, item.id)
        case "never log" if message.direction == "in":
            triage.never_log(session, ana.user_id, item.id)
        case _:
            with pytest.raises(Refused):
                triage.never_log(session, ana.user_id, item.id)
            return
    assert item.settled_at is not None
    assert all(question[0] != item.kind.value for question in questions(session, ana.user_id)) or answer == "another"
    session.commit()
    for contact in (ana, ben):
        assert rederive(session, ana.user_id, contact.id) == []


def test_accepting_an_unverified_mail_lets_it_count(session: Session, ana: Contact) -> None:
    triage.accept(session, ana.user_id, asked(session, ana, unverified).id)
    assert ana.phase is Phase.OBTAIN


def test_accepting_a_proposed_thank_you_settles_what_is_owed(session: Session, ana: Contact) -> None:
    item = asked(session, ana, thank_you)
    assert owed(session) == 1
    triage.accept(session, ana.user_id, item.id)
    assert owed(session) == 0


def test_refusing_a_proposed_thank_you_leaves_it_owed(session: Session, ana: Contact) -> None:
    triage.not_this(session, ana.user_id, asked(session, ana, thank_you).id)
    assert owed(session) == 1


def test_the_ask_that_is_chosen_is_answered(session: Session, ana: Contact) -> None:
    item = asked(session, ana, which_ask)
    triage.accept(session, ana.user_id, item.id, item.candidates[1])
    assert asks.get(session, ana.user_id, item.candidates[1]).state is AskState.ANSWERED
    assert asks.get(session, ana.user_id, item.candidates[0]).state is AskState.MADE


@pytest.mark.parametrize("ask", [which_ask, which_thanks, stranger])
@pytest.mark.parametrize("choice", ["", "nonsense"])
def test_a_question_with_a_choice_needs_one_of_those_offered(
    session: Session, ana: Contact, ask: Ask_, choice: str
) -> None:
    item = asked(session, ana, ask)
    with pytest.raises((Refused, LookupError)):
        triage.accept(session, ana.user_id, item.id, choice)
    assert item.settled_at is None


@pytest.mark.parametrize(
    ("ask", "words"), [(which_ask, {"How?", "Where?"}), (which_thanks, {"Coffee 1", "Coffee 1.5"}), (stranger, {"Ana"})]
)
def test_the_candidates_are_shown_in_words(session: Session, ana: Contact, ask: Ask_, words: set[str]) -> None:
    asked(session, ana, ask)
    (item,) = triage.waiting(session, ana.user_id)
    assert {word for _, word in item.candidates} == words


def test_a_strangers_mail_is_put_on_the_person_who_wrote_it(session: Session, ana: Contact) -> None:
    item = asked(session, ana, stranger)
    triage.accept(session, ana.user_id, item.id, ana.id)
    message = session.get_one(Message, item.message_row)
    assert (line(session, message, ana).grade, ana.phase) == ("B", Phase.OBTAIN)


def test_always_learns_the_address_and_asks_for_its_past_mail(session: Session, ana: Contact) -> None:
    mailbox = Mailbox(user_id=ana.user_id, address="a@example.org", host="imap.example.org", username="a")
    session.add(mailbox)
    item = asked(session, ana, stranger)
    triage.another(session, ana.user_id, item.id, ana.id, always=True)
    session.flush()
    assert contacts.address_book(session, ana.user_id)["ana@else.example"] == ana.id
    learned = session.scalars(select(ContactAddress).where(ContactAddress.address == "ana@else.example")).one()
    assert [row.contact_address_id for row in session.scalars(select(Backfill))] == [learned.id]


def test_an_address_that_is_somebodys_is_not_learned_for_another(session: Session, ana: Contact) -> None:
    item = asked(session, ana, stranger)
    ben = person(session, ana.user_id, "Ben", "ana@else.example")
    contacts.delete(session, ana.user_id, ben.id)
    with pytest.raises(Refused):
        triage.another(session, ana.user_id, item.id, ana.id, always=True)


@pytest.mark.parametrize(("domain", "pattern"), [(False, "ana@people.example"), (True, "@people.example")])
def test_never_log_remembers_the_address_or_the_domain_and_takes_the_mail_back(
    session: Session, ana: Contact, domain: bool, pattern: str
) -> None:
    item = asked(session, ana, unverified)
    triage.never_log(session, ana.user_id, item.id, domain=domain)
    (entry,) = triage.never_logged(session, ana.user_id)
    assert (entry.pattern, ana.phase) == (pattern, Phase.INITIATE)
    triage.remove_never(session, ana.user_id, entry.id)
    assert triage.never_logged(session, ana.user_id) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Spam@Example.ORG ", "spam@example.org"),
        ("@Example.ORG", "@example.org"),
        ("@müller.example", "@xn--mller-kva.example"),
    ],
)
def test_the_never_log_list_keeps_the_normal_form_once(session: Session, alice: str, typed: str, kept: str) -> None:
    triage.add_never(session, alice, typed)
    triage.add_never(session, alice, typed)
    assert [row.pattern for row in triage.never_logged(session, alice)] == [kept]


@pytest.mark.parametrize("typed", ["", "@", "@localhost", "spam", "\x00", "@a b.example", "a@b@c.example"])
def test_what_is_neither_address_nor_domain_is_not_put_on_the_list(session: Session, alice: str, typed: str) -> None:
    with pytest.raises(Refused):
        triage.add_never(session, alice, typed)


def test_an_answer_that_is_sent_twice_counts_once(session: Session, ana: Contact) -> None:
    item = asked(session, ana, unverified)
    triage.not_this(session, ana.user_id, item.id)
    before = item.settlement
    triage.accept(session, ana.user_id, item.id)
    assert (item.settlement, ana.phase) == (before, Phase.INITIATE)

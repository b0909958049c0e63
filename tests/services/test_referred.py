"""Referrals by hand: noted, taken back, made people of; who knows whom; and whom to tell up the chain."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, mail, on, person, received, sent
from tests.services.make_referrals import NOW, led, met, refer
from tests.services.say import naming, owed
from webapp.domain.evidence import Phase
from webapp.models import (
    Contact,
    DutyKind,
    Interview,
    LetterKind,
    Outcome,
    OutcomeKind,
    Permission,
    User,
)
from webapp.services import addresses, asks, contacts, gives, interactions, knowing, leads, letters, referred, tidings
from webapp.services.audit import audit
from webapp.services.errors import Refused
from webapp.services.gives import InterviewCard
from webapp.services.relationships import rederive

pytestmark = SQLITE_ALONE


def untold(session: Session, contact: Contact) -> list[tuple[str, str]]:
    """(giver, person) of what is to be told."""
    return [(one.giver.name, one.person.name) for one in tidings.to_tell(session, contact.user_id)]


def refused(session: Session, giver: Contact, name: str, **more: object) -> str:
    with pytest.raises(Refused) as refusal:
        refer(session, giver, name, **more)
    return refusal.value.field


def test_a_name_that_was_given_is_an_outcome_of_kind_referral(session: Session, ana: Contact) -> None:
    met(session, ana)
    row = refer(session, ana, " Bo  Ray ", address="Bo@People.example")
    outcome = session.get_one(Outcome, row.outcome_id)
    assert (row.name, row.address, row.permission, row.referred_id) == (
        "Bo Ray", "bo@people.example", Permission.YES, None,
    )  # fmt: skip
    assert (outcome.kind, outcome.text, ana.phase) == (OutcomeKind.REFERRAL, "The name of Bo Ray", Phase.USE)


@pytest.mark.parametrize("by", ["referral", "outcome"])
def test_both_are_taken_back_together_and_come_back_together(session: Session, ana: Contact, by: str) -> None:
    met(session, ana)
    row = refer(session, ana, "Bo")
    outcome = session.get_one(Outcome, row.outcome_id)
    if by == "referral":
        referred.delete(session, ana.user_id, row.id)
    else:
        asks.delete(session, ana.user_id, outcome)
    assert row.deleted_at
    assert outcome.deleted_at
    assert ana.phase is Phase.OBTAIN
    if by == "referral":
        referred.restore(session, ana.user_id, row.id)
    else:
        asks.restore(session, ana.user_id, outcome)
    assert (row.deleted_at, outcome.deleted_at, ana.phase) == (None, None, Phase.USE)
    assert rederive(session, ana.user_id, ana.id) == []


def test_a_name_that_came_up_in_a_talk_is_dated_by_it(session: Session, ana: Contact) -> None:
    card = InterviewCard("To learn", NOW - timedelta(days=3), held=True)
    interview = gives.plan_interview(session, ana.user_id, ana.id, card)
    row = referred.refer(
        session, ana.user_id, ana.id, name="Bo", permission=Permission.NOT_ASKED, interview_id=interview.id
    )
    assert row.at == session.get_one(Interview, row.interview_id).ends_at
    assert owed(session, DutyKind.NOTE_OUTCOME) == []
    assert len(owed(session, DutyKind.THANKS)) == 1  # one for the talk with all that it brought


def test_a_name_becomes_somebody_with_one_tap_and_a_name_again(session: Session, ana: Contact) -> None:
    row = refer(session, ana, "Bo Ray", address="bo@people.example")
    bo = referred.become_contact(session, ana.user_id, row.id)
    assert (bo.phase, bo.source, bo.common_ground) == (Phase.INITIATE, "referred", "Ana gave me their name")
    assert [one.address for one in contacts.addresses_of(session, bo)] == ["bo@people.example"]
    assert referred.become_contact(session, ana.user_id, row.id) is bo
    referred.become_name(session, ana.user_id, row.id)
    assert bo.deleted_at
    assert row.referred_id is None
    assert referred.become_contact(session, ana.user_id, row.id) is bo
    assert bo.deleted_at is None


@pytest.mark.parametrize("known", ["since the tap", "before it"])
def test_whoever_has_a_history_is_not_deleted_by_undoing_that_their_name_was_added(
    session: Session, ana: Contact, known: str
) -> None:
    if known == "before it":
        person(session, ana.user_id, "Bo Ray", "bo@people.example")
    row = refer(session, ana, "Bo Ray", address="bo@people.example")
    bo = referred.become_contact(session, ana.user_id, row.id)
    if known == "since the tap":
        contacts.write_note(session, ana.user_id, bo.id, "Plays the cello")
    with pytest.raises(Refused, match="Bo Ray has a history by now"):
        referred.become_name(session, ana.user_id, row.id)
    assert (bo.deleted_at, row.referred_id) == (None, bo.id)


@pytest.mark.parametrize("by", ["undo", "hand"])
def test_a_name_leads_to_nobody_who_is_deleted_and_adding_it_brings_them_back(
    session: Session, ana: Contact, by: str
) -> None:
    row = refer(session, ana, "Bo Ray", address="bo@people.example")
    bo = referred.become_contact(session, ana.user_id, row.id)
    if by == "undo":
        referred.become_name(session, ana.user_id, row.id)
        assert (row.referred_id, list(audit(session))) == (None, [])
    else:
        contacts.delete(session, ana.user_id, bo.id)
    assert referred.become_contact(session, ana.user_id, row.id) is bo
    assert (bo.deleted_at, row.referred_id, list(audit(session))) == (None, bo.id, [])


def test_who_is_brought_back_is_whom_their_name_leads_to_again(session: Session, ana: Contact) -> None:
    bo = person(session, ana.user_id, "Robert", "bo@people.example")
    contacts.delete(session, ana.user_id, bo.id)
    row = refer(session, ana, "Bo", address="bo@people.example")
    rederive(session, ana.user_id, ana.id)
    assert row.referred_id is None
    contacts.restore(session, ana.user_id, bo.id)
    assert (row.referred_id, list(audit(session))) == (bo.id, [])


@pytest.mark.parametrize("typed", ["Bo Ray", "Ray, Bo", "bo RAY"])
def test_somebody_who_is_known_is_found_by_their_name(session: Session, ana: Contact, typed: str) -> None:
    bo = person(session, ana.user_id, "Bo Ray", "bo@people.example")
    assert refer(session, ana, typed).referred_id == bo.id


def test_of_two_with_one_name_the_user_says_which(session: Session, ana: Contact) -> None:
    first, _ = (person(session, ana.user_id, "Bo", f"bo{number}@people.example") for number in (1, 2))
    assert refused(session, ana, "Bo") == "referred_id"
    assert refer(session, ana, "Bo", referred_id=first.id).referred_id == first.id
    assert refer(session, ana, "Bo", somebody_else=True).referred_id is None


def test_who_becomes_a_contact_by_other_means_is_linked(session: Session, ana: Contact) -> None:
    row = refer(session, ana, "Bo", address="bo@people.example")
    bo = person(session, ana.user_id, "Robert")
    addresses.give(session, ana.user_id, bo.id, "bo@people.example")
    assert row.referred_id == bo.id


@pytest.mark.parametrize(
    ("name", "more"),
    [("", {}), ("Ana", {}), ("Somebody", {"address": "ana@people.example"}), ("Alice", {}),
     ("Somebody", {"address": "alice@example.org"})],
)  # fmt: skip
def test_a_name_that_leads_nowhere_is_refused(session: Session, ana: Contact, name: str, more: dict[str, str]) -> None:
    session.get_one(User, ana.user_id).name = "Alice"
    assert refused(session, ana, name, **more) == "name"
    assert refused(session, ana, ana.name, referred_id=ana.id) == "name"


def test_what_is_no_address_is_refused_beside_it_and_the_same_name_twice_too(session: Session, ana: Contact) -> None:
    assert refused(session, ana, "Bo", address="bo at home") == "address"
    refer(session, ana, "Bo")
    assert refused(session, ana, "Bo") == "name"


def test_a_very_long_text_is_kept(session: Session, ana: Contact) -> None:
    row = refer(session, ana, "Bo")
    referred.change(session, ana.user_id, row.id, permission=Permission.NO, done="a" * 100_000, result="\x00b")
    assert (row.permission, len(row.done), row.result) == (Permission.NO, 100_000, "b")


def test_two_who_named_each_other_are_both_told_apart(session: Session, ana: Contact) -> None:
    bo = led(session, ana, "Bo", days=9)
    met(session, bo, days=5)
    refer(session, bo, "Ana", days=4)
    assert referred.up_the_chain(session, bo) == [ana]
    assert referred.up_the_chain(session, ana) == []
    assert referred.referrer_of(session, ana).contact_id == bo.id


def test_when_somebody_was_met_all_who_led_there_are_to_be_told(session: Session, ana: Contact) -> None:
    bo = led(session, ana, "Bo", days=30)
    cy = led(session, bo, "Cy", days=20)
    assert untold(session, ana) == [("Ana", "Bo")]  # Bo gave a name
    met(session, cy)
    assert [one.name for one in referred.up_the_chain(session, cy)] == ["Bo", "Ana"]
    assert untold(session, ana)[1:] == [("Bo", "Cy"), ("Ana", "Cy")]


def test_who_was_told_is_asked_for_again_only_when_there_is_news(session: Session, ana: Contact) -> None:
    bo = led(session, ana, "Bo", days=30)
    met(session, bo, days=10)
    link = referred.referrer_of(session, bo)
    referred.told(session, ana.user_id, link.id, NOW - timedelta(days=9))
    assert untold(session, ana) == []
    cy = led(session, bo, "Cy", days=8)
    met(session, cy, days=1)
    assert untold(session, ana) == [("Bo", "Cy"), ("Ana", "Cy")]
    referred.told(session, ana.user_id, link.id)
    assert untold(session, ana) == [("Bo", "Cy")]
    referred.not_told(session, ana.user_id, link.id, NOW - timedelta(days=9))
    assert len(untold(session, ana)) == 2


def test_what_is_to_be_reported_of_the_name_itself_is_asked_for_once(session: Session, ana: Contact) -> None:
    met(session, ana, days=40)
    bo = led(session, ana, "Bo", days=30)
    link = referred.referrer_of(session, bo)
    use = asks.used(session, ana.user_id, ana.id, text="Met Bo", outcome_id=link.outcome_id)
    met(session, bo)
    assert untold(session, ana) == []
    asks.reported_back(session, ana.user_id, use.id)
    assert untold(session, ana) == []
    asks.not_reported(session, ana.user_id, use.id)
    asks.delete(session, ana.user_id, use)
    assert untold(session, ana) == [("Ana", "Bo")]


def test_who_was_known_before_was_led_to_by_nobody_and_old_news_is_none(session: Session, ana: Contact) -> None:
    bo = person(session, ana.user_id, "Bo")
    met(session, bo, days=50)
    refer(session, ana, "Bo")
    met(session, bo)
    assert untold(session, ana) == []
    met(session, led(session, ana, "Cy", days=400), days=300)
    assert untold(session, ana) == []


def test_who_knows_whom_is_one_fact_of_two_people(session: Session, ana: Contact) -> None:
    bo = person(session, ana.user_id, "Bo Ray", "bo@people.example")
    row = knowing.knows(session, ana.user_id, ana.id, name="Ray Bo", text="Choir")
    assert knowing.known_to(session, ana.user_id, bo.id) == [ana]
    assert knowing.known_to(session, ana.user_id, ana.id) == [bo]
    with pytest.raises(Refused):
        knowing.knows(session, ana.user_id, bo.id, name="Ana")
    knowing.delete(session, ana.user_id, row.id)
    assert knowing.known_to(session, ana.user_id, ana.id) == []
    assert knowing.knows(session, ana.user_id, bo.id, name="Ana") is row
    knowing.delete(session, ana.user_id, row.id)
    knowing.restore(session, ana.user_id, row.id)
    assert knowing.known_to(session, ana.user_id, ana.id) == [bo]


@pytest.mark.parametrize("name", ["", "Ana", "Nobody"])
def test_nobody_knows_themselves_or_somebody_who_is_not_there(session: Session, ana: Contact, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        knowing.knows(session, ana.user_id, ana.id, name=name)
    assert refusal.value.field == "name"


def test_a_referral_that_a_mail_made_keeps_what_became_of_it_and_goes_with_the_mail_alone(
    session: Session, ana: Contact
) -> None:
    mail(session, ana, sent(1, 0))
    line = mail(session, ana, received(2, 1, refs=(1,), **naming()))
    (row,) = leads.given_by(session, ana)
    referred.change(session, ana.user_id, row.id, permission=Permission.YES, done="I called", result="Tea")
    with pytest.raises(Refused):
        referred.delete(session, ana.user_id, row.id)
    interactions.introduces(session, ana.user_id, line.id, False)
    interactions.introduces(session, ana.user_id, line.id, None)
    assert (row.permission, row.done, row.result, row.deleted_at) == (Permission.YES, "I called", "Tea", None)


def test_who_was_thanked_by_mail_for_an_introduction_after_the_meeting_knows(session: Session, ana: Contact) -> None:
    began = NOW - on(0) - timedelta(days=30)
    mail(session, ana, sent(1, began.days))
    line = mail(session, ana, received(2, began.days + 1, refs=(1,), **naming()))
    (row,) = leads.given_by(session, ana)
    met(session, referred.become_contact(session, ana.user_id, row.id))
    assert untold(session, ana) == [("Ana", "Bob Ray")]
    interactions.log_thanks(session, ana.user_id, ana.id, settles=line.id)
    assert untold(session, ana) == []


def test_a_letter_to_who_led_there_knows_of_what_it_reports(session: Session, ana: Contact) -> None:
    row = refer(session, ana, "Bo")
    referred.change(session, ana.user_id, row.id, permission=Permission.YES, done="I called Bo.", result="Tea.")
    about = letters.About(LetterKind.REPORT_BACK, referral_id=row.id)
    letter = letters.draft(session, ana.user_id, ana.id, about, NOW.date())
    assert letter.referral_id == row.id
    assert all(words in letter.body for words in ("the name of Bo", "I called Bo.", "Tea."))

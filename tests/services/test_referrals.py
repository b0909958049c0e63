"""Introductions and referrals by mail: the referral, what is owed for it, and the person who is proposed."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import mail, on, person, received, sent
from tests.services.say import ALICE, ANA, BOB, naming, owed, waiting
from webapp.domain.evidence import Phase
from webapp.models import Contact, DutyKind, Interaction, Outcome, OutcomeKind, Referral, TriageKind
from webapp.services import contacts, interactions, settlements, triage
from webapp.services.errors import Refused
from webapp.services.relationships import rederive


@pytest.fixture(autouse=True)
def begun(ana: Contact) -> None:
    """Ana is known since the story began, so that its mails are news."""
    ana.created_at = on(0)


def names_bob(session: Session, ana: Contact, **how: object) -> Interaction:
    """Ana's answer that introduces or names Bob."""
    mail(session, ana, sent(1, 0))
    return mail(session, ana, received(2, 1, refs=(1,), **naming(**how)))


def referrals(session: Session) -> list[tuple[str, bool, str | None]]:
    """(address, introduced, who it is) of those that hold."""
    rows = session.scalars(select(Referral).where(Referral.deleted_at.is_(None)))
    return [(row.address or row.name, row.introduced, row.referred_id) for row in rows]


def people(session: Session) -> dict[str, str]:
    """Name → source of everybody who is not deleted."""
    rows = session.scalars(select(Contact).where(Contact.deleted_at.is_(None)))
    return {row.name: row.source for row in rows}


def test_an_introduction_is_a_referral_completes_obtain_and_owes_thanks(session: Session, ana: Contact) -> None:
    line = names_bob(session, ana)
    assert referrals(session) == [(BOB, True, None)]
    assert ana.phase is Phase.USE
    assert owed(session, DutyKind.THANKS) == [line.id]
    assert [item.subject for item in waiting(session, TriageKind.PERSON)] == [BOB]


def test_an_introduction_that_is_undone_leaves_nothing(session: Session, ana: Contact) -> None:
    line = names_bob(session, ana)
    interactions.introduces(session, ana.user_id, line.id, False)
    assert (referrals(session), ana.phase, owed(session, DutyKind.THANKS)) == ([], Phase.OBTAIN, [])
    assert waiting(session, TriageKind.PERSON) == []
    interactions.introduces(session, ana.user_id, line.id, None)
    assert (referrals(session), ana.phase) == ([(BOB, True, None)], Phase.USE)
    interactions.undo(session, ana.user_id, line.id)
    assert (referrals(session), waiting(session, TriageKind.PERSON)) == ([], [])


def test_who_is_introduced_is_added_with_the_mail_and_how_they_are_known(session: Session, ana: Contact) -> None:
    line = names_bob(session, ana)
    (item,) = waiting(session, TriageKind.PERSON)
    triage.accept(session, ana.user_id, item.id)
    bob = session.scalars(select(Contact).where(Contact.name == "Bob Ray")).one()
    assert (bob.source, bob.phase) == ("introduced by Ana", Phase.INITIATE)
    copied = session.scalars(select(Interaction).where(Interaction.contact_id == bob.id)).one()
    assert (copied.message_row, copied.copied) == (line.message_row, True)
    assert referrals(session) == [(BOB, True, bob.id)]
    assert rederive(session, ana.user_id, ana.id) == rederive(session, ana.user_id, bob.id) == []
    settlements.reopen(session, ana.user_id, item.id)
    assert (people(session).keys(), item.settled_at) == ({"Ana"}, None)
    triage.accept(session, ana.user_id, item.id)
    assert people(session).keys() == {"Ana", "Bob Ray"}


def test_somebody_who_is_a_contact_already_is_linked_at_once(session: Session, ana: Contact) -> None:
    bob = person(session, ana.user_id, "Bob")
    names_bob(session, ana)
    assert referrals(session) == [(BOB, True, bob.id)]
    assert waiting(session, TriageKind.PERSON) == []


def test_who_became_a_contact_by_other_means_is_linked_and_not_added_twice(session: Session, ana: Contact) -> None:
    names_bob(session, ana)
    bob = person(session, ana.user_id, "Bob")
    assert waiting(session, TriageKind.PERSON) == []
    assert (referrals(session), people(session).keys()) == ([(BOB, True, bob.id)], {"Ana", "Bob"})


@pytest.mark.parametrize("unsure", ["label", "sender"])
def test_an_introduction_that_is_not_sure_only_proposes(session: Session, ana: Contact, unsure: str) -> None:
    mail(session, ana, sent(1, 0))
    refs = () if unsure == "sender" else (1,)
    mail(session, ana, received(2, 1, refs=refs, **naming(sure=unsure == "sender")))
    assert (referrals(session), owed(session, DutyKind.THANKS)) == ([], [])
    (item,) = waiting(session, TriageKind.PERSON)
    triage.accept(session, ana.user_id, item.id)
    assert [address for address, _, _ in referrals(session)] == [BOB]
    assert ana.phase is (Phase.INITIATE if unsure == "sender" else Phase.USE)
    settlements.reopen(session, ana.user_id, item.id)
    assert (referrals(session), people(session).keys()) == ([], {"Ana"})


def test_a_name_in_a_mail_is_proposed_and_is_an_outcome_once_it_is_taken_up(session: Session, ana: Contact) -> None:
    line = names_bob(session, ana, introduced=False)
    assert (referrals(session), ana.phase) == ([], Phase.OBTAIN)
    (item,) = waiting(session, TriageKind.PERSON)
    triage.accept(session, ana.user_id, item.id)
    outcome = session.scalars(select(Outcome)).one()
    assert (outcome.kind, outcome.interaction_id, outcome.at) == (OutcomeKind.REFERRAL, line.id, line.at)
    assert people(session)["Bob Ray"] == "referred by Ana"
    assert [row[:2] for row in referrals(session)] == [(BOB, False)]
    assert ana.phase is Phase.USE
    settlements.reopen(session, ana.user_id, item.id)
    assert outcome.deleted_at
    assert (referrals(session), ana.phase, people(session).keys()) == ([], Phase.OBTAIN, {"Ana"})


@pytest.mark.parametrize("introduced", [True, False])
def test_taking_back_that_somebody_was_added_deletes_nobody_who_has_a_history(
    session: Session, ana: Contact, introduced: bool
) -> None:
    names_bob(session, ana, introduced=introduced)
    (item,) = waiting(session, TriageKind.PERSON)
    triage.accept(session, ana.user_id, item.id)
    bob = session.scalars(select(Contact).where(Contact.name == "Bob Ray")).one()
    settlements.reopen(session, ana.user_id, item.id)
    assert bob.deleted_at
    triage.accept(session, ana.user_id, item.id)
    contacts.write_note(session, ana.user_id, bob.id, "Plays the cello")
    with pytest.raises(Refused, match="Bob Ray has a history by now"):
        settlements.reopen(session, ana.user_id, item.id)
    assert bob.deleted_at is None


def test_a_name_without_an_address_can_be_added_too(session: Session, ana: Contact) -> None:
    names_bob(session, ana, address="", introduced=False)
    (item,) = waiting(session, TriageKind.PERSON)
    triage.accept(session, ana.user_id, item.id)
    bob = session.scalars(select(Contact).where(Contact.name == "Bob Ray")).one()
    assert (item.subject, referrals(session)) == ("bob ray", [("Bob Ray", False, bob.id)])
    assert contacts.addresses_of(session, bob) == []


def test_who_was_dismissed_is_never_proposed_again(session: Session, ana: Contact) -> None:
    names_bob(session, ana, introduced=False)
    triage.not_this(session, ana.user_id, waiting(session, TriageKind.PERSON)[0].id)
    mail(session, ana, received(3, 2, refs=(1,), **naming(introduced=False)))
    carla = person(session, ana.user_id, "Carla")
    carla.created_at = on(0)
    mail(session, carla, sent(4, 2))
    mail(session, carla, received(5, 3, refs=(4,), from_address="carla@people.example", **naming()))
    assert waiting(session, TriageKind.PERSON) == []
    assert [row[:2] for row in referrals(session)] == [(BOB, True)]


def test_somebody_whom_two_mails_name_is_proposed_once_from_the_first(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    mail(session, ana, received(3, 2, refs=(1,), **naming(introduced=False)))
    first = mail(session, ana, received(2, 1, refs=(1,), **naming(introduced=False)))
    assert [item.interaction_id for item in waiting(session, TriageKind.PERSON)] == [first.id]


@pytest.mark.parametrize("address", [ANA, ALICE])
def test_neither_the_introducer_nor_the_user_is_proposed(session: Session, ana: Contact, address: str) -> None:
    names_bob(session, ana, address=address)
    assert (waiting(session, TriageKind.PERSON), referrals(session)) == ([], [])


def test_what_the_user_writes_introduces_nobody_to_them(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0, **naming()))
    assert (waiting(session, TriageKind.PERSON), referrals(session)) == ([], [])


def test_two_people_of_one_mail_are_two_questions(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    both = naming()
    both["details"]["people"] += naming("Eve Fox", "eve@people.example")["details"]["people"]
    mail(session, ana, received(2, 1, refs=(1,), **both))
    first, second = waiting(session, TriageKind.PERSON)
    triage.accept(session, ana.user_id, first.id)
    settlements.reopen(session, ana.user_id, first.id)
    assert {item.id for item in waiting(session, TriageKind.PERSON)} == {first.id, second.id}

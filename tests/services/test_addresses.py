"""Addresses of a contact: given, taken away with what stood there by them alone, given back, and their past mail."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, arrive, mail, on, person, received, sent, user
from tests.services.test_contacts import add_mailbox, open_backfills
from tests.services.test_relationships import dump
from webapp.domain.evidence import Phase
from webapp.models import Backfill, Contact, ContactAddress, Interaction, MailboxState, utcnow
from webapp.services import addresses, contacts, interactions, mailboxes, triage
from webapp.services.errors import NotFound, Refused, Taken
from webapp.services.settlements import reopen

HOME = "ana@home.example"


def held(session: Session, contact: Contact) -> list[str]:
    """The addresses of the contact."""
    return sorted(row.address for row in contacts.addresses_of(session, contact))


def home(session: Session, ana: Contact) -> ContactAddress:
    """Ana's second address."""
    return addresses.give(session, ana.user_id, ana.id, HOME)


def holding(session: Session, contact: Contact) -> list[str]:
    """The mails that hold on the contact's timeline."""
    query = select(Interaction).where(Interaction.contact_id == contact.id, Interaction.undone_at.is_(None))
    return sorted(line.at.isoformat() for line in session.scalars(query))


def days(*numbers: float) -> list[str]:
    return [on(number).isoformat() for number in numbers]


def test_a_new_address_is_asked_of_every_mailbox(session: Session, ana: Contact) -> None:
    box = add_mailbox(session, ana.user_id)
    home(session, ana)
    assert held(session, ana) == [HOME, "ana@people.example"]
    assert (box.id, HOME) in open_backfills(session, ana)


def test_the_same_address_twice_is_one(session: Session, ana: Contact) -> None:
    assert home(session, ana).id == addresses.give(session, ana.user_id, ana.id, " ANA@Home.example ").id


@pytest.mark.parametrize("raw", ["", "nonsense", "a@b@c", "\x00"])
def test_what_is_no_address_is_refused_beside_its_field(session: Session, ana: Contact, raw: str) -> None:
    with pytest.raises(Refused) as refusal:
        addresses.give(session, ana.user_id, ana.id, raw)
    assert refusal.value.field == "address"


def test_an_address_that_is_somebody_elses_is_refused_with_who_has_it(session: Session, ana: Contact) -> None:
    ben = person(session, ana.user_id, "Ben")
    with pytest.raises(Taken) as refusal:
        addresses.give(session, ana.user_id, ana.id, "ben@people.example")
    assert refusal.value.contact_id == ben.id


def test_what_stood_there_by_the_address_alone_goes_with_it_and_comes_back_with_it(
    session: Session, ana: Contact
) -> None:
    row = home(session, ana)
    mail(session, ana, sent(1, 0, to=["ana@people.example"]))
    mail(session, ana, received(2, 1, refs=(1,), from_address=HOME))
    mail(session, ana, sent(3, 2, to=["Ana+x@home.example"]))
    before = dump(session, ana.user_id)
    assert ana.phase is Phase.OBTAIN
    assert addresses.take_away(session, ana.user_id, ana.id, row.id)[0] == HOME
    assert (holding(session, ana), ana.phase) == (days(0), Phase.INITIATE)
    addresses.give(session, ana.user_id, ana.id, HOME)
    assert dump(session, ana.user_id) == before


def test_a_mail_with_another_address_of_theirs_stays(session: Session, ana: Contact) -> None:
    row = home(session, ana)
    mail(session, ana, sent(1, 0, to=["ana@people.example"], cc=[HOME]))
    assert addresses.take_away(session, ana.user_id, ana.id, row.id) == (HOME, 0)
    assert holding(session, ana) == days(0)


def test_a_mail_that_the_user_accepted_stays_on_their_word(session: Session, ana: Contact) -> None:
    row = home(session, ana)
    interactions.accept(session, ana.user_id, mail(session, ana, received(1, 0, from_address=HOME)).id)
    addresses.take_away(session, ana.user_id, ana.id, row.id)
    assert holding(session, ana) == days(0)


def test_what_was_noted_by_hand_stays(session: Session, ana: Contact) -> None:
    row = home(session, ana)
    interactions.log_meeting(session, ana.user_id, ana.id, at=on(1), summary="Coffee")
    addresses.take_away(session, ana.user_id, ana.id, row.id)
    assert holding(session, ana) == days(1)


def test_a_line_that_the_user_undid_before_stays_undone_when_the_address_comes_back(
    session: Session, ana: Contact
) -> None:
    row = home(session, ana)
    line = mail(session, ana, received(1, 0, from_address=HOME))
    interactions.undo(session, ana.user_id, line.id)
    addresses.take_away(session, ana.user_id, ana.id, row.id)
    home(session, ana)
    assert holding(session, ana) == []


def test_a_line_that_the_user_put_right_meanwhile_is_left_alone(session: Session, ana: Contact) -> None:
    row = home(session, ana)
    line = mail(session, ana, received(1, 0, from_address=HOME))
    addresses.take_away(session, ana.user_id, ana.id, row.id)
    interactions.redo(session, ana.user_id, line.id)
    interactions.undo(session, ana.user_id, line.id)
    home(session, ana)
    assert holding(session, ana) == []


def test_an_address_of_somebody_else_cannot_be_taken_through_another_contact(session: Session, ana: Contact) -> None:
    ben = person(session, ana.user_id, "Ben")
    with pytest.raises(NotFound):
        addresses.take_away(session, ana.user_id, ben.id, home(session, ana).id)


def test_undoing_what_was_learned_takes_back_the_mail_that_came_by_it(session: Session, ana: Contact) -> None:
    mail(session, ana, sent(1, 0))
    stranger = {"from_address": HOME, "stranger": HOME, "from_name": "Carla Ruiz"}
    arrive(session, ana.user_id, received(2, 1, refs=(1,), **stranger))
    (shown,) = triage.waiting(session, ana.user_id)
    triage.another(session, ana.user_id, shown.row.id, ana.id, always=True)
    mail(session, ana, received(3, 2, from_address=HOME))  # found by the look for past mail
    assert holding(session, ana) == days(0, 1, 2)
    reopen(session, ana.user_id, shown.row.id)
    assert (holding(session, ana), held(session, ana)) == (days(0), ["ana@people.example"])


_STEPS = st.lists(
    st.tuples(st.sampled_from(["give", "take", "in", "out", "undo"]), st.sampled_from([HOME, "ana@work.example"])),
    max_size=10,
)


@SQLITE_ALONE  # what it says of many stories is said by the rules; other tests ask both databases
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_taking_an_address_and_giving_it_back_changes_nothing_whatever_came_before(
    session: Session, steps: list[tuple[str, str]]
) -> None:
    session.rollback()
    ana = person(session, user(session, "again@example.org"), "Ana")
    for number, (step, address) in enumerate(steps):
        _take(session, ana, number, step, address)
    for address in list(held(session, ana)):
        before = dump(session, ana.user_id)
        row = next(one for one in contacts.addresses_of(session, ana) if one.address == address)
        addresses.take_away(session, ana.user_id, ana.id, row.id)
        addresses.give(session, ana.user_id, ana.id, address)
        assert dump(session, ana.user_id) == before
    session.rollback()


def _take(session: Session, ana: Contact, number: int, step: str, address: str) -> None:
    match step:
        case "give":
            addresses.give(session, ana.user_id, ana.id, address)
        case "take":
            addresses.take_away_learned(session, ana, address)
        case "in":
            mail(session, ana, received(number, number, from_address=address))
        case "out":
            mail(session, ana, sent(number, number, to=[address]))
        case "undo":
            line = session.scalars(select(Interaction).where(Interaction.contact_id == ana.id)).first()
            if line is not None:
                interactions.undo(session, ana.user_id, line.id)


def test_the_look_for_past_mail_says_how_far_it_is_and_what_it_found(session: Session, ana: Contact) -> None:
    boxes = [add_mailbox(session, ana.user_id, address) for address in ("a@example.org", "b@example.org")]
    home(session, ana)
    owed = {box.id: mailboxes.addresses_to_backfill(session, box) for box in boxes}
    mailboxes.backfilling(session, boxes[0], owed[boxes[0].id], 40, 120)
    (look,) = addresses.looks(session, ana)
    assert (look.address, look.done, look.total, look.under_way, look.waits) == (HOME, 40, 120, True, False)
    for box in boxes:
        mailboxes.backfilled(session, box, dict.fromkeys(owed[box.id], 6))
    (look,) = addresses.looks(session, ana)
    assert (look.found, look.under_way) == (12, False)
    assert addresses.looks(session, ana, now=utcnow() + timedelta(hours=1)) == []


def test_a_look_waits_where_no_mailbox_can_be_read(session: Session, ana: Contact) -> None:
    box = add_mailbox(session, ana.user_id)
    home(session, ana)
    box.state = MailboxState.PAUSED
    assert [look.waits for look in addresses.looks(session, ana)] == [True]


def test_an_address_that_is_taken_away_is_looked_for_no_more(session: Session, ana: Contact) -> None:
    add_mailbox(session, ana.user_id)
    addresses.take_away(session, ana.user_id, ana.id, home(session, ana).id)
    assert session.scalars(select(Backfill)).all() == []

"""A new address of somebody in whose thread it writes: proposed, learned, refused for good, never by a name alone."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.make import SQLITE_ALONE, arrive, line, mail, on, person, questions, received, sent
from tests.services.test_addresses import held, holding
from tests.services.test_contacts import add_mailbox
from tests.services.test_relationships import dump
from webapp.models import Backfill, Contact, Interaction, Message, TriageItem
from webapp.services import contacts, settlements, triage
from webapp.services.errors import Refused
from webapp.services.messages import Arrival

pytestmark = SQLITE_ALONE

HOME = "bob@home.example"


@pytest.fixture
def bob(session: Session, alice: str) -> Contact:
    """Bob Lind, to whom Alice wrote mail 1."""
    contact = person(session, alice, "Bob Lind", "bob@work.example")
    mail(session, contact, sent(1, 0, to=["bob@work.example"]))
    return contact


def unknown(number: int = 2, day: float = 1, name: str = "Bob Lind", **more: object) -> Arrival:
    """A mail from an address of nobody's that answers mail 1."""
    return received(number, day, **{"refs": (1,), "from_address": HOME, "stranger": HOME, "from_name": name} | more)


def ask(session: Session, bob: Contact, arrival: Arrival) -> list[tuple[str, list[str]]]:
    """What is asked once this mail arrived."""
    arrive(session, bob.user_id, arrival)
    session.flush()
    return questions(session, bob.user_id)


def item(session: Session) -> TriageItem:
    return session.scalars(select(TriageItem).where(TriageItem.settled_at.is_(None))).one()


@pytest.mark.parametrize("name", ["Bob Lind", "LIND, Bob", "B. Lind", "Böb Lind", "Bob P. Lind"])
def test_who_signs_with_the_name_of_somebody_in_the_thread_is_proposed(
    session: Session, bob: Contact, name: str
) -> None:
    carla = person(session, bob.user_id, "Carla Ruiz", "carla@people.example")
    mail(session, carla, sent(1, 0, to=["bob@work.example", "carla@people.example"]))
    assert ask(session, bob, unknown(name=name)) == [("alias", [bob.id])]
    assert item(session).reason == f"{HOME} looks like Bob Lind: same thread, same name."


@pytest.mark.parametrize("name", ["", "Bob", "bob", "BL", "Robert Lind"])
def test_in_a_thread_with_one_person_alone_the_sender_is_proposed_as_them(
    session: Session, bob: Contact, name: str
) -> None:
    assert ask(session, bob, unknown(name=name)) == [("alias", [bob.id])]


def test_who_signs_with_another_name_is_asked_about_and_not_proposed(session: Session, bob: Contact) -> None:
    assert ask(session, bob, unknown(name="Carla Ruiz")) == [("stranger", [bob.id])]


def test_of_several_without_a_name_that_fits_nobody_is_proposed(session: Session, bob: Contact) -> None:
    carla = person(session, bob.user_id, "Carla Ruiz", "carla@people.example")
    mail(session, carla, sent(1, 0, to=["bob@work.example", "carla@people.example"]))
    assert ask(session, bob, unknown(name="")) == [("stranger", sorted([bob.id, carla.id]))]


def test_of_two_with_the_name_nobody_is_proposed(session: Session, bob: Contact) -> None:
    other = person(session, bob.user_id, "Bob Lind", "bob@other.example")
    mail(session, other, sent(1, 0))
    assert ask(session, bob, unknown())[0][0] == "stranger"


def test_a_name_alone_outside_a_known_thread_proposes_nobody(session: Session, bob: Contact) -> None:
    person(session, bob.user_id, "Carla Ruiz", "carla@people.example")
    assert ask(session, bob, unknown(name="Carla Ruiz", refs=(99,))) == [("stranger", [])]


def test_an_automatic_mail_proposes_nobody(session: Session, bob: Contact) -> None:
    assert ask(session, bob, unknown(automatic=True)) == []


def test_accepting_learns_the_address_puts_the_mail_there_and_looks_for_more(session: Session, bob: Contact) -> None:
    box = add_mailbox(session, bob.user_id)
    ask(session, bob, unknown())
    triage.accept(session, bob.user_id, item(session).id)
    assert held(session, bob) == [HOME, "bob@work.example"]
    assert len(holding(session, bob)) == 2
    asked = session.scalars(select(Backfill).where(Backfill.mailbox_id == box.id)).all()
    assert len(asked) == 1
    assert questions(session, bob.user_id) == []


def test_accepting_is_taken_back_whole_with_what_was_found_by_it(session: Session, bob: Contact) -> None:
    ask(session, bob, unknown())
    before = dump(session, bob.user_id)
    asked = item(session)
    triage.accept(session, bob.user_id, asked.id)
    mail(session, bob, received(3, 0.5, from_address=HOME))
    settlements.reopen(session, bob.user_id, asked.id)
    assert held(session, bob) == ["bob@work.example"]
    assert questions(session, bob.user_id) == [("alias", [bob.id])]
    after = dump(session, bob.user_id)
    assert {name: after[name] for name in ("contact", "phase_change", "ask", "duty", "triage_item")} == {
        name: before[name] for name in ("contact", "phase_change", "ask", "duty", "triage_item")
    }


def test_what_was_theirs_before_stays_theirs_when_the_answer_is_taken_back(session: Session, bob: Contact) -> None:
    ask(session, bob, unknown())
    contacts.add_address(session, bob, HOME)
    asked = item(session)
    triage.accept(session, bob.user_id, asked.id)
    settlements.reopen(session, bob.user_id, asked.id)
    assert held(session, bob) == [HOME, "bob@work.example"]
    assert holding(session, bob) == [on(0).isoformat()]


def test_an_address_that_became_somebody_elses_is_not_learned(session: Session, bob: Contact) -> None:
    ask(session, bob, unknown())
    person(session, bob.user_id, "Carla", HOME)
    with pytest.raises(Refused):
        triage.accept(session, bob.user_id, item(session).id)


def test_a_refusal_holds_for_good_for_this_address_and_this_person(session: Session, bob: Contact) -> None:
    ask(session, bob, unknown())
    triage.not_this(session, bob.user_id, item(session).id)
    assert ask(session, bob, unknown(3, 2)) == [("stranger", [bob.id])]
    other = {"from_address": "bl@else.example", "stranger": "bl@else.example"}
    assert ("alias", [bob.id]) in ask(session, bob, unknown(4, 3, **other))


def test_a_refusal_that_was_taken_back_no_longer_holds(session: Session, bob: Contact) -> None:
    ask(session, bob, unknown())
    asked = item(session)
    triage.not_this(session, bob.user_id, asked.id)
    settlements.reopen(session, bob.user_id, asked.id)
    assert ask(session, bob, unknown(3, 2)) == [("alias", [bob.id])] * 2


def test_a_copy_that_is_read_once_the_address_is_known_asks_no_more(session: Session, bob: Contact) -> None:
    ask(session, bob, unknown())
    assert ask(session, bob, unknown(stranger="", counterparts=[bob.id])) == []


def test_the_mail_of_a_deleted_person_is_proposed_for_nobody(session: Session, bob: Contact) -> None:
    contacts.delete(session, bob.user_id, bob.id)
    assert ask(session, bob, unknown())[0][0] == "stranger"


def test_put_there_this_once_the_address_stays_nobodys(session: Session, bob: Contact) -> None:
    ask(session, bob, unknown())
    message = session.get_one(Message, item(session).message_row)
    triage.another(session, bob.user_id, item(session).id, bob.id)
    assert line(session, message, bob).accepted_at is not None
    assert held(session, bob) == ["bob@work.example"]
    assert session.scalars(select(Interaction).where(Interaction.contact_id == bob.id)).all()
